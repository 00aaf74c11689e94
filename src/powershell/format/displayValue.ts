/** A value as the text of one cell or list field. */
import { Decimal } from '../runtime/values/decimal.ts';
import { Double, Single, toNumber } from '../runtime/values/numbers.ts';
import { unwrap } from '../runtime/values/psObject.ts';
import type { Value } from '../runtime/values/value.ts';
import { withoutEscapes } from './displayCells.ts';
import { gathered, itemName, ownText } from './itemName.ts';
import type { ObjectView } from './objectView.ts';

/** `$FormatEnumerationLimit` where the script has not set it. */
export const DEFAULT_ENUMERATION_LIMIT = 4;

export interface DisplayOptions {
  readonly enumerationLimit: number;
  /** A .NET format string given with the property. */
  readonly format?: string | undefined;
  /** Cells of a table without a view show floating numbers with two decimals. */
  readonly isTable?: boolean;
}

/** The text of a value; collections as `{a, b, c, d…}`. */
export function displayValue(value: Value, view: ObjectView, options: DisplayOptions): string {
  if (value === null || value === undefined) return '';
  if (options.format !== undefined && options.format !== '') {
    const text = view.formatted(value, options.format);
    if (text !== undefined) return text;
  }
  const items = view.enumerate(value);
  if (items !== undefined) return collection(items, view, options.enumerationLimit, typeof value === 'object' && value !== null && gathered.has(value) ? ownText : itemName);
  const plain = unwrap(value);
  if (options.isTable === true && (plain instanceof Double || plain instanceof Single || plain instanceof Decimal)) return twoDecimals(plain, view);
  const text = ownText(value, view);
  return text.includes('\u001b') && view.styles() === undefined ? withoutEscapes(text) : text;
}

function collection(items: Iterable<Value>, view: ObjectView, limit: number, textOf: typeof itemName): string {
  let text = '{', count = 0;
  for (const item of items) {
    if (limit >= 0 && count === limit) { text += '…'; break; }
    if (count++ > 0) text += ', ';
    text += item === null || item === undefined ? '$null' : textOf(item, view);
  }
  return `${text}}`;
}

function twoDecimals(value: Double | Single | Decimal, view: ObjectView): string {
  const formatted = view.formatted(value, 'F');
  return formatted ?? toNumber(value).toFixed(2);
}
