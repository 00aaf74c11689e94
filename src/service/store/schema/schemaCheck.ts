/** Whether a database has the tables that its version says it has, and whether it is ours at all. Only reads. */
import { DatabaseSync } from 'node:sqlite';
import { applyMigrations, userVersion, type Migration } from './migrate.ts';

/** What is wrong: ours and damaged, somebody else's, or made by a later version of the product (`version`). */
export type SchemaFault =
  | { readonly kind: 'damaged' | 'stranger'; readonly finding: string }
  | { readonly kind: 'newer'; readonly version: number };

interface Part { readonly type: string; readonly name: string; readonly sql: string }

/** The first fault; undefined where everything is as the migrations up to its version make it, or where there is nothing yet. */
export function findSchemaFault(database: DatabaseSync, migrations: readonly Migration[]): SchemaFault | undefined {
  const version = userVersion(database), newest = migrations.at(-1)?.version ?? 0, there = partsOf(database);
  if (there.size === 0) return version === 0 ? undefined : { kind: 'damaged', finding: 'it has no tables' };
  using model = modelOf(migrations, version > 0 && version <= newest ? version : newest);
  const expected = partsOf(model.database);
  const isOurs = (name: string): boolean => expected.has(name);
  if (![...there.keys()].some(isOurs)) return { kind: 'stranger', finding: `it has the tables of another program: ${listed([...there.values()].filter(({ type }) => type === 'table').map(({ name }) => name))}` };
  if (version > newest) return { kind: 'newer', version };
  if (version === 0) return { kind: 'damaged', finding: `its number user_version is 0, though it has tables of SMA Runbooks: ${listed([...there.keys()].filter(isOurs))}` };
  for (const part of expected.values()) {
    const found = there.get(part.name);
    if (found === undefined || found.type !== part.type) return { kind: 'damaged', finding: `its ${part.type} ${part.name} is missing` };
    if (normal(found.sql) !== normal(part.sql)) return { kind: 'damaged', finding: difference(part, version, columnsOf(model.database, part.name), columnsOf(database, part.name)) };
  }
  return undefined;
}

/** Whether there is nothing in a database, as before its first use. */
export const isUnused = (database: DatabaseSync): boolean => partsOf(database).size === 0 && userVersion(database) === 0;

interface Column { readonly name: string; readonly declared: string }

/** A text that differs is looked at column by column, so that the finding says which. */
function difference({ type, name }: Part, version: number, expected: readonly Column[], there: readonly Column[]): string {
  if (type === 'index') return `its index ${name} is over other columns than it should be`;
  for (const column of expected) {
    const found = there.find((one) => one.name === column.name);
    if (found === undefined) return `the column ${column.name} of its ${type} ${name} is missing`;
    if (found.declared !== column.declared) return `the column ${column.name} of its ${type} ${name} is ${found.declared}, and should be ${column.declared}`;
  }
  const more = there.find((one) => !expected.some((column) => column.name === one.name));
  return more === undefined ? `the rules of its ${type} ${name} have been changed` : `its ${type} ${name} has a column ${more.name} that schema ${version} does not have`;
}

const columnsOf = (database: DatabaseSync, name: string): readonly Column[] => database.prepare('select * from pragma_table_xinfo(?)').all(name).map((row) => ({
  name: String(row['name']),
  declared: [String(row['type'] ?? '') || 'without a type', ...(Number(row['notnull']) === 1 ? ['NOT NULL'] : []), ...(Number(row['pk']) > 0 ? ['PRIMARY KEY'] : []), ...(row['dflt_value'] === null ? [] : [`DEFAULT ${String(row['dflt_value'])}`])].join(' '),
}));

/** Tables, views and indexes by name, without those that SQLite makes for itself. */
function partsOf(database: DatabaseSync): Map<string, Part> {
  const rows = database.prepare("select type, name, sql from sqlite_master where type in ('table', 'view', 'index') and sql is not null and name not like 'sqlite\\_%' escape '\\'").all();
  return new Map(rows.map((row): [string, Part] => [String(row['name']), { type: String(row['type']), name: String(row['name']), sql: String(row['sql']) }]));
}

/** Tools that copy a database write blanks, quotes and letters their own way. */
const normal = (sql: string): string => sql.replaceAll(/["`[\]\s]/g, '').toLowerCase();

const SHOWN = 3;
const listed = (names: readonly string[]): string => `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ' …' : ''}`;

/** What the migrations up to a version make, in memory: some milliseconds. */
function modelOf(migrations: readonly Migration[], version: number): Disposable & { readonly database: DatabaseSync } {
  const database = new DatabaseSync(':memory:');
  applyMigrations(database, migrations.filter((one) => one.version <= version), 0);
  return { database, [Symbol.dispose]: () => database.close() };
}
