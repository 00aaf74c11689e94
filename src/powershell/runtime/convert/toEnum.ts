/** Conversion to an enum: by name (prefix allowed, without case, several with commas) or by a number that is defined. */
import type { AnyType } from '../types/netType.ts';
import { EnumValue } from '../values/enumValue.ts';
import { Decimal } from '../values/decimal.ts';
import { fold } from '../values/folding.ts';
import { UInt64, isNumber, toNumber } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import { raiseCast } from './castError.ts';
import { exception } from '../errors/raise.ts';
import { toText } from './toText.ts';
import type { FAILED } from './convert.ts';
import type { NetType } from '../types/netType.ts';
import { noConversion } from './castError.ts';

export function toEnum(v: Value, type: AnyType): Value | typeof FAILED {
  const names = type.enumValues ?? new Map<string, number | bigint>();
  if (v instanceof EnumValue) return v.netType === (type as unknown as NetType) ? v : fromNumber(v.exact, type, names);
  if (isNumber(v)) return fromNumber(whole(v), type, names);
  if (typeof v === 'string') return fromText(v, type, names);
  if (Array.isArray(v) && v.every((x) => typeof x === 'string')) return fromText(v.join(','), type, names);
  return noConversion(v, type);
}
type Names = ReadonlyMap<string, number | bigint>;
/** A number as the integer an enum holds. */
function whole(v: NumberValue): bigint | number {
  if (typeof v === 'bigint' || v instanceof UInt64) return typeof v === 'bigint' ? v : v.value;
  if (v instanceof Decimal && /^-?\d+$/.test(v.toString())) return BigInt(v.toString());
  const n = toNumber(v);
  return Number.isSafeInteger(n) ? BigInt(n) : n;
}
function fromNumber(n: bigint | number, type: AnyType, names: Names): EnumValue {
  let all = 0n;
  for (const value of names.values()) { if (BigInt(value) === n) return new EnumValue(type as unknown as NetType, n); all |= BigInt(value); }
  if (type.isFlags && typeof n === 'bigint' && (n & ~all) === 0n) return new EnumValue(type as unknown as NetType, n);
  return raiseCast(`Cannot convert value "${n}" to type "${type.name}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${[...names.keys()].join(',')}".`, 'UndefinedIntegerToEnum');
}
function fromText(text: string, type: AnyType, names: Names): EnumValue {
  let value = 0n;
  for (const part of text.split(',')) {
    const wanted = part.trim();
    if (/^[+-]?\d+$/.test(wanted)) { value |= fromNumber(BigInt(wanted.replace(/^\+/, '')), type, names).exact; continue; }
    const found = match(fold(wanted), names);
    if (found === undefined) return unknownName(wanted, text, type, names);
    value = text.includes(',') ? value | BigInt(found) : BigInt(found);
  }
  return new EnumValue(type as unknown as NetType, value);
}
function match(wanted: string, names: Names): number | bigint | undefined {
  if (wanted === '') return undefined;
  const prefixed: (number | bigint)[] = [];
  for (const [name, value] of names) {
    const folded = fold(name);
    if (folded === wanted) return value;
    if (folded.startsWith(wanted)) prefixed.push(value);
  }
  return prefixed.length === 1 ? prefixed[0] : undefined;
}
function unknownName(wanted: string, text: string, type: AnyType, names: Names): never {
  const list = [...names.keys()].join(',');
  const why = `Unable to match the identifier name ${wanted} to a valid enumerator name. Specify one of the following enumerator names and try again:\n${list.replaceAll(',', ', ')}`;
  return raiseCast(`Cannot convert value "${toText(text)}" to type "${type.name}". Error: "${why}"`, 'SubstringDisambiguationEnumParseThrewAnException',
    exception('System.ArgumentException', why));
}
