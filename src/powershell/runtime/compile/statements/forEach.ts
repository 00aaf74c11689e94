/** foreach-statement: [label] 'foreach' ['-parallel' …] '(' variable 'in' pipeline ')' block. `$null` gives no turn, a scalar one. */
import type { ForEachStatementAst } from '../../../syntax/ast.ts';
import { isEnumerable, walked } from '../../convert/enumerate.ts';
import { enumeratorType } from '../../types/enumerators.ts';
import { Enumerator } from '../../values/lists.ts';
import type { Value } from '../../values/value.ts';
import { BREAK, CONTINUE, NORMAL } from '../code.ts';
import type { Completion, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { variableTarget } from '../expressions/target.ts';
import type { Frame } from '../../run/frame.ts';
import { generateBlock } from '../generate/blocks.ts';
import { Gear } from '../generate/gears.ts';
import { mine } from './label.ts';

export function forEachStatement(n: ForEachStatementAst, c: Compiler): Exec {
  const source = c.value(n.condition), cold = c.block(n.body), gear = new Gear(c, () => generateBlock(n.body, c)), { label } = n;
  const store = variableTarget(n.variable.variablePath, c), slot = c.slot('foreach');
  const one = (f: Frame, item: Value): Completion => {
    f.session.pay();
    store(f, item ?? null);
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
  const plain = (f: Frame, items: readonly Value[]): Completion => {
    for (let i = 0; i < items.length; i++) {
      const done = one(f, items[i]);
      if (done === NORMAL) continue;
      if (done === BREAK && mine(f, label)) break;
      if (done === CONTINUE && mine(f, label)) continue;
      return done;
    }
    return NORMAL;
  };
  return (f) => {
    const many = source(f);
    if (many == null) return NORMAL;
    if (slot < 0) return Array.isArray(many) ? plain(f, many) : all(f, isEnumerable(many) ? walked(many) : [many]);
    const before = f.slots[slot], cursor = new Enumerator(isEnumerable(many) ? walked(many) : [many], enumeratorType(many));
    f.slots[slot] = cursor;
    try { return all(f, steps(cursor)); } finally { f.slots[slot] = before; }
  };
}
/** The items through `$foreach`, which the body may move on. */
function* steps(cursor: Enumerator): Iterable<Value> { while (cursor.moveNext()) yield cursor.current; }
