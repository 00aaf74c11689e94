/**
 * Calls that remember the overload they took last. It is taken again where nothing about the values could choose another one: for
 * arguments of the same types, which are the parameters' own or widen to them.
 */
import { invokeMember, invokeStatic, plainMethod } from '../../members/invoke.ts';
import { boxed, findOverload, methodError, nativeOf } from '../../members/overloads.ts';
import { IMPOSSIBLE, WIDENING, costOf } from '../../members/overloadRank.ts';
import { NetType, RestType } from '../../types/netType.ts';
import type { AnyType, Overload, TypeTable } from '../../types/netType.ts';
import { T } from '../../types/t.ts';
import { typeOf } from '../../types/typeOf.ts';
import { fold } from '../../values/folding.ts';
import { Char } from '../../values/char.ts';
import { Double, double } from '../../values/numbers.ts';
import { PSReference } from '../../values/misc.ts';
import { PSObject } from '../../values/psObject.ts';
import type { Value } from '../../values/value.ts';

/** An overload for arguments of certain types; `kinds` is undefined where any value does. */
interface Kept<S> {
  readonly overload: Overload<S>;
  readonly name: string;
  readonly kinds: readonly (AnyType | undefined)[];
  /** How an argument becomes what the body asks for; undefined where all are that already. */
  readonly ways: readonly (((v: Value) => unknown) | undefined)[] | undefined;
  readonly quick: Quick | undefined;
}

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

/** Stands for a text that is one character. */
const ONE_CHARACTER = new NetType('System.Char');
/** How often a place may change its mind before it keeps what it has: a place that sees everything would only lose by learning. */
const LESSONS = 16;

/** A method of values, by name. */
export function rememberedCall(name: string): (o: Value, args: Value[]) => Value {
  let type: AnyType | undefined, kept: Kept<Value> | undefined, oldType: AnyType | undefined, old: Kept<Value> | undefined, lessons = 0;
  return (o, args) => {
    if (o == null || o instanceof PSObject) return invokeMember(o, name, args);
    const own = typeOf(o);
    if (kept !== undefined && own === type && fits(args, kept.kinds)) return run(kept, o, args);
    if (old !== undefined && own === oldType && fits(args, old.kinds)) return run(old, o, args);
    if (lessons++ < LESSONS) {
      const found = plainMethod(o, name);
      [oldType, old] = [type, kept];
      kept = found === undefined ? undefined : keep(found.overloads, args, found.name);
      type = own;
    }
    return invokeMember(o, name, args);
  };
}
/** A static method or `new`, by name. */
export function rememberedStatic(name: string): (type: AnyType, args: Value[]) => Value {
  let type: AnyType | undefined, kept: Kept<void> | undefined, oldType: AnyType | undefined, old: Kept<void> | undefined, lessons = 0;
  return (own, args) => {
    if (own === type && kept?.quick !== undefined && args.length === kept.kinds.length) {
      const made = quickly(kept.quick, args);
      if (made !== undefined) return made;
    }
    if (kept !== undefined && own === type && fits(args, kept.kinds)) return run(kept, undefined, args);
    if (old !== undefined && own === oldType && fits(args, old.kinds)) return run(old, undefined, args);
    if (lessons++ < LESSONS) {
      const found = staticOverloads(own, name);
      [oldType, old] = [type, kept];
      kept = found === undefined ? undefined : keep(found[1], args, found[0]);
      type = own;
    }
    return invokeStatic(own, name, args);
  };
}
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
function run<S>({ overload, ways, name }: Kept<S>, self: S, args: readonly Value[]): Value {
  let natives: readonly unknown[] = args;
  if (ways !== undefined) {
    const way = ways[0];
    natives = args.length === 1 && way !== undefined ? [way(args[0])] : args.map((v, i) => { const each = ways[i]; return each === undefined ? v : each(v); });
  }
  const { returns } = overload;
  if (overload.isScript === true) return boxed(overload.invoke(self, natives), returns);
  try { return returns === undefined ? (overload.invoke(self, natives) as Value) : boxed(overload.invoke(self, natives), returns); } catch (e) { return methodError(e, name, args.length); }
}
function fits(args: readonly Value[], kinds: readonly (AnyType | undefined)[]): boolean {
  if (args.length !== kinds.length) return false;
  for (let i = 0; i < args.length; i++) {
    const kind = kinds[i];
    if (kind === undefined) continue;
    const v = args[i];
    if (kind === ONE_CHARACTER) { if (typeof v !== 'string' || v.length !== 1) return false; continue; }
    if (v == null || v instanceof PSObject || typeOf(v) !== kind) return false;
  }
  return true;
}
/** The overload for these arguments, where their types alone choose it. */
function keep<S>(overloads: readonly Overload<S>[], args: readonly Value[], name: string): Kept<S> | undefined {
  const rivals = overloads.filter((o) => o.params.length === args.length || o.params.at(-1) instanceof RestType), alone = rivals.length === 1;
  const choice = findOverload(overloads, args);
  if (choice === undefined || choice.rest !== undefined) return undefined;
  const { params } = choice.overload, kinds: (AnyType | undefined)[] = [], ways: (((v: Value) => unknown) | undefined)[] = [];
  let exact = true;
  for (const [i, v] of args.entries()) {
    const param = params[i];
    if (param === undefined) return undefined;
    if (alone && param === T.Object) { kinds.push(undefined); ways.push(undefined); continue; }
    if (v == null || v instanceof PSObject || (v instanceof PSReference && !(alone && param === T.Ref))) return undefined;
    // One character of text.
    if (alone && param === T.Char && typeof v === 'string' && v.length === 1) { kinds.push(ONE_CHARACTER); ways.push((x) => Char.of((x as string).charCodeAt(0))); continue; }
    const own = typeOf(v), { unbox } = param;
    if (own === param) ways.push(unbox);
    else {
      const cost = costOf(v, param);
      if (cost === IMPOSSIBLE || cost > WIDENING) return undefined;
      exact = false;
      ways.push(param === T.Object || (own === T.Int32 && param === T.Double) ? undefined : (x) => nativeOf(x, param));
    }
    kinds.push(own);
  }
  // With more arguments a better one elsewhere could make up for what is worse here.
  if (!exact && !alone && args.length > 1) return undefined;
  return { overload: choice.overload, name, kinds, ways: ways.every((w) => w === undefined) ? undefined : ways, quick: args.length > 0 && args.length < 3 ? quickOf(overloads, args.length) : undefined };
}
