/**
 * What it costs to pass a value as a type, in the ranks PowerShell uses to choose among overloads (ConversionRank of
 * LanguagePrimitives, turned round so that 0 is the best), and how two candidates compare.
 */
import { FAILED, convertOrFail, kindOfType } from '../convert/convert.ts';
import { isEnumerable } from '../convert/enumerate.ts';
import type { AnyType } from '../types/netType.ts';
import { T } from '../types/t.ts';
import { typeOf } from '../types/typeOf.ts';
import { Char } from '../values/char.ts';
import { NUMBER_KINDS } from '../values/numbers.ts';
import type { NumberKind } from '../values/numbers.ts';
import { NullString } from '../values/misc.ts';
import { unwrap } from '../values/psObject.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import type { Value } from '../values/value.ts';

export const IMPOSSIBLE = -1;
/** Up to here nothing is lost and nothing depends on the value. */
export const WIDENING = 0x20;
const CHARS = 5, SCALAR_TO_ARRAY = 8, ASSIGNABLE = 0x10, NUMBER_TEXT = 0x30, TO_UNSIGNED = 0x40, NARROWING = 0x50, NULL_REFERENCE = 0x60, NULL_VALUE = 0x70, LANGUAGE = 0x80, PARSE = 0xa0, CONVERTIBLE = 0xe0, TEXT = 0x100, OTHER_ARRAY = 0x110;
const SIGNED = ['SByte', 'Int16', 'Int32', 'Int64'], UNSIGNED = ['Byte', 'UInt16', 'UInt32', 'UInt64'];

/** Between numeric kinds: what loses nothing is widening; signed to unsigned is better than the other way round. */
function numericRank(from: NumberKind, to: NumberKind): number {
  if (from === to) return 0;
  const s = SIGNED.indexOf(from), u = UNSIGNED.indexOf(from), size = s >= 0 ? s : u, toSigned = SIGNED.indexOf(to), toUnsigned = UNSIGNED.indexOf(to), toSize = toSigned >= 0 ? toSigned : toUnsigned;
  if (size >= 0 && toSize >= 0) {
    if (s >= 0 && toUnsigned >= 0) return toSize >= size ? TO_UNSIGNED : NARROWING;
    return toSize > size ? WIDENING : NARROWING;
  }
  if (size >= 0) return WIDENING;
  if (to === 'BigInteger') return WIDENING;
  if (from === 'Single') return to === 'Double' ? WIDENING : NARROWING;
  return from === 'Decimal' && toSize < 0 ? TO_UNSIGNED : NARROWING;
}
/** Whether a value becomes one of a type, where its own type alone does not tell. */
export type Ability = (v: Value, type: AnyType) => boolean;
const converts: Ability = (v, type) => (type === T.Char && typeof v === 'string' ? v.length === 1 : convertOrFail(v, type) !== FAILED);
/** As if all did that could: the cost is then one of the types, whatever the value. */
export const couldConvert: Ability = () => true;
/** What it costs to pass a value as a type; IMPOSSIBLE where it cannot be. */
export function costOf(raw: Value, type: AnyType, can: Ability = converts): number {
  const v = unwrap(raw);
  if (v == null) return type === T.String ? TEXT : !type.isValueType || type.name.startsWith('System.Nullable`') ? NULL_REFERENCE : kindOfType(type) !== undefined || type.isEnum || type === T.Boolean || type === T.Char || type === T.Switch ? NULL_VALUE : IMPOSSIBLE;
  const own = typeOf(v);
  if (v instanceof NullString) return type === T.String ? 0 : type.isValueType ? IMPOSSIBLE : NULL_REFERENCE;
  if (own === type || own.name === type.name) return 0;
  if (type === T.Object) return ASSIGNABLE;
  const from = kindOfType(own), to = kindOfType(type);
  if (from !== undefined && to !== undefined) { const rank = numericRank(from, to); return rank >= TO_UNSIGNED && !can(v, type) ? IMPOSSIBLE : rank; }
  if (own.is(type)) return ASSIGNABLE;
  if (type.isArray && type.elementType !== undefined && (typeof v === 'string' ? type.elementType !== T.Char : !isEnumerable(v))) return lone(v, type.elementType, can);
  if (typeof v === 'string') return textCost(v, type, to !== undefined, can);
  if (v instanceof ScriptBlock && type === T.String) return TEXT;
  if (type === T.String) return from === undefined ? TEXT : NUMBER_TEXT;
  if (type === T.Char) return from === undefined || !can(v, type) ? IMPOSSIBLE : NUMBER_TEXT;
  if (type === T.Boolean) return LANGUAGE;
  if (v instanceof Char && to !== undefined) return !can(v, type) ? IMPOSSIBLE : to === 'Double' || to === 'Single' ? LANGUAGE : CONVERTIBLE;
  if (from !== undefined && BY_PARSE.has(type)) return LANGUAGE;
  if (!can(v, type)) return IMPOSSIBLE;
  if (Array.isArray(v)) return type.isArray ? (own.elementType === T.Object || type.elementType === T.Object ? LANGUAGE : OTHER_ARRAY) : CONVERTIBLE;
  return LANGUAGE;
}
/** One value becomes an array of itself: what its element costs, and a step more (the S2A ranks). */
function lone(v: Value, element: AnyType, can: Ability): number {
  const cost = costOf(v, element, can);
  return cost === IMPOSSIBLE ? IMPOSSIBLE : cost + SCALAR_TO_ARRAY;
}
/** Types that read a text: what it says is only looked at when it is passed, so two of them are as good as each other (ConversionRank is one of types). */
const BY_PARSE: ReadonlySet<AnyType> = new Set<AnyType>([T.DateTime, T.TimeSpan]);
function textCost(v: string, type: AnyType, numeric: boolean, can: Ability): number {
  if (type.isArray && type.elementType === T.Char) return CHARS;
  if (type === T.Char) return can(v, type) ? PARSE : IMPOSSIBLE;
  if (type === T.Boolean) return LANGUAGE;
  // The rank is one of the types: a text that is no number is passed as one all the same, and refused afterwards.
  if (numeric) return NUMBER_TEXT;
  if (BY_PARSE.has(type)) return PARSE;
  if (!type.isEnum && !can(v, type)) return IMPOSSIBLE;
  return type.isEnum || type === T.Uri || type === T.Regex || type === T.Type ? LANGUAGE : PARSE;
}
/** Candidates as FindBestCandidate compares them: the first argument weighs most; then the more special type where nothing is lost. */
export interface Ranked { readonly costs: readonly number[]; readonly types: readonly AnyType[]; readonly expanded: boolean }
/** Whether `b` is better than `a`. */
export function isBetter(a: Ranked, b: Ranked): boolean {
  const n = a.costs.length;
  let balance = 0;
  for (let i = 0; i < n; i++) { const x = a.costs[i] ?? 0, y = b.costs[i] ?? 0; if (x !== y) balance += x < y ? n - i : i - n; }
  if (balance === 0) for (let i = 0; i < n; i++) balance += (n - i) * speciality(a, b, i);
  if (balance === 0 && a.expanded !== b.expanded) return a.expanded;
  return balance < 0;
}
/** 1 where `a` has the better type for an argument that costs both the same, -1 where `b`. */
function speciality(a: Ranked, b: Ranked, i: number): number {
  const x = a.costs[i] ?? 0, y = b.costs[i] ?? 0, s = a.types[i], t = b.types[i];
  if (x > NULL_VALUE || y > NULL_VALUE || (x <= WIDENING) !== (y <= WIDENING) || s === undefined || t === undefined || s === t) return 0;
  const forth = typeCost(s, t), back = typeCost(t, s);
  if (forth === back) return 0;
  const special = forth < back ? 1 : -1;
  return x <= WIDENING ? special : -special;
}
function typeCost(from: AnyType, to: AnyType): number {
  const a = kindOfType(from), b = kindOfType(to);
  if (a !== undefined && b !== undefined) return NUMBER_KINDS.indexOf(a) < 0 ? TEXT : numericRank(a, b);
  return from === to ? 0 : from.is(to) ? ASSIGNABLE : from === T.String && to.isEnum ? LANGUAGE : from.isEnum && to === T.String ? TEXT : LANGUAGE;
}
