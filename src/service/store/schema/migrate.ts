import type { DatabaseSync } from 'node:sqlite';
import { ServiceStartError } from '../../startError.ts';

/** One step of the schema. Its number is the `user_version` of a database that has it; steps are never changed. */
export interface Migration { readonly version: number; readonly name: string; readonly statements: () => readonly string[] }

/**
 * Brings a database to the newest schema, all steps in one transaction. A database of a later version of the
 * product is refused (`DatabaseNewer`) and not touched.
 */
export function migrate(database: DatabaseSync, migrations: readonly Migration[], path: string): void {
  const newest = migrations.at(-1)?.version ?? 0;
  const current = userVersion(database);
  if (current > newest) throw newer(path, current, newest);
  if (current < newest) applyMigrations(database, migrations, current);
}

/** Takes the steps after `current`, in one transaction. */
export function applyMigrations(database: DatabaseSync, migrations: readonly Migration[], current: number): void {
  database.exec('begin exclusive');
  try {
    for (const migration of migrations) {
      if (migration.version <= current) continue;
      for (const statement of migration.statements()) database.exec(statement);
    }
    database.exec(`pragma user_version = ${migrations.at(-1)?.version ?? 0}`);
    database.exec('commit');
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}

/** The refusal of a database that a later version of the product has written. */
export const newer = (path: string, version: number, newest: number): ServiceStartError =>
  new ServiceStartError('DatabaseNewer', `${path} was written by a newer version (schema ${version}, this one knows ${newest}). Update SMA Runbooks, or choose another data folder.`);

/** The number of the last step that a database has; 0 for a new one. */
export function userVersion(database: DatabaseSync): number {
  const value = database.prepare('pragma user_version').get()?.['user_version'];
  return typeof value === 'number' ? value : 0;
}
