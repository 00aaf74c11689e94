import type { CompiledQuery, QueryResult } from 'kysely';
import type { Reader, Writer } from '../store.ts';
import type { TakenRows } from './takeRows.ts';

/** Carries out a question up to a size of its answer in characters (dialect.ts); whole where none is given. */
export async function executeUpTo<Row>(db: Reader | Writer, query: { compile(db: Reader | Writer): CompiledQuery<Row> }, most: number | undefined): Promise<TakenRows<Row>> {
  const compiled: CompiledQuery<Row> & { readonly most?: number } = { ...query.compile(db), ...(most === undefined ? {} : { most }) };
  const result: QueryResult<Row> & { readonly isCut?: boolean } = await db.executeQuery(compiled);
  return { rows: result.rows, isCut: result.isCut === true };
}
