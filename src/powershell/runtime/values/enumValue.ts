/** A value of a .NET or script enum; its type knows the names. */
import type { NetType } from '../types/netType.ts';
import { NetObject } from './value.ts';

export class EnumValue extends NetObject {
  override readonly netType: NetType;
  readonly value: number;
  constructor(netType: NetType, value: number) { super(); this.netType = netType; this.value = value; }
  /** The name, the names of a flags value, or the number. */
  override toString(): string { return this.netType.enumText(this.value); }
}
/** The names and values of an enumeration as .NET lists them: by value, negative ones last. */
export const byValue = (type: { readonly enumValues?: ReadonlyMap<string, number> | undefined }): (readonly [string, number])[] =>
  [...(type.enumValues ?? [])].sort(([, a], [, b]) => ((a < 0) === (b < 0) ? a - b : a < 0 ? 1 : -1));
