import { sql, type RawBuilder } from 'kysely';
import type { SkipToken } from '../../../odata/query/skipToken.ts';
import { literalSql } from './expressionSql.ts';

type Sql = RawBuilder<unknown>;
export interface OrderPart { readonly sql: Sql; readonly descending: boolean; readonly mayBeNull: boolean }

/**
 * That a row comes after the one whose order values the token holds. Nulls come first when ascending, as SQLite and
 * the original's database have it. The first value is also compared alone: that bound is one an index can use.
 */
export function afterToken(order: readonly OrderPart[], token: SkipToken): Sql {
  const alternatives = order.map((part, index) => {
    const equal = order.slice(0, index).map((before, at) => sql`${before.sql} is ${literalSql(token[at] ?? null)}`);
    return sql`(${sql.join([...equal, beyond(part, token[index] ?? null)], sql` and `)})`;
  });
  const [first] = order;
  const value = token[0] ?? null;
  const bound = first === undefined || value === null || (first.descending && first.mayBeNull) ? undefined
    : first.descending ? sql`${first.sql} <= ${literalSql(value)}` : sql`${first.sql} >= ${literalSql(value)}`;
  const after = sql`(${sql.join(alternatives, sql` or `)})`;
  return bound === undefined || alternatives.length === 1 ? after : sql`(${bound} and ${after})`;
}

function beyond(part: OrderPart, value: SkipToken[number]): Sql {
  if (value === null) return part.descending ? sql`0` : sql`${part.sql} is not null`;
  if (!part.descending) return sql`${part.sql} > ${literalSql(value)}`;
  return part.mayBeNull ? sql`(${part.sql} < ${literalSql(value)} or ${part.sql} is null)` : sql`${part.sql} < ${literalSql(value)}`;
}
