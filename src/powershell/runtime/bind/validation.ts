/** The Validate* attributes (about_Functions_Advanced_Parameters) as rules. */
import { convertTo } from '../convert/convert.ts';
import { enumerate, isEnumerable, toItems } from '../convert/enumerate.ts';
import { toBoolean } from '../convert/toBoolean.ts';
import { toText } from '../convert/toText.ts';
import { raise } from '../errors/raise.ts';
import { compare } from '../operators/compare.ts';
import { equalText } from '../operators/collation.ts';
import { translate } from '../operators/regexTranslate.ts';
import { current } from '../run/current.ts';
import { Dictionary } from '../values/dictionary.ts';
import { toNumber } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';
import { unwrap } from '../values/psObject.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import type { Value } from '../values/value.ts';
import { T } from '../types/t.ts';
import { NetType } from '../types/netType.ts';
import { invokeMember } from '../members/invoke.ts';
import { construct } from '../members/overloads.ts';
import type { ParameterAttribute } from './parameters.ts';

export type Rule = (v: Value) => Value;
/** The rule of an attribute; undefined for attributes that check nothing. */
export function validator(a: ParameterAttribute): Rule | undefined {
  switch (a.name) {
    case 'validateset': return validateSet(a);
    case 'validaterange': return validateRange(a);
    case 'validatepattern': return validatePattern(a);
    case 'validatelength': return validateLength(a);
    case 'validatecount': return validateCount(a);
    case 'validatescript': return validateScript(a);
    case 'validatenotnull': return (v) => { if (unwrap(v) == null) fail('The argument is null. Provide a valid value for the argument, and then try running the command again.'); eachNotNull(v); return v; };
    case 'validatenotnullorempty': return notNullOrEmpty(false);
    case 'validatenotnullorwhitespace': return notNullOrEmpty(true);
    default: return undefined;
  }
}
const fail = (message: string): never => raise({ id: 'ParameterArgumentValidationError', category: 'InvalidData', exception: 'System.Management.Automation.ValidationMetadataException', message });
const each = (v: Value, check: (item: Value) => void): Value => {
  const plain = unwrap(v);
  if (plain != null && isEnumerable(plain)) for (const item of enumerate(plain)) check(item); else check(v);
  return v;
};
function eachNotNull(v: Value): void {
  const plain = unwrap(v);
  if (plain != null && isEnumerable(plain)) for (const item of enumerate(plain)) if (item == null) fail('The argument, or one of its elements, is null. Provide a valid value for the argument, and then try running the command again.');
}
function notNullOrEmpty(white: boolean): Rule {
  return (v) => {
    const plain = unwrap(v);
    const empty = white ? 'The argument is null, empty, or consists of only white-space characters. Provide an argument that contains non white-space characters, and then try the command again.'
      : 'The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.';
    if (plain == null || (typeof plain === 'string' && (white ? plain.trim() === '' : plain === ''))) return fail(empty);
    if (plain instanceof Dictionary) return plain.count === 0 ? fail(empty) : v;
    if (typeof plain !== 'string' && isEnumerable(plain)) {
      let n = 0;
      for (const item of enumerate(plain)) { n += 1; if (item == null || item === '') fail('The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null values and then try the command again.'); }
      if (n === 0) return fail('The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null values and then try the command again.');
    }
    return v;
  };
}
function validateSet(a: ParameterAttribute): Rule {
  const [generator] = a.positional, ignoreCase = a.named.get('ignorecase') !== false;
  // A class that gives the values (IValidateSetValuesGenerator) is asked each time.
  const values = (): string[] => (generator instanceof NetType ? toItems(invokeMember(construct(generator, []), 'GetValidValues', [])) : a.positional.flatMap((p) => toItems(p))).map(toText);
  const custom = a.named.get('errormessage');
  return (v) => { const options = values(); return each(v, (item) => {
    const text = toText(item);
    if (!options.some((o) => equalText(o, text, ignoreCase))) fail(custom == null
      ? `The argument "${text}" does not belong to the set "${options.join(',')}" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.`
      : toText(custom).replaceAll('{0}', text).replaceAll('{1}', options.join(',')));
  }); };
}
function validateRange(a: ParameterAttribute): Rule {
  const [low, high] = a.positional;
  if (high === undefined) {
    const kind = toText(low ?? '').toLowerCase();
    const tests: Readonly<Record<string, readonly [(n: number) => boolean, string]>> = {
      positive: [(n) => n > 0, 'greater than zero'], nonnegative: [(n) => n >= 0, 'greater than or equal to zero'],
      negative: [(n) => n < 0, 'less than zero'], nonpositive: [(n) => n <= 0, 'less than or equal to zero'],
    };
    const test = tests[kind];
    return (v) => each(v, (item) => {
      const n = toNumber(convertTo(item, T.Double) as NumberValue);
      if (test !== undefined && !test[0](n)) fail(`The argument "${toText(item)}" cannot be validated because its value is not ${test[1]}.`);
    });
  }
  return (v) => each(v, (item) => {
    if (compare(item, low, true) < 0) fail(`The ${toText(item)} argument is less than the minimum allowed range of ${toText(low)}. Supply an argument that is greater than or equal to ${toText(low)} and then try the command again.`);
    if (compare(item, high, true) > 0) fail(`The ${toText(item)} argument is greater than the maximum allowed range of ${toText(high)}. Supply an argument that is less than or equal to ${toText(high)} and then try the command again.`);
  });
}
function validatePattern(a: ParameterAttribute): Rule {
  const pattern = toText(a.positional[0]), custom = a.named.get('errormessage');
  return (v) => each(v, (item) => {
    const text = toText(item), regex = translate(pattern, 1).matcher;
    regex.lastIndex = 0;
    if (!regex.test(text)) fail(custom == null ? `The argument "${text}" does not match the "${pattern}" pattern. Supply an argument that matches "${pattern}" and try the command again.` : toText(custom).replaceAll('{0}', text).replaceAll('{1}', pattern));
  });
}
function validateLength(a: ParameterAttribute): Rule {
  const [low, high] = a.positional.map((p) => toNumber(p as NumberValue));
  return (v) => each(v, (item) => {
    if (typeof unwrap(item) !== 'string') fail('The argument cannot be validated because its type is not a string.');
    const n = toText(item).length;
    if (n < (low ?? 0)) fail(`The character length (${n}) of the argument is too short. Specify an argument with a length that is greater than or equal to "${low ?? 0}", and then try the command again.`);
    if (n > (high ?? 0)) fail(`The character length of the ${n} argument is too long. Shorten the character length of the argument so it is fewer than or equal to "${high ?? 0}" characters, and then try the command again.`);
  });
}
function validateCount(a: ParameterAttribute): Rule {
  const [low, high] = a.positional.map((p) => toNumber(p as NumberValue));
  return (v) => {
    const n = v == null ? 0 : toItems(unwrap(v)).length;
    if (n < (low ?? 0) || n > (high ?? 0)) fail(low === high ? `The number of provided arguments, (${n}), is not equal to the number of allowed arguments (${low ?? 0}). Change the number of arguments to ${low ?? 0} and try the command again.`
      : n < (low ?? 0) ? `The parameter requires at least ${low ?? 0} value(s) and no more than ${high ?? 0} value(s) - ${n} value(s) were provided.`
      : `The parameter requires at least ${low ?? 0} value(s) and no more than ${high ?? 0} value(s) - ${n} value(s) were provided.`);
    return v;
  };
}
function validateScript(a: ParameterAttribute): Rule {
  const [block] = a.positional, custom = a.named.get('errormessage');
  return (v) => each(v, (item) => {
    if (!(block instanceof ScriptBlock)) return;
    const result = current().runBlock(block, { item });
    const ok = result.length === 1 ? toBoolean(result[0]) : result.length > 1;
    if (!ok) fail(custom == null ? `The "${block.text}" validation script for the argument with value "${toText(item)}" did not return a result of True. Determine why the validation script failed, and then try the command again.` : toText(custom).replaceAll('{0}', toText(item)).replaceAll('{1}', block.text));
  });
}
