import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** Writes rows as an import of a module leaves them; columns that are not named get a value of their type. */
export function insertRow(database: DatabaseSync, table: string, row: Readonly<Record<string, string | number | null>>): void {
  const columns = database.prepare(`PRAGMA table_info("${table}")`).all() as unknown as readonly { readonly name: string; readonly notnull: number; readonly dflt_value: string | null; readonly type: string; readonly pk: number }[];
  const values = columns.filter(({ name, notnull, dflt_value: byDefault, pk }) => name in row || (notnull === 1 && byDefault === null && pk === 0))
    .map(({ name, type }): readonly [string, string | number | null] => [name, row[name] ?? (name in row ? null : /INT/i.test(type) ? 0 : name.endsWith('Time') ? '2026-01-02T03:04:05.0000000' : name.endsWith('ID') ? randomUUID() : '')]);
  database.prepare(`INSERT INTO "${table}" (${values.map(([name]) => `"${name}"`).join(', ')}) VALUES (${values.map(() => '?').join(', ')})`).run(...values.map(([, value]) => value));
}
