import { cmdlet } from '../../runtime/cmdlet.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { compareText } from '../../runtime/operators/collation.ts';
import { compare, equals } from '../../runtime/operators/compare.ts';
import { T } from '../../runtime/types/t.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { Value } from '../../runtime/values/value.ts';
import { introSort } from './introSort.ts';
import { select, selectors } from './propertyValue.ts';

const SETS = { all: 'Default', top: 'Top', bottom: 'Bottom' } as const;

/** One sort key of an object. */
export interface SortKey { readonly value: Value; readonly exists: boolean }
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
    Stable: { type: T.Switch },
    Culture: { type: T.String },
    CaseSensitive: { type: T.Switch },
  },
  run(p, ctx) {
    const by = p.Property === undefined ? [] : selectors(ctx, p.Property, ['ascending', 'descending']);
    const ignoreCase = p.CaseSensitive !== true;
    const down = by.length === 0 ? [p.Descending === true] : by.map((s) => {
      const descending = s.options.get('descending'), ascending = s.options.get('ascending');
      if (descending !== undefined) return toBoolean(descending);
      return ascending === undefined ? p.Descending === true : !toBoolean(ascending);
    });
    const rows: Row[] = [];
    return {
      process() {
        const item = p.InputObject;
        if (item === undefined) return;
        // Without -Property nulls are passed over.
        if (item === null && by.length === 0) return;
        const keys = by.length === 0 ? [{ value: item, exists: true }] : by.map((s) => select(ctx, s, item)[0] ?? { value: null, exists: false });
        rows.push({ item, first: keys[0]?.value ?? null, keys, at: rows.length });
      },
      end() {
        const compareRows = comparer(rows, down, ignoreCase);
        if (p.Stable === true) rows.sort((a, b) => compareRows(a, b) || a.at - b.at);
        else introSort(rows, compareRows);
        let sorted = p.Unique === true ? unique(rows, ignoreCase) : rows;
        if (p.Top !== undefined) sorted = sorted.slice(0, p.Top);
        if (p.Bottom !== undefined) sorted = sorted.slice(Math.max(0, sorted.length - p.Bottom));
        for (const row of sorted) ctx.write(row.item);
      },
    };
  },
});

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
/** Objects without the property come last, whatever the direction; what cannot be compared is compared as text. */
export function compareKeys(a: SortKey, b: SortKey, ignoreCase: boolean, descending: boolean): number {
  if (!a.exists || !b.exists) return a.exists === b.exists ? 0 : a.exists ? -1 : 1;
  const c = compareAny(a.value, b.value, ignoreCase);
  return descending ? -c : c;
}
function compareAny(a: Value, b: Value, ignoreCase: boolean): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b, ignoreCase);
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null) ? 0 : a === null || a === undefined ? -1 : 1;
  try {
    return compare(a, b, ignoreCase);
  } catch (error) {
    if (!(error instanceof PowerShellError)) throw error;
    return compareText(toText(a), toText(b), ignoreCase);
  }
}
/** Rows whose keys are all equal to those of the row before are left out. */
function unique(rows: readonly Row[], ignoreCase: boolean): Row[] {
  const kept: Row[] = [];
  for (const row of rows) {
    const last = kept.at(-1);
    const same = last !== undefined && row.keys.every((key, k) => {
      const other = last.keys[k] as SortKey;
      return key.exists === other.exists && (key.value === other.value || (key.value !== null && other.value !== null && equals(key.value, other.value, ignoreCase)));
    });
    if (!same) kept.push(row);
  }
  return kept;
}
