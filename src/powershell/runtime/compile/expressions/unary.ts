/** Unary operators, and `++`/`--` before and after. */
import type { ExpressionAst, UnaryExpressionAst } from '../../../syntax/ast.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import { raise } from '../../errors/raise.ts';
import { add, negate, plus, subtract } from '../../operators/arithmetic.ts';
import { bitNot } from '../../operators/bitwise.ts';
import { join } from '../../operators/join.ts';
import { split } from '../../operators/split.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { isNumber } from '../../values/numbers.ts';
import { unwrap } from '../../values/psObject.ts';
import { nothing, unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import type { Eval } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { target } from './target.ts';
import { plainVariable } from './variables.ts';

export function unary(n: UnaryExpressionAst, c: Compiler): Eval {
  switch (n.operator) {
    case 'PlusPlus': return step(n.child, 1, true, c);
    case 'MinusMinus': return step(n.child, -1, true, c);
    case 'PostfixPlusPlus': return step(n.child, 1, false, c);
    case 'PostfixMinusMinus': return step(n.child, -1, false, c);
    default:
  }
  const child = c.expression(n.child);
  switch (n.operator) {
    case 'Exclaim': case 'Not': return (f) => !toBoolean(child(f));
    case 'Minus': return (f) => negate(child(f));
    case 'Plus': return (f) => plus(child(f));
    case 'Bnot': return (f) => bitNot(child(f));
    case 'Comma': return (f) => { const v = child(f); return [v === undefined ? null : v]; };
    case 'Join': return (f) => join(child(f), '');
    case 'Isplit': return (f) => split(child(f), undefined, true);
    default: return (f) => split(child(f), undefined, false);
  }
}
/** `$x++` as a statement gives no output: callers that want the value use it in parentheses. */
function step(n: ExpressionAst, by: 1 | -1, before: boolean, c: Compiler): Eval {
  const slot = n.kind === 'VariableExpressionAst' ? plainVariable(n.variablePath, c) : -1;
  if (slot >= 0) return (f) => {
    let old = f.slots[slot];
    if (typeof old === 'number' && (f.guards === null || f.guards[slot] === undefined) && old < 2147483647 && old > -2147483648) { const made = old + by; f.slots[slot] = made; return before ? made : old; }
    if (old === unset) old = f.inherited(slot);
    const made = stepped(old, by);
    if (f.guards === null) f.slots[slot] = made; else f.assignGuarded(slot, made);
    return before ? made : old ?? 0;
  };
  const to = target(n, c);
  return (f) => {
    const place = to.prepare(f), old = place.get(), made = stepped(old, by);
    place.set(made);
    return before ? made : old ?? 0;
  };
}
function stepped(v: Value, by: 1 | -1): Value {
  const plain = unwrap(v);
  if (plain == null) return by;
  // An enumeration steps by its number and stays one, with or without a name for it.
  if (plain instanceof EnumValue) return new EnumValue(plain.netType, plain.wide === undefined ? plain.value + by : plain.wide + BigInt(by));
  if (!isNumber(plain)) return raise({ id: 'OperatorRequiresNumber', category: 'InvalidOperation', message: `The '${by === 1 ? '++' : '--'}' operator works only on numbers. The operand is a '${typeName(plain)}'.` });
  return by === 1 ? add(plain, 1) : subtract(plain, 1);
}
import { typeOf } from '../../types/typeOf.ts';
const typeName = (v: Value): string => (v === nothing ? 'System.Object' : typeOf(v).name);
