import { sql, type RawBuilder } from 'kysely';

/**
 * The limit of a statement, `LIMIT ? + 0`. A bare parameter SQLite would look at: the statement would be parsed and planned again
 * whenever it is asked, to make the plan fit the number. A number written out can make it sort a whole table for a few rows.
 */
export const atMost = (count: number): RawBuilder<number> => sql<number>`${count} + 0`;
