/** Loops as text. A turn pays the toll; `break` leaves the labelled loop, `continue` the labelled block of its body. */
import type { DoUntilStatementAst, DoWhileStatementAst, ForEachStatementAst, ForStatementAst, PipelineBaseAst, WhileStatementAst } from '../../../syntax/ast.ts';
import type { Frame } from '../../run/frame.ts';
import { plainVariable, splitPath } from '../expressions/variables.ts';
import { overItems } from '../statements/forEach.ts';
import { dropped, givesNothing, loopRest } from '../statements/loops.ts';
import { later } from '../watch.ts';
import { onlyExpression } from '../statements/value.ts';
import { generate, value } from './expressions.ts';
import type { Generator } from './generator.ts';
import { ask, condition, effect, jump, statements } from './statements.ts';
import { store } from './variables.ts';

export type LoopAst = WhileStatementAst | DoWhileStatementAst | DoUntilStatementAst | ForStatementAst | ForEachStatementAst;

/** The loop's text from its beginning, or undefined where the first gear does it. */
export function loop(n: LoopAst, g: Generator): string | undefined {
  if (n.kind === 'ForEachStatementAst') return forEach(n, g);
  const first = n.kind === 'ForStatementAst' && n.initializer !== undefined ? `${part(n.initializer, g)}\n` : '';
  return first + turns(n, g);
}
/** The loop without its first part: what is left to do before any turn. */
export function turns(n: Exclude<LoopAst, ForEachStatementAst>, g: Generator): string {
  // A turn looks for news where it pays its toll.
  g.looked = true;
  const id = g.id(), test = n.condition === undefined ? 'true' : condition(n.condition, g), question = n.condition === undefined ? '' : ask(n.condition, g);
  const step = n.kind === 'ForStatementAst' && n.iterator !== undefined ? part(n.iterator, g) : '';
  const late = later(g.c, (by) => loopRest(n, by)), rest = late === undefined ? undefined : g.constant((f: Frame) => late()(f));
  // Before the condition, so that whoever takes over from here asks it, and nobody asks it twice.
  const pay = rest === undefined ? 'S.tick();' : `if (S.pay()) { ${jump(`${rest}(f)`, g)} break L${id}; }`;
  const body = inside(id, n, g);
  const checked = n.kind === 'DoWhileStatementAst' ? `${body} ${question}if (!${test}) break L${id};`
    : n.kind === 'DoUntilStatementAst' ? `${body} ${question}if (${test}) break L${id};` : `${question}if (!${test}) break L${id}; ${body} ${step}`;
  return `L${id}: for (;;) { ${pay} ${checked} }`;
}
/** The first and the last part of `for`, whose output nobody sees. */
const part = (n: PipelineBaseAst, g: Generator): string => (givesNothing(n) ? effect(n, g) : jump(`${g.constant(dropped(n, g.c))}(f)`, g));
function inside(id: number, n: LoopAst, g: Generator): string {
  g.loops.push({ id, label: n.label });
  const text = `C${id}: { ${statements(n.body, g)} }`;
  g.loops.pop();
  return text;
}
function forEach(n: ForEachStatementAst, g: Generator): string | undefined {
  const { scope, name } = splitPath(n.variable.variablePath), slot = scope === undefined ? plainVariable(name, g.c) : -1;
  if (n.parallel || slot < 0 || g.c.slot('foreach') >= 0) return undefined;
  const id = g.id(), items = g.temp(), range = g.temp(), count = `n${id}`, index = `i${id}`, x = `x${id}`, lazy = g.helper('LazyRange');
  const item = `${x} = ${range} === null ? ${items}[${index}] ?? null : ${range}.from + ${index} * ${range}.step; ${store(slot, x)}`;
  const other = g.constant(overItems(n, g.c));
  const pay = g.c.watch !== undefined ? 'S.tick();' : `if (S.pay()) { ${jump(`${other}(f, ${items}, ${index})`, g)} break L${id}; }`;
  g.looked = true;
  return `${items} = ${source(n, g)};
if (${items} instanceof ${lazy} || Array.isArray(${items})) {
${range} = ${items} instanceof ${lazy} ? ${items} : null;
const ${count} = ${range} === null ? ${items}.length : ${range}.count; let ${x};
L${id}: for (let ${index} = 0; ${index} < ${count}; ${index}++) { ${pay} ${item} ${inside(id, n, g)} }
} else if (${items} != null) { ${jump(`${other}(f, ${items})`, g)} }`;
}
/** What is walked; a range as a LazyRange. */
function source(n: ForEachStatementAst, g: Generator): string {
  const inner = onlyExpression(n.condition);
  if (inner?.kind !== 'BinaryExpressionAst' || inner.operator !== 'DotDot') return value(n.condition, g).text;
  return `(f.at = ${g.c.mark(n.condition)}, ${g.helper('lazyRange')}(${generate(inner.left, g).text}, ${generate(inner.right, g).text}))`;
}
