/**
 * Single statements, answered at once: each sees the newest state, whoever stored it, and needs no transaction. What asks
 * more than one question of the same state goes the other way (`Store.read`).
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { CompiledQuery, Kysely, RawBuilder } from 'kysely';
import { takeRows, type TakenRows } from './query/takeRows.ts';
import type { Tables } from './schema/tables.ts';
import { letGo } from './text/heldText.ts';
import { withNumbers, withTexts } from './text/storedText.ts';

/** A row's values in the order of the statement's columns. */
export type RowValues = readonly unknown[];

/** Older versions of Node give objects, in the same order. */
export const toRowValues = (rows: readonly unknown[]): readonly RowValues[] => rows.map((row) => (Array.isArray(row) ? row as RowValues : Object.values(row as object)));

const KEPT_STATEMENTS = 200;

export class QuickReader {
  readonly #database: DatabaseSync;
  readonly #compiler: Kysely<Tables>;
  readonly #statements = new Map<string, StatementSync>();

  /** `compiler` only writes the SQL. */
  constructor(database: DatabaseSync, compiler: Kysely<Tables>) {
    this.#database = database;
    this.#compiler = compiler;
  }

  compile(query: RawBuilder<unknown>): CompiledQuery {
    return query.compile(this.#compiler);
  }

  /** Fails as SQLite does. */
  rows(sql: string, parameters: readonly unknown[]): readonly RowValues[] {
    letGo();
    return toRowValues(this.#answered(sql, (statement) => withNumbers(statement, (narrow) => statement.all(...(parameters as readonly SQLInputValue[])).map((row) => narrow(withTexts(statement, row))))));
  }

  /** The same up to a size. */
  take(sql: string, parameters: readonly unknown[], most: number): TakenRows {
    const { rows, isCut } = this.#answered(sql, (statement) => takeRows(statement, parameters, most));
    return { rows: toRowValues(rows), isCut };
  }

  /** A statement that ended with an error says it again to whoever has it next, when SQLite makes it ready: it is not kept. */
  #answered<T>(sql: string, ask: (statement: StatementSync) => T): T {
    try {
      return ask(this.#statements.get(sql) ?? this.#prepare(sql));
    } catch (error) {
      this.#statements.delete(sql);
      throw error;
    }
  }

  #prepare(sql: string): StatementSync {
    const statement = this.#database.prepare(sql);
    (statement as Partial<Pick<StatementSync, 'setReturnArrays'>>).setReturnArrays?.(true);
    const [oldest] = this.#statements.keys();
    if (oldest !== undefined && this.#statements.size >= KEPT_STATEMENTS) this.#statements.delete(oldest);
    this.#statements.set(sql, statement);
    return statement;
  }
}
