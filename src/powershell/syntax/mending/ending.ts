import type { Ast, TypeName } from '../ast.ts';
import { walk } from '../children.ts';

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

/** Takes back what some more characters did to the places in a tree. */
export function takeBack(root: Ast, { at, written }: Ending): void {
  shift(root, at, written.length);
  if (written.startsWith(NAME) || written.startsWith(`$${NAME}`)) walk(root, (node) => forgetName(node, at));
}

const places = new Map<string, boolean>();

/** Whether a field of a node is a place in the text. There are few names, and many fields. */
function isPlace(name: string): boolean {
  let is = places.get(name);
  if (is === undefined) places.set(name, (is = /^(?:start|end|\w+(?:Start|End))$/.test(name)));
  return is;
}

function shift(root: Ast, at: number, length: number): void {
  const seen = new Set<object>(), open: object[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    const fields = value as Record<string, unknown>, { end } = fields;
    // What lies before stays where it is.
    if (typeof end === 'number' && end <= at) continue;
    for (const name of Object.keys(fields)) {
      const field = fields[name];
      if (typeof field === 'object' && field !== null) open.push(field);
      else if (typeof field === 'number' && field > at && isPlace(name)) fields[name] = Math.max(at, field - length);
    }
  }
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
