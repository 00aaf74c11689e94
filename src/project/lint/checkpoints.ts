/** Where a workflow's state is saved (workflow-semantics.md, checkpoints). */
import type { CommandAst } from '../../powershell/index.ts';
import { commandKey } from './sites.ts';

/** Whether a command of a workflow's body is a checkpoint, or asks for one behind it with -PSPersist. */
export function savesState(node: CommandAst): boolean {
  if (/^(checkpoint-workflow|suspend-workflow|persist-workflow|persist)$/.test(commandKey({ node }))) return true;
  return node.elements.some((element, i) => {
    if (element.kind !== 'CommandParameterAst' || !/^PSPersist$/i.test(element.parameterName)) return false;
    const given = element.argument ?? node.elements[i + 1];
    return !(given?.kind === 'VariableExpressionAst' && given.variablePath.toLowerCase() === 'false');
  });
}
