/** Statements as text: lists with their recovery from errors, conditions, loops and jumps. */
import type { IfStatementAst, PipelineAst, PipelineBaseAst, ReturnStatementAst, StatementAst, StatementBlockAst } from '../../../syntax/ast.ts';
import { canStop } from '../../debug/places.ts';
import { restOf } from '../statements/list.ts';
import { runsCommand } from '../statements/condition.ts';
import { onlyExpression } from '../statements/value.ts';
import { assignment } from './assignment.ts';
import { generate, value } from './expressions.ts';
import type { Generator } from './generator.ts';
import { loop } from './loops.ts';
import { test, truth } from './operators.ts';

/** A list of statements. An error that nobody takes is told, and the next statement goes on. */
export function statements(block: Pick<StatementBlockAst, 'statements' | 'traps' | 'start' | 'end'>, g: Generator, met = false): string {
  const list = block.statements;
  if (list.length === 0) return '';
  if (block.traps.length > 0 || list.some((n) => n.kind === 'TypeDefinitionAst' || n.kind === 'FunctionDefinitionAst' || n.kind === 'TrapStatementAst'))
    return jump(`${g.constant(g.c.block({ kind: 'StatementBlockAst', ...block }))}(f)`, g);
  const [only] = list, id = g.id(), d = g.temp();
  const caught = `catch (e) { ${d} = ${g.helper('recover')}(e, f); if (${d} !== 0) { ${leave(d, g)} }`;
  const rest = list.length === 1 && !met ? undefined : handOver(list, g);
  if (list.length === 1 && only !== undefined) return `${rest === undefined ? '' : `if (S.late) { ${rest('0')} } else `}try { ${statement(only, g)} } ${caught} }`;
  let mayHaveMet = met;
  const cases = list.map((n, i) => {
    const first = mayHaveMet && rest !== undefined ? 'if (S.late) break; ' : '', { calls } = g, text = statement(n, g);
    mayHaveMet = g.calls > calls;
    return `case ${i}: ${first}${text}\np${id} = ${i + 1};`;
  }).join('\n');
  const left = rest === undefined ? '' : ` if (p${id} < ${list.length}) { ${rest(`p${id}`)} }`;
  return `let p${id} = 0;\nfor (;;) { try { switch (p${id}) {\n${cases}\n}${left} break; } ${caught} p${id}++; } }`;
}
/** The rest of a list where a debugger has come to it: as closures with places to stop. Undefined in code that has such places. */
function handOver(list: readonly StatementAst[], g: Generator): ((from: string) => string) | undefined {
  if (g.c.watch !== undefined) return undefined;
  const { calls } = g, rest = g.constant(restOf(list, g.c));
  g.calls = calls;
  return (from) => jump(`${rest}(f, ${from})`, g);
}
function statement(n: StatementAst, g: Generator): string {
  return (canStop(n) ? ask(n, g) : '') + plainStatement(n, g);
}
/** The question at a statement, where there is anybody to ask. */
export function ask(n: { readonly start: number; readonly end: number }, g: Generator): string {
  const { watch } = g.c;
  if (watch === undefined) return '';
  const { group, by, all } = g.watchers(watch), site = g.constant(watch.site(g.c.source, g.c.mark(n), all)), first = !g.looked;
  g.looked = true;
  return first ? `if (${by}.wanted || ${site}.armed) ${by}.at(f, ${site}); ` : `if (${group}.on && (${site}.armed || ${by}.asking)) ${by}.at(f, ${site}); `;
}
function plainStatement(n: StatementAst, g: Generator): string {
  return written(n, g) ?? jump(`${g.constant(g.c.statement(n))}(f)`, g);
}
/** What is written out; undefined for everything else. */
function written(n: StatementAst, g: Generator): string | undefined {
  switch (n.kind) {
    case 'PipelineAst': return n.elements.length === 1 && !n.background ? expressionStatement(n, g) : undefined;
    case 'AssignmentStatementAst': return assignment(n, g);
    case 'IfStatementAst': return ifStatement(n, g);
    case 'WhileStatementAst': case 'DoWhileStatementAst': case 'DoUntilStatementAst': case 'ForStatementAst': case 'ForEachStatementAst': return loop(n, g);
    case 'BreakStatementAst': return n.label === undefined ? leaveLoop(1, g) : undefined;
    case 'ContinueStatementAst': return n.label === undefined ? leaveLoop(2, g) : undefined;
    case 'ReturnStatementAst': return returnStatement(n, g);
    default: return undefined;
  }
}
/** Runs a closure of the first gear and goes where it says. */
export function jump(call: string, g: Generator): string {
  const d = g.temp();
  return `if ((${d} = ${call}) !== 0) { ${leave(d, g)} }`;
}
/** The way out for a completion that is known only at run time: to the loop it is meant for, else to the caller. */
function leave(d: string, g: Generator): string {
  const mine = g.helper('mine');
  const ways = g.loops.toReversed().map(({ id, label }) => {
    const own = `${mine}(f, ${JSON.stringify(label) ?? 'undefined'})`;
    return `if (${d} === 1 && ${own}) break L${id}; if (${d} === 2 && ${own}) break C${id};`;
  });
  return `${ways.join(' ')} return ${d};`;
}
function leaveLoop(code: 1 | 2, g: Generator): string {
  const loops = g.loops.at(-1);
  return loops === undefined ? `return ${code};` : `break ${code === 1 ? 'L' : 'C'}${loops.id};`;
}
function returnStatement(n: ReturnStatementAst, g: Generator): string {
  if (n.pipeline === undefined) return 'return 3;';
  if (g.c.isMethod) { const v = g.temp(); return `${v} = ${value(n.pipeline, g).text}; f.returned = ${v} === undefined ? null : ${v}; return 3;`; }
  return `${statement(n.pipeline, g)} return 3;`;
}
/** An expression as a statement writes its value. */
function expressionStatement(n: PipelineAst, g: Generator): string | undefined {
  const expression = onlyExpression(n);
  if (expression === undefined || g.c.tracksSuccess) return undefined;
  const at = `f.at = ${g.c.mark(n)};`, { text } = generate(expression, g);
  if (text.endsWith(', undefined)') && expression.kind === 'ConvertExpressionAst') return `${at} ${text};`;
  if (expression.kind === 'UnaryExpressionAst' && /(PlusPlus|MinusMinus)$/.test(expression.operator)) return `${at} ${text};`;
  const v = g.temp();
  return `${at} ${v} = ${text}; if (typeof ${v} !== 'object' && ${v} !== undefined) f.out.write(${v}); else ${g.helper('writeEnumerated')}(f.out, ${v});`;
}
function ifStatement(n: IfStatementAst, g: Generator): string {
  const { calls } = g;
  let text = '', ends = '';
  for (const [i, { condition: test, body }] of n.clauses.entries()) {
    const asked = i === 0 ? '' : ask(test, g);
    // Where nobody asks, the conditions follow each other without a block of their own.
    if (i > 0) text += asked === '' ? ' else ' : ` else { ${asked}`;
    if (asked !== '') ends += ' }';
    text += `if (${condition(test, g)}) { ${statements(body, g, g.calls > calls)} }`;
  }
  return text + (n.elseClause === undefined ? '' : ` else { ${statements(n.elseClause, g, g.calls > calls)} }`) + ends;
}
/** A pipeline as a condition. */
export function condition(n: PipelineBaseAst, g: Generator): string {
  const inner = onlyExpression(n);
  if (runsCommand(n)) { const is = g.temp(); return `(f.at = ${g.c.mark(n)}, ${is} = ${inner === undefined ? truth(value(n, g), g) : test(inner, g)}, S.success = true, ${is})`; }
  return inner === undefined ? truth(value(n, g), g) : `(f.at = ${g.c.mark(n)}, ${test(inner, g)})`;
}
/** A pipeline that is run for what it does: a loop's first part and its step. */
export const effect = (n: PipelineBaseAst, g: Generator): string => statement(n, g);
