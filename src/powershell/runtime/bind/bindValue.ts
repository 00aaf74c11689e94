/** One argument into one parameter: transformation, conversion, checks for null and emptiness, validation. */
import { convertTo } from '../convert/convert.ts';
import { INVARIANT, currentCulture } from '../convert/culture.ts';
import { toItems } from '../convert/enumerate.ts';
import { toBoolean } from '../convert/toBoolean.ts';
import { castDateTime } from '../convert/dates/toDate.ts';
import type { AnyType, NetType } from '../types/netType.ts';
import { T, objectArray } from '../types/t.ts';
import { typeOf } from '../types/typeOf.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { typedArray } from '../values/arrays.ts';
import { ItemCollection } from '../values/lists.ts';
import { PSReference, SwitchParameter } from '../values/misc.ts';
import { isNumber } from '../values/numbers.ts';
import { PSObject, unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import { raise } from '../errors/raise.ts';
import { bindError } from './bindError.ts';
import type { Parameter } from './parameters.ts';
import { isArgumentName } from './argument.ts';
import { collectionOf } from './collectionOf.ts';

/** A value that a parameter takes only converted. */
export const NOT_AS_IS: unique symbol = Symbol('not as it is');
const mandatory = new WeakMap<Parameter, boolean>();
/** In some set: then null and what is empty is refused in all of them (IsMandatoryInSomeParameterSet). */
export function isMandatory(p: Parameter): boolean {
  let known = mandatory.get(p);
  if (known === undefined) mandatory.set(p, (known = [...p.sets.values()].some((r) => r.mandatory)));
  return known;
}
/** Gives the value to bind (ParameterBinderBase.BindParameter). `isFunction`: type conversion counts as argument transformation there. */
export function bindValue(p: Parameter, raw: Value, isNeeded: boolean, suffix: string, isFunction: boolean): Value {
  let v = isArgumentName(raw) ? unwrap(raw) : raw;
  if (!isFunction && unwrap(v) == null && p.type?.isValueType === true && p.type !== T.Switch && (!isNeeded || p.type === T.Boolean)) return p.allowNull ? null : nullForValue(p, p.type.name, suffix);
  if (p.type !== undefined || p.transforms.length > 0) v = converted(p, v, suffix, isFunction);
  return checked(p, v, isNeeded, suffix);
}
/** The same without conversion, `NOT_AS_IS` where it would take one. */
export function bindAsIs(p: Parameter, raw: Value, isNeeded: boolean, suffix: string): Value | typeof NOT_AS_IS {
  let v = isArgumentName(raw) ? unwrap(raw) : raw;
  if (p.transforms.length > 0 && (unwrap(v) != null || isNeeded)) {
    try { for (const transform of p.transforms) v = transform(v, p); } catch (e) {
      if (e instanceof PowerShellError && e.record.exception.netType.shortName === 'PSInvalidCastException') return NOT_AS_IS;
      return notTransformed(p, e, suffix);
    }
  }
  const given = asIs(v, p);
  return given === NOT_AS_IS ? given : checked(p, given, isNeeded, suffix);
}
/** A parameter's own rules are asked before the ones for mandatory parameters. */
function checked(p: Parameter, value: Value, isNeeded: boolean, suffix: string): Value {
  let v = value;
  for (const rule of p.validations) v = validated(rule, p, v, suffix);
  if (isNeeded) checkEmpty(p, v, suffix);
  return v;
}
/** What is of the parameter's type already, or fits into its collection (ShouldContinueUncoercedBind). */
function asIs(v: Value, { type }: Parameter): Value | typeof NOT_AS_IS {
  if (type === undefined || type === T.Object) return v;
  const plain = unwrap(v);
  if (plain == null) return type.isValueType || type === T.String ? NOT_AS_IS : null;
  if (type === T.PSObject) return v instanceof PSObject ? v : NOT_AS_IS;
  if (typeOf(plain).is(type)) return plain;
  const kind = collectionOf(type);
  if (kind === undefined) return NOT_AS_IS;
  const list = Array.isArray(plain) || plain instanceof ItemCollection;
  if (kind.item !== undefined) for (const item of list ? toItems(plain).map(unwrap) : [plain]) if (item != null && !typeOf(item).is(kind.item)) return NOT_AS_IS;
  const items = list ? toItems(plain) : [plain];
  return kind.isArray && kind.item !== undefined ? typedArray(kind.item as NetType, items.map(unwrap)) : convertTo(items, type);
}
/** Null for a cmdlet's number, date or the like: its rules see it first, then it cannot be set (ParameterBinderBase.BindParameter). */
function nullForValue(p: Parameter, type: string, suffix: string): never {
  if (p.type === T.Boolean) return bindError(suffix, 'ParameterArgumentValidationErrorNullNotAllowed', 'InvalidArgument', `Cannot bind argument to parameter '${p.name}' because it is null.`);
  if (p.validations.length > 0) return bindError(suffix, 'ParameterArgumentValidationError', 'InvalidData', `Cannot validate argument on parameter '${p.name}'. The argument is null. Provide a valid value for the argument, and then try running the command again.`, { exception: 'ParameterBindingValidationException' });
  return bindError(suffix, 'ParameterBindingFailed', 'WriteError', `Cannot bind parameter '${p.name}' to the target. Exception setting "${p.name}": "Cannot convert null to type "${type}"${p.type?.isEnum === true ? ` due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${[...p.type.enumValues?.keys() ?? []].join(',')}".` : '.'}"`);
}
function converted(p: Parameter, raw: Value, suffix: string, isFunction: boolean): Value {
  let v = raw, isTransforming = true;
  try {
    for (const transform of p.transforms) v = transform(v, p);
    if (isFunction && p.type === T.PSCredential && p.leniency !== 'assigned') v = askedCredential(v);
    for (const cast of p.casts ?? []) v = cast(v, p);
    isTransforming = false;
    return p.type === undefined ? v : coerce(v, p, isFunction);
  } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    const inner = e.record.exception;
    return (isFunction && (p.slot >= 0 || p.isCommon)) || isTransforming ? notTransformed(p, e, suffix)
      : bindError(suffix, inner.message.startsWith('Cannot convert \'') ? 'CannotConvertArgument' : 'CannotConvertArgumentNoMessage', 'InvalidArgument', inner.message.startsWith('Cannot convert \'') ? inner.message : `Cannot bind parameter '${p.name}'. ${inner.message}`, { inner });
  }
}
/** A parameter that is a credential asks for the password of a name (CredentialAttribute), and nobody is there to be asked. */
function askedCredential(v: Value): Value {
  const plain = unwrap(v);
  if (plain == null || typeOf(plain).is(T.PSCredential)) return v;
  if (typeof plain !== 'string') return raise({ id: 'Argument', category: 'InvalidArgument', exception: 'System.Management.Automation.PSArgumentException', message: 'userName' });
  return raise({ id: 'HostFunctionNotImplemented', category: 'NotImplemented', exception: 'System.Management.Automation.Host.HostException', message: 'A command that prompts the user failed because the host program or the command type does not support user interaction. The host was attempting to request confirmation with the following message: Enter your credentials.' });
}
function notTransformed(p: Parameter, e: unknown, suffix: string): never {
  if (!(e instanceof PowerShellError)) throw e;
  const inner = e.record.exception;
  return bindError(suffix, 'ParameterArgumentTransformationError', 'InvalidData', `Cannot process argument transformation on parameter '${p.name}'. ${inner.message}`, { exception: 'ParameterBindingArgumentTransformationException', inner });
}
/** Cmdlets read dates in the culture of the script, as casts and functions do not (ParameterBinderBase.CoerceTypeAsNeeded). */
function dateOf(text: string): Value {
  const culture = currentCulture();
  if (culture === INVARIANT) return convertTo(text, T.DateTime);
  return castDateTime(text, T.DateTime, culture);
}
function coerce(given: Value, p: Parameter, isFunction: boolean): Value {
  const type = p.type ?? T.Object;
  if (!isFunction) return coerceAs(given, type, p);
  if (p.leniency !== 'assigned' && type === T.Ref) {
    return unwrap(given) instanceof PSReference ? given : raise({ id: 'InvalidCastExceptionReferenceTypeExpected', category: 'InvalidArgument', exception: 'System.Management.Automation.PSInvalidCastException', message: 'Reference type is expected in argument.' });
  }
  const reference = unwrap(given);
  // A reference where none is asked for is what it refers to.
  const v = reference instanceof PSReference ? reference.value : given, plain = unwrap(v);
  if (type === T.Int32 && typeof plain === 'number') return plain;
  // A number that is written as an argument is the text it was written as, where it makes a version (2.0).
  if (type === T.Version && v instanceof PSObject && v.literal !== undefined) return convertTo(v.literal, type);
  if (type === T.Boolean) {
    if (typeof plain === 'boolean') return plain;
    if (plain instanceof SwitchParameter) return plain.isPresent;
    return isNumber(plain) ? convertTo(plain, type) : notTrueOrFalse(plain, type);
  }
  if (p.leniency === undefined && (type.elementType === T.Boolean || type.elementType === T.Switch)) {
    for (const item of toItems(v).map(unwrap)) if (!isTrueOrFalse(item)) notTrueOrFalse(item, type.elementType);
  }
  if (type === T.String && p.leniency === undefined && Array.isArray(plain)) return raise({ id: 'RuntimeException', category: 'InvalidArgument', message: 'Cannot convert value to type System.String.' });
  if (type.isArray && plain == null) return null;
  if (type === objectArray) return Array.isArray(plain) ? plain : toItems(v === undefined ? null : v).length === 0 ? [] : plain instanceof ItemCollection ? [...plain.items] : [v ?? null];
  if (type === T.Switch && plain != null && !isTrueOrFalse(plain)) return notTrueOrFalse(plain, type);
  return convertTo(v, type);
}
/** The value of a cmdlet's parameter: lists item by item, and no list where one value is asked for (ParameterBinderBase.CoerceTypeAsNeeded, EncodeCollection). */
function coerceAs(v: Value, type: AnyType, p: Parameter): Value {
  const plain = unwrap(v);
  if (plain == null) return type === T.Switch ? new SwitchParameter(true) : null;
  if (type === T.Object || type === T.PSObject) return v;
  if (typeOf(plain).is(type)) return plain;
  if (type === T.Version && v instanceof PSObject && v.literal !== undefined) return convertTo(v.literal, type);
  if (type === T.DateTime && typeof plain === 'string') return dateOf(plain);
  if (type === T.Boolean || type === T.Switch) {
    if (!isTrueOrFalse(plain)) return notFor(p, type, plain, '');
    return type === T.Boolean ? toBoolean(plain) : new SwitchParameter(toBoolean(plain));
  }
  const isList = Array.isArray(plain) || typeOf(plain).is(T.IList), kind = collectionOf(type);
  if (kind !== undefined) {
    const items = (isList ? toItems(plain) : [v]).map((item) => coerceAs(item, kind.item ?? T.Object, p));
    return !kind.isArray || kind.item === undefined || kind.item === T.Object ? convertTo(items, type) : typedArray(kind.item as NetType, items);
  }
  if (isList && !type.isEnum) return notFor(p, type, plain, 'Specified method is not supported.');
  return convertTo(v, type);
}
const notFor = (p: Parameter, type: AnyType, plain: Value, why: string): never => raise({ id: 'RuntimeException', category: 'InvalidArgument', message: `Cannot convert '${typeOf(plain).name}' to the type '${type.name}' required by parameter '${p.name}'. ${why}` });
const isTrueOrFalse = (plain: Value): boolean => typeof plain === 'boolean' || plain instanceof SwitchParameter || isNumber(plain);
function notTrueOrFalse(plain: Value, type: AnyType): never {
  return raise({ id: 'RuntimeException', category: 'InvalidArgument', exception: 'System.Management.Automation.PSInvalidCastException',
    message: `Cannot convert value "${plain == null ? '' : typeOf(plain).name}" to type "${type.name}". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.` });
}
/** Null and what is empty, for a mandatory parameter: what counts is the type it declares (ValidateNullOrEmptyArgument). */
function checkEmpty(p: Parameter, v: Value, suffix: string): void {
  const plain = unwrap(v), { type } = p;
  const fail = (id: string, what: string): never => bindError(suffix, `ParameterArgumentValidationError${id}NotAllowed`, 'InvalidData', `Cannot bind argument to parameter '${p.name}' because it is ${what}.`, { exception: 'ParameterBindingValidationException' });
  if (plain == null) { if (!p.allowNull) fail('Null', 'null'); return; }
  if (type === T.String) { if (plain === '' && !p.allowEmptyString) fail('EmptyString', 'an empty string'); return; }
  const kind = type === undefined ? undefined : collectionOf(type);
  if (kind === undefined) return;
  const items = toItems(plain);
  if (items.length === 0 && !p.allowEmptyCollection) fail(kind.isArray ? 'EmptyArray' : 'EmptyCollection', kind.isArray ? 'an empty array' : 'an empty collection');
  if (kind.item?.isValueType === true) return;
  for (const item of items) {
    const one = unwrap(item);
    if (one == null) { if (!p.allowNull) fail('Null', 'null'); } else if (one === '' && kind.item === T.String && !p.allowEmptyString) fail('EmptyString', 'an empty string');
  }
}
function validated(rule: Parameter['validations'][number], p: Parameter, v: Value, suffix: string): Value {
  try { return rule(v, p); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    return bindError(suffix, 'ParameterArgumentValidationError', 'InvalidData', `Cannot validate argument on parameter '${p.name}'. ${e.record.exception.message}`, { exception: 'ParameterBindingValidationException', inner: e.record.exception });
  }
}
