/** The Validate* attributes (about_Functions_Advanced_Parameters) as rules. */
import { FAILED, convertOrFail, convertTo } from '../convert/convert.ts';
import { enumerate, isEnumerable, toItems } from '../convert/enumerate.ts';
import { toBoolean } from '../convert/toBoolean.ts';
import { toText } from '../convert/toText.ts';
import { exception, raise } from '../errors/raise.ts';
import { compare } from '../operators/compare.ts';
import { equalText } from '../operators/collation.ts';
import { translate } from '../operators/regexTranslate.ts';
import { current } from '../run/current.ts';
import { Dictionary } from '../values/dictionary.ts';
import { isNumber, kindOf, toNumber } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';
import { unwrap } from '../values/psObject.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import type { Value } from '../values/value.ts';
import { T } from '../types/t.ts';
import { NetType } from '../types/netType.ts';
import type { AnyType } from '../types/netType.ts';
import { regexOptions } from '../types/system/enums.ts';
import { typeOf } from '../types/typeOf.ts';
import type { EnumValue } from '../values/enumValue.ts';
import { TimeSpan } from '../values/timeSpan.ts';
import { hasMethod, invokeMember } from '../members/invoke.ts';
import { construct } from '../members/overloads.ts';
import type { Parameter, ParameterAttribute } from './parameters.ts';
import { nameTable } from '../values/nameTable.ts';

export type Rule = (v: Value, parameter?: Parameter) => Value;
/** The rule of an attribute; undefined for attributes that check nothing. */
export function validator(a: ParameterAttribute): Rule | undefined {
  switch (a.name) {
    case 'validateset': return validateSet(a);
    case 'validaterange': return validateRange(a);
    case 'validatepattern': return validatePattern(a);
    case 'validatelength': return validateLength(a);
    case 'validatecount': return validateCount(a);
    case 'validatescript': return validateScript(a);
    case 'validatenotnull': return notNull;
    case 'validatenotnullorempty': return notNullOrEmpty(false);
    case 'validatenotnullorwhitespace': return notNullOrEmpty(true);
    default: return undefined;
  }
}
const fail = (id: string, message: string): never => raise({ id, category: 'InvalidData', exception: 'System.Management.Automation.ValidationMetadataException', message });
const NULL = 'The argument is null. Provide a valid value for the argument, and then try running the command again.';
const EMPTY = 'The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.';
const EMPTY_LIST = 'The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null values and then try the command again.';
const WHITE = 'The argument is null, empty, or consists of only white-space characters. Provide an argument that contains non white-space characters, and then try the command again.';
const WHITE_LIST = 'An element of the argument collection is null, empty, or consists of only white-space characters. Supply a collection that does not contain any those values and then try the command again.';

/** A number that the attribute's own constructor does not take (InterpreterError, ExceptionConstructingAttribute). */
function outOfRange(attribute: string, parameter: string, given: number): never {
  const inner = exception('System.Management.Automation.PSArgumentOutOfRangeException', `Cannot process argument because the value of argument "${parameter}" is out of range. Change argument "${parameter}" to a value that is within range. (Parameter '${parameter}')\nActual value was ${given}.`, undefined, [['ParamName', parameter], ['ActualValue', given]]);
  return raise({ id: 'ExceptionConstructingAttribute', category: 'InvalidOperation', message: `The following exception occurred while constructing the attribute "${attribute}": "${inner.message}"`, inner });
}
/** Least and most of a count or a length: the most is at least one, the least at least nothing. */
function ends(a: ParameterAttribute, attribute: string): readonly [number, number] {
  const [low = 0, high = 0] = a.positional.map((p) => toNumber(p as NumberValue));
  return low < 0 ? outOfRange(attribute, 'minLength', low) : high <= 0 ? outOfRange(attribute, 'maxLength', high) : [low, high];
}
/** The attributes that look at each element of a collection (ValidateEnumeratedArgumentsAttribute). */
const each = (v: Value, check: (item: Value) => void): Value => {
  const plain = unwrap(v), one = (item: Value): void => { if (unwrap(item) == null) fail('ArgumentIsEmpty', NULL); check(item); };
  if (plain == null) fail('ArgumentIsEmpty', EMPTY_LIST);
  if (plain != null && isEnumerable(plain)) for (const item of enumerate(plain)) one(item); else one(v);
  return v;
};
function notNull(v: Value): Value {
  const plain = unwrap(v);
  if (plain == null) fail('ArgumentIsNull', NULL);
  if (plain != null && isEnumerable(plain)) for (const item of enumerate(plain)) if (item == null) fail('ArgumentIsNull', 'The argument has a null value, or an element of the argument collection contains a null value. Provide a collection that does not contain any null values, and then try the command again.');
  return v;
}
function notNullOrEmpty(white: boolean): Rule {
  return (v, p) => {
    const plain = unwrap(v);
    if (plain == null) return fail('ArgumentIsNull', EMPTY);
    if (typeof plain === 'string') return white && plain.trim() === '' ? fail('ArgumentIsEmptyOrWhiteSpace', WHITE) : plain === '' ? fail('ArgumentIsEmpty', EMPTY) : v;
    if (plain instanceof Dictionary) return plain.count === 0 ? fail('ArgumentIsEmpty', EMPTY_LIST) : v;
    if (!isEnumerable(plain)) return v;
    // The items of a PSObject[] are no texts, whatever they hold.
    const isWrapped = p?.type?.elementType === T.PSObject;
    let n = 0;
    for (const item of enumerate(plain)) {
      n += 1;
      const text = unwrap(item);
      if (text == null) fail('ArgumentIsNull', EMPTY_LIST);
      if (isWrapped) continue;
      if (typeof text === 'string' && white && text.trim() === '') fail('ArgumentCollectionContainsEmptyOrWhiteSpace', WHITE_LIST);
      if (text === '') fail('ArgumentCollectionContainsEmpty', EMPTY_LIST);
    }
    return n === 0 ? fail('ArgumentIsEmpty', EMPTY_LIST) : v;
  };
}
/** The message of the attribute, or its own with `{0}`, `{1}` … filled in. */
const told = (custom: Value, message: string, parts: readonly string[]): string =>
  (custom == null || toText(custom) === '' ? message : parts.reduce((text, part, i) => text.replaceAll(`{${i}}`, part), toText(custom)));

function validateSet(a: ParameterAttribute): Rule {
  const [generator] = a.positional, ignoreCase = a.named.get('ignorecase') !== false;
  // A class that gives the values (IValidateSetValuesGenerator) is asked each time.
  const values = (): string[] => {
    if (!(generator instanceof NetType)) return a.positional.flatMap((p) => toItems(p)).map(toText);
    // One that derives from CachedValidValuesGeneratorBase says how they are made.
    const by = construct(generator, []), given = invokeMember(by, hasMethod(by, 'GetValidValues') ? 'GetValidValues' : 'GenerateValidValues', []);
    return given == null ? fail('ValidateSetGeneratedValidValuesListIsNull', 'Valid values generator return a null value.') : toItems(given).map(toText);
  };
  const custom = a.named.get('errormessage');
  return (v) => { const options = values(); return each(v, (item) => {
    const text = toText(item);
    if (!options.some((o) => equalText(o, text, ignoreCase))) fail('ValidateSetFailure', told(custom, `The argument "${text}" does not belong to the set "${options.join(',')}" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.`, [text, options.join(',')]));
  }); };
}
const TESTS: Readonly<Record<string, readonly [id: string, test: (n: number) => boolean, is: string]>> = nameTable({
  positive: ['ValidateRangePositiveFailure', (n) => n > 0, 'greater than zero'], nonnegative: ['ValidateRangeNonNegativeFailure', (n) => n >= 0, 'greater than or equal to zero'],
  negative: ['ValidateRangeNegativeFailure', (n) => n < 0, 'less than zero'], nonpositive: ['ValidateRangeNonPositiveFailure', (n) => n <= 0, 'less than or equal to zero'],
});
const unknownKind = (kind: string): string => `Unable to match the identifier name ${kind} to a valid enumerator name. Specify one of the following enumerator names and try again:\nPositive, NonNegative, Negative, NonPositive`;
/** The type that both ends of a range, and what is compared with them, become. */
function rangeType(low: Value, high: Value): AnyType {
  const a = typeOf(low), b = typeOf(high);
  if (a === b) return a;
  if (!isNumber(low) || !isNumber(high)) return fail('MinRangeNotTheSameTypeOfMaxRange', `The specified minimum range (${a.shortName}) cannot be accepted because it is not the same type as the specified maximum range (${b.shortName}). Update the ValidateRange attribute for the parameter.`);
  const kinds = [kindOf(low), kindOf(high)];
  return kinds.includes('Decimal') ? T.Decimal : kinds.includes('Double') || kinds.includes('Single') ? T.Double : T.Int64;
}
const notOfType = (item: Value, type: AnyType): never => fail('ValidationRangeElementType', `The argument cannot be validated because its type "${typeOf(item).shortName}" is not the same type (${type.shortName}) as the maximum and minimum limits of the parameter. Make sure the argument is of type ${type.shortName} and then try the command again.`);
function validateRange(a: ParameterAttribute): Rule {
  const [low, high] = a.positional.map(unwrap);
  if (high === undefined) {
    const kind = toText(low ?? ''), test = TESTS[kind.toLowerCase()];
    if (test === undefined) return raise({ id: 'ExceptionConstructingAttribute', category: 'InvalidOperation', message: `The following exception occurred while constructing the attribute "ValidateRange": "${unknownKind(kind)}"`, inner: exception('System.Management.Automation.PSInvalidCastException', unknownKind(kind)) });
    return (v) => each(v, (item) => {
      const span = unwrap(item), n = span instanceof TimeSpan ? Number(span.ticks) : convertOrFail(item, T.Double);
      if (n === FAILED) { notOfType(item, T.Int32); return; }
      if (!test[1](typeof n === 'number' ? n : toNumber(n as NumberValue))) fail(test[0], `The argument "${toText(item)}" cannot be validated because its value is not ${test[2]}.`);
    });
  }
  const type = rangeType(low, high), least = convertTo(low, type), most = convertTo(high, type);
  if (compare(least, most, false) > 0) fail('MaxRangeSmallerThanMinRange', 'The specified maximum range cannot be accepted because it is less than the specified minimum range. Update the ValidateRange attribute for the parameter.');
  return (v) => each(v, (raw) => {
    const plain = unwrap(raw), item = plain != null && typeOf(plain) === type ? plain : convertOrFail(raw, type);
    if (item === FAILED) { notOfType(raw, type); return; }
    if (compare(item, least, false) < 0) fail('ValidateRangeTooSmall', `The ${toText(item)} argument is less than the minimum allowed range of ${toText(least)}. Supply an argument that is greater than or equal to ${toText(least)} and then try the command again.`);
    if (compare(item, most, false) > 0) fail('ValidateRangeTooBig', `The ${toText(item)} argument is greater than the maximum allowed range of ${toText(most)}. Supply an argument that is less than or equal to ${toText(most)} and then try the command again.`);
  });
}
function validatePattern(a: ParameterAttribute): Rule {
  const pattern = toText(a.positional[0]), custom = a.named.get('errormessage'), options = a.named.get('options');
  const flags = options === undefined ? 1 : (convertTo(options, regexOptions) as EnumValue).value;
  return (v) => each(v, (item) => {
    const text = toText(item), regex = translate(pattern, flags).matcher;
    regex.lastIndex = 0;
    if (!regex.test(text)) fail('ValidatePatternFailure', told(custom, `The argument "${text}" does not match the "${pattern}" pattern. Supply an argument that matches "${pattern}" and try the command again.`, [text, pattern]));
  });
}
function validateLength(a: ParameterAttribute): Rule {
  const [low, high] = ends(a, 'ValidateLength');
  if (high < low) fail('ValidateLengthMaxLengthSmallerThanMinLength', 'The specified maximum character length of the argument is shorter than the specified minimum argument character length. Update the ValidateLength attribute for the parameter.');
  return (v) => each(v, (item) => {
    const text = unwrap(item);
    if (typeof text !== 'string') { fail('ValidateLengthNotString', 'The ValidateLength attribute cannot be applied to a parameter that is not a string or string[] parameter. Make the parameter a string or string[] parameter.'); return; }
    const n = text.length;
    if (n < low) fail('ValidateLengthMinLengthFailure', `The character length (${n}) of the argument is too short. Specify an argument with a length that is greater than or equal to "${low}", and then try the command again.`);
    if (n > high) fail('ValidateLengthMaxLengthFailure', `The character length of the ${n} argument is too long. Shorten the character length of the argument so it is fewer than or equal to "${high}" characters, and then try the command again.`);
  });
}
function validateCount(a: ParameterAttribute): Rule {
  const [low, high] = ends(a, 'ValidateCount');
  if (high < low) fail('ValidateRangeMaxLengthSmallerThanMinLength', 'The specified maximum number of arguments for a parameter is fewer than the specified minimum number of arguments. Update the ValidateCount attribute for the parameter.');
  return (v) => {
    const plain = unwrap(v);
    if (plain != null && !isEnumerable(plain) && !(plain instanceof Dictionary)) fail('NotAnArrayParameter', 'The ValidateCount attribute cannot be applied to a non-array parameter. Either remove the attribute from the parameter or make the parameter an array parameter.');
    const n = plain == null ? 0 : plain instanceof Dictionary ? plain.count : toItems(plain).length;
    if (low === high && n !== high) fail('ValidateCountExactFailure', `The parameter requires exactly ${high} value(s) - ${n} value(s) were provided.`);
    if (n < low || n > high) fail('ValidateCountMinMaxFailure', `The parameter requires at least ${low} value(s) and no more than ${high} value(s) - ${n} value(s) were provided.`);
    return v;
  };
}
function validateScript(a: ParameterAttribute): Rule {
  const [block] = a.positional, custom = a.named.get('errormessage');
  return (v) => each(v, (item) => {
    if (!(block instanceof ScriptBlock)) return;
    const result = current().runBlock(block, { item });
    const ok = result.length === 1 ? toBoolean(result[0]) : result.length > 1;
    if (!ok) fail('ValidateScriptFailure', told(custom, `The "${block.text}" validation script for the argument with value "${toText(item)}" did not return a result of True. Determine why the validation script failed, and then try the command again.`, [toText(item), block.text]));
  });
}
