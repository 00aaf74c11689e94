/** Texts are the same whatever the case of their letters (sma-rest-api.md 3.7): in `eq`, in keys, and where names must be unique. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { fold, FOLD, isAscii } from './letterCase.ts';

/** That a column has a text. One of ASCII is found by an index; for others every row is looked at. */
export const isText = (column: RawBuilder<unknown>, text: string): RawBuilder<SqlBool> =>
  (isAscii(text) ? sql`${column} = ${text}` : sql`${sql.raw(FOLD)}(${column}) = ${fold(text)}`);

/** That a name, a column of the query, is the one given. */
export const isNamed = (column: string, name: string): RawBuilder<SqlBool> => isText(sql.ref(column), name);

/** That a name is one of those given. */
export const isOneOf = (column: string, names: readonly string[]): RawBuilder<SqlBool> =>
  (names.every(isAscii) ? sql`${sql.ref(column)} in (${sql.join(names)})` : sql`${sql.raw(FOLD)}(${sql.ref(column)}) in (${sql.join(names.map(fold))})`);

/** Those named as given come first, before others that differ in the case of letters: there are such in databases of earlier versions. */
export const exactFirst = (column: string, name: string): RawBuilder<unknown> => sql`${sql.ref(column)} = ${name} collate binary desc`;
