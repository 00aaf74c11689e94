/** What the compiler refuses of arguments: how a workflow is called by another (workflow-semantics.md section 12), and what no binding of a cmdlet takes (section 2). */
import type { CommandAst, CommandElementAst, CommandParameterAst } from '../../syntax/ast.ts';
import type { KnownParameter } from '../../analysis/index.ts';
import { COMMON_PARAMETERS } from '../../runtime/bind/common.ts';
import { ALL_SETS, NO_POSITION } from '../../runtime/bind/parameters.ts';
import type { Parameter, ParameterTable } from '../../runtime/bind/parameters.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { PlanCompiler } from './planCompiler.ts';

/** Arguments of a called workflow: by name only (section 12). */
export function checkWorkflowCall(n: CommandAst, command: string, own: readonly KnownParameter[], c: PlanCompiler): void {
  let named: CommandParameterAst | undefined;
  for (const e of n.elements.slice(1)) {
    if (e.kind !== 'CommandParameterAst') {
      if (named === undefined && !(e.kind === 'VariableExpressionAst' && e.splatted)) c.refuse(e, 'CouldNotFindParameterName', `Arguments of the workflow '${command}' are given by name: ${own.map((p) => `-${p.name}`).join(', ') || 'it has no parameters'}.`);
      named = undefined;
      continue;
    }
    const folded = fold(e.parameterName), fitting = own.filter((p) => fold(p.name) === folded), beginning = own.filter((p) => fold(p.name).startsWith(folded));
    named = e.argument === undefined ? e : undefined;
    if (fitting.length === 1 || beginning.length === 1 || COMMON.has(folded)) continue;
    if (beginning.length > 1) c.refuse(e, 'AmbiguousParameter', `The parameter '${e.parameterName}' of the workflow '${command}' is ambiguous: ${beginning.map((p) => p.name).join(', ')}.`);
    else if (/^ps|^asjob$|^jobname$/.test(folded)) c.refuse(e, 'CouldNotFindWorkflowCommonParameterNameNested', `The workflow common parameter '${e.parameterName}' cannot be given to the workflow '${command}' called by another.`);
    else c.refuse(e, 'CouldNotFindParameterName', `The workflow '${command}' has no parameter '${e.parameterName}'. It has: ${own.map((p) => p.name).join(', ')}.`);
  }
}
const COMMON: ReadonlySet<string> = new Set(['verbose', 'debug', 'erroraction', 'warningaction', 'informationaction']);

/**
 * What the static binder refuses of a cmdlet's arguments, as far as the text alone tells: a parameter without its value, names that
 * belong to different parameter sets, more values than there are positions. Names that the cmdlet does not have are told elsewhere.
 */
export function checkBinding(n: CommandAst, command: string, elements: readonly CommandElementAst[], table: ParameterTable, c: PlanCompiler): void {
  const named = new Set<Parameter>(), positional: CommandElementAst[] = [];
  let isOpen = false;
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i] as CommandElementAst, next = elements[i + 1];
    if (e.kind !== 'CommandParameterAst') {
      if (e.kind === 'VariableExpressionAst' && e.splatted) isOpen = true;
      positional.push(e);
      continue;
    }
    const found = parameterOf(table, fold(e.parameterName));
    if (found === undefined) { isOpen = true; continue; }
    if (!found.isCommon) named.add(found);
    if (found.isSwitch || e.argument !== undefined) continue;
    if (next === undefined || next.kind === 'CommandParameterAst') c.refuse(e, 'MissingValueForParameter', `The parameter '${found.name}' of '${command}' needs a value.`);
    else if (next.kind === 'VariableExpressionAst' && next.splatted) isOpen = true;
    else i += 1;
  }
  if (isOpen) return;
  const sets = [...named].filter((p) => !p.sets.has(ALL_SETS)).reduce<readonly string[]>((left, p) => left.filter((set) => has(p, set)), table.sets.length === 0 ? [ALL_SETS] : table.sets);
  if (sets.length === 0) { c.refuse(n, 'AmbiguousParameterSet', `The parameters ${[...named].map((p) => `-${p.name}`).join(', ')} of '${command}' do not go together.`); return; }
  if (table.list.some((p) => [...p.sets.values()].some((role) => role.remaining))) return;
  const places = (set: string): number => table.list.filter((p) => !named.has(p) && [...p.sets].some(([name, role]) => (name === ALL_SETS || fold(name) === fold(set)) && role.position !== NO_POSITION)).length;
  const beyond = positional[Math.max(...sets.map(places))];
  if (beyond !== undefined) c.refuse(beyond, 'PositionalParameterNotFound', `'${command}' takes no value in this place. Write the name of the parameter that is meant before it.`);
}
const has = (p: Parameter, set: string): boolean => [...p.sets.keys()].some((name) => fold(name) === fold(set));
/** By exact name, alias or a beginning that only one has. */
function parameterOf(table: ParameterTable, folded: string): Parameter | undefined {
  const exact = table.byName.get(folded) ?? COMMON_PARAMETERS.find((p) => p.folded === folded || p.aliases.some((a) => fold(a) === folded));
  if (exact !== undefined) return exact;
  const own = new Set([...table.byName].flatMap(([name, p]) => (name.startsWith(folded) ? [p] : [])));
  const found = own.size > 0 ? own : new Set(COMMON_PARAMETERS.filter((p) => p.folded.startsWith(folded)));
  return found.size === 1 ? [...found][0] : undefined;
}
