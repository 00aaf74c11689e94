/** Interlocked, Monitor, random bytes: what a script that runs alone in its process has without waiting. */
import { convertTo } from '../../convert/convert.ts';
import { netThrow } from '../../errors/raise.ts';
import { add } from '../../operators/arithmetic.ts';
import { equals } from '../../operators/compare.ts';
import { current } from '../../run/current.ts';
import type { PSReference } from '../../values/misc.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { constant, func, laterType, method } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { bytesValue } from '../text/text.ts';

const THREADING = 'System.Threading.';
const changed = (r: PSReference, by: Value): Value => { r.value = add(r.value ?? 0, by); return r.value; };
const replaced = (r: PSReference, value: Value): Value => { const before = r.value; r.value = value; return before; };
laterType(named(`${THREADING}Interlocked`), () => ({ statics: {
  Increment: [func([T.Ref], (r) => changed(r, 1))], Decrement: [func([T.Ref], (r) => changed(r, -1))], Add: [func([T.Ref, T.Object], (r, n) => changed(r, n))], Exchange: [func([T.Ref, T.Object], (r, v) => replaced(r, v))], Read: [func([T.Ref], (r) => r.value)],
  CompareExchange: [func([T.Ref, T.Object, T.Object], (r, v, old) => (equals(r.value, old, false) ? replaced(r, v) : r.value))],
} }));
laterType(named(`${THREADING}Monitor`), () => ({ statics: { Enter: [func([T.Object], () => undefined, T.Void), func([T.Object, T.Ref], (_, r) => { r.value = true; }, T.Void)], TryEnter: [func([T.Object], () => true, T.Boolean), func([T.Object, T.Object], () => true, T.Boolean)], Exit: [func([T.Object], () => undefined, T.Void)], Pulse: [func([T.Object], () => undefined, T.Void)], PulseAll: [func([T.Object], () => undefined, T.Void)] } }));
/** A whole number from `low` up to (not including) `high`, without favour. */
function between(low: number, high: number): number {
  if (low >= high) return netThrow('System.ArgumentException', 'Range of random number does not contain at least one possibility.');
  const span = high - low, limit = Math.floor(2 ** 48 / span) * span;
  for (;;) {
    const n = current().host.random.bytes(6).reduce((a, b) => a * 256 + b, 0);
    if (n < limit) return low + (n % span);
  }
}
class RandomBytes extends NetObject {}
const generator = named<RandomBytes>('System.Security.Cryptography.RandomNumberGenerator', [], { interfaces: ['System.IDisposable'] });
const fill = (into: unknown): void => { const target = into as Value[]; const random = convertTo(bytesValue(current().host.random.bytes(target.length)), arrayOf(T.Byte)) as Value[]; random.forEach((b, i) => { target[i] = b; }); };
laterType<RandomBytes>(generator, () => ({
  methods: { GetBytes: [{ params: [T.Array], returns: T.Void, invoke: (_, [a]) => { fill(a); } }], Dispose: [method([], () => undefined, T.Void)] },
  statics: { Create: [func([], () => new RandomBytes())], GetBytes: [func([T.Int32], (n) => bytesValue(current().host.random.bytes(n)))], GetInt32: [func([T.Int32], (n) => between(0, n), T.Int32), func([T.Int32, T.Int32], between, T.Int32)], Fill: [func([T.Array], (a) => { fill(a); }, T.Void)], GetHexString: [func([T.Int32], (n) => Buffer.from(current().host.random.bytes(Math.ceil(n / 2))).toString('hex').toUpperCase().slice(0, n))] },
}), RandomBytes);
laterType<RandomBytes>(named<RandomBytes>('System.Security.Cryptography.RNGCryptoServiceProvider', [], { base: generator }), () => ({ create: [func([], () => new RandomBytes())] }));
laterType(named('System.Management.Automation.LanguagePrimitives'), () => ({ statics: {
  ConvertTo: [func([T.Object, T.Type], (v, t) => convertTo(v, t)), func([T.Object, T.Type, T.Object], (v, t) => convertTo(v, t))], Equals: [func([T.Object, T.Object], (a, b) => equals(a, b, false), T.Boolean), func([T.Object, T.Object, T.Boolean], (a, b, ignoreCase) => equals(a, b, ignoreCase), T.Boolean)], IsTrue: [func([T.Object], (v) => convertTo(v, T.Boolean))],
} }));
laterType(named(`${THREADING}Timeout`), () => ({ statics: { Infinite: constant(-1) } }));
/** Letters and digits, and signs of which at least so many are in the password (Membership.GeneratePassword). */
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', SIGNS = '!@#$%^&*()_-+=[{]};:>|./?';
function password(length: number, signs: number): string {
  if (length < 1 || length > 128) netThrow('System.ArgumentException', "Password length specified must be between 1 and 128 characters. (Parameter 'length')", [['ParamName', 'length']]);
  if (signs < 0 || signs > length) netThrow('System.ArgumentException', "The value specified in parameter 'numberOfNonAlphanumericCharacters' should be in the range from zero to the value specified in the password length parameter. (Parameter 'numberOfNonAlphanumericCharacters')", [['ParamName', 'numberOfNonAlphanumericCharacters']]);
  const all = LETTERS + SIGNS, made = Array.from({ length }, () => all[between(0, all.length)] ?? ''), isSign = (c: string): boolean => SIGNS.includes(c);
  for (let missing = signs - made.filter(isSign).length; missing > 0; missing -= 1) {
    const others = made.flatMap((c, i) => (isSign(c) ? [] : [i]));
    made[others[between(0, others.length)] ?? 0] = SIGNS[between(0, SIGNS.length)] ?? '';
  }
  return made.join('');
}
laterType(named('System.Web.Security.Membership'), () => ({ statics: { GeneratePassword: [func([T.Int32, T.Int32], password, T.String)] } }));
