/** .NET's `Equals` as a key: values that are equal in a dictionary or set give the same primitive or object. */
import { Char } from './char.ts';
import { DateOnly, TimeOnly } from './dateOnly.ts';
import { DateTime } from './dateTime.ts';
import { Decimal } from './decimal.ts';
import { EnumValue } from './enumValue.ts';
import { foldKey } from './folding.ts';
import { Guid } from './guid.ts';
import { Double, Single, SmallInteger, WideInteger } from './numbers.ts';
import { PSObject } from './psObject.ts';
import { TimeSpan } from './timeSpan.ts';
import { NetObject } from './value.ts';
import type { Value } from './value.ts';
import { Version } from './version.ts';

/** A Map key for a value. Strings fold where `ignoreCase`; reference objects stand for themselves. */
export function keyIdentity(key: Value, ignoreCase: boolean): unknown {
  if (typeof key === 'string') return ignoreCase ? foldKey(key) : key;
  if (!(key instanceof NetObject)) return key;
  if (key instanceof PSObject && key.base !== undefined) return keyIdentity(key.base, ignoreCase);
  if (key instanceof Double) return `\0Double ${key.value}`;
  if (key instanceof SmallInteger || key instanceof WideInteger) return `\0${key.kind} ${key.value}`;
  if (key instanceof Char) return key.identity;
  if (key instanceof Decimal) return `\0Decimal ${key.trimmed().toString()}`;
  if (key instanceof DateTime || key instanceof TimeSpan) return `\0${key.netType.name} ${key.ticks}`;
  if (key instanceof Guid) return `\0Guid ${key.text}`;
  if (key instanceof EnumValue) return `\0${key.netType.name} ${key.wide ?? key.value}`;
  if (key instanceof Version) return `\0Version ${key.toString()}`;
  if (key instanceof DateOnly) return `\0DateOnly ${key.days}`;
  if (key instanceof TimeOnly) return `\0TimeOnly ${key.ticks}`;
  if (key instanceof Single) return `\0Single ${key.value}`;
  if (identities.size > 0) { const own = identities.get(key.netType); if (own !== undefined) return own(key); }
  return key;
}
/** The hash of a text; .NET's own differs from process to process. */
export function textHash(s: string): number {
  let h = 5381;
  for (let i = 0; i < s.length; i++) h = (Math.imul(h, 33) ^ s.charCodeAt(i)) | 0;
  return h;
}
const numbered = new WeakMap<object, number>();
let last = 0x2b_00_00;
/** What GetHashCode gives where a type has none of its own: the same for equal values, for objects a number each (RuntimeHelpers.GetHashCode). */
export function hashOf(v: Value): number {
  const id = keyIdentity(v, false);
  if (typeof id === 'string') return textHash(id);
  if (typeof id !== 'object' || id === null) return typeof id === 'number' ? id | 0 : id === true ? 1 : typeof id === 'bigint' ? Number(BigInt.asIntN(32, id ^ (id >> 32n))) : 0;
  let made = numbered.get(id);
  if (made === undefined) numbered.set(id, (made = last = (Math.imul(last, 1_664_525) + 1_013_904_223) & 0x3ff_ffff));
  return made;
}
const identities = new Map<unknown, (v: Value) => unknown>();
/** Classes of scripts with a GetHashCode and an Equals of their own. */
export function identifyBy(type: unknown, hash: (v: Value) => Value, equals: (a: Value, b: Value) => boolean): void { identities.set(type, equalityIdentity(hash, equals)); }
/** An identity out of a hash and an equality: the first of each group of equal values stands for all. */
export function equalityIdentity(hash: (v: Value) => Value, equals: (a: Value, b: Value) => boolean): (v: Value) => unknown {
  const buckets = new Map<Value, { readonly value: Value }[]>();
  return (v) => {
    const h = hash(v);
    let bucket = buckets.get(h);
    if (bucket === undefined) buckets.set(h, (bucket = []));
    const known = bucket.find((b) => equals(b.value, v));
    if (known !== undefined) return known;
    const made = { value: v };
    bucket.push(made);
    return made;
  };
}
