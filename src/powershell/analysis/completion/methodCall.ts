import type { InvokeMemberExpressionAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { nodesAt } from '../nodesAt.ts';

/** A call of a method in whose brackets something is written, and which of its arguments it is, from 0. */
export interface MethodCall { readonly node: InvokeMemberExpressionAst; readonly argument: number }

/** Where the brackets of a call begin to hold arguments; undefined for a call without any, as `$x.ForEach{ }`. */
function insideOf(text: string, { member, genericTypeArguments }: InvokeMemberExpressionAst): number | undefined {
  const from = Math.max(member.end, ...genericTypeArguments.map(({ end }) => end)), [open] = /^[\s\]]*\(/.exec(text.slice(from, from + 40)) ?? [];
  return open === undefined ? undefined : from + open.length;
}

/** True where a place is in the brackets of a call, or behind one that is not finished, which ends before the blanks that follow. */
function reaches(text: string, node: InvokeMemberExpressionAst, inside: number, offset: number): boolean {
  const isClosed = text.charAt(node.end - 1) === ')' && node.end - 1 >= (node.arguments.at(-1)?.end ?? inside);
  return isClosed ? offset < node.end : offset <= node.end || text.slice(node.end, offset).trim() === '';
}

/** The innermost call of a method around a place; undefined in a block that is handed to it. Works in broken texts. */
export function methodCallAt({ ast, text }: ParseResult, offset: number): MethodCall | undefined {
  let found: (MethodCall & { readonly inside: number }) | undefined;
  walk(ast, (node) => {
    const inside = node.kind === 'InvokeMemberExpressionAst' ? insideOf(text, node) : undefined;
    if (node.kind === 'InvokeMemberExpressionAst' && inside !== undefined && inside <= offset && (found === undefined || found.inside <= inside) && reaches(text, node, inside, offset)) {
      found = { node, inside, argument: node.arguments.filter(({ end }) => end < offset && /^\s*,/.test(text.slice(end, offset))).length };
    }
    return node.start <= offset;
  });
  if (found === undefined) return undefined;
  const { inside } = found;
  return nodesAt(ast, Math.max(0, offset - 1)).some(({ kind, start }) => kind === 'ScriptBlockExpressionAst' && start >= inside) ? undefined : { node: found.node, argument: found.argument };
}
