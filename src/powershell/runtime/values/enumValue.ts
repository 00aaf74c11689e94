/** A value of a .NET or script enum; its type knows the names. */
import type { NetType } from '../types/netType.ts';
import { UInt64 } from './numbers.ts';
import type { NumberValue } from './numbers.ts';
import { NetObject } from './value.ts';

export class EnumValue extends NetObject {
  override readonly netType: NetType;
  /** Rounded where the value is wide. */
  readonly value: number;
  /** What does not fit an Int32, as only scripts' own enums have it. */
  readonly wide: bigint | undefined;
  constructor(netType: NetType, value: number | bigint) {
    super();
    this.netType = netType;
    this.value = Number(value);
    this.wide = typeof value === 'bigint' && BigInt.asIntN(32, value) !== value ? value : undefined;
  }
  get exact(): bigint { return this.wide ?? BigInt(Math.trunc(this.value)); }
  /** The name, the names of a flags value, or the number. */
  override toString(): string { return this.netType.enumText(this.wide ?? this.value); }
}
/** The names and values of an enumeration as .NET lists them: by value, negative ones last. */
export const byValue = (type: { readonly enumValues?: ReadonlyMap<string, number | bigint> | undefined }): (readonly [string, number | bigint])[] =>
  [...(type.enumValues ?? [])].sort(([, a], [, b]) => ((a < 0) === (b < 0) ? (a < b ? -1 : a > b ? 1 : 0) : a < 0 ? 1 : -1));
/** The number of an enum value: an Int32, or wider where that is needed. */
export const enumNumber = (e: EnumValue): NumberValue => (e.wide === undefined ? ((e.value | 0) === e.value ? e.value : BigInt(e.value)) : BigInt.asIntN(64, e.wide) === e.wide ? e.wide : new UInt64(e.wide));
