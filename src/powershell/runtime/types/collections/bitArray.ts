/** System.Collections.BitArray. */
import { toItems } from '../../convert/enumerate.ts';
import { convertTo } from '../../convert/convert.ts';
import { netThrow } from '../../errors/raise.ts';
import { notNegative, place } from '../guards/refuse.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { func, laterType, method } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { rawBytes } from '../text/text.ts';

export class BitArray extends NetObject {
  bits: boolean[];
  constructor(bits: boolean[]) { super(); this.bits = bits; }
  at(i: number): number {
    place(i, this.bits.length, 'index', true);
    return i;
  }
  with(other: BitArray, both: (a: boolean, b: boolean) => boolean): this {
    if (other.bits.length !== this.bits.length) netThrow('System.ArgumentException', 'Array lengths must be the same.');
    this.bits = this.bits.map((bit, i) => both(bit, other.bits[i] === true));
    return this;
  }
}
const type = named<BitArray>('System.Collections.BitArray', [], { interfaces: ['System.Collections.ICollection', 'System.Collections.IEnumerable', 'System.ICloneable'] });
const BITS = 8, WORD = 32;
const ofBytes = (b: Uint8Array): boolean[] => Array.from(b).flatMap((n) => Array.from({ length: BITS }, (_, i) => (n & (1 << i)) !== 0));
const sized = (n: number, value = false): BitArray => { notNegative(n, 'length'); return new BitArray(Array.from({ length: n }, () => value)); };
laterType<BitArray>(type, () => ({
  create: [
    func([arrayOf(T.Boolean)], (b) => new BitArray(toItems(b as unknown as Value).map((x) => x === true))), func([arrayOf(T.Byte)], (b) => new BitArray(ofBytes(rawBytes(b)))),
    func([arrayOf(T.Int32)], (b) => new BitArray(toItems(b as unknown as Value).flatMap((n) => Array.from({ length: WORD }, (_, i) => (Number(n) & (1 << i)) !== 0)))), func([T.Int32], (n) => sized(n)), func([T.Int32, T.Boolean], sized), func([type], (b) => new BitArray([...b.bits])),
  ],
  enumerate: (b) => b.bits, index: { get: (b, i) => b.bits[convertTo(i, T.Int32) as number] ?? null, set: (b, i, v) => { b.bits[b.at(convertTo(i, T.Int32) as number)] = convertTo(v, T.Boolean) === true; } },
  props: { Length: [T.Int32, (b) => b.bits.length, (b, v) => { const n = convertTo(v, T.Int32) as number; b.bits = Array.from({ length: n }, (_, i) => b.bits[i] === true); }], Count: [T.Int32, (b) => b.bits.length], SyncRoot: [undefined, (b) => b], IsSynchronized: [T.Boolean, () => false], IsReadOnly: [T.Boolean, () => false] },
  methods: {
    Get: [method([T.Int32], (b, i) => b.bits[b.at(i)], T.Boolean)], Set: [method([T.Int32, T.Boolean], (b, i, v) => { b.bits[b.at(i)] = v; }, T.Void)], SetAll: [method([T.Boolean], (b, v) => { b.bits.fill(v); }, T.Void)],
    And: [method([type], (b, o) => b.with(o, (x, y) => x && y), type)], Or: [method([type], (b, o) => b.with(o, (x, y) => x || y), type)], Xor: [method([type], (b, o) => b.with(o, (x, y) => x !== y), type)],
    Not: [method([], (b) => { b.bits = b.bits.map((x) => !x); return b; }, type)], HasAllSet: [method([], (b) => b.bits.every(Boolean), T.Boolean)], HasAnySet: [method([], (b) => b.bits.some(Boolean), T.Boolean)],
    LeftShift: [method([T.Int32], (b, n) => { b.bits = b.bits.map((_, i) => b.bits[i - n] === true); return b; }, type)], RightShift: [method([T.Int32], (b, n) => { b.bits = b.bits.map((_, i) => b.bits[i + n] === true); return b; }, type)],
    CopyTo: [method([T.Array, T.Int32], (b, to, at) => {
      const target = to as unknown as { netType?: unknown } & Value[], isBytes = arrayOf(T.Byte), packed = Array.from({ length: Math.ceil(b.bits.length / BITS) }, (_, i) => convertTo(b.bits.slice(i * BITS, i * BITS + BITS).reduce((n, bit, k) => n | (bit ? 1 << k : 0), 0), T.Byte));
      const from: readonly Value[] = typeof target[0] === 'boolean' ? b.bits : isBytes.elementType === T.Byte ? packed : [];
      from.forEach((v, i) => { target[at + i] = v; });
    }, T.Void)], Clone: [method([], (b) => new BitArray([...b.bits]), type)],
  },
}), BitArray);
