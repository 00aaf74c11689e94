/** Where a workflow's state is saved (workflow-semantics.md, checkpoints). */
import type { CommandAst } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';

/** Whether a command is itself a checkpoint: one that a workflow goes on from. */
export const isCheckpoint = (node: CommandAst): boolean => /^(?:[\w.-]+\\)?(?:checkpoint-workflow|suspend-workflow|persist-workflow|persist)$/i.test(commandNameOf(node) ?? '');

/** Whether a command asks for a checkpoint behind it with -PSPersist. */
export function persists(node: CommandAst): boolean {
  return node.elements.some((element, i) => {
    if (element.kind !== 'CommandParameterAst' || !/^PSPersist$/i.test(element.parameterName)) return false;
    const given = element.argument ?? node.elements[i + 1];
    return !(given?.kind === 'VariableExpressionAst' && given.variablePath.toLowerCase() === 'false');
  });
}

/** Whether a command of a workflow's body is a checkpoint, or asks for one behind it. */
export const savesState = (node: CommandAst): boolean => isCheckpoint(node) || persists(node);
