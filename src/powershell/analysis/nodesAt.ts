import type { Ast } from '../syntax/ast.ts';
import { childrenOf } from '../syntax/children.ts';

/** The nodes around a place, outermost first. Of two that touch there, the one that begins there is taken. */
export function nodesAt(root: Ast, offset: number): Ast[] {
  const path: Ast[] = [];
  for (let node: Ast | undefined = root; node !== undefined;) {
    path.push(node);
    const around: Ast[] = childrenOf(node).filter((child) => child.start <= offset && offset <= child.end);
    node = around.find((child) => child.start === offset && child.end > offset) ?? around.find((child) => child.end > offset) ?? around.at(-1);
  }
  return path;
}

/** The extents around a place, innermost first, each larger than the one before: how a selection grows. */
export function extentsAround(root: Ast, offset: number, length: number): { readonly start: number; readonly end: number }[] {
  const extents: { start: number; end: number }[] = [];
  // A pair of a hashtable is no node of its own.
  const nodes = nodesAt(root, offset).reverse().flatMap((node) => {
    const pair = node.kind === 'HashtableAst' ? node.pairs.find(({ key, value }) => key.start <= offset && offset <= value.end) : undefined;
    return pair === undefined ? [node] : [{ start: pair.key.start, end: pair.value.end }, node];
  });
  for (const { start, end } of [...nodes, { start: 0, end: length }]) {
    const last = extents.at(-1);
    if (last === undefined || (start <= last.start && end >= last.end && end - start > last.end - last.start)) extents.push({ start, end });
  }
  return extents;
}
