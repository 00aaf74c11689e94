/** Loops as text. A turn pays the toll; `break` leaves the labelled loop, `continue` the labelled block of its body. */
import type { DoUntilStatementAst, DoWhileStatementAst, ForEachStatementAst, ForStatementAst, WhileStatementAst } from '../../../syntax/ast.ts';
import { plainVariable, splitPath } from '../expressions/variables.ts';
import { value } from './expressions.ts';
import type { Generator } from './generator.ts';
import { ask, condition, effect, statements } from './statements.ts';
import { store } from './variables.ts';

export type LoopAst = WhileStatementAst | DoWhileStatementAst | DoUntilStatementAst | ForStatementAst | ForEachStatementAst;

/** The loop's text from its beginning, or undefined where the first gear does it. */
export function loop(n: LoopAst, g: Generator): string | undefined {
  if (n.kind === 'ForEachStatementAst') return forEach(n, g);
  const first = n.kind === 'ForStatementAst' && n.initializer !== undefined ? `${effect(n.initializer, g)}\n` : '';
  return first + turns(n, g);
}
/** The loop without its first part: what is left to do before any turn. */
export function turns(n: Exclude<LoopAst, ForEachStatementAst>, g: Generator): string {
  const id = g.id(), test = n.condition === undefined ? 'true' : condition(n.condition, g), question = n.condition === undefined ? '' : ask(n.condition, g);
  const step = n.kind === 'ForStatementAst' && n.iterator !== undefined ? effect(n.iterator, g) : '';
  const body = inside(id, n, g);
  const checked = n.kind === 'DoWhileStatementAst' ? `S.pay(); ${body} ${question}if (!${test}) break L${id};`
    : n.kind === 'DoUntilStatementAst' ? `S.pay(); ${body} ${question}if (${test}) break L${id};` : `${question}if (!${test}) break L${id}; S.pay(); ${body} ${step}`;
  return `L${id}: for (;;) { ${checked} }`;
}
function inside(id: number, n: LoopAst, g: Generator): string {
  g.loops.push({ id, label: n.label });
  const text = `C${id}: { ${statements(n.body, g)} }`;
  g.loops.pop();
  return text;
}
function forEach(n: ForEachStatementAst, g: Generator): string | undefined {
  const { scope, name } = splitPath(n.variable.variablePath), slot = scope === undefined ? plainVariable(name, g.c) : -1;
  if (n.parallel || slot < 0 || g.c.slot('foreach') >= 0) return undefined;
  const id = g.id(), items = g.temp(), source = value(n.condition, g).text;
  return `${items} = ${source}; if (${items} != null) L${id}: for (let x${id} of ${g.helper('many')}(${items})) { S.pay(); x${id} ??= null; ${store(slot, `x${id}`)} ${inside(id, n, g)} }`;
}
