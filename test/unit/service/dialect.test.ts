import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { NodeSqliteDialect, type Begin } from '../../../src/service/store/dialect.ts';
import { sqliteFailure } from '../../../src/service/store/sqliteFailure.ts';

interface Table { readonly t: { readonly a: number } }

describe('a database that another program has locked whole', () => {
  let folder: string;
  let other: DatabaseSync;
  let db: Kysely<Table>;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sma-dialect-'));
    other = new DatabaseSync(join(folder, 'a.db'));
    // Without a write-ahead log a lock shuts out readers too.
    other.exec('create table t (a integer); insert into t values (1)');
  });
  afterEach(async () => {
    await db.destroy();
    other.close();
    rmSync(folder, { recursive: true });
  });
  const open = (begin: Begin): void => {
    const database = new DatabaseSync(join(folder, 'a.db'), { timeout: 0 });
    db = new Kysely<Table>({ dialect: new NodeSqliteDialect(database, begin) });
  };
  const count = (): Promise<number> => db.transaction().execute(async (work) => (await sql<{ readonly n: number }>`select count(*) as n from t`.execute(work)).rows[0]?.n ?? 0);

  for (const mode of ['read', 'write'] as const) {
    it(`is waited for by who wants to ${mode}, while others work`, async () => {
      open({ mode, milliseconds: 60_000 });
      other.exec('begin exclusive; insert into t values (2)');
      const counted = count();
      // Were the wait the database's own, this would not run before it is over, and fails.
      setImmediate(() => other.exec('commit'));
      assert.equal(await counted, 2);
      assert.equal(await count(), 2, 'and the connection goes on');
    });

    it(`is told in the end to who wants to ${mode}`, async () => {
      open({ mode, milliseconds: 50 });
      other.exec('begin exclusive');
      await Promise.all([count(), count()].map((one) => assert.rejects(one, (error) => sqliteFailure(error) === 'Locked')));
      other.exec('rollback');
      assert.equal(await count(), 1);
    });
  }
});
