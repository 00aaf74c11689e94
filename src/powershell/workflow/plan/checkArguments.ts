/** What the compiler refuses of arguments: how a workflow is called by another (workflow-semantics.md section 12). */
import type { CommandAst, CommandParameterAst } from '../../syntax/ast.ts';
import type { KnownParameter } from '../../analysis/workflowRules/activityArguments.ts';
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
