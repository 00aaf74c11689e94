/** `.ForEach(…)` and `.Where(…)`: the two methods every collection has (about_Arrays). */
import { convertTo } from '../convert/convert.ts';
import { toItems } from '../convert/enumerate.ts';
import { toBoolean } from '../convert/toBoolean.ts';
import { toText } from '../convert/toText.ts';
import { current } from '../run/current.ts';
import { NetType } from '../types/netType.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import { toNumber } from '../values/numbers.ts';
import { T } from '../types/t.ts';
import type { NumberValue } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import { getMember } from './get.ts';
import { invokeMember } from './invoke.ts';
import { MISSING, direct } from './get.ts';
import { setMember } from './set.ts';

/** A block (with arguments), a type to convert to, a property to read or set, a method to call. */
export function forEachItem(items: readonly Value[], args: readonly Value[]): Value {
  const [what, ...more] = args, out: Value[] = [];
  for (const item of items) {
    if (what instanceof ScriptBlock) out.push(...current().runBlock(what, { item, args: more }));
    else if (what instanceof NetType) out.push(convertTo(item, what));
    else if (direct(item, toText(what)) !== MISSING) { if (more.length === 1) setMember(item, toText(what), more[0]); else out.push(...toItems(getMember(item, toText(what)))); }
    else out.push(...toItems(invokeMember(item, toText(what), more)));
  }
  return out;
}
/** A condition, a mode (Default, First, Last, SkipUntil, Until, Split) and a count. */
export function whereItems(items: readonly Value[], args: readonly Value[]): Value {
  const [block, rawMode, rawCount] = args;
  const mode = rawMode == null ? 'default' : toText(rawMode).toLowerCase();
  const count = rawCount == null ? 0 : toNumber(convertTo(rawCount, T.Int32) as NumberValue);
  const test = (item: Value): boolean => block instanceof ScriptBlock && toBoolean(current().evaluateBlock(block, item));
  const limit = (list: Value[], n: number, fromEnd = false): Value[] => (n === 0 ? list : fromEnd ? list.slice(-n) : list.slice(0, n));
  switch (mode) {
    case 'first': { const out: Value[] = []; for (const i of items) if (test(i)) { out.push(i); if (out.length >= Math.max(1, count)) break; } return out; }
    case 'last': return limit(items.filter(test), Math.max(1, count), true);
    case 'skipuntil': { const at = items.findIndex(test); return at < 0 ? [] : limit(items.slice(at), count); }
    case 'until': { const at = items.findIndex(test); return limit(at < 0 ? [...items] : items.slice(0, at), count); }
    case 'split': {
      const yes: Value[] = [], no: Value[] = [];
      for (const i of items) (test(i) && (count === 0 || yes.length < count) ? yes : no).push(i);
      return [yes, no];
    }
    default: { const out = items.filter(test); return limit(out, count); }
  }
}
