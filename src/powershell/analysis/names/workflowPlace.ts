import type { Ast } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { nodesAt } from '../nodesAt.ts';
import { isForEach, isSequence } from '../workflowRules/sequence.ts';

/** Whether a place lies in a workflow, and whether it is the workflow's own code there: blocks and functions in it, InlineScript among them, run as PowerShell does. */
export function workflowPlace(root: Ast, offset: number): { readonly isInside: boolean; readonly isBody: boolean } {
  const path = nodesAt(root, offset), isInside = path.some((node) => node.kind === 'FunctionDefinitionAst' && node.isWorkflow);
  const around = path.findLast((node, index) => {
    if (node.kind === 'FunctionDefinitionAst' || node.kind === 'FunctionMemberAst') return true;
    const command = path[index - 1];
    // Each block of `ForEach-Object -Sequence` is one of the workflow.
    return node.kind === 'ScriptBlockExpressionAst' && !(command?.kind === 'CommandAst' && isSequence(command) && isForEach(commandNameOf(command) ?? ''));
  });
  return { isInside, isBody: around?.kind === 'FunctionDefinitionAst' && around.isWorkflow };
}
