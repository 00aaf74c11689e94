/** Integers out of digits of a base (.NET's ParseNumbers, as Convert.ToInt32(text, base) and its like call it). */
import { netThrow } from '../errors/raise.ts';
import { byte, fits, makeInteger, toLong } from '../values/numbers.ts';
import type { NumberKind, NumberValue } from '../values/numbers.ts';
import { overflowMessage } from './toNumber.ts';

/** The width of the kinds that are read so. */
export const BITS: Partial<Readonly<Record<NumberKind, number>>> = { SByte: 8, Byte: 8, Int16: 16, UInt16: 16, Int32: 32, UInt32: 32, Int64: 64, UInt64: 64 };
const tooLarge = (kind: NumberKind): never => netThrow('System.OverflowException', overflowMessage(kind));

/** How many digits of a base always are a positive Int32. */
const FEW: Partial<Readonly<Record<number, number>>> = { 2: 31, 8: 10, 10: 9, 16: 7 };
/** The number that so few digits and nothing else are; -1 for every other text. */
function fewDigits(text: string, base: number): number {
  if (text.length === 0 || text.length > (FEW[base] ?? 0)) return -1;
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i), digit = c < 58 ? c - 48 : (c | 32) > 96 && (c | 32) < 103 ? (c | 32) - 87 : -1;
    if (digit < 0 || digit >= base) return -1;
    n = n * base + digit;
  }
  return n;
}
/** An integer of the kind out of the digits of base 2, 8, 10 or 16; in all but ten the digits are its bits. */
export function integerOfBase(text: string, base: number, kind: NumberKind): NumberValue {
  const few = fewDigits(text, base);
  if (few >= 0) { if (kind === 'Int32') return few; if (kind === 'Int64') return toLong(few); if (kind === 'Byte' && few < 256) return byte(few); }
  if (![2, 8, 10, 16].includes(base)) netThrow('System.ArgumentException', 'Invalid Base.');
  if (text === '') netThrow('System.ArgumentOutOfRangeException', "Specified argument was out of the range of valid values. (Parameter 'Index was out of range. Must be non-negative and less than the size of the collection.')");
  const minus = text.startsWith('-'), isUnsigned = kind.startsWith('U') || kind === 'Byte', bits = BITS[kind] ?? 32;
  if (minus && base !== 10) netThrow('System.ArgumentException', 'String cannot contain a minus sign if the base is not 10.');
  if (minus && isUnsigned) netThrow('System.OverflowException', 'The string was being parsed as an unsigned number and could not have a negative sign.');
  const rest = text.replace(/^[-+]/, '').replace(base === 16 ? /^0x/i : /^$/, ''), known = { 2: /^[01]*/, 8: /^[0-7]*/, 10: /^\d*/, 16: /^[0-9a-f]*/i }[base]?.exec(rest)?.[0] ?? '';
  if (known === '') netThrow('System.FormatException', 'Could not find any recognizable digits.');
  let n = 0n;
  for (const c of known) n = n * BigInt(base) + BigInt(parseInt(c, base));
  if (minus) n = -n;
  // What is too large for the register that the digits are gathered in is told by that register's type.
  const width = bits === 64 ? 64n : 32n, wide = bits === 64 ? 'Int64' : 'Int32', isBits = base !== 10, most = isUnsigned || isBits ? (1n << width) - 1n : 1n << (width - 1n);
  if (n > most || n < -most) tooLarge(isUnsigned || isBits ? `U${wide}` : wide);
  if (known !== rest) netThrow('System.FormatException', 'Additional non-parsable characters are at the end of the string.');
  if (isBits ? n >> BigInt(bits) > 0n : !fits(kind, n)) tooLarge(kind);
  return makeInteger(kind, isBits && !isUnsigned ? BigInt.asIntN(bits, n) : n);
}
