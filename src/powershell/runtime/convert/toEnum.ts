/** Conversion to an enum: by name (prefix allowed, without case, several with commas) or by a number that is defined. */
import type { AnyType } from '../types/netType.ts';
import { EnumValue } from '../values/enumValue.ts';
import { fold } from '../values/folding.ts';
import { BigInteger, fits, isInteger, isNumber, toBigInt } from '../values/numbers.ts';
import type { NumberKind } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import { castError, raiseCast } from './castError.ts';
import { changeType } from './changeType.ts';
import { enumerate, isEnumerable } from './enumerate.ts';
import { BITS } from './numberOfBase.ts';
import { overflowMessage } from './toNumber.ts';
import { toText } from './toText.ts';
import type { FAILED } from './convert.ts';
import type { NetType } from '../types/netType.ts';
import { noConversion } from './castError.ts';

export function toEnum(v: Value, type: AnyType): Value | typeof FAILED {
  const names = type.enumValues ?? new Map<string, number | bigint>();
  if (v instanceof EnumValue) return v.netType === (type as unknown as NetType) ? v : fromNumber(v.exact, type, names);
  if (typeof v === 'string') return fromText(v, type, names);
  // All but the integers are read as texts, as every number is that has no conversion of its own (ConvertNumericIConvertible).
  if (isNumber(v)) return isInteger(v) && !(v instanceof BigInteger) ? fromNumber(toBigInt(v), type, names) : fromText(toText(v), type, names);
  if (isEnumerable(v)) return fromText([...enumerate(v)].map((x) => (typeof x === 'string' ? x : toText(toEnum(x as Value, type) as Value))).join(','), type, names);
  if (v == null) return raiseCast(`Cannot convert null to type "${type.name}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${[...names.keys()].join(',')}".`, 'nullToEnumInvalidCast');
  return changeType(v, type) ?? noConversion(v, type);
}
type Names = ReadonlyMap<string, number | bigint>;
/** Enum.ToObject keeps the bits that the enum has (LanguagePrimitives.ConvertIntegerToEnum). */
function fromNumber(n: bigint, type: AnyType, names: Names): EnumValue {
  const kind = type.enumBase?.shortName ?? 'Int32', kept = kind.startsWith('U') || kind === 'Byte' ? BigInt.asUintN(BITS[kind as NumberKind] ?? 32, n) : BigInt.asIntN(BITS[kind as NumberKind] ?? 32, n);
  return isDefined(kept, type, names) ? new EnumValue(type as unknown as NetType, kept) : undefinedValue(String(n), type, names, 'UndefinedIntegerToEnum');
}
/** With a negative value among them everything is one; flags are any of their bits (EnumSingleTypeConverter.IsDefinedEnum). */
function isDefined(n: bigint, type: AnyType, names: Names): boolean {
  let all = 0n, isKnown = false, isAny = false;
  for (const each of names.values()) { const value = BigInt(each); all |= value; isKnown ||= value === n; isAny ||= value < 0n; }
  return isKnown || isAny || (type.isFlags && n >= 0n && (n & ~all) === 0n);
}
const undefinedValue = (shown: string, type: AnyType, names: Names, id: string): never =>
  raiseCast(`Cannot convert value "${shown}" to type "${type.name}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${[...names.keys()].join(',')}".`, id);
/** What Enum.Parse finds, else the one name that begins so (LanguagePrimitives.ConvertStringToEnum, EnumMinimumDisambiguation). */
function fromText(text: string, type: AnyType, names: Names): EnumValue {
  const value = parsed(text, type, names) ?? byBeginning(text, type, names);
  return isDefined(value, type, names) ? new EnumValue(type as unknown as NetType, value) : undefinedValue(text, type, names, 'EnumParseUndefined');
}
/** A number alone, or names between commas; undefined where a part is no name. */
function parsed(text: string, type: AnyType, names: Names): bigint | undefined {
  const number = text.trim();
  if (/^[+-]?\d+$/.test(number)) {
    const value = BigInt(number.replace(/^\+/, '')), kind = (type.enumBase?.shortName ?? 'Int32') as NumberKind;
    return fits(kind, value) ? value : castError(text, type, 'CaseSensitiveEnumParseThrewAnException', overflowMessage(kind), 'System.OverflowException');
  }
  let value = 0n;
  for (const part of text.split(',')) {
    const wanted = part.trim(), found = names.get(wanted) ?? [...names].find(([name]) => fold(name) === fold(wanted))?.[1];
    if (found === undefined) return undefined;
    value |= BigInt(found);
  }
  return value;
}
function byBeginning(text: string, type: AnyType, names: Names): bigint {
  const wanted = fold(text), found = [...names].filter(([name]) => fold(name).startsWith(wanted)), [only] = found;
  if (only !== undefined && found.length === 1) return BigInt(only[1]);
  const list = (all: Iterable<string>): string => [...all].join(', ');
  return castError(text, type, 'SubstringDisambiguationEnumParseThrewAnException', only === undefined
    ? `Unable to match the identifier name ${text} to a valid enumerator name. Specify one of the following enumerator names and try again:\n${list(names.keys())}`
    : `The identifier name ${text} cannot be processed because it is either too similar or identical to the following enumerator names: ${list(found.map(([name]) => name))}. Use a more specific identifier name.`, 'System.Management.Automation.RuntimeException');
}
