/**
 * Everything to everything (LanguagePrimitives.ConvertTo). Order as there: already of the type, to text and truth,
 * numbers, enums, arrays, the type's own conversions (`convert` of its table), hashtables to objects, constructors.
 */
import type { NetType } from '../types/netType.ts';
import type { AnyType, Overload, TypeTable } from '../types/netType.ts';
import { T, arrayOf } from '../types/t.ts';
import { typeOf } from '../types/typeOf.ts';
import { TypedArray, charArray, typedArray } from '../values/arrays.ts';
import { Char } from '../values/char.ts';
import { Dictionary, Hashtable } from '../values/dictionary.ts';
import { NetException, ErrorRecord, PowerShellError } from '../values/errorRecord.ts';
import { ItemCollection } from '../values/lists.ts';
import { NullString, PSReference, SwitchParameter } from '../values/misc.ts';
import { NUMBER_KINDS, isNumber } from '../values/numbers.ts';
import type { NumberKind } from '../values/numbers.ts';
import { PSObject, unwrap } from '../values/psObject.ts';
import { NetObject, nothing } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { NetThrow, exception } from '../errors/raise.ts';
import { ownCast } from '../members/operators.ts';
import { noConversion, raiseCast, castError } from './castError.ts';
import { changeType } from './changeType.ts';
import { toEnum } from './toEnum.ts';
import { convertToNumber } from './toNumber.ts';
import { toBoolean } from './toBoolean.ts';
import { toText } from './toText.ts';
import { constructFrom } from './toObject.ts';
import { enumerate, isEnumerable } from './enumerate.ts';
import { resolveTypeName } from '../types/resolve.ts';

const numberKinds = new Map<AnyType, NumberKind>();
for (const kind of NUMBER_KINDS) numberKinds.set(T[kind], kind);
/** The numeric kind of a type, undefined for others. */
export const kindOfType = (type: AnyType): NumberKind | undefined => numberKinds.get(type);

/** The value as the type. Raises PSInvalidCastException where it cannot be. */
export function convertTo(value: Value, type: AnyType): Value {
  const made = tryConvert(value, type);
  return made === FAILED ? noConversion(value, type) : made;
}
/** For `-as` and overload choice: undefined-like {@link FAILED} instead of an error. */
export function convertOrFail(value: Value, type: AnyType): Value | typeof FAILED {
  try { return tryConvert(value, type); } catch (e) { if (isPowerShellError(e)) return FAILED; throw e; }
}
export const FAILED: unique symbol = Symbol('no conversion');
const isPowerShellError = (e: unknown): boolean => typeof e === 'object' && e !== null && 'code' in e && e.code === 'PowerShellError';

export function tryConvert(value: Value, type: AnyType): Value | typeof FAILED {
  if (type === T.AbstractType) type = T.Type;
  // [pscustomobject] is PSObject's other name, and anything is one already: a cast alone makes an object of a table (Compiler.VisitConvertExpression).
  if (type === T.Object || type === T.PSObject || type === T.CustomAccelerator) return value;
  if (type === T.String) return value == null ? '' : value instanceof NullString ? null : toText(value);
  if (type === T.Boolean) return toBoolean(value);
  const kind = numberKinds.get(type);
  if (kind !== undefined) {
    if (typeof value === 'number' ? kind === 'Int32' : typeof value === 'bigint' ? kind === 'Int64' : value instanceof NetObject && value.netType === type) return value;
    const plain = unwrap(value);
    const n = convertToNumber(plain, type, kind);
    return n ?? (plain instanceof NetObject ? ownCast(plain, type) : undefined) ?? (kind === 'BigInteger' ? undefined : changeType(plain, type)) ?? FAILED;
  }
  if (type === T.Void) return nothing;
  if (value === nothing) value = null;
  const plain = unwrap(value);
  if (plain !== null && plain !== undefined && typeOf(plain).is(type) && !(type === T.PSCustomObject)) return plain;
  // Of all values only a truth value is one; null is the switch that is not there.
  if (type === T.Switch) return plain instanceof SwitchParameter ? plain : plain == null || typeof plain === 'boolean' ? new SwitchParameter(plain === true) : FAILED;
  if (type.isEnum) return plain instanceof Dictionary ? enumOfTable(plain, type) : toEnum(plain, type);
  if (type.isArray && type.elementType !== undefined) return toArray(plain, type, type.elementType);
  if (plain === null || plain === undefined) return type.isValueType ? (type === T.Char ? Char.of(0) : FAILED) : null;
  if (type === T.Array) return isEnumerable(plain) ? [...enumerate(plain)] : [plain];
  if (type === T.PSCustomObject) return plain instanceof Dictionary ? FAILED : value;
  if (type === T.Type) return typeof plain === 'string' || (isNumber(plain) && typeOf(plain) !== T.BigInteger) ? typeNamed(toText(plain)) : changeType(plain, T.AbstractType) ?? FAILED;
  if (type === T.Hashtable && plain instanceof Dictionary) { const h = new Hashtable(); for (const e of plain.entries.values()) h.set(e.key, e.value); return h; }
  if (type === T.Ref) { let held: Value = plain; return new PSReference(() => held, (x) => { held = x; }); }
  if (type.is(T.Exception) && plain instanceof ErrorRecord) return plain.exception;
  if (type === T.ErrorRecord && plain instanceof NetException && plain.errorRecord !== undefined) return plain.errorRecord;
  return byTable(plain, type);
}
/** A number is no name of a type either, and is told as the text that it is. */
const typeNamed = (name: string): Value => resolveTypeName(name) ?? raiseCast(`Cannot convert the "${name}" value of type "System.String" to type "System.Type".`, 'InvalidCastFromStringToType');
/** The conversions the type's table lists, then building it from a table of properties, then a constructor of one argument. */
function byTable(value: Value, type: AnyType): Value | typeof FAILED {
  const source = typeOf(value);
  const single = value instanceof ItemCollection || Array.isArray(value) ? undefined : value;
  for (const way of (type.table as TypeTable<unknown> | undefined)?.convert ?? []) {
    if (!source.is(way.from)) continue;
    const made = viaConstructor(value, type, () => way.convert((way.from.unbox === undefined ? value : way.from.unbox(value)) as never) as Value | undefined);
    if (made !== undefined) return made;
  }
  if (value instanceof Dictionary || (value instanceof PSObject && value.isCustom)) {
    const made = hashtableInto(value, type);
    if (made !== undefined) return made;
  }
  const parsed = typeof value === 'string' ? byParse(value, type) : undefined;
  if (parsed !== undefined) return parsed;
  return viaConstructor(value, type, () => constructFrom(type, single ?? value)) ?? viaConstructor(value, type, () => ownCast(value, type)) ?? byText(value, type) ?? changeType(value, type) ?? FAILED;
}
/** A number that a type cannot be made of is tried as a text (LanguagePrimitives.ConvertNumericIConvertible). */
function byText(value: Value, type: AnyType): Value | undefined {
  if (!isNumber(value) || type === T.Char || typeOf(value) === T.BigInteger) return undefined;
  const made = tryConvert(toText(value), type);
  return made === FAILED ? undefined : made;
}
/** A script's class with a static `Parse([string])` reads texts by it, before its constructors are asked (LanguagePrimitives.FigureParseConversion). */
function byParse(text: string, type: AnyType): Value | undefined {
  const found = (type.table as TypeTable<unknown> | undefined)?.statics?.['Parse'], overload = Array.isArray(found) ? (found as readonly Overload[]).find((o) => o.isScript === true && o.params.length === 1 && o.params[0] === T.String) : undefined;
  if (overload === undefined) return undefined;
  try { return (overload.invoke(undefined, [text]) ?? null) as Value; } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    return raiseCast(`Cannot convert value "${text}" to type "${type.name}". Error: "${e.record.message}"`, 'InvalidCastParseTargetInvocation', e.record.exception);
  }
}
/** Whether an error arose in the body of a script's constructor, and not in the choice of one. */
const isOfBody = (e: PowerShellError, type: AnyType): boolean => ((type.table as TypeTable<unknown> | undefined)?.create ?? []).some((o) => o.isScript === true) && e.record.exception.netType.shortName !== 'MethodException';
/** What a constructor throws is the reason of the failed cast. */
function viaConstructor(value: Value, type: AnyType, make: () => Value | undefined): Value | undefined {
  try { return make(); } catch (e) {
    const why = e instanceof NetThrow ? e.exception : !(e instanceof PowerShellError) ? undefined : e.record.exception.netType.shortName === 'MethodInvocationException' ? e.record.exception.inner : e.ends === undefined && (e.isThrow || isOfBody(e, type)) ? e.record.exception : undefined;
    if (why === undefined) throw e;
    return raiseCast(`Cannot convert value "${toText(value)}" to type "${type.name}". Error: "${why.message}"`, 'InvalidCastConstructorException', why);
  }
}
/** A structure that a table could describe, but for its having no property to set. */
function enumOfTable(table: Dictionary, type: AnyType): ReturnType<typeof toEnum> {
  const [first] = table.entries.values();
  if (first === undefined) return toEnum(0, type);
  const why = `The property '${toText(first.key)}' was not found for the '${type.name}' object. The settable properties are: [value__ <${(type.enumBase ?? T.Int32).name}>].`;
  return raiseCast(`Cannot create object of type "${type.name}". ${why}`, 'ObjectCreationError', exception('System.InvalidOperationException', why));
}
function hashtableInto(value: Dictionary | PSObject, type: AnyType): Value | undefined {
  const pairs: [string, Value][] = value instanceof Dictionary
    ? [...value.entries.values()].map((e) => [toText(e.key), e.value])
    : value.shape.names.map((n) => [n, value.get(n)]);
  try { return constructFrom(type, undefined, pairs); } catch (e) {
    // A custom object with a property that the type does not have is not told as a table is (ConvertViaNoArgumentConstructor).
    if (value instanceof Dictionary || !(e instanceof PowerShellError) || e.record.errorId !== 'ObjectCreationError' || e.record.exception.inner?.netType.name !== 'System.InvalidOperationException') throw e;
    const why = `Cannot convert the "${toText(value)}" value of type "System.Management.Automation.PSCustomObject" to type "${type.name}".`;
    return raiseCast(`Cannot convert value "${toText(value)}" to type "${type.name}". Error: "${why}"`, 'InvalidCastConstructorException', e.record.exception);
  }
}
/** One element converts each item; a scalar becomes an array of one. */
/** Types whose values are bare: nothing else is a number, a text or a truth value here. */
const BARE: ReadonlyMap<AnyType, string> = new Map<AnyType, string>([[T.Int32, 'number'], [T.String, 'string'], [T.Boolean, 'boolean'], [T.Int64, 'bigint']]);
function toArray(value: Value, type: AnyType, element: AnyType): Value | typeof FAILED {
  if (value == null) return element.isValueType || value === undefined ? null : null;
  if (element === T.Object) return Array.isArray(value) && !(value instanceof TypedArray) ? value : isEnumerable(value) ? [...enumerate(value)] : [value];
  if (Array.isArray(value) && value instanceof TypedArray && arrayOf(value.elementType) === type) return value;
  if (element === T.Char && typeof value === 'string') return charArray(T.Char, value);
  if (Array.isArray(value)) return eachTo(value, element);
  // What one alone or the items of another collection cannot become is told of as the array's cast; what has no way there at all, is not.
  const isMany = isEnumerable(value);
  if (!isMany && convertless(value, element)) return FAILED;
  try { return eachTo(isMany ? [...enumerate(value)] : [value], element); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    return castError(value, type, isMany ? 'InvalidCastExceptionEnumerableToArray' : 'InvalidCastExceptionScalarToArray', e.record.message, e.record.exception);
  }
}
/** Whether the cast fails for the types alone, whatever the value. */
function convertless(value: Value, element: AnyType): boolean {
  try { return tryConvert(value, element) === FAILED; } catch (e) { if (isPowerShellError(e)) return false; throw e; }
}
function eachTo(items: readonly Value[], element: AnyType): Value {
  const made = typedArray(element as NetType, items), kind = BARE.get(element);
  // `+=` on a variable with a type comes here each time: what is of the type already is left as it is.
  for (let i = 0; i < made.length; i++) { const item = made[i]; if (kind === undefined || typeof item !== kind) made[i] = convertTo(item, element); }
  return made;
}
