/** One argument into one parameter: transformation, conversion, checks for null and emptiness, validation. */
import { castError } from '../convert/castError.ts';
import { convertTo } from '../convert/convert.ts';
import { INVARIANT, currentCulture } from '../convert/culture.ts';
import { toItems } from '../convert/enumerate.ts';
import { castDateTime } from '../convert/dates/toDate.ts';
import type { AnyType } from '../types/netType.ts';
import { T, objectArray } from '../types/t.ts';
import { typeOf } from '../types/typeOf.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { typedArray } from '../values/arrays.ts';
import { Dictionary } from '../values/dictionary.ts';
import { ItemCollection } from '../values/lists.ts';
import { PSReference, SwitchParameter } from '../values/misc.ts';
import { isNumber } from '../values/numbers.ts';
import { PSObject, unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import { raise } from '../errors/raise.ts';
import { bindError } from './bindError.ts';
import type { Parameter } from './parameters.ts';
import { isArgumentName } from './argument.ts';

/** Gives the value to bind. `isFunction`: type conversion counts as argument transformation there. */
export function bindValue(p: Parameter, raw: Value, mandatory: boolean, suffix: string, isFunction: boolean): Value {
  let v = isArgumentName(raw) ? unwrap(raw) : raw;
  if (!isFunction && !mandatory && unwrap(v) == null && p.type?.isValueType === true && p.type !== T.Switch) return p.allowNull ? null : nullForValue(p, p.type.name, suffix);
  if (p.type !== undefined || p.transforms.length > 0) {
    // The rules of a cmdlet's parameter come first; without them null is told before anything is converted.
    if (!isFunction && mandatory && unwrap(v) == null) for (const rule of p.validations) v = validated(rule, p, v, suffix);
    if (!isFunction && mandatory && (p.validations.length === 0 || unwrap(v) == null)) checkEmpty(p, v, suffix, true);
    v = converted(p, v, suffix, isFunction);
  }
  // A parameter's own rules are asked before the ones for mandatory parameters.
  if (!isFunction || unwrap(v) != null) for (const rule of p.validations) v = validated(rule, p, v, suffix);
  if (mandatory || (p.type !== undefined && !isFunction && unwrap(v) == null && raw == null)) checkEmpty(p, v, suffix, mandatory);
  if (isFunction && unwrap(v) == null) for (const rule of p.validations) v = validated(rule, p, v, suffix);
  return v;
}
/** Null for a cmdlet's number, date or the like: its rules see it first, then it cannot be set (ParameterBinderBase.BindParameter). */
function nullForValue(p: Parameter, type: string, suffix: string): never {
  if (p.type === T.Boolean) return bindError(suffix, 'ParameterArgumentValidationErrorNullNotAllowed', 'InvalidArgument', `Cannot bind argument to parameter '${p.name}' because it is null.`);
  if (p.validations.length > 0) return bindError(suffix, 'ParameterArgumentValidationError', 'InvalidData', `Cannot validate argument on parameter '${p.name}'. The argument is null. Provide a valid value for the argument, and then try running the command again.`, { exception: 'ParameterBindingValidationException' });
  return bindError(suffix, 'ParameterBindingFailed', 'WriteError', `Cannot bind parameter '${p.name}' to the target. Exception setting "${p.name}": "Cannot convert null to type "${type}"."`);
}
function converted(p: Parameter, raw: Value, suffix: string, isFunction: boolean): Value {
  let v = raw, isTransforming = true;
  try {
    for (const transform of p.transforms) v = transform(v, p);
    isTransforming = false;
    return p.type === undefined ? v : coerce(v, p, isFunction);
  } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    const inner = e.record.exception;
    return isFunction || isTransforming
      ? bindError(suffix, 'ParameterArgumentTransformationError', 'InvalidData', `Cannot process argument transformation on parameter '${p.name}'. ${inner.message}`, { exception: 'ParameterBindingArgumentTransformationException', inner })
      : bindError(suffix, inner.message.startsWith('Cannot convert \'') ? 'CannotConvertArgument' : 'CannotConvertArgumentNoMessage', 'InvalidArgument', inner.message.startsWith('Cannot convert \'') ? inner.message : `Cannot bind parameter '${p.name}'. ${inner.message}`, { inner });
  }
}
/** Cmdlets read dates in the culture of the script, as casts and functions do not (ParameterBinderBase.CoerceTypeAsNeeded). */
function dateOf(text: string): Value {
  const culture = currentCulture();
  if (culture === INVARIANT) return convertTo(text, T.DateTime);
  return castDateTime(text, T.DateTime, culture);
}
function coerce(given: Value, p: Parameter, isFunction: boolean): Value {
  const type = p.type ?? T.Object;
  if (isFunction && p.leniency !== 'assigned' && type === T.Ref) {
    return unwrap(given) instanceof PSReference ? given : raise({ id: 'InvalidCastExceptionReferenceTypeExpected', category: 'InvalidArgument', exception: 'System.Management.Automation.PSInvalidCastException', message: 'Reference type is expected in argument.' });
  }
  const reference = isFunction ? unwrap(given) : undefined;
  // A reference where none is asked for is what it refers to.
  const v = reference instanceof PSReference ? reference.value : given, plain = unwrap(v);
  if (type === T.Int32 && typeof plain === 'number') return plain;
  // A number that is written as an argument is the text it was written as, where it makes a version (2.0).
  if (type === T.Version && v instanceof PSObject && v.literal !== undefined) return convertTo(v.literal, type);
  if (type === T.DateTime && typeof plain === 'string' && !isFunction) return dateOf(plain);
  if (type === T.Boolean) {
    if (typeof plain === 'boolean') return plain;
    if (plain instanceof SwitchParameter) return plain.isPresent;
    if (isNumber(plain)) return convertTo(plain, type);
    return notTrueOrFalse(plain, type);
  }
  if (isFunction && p.leniency === undefined && (type.elementType === T.Boolean || type.elementType === T.Switch)) {
    for (const item of toItems(v).map(unwrap)) if (!isTrueOrFalse(item)) notTrueOrFalse(item, type.elementType);
  }
  if (type === T.String && p.leniency === undefined && (Array.isArray(plain) || plain instanceof ItemCollection)) {
    return isFunction ? raise({ id: 'RuntimeException', category: 'InvalidArgument', message: 'Cannot convert value to type System.String.' })
      : raise({ id: 'RuntimeException', category: 'InvalidArgument', message: `Cannot convert '${typeOf(plain).name}' to the type 'System.String' required by parameter '${p.name}'. Specified method is not supported.` });
  }
  if (type.isArray && plain == null) return null;
  if (type === objectArray) return Array.isArray(plain) ? plain : toItems(v === undefined ? null : v).length === 0 ? [] : Array.isArray(plain) ? plain : plain instanceof ItemCollection ? [...plain.items] : [v ?? null];
  // Nothing given to a switch: a cmdlet's is on, that of a function is converted and off (ParameterBinderBase, ArgumentTypeConverterAttribute).
  if (type === T.Switch && plain == null) return new SwitchParameter(!isFunction);
  if (type === T.Switch && isFunction && !isTrueOrFalse(plain)) return notTrueOrFalse(plain, type);
  if (type === T.Switch && !isTrueOrFalse(plain)) return castError(plain, type, 'InvalidCast', 'Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.');
  if (p.nullItems === true && Array.isArray(plain) && plain.some((item) => unwrap(item) == null)) return typedArray(T.String, plain.map((item) => (unwrap(item) == null ? null : convertTo(item, T.String))));
  const { elementType } = type;
  if (isFunction || elementType === undefined || Array.isArray(plain)) return convertTo(v, type);
  try { return convertTo(v, type); } catch (e) {
    // Of one value for a cmdlet's list the item's conversion is told (ParameterBinderBase.EncodeCollection); a function's is a cast of the whole.
    convertTo(v, elementType);
    throw e;
  }
}
const isTrueOrFalse = (plain: Value): boolean => typeof plain === 'boolean' || plain instanceof SwitchParameter || isNumber(plain);
function notTrueOrFalse(plain: Value, type: AnyType): never {
  return raise({ id: 'RuntimeException', category: 'InvalidArgument', exception: 'System.Management.Automation.PSInvalidCastException',
    message: `Cannot convert value "${plain == null ? '' : typeOf(plain).name}" to type "${type.name}". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.` });
}
function checkEmpty(p: Parameter, v: Value, suffix: string, mandatory: boolean): void {
  const plain = unwrap(v), named = `Cannot bind argument to parameter '${p.name}' because it is`;
  const fail = (id: string, what: string): never => bindError(suffix, id, 'InvalidData', `${named} ${what}.`, { exception: 'ParameterBindingValidationException' });
  if (plain == null) { if (!p.allowNull && (mandatory || p.type?.isValueType === true)) fail('ParameterArgumentValidationErrorNullNotAllowed', 'null'); return; }
  if (!mandatory) return;
  if (plain === '' && !p.allowEmptyString && (p.type === undefined || p.type === T.String || p.type === T.Object)) { if (p.type === T.String || p.type === undefined) fail('ParameterArgumentValidationErrorEmptyStringNotAllowed', 'an empty string'); return; }
  const items = Array.isArray(plain) ? plain : plain instanceof ItemCollection ? plain.items : undefined;
  if (items === undefined || plain instanceof Dictionary) return;
  if (items.length === 0 && !p.allowEmptyCollection && p.type !== T.Object) fail(`ParameterArgumentValidationErrorEmpty${Array.isArray(plain) ? 'Array' : 'Collection'}NotAllowed`, Array.isArray(plain) ? 'an empty array' : 'an empty collection');
  if (p.type?.isArray !== true) return;
  for (const item of items) {
    if (item == null && !p.allowNull) fail('ParameterArgumentValidationErrorNullNotAllowed', 'null');
    if (item === '' && !p.allowEmptyString && p.type.elementType === T.String) fail('ParameterArgumentValidationErrorEmptyStringNotAllowed', 'an empty string');
  }
}
function validated(rule: Parameter['validations'][number], p: Parameter, v: Value, suffix: string): Value {
  try { return rule(v, p); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    return bindError(suffix, 'ParameterArgumentValidationError', 'InvalidData', `Cannot validate argument on parameter '${p.name}'. ${e.record.exception.message}`, { exception: 'ParameterBindingValidationException', inner: e.record.exception });
  }
}
