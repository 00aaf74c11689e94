/** Binary operators. The commonest shapes (a variable and a constant, two Int32) have closures of their own. */
import type { BinaryExpressionAst, BinaryOperator, ExpressionAst } from '../../../syntax/ast.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import { add, divide, multiply, remainder, subtract } from '../../operators/arithmetic.ts';
import { bitwise, shift } from '../../operators/bitwise.ts';
import { COMPARISONS, contains, filter, isMany } from '../../operators/collections.ts';
import { formatOperator } from '../../operators/format.ts';
import { join } from '../../operators/join.ts';
import { likeOperator } from '../../operators/like.ts';
import { matchConstant, matchOperator } from '../../operators/match.ts';
import { range } from '../../operators/range.ts';
import { replaceOperator } from '../../operators/replace.ts';
import { split } from '../../operators/split.ts';
import { asType, isType } from '../../operators/types.ts';
import type { Frame } from '../../run/frame.ts';
import { unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import type { Eval } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { constantValue } from './literals.ts';
import { plainVariable } from './variables.ts';

type Two = (a: Value, b: Value, f: Frame) => Value;
const ARITHMETIC: Partial<Record<BinaryOperator, (a: Value, b: Value) => Value>> = { Plus: add, Minus: subtract, Multiply: multiply, Divide: divide, Rem: remainder };

export function binary(n: BinaryExpressionAst, c: Compiler): Eval {
  switch (n.operator) {
    case 'And': { const a = c.expression(n.left), b = c.expression(n.right); return (f) => toBoolean(a(f)) && toBoolean(b(f)); }
    case 'Or': { const a = c.expression(n.left), b = c.expression(n.right); return (f) => toBoolean(a(f)) || toBoolean(b(f)); }
    case 'QuestionQuestion': { const a = c.expression(n.left), b = c.expression(n.right); return (f) => { const v = a(f); return v == null ? b(f) : v; }; }
    default:
  }
  const arithmetic = ARITHMETIC[n.operator];
  if (arithmetic !== undefined) return fused(n, c, arithmetic);
  const compared = /^([IC])(eq|ne|lt|le|gt|ge)$/.exec(n.operator);
  if (compared !== null) return comparison(n, c, compared[2] as keyof typeof COMPARISONS, compared[1] === 'I');
  const a = c.expression(n.left), constant = constantMatch(n);
  if (constant !== undefined) return (f) => constant(a(f), f);
  const b = c.expression(n.right), op = OPERATORS[n.operator];
  return (f) => { const x = a(f); return (op as Two)(x, b(f), f); };
}
/** The operators that are plain functions of two values. */
export const operatorOf = (n: BinaryExpressionAst): Two | undefined => OPERATORS[n.operator];
/** `-match` with a pattern that is written as plain text. */
export function constantMatch(n: BinaryExpressionAst): ((a: Value, f: Frame) => Value) | undefined {
  const found = /^([IC])(not)?match$/.exec(n.operator);
  return found === null || n.right.kind !== 'StringConstantExpressionAst' ? undefined : matchConstant(n.right.value, found[1] === 'I', found[2] !== undefined);
}
const OPERATORS: Partial<Record<BinaryOperator, Two>> = {
  Xor: (a, b) => toBoolean(a) !== toBoolean(b),
  Band: (a, b) => bitwise('band', a, b), Bor: (a, b) => bitwise('bor', a, b), Bxor: (a, b) => bitwise('bxor', a, b),
  Shl: (a, b) => shift(true, a, b), Shr: (a, b) => shift(false, a, b),
  DotDot: range, Format: formatOperator, Join: (a, b) => join(a, b), Is: isType, IsNot: (a, b) => !isType(a, b), As: asType,
  Isplit: (a, b, f) => split(a, b, true, f), Csplit: (a, b, f) => split(a, b, false, f),
  Ireplace: (a, b, f) => replaceOperator(a, b, true, f), Creplace: (a, b, f) => replaceOperator(a, b, false, f),
  Imatch: (a, b, f) => matchOperator(f, a, b, true, false), Inotmatch: (a, b, f) => matchOperator(f, a, b, true, true),
  Cmatch: (a, b, f) => matchOperator(f, a, b, false, false), Cnotmatch: (a, b, f) => matchOperator(f, a, b, false, true),
  Ilike: (a, b) => likeOperator(a, b, true, false), Inotlike: (a, b) => likeOperator(a, b, true, true),
  Clike: (a, b) => likeOperator(a, b, false, false), Cnotlike: (a, b) => likeOperator(a, b, false, true),
  Icontains: (a, b) => contains(a, b, true), Inotcontains: (a, b) => !contains(a, b, true), Iin: (a, b) => contains(b, a, true), Inotin: (a, b) => !contains(b, a, true),
  Ccontains: (a, b) => contains(a, b, false), Cnotcontains: (a, b) => !contains(a, b, false), Cin: (a, b) => contains(b, a, false), Cnotin: (a, b) => !contains(b, a, false),
};
/** The Int32 constant of an expression, or undefined. */
function smallConstant(n: ExpressionAst): number | undefined {
  if (n.kind !== 'ConstantExpressionAst') return undefined;
  const v = constantValue(n);
  return typeof v === 'number' ? v : undefined;
}
const slotOf = (n: ExpressionAst, c: Compiler): number => {
  if (n.kind !== 'VariableExpressionAst' || SPECIAL.has(n.variablePath.toLowerCase())) return -1;
  return plainVariable(n.variablePath, c);
};
const SPECIAL = new Set(['?', 'myinvocation', 'pscmdlet', 'psboundparameters', 'pwd', 'psscriptroot', 'pscommandpath']);

function fused(n: BinaryExpressionAst, c: Compiler, op: (a: Value, b: Value) => Value): Eval {
  const k = smallConstant(n.right), slot = slotOf(n.left, c);
  if (slot >= 0 && k !== undefined) {
    // What these give of an array is a new one: none of them gives the variable's own away.
    if (n.operator === 'Plus') return (f) => { const v = f.slots[slot]; if (typeof v === 'number') { const r = v + k; if ((r | 0) === r) return r; } return op(v === unset ? f.inherited(slot) : v, k); };
    if (n.operator === 'Minus') return (f) => { const v = f.slots[slot]; if (typeof v === 'number') { const r = v - k; if ((r | 0) === r) return r; } return op(v === unset ? f.inherited(slot) : v, k); };
    if (n.operator === 'Rem' && k > 0) return (f) => { const v = f.slots[slot]; return typeof v === 'number' ? (v % k) + 0 : op(v === unset ? f.inherited(slot) : v, k); };
    return (f) => { const v = f.slots[slot]; return op(v === unset ? f.inherited(slot) : v, k); };
  }
  const a = c.expression(n.left);
  if (k !== undefined) return (f) => op(a(f), k);
  const b = c.expression(n.right);
  return (f) => { const x = a(f); return op(x, b(f)); };
}
function comparison(n: BinaryExpressionAst, c: Compiler, name: keyof typeof COMPARISONS, ignoreCase: boolean): Eval {
  const test = COMPARISONS[name](ignoreCase), k = smallConstant(n.right), slot = slotOf(n.left, c);
  const slow = (a: Value, b: Value): Value => (isMany(a) ? filter(a, (item) => test(item, b)) : test(a, b));
  if (k !== undefined) {
    const left = c.expression(n.left);
    if (slot >= 0 && name === 'lt') return (f) => { const v = f.slots[slot]; return typeof v === 'number' ? v < k : slow(v === unset ? f.inherited(slot) : v, k); };
    if (name === 'lt') return (f) => { const v = left(f); return typeof v === 'number' ? v < k : slow(v, k); };
    if (name === 'gt') return (f) => { const v = left(f); return typeof v === 'number' ? v > k : slow(v, k); };
    if (name === 'eq') return (f) => { const v = left(f); return typeof v === 'number' ? v === k : slow(v, k); };
    if (name === 'ne') return (f) => { const v = left(f); return typeof v === 'number' ? v !== k : slow(v, k); };
    return (f) => slow(left(f), k);
  }
  const a = c.expression(n.left), b = c.expression(n.right);
  return (f) => { const x = a(f), y = b(f); return slow(x, y); };
}
