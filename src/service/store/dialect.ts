/**
 * kysely over `node:sqlite`. One connection, handed to one holder at a time: a transaction spans awaits, and
 * no other query may slip into it. Statements are prepared once and kept.
 */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler,
  type DatabaseConnection, type DatabaseIntrospector, type Dialect, type DialectAdapter, type Driver, type Kysely,
  type QueryCompiler, type QueryResult, type TransactionSettings,
} from 'kysely';
import { Mutex } from './mutex.ts';
import { takeRows } from './query/takeRows.ts';
import { sqliteFailure } from './sqliteFailure.ts';
import { letGo } from './text/heldText.ts';
import { withNumbers, withTexts } from './text/storedText.ts';

/**
 * How a transaction of this connection begins: the lock is taken at once instead of failing half-way. Where another program
 * has it, it is waited for, for `milliseconds`, without holding up anybody else: SQLite's own waiting would stop the whole service.
 */
export interface Begin { readonly mode: 'read' | 'write'; readonly milliseconds: number }
/** A transaction that reads has its lock, and the state that it sees, from its first question on. */
const FIRST: Readonly<Record<Begin['mode'], readonly string[]>> = { read: ['begin deferred', 'select 1 from sqlite_schema limit 1'], write: ['begin immediate'] };

/** Between two tries for the lock: twice as long each time. The log's own folding has it for a moment only. */
const FIRST_LOCK_PAUSE = 1;
const LOCK_PAUSE = 25;
/** How long transactions may follow each other without letting anything else in. */
const TURN_MILLISECONDS = 2;

export class NodeSqliteDialect implements Dialect {
  readonly #database: DatabaseSync;
  readonly #begin: Begin;

  constructor(database: DatabaseSync, begin: Begin) {
    this.#database = database;
    this.#begin = begin;
  }

  createDriver(): Driver {
    return new NodeSqliteDriver(this.#database, this.#begin);
  }
  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }
  createAdapter(): DialectAdapter {
    return new SqliteAdapter();
  }
  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

class NodeSqliteDriver implements Driver {
  readonly #connection: NodeSqliteConnection;
  readonly #begin: Begin;
  readonly #mutex = new Mutex();
  /** Since when another program has had the lock, as far as was seen. */
  #lockedSince: number | undefined;
  /** The first transaction of this turn of the event loop. */
  #turnBegan: number | undefined;

  constructor(database: DatabaseSync, begin: Begin) {
    this.#connection = new NodeSqliteConnection(database);
    this.#begin = begin;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }
  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#mutex.acquire();
    await this.#letOthersIn();
    return this.#connection;
  }

  /** Those who wait for each other would go on one after the other, with nothing else in between: SQLite answers where it is asked. */
  async #letOthersIn(): Promise<void> {
    if (this.#turnBegan !== undefined && performance.now() - this.#turnBegan > TURN_MILLISECONDS) await nextTurn();
    if (this.#turnBegan !== undefined) return;
    this.#turnBegan = performance.now();
    setImmediate(() => { this.#turnBegan = undefined; });
  }
  async beginTransaction(connection: DatabaseConnection, _settings: TransactionSettings): Promise<void> {
    for (let pause = FIRST_LOCK_PAUSE; ; pause = Math.min(2 * pause, LOCK_PAUSE)) {
      try {
        for (const statement of FIRST[this.#begin.mode]) await connection.executeQuery(CompiledQuery.raw(statement));
        this.#lockedSince = undefined;
        return;
      } catch (error) {
        await this.rollbackTransaction(connection);
        if (sqliteFailure(error) !== 'Locked') throw error;
        // Counted from the first who met it: those behind in the queue need not all wait in turn.
        this.#lockedSince ??= performance.now();
        if (performance.now() - this.#lockedSince >= this.#begin.milliseconds) throw error;
        await sleep(pause);
      }
    }
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite has rolled back by itself after some failures (a full disk is one).
    if (this.#connection.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }
  releaseConnection(): Promise<void> {
    this.#mutex.release();
    return Promise.resolve();
  }
  destroy(): Promise<void> {
    this.#connection.close();
    return Promise.resolve();
  }
}

const KEPT_STATEMENTS = 400;

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, { readonly statement: StatementSync; readonly reads: boolean }>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // A promise built by hand: an error of SQLite must become a rejection and never be thrown at the caller.
    return new Promise<QueryResult<R>>((resolve) => {
      const { statement, reads } = this.#prepare(query.sql);
      letGo();
      const parameters = query.parameters.map(toSqlite);
      const most = 'most' in query && typeof query.most === 'number' ? query.most : undefined;
      if (most !== undefined) {
        const { rows, isCut } = takeRows(statement, parameters, most), taken: QueryResult<R> & { readonly isCut: boolean } = { rows: rows as R[], isCut };
        resolve(taken);
        return;
      }
      if (reads) {
        // What a row holds is what the caller's types say of the query; SQLite itself is not typed.
        resolve({ rows: withNumbers(statement, (narrow) => statement.all(...parameters).map((row) => narrow(withTexts(statement, row)))) as R[] });
        return;
      }
      const { changes, lastInsertRowid } = statement.run(...parameters);
      resolve({ rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) });
    }).catch((error: unknown) => {
      // Whoever had it next would be told the same again (quickReader.ts).
      this.#statements.delete(query.sql);
      throw error;
    });
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    await Promise.reject(new Error('Read page by page: a cursor would hold the connection.'));
    yield { rows: [] };
  }

  close(): void {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  #prepare(sql: string): { readonly statement: StatementSync; readonly reads: boolean } {
    const kept = this.#statements.get(sql);
    if (kept !== undefined) return kept;
    const statement = this.#database.prepare(sql);
    const entry = { statement, reads: statement.columns().length > 0 };
    if (this.#statements.size >= KEPT_STATEMENTS) {
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    this.#statements.set(sql, entry);
    return entry;
  }
}

function toSqlite(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`A ${typeof value} cannot be stored.`);
}
