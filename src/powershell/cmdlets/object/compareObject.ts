import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { equals } from '../../runtime/operators/compare.ts';
import { compareText } from '../../runtime/operators/collation.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { PSObject, attachMembers, customObject } from '../../runtime/values/psObject.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { select, selectors } from './propertyValue.ts';

interface Entry { readonly item: Value; readonly keys: readonly (readonly [string, Value])[] }

export const compareObject = cmdlet({
  name: 'Compare-Object', aliases: ['compare', 'diff'], synopsis: 'Compares two sets of objects.',
  params: {
    ReferenceObject: { type: arrayOf(T.Object), position: 0, mandatory: true, allowEmpty: true },
    DifferenceObject: { type: arrayOf(T.Object), position: 1, mandatory: true, from: 'pipeline', allowEmpty: true },
    SyncWindow: { type: T.Int32, validate: [{ range: [0, 2147483647] }] },
    Property: { type: arrayOf(T.Object), help: 'What is compared; the whole object where not given.' },
    ExcludeDifferent: { type: T.Switch },
    IncludeEqual: { type: T.Switch },
    PassThru: { type: T.Switch },
    Culture: { type: T.String },
    CaseSensitive: { type: T.Switch },
  },
  run(p, ctx) {
    const difference: Value[] = [], chosen = p.Property === undefined ? undefined : selectors(ctx, p.Property as Value, ['name', 'label']);
    const entry = (item: Value): Entry => ({ item, keys: chosen === undefined ? [['', item]] : chosen.flatMap((s) => select(ctx, s, item).map((x): [string, Value] => [x.name, x.value])) });
    const ignoreCase = p.CaseSensitive !== true;
    const same = (a: Entry, b: Entry): boolean => a.keys.length === b.keys.length && a.keys.every(([, v], i) => equalValues(v, b.keys[i]?.[1], ignoreCase));
    const write = (e: Entry, side: string): void => {
      if (p.PassThru === true) {
        const carrier = e.item instanceof NetObject || Array.isArray(e.item) ? e.item : new PSObject(e.item);
        (carrier instanceof PSObject ? carrier : attachMembers(carrier)).set('SideIndicator', side);
        ctx.write(carrier);
      } else ctx.write(customObject(chosen === undefined ? [['InputObject', e.item], ['SideIndicator', side]] : [...e.keys.map(([n, v]): [string, Value] => [n, v === undefined ? null : v]), ['SideIndicator', side]]));
    };
    return {
      process() { difference.push(...p.DifferenceObject ?? []); },
      end() {
        const left = p.ReferenceObject.map(entry), right = difference.map(entry), window = p.SyncWindow ?? Number.MAX_SAFE_INTEGER;
        const index = chosen === undefined ? indexOf(right, ignoreCase) : undefined, taken = new Set<number>(), only: Entry[] = [];
        left.forEach((e, i) => {
          ctx.toll();
          const quick = index === undefined || typeof e.item !== 'string' ? undefined : index.get(ignoreCase ? e.item.toLowerCase() : e.item);
          const at = quick !== undefined && window === Number.MAX_SAFE_INTEGER ? quick.find((k) => !taken.has(k)) ?? -1 : right.findIndex((r, k) => !taken.has(k) && Math.abs(k - i) <= window && same(e, r));
          if (at < 0) { only.push(e); return; }
          taken.add(at);
          if (p.IncludeEqual === true || (p.ExcludeDifferent === true && !ctx.isBound('IncludeEqual'))) write(e, '==');
        });
        if (p.ExcludeDifferent === true) return;
        right.forEach((e, k) => { if (!taken.has(k)) write(e, '=>'); });
        for (const e of only) write(e, '<=');
      },
    };
  },
});
/** Positions of texts, for sets of texts alone. */
function indexOf(entries: readonly Entry[], ignoreCase: boolean): Map<string, number[]> | undefined {
  const out = new Map<string, number[]>();
  for (const [i, e] of entries.entries()) {
    if (typeof e.item !== 'string') return undefined;
    const key = ignoreCase ? e.item.toLowerCase() : e.item, list = out.get(key);
    if (list === undefined) out.set(key, [i]); else list.push(i);
  }
  return out;
}
/** Equal by comparison where the type has one, else by text. */
function equalValues(a: Value, b: Value, ignoreCase: boolean): boolean {
  if (a === b) return true;
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  if (a instanceof PSObject || b instanceof PSObject || Array.isArray(a) || Array.isArray(b)) return compareText(toText(a), toText(b), ignoreCase) === 0;
  try { return equals(a, b, ignoreCase); } catch { return compareText(toText(a), toText(b), ignoreCase) === 0; }
}
