/** Assignments: to variables, properties and items. */
import type { AssignmentStatementAst } from '../../../syntax/ast.ts';
import { isObjectKey } from '../expressions/objectKey.ts';
import { namedSetter } from '../expressions/target.ts';
import { named } from '../expressions/members.ts';
import { isCalm, isQuiet, plainVariable } from '../expressions/variables.ts';
import { T } from '../../types/t.ts';
import { fold } from '../../values/folding.ts';
import { setsSuccess } from '../statements/pipeline.ts';
import { onlyExpression } from '../statements/value.ts';
import { held, slotOperand } from './code.ts';
import type { Operand } from './code.ts';
import { areIndex, generate, inner, looked } from './expressions.ts';
import type { Generator, Helper } from './generator.ts';
import { arithmetic, operand } from './operators.ts';
import { isFree, store } from './variables.ts';

const OPERATORS: Readonly<Record<string, string>> = { PlusEquals: 'Plus', MinusEquals: 'Minus', MultiplyEquals: 'Multiply', DivideEquals: 'Divide', RemainderEquals: 'Rem' };

const COMBINE: Readonly<Record<string, Helper>> = { PlusEquals: 'add', MinusEquals: 'subtract', MultiplyEquals: 'multiply', DivideEquals: 'divide', RemainderEquals: 'remainder' };

/** The statement's text, or undefined where the first gear does it. */
export function assignment(n: AssignmentStatementAst, g: Generator): string | undefined {
  const operator = OPERATORS[n.operator];
  if ((n.operator !== 'Equals' && operator === undefined) || (g.c.tracksSuccess && setsSuccess(n))) return undefined;
  const { left } = n, mark = `f.at = ${g.c.mark(n)};`;
  if (left.kind === 'VariableExpressionAst') {
    const slot = plainVariable(left.variablePath, g.c);
    if (slot < 0) return undefined;
    if (operator === undefined) {
      const v = g.temp();
      return `${mark} ${v} = ${inner(n.right, g).text}; if (${isFree(slot)}) s[${slot}] = ${v}; else { ${mark} f.assignGuarded(${slot}, ${v}); }`;
    }
    const old = slotOperand(slot, g, g.c.ownsScope), right = held(inner(n.right, g), g), v = g.temp(), isQuietSum = isQuiet(onlyExpression(n.right));
    // What a variable holds is read before the right side (Compiler.ReduceAssignment); one that is not set here is looked for then too.
    const before = isQuietSum ? '' : `if (${old.name} === ${g.helper('unset')}) ${old.name} = ${old.value}; `;
    const sum = `${v} = ${arithmetic(operator, old, right, g).text}; ${store(slot, v)}`;
    if (operator !== 'Plus' || g.c.layout?.growing.has(slot) !== true) return `${mark} ${statement(old)}${before}${statement(right)}${sum}`;
    const token = g.temp();
    return `${mark} ${statement(old)}${before}${token} = typeof ${old.name} === 'object' && f.grown !== null ? ${g.helper('begin')}(f, ${slot}, ${old.name}) : 0; ${statement(right)}if (typeof ${old.name} === 'object' && Array.isArray(${old.name}) && s[${slot}] !== ${g.helper('unset')} && (f.guards === null || ${g.helper('mayGrow')}(f, ${slot}))) ${g.helper('grow')}(f, ${slot}, ${old.name}, ${right.value}, ${token}); else { ${sum} }`;
  }
  if (left.kind === 'MemberExpressionAst' && !left.isStatic && left.member.kind === 'StringConstantExpressionAst') {
    const { value: name } = left.member, set = g.constant(namedSetter(name));
    if (operator === undefined) {
      const v = held(inner(n.right, g), g);
      return `${mark} ${statement(v)}${mark} ${set}(${generate(left.expression, g).text}, ${v.name});`;
    }
    const of = held(generate(left.expression, g), g), right = held(inner(n.right, g), g), old = g.temp();
    const sum = arithmetic(operator, { setup: '', name: old, value: old, kind: 'any' }, right, g).text;
    if (operator !== 'Plus') return `${mark} ${statement(of)}${old} = ${g.constant(named(name))}(${of.name}, f); ${statement(right)}${old} = ${sum}; ${mark} ${set}(${of.name}, ${old});`;
    // An array in it may grow in place (run/growingMembers.ts).
    const watch = g.temp(), folded = JSON.stringify(fold(name));
    return `${mark} ${statement(of)}${watch} = ${g.helper('takeMember')}(${of.name}, ${folded}); ${old} = ${watch} === undefined ? ${g.constant(named(name))}(${of.name}, f) : ${watch}.array; ${statement(right)}if (${watch} === undefined || !${g.helper('growWatched')}(${watch}, ${right.value})) { ${old} = ${sum}; ${mark} ${set}(${of.name}, ${old}); if (typeof ${old} === 'object') ${g.helper('watchMember')}(${of.name}, ${folded}, ${old}); }`;
  }
  if (left.kind === 'IndexExpressionAst' && !isObjectKey(left.index)) {
    if (operator === undefined) {
      const v = held(inner(n.right, g), g), of = looked(left, g), at = operand(left.index, g);
      return `${mark} ${statement(v)}${mark} ${statement(of)}${statement(at)}${put(of, at, v, g)}`;
    }
    // A table's entry is looked up once, which nobody notices where the right side runs nothing.
    if (!isCalm(onlyExpression(n.right))) return undefined;
    const of = held(generate(left.target, g), g), at = operand(left.index, g), target = g.temp(), key = g.temp(), right = held(inner(n.right, g), g);
    return `${mark} ${statement(of)}${target} = ${of.value}; ${statement(at)}${key} = ${at.value}; ${statement(right)}${g.helper('combineIndex')}(${target}, ${key}, ${right.name}, ${g.helper(COMBINE[n.operator] ?? 'add')});`;
  }
  return undefined;
}
/** An operand's setup as a statement. */
const statement = (o: Operand): string => (o.setup === '' ? '' : `${o.setup.replace(/, $/, '')}; `);
/** Plain arrays take any value and those of Int32 a number; all else is checked. */
function put(of: Operand, at: Operand, given: Operand, g: Generator): string {
  const v = given.name;
  return `if (${areIndex(at.name, of.name)} && (!(${of.name} instanceof ${g.helper('TypedArray')}) || (${of.name}.elementType === ${g.constant(T.Int32)} && typeof ${v} === 'number'))) ${of.name}[${at.name}] = ${v}; else ${g.helper('setIndex')}(${of.value}, ${at.value}, ${v});`;
}
