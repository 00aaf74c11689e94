import { argumentsOf, nameBefore, type CommandElementAst } from '../../../../powershell/index.ts';
import type { Fix, Report, Rule } from '../../rule.ts';

export const childPositional: Rule = {
  id: 'SMA1007', name: 'child-positional', category: 'children', severity: 'error', appliesTo: 'workflow',
  summary: 'A child workflow gets an argument by position.',
  documentation: 'A call of a nested workflow is compiled with named parameters only. Write the parameter before each value.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const child = site.place === 'workflow' ? context.child(site) : undefined;
      if (child?.type !== 'Script') continue;
      const args = argumentsOf(site.node), positional = args.flatMap(({ parameter, value }) => (parameter === undefined && value !== undefined && !isSplatted(value) ? [value] : []));
      const onlyPositional = positional.length === args.length, [first] = positional;
      if (first === undefined) continue;
      // What names sets takes an argument by the set that is meant.
      const placed = child.sets === undefined ? child.parameters?.filter(({ position, isSwitch }) => position !== undefined && isSwitch !== true).sort((a, b) => a.position! - b.position!) ?? [] : [], names = placed.map(({ name }) => name);
      const edits = positional.flatMap((value, i) => nameBefore(context.text, value.start, names[i] ?? '') ?? []);
      const fix: Fix | undefined = onlyPositional && edits.length === positional.length ? { title: 'Name the parameters', edits } : undefined;
      yield { start: first.start, end: positional.at(-1)!.end, message: `${child.name} is a workflow and takes its arguments by name only. Write -Parameter before each value.`, fix };
    }
  },
};

const isSplatted = (value: CommandElementAst): boolean => value.kind === 'VariableExpressionAst' && value.splatted;
