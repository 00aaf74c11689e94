/** Rows up to a size: what clients store may be megabytes long, and a page of it is held in memory more than once. */
import type { StatementSync, SQLInputValue } from 'node:sqlite';
import type { EntityType } from '../../../sma/edm/serviceModel.ts';
import type { RowValues } from '../quickReader.ts';
import { letGo } from '../text/heldText.ts';
import { withNumbers, withTexts } from '../text/storedText.ts';

/** Characters of texts in one page; an entity that has more by itself is a page. */
export const PAGE_CHARACTERS = 4 * 1024 * 1024;

export interface TakenRows<Row = RowValues> { readonly rows: readonly Row[]; /** There are more, which would be too much. */ readonly isCut: boolean }

/** The rows of a statement until their texts have more than `most` characters; the first always. */
export function takeRows<Row extends object>(statement: StatementSync, parameters: readonly unknown[], most: number): TakenRows<Row> {
  return withNumbers(statement, (narrow) => {
    const rows: Row[] = [];
    let size = 0;
    letGo();
    for (const row of statement.iterate(...(parameters as readonly SQLInputValue[]))) {
      letGo();
      if (size > most) return { rows, isCut: true };
      const read = narrow(withTexts(statement, row as unknown as Row));
      rows.push(read);
      size += sizeOf(read);
    }
    return { rows, isCut: false };
  });
}

/** The characters of its texts. */
export function sizeOf(row: object): number {
  let size = 0;
  for (const value of Object.values(row)) if (typeof value === 'string') size += value.length;
  return size;
}

const known = new WeakMap<EntityType, boolean>();
/** Whether entities of a set may have texts of any length: rows of others are read at once, which is faster. */
export function isWide(set: EntityType): boolean {
  let wide = known.get(set);
  // The length of a parameter's value is published and never enforced (sma-rest-api.md 5.6).
  if (wide === undefined) known.set(set, wide = set.set.name === 'JobParameters' || set.properties.some((property) => property.kind === 'primitive' && property.type === 'Edm.String' && typeof property.maxLength !== 'number'));
  return wide;
}
