import type { CommandAst } from './ast.ts';

/** Name of a command where the text gives it. */
export function commandNameOf(node: CommandAst): string | undefined {
  const [first] = node.elements;
  return first?.kind === 'StringConstantExpressionAst' ? first.value : undefined;
}
