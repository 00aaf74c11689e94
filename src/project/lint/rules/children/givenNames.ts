import { argumentFor, argumentsOf, startedRunbook, tablesGiven, type CommandUse, type HashtableAst } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import type { FolderRunbook } from '../../folder.ts';
import { type NodeOf, type Site } from '../../sites.ts';

/** A name of a parameter that a call gives, where it stands. */
export interface GivenName { readonly name: string; readonly start: number; readonly end: number; /** In a table. */ readonly isKey: boolean }

/** A call of a runbook whose parameters are known, with the names that it gives. */
export interface ChildCallNames {
  readonly child: FolderRunbook & { readonly parameters: NonNullable<FolderRunbook['parameters']> };
  readonly form: 'call' | 'start';
  readonly names: readonly GivenName[];
  /** Whether a name that the child does not have is a fault: a script that does not say how it is called takes any. */
  readonly isStrict: boolean;
  /** False where values are given by position, or in tables that nobody can read here. */
  readonly isWhole: boolean;
  readonly start: number;
  readonly end: number;
}

const keysOf = (tables: readonly HashtableAst[]): GivenName[] => tables.flatMap(({ pairs }) => pairs.flatMap(({ key }) => (key.kind === 'StringConstantExpressionAst' ? [{ name: key.value, start: key.start, end: key.end, isKey: true }] : [])));
const isLiteral = (tables: readonly HashtableAst[]): boolean => tables.length === 1 && tables[0]!.pairs.every(({ key }) => key.kind === 'StringConstantExpressionAst');

/** The runbook that a command calls where it stands: from a workflow a workflow, from what is none the file of a script. */
function calledBy(context: LintContext, site: Site<NodeOf<'CommandAst'>>): FolderRunbook | undefined {
  if (site.place === 'workflow') {
    const child = context.child(site);
    return child?.type === 'Script' ? child : undefined;
  }
  const child = site.place === 'script' ? context.calledInside(site) : undefined;
  return child?.type === 'PowerShellScript' ? child : undefined;
}

/** Calls of a text whose names can be judged: of workflows, of the files of scripts, and of `Start-SmaRunbook` with its table. */
export function* callsWithNames(context: LintContext): Generator<ChildCallNames> {
  const uses = new Map(context.facts.commands.map((use) => [use.node, use]));
  for (const site of context.commands()) {
    const use = uses.get(site.node), [head] = site.node.elements;
    if (use === undefined || head === undefined) continue;
    const isStart = context.cmdlet(site.node) === 'start-smarunbook', name = isStart ? startedRunbook(use) : undefined;
    const child = isStart ? (name === undefined || use.texts.textsOf(argumentFor(site.node, 'Name', 0)).length > 1 ? undefined : context.runbook(name)) : calledBy(context, site), parameters = child?.parameters;
    if (child === undefined || parameters === undefined) continue;
    const isStrict = child.type === 'Script' || parameters.some(({ isMandatory }) => isMandatory);
    yield { child: { ...child, parameters }, isStrict, start: head.start, end: head.end, ...(isStart ? startedWith(use) : calledWith(use)) };
  }
}

function startedWith(use: CommandUse): Pick<ChildCallNames, 'form' | 'names' | 'isWhole'> {
  const value = argumentFor(use.node, 'Parameters'), isSplatted = use.node.elements.some((element) => element.kind === 'VariableExpressionAst' && element.splatted), tables = value === undefined ? [] : tablesGiven(use, value);
  const isNamed = argumentsOf(use.node).filter(({ parameter }) => parameter === undefined).length < 2;
  return { form: 'start', names: keysOf(tables ?? []), isWhole: isNamed && !isSplatted && tables !== undefined && (value === undefined || isLiteral(tables)) };
}

function calledWith(use: CommandUse): Pick<ChildCallNames, 'form' | 'names' | 'isWhole'> {
  const names: GivenName[] = [];
  let isWhole = true;
  const [, ...rest] = use.node.elements;
  for (const [index, element] of rest.entries()) {
    if (element.kind === 'CommandParameterAst') {
      if (element.parameterName !== '') names.push({ name: element.parameterName, start: element.start, end: element.start + element.parameterName.length + 1, isKey: false });
    } else if (element.kind === 'VariableExpressionAst' && element.splatted) {
      const tables = tablesGiven(use, element);
      for (const one of keysOf(tables ?? [])) names.push(one);
      isWhole &&= tables !== undefined && isLiteral(tables);
    } else if (rest[index - 1]?.kind !== 'CommandParameterAst') {
      isWhole = false;
    }
  }
  return { form: 'call', names, isWhole };
}
