/** foreach-statement: [label] 'foreach' ['-parallel' …] '(' variable 'in' pipeline ')' block. `$null` gives no turn, a scalar one. */
import type { ForEachStatementAst } from '../../../syntax/ast.ts';
import { isEnumerable, walked } from '../../convert/enumerate.ts';
import { enumeratorType } from '../../types/collections/enumerators.ts';
import { Enumerator } from '../../values/lists.ts';
import { unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { BREAK, CONTINUE, NORMAL } from '../code.ts';
import type { Completion, Eval, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { LazyRange } from '../../operators/range.ts';
import { variableTarget } from '../expressions/target.ts';
import type { Frame } from '../../run/frame.ts';
import { generateBlock } from '../generate/blocks.ts';
import { Gear } from '../generate/gears.ts';
import { later } from '../watch.ts';
import { rangeSource } from '../expressions/rangeSource.ts';
import { mine } from './label.ts';
import { onlyExpression } from './value.ts';

export function forEachStatement(n: ForEachStatementAst, c: Compiler): Exec {
  const inner = onlyExpression(n.condition), mark = c.mark(n.condition), lazy = inner === undefined ? undefined : rangeSource(inner, c);
  const source: Eval = lazy === undefined ? c.value(n.condition) : (f) => { f.at = mark; return lazy(f); };
  const walk = overItems(n, c);
  return (f) => { const many = source(f); return many == null ? NORMAL : walk(f, many); };
}
/** The loop over what it walks; of an array or range from an item on. */
export function overItems(n: ForEachStatementAst, c: Compiler): (f: Frame, many: Value, from?: number) => Completion {
  const cold = c.block(n.body), gear = new Gear(c, () => generateBlock(n.body, c)), { label } = n;
  const store = variableTarget(n.variable.variablePath, c), slot = c.slot('foreach');
  // Code that runs in a scope of others has no slots: there the name is looked up.
  const isNamed = c.layout === null && /\$foreach\b/i.test(c.source.text.slice(n.body.start, n.body.end));
  const late = later(c, (by) => bodyOf(n, by));
  const one = (f: Frame, item: Value): Completion => {
    f.session.pay();
    store(f, item ?? null);
    if (f.session.late && late !== undefined) return late()(f);
    return (gear.next() ?? cold)(f);
  };
  const all = (f: Frame, items: Iterable<Value>): Completion => {
    for (const item of items) {
      const done = one(f, item);
      if (done === NORMAL) continue;
      if (done === BREAK && mine(f, label)) break;
      if (done === CONTINUE && mine(f, label)) continue;
      return done;
    }
    return NORMAL;
  };
  /** Arrays keep their length, so the items of an array and of a range are counted. */
  const counted = (f: Frame, items: readonly Value[] | LazyRange, from: number): Completion => {
    const isRange = items instanceof LazyRange, count = isRange ? items.count : items.length;
    for (let i = from; i < count; i++) {
      const done = one(f, isRange ? items.from + i * items.step : items[i]);
      if (done === NORMAL) continue;
      if (done === BREAK && mine(f, label)) break;
      if (done === CONTINUE && mine(f, label)) continue;
      return done;
    }
    return NORMAL;
  };
  return (f, many, from = 0) => {
    if (slot < 0 && !isNamed) return Array.isArray(many) || many instanceof LazyRange ? counted(f, many, from) : all(f, isEnumerable(many) ? walked(many) : [many]);
    const items = many instanceof LazyRange ? Array.from({ length: many.count }, (_, i) => many.from + i * many.step) : many;
    const before = isNamed ? f.own('foreach') : f.slots[slot], cursor = new Enumerator(isEnumerable(items) ? { [Symbol.iterator]: () => walked(items)[Symbol.iterator]() } : [items], enumeratorType(items));
    if (isNamed) f.assign('foreach', cursor); else f.slots[slot] = cursor;
    try { return all(f, steps(cursor)); } finally { if (!isNamed) f.slots[slot] = before; else if (before === unset) f.forget('foreach'); else f.assign('foreach', before); }
  };
}
/** A turn's statements, which change gear on their own. */
function bodyOf(n: ForEachStatementAst, c: Compiler): Exec {
  const cold = c.block(n.body), gear = new Gear(c, () => generateBlock(n.body, c));
  return (f) => (gear.next() ?? cold)(f);
}
/** The items through `$foreach`, which the body may move on. */
function* steps(cursor: Enumerator): Iterable<Value> { while (cursor.moveNext()) yield cursor.current; }
