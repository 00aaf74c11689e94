/** Arrays. A plain JavaScript array is an Object[]; one with another element type is a TypedArray, which is an array too. */
import type { NetType } from '../types/netType.ts';
import { Char } from './char.ts';
import { NetObject } from './value.ts';
import type { Value } from './value.ts';

/** `string[]`, `int[]`, `byte[]` …: reads like any array; who writes an element converts it to `elementType`. */
export class TypedArray extends Array<Value> {
  elementType!: NetType;
  static override get [Symbol.species](): ArrayConstructor { return Array; }
}
/** Makes a typed array from values that already have the element type. */
export function typedArray(elementType: NetType, items: readonly Value[]): TypedArray {
  const n = items.length, made = new TypedArray(n);
  for (let i = 0; i < n; i++) made[i] = items[i];
  made.elementType = elementType;
  return made;
}
/** The units of a text, from one on. */
export function charArray(charType: NetType, text: string, from = 0, length: number = text.length): TypedArray {
  const made = new TypedArray(length);
  for (let i = 0; i < length; i++) made[i] = Char.of(text.charCodeAt(from + i));
  made.elementType = charType;
  return made;
}
/** A rectangular array of two or more dimensions (`[int[,]]::new(2, 3)`), row by row. */
export class MultiArray extends NetObject {
  readonly elementType: NetType;
  readonly lengths: readonly number[];
  readonly items: Value[];
  constructor(elementType: NetType, lengths: readonly number[], items: Value[]) {
    super();
    this.elementType = elementType;
    this.lengths = lengths;
    this.items = items;
  }
  /** The offset of an index tuple, or -1 where it is outside. */
  offset(indices: readonly number[]): number {
    let at = 0;
    for (let d = 0; d < this.lengths.length; d++) {
      const i = indices[d] ?? -1, n = this.lengths[d] ?? 0;
      if (i < 0 || i >= n) return -1;
      at = at * n + i;
    }
    return at;
  }
}
