import type { DatabaseSync } from 'node:sqlite';
import { damaged } from './integrity.ts';
import { ServiceStartError } from '../startError.ts';

/** One step of the schema. Its number is the `user_version` of a database that has it; steps are never changed. */
export interface Migration { readonly version: number; readonly name: string; readonly statements: () => readonly string[] }

/**
 * Brings a database to the newest schema, all steps in one transaction. A database of a later version of the
 * product is refused (`DatabaseNewer`) and not touched, one that lacks a table of ours too (`DatabaseDamaged`).
 */
export function migrate(database: DatabaseSync, migrations: readonly Migration[], path: string): void {
  const newest = migrations.at(-1)?.version ?? 0;
  const current = userVersion(database);
  if (current > newest) {
    throw new ServiceStartError('DatabaseNewer', `${path} was written by a newer version (schema ${current}, this one knows ${newest}). Update SMA Runbooks, or choose another data folder.`);
  }
  if (current === newest) {
    refuseGaps(database, migrations, path);
    return;
  }
  database.exec('begin exclusive');
  try {
    for (const migration of migrations) {
      if (migration.version <= current) continue;
      for (const statement of migration.statements()) database.exec(statement);
    }
    database.exec(`pragma user_version = ${newest}`);
    database.exec('commit');
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}

/** A database of the newest version that lacks one of its tables was not left so by us. */
function refuseGaps(database: DatabaseSync, migrations: readonly Migration[], path: string): void {
  const there = new Set(database.prepare("select name from sqlite_master where type in ('table', 'view')").all().map((row) => String(row['name'])));
  const missing = migrations.flatMap(({ statements }) => statements()).flatMap((statement) => /^CREATE (?:TABLE|VIEW) "?(\w+)/.exec(statement)?.[1] ?? []).find((name) => !there.has(name));
  if (missing !== undefined) throw new ServiceStartError('DatabaseDamaged', damaged(path, `its table ${missing} is missing`));
}

function userVersion(database: DatabaseSync): number {
  const value = database.prepare('pragma user_version').get()?.['user_version'];
  return typeof value === 'number' ? value : 0;
}
