/** Texts that expressions make: `concat` and `replace` multiply what they are given, and a row's own text may be of megabytes. */
import type { DatabaseSync } from 'node:sqlite';
import { odataError } from '../../../odata/errors.ts';

/** Bytes (UTF-8) of one text that an expression makes: twice what a request can bring. */
export const MOST_MADE = 16 * 1024 * 1024;
/** The function of SQL that refuses; it takes anything of the row, so that it is not asked before. */
export const TOO_LONG = 'sma_too_long';

/** Makes it known to a connection. It fails with TooComplex, and the statement with it. */
export function defineMadeText(database: DatabaseSync): void {
  database.function(TOO_LONG, { directOnly: true, varargs: true }, () => { throw odataError('TooComplex', 'bytes in a text that is put together', MOST_MADE); });
}
