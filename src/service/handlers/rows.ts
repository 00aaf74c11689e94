/** Rows of entity sets as the generic handlers write them. */
import { sql, type RawBuilder } from 'kysely';
import type { EntitySet } from '../../sma/edm/serviceModel.ts';
import type { PropertyBag } from '../../sma/edm/values.ts';
import type { Change } from '../domain/change.ts';

export type RowKey = Readonly<Record<string, string | number>>;

/** The key properties of an entity. */
export const keyOf = (set: EntitySet, values: PropertyBag): RowKey =>
  Object.fromEntries(set.type.key.map((property) => [property.name, values[property.name] as string | number]));

/** What people call the entity, where its set has names. */
export function nameOf(set: EntitySet, values: PropertyBag): string | undefined {
  const name = values['RunbookName'] ?? values['Name'] ?? values['ModuleName'];
  return typeof name === 'string' && set.name !== 'ConnectionFieldValues' ? name : undefined;
}

const keyCondition = (key: RowKey): RawBuilder<unknown> =>
  sql.join(Object.entries(key).map(([name, value]) => sql`${sql.ref(name)} = ${value}`), sql` and `);

export async function insertRow(change: Change, set: EntitySet, columns: Readonly<Record<string, unknown>>): Promise<void> {
  const entries = Object.entries(columns);
  await sql`insert into ${sql.table(set.name)} (${sql.join(entries.map(([name]) => sql.ref(name)))}) values (${sql.join(entries.map(([, value]) => sql`${value}`))})`.execute(change.db);
}

export async function updateRow(change: Change, set: EntitySet, key: RowKey, columns: Readonly<Record<string, unknown>>): Promise<void> {
  const assignments = Object.entries(columns).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  await sql`update ${sql.table(set.name)} set ${sql.join(assignments)} where ${keyCondition(key)}`.execute(change.db);
}

export async function deleteRow(change: Change, set: EntitySet, key: RowKey): Promise<void> {
  await sql`delete from ${sql.table(set.name)} where ${keyCondition(key)}`.execute(change.db);
}
