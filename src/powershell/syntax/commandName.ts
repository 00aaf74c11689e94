import type { CommandAst } from './ast.ts';

/** Name of a command in lower case, without the module's before it (about_Command_Precedence, module-qualified names); empty where it is worked out. */
export const commandKeyOf = (node: CommandAst): string => (commandNameOf(node) ?? '').toLowerCase().replace(/^[\w.-]+\\/, '');

/** Name of a command where the text gives it. */
export function commandNameOf(node: CommandAst): string | undefined {
  const [first] = node.elements;
  return first?.kind === 'StringConstantExpressionAst' ? first.value : undefined;
}
