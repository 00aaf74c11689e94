import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { examineLogOf, examineWal } from '../../../src/service/store/log/walCheck.ts';

const HEADER = 32;
const FRAME_HEADER = 24;

describe('the log of a database that nobody has folded', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sma-wal-'));
    path = join(folder, 'a.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** As a process that was killed leaves it: `commits` of some pages each. */
  function log(page: number, commits: number): Buffer {
    const live = join(folder, 'live.db'), writer = new DatabaseSync(live);
    writer.exec(`pragma page_size = ${page}; pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table t (a integer primary key, b blob)`);
    for (let count = 0; count < commits; count += 1) writer.exec(`insert into t (b) values (randomblob(${3 * page}))`);
    copyFileSync(live, path);
    const bytes = readFileSync(`${live}-wal`);
    writer.close();
    return bytes;
  }
  const rowsOf = (bytes: Buffer): unknown => {
    writeFileSync(`${path}-wal`, bytes);
    rmSync(`${path}-shm`, { force: true });
    const reader = new DatabaseSync(path, { readOnly: true });
    try {
      return reader.prepare('select count(*) as n from t').get()?.['n'];
    } finally {
      reader.close();
    }
  };

  for (const page of [512, 4096, 65_536]) {
    it(`is read piece by piece, page by page, as far as SQLite does (pages of ${page})`, () => {
      const bytes = log(page, page === 65_536 ? 30 : 200), size = FRAME_HEADER + page, count = (bytes.length - HEADER) / size;
      assert.deepEqual(examineWal(bytes), { readable: count, unreadable: 0 });
      writeFileSync(`${path}-wal`, bytes);
      assert.deepEqual(examineLogOf(path), { readable: count, unreadable: 0 });
      const commits = rowsOf(bytes);
      // At the edges, and where one piece ends and the next begins.
      for (const frame of new Set([0, 1, Math.floor(1024 * 1024 / size) - 1, Math.floor(1024 * 1024 / size), Math.floor(count / 2), count - 1].filter((one) => one < count))) {
        for (const offset of [5, FRAME_HEADER + page - 1]) {
          const damaged = Buffer.from(bytes), at = HEADER + frame * size + offset;
          damaged.writeUInt8(damaged.readUInt8(at) ^ 0x10, at);
          writeFileSync(`${path}-wal`, damaged);
          assert.deepEqual(examineLogOf(path), { readable: frame, unreadable: count - frame }, `${frame}/${offset}`);
          if (frame > 2) assert.ok(Number(rowsOf(damaged)) < Number(commits), 'SQLite reads no more');
        }
      }
      for (const cut of [1, size - 1, size, 3 * size + 7]) assert.deepEqual(examineWal(bytes.subarray(0, bytes.length - cut)), { readable: count - Math.ceil(cut / size), unreadable: 0 });
    });
  }

  it('may be counted in the other order of bytes', () => {
    const bytes = log(1024, 40), size = FRAME_HEADER + 1024, count = (bytes.length - HEADER) / size;
    const turned = Buffer.from(bytes);
    turned.writeUInt32BE(0x377F0683, 0);
    let [first, second] = [0, 0];
    const add = (start: number, length: number): void => {
      for (let at = start; at < start + length; at += 8) {
        first = (first + turned.readUInt32BE(at) + second) >>> 0;
        second = (second + turned.readUInt32BE(at + 4) + first) >>> 0;
      }
    };
    const write = (at: number): void => {
      turned.writeUInt32BE(first, at);
      turned.writeUInt32BE(second, at + 4);
    };
    add(0, 24);
    write(24);
    for (let at = HEADER; at < turned.length; at += size) {
      add(at, 8);
      add(at + FRAME_HEADER, 1024);
      write(at + 16);
    }
    assert.deepEqual(examineWal(turned), { readable: count, unreadable: 0 });
    assert.equal(rowsOf(turned), 40, 'SQLite reads it too');
  });

  it('may be none, empty, or no log at all', () => {
    assert.equal(examineLogOf(path), undefined);
    for (const text of ['', 'x'.repeat(55)]) assert.equal(examineWal(Buffer.from(text)), undefined);
    assert.deepEqual(examineWal(Buffer.alloc(HEADER + 3 * (FRAME_HEADER + 4096), 0xEE)), { readable: 0, unreadable: 3 });
  });
});
