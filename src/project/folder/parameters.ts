/** A runbook's parameter across the folder: its variable in the runbook, and its name in every call. */
import {
  argumentFor, keysOfVariable, meansParameter, othersSplatted, renameProblem, runbookNames, splatsOf, symbolAt, workflowsOf, type Ast, type CommandAst, type CommandUse, type HashtableAst, type NamedSymbol, type ParameterAst,
  type VariableExpressionAst,
} from '../../powershell/index.ts';
import type { Extent, FolderSymbol, ParsedFile } from './symbols.ts';

/** A parameter by the runbook that has it. */
export interface RunbookParameter { readonly runbook: string; readonly parameter: string }

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Parameters that a runbook's text declares: of its workflow, or of the script. */
function declaredParameters({ result }: ParsedFile, runbook: string): readonly ParameterAst[] {
  const workflows = workflowsOf(result.ast), workflow = workflows.find(({ name }) => same(name, runbook));
  if (workflow !== undefined) return [...(workflow.node.parameters ?? []), ...(workflow.node.body.paramBlock?.parameters ?? [])];
  return workflows.length > 0 ? [] : (result.ast.paramBlock?.parameters ?? []);
}

/** The extent of a parameter's name, without `$`, where a runbook declares it. */
function parameterDeclaration(parsed: ParsedFile, { runbook, parameter }: RunbookParameter): Extent | undefined {
  const found = declaredParameters(parsed, runbook).find(({ name }) => same(name.variablePath, parameter));
  return found && { start: found.name.end - found.name.variablePath.length, end: found.name.end };
}

/** The runbook's parameter that a variable is, if it is one. */
export function parameterOf(symbol: FolderSymbol, parsed: ParsedFile, runbook: string): RunbookParameter | undefined {
  if (symbol.kind !== 'variable') return undefined;
  const isIt = ({ name }: ParameterAst): boolean => symbol.symbol.places.some(({ access, end }) => access === 'declare' && end === name.end);
  return declaredParameters(parsed, runbook).some(isIt) ? { runbook, parameter: symbol.name } : undefined;
}

const keysOf = (table: HashtableAst): (Extent & { readonly name: string })[] => table.pairs.flatMap(({ key }) => {
  if (key.kind !== 'StringConstantExpressionAst') return [];
  const inside = key.stringConstantType === 'BareWord' ? 0 : 1;
  return [{ name: key.value, start: key.start + inside, end: key.end - inside }];
});

const variableKeys = ({ result, scope }: ParsedFile, node: VariableExpressionAst): (Extent & { readonly name: string })[] => keysOfVariable(result, scope, node).map(({ key, start, end }) => ({ name: key, start, end }));

/** Names of parameters that a call gives: `-Name`, keys of a splatted hashtable, keys of `-Parameters @{ }` where a job is started. */
function givenNames(parsed: ParsedFile, node: CommandAst, starts: boolean): (Extent & { readonly name: string })[] {
  const keys = (expression: Ast | undefined): (Extent & { readonly name: string })[] => (expression?.kind === 'HashtableAst' ? keysOf(expression) : expression?.kind === 'VariableExpressionAst' ? variableKeys(parsed, expression) : []);
  if (starts) return keys(argumentFor(node, 'Parameters'));
  return node.elements.flatMap((element) => {
    if (element.kind === 'CommandParameterAst' && element.parameterName !== '') return [{ name: element.parameterName, start: element.start + 1, end: element.start + 1 + element.parameterName.length }];
    return element.kind === 'VariableExpressionAst' && element.splatted ? keys(element) : [];
  });
}

/** The parameter of another runbook whose name stands at a place, in a call of it. */
export function calledParameterAt(parsed: ParsedFile, offset: number): (RunbookParameter & Extent) | undefined {
  for (const { name, form, command } of runbookNames(parsed.result.text, parsed.commands)) {
    if (form === 'manage') continue;
    const found = givenNames(parsed, command.node, form === 'start').find(({ start, end }) => start <= offset && offset <= end);
    if (found !== undefined) return { runbook: name, parameter: found.name, start: found.start, end: found.end };
  }
  return undefined;
}

/** Extents of a parameter's name in the calls of a text. A beginning of it counts where no other of the runbook's `parameters` has it. */
export function parameterArguments(parsed: ParsedFile, { runbook, parameter }: RunbookParameter, parameters: readonly string[]): Extent[] {
  const found = new Map<number, Extent>();
  for (const { name, form, command } of runbookNames(parsed.result.text, parsed.commands)) {
    if (form === 'manage' || !same(name, runbook)) continue;
    for (const { start, end, name: given } of givenNames(parsed, command.node, form === 'start')) {
      // The names that a job is started with have to be whole.
      if (form === 'start' ? same(given, parameter) : meansParameter(given, parameter, parameters)) found.set(start, { start, end });
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

type VariableSymbol = NamedSymbol & { readonly kind: 'variable' };

function symbolAtHome(parsed: ParsedFile, parameter: RunbookParameter): VariableSymbol | undefined {
  const declaration = parameterDeclaration(parsed, parameter);
  const symbol = declaration && symbolAt(parsed.result, parsed.scope, parsed.commands, declaration.start);
  return symbol?.kind === 'variable' ? symbol : undefined;
}

/** Extents of a parameter in the runbook that declares it: the variable's places and the calls of itself. */
export const parameterPlacesAtHome = (parsed: ParsedFile, parameter: RunbookParameter): (Extent & { readonly access: 'read' | 'write' | 'declare' })[] =>
  (symbolAtHome(parsed, parameter)?.places ?? []).map(({ start, end, access }) => ({ start, end, access }));

/** Why a runbook's parameter cannot get a new name because of one of the texts that mean it, which may be its home; undefined where it can. */
export function parameterRenameProblem(parsed: ParsedFile, parameter: RunbookParameter, parameters: readonly string[], newName: string, isHome: boolean): string | undefined {
  const home = isHome ? symbolAtHome(parsed, parameter) : undefined, problem = home && renameProblem(home, newName);
  if (problem !== undefined) return problem;
  const calls = runbookNames(parsed.result.text, parsed.commands).flatMap((call) => (call.form === 'manage' ? [] : [{ ...call, tables: call.form === 'start' ? startTable(call.command) : splatsOf(call.command) }]));
  const own = calls.filter(({ name }) => same(name, parameter.runbook)), isCall = (use: CommandUse): boolean => own.some(({ command }) => command === use);
  for (const { table, form } of own.flatMap((call) => call.tables.map((node) => ({ table: node, form: call.form })))) {
    const isGiven = variableKeys(parsed, table).some(({ name }) => (form === 'start' ? same(name, parameter.parameter) : meansParameter(name, parameter.parameter, parameters)));
    const started = calls.find(({ command, tables }) => !isCall(command) && tables.some((node) => same(node.variablePath, table.variablePath)))?.command;
    const other = isGiven ? (othersSplatted(parsed.scope, table, parsed.commands, isCall) ?? started) : undefined;
    if (other !== undefined) return `$${table.variablePath} gives ${parameter.parameter} to ${other.name ?? 'another command'} as well as to ${parameter.runbook}: give each a hashtable of its own first.`;
  }
  return undefined;
}

function startTable({ node }: CommandUse): VariableExpressionAst[] {
  const table = argumentFor(node, 'Parameters');
  return table?.kind === 'VariableExpressionAst' ? [table] : [];
}
