/** What a number, a character or a Boolean is made of. */
import { toText } from '../../runtime/convert/toText.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { kindOf, toBigInt, toNumber } from '../../runtime/values/numbers.ts';
import type { NumberValue } from '../../runtime/values/numbers.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import type { Value } from '../../runtime/values/value.ts';

const SIZES: { readonly [kind: string]: number } = { Byte: 1, SByte: 1, Int16: 2, UInt16: 2, Int32: 4, UInt32: 4, Int64: 8, UInt64: 8 };

/** The bytes of a primitive value, the lowest first; undefined for anything else. A Boolean has four, a character one (as .NET marshals them). */
export function elementBytes(value: Value): readonly number[] | undefined {
  if (typeof value === 'boolean') return [value ? 1 : 0, 0, 0, 0];
  if (value instanceof EnumValue) return bytesOf(value.exact, SIZES[value.netType.enumBase?.shortName ?? ''] ?? 4);
  const kind = kindOf(value);
  if (kind === undefined) return typeOf(value).name === 'System.Char' ? [toText(value).charCodeAt(0) & 255] : undefined;
  const number = value as NumberValue, view = new DataView(new ArrayBuffer(8)), size = SIZES[kind];
  if (size !== undefined) return bytesOf(toBigInt(number), size);
  if (kind === 'Double') view.setFloat64(0, toNumber(number), true);
  else if (kind === 'Single') view.setFloat32(0, toNumber(number), true);
  else return undefined;
  return [...new Uint8Array(view.buffer, 0, kind === 'Double' ? 8 : 4)];
}
function bytesOf(whole: bigint, size: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigInt64(0, BigInt.asIntN(64, whole), true);
  return [...new Uint8Array(view.buffer, 0, size)];
}
