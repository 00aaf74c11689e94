/** Format-Custom: an object as a tree of its properties, `class Name { A = 1 … }`, collections in brackets. */
import type { Value } from '../runtime/values/value.ts';
import { displayValue } from './displayValue.ts';
import type { ObjectView } from './objectView.ts';
import { columnValue, defaultColumns, resolveColumns } from './properties.ts';
import type { PropertySpec } from './properties.ts';
import { isScalar } from './scalars.ts';

/** How deep the tree goes where nobody says otherwise. */
export const DEFAULT_DEPTH = 5;
interface Walk { readonly view: ObjectView; readonly limit: number; readonly depth: number; readonly lines: string[] }

/** The lines of one object. */
export function complexLines(value: Value, view: ObjectView, limit: number, specs: readonly PropertySpec[] | undefined, depth: number = DEFAULT_DEPTH): string[] {
  const w: Walk = { view, limit, depth, lines: [] }, items = view.enumerate(value);
  if (isScalar(value, view.typeNames(value))) w.lines.push(view.text(value));
  else if (items !== undefined) many(items, w, 0, 0);
  else object(value, w, 0, 0, specs);
  w.lines.push('');
  return w.lines;
}
const indent = (n: number): string => '  '.repeat(n);
const className = (value: Value, view: ObjectView): string => { const [name = 'PSObject'] = view.typeNames(value); return name.slice(name.lastIndexOf('.') + 1); };

function object(value: Value, w: Walk, level: number, at: number, specs?: readonly PropertySpec[]): void {
  w.lines.push(`${indent(at)}class ${className(value, w.view)}`, `${indent(at)}{`);
  const columns = specs !== undefined && specs.length > 0 ? resolveColumns(specs, value, w.view, false) : defaultColumns(value, w.view);
  for (const c of columns) {
    const inside = c.depth === undefined ? w : { ...w, depth: c.depth };
    const inner = columnValue(c, value, w.view), head = `${indent(at + 1)}${c.heading} = `;
    const items = inner === null || inner === undefined ? undefined : w.view.enumerate(inner);
    if (items !== undefined) { w.lines.push(head); many(items, inside, level + 1, at + 2); } else if (isLeaf(inner, inside, level)) w.lines.push(head + leaf(inner, w));
    else { w.lines.push(head); object(inner, inside, level + 1, at + 2); }
  }
  w.lines.push(`${indent(at)}}`);
}
function many(items: Iterable<Value>, w: Walk, level: number, at: number): void {
  w.lines.push(`${indent(at)}[`);
  let count = 0;
  for (const item of items) {
    if (w.limit >= 0 && count++ === w.limit) { w.lines.push(`${indent(at + 1)}…`); break; }
    const inner = isLeaf(item, w, level) ? undefined : w.view.enumerate(item);
    if (isLeaf(item, w, level)) w.lines.push(indent(at + 1) + leaf(item, w));
    else if (inner !== undefined) many(inner, w, level + 1, at + 2);
    else object(item, w, level + 1, at + 1);
  }
  w.lines.push(`${indent(at)}]`, '');
}
const isLeaf = (value: Value, w: Walk, level: number): boolean => level >= w.depth || value === null || value === undefined || isScalar(value, w.view.typeNames(value));
const leaf = (value: Value, w: Walk): string => displayValue(value, w.view, { enumerationLimit: w.limit });
