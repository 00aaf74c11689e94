import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LogFolding } from '../../../src/service/store/log/logFolding.ts';
import { BEGIN_ANEW, foldOnce } from '../../../src/service/threads/fold.ts';
import { openThere } from '../../../src/service/threads/openThere.ts';
import { eventually } from '../../support/eventually.ts';

/** Commits that a thread waits for, and more. */
const ENOUGH = 64;

describe('folding the log beside the work', () => {
  let folder: string;
  let path: string;
  let writer: DatabaseSync;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sma-fold-'));
    path = join(folder, 'a.db');
    writer = new DatabaseSync(path);
    writer.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma wal_autocheckpoint = 0; create table t (a integer primary key, b blob)');
  });
  afterEach(() => {
    writer.close();
    rmSync(folder, { recursive: true });
  });
  const write = (pages: number): void => writer.exec(`insert into t (b) values (zeroblob(${pages * 4096}))`);
  const rows = (): number => Number(writer.prepare('select count(*) as n from t').get()?.['n']);

  it('happens in a thread, while who writes goes on', async () => {
    const folding = new LogFolding(path);
    for (let count = 0; count < ENOUGH; count += 1) {
      write(4);
      folding.committed();
    }
    await eventually(() => {
      // The last of it, too, comes with what is written later.
      write(4);
      folding.committed();
      return statSync(path).size > ENOUGH * 4 * 4096;
    });
    await folding.close();
    assert.ok(rows() > ENOUGH);
    assert.equal(writer.prepare('pragma integrity_check').get()?.['integrity_check'], 'ok');
  });

  it('lets a long log begin anew', () => {
    write(BEGIN_ANEW + 10);
    const long = statSync(`${path}-wal`).size;
    using thread = openThere(path, 0);
    foldOnce(thread);
    for (let count = 0; count < 20; count += 1) {
      write(BEGIN_ANEW / 10);
      foldOnce(thread);
    }
    assert.ok(statSync(`${path}-wal`).size < 1.5 * long, `${statSync(`${path}-wal`).size} and ${long}`);
    assert.equal(rows(), 21);
  });

  it('leaves what somebody reads, and what somebody writes', () => {
    write(BEGIN_ANEW + 10);
    const reader = new DatabaseSync(path, { readOnly: true });
    reader.exec('begin');
    const before = reader.prepare('select count(*) as n from t').get()?.['n'];
    write(10);
    using thread = openThere(path, 0);
    foldOnce(thread);
    writer.exec('begin immediate');
    write(10);
    foldOnce(thread);
    writer.exec('commit');
    assert.equal(reader.prepare('select count(*) as n from t').get()?.['n'], before);
    reader.close();
    assert.equal(rows(), 3);
  });

  it('begins another thread when one has ended, and makes no database where there is none any more', async () => {
    const gone = join(folder, 'gone.db');
    const folding = new LogFolding(gone);
    for (let count = 0; count < ENOUGH; count += 1) folding.committed();
    // Its thread finds nothing to open, and ends: the next one finds the database.
    await eventually(() => folding.threads > 1 || (folding.committed(), false));
    assert.equal(existsSync(gone), false);
    await folding.close();
  });

  it('ends while it works', async () => {
    const folding = new LogFolding(path);
    write(BEGIN_ANEW);
    for (let count = 0; count < ENOUGH; count += 1) folding.committed();
    await folding.close();
    folding.committed();
    assert.equal(rows(), 1);
  });
});
