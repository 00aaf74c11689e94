/** Format-Custom: an object as a tree of its properties, `class Name { A = 1 … }`, collections in brackets. */
import type { Value } from '../runtime/values/value.ts';
import type { Frame, Part } from './customLines.ts';
import { displayValue } from './displayValue.ts';
import type { ObjectView } from './objectView.ts';
import { columnValue, defaultColumns, resolveColumns } from './properties.ts';
import type { PropertySpec } from './properties.ts';
import { isScalar } from './scalars.ts';

/** How deep the tree goes where nobody says otherwise. */
export const DEFAULT_DEPTH = 5;
interface Walk { readonly view: ObjectView; readonly limit: number; readonly depth: number }

/** One object; the writer lays it out at its width, as what custom controls write (ComplexViewObjectBrowser). */
export function complexParts(value: Value, view: ObjectView, limit: number, specs: readonly PropertySpec[] | undefined, depth: number = DEFAULT_DEPTH): Part[] {
  const w: Walk = { view, limit, depth }, items = view.enumerate(value);
  if (isScalar(value, view.typeNames(value))) return [view.text(value), true];
  return items === undefined ? object(value, w, 0, specs) : many(items, w, 0);
}
const STEP = 2;
const indented = (parts: readonly Part[]): Frame => ({ left: STEP, right: 0, first: 0, parts });
const className = (value: Value, view: ObjectView): string => { const [name = 'PSObject'] = view.typeNames(value); return name.slice(name.lastIndexOf('.') + 1); };

function object(value: Value, w: Walk, level: number, specs?: readonly PropertySpec[]): Part[] {
  const columns = specs !== undefined && specs.length > 0 ? resolveColumns(specs, value, w.view, false) : defaultColumns(value, w.view), inside: Part[] = [];
  for (const c of columns) {
    const walk = c.depth === undefined ? w : { ...w, depth: c.depth };
    const inner = columnValue(c, value, w.view), items = inner === null || inner === undefined ? undefined : w.view.enumerate(inner);
    inside.push(`${c.heading} = `);
    if (items !== undefined) inside.push(true, indented(many(items, walk, level + 1)));
    else if (isLeaf(inner, walk, level)) inside.push(leaf(inner, w), true);
    else inside.push(true, indented(object(inner, walk, level + 1)));
  }
  return [`class ${className(value, w.view)}`, true, '{', true, indented(inside), '}', true];
}
function many(items: Iterable<Value>, w: Walk, level: number): Part[] {
  const inside: Part[] = [];
  let count = 0;
  for (const item of items) {
    if (w.limit >= 0 && count++ === w.limit) { inside.push('…', true); break; }
    const inner = isLeaf(item, w, level) ? undefined : w.view.enumerate(item);
    if (isLeaf(item, w, level)) inside.push(leaf(item, w), true);
    else if (inner !== undefined) inside.push(true, indented(many(inner, w, level + 1)));
    else inside.push(object(item, w, level + 1));
  }
  return ['[', true, indented(inside), ']', true, true];
}
const isLeaf = (value: Value, w: Walk, level: number): boolean => level >= w.depth || value === null || value === undefined || isScalar(value, w.view.typeNames(value));
const leaf = (value: Value, w: Walk): string => displayValue(value, w.view, { enumerationLimit: w.limit });
