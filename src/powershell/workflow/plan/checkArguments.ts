/** What the compiler refuses of a command's parameters once it knows the command (workflow-semantics.md section 2, marked F). */
import type { CommandAst, CommandParameterAst } from '../../syntax/ast.ts';
import { fold } from '../../runtime/values/folding.ts';
import { ACTIVITY_PARAMETERS, REFUSED_COMMON } from './catalogue.ts';
import type { PlanCompiler } from './planCompiler.ts';

export interface KnownParameter { readonly name: string; readonly aliases: readonly string[] }
const parametersOf = (n: CommandAst): readonly CommandParameterAst[] => n.elements.filter((e) => e.kind === 'CommandParameterAst');

/** The common activity parameter a name stands for, unless the command has one of its own like it. */
export function activityParameter(name: string, own: readonly KnownParameter[]): string | undefined {
  const folded = fold(name);
  if (own.some((p) => fold(p.name) === folded || p.aliases.some((a) => fold(a) === folded))) return undefined;
  const exact = ACTIVITY_PARAMETERS.find((p) => fold(p) === folded);
  if (exact !== undefined || own.some((p) => fold(p.name).startsWith(folded))) return exact;
  const beginning = folded.length < 4 ? [] : ACTIVITY_PARAMETERS.filter((p) => fold(p).startsWith(folded));
  return beginning.length === 1 ? beginning[0] : undefined;
}
/** Checks the parameters of an activity by name. */
export function checkActivity(n: CommandAst, command: string, own: readonly KnownParameter[], c: PlanCompiler): void {
  const seen = new Set<string>();
  for (const p of parametersOf(n)) {
    const folded = fold(p.parameterName);
    if (folded === '') continue;
    if (REFUSED_COMMON.has(folded)) { c.refuse(p, 'CommonParameterNotSupported', `The common parameter '${p.parameterName}' is not supported on an activity. Use a variable or an InlineScript block.`); continue; }
    if (folded === 'result') { c.refuse(p, 'CannotSpecifyResultArgument', "The argument 'Result' cannot be given. Assign the command to a variable."); continue; }
    if (activityParameter(p.parameterName, own) !== undefined) continue;
    const exact = own.find((x) => fold(x.name) === folded || x.aliases.some((a) => fold(a) === folded));
    const fitting = exact === undefined ? own.filter((x) => fold(x.name).startsWith(folded)) : [exact];
    if (fitting.length === 0 && 'computername'.startsWith(folded) && folded.length > 3) c.refuse(p, 'RemotingHandledByPSComputerName', `The parameter 'ComputerName' is not supported on the activity '${command}'. Use 'PSComputerName'.`);
    else if (fitting.length === 0) c.refuse(p, 'CouldNotFindParameterName', `'${command}' has no parameter '${p.parameterName}'. It has: ${own.map((x) => x.name).join(', ')}, and the activity common parameters.`);
    else if (fitting.length > 1) c.refuse(p, 'AmbiguousParameter', `The parameter '${p.parameterName}' of '${command}' is ambiguous: ${fitting.map((x) => x.name).join(', ')}.`);
    const [only] = fitting;
    if (only === undefined || fitting.length > 1) continue;
    if (seen.has(only.name)) c.refuse(p, 'DuplicateParametersNotAllowed', `The parameter '${only.name}' of '${command}' is given twice.`);
    seen.add(only.name);
  }
}
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
    if (/^ps|^asjob$|^jobname$/.test(folded)) c.refuse(e, 'CouldNotFindWorkflowCommonParameterNameNested', `The workflow common parameter '${e.parameterName}' cannot be given to the workflow '${command}' called by another.`);
    else c.refuse(e, 'CouldNotFindParameterName', `The workflow '${command}' has no parameter '${e.parameterName}'. It has: ${own.map((p) => p.name).join(', ')}.`);
  }
}
const COMMON: ReadonlySet<string> = new Set(['verbose', 'debug', 'erroraction', 'warningaction', 'informationaction']);
