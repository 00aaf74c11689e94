import type { CommandAst } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';

export const isForEach = (name: string): boolean => /^(?:foreach-object|%)$/i.test(name);
export const isWhere = (name: string): boolean => /^(?:where-object|where|\?)$/i.test(name);
/** ForEach-Object or Where-Object whose block is statements of the workflow: by the whole name of the parameter, and not by the alias `foreach`, as 5.1 has it. */
export const isSequence = (element: CommandAst): boolean => {
  const name = commandNameOf(element) ?? '';
  return (isForEach(name) || isWhere(name)) && element.elements.some((part) => part.kind === 'CommandParameterAst' && part.parameterName.toLowerCase() === 'sequence');
};
