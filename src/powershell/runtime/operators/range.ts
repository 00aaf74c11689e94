/** `1..10`, `'a'..'e'`: an array of all; a pipeline's first element and a foreach get the numbers one by one. */
import { convertTo } from '../convert/convert.ts';
import { guardArray } from '../run/budget.ts';
import { current } from '../run/current.ts';
import { T } from '../types/t.ts';
import { Char } from '../values/char.ts';
import { isNumber, kindOf, toNumber } from '../values/numbers.ts';
import { raise } from '../errors/raise.ts';
import { typeOf } from '../types/typeOf.ts';
import { EnumValue } from '../values/enumValue.ts';
import { unwrap } from '../values/psObject.ts';
import { notCast } from './arithmetic.ts';
import type { NumberValue } from '../values/numbers.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';

export function range(a: Value, b: Value): Value {
  const from = charOf(a), to = charOf(b);
  if (from !== undefined && to !== undefined) return numbers(from, to).map((n) => Char.of(n));
  return numbers(intOf(a), intOf(b));
}
const charOf = (v: Value): number | undefined => (v instanceof Char ? v.code : typeof v === 'string' && v.length === 1 && !/\d/.test(v) ? v.charCodeAt(0) : undefined);
/** An end of a range as Convert.ToInt32 reads it: a text in digits alone, and of other things only what .NET can convert (IntOps.Range). */
function intOf(raw: Value): number {
  const v = unwrap(raw);
  if (typeof v === 'number') return v;
  if (typeof v === 'string') {
    if (!/^\s*[+-]?\d+\s*$/.test(v)) return raise({ id: 'System.FormatException', category: 'OperationStopped', exception: 'System.FormatException', message: `The input string '${v}' was not in a correct format.` });
  } else if (v != null && typeof v !== 'boolean' && !(v instanceof Char) && !(v instanceof EnumValue) && (!isNumber(v) || kindOf(v) === 'BigInteger')) return notCast(typeOf(v).name, 'System.IConvertible');
  return toNumber(convertTo(v, T.Int32) as NumberValue);
}
/** Whole numbers in order that are never all there at once. Only a foreach or a pipeline ever sees one. */
export class LazyRange extends NetObject {
  readonly from: number;
  readonly step: 1 | -1;
  readonly count: number;
  constructor(from: number, to: number) {
    super();
    this.from = from;
    this.step = from <= to ? 1 : -1;
    this.count = Math.abs(to - from) + 1;
  }
}
/** The range for who walks it at once. */
export function lazyRange(a: Value, b: Value): Value {
  return charOf(a) !== undefined && charOf(b) !== undefined ? range(a, b) : new LazyRange(intOf(a), intOf(b));
}
function numbers(from: number, to: number): number[] {
  guardArray(current(), Math.abs(to - from));
  const out: number[] = [];
  if (from <= to) for (let i = from; i <= to; i++) out.push(i); else for (let i = from; i >= to; i--) out.push(i);
  return out;
}
