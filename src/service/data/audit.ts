/** `sma audit`: who changed what, read from a data folder, also while its service runs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteFailure } from '../store/sqliteFailure.ts';
import { DATABASE, DataError, noRoom, openToRead } from './dataFiles.ts';

export interface AuditEntry {
  /** UTC, without zone letter. */
  readonly time: string;
  readonly user: string;
  /** That of the line in the log and of the reply's `X-Request-Id`; `-` for what the service did by itself. */
  readonly requestId: string;
  readonly action: string;
  readonly target: string;
  readonly detail: string | null;
}

/** The newest `limit` entries, oldest of them first. Fails with DataError. */
export function readAudit(folder: string, limit: number): readonly AuditEntry[] {
  if (!existsSync(join(folder, DATABASE))) throw new DataError('NoData', `There is no database in ${folder}. Name the data folder of the service with --data.`);
  try {
    const database = openToRead(folder, 5_000);
    try {
      const rows = database.prepare('select time, user_name as user, request_id as requestId, action, target, detail from audit order by sequence desc limit ?').all(limit);
      return rows.map((row): AuditEntry => ({ time: text(row['time']), user: text(row['user']), requestId: text(row['requestId']), action: text(row['action']), target: text(row['target']), detail: row['detail'] === null ? null : text(row['detail']) })).toReversed();
    } finally {
      database.close();
    }
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
    if (sqliteFailure(error) === 'Full') throw noRoom(folder, error);
    throw new DataError('Unusable', `The database in ${folder} cannot be read (${error instanceof Error ? error.message : String(error)}). Look at it with "sma doctor".`, { cause: error });
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
