/** Numbers out of text, as PowerShell's conversions and operators read them. */
import { numeral } from '../../syntax/index.ts';
import { Decimal } from '../values/decimal.ts';
import { Single, double, makeInteger } from '../values/numbers.ts';
import type { NumberKind, NumberValue } from '../values/numbers.ts';

/** Up to nine plain digits, the commonest number by far; -1 for everything else. */
export function plainDigits(text: string): number {
  const { length } = text;
  if (length === 0 || length > 9) return -1;
  let n = 0;
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    n = n * 10 + digit;
  }
  return n;
}
/** A number with a point between few digits (`-12.5`); undefined for everything else, zeros among it. */
export function plainFraction(text: string): number | undefined {
  const { length } = text;
  if (length < 3 || length > 16) return undefined;
  let point = 0;
  for (let i = text.charCodeAt(0) === 45 ? 1 : 0, first = i; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c === 46 && point === 0 && i > first && i < length - 1) point = i;
    else if (c < 48 || c > 57) return undefined;
  }
  const n = point === 0 ? 0 : Number(text);
  return n === 0 ? undefined : n;
}
/** The value of a number as the parser reads it. */
export function literalValue(type: string, value: number | bigint | string | boolean): NumberValue {
  const kind = type.slice(type.lastIndexOf('.') + 1) as NumberKind;
  if (kind === 'Int32') return Number(value);
  if (kind === 'Double') return double(Number(value));
  return kind === 'Decimal' ? Decimal.parse(String(value)) ?? Decimal.zero : makeInteger(kind, BigInt(value));
}
/** A text that is a number of the language (`12`, `0x1F`, `1.5kb`, `7uy`); blank text is 0. Undefined where it is none (Parser.ScanNumber). */
export function numberToken(text: string): NumberValue | undefined {
  const small = plainDigits(text);
  if (small >= 0) return small;
  const part = plainFraction(text);
  if (part !== undefined) return double(part);
  const t = text.trim();
  if (t === '') return 0;
  const read = numeral(t);
  return read === undefined ? undefined : literalValue(read.type, read.value);
}
/** What .NET's Parse of the kind takes: no hexadecimal digits, no suffix; thousands separators but for the integers. */
export function parsePlain(text: string, kind: NumberKind): NumberValue | undefined {
  const t = text.trim();
  if (kind === 'Double' || kind === 'Single') {
    if (/^[+-]?(infinity|∞)$/i.test(t)) return makeFloat(kind, t.startsWith('-') ? -Infinity : Infinity);
    if (/^[+-]?nan$/i.test(t)) return makeFloat(kind, NaN);
    return /^[+-]?(\d[\d,]*\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(t) ? makeFloat(kind, Number(t.replaceAll(',', ''))) : undefined;
  }
  if (kind === 'Decimal') {
    const m = /^([+-]?)(\d[\d,]*\.?\d*|\.\d+)([+-]?)$/.exec(t);
    return m === null || (m[1] !== '' && m[3] !== '') ? undefined : Decimal.parse(`${m[1] ?? ''}${m[3] ?? ''}${(m[2] ?? '').replaceAll(',', '')}`);
  }
  return /^[+-]?\d+$/.test(t) ? makeInteger('BigInteger', BigInt(t)) : undefined;
}
const makeFloat = (kind: 'Double' | 'Single', n: number): NumberValue => (kind === 'Double' ? double(n) : new Single(n));
