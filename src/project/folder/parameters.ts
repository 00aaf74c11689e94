/** A runbook's parameter across the folder: its variable in the runbook, and its name in every call. */
import { argumentFor, meansParameter, runbookNames, symbolAt, workflowsOf, type Ast, type CommandAst, type HashtableAst, type ParameterAst } from '../../powershell/index.ts';
import { walk } from '../../powershell/index.ts';
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

/** Hashtables that a text assigns to a variable. */
function tablesOf({ result }: ParsedFile, variable: string): HashtableAst[] {
  const found: HashtableAst[] = [];
  walk(result.ast, (node) => {
    if (node.kind !== 'AssignmentStatementAst' || node.left.kind !== 'VariableExpressionAst' || !same(node.left.variablePath, variable)) return;
    const right: Ast = node.right.kind === 'PipelineAst' && node.right.elements.length === 1 ? node.right.elements[0]! : node.right;
    if (right.kind === 'CommandExpressionAst' && right.expression.kind === 'HashtableAst') found.push(right.expression);
  });
  return found;
}

const keysOf = (table: HashtableAst): (Extent & { readonly name: string })[] => table.pairs.flatMap(({ key }) => {
  if (key.kind !== 'StringConstantExpressionAst') return [];
  const inside = key.stringConstantType === 'BareWord' ? 0 : 1;
  return [{ name: key.value, start: key.start + inside, end: key.end - inside }];
});

/** Names of parameters that a call gives: `-Name`, keys of a splatted hashtable, keys of `-Parameters @{ }` where a job is started. */
function givenNames(parsed: ParsedFile, node: CommandAst, starts: boolean): (Extent & { readonly name: string })[] {
  const tables = (expression: Ast | undefined): HashtableAst[] => (expression?.kind === 'HashtableAst' ? [expression] : expression?.kind === 'VariableExpressionAst' ? tablesOf(parsed, expression.variablePath) : []);
  if (starts) return tables(argumentFor(node, 'Parameters')).flatMap(keysOf);
  return node.elements.flatMap((element) => {
    if (element.kind === 'CommandParameterAst' && element.parameterName !== '') return [{ name: element.parameterName, start: element.start + 1, end: element.start + 1 + element.parameterName.length }];
    return element.kind === 'VariableExpressionAst' && element.splatted ? tables(element).flatMap(keysOf) : [];
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

/** Extents of a parameter in the runbook that declares it: the variable's places and the calls of itself. */
export function parameterPlacesAtHome(parsed: ParsedFile, parameter: RunbookParameter): (Extent & { readonly access: 'read' | 'write' | 'declare' })[] {
  const declaration = parameterDeclaration(parsed, parameter);
  const symbol = declaration && symbolAt(parsed.result.text, parsed.scope, parsed.commands, declaration.start);
  return symbol?.kind === 'variable' ? symbol.places.map(({ start, end, access }) => ({ start, end, access })) : [];
}
