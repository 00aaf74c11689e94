/** Expressions as text. What is not written out here calls the closure of the first gear. */
import type { ExpandableStringExpressionAst, ExpressionAst, IndexExpressionAst, InvokeMemberExpressionAst, MemberExpressionAst, PipelineBaseAst, StatementAst, TypeName } from '../../../syntax/ast.ts';
import { isObjectKey } from '../expressions/objectKey.ts';
import { convertTo } from '../../convert/convert.ts';
import type { AnyType } from '../../types/netType.ts';
import { T } from '../../types/t.ts';
import type { Value } from '../../values/value.ts';
import { constantValue } from '../expressions/literals.ts';
import { baseCall, isMatches, isOwned, itemOf, lengthOf, named, typeFor } from '../expressions/members.ts';
import { quickOf, rememberedCall, rememberedStatic, staticOverloads } from '../expressions/remembered.ts';
import { growingSlot, isLength, isQuiet } from '../expressions/variables.ts';
import { literalObject, literalShape } from '../expressions/convert.ts';
import { isScalarish } from '../expressions/composite.ts';
import { onlyExpression } from '../statements/value.ts';
import { any, areInts, held } from './code.ts';
import type { Code, Operand } from './code.ts';
import type { Generator } from './generator.ts';
import { binary, operand, test, unary } from './operators.ts';
import { variable } from './variables.ts';

/** Casts that are no conversions. */
const SPECIAL_CASTS = new Set(['ordered', 'ref']);
/** Types that are what they are wherever the code runs. */
const PLAIN_CASTS = new Set<AnyType>([T.String, T.Double, T.Int64, T.Boolean, T.Char, T.Decimal, T.DateTime]);

/** The closure of the first gear. */
export const fallback = (n: ExpressionAst, g: Generator): Code => any(`${g.constant(g.c.expression(n))}(f)`);

export function generate(n: ExpressionAst, g: Generator): Code {
  switch (n.kind) {
    case 'ConstantExpressionAst': {
      const v = constantValue(n);
      return typeof v === 'number' ? { text: `${v}`, kind: 'int' } : any(g.constant(v));
    }
    case 'StringConstantExpressionAst': return { text: JSON.stringify(n.value), kind: 'string' };
    case 'ExpandableStringExpressionAst': return expandable(n, g);
    case 'VariableExpressionAst': return variable(n, g);
    case 'BinaryExpressionAst': return binary(n, g);
    case 'UnaryExpressionAst': return unary(n, g);
    case 'ParenExpressionAst': return enclosed(n.pipeline, g);
    case 'SubExpressionAst': {
      const { statements, traps } = n.subExpression, [only] = statements;
      const inner = statements.length === 1 && traps.length === 0 && only !== undefined ? onlyExpression(only) : undefined;
      return inner !== undefined && only !== undefined && isScalarish(inner.kind) && inner.kind !== 'BinaryExpressionAst' && g.c.watch === undefined ? value(only, g) : fallback(n, g);
    }
    case 'ArrayLiteralAst': return any(`[${n.elements.map((e) => generate(e, g).text).join(', ')}]`);
    case 'TernaryExpressionAst': return any(`(${test(n.condition, g)} ? ${generate(n.ifTrue, g).text} : ${generate(n.ifFalse, g).text})`);
    case 'ConvertExpressionAst': {
      const shape = n.child.kind === 'HashtableAst' && /^(System\.Management\.Automation\.)?(PSCustomObject|PSObject)$/i.test(n.type.typeName.text) ? literalShape(n.child) : undefined;
      if (shape !== undefined && n.child.kind === 'HashtableAst') return any(`${g.constant((slots: Value[]) => literalObject(shape, slots))}([${n.child.pairs.map((p) => inner(p.value, g).text).join(', ')}])`);
      const type = n.child.kind === 'HashtableAst' || SPECIAL_CASTS.has(n.type.typeName.text.toLowerCase()) ? undefined : g.c.knownType(n.type.typeName);
      if (type === T.Void) return any(`(${generate(n.child, g).text}, undefined)`);
      if (type !== undefined && type !== T.Int32 && PLAIN_CASTS.has(type)) return any(`${g.constant((x: Value) => convertTo(x, type))}(${generate(n.child, g).text})`);
      if (type !== T.Int32) return fallback(n, g);
      const v = held(generate(n.child, g), g);
      return any(`(${v.setup}typeof ${v.name} === 'number' ? ${v.name} : ${g.constant((x: Value) => convertTo(x, T.Int32))}(${v.name}))`);
    }
    case 'MemberExpressionAst': return member(n, g);
    case 'InvokeMemberExpressionAst': return invoke(n, g);
    case 'IndexExpressionAst': return index(n, g);
    default: return fallback(n, g);
  }
}
/** The value of a pipeline or statement, with the position it sets. */
export function value(n: PipelineBaseAst | StatementAst, g: Generator): Code {
  const inner = onlyExpression(n);
  if (inner === undefined) return any(`${g.constant(g.c.value(n))}(f)`);
  const code = generate(inner, g);
  return { ...code, text: `(f.at = ${g.c.mark(n)}, ${code.text})` };
}
/** The same in the middle of a statement: an expression keeps its place. */
export function inner(n: PipelineBaseAst | StatementAst, g: Generator): Code { const only = onlyExpression(n); return only === undefined ? value(n, g) : generate(only, g); }
/** In parentheses: a number may have an index or a member behind it, which JavaScript would read as a part of the number. */
function enclosed(n: PipelineBaseAst, g: Generator): Code {
  const code = inner(n, g);
  return /^-?[\d.]+(?:e[+-]?\d+)?n?$/i.test(code.text) ? { ...code, text: `(${code.text})` } : code;
}
/** "No output" becomes `$null` where a value is kept. */
export function notNothing(code: Code, g: Generator): string {
  if (code.kind !== 'any' || code.text === 'null') return code.text;
  const v = held(code, g);
  return `(${v.setup}${v.name} === undefined ? null : ${v.name})`;
}
function expandable(n: ExpandableStringExpressionAst, g: Generator): Code {
  const parts = n.parts.map((p) => (typeof p === 'string' ? JSON.stringify(p) : asText(generate(p, g), g)));
  const all = `("" + ${parts.join(' + ')})`, isOpen = n.parts.some((p) => typeof p !== 'string');
  const sum = isOpen ? `(f.strict === 1 ? ${g.constant(g.c.expression(n))}(f) : ${all})` : all;
  if (parts.length <= 3) return { text: parts.length === 0 ? '""' : sum, kind: 'string' };
  const v = g.temp();
  return { text: `(${v} = ${sum}, ${v}.length > 1048576 && ${g.helper('guardString')}(S, ${v}.length), ${v})`, kind: 'string' };
}
function asText(code: Code, g: Generator): string {
  if (code.kind === 'string' || code.kind === 'int') return code.text;
  const v = g.temp();
  return `(typeof (${v} = ${code.text}) === 'string' || typeof ${v} === 'number' ? ${v} : ${g.helper('partText')}(${v}))`;
}
function member(n: MemberExpressionAst, g: Generator): Code {
  if (n.isStatic || n.nullConditional || n.member.kind !== 'StringConstantExpressionAst' || isMatches(n.expression)) return fallback(n, g);
  const get = g.constant(named(n.member.value)), slot = isLength(n) ? growingSlot(n.expression, g.c) : -1;
  const inner = n.expression;
  if (isLength(n) && isOwned(inner)) return any(`${g.constant(lengthOf(inner.member.value, n.member.value))}(${generate(inner.expression, g).text}, f)`);
  if (slot < 0) return any(`${get}(${generate(n.expression, g).text}, f)`);
  const v = g.temp();
  return any(`(${g.helper('isGrown')}(f, ${slot}, ${v} = s[${slot}]) ? ${v}.length : ${get}(${generate(n.expression, g).text}, f))`);
}
function invoke(n: InvokeMemberExpressionAst, g: Generator): Code {
  if (n.nullConditional || n.member.kind !== 'StringConstantExpressionAst' || n.genericTypeArguments.length > 0 || baseCall(n) !== undefined) return fallback(n, g);
  if (n.isStatic && n.expression.kind === 'TypeExpressionAst') { const quick = quickCall(n, n.expression.typeName, n.member.value, g); if (quick !== undefined) return quick; }
  const { none, one, two, many } = n.isStatic ? rememberedStatic(n.member.value) : rememberedCall(n.member.value), of = generate(n.expression, g).text, args = n.arguments.map((a) => generate(a, g)), count = args.length;
  const given = count < 3 ? args.map((a) => a.text) : [`[${args.map((a) => notNothing(a, g)).join(', ')}]`];
  return any(`${g.constant(count === 0 ? none : count === 1 ? one : count === 2 ? two : many)}(${[n.isStatic ? `${g.constant(typeFor)}(${of})` : of, ...given].join(', ')})`);
}
/** A call of one of `[math]`'s functions: Int32 and Doubles go to it as JavaScript's numbers. */
function quickCall(n: InvokeMemberExpressionAst, type: TypeName, name: string, g: Generator): Code | undefined {
  const known = n.arguments.length === 1 || n.arguments.length === 2 ? g.c.knownType(type) : undefined, overloads = known?.name === 'System.Math' ? staticOverloads(known, name)?.[1] : undefined;
  const quick = overloads === undefined ? undefined : quickOf(overloads, n.arguments.length), f = quick?.real ?? quick?.reals;
  if (known === undefined || quick === undefined) return undefined;
  const args = n.arguments.map((a) => held(generate(a, g), g)), names = args.map((a) => a.name), ints = areInts(...args), isDouble = (x: string): string => `${x} instanceof ${g.helper('Double')}`;
  const real = f === undefined ? undefined : (all: readonly string[]): string => `new ${g.helper('Double')}(${g.constant(f)}(${all.join(', ')}))`;
  const { many } = rememberedStatic(name), slow = `${g.constant((all: Value[]) => many(known, all))}([${args.map((a) => notNothing({ text: a.value, kind: a.kind }, g)).join(', ')}])`;
  const mixed = quick.isWide ? names.map((x, i) => (args[i]?.kind === 'int' ? 'true' : `(typeof ${x} === 'number' || ${isDouble(x)})`)) : names.map(isDouble);
  let text = real === undefined ? slow : `${mixed.join(' && ')} ? ${real(names.map((x, i) => (args[i]?.kind === 'int' ? x : quick.isWide ? `(typeof ${x} === 'number' ? ${x} : ${x}.value)` : `${x}.value`)))} : ${slow}`;
  if (quick.whole !== undefined) { const r = g.temp(); text = `${ints} && (${r} = ${g.constant(quick.whole)}(${names.join(', ')})) !== undefined ? ${r} : ${text}`; }
  return any(`(${args.map((a) => a.setup).join('')}${text})`);
}
/** What is indexed: an array that grows is given away where the index may run code that adds to it. */
export const looked = (n: IndexExpressionAst, g: Generator): Operand =>
  (growingSlot(n.target, g.c) < 0 || isQuiet(n.index) ? operand(n.target, g, true) : held(generate(n.target, g), g));
function index(n: IndexExpressionAst, g: Generator): Code {
  if (n.nullConditional || isMatches(n.target) || isObjectKey(n.index)) return fallback(n, g);
  if (isOwned(n.target) && isQuiet(n.index)) return any(`${g.constant(itemOf(n.target.member.value))}(${generate(n.target.expression, g).text}, ${notNothing(generate(n.index, g), g)}, f)`);
  const of = looked(n, g), at = operand(n.index, g);
  return any(`(${of.setup}${at.setup}${areIndex(at.name, of.name)} ? ${of.name}[${at.name}] : ${g.helper('getIndex')}(${of.value}, ${at.value}, f.strict))`);
}
/** Inside of an array's bounds. */
export const areIndex = (at: string, array: string): string => `typeof ${at} === 'number' && Array.isArray(${array}) && ${at} >= 0 && ${at} < ${array}.length`;
