import type { Ast, TypeName } from '../ast.ts';
import { walk } from '../children.ts';
import { movePlaces } from '../movePlaces.ts';

/** Something to write into a text, which ends what was begun before it. */
export interface Ending { readonly at: number; readonly written: string }

/** Stands for a name that is not written yet. */
export const NAME = 'x';

const written = new RegExp(`(?:\\$${NAME} in )?${NAME}?[)\\]}]*;`, 'y');

/** Where a line's code begins, behind an ending that was written before it. */
export function beginOf(text: string, line: number): number {
  let at = line;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  written.lastIndex = at;
  return ')]};$x'.includes(text.charAt(at)) && written.test(text) ? written.lastIndex : at;
}

/** Takes back what some more characters did to the places in a tree. `holdsAll` says of which nodes it is known that what they hold lies within them: of a broken tree not of all. */
export function takeBack(root: Ast, { at, written }: Ending, holdsAll: (node: Ast) => boolean = () => false): void {
  const { length } = written;
  movePlaces(root, {
    whole: (node) => (node.end <= at ? (holdsAll(node) ? 0 : undefined) : node.start > at + length && holdsAll(node) ? -length : undefined),
    to: (place) => (place > at ? Math.max(at, place - length) : place),
  });
  if (written.startsWith(NAME) || written.startsWith(`$${NAME}`)) walk(root, (node) => forgetName(node, at));
}

/** A name that nobody wrote has no letters. */
function forgetName(node: Ast, at: number): void {
  if (node.kind === 'StringConstantExpressionAst' && isHere(node, at)) Object.assign(node, { value: '' });
  else if (node.kind === 'VariableExpressionAst' && node.end === at && node.start >= at - 1) Object.assign(node, { variablePath: '' });
  else if (node.kind === 'TypeConstraintAst' || node.kind === 'TypeExpressionAst' || node.kind === 'AttributeAst') forgetTypeName(node.typeName, at);
}

function forgetTypeName(type: TypeName, at: number): void {
  if (isHere(type, at)) Object.assign(type, { text: '', name: '' });
}

const isHere = ({ start, end }: { readonly start: number; readonly end: number }, at: number): boolean => start === at && end === at;
