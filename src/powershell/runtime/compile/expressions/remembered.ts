/**
 * Calls that remember the overload they took last. It is taken again where nothing about the values could choose another one: for
 * arguments of the same types, so long as they convert.
 */
import { invokeMember, invokeStatic, plainMethod } from '../../members/invoke.ts';
import { convertTo } from '../../convert/convert.ts';
import { NetThrow } from '../../errors/raise.ts';
import { boxed, findOverload, isOfScript, lastingOverload, methodError, nativeOf, nullOf } from '../../members/overloads.ts';
import { WIDENING, costOf } from '../../members/overloadRank.ts';
import { NetType, RestType, bodyOf } from '../../types/netType.ts';
import type { AnyType, Body, Overload, TypeTable } from '../../types/netType.ts';
import { T } from '../../types/t.ts';
import { typeOf } from '../../types/typeOf.ts';
import { fold } from '../../values/folding.ts';
import { Char } from '../../values/char.ts';
import { Double, double } from '../../values/numbers.ts';
import { NullString, PSReference } from '../../values/misc.ts';
import { PowerShellError } from '../../values/errorRecord.ts';
import { PSObject, attachedMembers } from '../../values/psObject.ts';
import type { Value } from '../../values/value.ts';

/** An overload for arguments of certain types; `kinds` is undefined where any value does. */
interface Kept<S> {
  readonly overload: Overload<S>;
  readonly name: string;
  readonly kinds: readonly (AnyType | undefined)[];
  /** How many arguments stand before those of a `params` array. */
  readonly fixed: number;
  /** The others go into one. */
  readonly isRest: boolean;
  /** How an argument becomes what the body asks for; undefined where all are that already. */
  readonly ways: readonly (Way | undefined)[] | undefined;
  /** The first two of each, where a call that has no list looks for them. */
  readonly kind0: AnyType | undefined;
  readonly kind1: AnyType | undefined;
  readonly way0: Way | undefined;
  readonly way1: Way | undefined;
  /** What can be called without a list. */
  readonly body: Body | undefined;
  /** What a number or truth value that the body gives becomes. */
  readonly box: AnyType['box'];
  readonly quick: Quick | undefined;
}
type Way = (v: Value) => unknown;

/** The functions for Int32 and Doubles among the overloads that take as many arguments: a call of them needs no lists (types/netType.ts). */
export interface Quick extends Pick<Overload, 'real' | 'reals' | 'whole'> {
  /** `real` and `reals` are what Int32 go to as well. */
  readonly isWide: boolean;
}
export function quickOf(overloads: readonly Overload<never>[], count: number): Quick | undefined {
  const fitting = overloads.filter((o) => o.params.length === count), ints = findOverload(overloads, Array.from({ length: count }, () => 0))?.overload;
  const reals = fitting.find((o) => (o.real ?? o.reals) !== undefined), whole = fitting.find((o) => o.whole !== undefined);
  if (reals === undefined && whole === undefined) return undefined;
  return { real: reals?.real, reals: reals?.reals, whole: ints === whole ? whole?.whole : undefined, isWide: reals !== undefined && ints === reals };
}

/** Stands for null among the types of arguments. */
const NULL: AnyType = new NetType('null');
/** How often a place may change its mind before it keeps what it has: a place that sees everything would only lose by learning. */
const LESSONS = 16;

/** A place of a call: the same for none, one, two or any number of arguments. The first is the value, or the type of a static method. */
export interface CallSite<in O> {
  readonly none: (o: O) => Value;
  readonly one: (o: O, a: Value) => Value;
  readonly two: (o: O, a: Value, b: Value) => Value;
  readonly many: (o: O, args: Value[]) => Value;
}
/** What a place knows: the overloads of the last type and of the one before. */
interface Memory<S> { type: AnyType | undefined; kept: Kept<S> | undefined; oldType: AnyType | undefined; old: Kept<S> | undefined; lessons: number }
/** The type of a value whose own table alone says what its methods are; undefined for what may have others. */
function plainType(o: Value): AnyType | undefined {
  if (typeof o === 'string') return T.String;
  if (typeof o !== 'object' || o === null) return o == null ? undefined : typeOf(o);
  if (attachedMembers(o) !== undefined) return undefined;
  if (Array.isArray(o)) return typeOf(o);
  const type = o.netType as AnyType | undefined;
  return type === undefined ? typeOf(o) : type === T.PSCustomObject ? undefined : type;
}
/** Whether an argument is of the type that was seen. */
function isKind(v: Value, kind: AnyType | undefined): boolean {
  if (kind === undefined) return true;
  if (typeof v === 'string') return kind === T.String;
  if (typeof v === 'number') return kind === T.Int32;
  if (v == null) return kind === NULL;
  return !(v instanceof PSObject) && typeOf(v) === kind;
}

/** A method of values, by name. */
export function rememberedCall(name: string): CallSite<Value> {
  return site(plainType, (o) => o, (o) => { const found = plainMethod(o, name); return found === undefined ? undefined : [found.name, found.overloads]; }, (o, args) => invokeMember(o, name, args));
}
/** A static method or `new`, by name. */
export function rememberedStatic(name: string): CallSite<AnyType> {
  return site<AnyType, void>((type) => type, () => undefined, (type) => staticOverloads(type, name), (type, args) => invokeStatic(type, name, args));
}
function site<O, S>(typed: (o: O) => AnyType | undefined, selfOf: (o: O) => S, find: (o: O) => readonly [name: string, overloads: readonly Overload<S>[]] | undefined, slow: (o: O, args: Value[]) => Value): CallSite<O> {
  const m: Memory<S> = { type: undefined, kept: undefined, oldType: undefined, old: undefined, lessons: 0 };
  const learn = (o: O, own: AnyType | undefined, args: Value[]): Value => {
    if (own !== undefined && m.lessons++ < LESSONS) {
      const found = find(o);
      [m.oldType, m.old] = [m.type, m.kept];
      m.kept = found === undefined ? undefined : keep(found[1], args, found[0]);
      m.type = own;
    }
    return slow(o, args);
  };
  const listed = (k: Kept<S>, o: O, args: Value[]): Value => {
    const natives = nativesOf(k, args);
    return natives === undefined ? slow(o, args) : run(k, selfOf(o), natives);
  };
  return {
    none: (o) => {
      const own = typed(o), k = known(m, own, 0);
      if (k === undefined) return learn(o, own, []);
      const { body } = k;
      if (body === undefined) return listed(k, o, []);
      const self = selfOf(o);
      try { return valued(k, body(self)); } catch (e) { return methodError(e, k.name, 0); }
    },
    one: (o, arg) => {
      const a = arg === undefined ? null : arg, own = typed(o);
      let k = m.kept;
      if (k === undefined || own !== m.type || own === undefined || k.kinds.length !== 1 || !isKind(a, k.kind0)) {
        if (k?.quick !== undefined && own === m.type && k.kinds.length === 1) { const made = quickly(k.quick, [a]); if (made !== undefined) return made; }
        k = m.old;
        if (k === undefined || own !== m.oldType || own === undefined || k.kinds.length !== 1 || !isKind(a, k.kind0)) return learn(o, own, [a]);
      }
      const { body, way0 } = k;
      if (body === undefined) return listed(k, o, [a]);
      let x: unknown = a;
      if (way0 !== undefined) try { x = way0(a); } catch (e) { return refused(e, o, [a], slow); }
      const self = selfOf(o);
      try { return valued(k, body(self, x)); } catch (e) { return methodError(nullOf(e, self, k.fixed > 0 ? [x] : [], k.name), k.name, 1); }
    },
    two: (o, arg0, arg1) => {
      const a = arg0 === undefined ? null : arg0, b = arg1 === undefined ? null : arg1, own = typed(o);
      let k = m.kept;
      if (k === undefined || own !== m.type || own === undefined || k.kinds.length !== 2 || !isKind(a, k.kind0) || !isKind(b, k.kind1)) {
        if (k?.quick !== undefined && own === m.type && k.kinds.length === 2) { const made = quickly(k.quick, [a, b]); if (made !== undefined) return made; }
        k = m.old;
        if (k === undefined || own !== m.oldType || own === undefined || k.kinds.length !== 2 || !isKind(a, k.kind0) || !isKind(b, k.kind1)) return learn(o, own, [a, b]);
      }
      const { body, way0, way1 } = k;
      if (body === undefined) return listed(k, o, [a, b]);
      let x: unknown = a, y: unknown = b;
      if (k.ways !== undefined) try { if (way0 !== undefined) x = way0(a); if (way1 !== undefined) y = way1(b); } catch (e) { return refused(e, o, [a, b], slow); }
      const self = selfOf(o);
      try { return valued(k, body(self, x, y)); } catch (e) { return methodError(nullOf(e, self, [x, y].slice(0, k.fixed), k.name), k.name, 2); }
    },
    many: (o, args) => {
      const own = typed(o), { kept, old } = m;
      if (own !== undefined && kept !== undefined && own === m.type && fits(args, kept.kinds)) return listed(kept, o, args);
      return own !== undefined && old !== undefined && own === m.oldType && fits(args, old.kinds) ? listed(old, o, args) : learn(o, own, args);
    },
  };
}
/** What a place knows for a type and so many arguments of any kind. */
function known<S>({ type, kept, oldType, old }: Memory<S>, own: AnyType | undefined, count: number): Kept<S> | undefined {
  if (own === undefined) return undefined;
  if (kept !== undefined && own === type && kept.kinds.length === count) return kept;
  return old !== undefined && own === oldType && old.kinds.length === count ? old : undefined;
}
/** An argument that does not convert: the call itself tells of it. */
function refused<O>(e: unknown, o: O, args: Value[], slow: (o: O, args: Value[]) => Value): Value {
  if (e instanceof PowerShellError || e instanceof NetThrow) return slow(o, args);
  throw e;
}
const valued = <S>({ box }: Kept<S>, made: unknown): Value => (box !== undefined && (typeof made === 'number' || typeof made === 'bigint' || typeof made === 'boolean') ? box(made as never) : (made as Value));
/** The answer of a quick function; undefined where the values are not its. */
function quickly({ real, reals, whole, isWide }: Quick, args: readonly Value[]): Value {
  const [a, b] = args;
  if (args.length === 1) {
    if (real !== undefined && a instanceof Double) return double(real(a.value));
    return typeof a !== 'number' ? undefined : whole !== undefined ? whole(a, 0) : isWide && real !== undefined ? double(real(a)) : undefined;
  }
  if (typeof a === 'number' && typeof b === 'number') return whole !== undefined ? whole(a, b) : isWide && reals !== undefined ? double(reals(a, b)) : undefined;
  if (reals === undefined) return undefined;
  if (a instanceof Double) return b instanceof Double ? double(reals(a.value, b.value)) : isWide && typeof b === 'number' ? double(reals(a.value, b)) : undefined;
  return isWide && typeof a === 'number' && b instanceof Double ? double(reals(a, b.value)) : undefined;
}
export function staticOverloads(type: AnyType, name: string): readonly [string, readonly Overload[]] | undefined {
  if (fold(name) === 'new') { const { create } = (type.table ?? {}) as TypeTable<unknown>; return create === undefined || create.length === 0 ? undefined : ['.ctor', create]; }
  const found = type.find('statics', name);
  return found !== undefined && Array.isArray(found[1]) ? [found[0], found[1] as readonly Overload[]] : undefined;
}
/** The arguments as the body asks for them; undefined where one does not convert, which the call itself then tells of. */
function nativesOf<S>({ ways, fixed, isRest }: Kept<S>, args: readonly Value[]): readonly unknown[] | undefined {
  if (ways === undefined && !isRest) return args;
  const natives: unknown[] = [];
  try {
    for (let i = 0; i < fixed; i++) { const way = ways?.[i], v = args[i]; natives.push(way === undefined ? v : way(v)); }
    if (isRest) {
      const rest: unknown[] = [];
      for (let i = fixed; i < args.length; i++) { const way = ways?.[i], v = args[i]; rest.push(way === undefined ? v : way(v)); }
      natives.push(rest);
    }
  } catch (e) { if (e instanceof PowerShellError || e instanceof NetThrow) return undefined; throw e; }
  return natives;
}
function run<S>({ overload, name, kinds }: Kept<S>, self: S, natives: readonly unknown[]): Value {
  const { returns } = overload;
  if (overload.isScript === true) return boxed(overload.invoke(self, natives), returns);
  try { return returns === undefined ? (overload.invoke(self, natives) as Value) : boxed(overload.invoke(self, natives), returns); } catch (e) { return methodError(nullOf(e, self, natives, name), name, kinds.length); }
}
function fits(args: readonly Value[], kinds: readonly (AnyType | undefined)[]): boolean {
  if (args.length !== kinds.length) return false;
  for (let i = 0; i < args.length; i++) {
    const kind = kinds[i];
    if (kind === undefined) continue;
    const v = args[i];
    if (!isKind(v, kind)) return false;
  }
  return true;
}
/** The overload for these arguments, where their types alone choose it. */
function keep<S>(overloads: readonly Overload<S>[], args: readonly Value[], name: string): Kept<S> | undefined {
  const alone = overloads.filter((o) => o.params.length === args.length || o.params.at(-1) instanceof RestType).length === 1;
  const choice = lastingOverload(overloads, args, name);
  if (choice === undefined) return undefined;
  const { overload, rest } = choice, { params } = overload, fixed = rest === undefined ? args.length : params.length - 1, kinds: (AnyType | undefined)[] = [], ways: (Way | undefined)[] = [];
  for (const [i, v] of args.entries()) {
    const item = i < fixed ? undefined : rest, param = item ?? params[i];
    if (param === undefined) return undefined;
    if (alone && param === T.Object) { kinds.push(undefined); ways.push(undefined); continue; }
    if (v instanceof PSObject || v instanceof NullString || (v instanceof PSReference && !(alone && param === T.Ref))) return undefined;
    // What a class of a script makes of a value is made once.
    if ((overload.isScript === true || isOfScript(param)) && (v == null || costOf(v, param) > WIDENING)) return undefined;
    kinds.push(v == null ? NULL : typeOf(v));
    ways.push(wayTo(v, param, item !== undefined));
  }
  const isRest = rest !== undefined;
  return { overload, name, kinds, fixed, isRest, kind0: kinds[0], kind1: kinds[1], way0: ways[0], way1: ways[1], body: overload.isScript === true ? undefined : isRest ? gathering(bodyOf(overload), fixed, args.length) : bodyOf(overload), box: overload.returns?.box, ways: ways.every((w) => w === undefined) ? undefined : ways, quick: args.length > 0 && args.length < 3 ? quickOf(overloads, args.length) : undefined };
}
/** The body of an overload with a `params` array for one or two arguments in all, of which those behind the fixed ones go into the array. */
function gathering(body: Body | undefined, fixed: number, count: number): Body | undefined {
  if (body === undefined) return undefined;
  if (count === 1) return fixed === 0 ? (self, a) => body(self, [a]) : (self, a) => body(self, a, []);
  if (count === 2 && fixed < 2) return fixed === 0 ? (self, a, b) => body(self, [a, b]) : (self, a, b) => body(self, a, [b]);
  return undefined;
}
/** How values of a type become what a parameter asks for; undefined where they are that. The items of a `params` array stay values. */
function wayTo(v: Value, param: AnyType, isItem: boolean): Way | undefined {
  if (param === T.Object) return undefined;
  const own = v == null ? undefined : typeOf(v), { unbox } = param, native = isItem ? (x: Value) => convertTo(x, param) : (x: Value) => nativeOf(x, param);
  if (own === undefined) return native;
  if (own === param) return isItem ? undefined : unbox;
  if (own === T.Int32 && param === T.Double && !isItem) return undefined;
  if (unbox === undefined && param !== T.PSCustomObject && param !== T.AbstractType && own.is(param)) return undefined;
  if (own === T.String && param === T.Char) return (x) => ((x as string).length === 1 ? Char.of((x as string).charCodeAt(0)) : native(x));
  // A name of an enum's value is mostly written down.
  if (own === T.String && param.isEnum) { let last: Value, made: unknown; return (x) => { if (x !== last || made === undefined) { made = native(x); last = x; } return made; }; }
  return native;
}
