/** Binary and unary operators: Int32 in plain code, all else by the runtime's functions. */
import type { BinaryExpressionAst, ExpressionAst, UnaryExpressionAst } from '../../../syntax/ast.ts';
import { filter, isMany, COMPARISONS } from '../../operators/collections.ts';
import type { Value } from '../../values/value.ts';
import { constantMatch, operatorOf } from '../expressions/binary.ts';
import { constantValue } from '../expressions/literals.ts';
import { plainVariable } from '../expressions/variables.ts';
import { any, areInts, bool, held, slotOperand } from './code.ts';
import type { Code, Operand } from './code.ts';
import { fallback, generate } from './expressions.ts';
import type { Generator } from './generator.ts';
import { isFree, readableSlot } from './variables.ts';

export function operand(n: ExpressionAst, g: Generator, looks = false): Operand {
  const slot = n.kind === 'VariableExpressionAst' ? readableSlot(n, g) : -1;
  return slot >= 0 ? slotOperand(slot, g, false, looks) : held(generate(n, g), g);
}
const ARITHMETIC = { Plus: ['add', '+'], Minus: ['subtract', '-'], Multiply: ['multiply', '*'] } as const;
const BITS: Readonly<Record<string, readonly [string, string]>> = { Band: ['band', '&'], Bor: ['bor', '|'], Bxor: ['bxor', '^'] };
/** JavaScript takes the places modulo 32 too. */
const SHIFTS: Readonly<Record<string, readonly [boolean, string]>> = { Shl: [true, '<<'], Shr: [false, '>>'] };
const COMPARED: Readonly<Record<string, string>> = { eq: '===', ne: '!==', lt: '<', le: '<=', gt: '>', ge: '>=' };

/** `a op b` for two operands that are already set up. */
export function arithmetic(operator: string, a: Operand, b: Operand, g: Generator): Code {
  const plain = ARITHMETIC[operator as keyof typeof ARITHMETIC];
  const ints = areInts(a, b);
  if (plain !== undefined) {
    const [slow, sign] = plain, r = g.temp();
    return any(`(${ints} && ((${r} = ${a.name} ${sign} ${b.name}) | 0) === ${r} ? ${r}${sign === '*' ? ' + 0' : ''} : ${g.helper(slow)}(${a.value}, ${b.value}))`);
  }
  if (operator === 'Rem') return any(`(${ints} && ${b.name} > 0 ? ${a.name} % ${b.name} + 0 : ${g.helper('remainder')}(${a.value}, ${b.value}))`);
  return any(`${g.helper('divide')}(${a.value}, ${b.value})`);
}
export function binary(n: BinaryExpressionAst, g: Generator): Code {
  const { operator } = n;
  if (operator === 'And' || operator === 'Or') return bool(test(n, g));
  const bits = BITS[operator], shifts = SHIFTS[operator], compared = comparisonOf(n);
  if (!(operator in ARITHMETIC) && operator !== 'Rem' && operator !== 'Divide' && bits === undefined && shifts === undefined && compared === undefined) return called(n, g);
  if (compared !== undefined) return comparison(n, compared, g);
  const a = operand(n.left, g), b = operand(n.right, g);
  const code = shifts !== undefined ? any(`(${areInts(a, b)} ? ${a.name} ${shifts[1]} ${b.name} : ${g.helper('shift')}(${shifts[0]}, ${a.value}, ${b.value}))`) : bits === undefined ? arithmetic(operator, a, b, g)
    : any(`(${areInts(a, b)} ? ${a.name} ${bits[1]} ${b.name} : ${g.helper('bitwise')}('${bits[0]}', ${a.value}, ${b.value}))`);
  return { ...code, text: `(${a.setup}${b.setup}${code.text})` };
}
/** Every other operator: a function of the runtime's, with its operands written out. */
function called(n: BinaryExpressionAst, g: Generator): Code {
  const matching = constantMatch(n), run = operatorOf(n);
  if (matching !== undefined) return any(`${g.constant(matching)}(${generate(n.left, g).text}, f)`);
  return run === undefined ? fallback(n, g) : any(`${g.constant(run)}(${generate(n.left, g).text}, ${generate(n.right, g).text}, f)`);
}
function comparisonOf(n: BinaryExpressionAst): readonly [keyof typeof COMPARISONS, boolean] | undefined {
  const found = /^([IC])(eq|ne|lt|le|gt|ge)$/.exec(n.operator);
  return found === null ? undefined : [found[2] as keyof typeof COMPARISONS, found[1] === 'I'];
}
function comparison(n: BinaryExpressionAst, [name, ignoreCase]: readonly [keyof typeof COMPARISONS, boolean], g: Generator, asTest = false): Code {
  const a = operand(n.left, g), b = operand(n.right, g), compare = COMPARISONS[name](ignoreCase);
  const slow = g.constant((x: Value, y: Value): Value => (isMany(x) ? filter(x, (item) => compare(item, y)) : compare(x, y)));
  const answer = `${slow}(${a.value}, ${b.value})`;
  return { text: `(${a.setup}${b.setup}${areInts(a, b)} ? ${a.name} ${COMPARED[name] ?? ''} ${b.name} : ${asTest ? `${g.helper('toBoolean')}(${answer})` : answer})`, kind: asTest || a.kind !== 'any' ? 'bool' : 'any' };
}
/** An expression as a condition: JavaScript's true or false. */
export function test(n: ExpressionAst, g: Generator): string {
  if (n.kind === 'BinaryExpressionAst') {
    if (n.operator === 'And') return `(${test(n.left, g)} && ${test(n.right, g)})`;
    if (n.operator === 'Or') return `(${test(n.left, g)} || ${test(n.right, g)})`;
    const compared = comparisonOf(n);
    if (compared !== undefined) return comparison(n, compared, g, true).text;
  }
  if (n.kind === 'UnaryExpressionAst' && (n.operator === 'Exclaim' || n.operator === 'Not')) return `!${test(n.child, g)}`;
  return truth(generate(n, g), g);
}
/** PowerShell's truth of a value. */
export function truth(code: Code, g: Generator): string {
  if (code.kind === 'bool') return code.text;
  const v = g.temp();
  return `(typeof (${v} = ${code.text}) === 'boolean' ? ${v} : ${g.helper('toBoolean')}(${v}))`;
}
export function unary(n: UnaryExpressionAst, g: Generator): Code {
  switch (n.operator) {
    case 'Exclaim': case 'Not': return bool(`!${test(n.child, g)}`);
    case 'Minus': {
      const constant = n.child.kind === 'ConstantExpressionAst' ? constantValue(n.child) : undefined;
      if (typeof constant === 'number' && constant !== 0) return { text: `${-constant}`, kind: 'int' };
      return any(`${g.helper('negate')}(${generate(n.child, g).text})`);
    }
    case 'PlusPlus': case 'MinusMinus': case 'PostfixPlusPlus': case 'PostfixMinusMinus': return step(n, g);
    default: return fallback(n, g);
  }
}
/** `$i++` and its kin on a variable without a guard. */
function step(n: UnaryExpressionAst, g: Generator): Code {
  const slot = n.child.kind === 'VariableExpressionAst' ? plainVariable(n.child.variablePath, g.c) : -1;
  const slow = fallback(n, g);
  if (slot < 0) return slow;
  const old = g.temp(), by = n.operator.endsWith('PlusPlus') ? 1 : -1, post = n.operator.startsWith('Postfix');
  return any(`(typeof (${old} = s[${slot}]) === 'number' && ${isFree(slot)} && ${old} < 2147483647 && ${old} > -2147483648 ? (s[${slot}] = ${old} + ${by}${post ? `, ${old}` : ''}) : ${slow.text})`);
}
