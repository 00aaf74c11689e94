/** What a failure of SQLite means to an operator, read from its result code (https://sqlite.org/rescode.html). */
export type SqliteFailure = 'Locked' | 'Damaged' | 'Full' | 'ReadOnly' | 'CannotOpen' | 'Constraint' | 'TooBig' | 'TooComplex' | 'Other';

const BY_CODE = new Map<number, SqliteFailure>([
  [3, 'ReadOnly'], [5, 'Locked'], [6, 'Locked'], [8, 'ReadOnly'], [10, 'Other'], [11, 'Damaged'], [13, 'Full'],
  [14, 'CannotOpen'], [18, 'TooBig'], [19, 'Constraint'], [26, 'Damaged'],
]);

/** No room for the index of the log, which SQLite calls an error of the disk (SQLITE_IOERR_SHMSIZE). */
const NO_ROOM_BESIDE = 4874;

/** What no limit of ours has foreseen (https://sqlite.org/limits.html); the texts are SQLite's, which has no code for them. */
const TOO_COMPLEX = /^(?:Expression tree is too large|at most \d+ tables in a join|too many FROM clause terms|parser stack overflow)/;

/** Undefined where the error is not SQLite's. */
export function sqliteFailure(error: unknown): SqliteFailure | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  if (error.errcode === 1 && TOO_COMPLEX.test(error.message)) return 'TooComplex';
  if (error.errcode === NO_ROOM_BESIDE) return 'Full';
  return BY_CODE.get(error.errcode & 0xff) ?? 'Other';
}

/** True where the file is none of SQLite's: its first bytes are others (SQLITE_NOTADB). */
export const isNoDatabase = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === 26;
