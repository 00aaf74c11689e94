import assert from 'node:assert/strict';
import { once } from 'node:events';
import { closeSync, copyFileSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { endianness, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { readWalIndex } from '../../../src/service/store/log/walIndex.ts';
import { examineLogInUse, examineLogOf, examineWal } from '../../../src/service/store/log/walCheck.ts';

type Steps = readonly (readonly [how: string, rows: number, more: number])[];
/** Of a frame somewhere in the log, a byte of anything but the mark of its commit. */
interface Damage { readonly at: number; readonly offset: number; readonly flip: number }

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

  /** How many frames SQLite itself counts as committed: `mxFrame` of its index of the log (https://sqlite.org/walformat.html#the_wal_index_file_format). */
  function committed(database: string): number {
    const head = readFileSync(`${database}-shm`).subarray(0, 20);
    return endianness() === 'LE' ? head.readUInt32LE(16) : head.readUInt32BE(16);
  }
  const frames = (bytes: Buffer, page: number): number => Math.floor((bytes.length - HEADER) / (FRAME_HEADER + page));

  it('holds frames of what was rolled back, and none of them is a loss', () => {
    const live = join(folder, 'live.db'), writer = new DatabaseSync(live);
    // Pages that the memory does not take go to the log before their transaction ends.
    writer.exec('pragma journal_mode = wal; pragma wal_autocheckpoint = 0; pragma cache_size = 10; create table t (a integer primary key, b blob)');
    writer.exec('begin; with recursive n(i) as (select 1 union all select i + 1 from n where i < 200) insert into t (b) select randomblob(3000) from n');
    writer.exec('rollback; insert into t (b) values (1)');
    const bytes = readFileSync(`${live}-wal`), end = committed(live);
    assert.ok(frames(bytes, 4096) > end + 100, 'they are there');
    assert.deepEqual(examineWal(bytes), { readable: end, unreadable: 0 });
    copyFileSync(live, path);
    assert.equal(rowsOf(bytes), 1);
    writer.close();
  });

  it('tells every frame that a commit needs, and no other, whatever was committed, rolled back and damaged', () => {
    const check = (value: Steps, damages: readonly Damage[]): void => {
      const live = join(folder, `${crypto.randomUUID()}.db`), writer = new DatabaseSync(live);
      try {
        writer.exec('pragma page_size = 512; pragma journal_mode = wal; pragma wal_autocheckpoint = 0; pragma cache_size = 5; create table t (a integer primary key, b blob)');
        const fill = (rows: number): void => writer.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows}) insert into t (b) select randomblob(700) from n`);
        for (const [how, rows, more] of value) {
          if (how === 'fold') { writer.exec('pragma wal_checkpoint(restart)'); continue; }
          writer.exec('begin');
          fill(rows);
          // Pages that are in the log already are written again where they are, and their sums are put right with the commit.
          if (more > 10) writer.exec(`update t set b = randomblob(700) where a % ${more} = 0`);
          if (how === 'part') { writer.exec('savepoint s'); fill(more); writer.exec('rollback to s'); }
          writer.exec(how === 'rollback' ? 'rollback' : 'commit');
        }
        const bytes = readFileSync(`${live}-wal`), size = FRAME_HEADER + 512, count = frames(bytes, 512), end = committed(live);
        // After a fold the log has begun anew with the next commit only.
        const found = examineWal(bytes);
        assert.equal(found?.unreadable, 0);
        assert.ok(found.readable >= end && found.readable <= count);
        for (const { at, offset, flip } of damages) {
          const frame = Math.floor(at * count), damaged = Buffer.from(bytes), byte = HEADER + frame * size + (offset < 4 ? offset : 8 + (offset - 4) % (size - 8));
          damaged[byte] = damaged[byte]! ^ flip;
          const told = examineWal(damaged);
          if (frame < end) {
            assert.equal(told?.readable, frame, `frame ${frame} of ${end}`);
            assert.ok(told.unreadable > 0 && told.unreadable >= end - frame - 1, `frame ${frame} of ${end} in ${count}: ${JSON.stringify(told)}`);
          } else assert.equal(told?.unreadable, 0, `frame ${frame} behind ${end}`);
          // With the index nothing is left to the marks: whatever is damaged, what is committed and cannot be read is counted.
          damaged.writeUInt32BE(frame % 2, HEADER + frame * size + 4);
          writeFileSync(`${path}-wal`, damaged);
          assert.deepEqual(examineLogOf(path, readWalIndex(live)), { readable: Math.min(frame, found.readable), unreadable: Math.max(0, end - frame) });
        }
      } finally {
        writer.close();
      }
    };
    const step = fc.tuple(fc.constantFrom('commit', 'rollback', 'part', 'fold'), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 30 }));
    const damage = fc.record({ at: fc.double({ min: 0, max: 0.999_999, noNaN: true }), offset: fc.nat({ max: 531 }), flip: fc.integer({ min: 1, max: 255 }) });
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), fc.array(damage, { minLength: 4, maxLength: 12 }), check), { numRuns: 60 });
  });

  it('that is damaged is told so while somebody goes on writing to it', async () => {
    const writer = new Worker(`const { DatabaseSync } = require('node:sqlite'), { parentPort, workerData } = require('node:worker_threads');
      const database = new DatabaseSync(workerData);
      database.exec('pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table t (a integer primary key, b blob)');
      for (let n = 0; n < 20; n += 1) database.exec('insert into t (b) values (randomblob(9000))');
      parentPort.postMessage('begun');
      setInterval(() => database.exec('insert into t (b) values (randomblob(100))'), 5);`, { eval: true, workerData: path });
    try {
      await once(writer, 'message');
      const well = examineLogInUse(path);
      assert.equal(well?.unreadable, 0);
      const file = openSync(`${path}-wal`, 'r+');
      writeSync(file, Buffer.alloc(8, 0xEE), 0, 8, HEADER + 20 * (FRAME_HEADER + 4096) + 1_000);
      closeSync(file);
      const found = examineLogInUse(path);
      assert.equal(found?.readable, 20);
      assert.ok(found.unreadable > 40, String(found.unreadable));
    } finally {
      await writer.terminate();
    }
  });

  it('is compared with what those who use it know to be committed: a last commit that is wiped out or cut off is told, one that came to nothing is none', () => {
    const live = join(folder, 'live.db'), log = `${live}-wal`, writer = new DatabaseSync(live), size = FRAME_HEADER + 4096;
    writer.exec('pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table t (a integer primary key, b blob)');
    for (let count = 0; count < 5; count += 1) writer.exec('insert into t (b) values (randomblob(9000))');
    const bytes = readFileSync(log), count = frames(bytes, 4096);
    assert.deepEqual(readWalIndex(live)?.committed, count);
    const look = (change: Buffer): unknown => {
      writeFileSync(log, change);
      return examineLogInUse(live, true);
    };
    assert.deepEqual(look(bytes), { readable: count, unreadable: 0 });
    assert.deepEqual(look(Buffer.from(bytes).fill(0, bytes.length - 2 * size)), { readable: count - 2, unreadable: 2 });
    assert.deepEqual(look(bytes.subarray(0, bytes.length - size)), { readable: count - 1, unreadable: 1 });
    // Written to the log, and given back since there was no room for its place in the index.
    const stale = Buffer.from(bytes.subarray(bytes.length - size)).fill(1, 16, 24);
    assert.deepEqual(look(Buffer.concat([bytes, stale])), { readable: count, unreadable: 0 });
    assert.deepEqual(examineLogInUse(live), { readable: count, unreadable: 1 });
    // An index of another log says nothing.
    assert.deepEqual(examineLogOf(live, { committed: 99, salts: [1, 2] }), examineLogOf(live));
    writeFileSync(log, bytes);
    writer.close();
    assert.equal(readWalIndex(live), undefined);
  });

  it('may be none, empty, or no log at all', () => {
    assert.equal(examineLogOf(path), undefined);
    for (const text of ['', 'x'.repeat(55)]) assert.equal(examineWal(Buffer.from(text)), undefined);
    assert.deepEqual(examineWal(Buffer.alloc(HEADER + 3 * (FRAME_HEADER + 4096), 0xEE)), { readable: 0, unreadable: 3 });
  });
});
