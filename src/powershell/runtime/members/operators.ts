/** Operators and casts that a class defines as static methods: `op_Addition`, `op_Implicit` and the like. */
import type { AnyType, Overload, StaticMember } from '../types/netType.ts';
import { typeOf } from '../types/typeOf.ts';
import { Char } from '../values/char.ts';
import { Decimal } from '../values/decimal.ts';
import { isNumber, kindOf } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import { call } from './overloads.ts';

/** A value whose type is one of the machine's own, which define no operators; null too. */
export const isPrimitive = (v: Value): boolean => v == null || typeof v === 'boolean' || v instanceof Char || (isNumber(v) && !(v instanceof Decimal) && kindOf(v) !== 'BigInteger');

function methods(type: AnyType, name: string): readonly Overload[] {
  const ofTable = type.get('operators')?.[name as 'op_Addition'];
  if (ofTable !== undefined) return ofTable;
  const found = type.find('statics', name)?.[1] as StaticMember | undefined;
  return Array.isArray(found) ? found as readonly Overload[] : [];
}

/**
 * What the operator of the left operand's type makes of two values; of the right one's where the left has none (ParserOps.ImplicitOp).
 * Undefined where there is no such operator; raises what it throws.
 */
export function ownOperator(name: string, a: Value, b: Value): Value | undefined {
  const owner = isPrimitive(a) ? b : a;
  if (isPrimitive(owner)) return undefined;
  const found = methods(typeOf(owner), name);
  // Where one takes just these two types no other is asked what it would make of them.
  const x = a == null ? undefined : typeOf(a), y = b == null ? undefined : typeOf(b), exact = found.length < 2 ? undefined : found.find(({ params }) => params.length === 2 && params[0] === x && params[1] === y);
  return found.length === 0 ? undefined : call(exact === undefined ? found : [exact], undefined, [a, b], name) ?? null;
}

/** What a cast operator of either type makes of a value, the implicit ones first (LanguagePrimitives.FigureCastConversion). */
export function ownCast(value: Value, to: AnyType): Value | undefined {
  const from = typeOf(value);
  for (const type of [to, from]) {
    for (const name of ['op_Implicit', 'op_Explicit']) {
      const fitting = methods(type, name).filter((o) => o.returns?.is(to) === true && o.params.length === 1 && o.params[0] !== undefined && from.is(o.params[0]));
      if (fitting.length > 0) return call(fitting, undefined, [value], name) ?? null;
    }
  }
  return undefined;
}
