import { cmdlet } from '../../runtime/cmdlet.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { compareText, inOrderOf } from '../../runtime/operators/collation.ts';
import { T } from '../../runtime/types/t.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { introSort } from './introSort.ts';
import { compareKeys } from './ordering.ts';
import type { SortKey } from './ordering.ts';
import { fold } from '../../runtime/values/folding.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import { fittingNames, reportFailures, select, selectors } from './propertyValue.ts';
import type { PropertySelector } from './propertyValue.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';

const SETS = { all: 'Default', top: 'Top', bottom: 'Bottom' } as const;

/** `first` is the first key's value, kept near for speed. */
interface Row { readonly item: Value; readonly first: Value; readonly keys: readonly SortKey[]; readonly at: number }

export const sortObject = cmdlet({
  name: 'Sort-Object', aliases: ['sort'], defaultSet: SETS.all, synopsis: 'Sorts objects by their properties.',
  params: {
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
    Property: { type: T.Object, position: 0 },
    Descending: { type: T.Switch },
    Unique: { type: T.Switch },
    Top: { type: T.Int32, sets: [SETS.top], mandatory: [SETS.top], validate: [{ range: [1, 2147483647] }] },
    Bottom: { type: T.Int32, sets: [SETS.bottom], mandatory: [SETS.bottom], validate: [{ range: [1, 2147483647] }] },
    Stable: { type: T.Switch, sets: [SETS.all] },
    Culture: { type: T.String },
    CaseSensitive: { type: T.Switch },
  },
  run(p, ctx) {
    const by = p.Property == null ? [] : selectors(ctx, p.Property, [{ name: 'ascending' }, { name: 'descending' }]);
    const ignoreCase = p.CaseSensitive !== true;
    const direction = (s: PropertySelector): boolean => {
      const descending = s.options.get('descending'), ascending = s.options.get('ascending');
      // Both with the same value contradict each other and count as none.
      if (descending !== undefined && ascending !== undefined && toBoolean(descending) === toBoolean(ascending)) return p.Descending === true;
      if (ascending !== undefined) return !toBoolean(ascending);
      return descending === undefined ? p.Descending === true : toBoolean(descending);
    };
    const patterns = by.some((s) => typeof s.expression === 'string' && hasWildcard(s.expression)), rows: Row[] = [], items: Value[] = [];
    const add = (item: Value, chosen: readonly PropertySelector[]): void => {
      const keys = chosen.length === 0 ? [{ value: item, exists: true }] : chosen.map((s) => keyOf(ctx, s, item));
      rows.push({ item, first: unwrap(keys[0]?.value ?? null), keys, at: rows.length });
    };
    return {
      process() {
        const item = p.InputObject;
        if (item === undefined || item === null) return;
        if (patterns) items.push(item); else add(item, by);
      },
      end() {
        const chosen = patterns ? withoutPatterns(by, items) : by;
        for (const item of items) add(item, chosen);
        const down = chosen.length === 0 ? [p.Descending === true] : chosen.map(direction), plain = by.length === 0 ? sortedNumbers(rows, down[0] === true, p.Unique === true) : undefined;
        if (plain !== undefined) { for (const n of ends(plain, p.Top, p.Bottom)) ctx.write(n); return; }
        const sort = (): readonly Row[] => {
          const compareRows = comparer(rows, down, ignoreCase);
          if (p.Stable === true || p.Top !== undefined || p.Bottom !== undefined) rows.sort((a, b) => compareRows(a, b) || a.at - b.at);
          else introSort(rows, compareRows);
          return p.Unique === true ? unique(rows, ignoreCase) : rows;
        };
        const sorted = p.Culture === undefined ? sort() : inOrderOf(p.Culture, sort);
        for (const row of ends(sorted, p.Top, p.Bottom)) ctx.write(row.item);
      },
    };
  },
});

/** The properties of all objects that fit a pattern, in the order of their names, in its place; none at all: the objects themselves are sorted. */
function withoutPatterns(by: readonly PropertySelector[], items: readonly Value[]): PropertySelector[] {
  return by.flatMap((s) => {
    const { expression } = s;
    if (typeof expression !== 'string' || !hasWildcard(expression)) return [s];
    const names = new Map<string, string>();
    for (const item of items) for (const name of fittingNames(item, expression)) names.set(fold(name), name);
    return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => ({ ...s, expression: name }));
  });
}
/** The key of an object; an error of its block is written, and the key is null. */
export function keyOf(ctx: CmdletContext, by: PropertySelector, item: Value): SortKey {
  const found = select(ctx, by, item);
  reportFailures(ctx, item, found);
  return found[0] ?? { value: null, exists: false };
}

function ends<T>(sorted: readonly T[], top: number | undefined, bottom: number | undefined): readonly T[] {
  const first = top === undefined ? sorted : sorted.slice(0, top);
  return bottom === undefined ? first : first.slice(Math.max(0, first.length - bottom));
}
/** Whole numbers alone: equal ones cannot be told apart, so that any way to sort them will do. Undefined for all else. */
function sortedNumbers(rows: readonly Row[], down: boolean, isUnique: boolean): number[] | undefined {
  if (!rows.every((r) => typeof r.item === 'number')) return undefined;
  const sorted = Array.from(Int32Array.from(rows, (r) => r.item as number).sort());
  if (down) sorted.reverse();
  return isUnique ? sorted.filter((n, i) => i === 0 || n !== sorted[i - 1]) : sorted;
}
/** The order of rows; one key that is always a number or always a text needs no more than a look at it. */
function comparer(rows: readonly Row[], down: readonly boolean[], ignoreCase: boolean): (a: Row, b: Row) => number {
  const sign = down[0] === true ? -1 : 1, only = rows[0]?.keys.length === 1 ? typeof rows[0].first : undefined;
  if (only === 'number' && rows.every((r) => typeof r.first === 'number')) return (a, b) => sign * ((a.first as number) - (b.first as number));
  if (only === 'string' && rows.every((r) => typeof r.first === 'string')) return (a, b) => sign * compareText(a.first as string, b.first as string, ignoreCase);
  return (a, b) => order(a, b, down, ignoreCase);
}
function order(a: Row, b: Row, down: readonly boolean[], ignoreCase: boolean): number {
  for (let k = 0; k < a.keys.length; k++) {
    const c = compareKeys(a.keys[k] as SortKey, b.keys[k] as SortKey, ignoreCase, down[k] === true);
    if (c !== 0) return c;
  }
  return 0;
}
/** Rows whose keys are all equal to those of the row before are left out. */
function unique(rows: readonly Row[], ignoreCase: boolean): Row[] {
  const kept: Row[] = [];
  for (const row of rows) {
    const last = kept.at(-1);
    if (last === undefined || row.keys.some((key, k) => compareKeys(key, last.keys[k] as SortKey, ignoreCase, false) !== 0)) kept.push(row);
  }
  return kept;
}
