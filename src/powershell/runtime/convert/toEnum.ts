/** Conversion to an enum: by name (prefix allowed, without case, several with commas) or by a number that is defined. */
import type { AnyType } from '../types/netType.ts';
import { EnumValue } from '../values/enumValue.ts';
import { fold } from '../values/folding.ts';
import { isNumber, toNumber } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import { raiseCast } from './castError.ts';
import { exception } from '../errors/raise.ts';
import { toText } from './toText.ts';
import type { FAILED } from './convert.ts';
import type { NetType } from '../types/netType.ts';
import { noConversion } from './castError.ts';

export function toEnum(v: Value, type: AnyType): Value | typeof FAILED {
  const names = type.enumValues ?? new Map<string, number>();
  if (v instanceof EnumValue) { if (v.netType === (type as unknown as NetType)) return v; return toEnum(v.value, type); }
  if (isNumber(v)) return fromNumber(toNumber(v), type, names);
  if (typeof v === 'string') return fromText(v, type, names);
  if (Array.isArray(v) && v.every((x) => typeof x === 'string')) return fromText(v.join(','), type, names);
  return noConversion(v, type);
}
function fromNumber(n: number, type: AnyType, names: ReadonlyMap<string, number>): EnumValue {
  let all = 0;
  for (const value of names.values()) { if (value === n) return new EnumValue(type as unknown as NetType, n); all |= value; }
  if (type.isFlags && (n & ~all) === 0) return new EnumValue(type as unknown as NetType, n);
  return raiseCast(`Cannot convert value "${n}" to type "${type.name}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${[...names.keys()].join(',')}".`, 'UndefinedIntegerToEnum');
}
function fromText(text: string, type: AnyType, names: ReadonlyMap<string, number>): EnumValue {
  let value = 0;
  for (const part of text.split(',')) {
    const wanted = part.trim();
    if (/^[+-]?\d+$/.test(wanted)) { value |= fromNumber(Number(wanted), type, names).value; continue; }
    const found = match(fold(wanted), names);
    if (found === undefined) return unknownName(wanted, text, type, names);
    value = text.includes(',') ? value | found : found;
  }
  return new EnumValue(type as unknown as NetType, value);
}
function match(wanted: string, names: ReadonlyMap<string, number>): number | undefined {
  if (wanted === '') return undefined;
  const prefixed: number[] = [];
  for (const [name, value] of names) {
    const folded = fold(name);
    if (folded === wanted) return value;
    if (folded.startsWith(wanted)) prefixed.push(value);
  }
  return prefixed.length === 1 ? prefixed[0] : undefined;
}
function unknownName(wanted: string, text: string, type: AnyType, names: ReadonlyMap<string, number>): never {
  const list = [...names.keys()].join(',');
  const why = `Unable to match the identifier name ${wanted} to a valid enumerator name. Specify one of the following enumerator names and try again:\n${list.replaceAll(',', ', ')}`;
  return raiseCast(`Cannot convert value "${toText(text)}" to type "${type.name}". Error: "${why}"`, 'SubstringDisambiguationEnumParseThrewAnException',
    exception('System.ArgumentException', why));
}
