/** What a data folder consists of, for those who copy it and look after it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const DATABASE = 'sma.db';
export const KEY_FILE = 'secret.key';
/** Beside the database. Modules are unpacked from it again; a log and locks belong to a running service. */
export const SIDE_FILES = [KEY_FILE, 'users.json', 'tls.pem', 'password'] as const;
export const MANIFEST = 'backup.json';

export interface Manifest {
  readonly format: 1;
  readonly product: string;
  /** UTC, ISO text. */
  readonly time: string;
  readonly schema: number;
  /** SHA-256 of each file, hex. */
  readonly files: Readonly<Record<string, string>>;
}

export const digestOf = (folder: string, name: string): string => createHash('sha256').update(readFileSync(join(folder, name))).digest('hex');

/** A fault of a data folder or a backup, in one sentence with the next step. */
export class DataError extends Error {
  override readonly name = 'DataError';
  readonly code: 'NoData' | 'TargetNotEmpty' | 'BackupDamaged' | 'BackupNewer' | 'Unusable';

  constructor(code: DataError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
