import { nameText } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import type { Report, Rule } from '../../rule.ts';

/** Whether a text brings in commands that it does not define: by a dot, or as modules. */
export const loadsMore = (context: LintContext): boolean =>
  context.result.ast.usings.some(({ usingKind }) => usingKind === 'Module')
  || context.commands().some((site) => site.node.invocationOperator === 'Dot' || /^(?:import-module|invoke-expression)$/.test(context.cmdlet(site.node)));

export const scriptByName: Rule = {
  id: 'SMA1014', name: 'script-by-name', category: 'children', severity: 'warning', appliesTo: 'script',
  summary: 'A script runbook calls another script runbook by its name alone.',
  documentation: 'Only workflows are called by name. A script child is a file beside its caller, and needs `.\\Name.ps1`: the name alone is no command, and ends the job unless a module happens to have it.',
  *check(context): Generator<Report> {
    let loads: boolean | undefined;
    for (const site of context.commands()) {
      const child = context.called(site), [word] = site.node.elements;
      if (child?.type !== 'PowerShellScript' || word === undefined || (loads ??= loadsMore(context))) continue;
      yield {
        start: word.start, end: word.end, message: `${child.name} is a script runbook: its name alone is no command. Call it as .\\${child.name}.ps1.`,
        fix: { title: `Call it as .\\${child.name}.ps1`, edits: [{ start: word.start, end: word.end, text: /^[\w.-]+$/.test(child.name) ? `.\\${child.name}.ps1` : site.node.invocationOperator === 'Unknown' ? `& '.\\${nameText(child.name, "'")}.ps1'` : `'.\\${nameText(child.name, "'")}.ps1'` }] },
      };
    }
  },
};
