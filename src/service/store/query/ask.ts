import { CompiledQuery } from 'kysely';
import type { QuickReader, RowValues } from '../quickReader.ts';
import { toRowValues } from '../quickReader.ts';
import { sqliteFailure } from '../sqliteFailure.ts';
import type { LentFiles } from '../lent/lentFiles.ts';
import type { Reader } from '../store.ts';

export interface Asked {
  readonly quick?: QuickReader;
  readonly lent?: LentFiles;
  read<T>(work: (reader: Reader) => Promise<T>): Promise<T>;
}

/** The rows of one statement of ours: at once where that can be, and where another program holds the database, when it lets go. */
export async function ask(asked: Asked, statement: string, parameters: readonly unknown[]): Promise<readonly RowValues[]> {
  try {
    if (asked.quick !== undefined) return asked.quick.rows(statement, parameters);
  } catch (error) {
    if (sqliteFailure(error) !== 'Locked') throw error;
  }
  return asked.read(async (db) => toRowValues((await db.executeQuery(CompiledQuery.raw(statement, [...parameters]))).rows));
}
