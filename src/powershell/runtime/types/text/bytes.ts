/**
 * Raw bytes, `byte[]` and texts into each other. Each way is the one that costs Node least for few bytes, which is what scripts do thousands
 * of times: an array buffer of its own for every step would be dearer than the step.
 */
import { convertTo } from '../../convert/convert.ts';
import { toItems } from '../../convert/enumerate.ts';
import { TypedArray } from '../../values/arrays.ts';
import { Byte, byte, toNumber } from '../../values/numbers.ts';
import type { NumberValue } from '../../values/numbers.ts';
import type { Value } from '../../values/value.ts';
import { T } from '../t.ts';

/** A `byte[]` from raw bytes: there is one value for each byte, so this is a copy of references. */
export function bytesValue(b: Uint8Array): Value {
  const n = b.length, made = new TypedArray(n);
  for (let i = 0; i < n; i++) made[i] = byte(b[i] ?? 0);
  made.elementType = T.Byte;
  return made;
}
/** Raw bytes of a `byte[]` (or anything that converts to one), or of `count` of its items from `start`. */
export function rawBytes(v: unknown, start = 0, count = Infinity): Uint8Array {
  const items = toItems(v as Value), n = Math.max(0, Math.min(items.length - start, count)), made = new Uint8Array(n);
  for (let i = 0; i < n; i++) { const x = items[start + i]; made[i] = x instanceof Byte ? x.value : toNumber(convertTo(x, T.Byte) as NumberValue); }
  return made;
}

/** Where few bytes lie for a moment, on their way from one form to another; nothing that a script wrote runs meanwhile. */
const POOL = 6144, pool = Buffer.alloc(POOL);
const encoder = new TextEncoder(), decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Puts a short `byte[]` into the pool. Gives its length; -1 where it is something else, or too long. */
function pooled(v: unknown): number {
  if (!Array.isArray(v) || v.length > POOL) return -1;
  for (let i = 0; i < v.length; i++) {
    const x: unknown = v[i];
    if (!(x instanceof Byte)) return -1;
    pool[i] = x.value;
  }
  return v.length;
}
/** The first bytes of the pool as a `byte[]`. */
function fromPool(n: number): Value {
  const made = new TypedArray(n);
  for (let i = 0; i < n; i++) made[i] = byte(pool[i] ?? 0);
  made.elementType = T.Byte;
  return made;
}
/** A text in UTF-8 as a `byte[]`; half of a pair becomes U+FFFD, and a unit takes three bytes at most. */
export function utf8Value(text: string): Value {
  const { length } = text;
  if (length <= SHORT) {
    const made = new TypedArray(length);
    let i = 0;
    for (; i < length; i++) { const c = text.charCodeAt(i); if (c > 127) break; made[i] = byte(c); }
    if (i === length) { made.elementType = T.Byte; return made; }
  }
  return length * 3 > POOL ? bytesValue(encoder.encode(text)) : fromPool(encoder.encodeInto(text, pool).written);
}
/** Texts of ASCII that are sooner taken letter by letter than given to the encoder. */
const SHORT = 64;
/** The text of a `byte[]` in UTF-8, a mark at its beginning included. */
export function utf8Text(v: unknown): string {
  const n = pooled(v);
  return n < 0 ? decoder.decode(rawBytes(v)) : pool.toString('utf8', 0, n);
}
/** A `byte[]` in Base64. */
export function base64Text(v: unknown): string {
  const n = pooled(v);
  return n < 0 ? Buffer.from(rawBytes(v)).toString('base64') : pool.toString('base64', 0, n);
}
/** What the signs of Base64 stand for; -1 for all others. */
const SIXTHS = new Int8Array(128).fill(-1);
for (const [i, c] of Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/').entries()) SIXTHS[c.charCodeAt(0)] = i;
/** The `byte[]` of a short text in Base64 without blanks; undefined for longer ones, and for what is none. */
export function shortBase64(text: string): Value | undefined {
  const { length } = text;
  if (length === 0 || length > SHORT * 2 || length % 4 !== 0) return undefined;
  const size = length / 4 * 3 - (text.charCodeAt(length - 2) === 61 ? 2 : text.charCodeAt(length - 1) === 61 ? 1 : 0), made = new TypedArray(size);
  let p = 0, held = 0, bits = 0;
  for (let i = 0; p < size; i++) {
    const c = text.charCodeAt(i), sixth = c < 128 ? SIXTHS[c] ?? -1 : -1;
    if (sixth < 0) return undefined;
    held = (held << 6) | sixth;
    bits += 6;
    if (bits >= 8) { bits -= 8; made[p++] = byte(held >> bits); held &= (1 << bits) - 1; }
  }
  // Behind the last byte stand the marks of what is missing, or nothing.
  for (let i = length - (length / 4 * 3 - size); i < length; i++) if (text.charCodeAt(i) !== 61) return undefined;
  made.elementType = T.Byte;
  return made;
}
/** The `byte[]` of a text in Base64 that is known to be such. */
export const base64Value = (text: string): Value => (text.length > POOL ? bytesValue(Buffer.from(text, 'base64')) : fromPool(pool.write(text, 0, POOL, 'base64')));

const digit = (n: number): number => (n < 10 ? 48 + n : 55 + n);
/** Two digits a byte with dashes between them, of the items from one up to another. */
export function dashed(v: unknown, from = 0, to = Infinity): string {
  let n = from === 0 && Array.isArray(v) && v.length * 3 <= POOL ? Math.min(pooled(v), to) : -1, out = pool;
  if (n < 0) {
    const part = rawBytes(v).subarray(from, to);
    n = part.length;
    out = Buffer.alloc(n * 3);
    out.set(part);
  }
  // From the end on, so that no byte is written over before it is read.
  for (let i = n - 1; i >= 0; i--) {
    const x = out[i] ?? 0;
    out[i * 3 + 1] = digit(x & 15);
    out[i * 3] = digit(x >> 4);
    if (i > 0) out[i * 3 - 1] = 45;
  }
  return n === 0 ? '' : out.toString('latin1', 0, n * 3 - 1);
}
/** The `byte[]` of a text whose units are bytes, the form in which Node gives digests fastest. */
export function latin1Value(text: string): Value {
  const n = text.length, made = new TypedArray(n);
  for (let i = 0; i < n; i++) made[i] = byte(text.charCodeAt(i));
  made.elementType = T.Byte;
  return made;
}
/** A text without a character, or with another in its place. Where it stands close together, unit by unit: each hit of `replaceAll` costs as much as ten units. */
export function replaceUnit(s: string, a: string, b: string): string {
  const first = s.indexOf(a);
  if (first < 0) return s;
  const second = s.indexOf(a, first + 1), unit = a.charCodeAt(0), other = b === '' ? -1 : b.charCodeAt(0);
  if (second < 0) return s.slice(0, first) + b + s.slice(first + 1);
  if (second - first > 8 || s.length > POOL || other > 255) return s.replaceAll(a, b);
  let p = 0;
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c > 255) return s.replaceAll(a, b);
    if (c !== unit) pool[p++] = c; else if (other >= 0) pool[p++] = other;
  }
  return pool.toString('latin1', 0, p);
}
