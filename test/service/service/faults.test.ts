import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { DatabaseSync } from 'node:sqlite';
import { ServiceStartError } from '../../../src/service/startError.ts';
import { MARK_FILE } from '../../../src/service/store/log/commitMark.ts';
import { Store } from '../../../src/service/store/store.ts';
import { examine } from '../../../src/service/data/doctor.ts';
import { MIGRATIONS } from '../../../src/service/store/schema/migrations.ts';
import { migrate } from '../../../src/service/store/schema/migrate.ts';
import { backupData } from '../../../src/service/data/backup.ts';
import { restoreData } from '../../../src/service/data/restore.ts';
import { keepWhatIsLeft } from '../../../src/service/store/log/logLoss.ts';
import { examineWal } from '../../../src/service/store/log/walCheck.ts';
import { eventually } from '../../support/eventually.ts';
import { FakeClock } from '../support/clock.ts';
import { importRunbook, rows, start } from '../support/conversation.ts';
import { insertRow } from '../support/insertRow.ts';
import { checkInvariants } from '../support/invariants.ts';
import { serve, temporaryFolder, USER } from '../support/serviceUnderTest.ts';

const AUTHORIZATION = `Authorization: Basic ${Buffer.from(`${USER.name}:${USER.password}`).toString('base64')}\r\n`;

type Loss = readonly [how: string, spoil: (path: string) => void];
type MarkChange = (mark: string) => string | Buffer | undefined;

describe('faults', () => {
  const folders: string[] = [];
  const folder = (): string => {
    const path = temporaryFolder();
    folders.push(path);
    return path;
  };
  after(() => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));

  /** Fewer than after which the log is folded into the database, and begun anew (store/log/logFolding.ts). */
  const WRITES = 16;
  /** A data folder as a killed process leaves it: the log is not folded in. */
  async function killed(before = 0): Promise<string> {
    const path = folder();
    const live = folder();
    // What a service that ended well has left is in the database itself.
    if (before > 0) { await using first = await serve({ dataFolder: live }); for (let n = 0; n < before; n += 1) assert.equal((await first.http.post('Variables', { Name: `old${n}`, Value: String(n) })).status, 201); }
    await using under = await serve({ dataFolder: live });
    for (let n = 0; n < WRITES; n += 1) assert.equal((await under.http.post('Variables', { Name: `v${n}`, Value: String(n) })).status, 201);
    for (const name of readdirSync(live)) if ((!name.startsWith('service.') || name === MARK_FILE) && !name.endsWith('-shm')) cpSync(join(live, name), join(path, name), { recursive: true });
    writeFileSync(join(path, 'service.pid'), '1\nopened\n');
    return path;
  }
  const restart = async (path: string): Promise<{ readonly count: number; readonly told: string | undefined }> => {
    await using under = await serve({ dataFolder: path });
    const count = Number((await under.http.get('Variables/$count')).data);
    const told = under.logger.entries.find((entry) => entry.level === 'error')?.message;
    assert.equal(under.service.loss, told, 'whoever started it can tell it too');
    return { count, told };
  };

  it('a log that is whole is read whole, and nothing is said', async () => {
    const path = await killed();
    const finding = examineWal(readFileSync(join(path, 'sma.db-wal')));
    assert.ok(finding !== undefined && finding.readable > 2 * WRITES && finding.unreadable === 0, JSON.stringify(finding));
    assert.deepEqual(await restart(path), { count: WRITES, told: undefined });
  });

  it('a log that is damaged in its middle is read up to there, kept, and told', async () => {
    const path = await killed();
    const bytes = readFileSync(join(path, 'sma.db-wal'));
    // The schema comes first, the writes are at the end.
    bytes.fill(0xEE, Math.floor(bytes.length * 0.85), Math.floor(bytes.length * 0.85) + 100);
    writeFileSync(join(path, 'sma.db-wal'), bytes);
    const { count, told } = await restart(path);
    assert.ok(count > 0 && count < WRITES, String(count));
    assert.match(told ?? '', /^\d+ of \d+ pages in the log of the database cannot be read; it was damaged: (a change|\d+ changes) that the service had confirmed .*sma\.db\.lost-.* is a copy of the database as it was found, .*-wal of its log/);
    const copy = readdirSync(path).find((name) => name.includes('.lost-') && name.endsWith('-wal')) ?? '';
    assert.deepEqual(readFileSync(join(path, copy)), bytes);
    checkInvariants(path);
    assert.equal((await restart(path)).told, undefined);
  });

  it('once a start has told of a damaged log and kept a copy, it is well for who looks after the data, a backup can be made, and no later start tells it again', async () => {
    const path = await killed(20), log = join(path, 'sma.db-wal'), bytes = readFileSync(log), backup = `${path}-backup`;
    folders.push(backup);
    writeFileSync(log, bytes.fill(0xEE, Math.floor(bytes.length * 0.6), Math.floor(bytes.length * 0.6) + 100));
    await using under = await serve({ dataFolder: path });
    assert.match(under.service.loss ?? '', /pages in the log of the database cannot be read/);
    assert.equal((await under.http.post('Variables', { Name: 'after', Value: '1' })).status, 201);
    const found = examine(path, Date.now()).find(({ what }) => what === 'log');
    assert.equal(found?.state, 'ok', found?.detail);
    await backupData(path, backup, { now: new Date() });
    // Killed in turn.
    const next = folder();
    for (const name of readdirSync(path)) if (!name.startsWith('service.') && !name.endsWith('-shm') && !name.includes('.lost-')) cpSync(join(path, name), join(next, name), { recursive: true });
    cpSync(join(path, MARK_FILE), join(next, MARK_FILE));
    writeFileSync(join(next, 'service.pid'), '1\nopened\n');
    assert.equal((await restart(next)).told, undefined);
  });

  it('a last commit that the log would not give back is told while the service runs, which itself reads it still', async () => {
    const path = folder();
    await using under = await serve({ dataFolder: path });
    assert.equal((await under.http.post('Variables', { Name: 'last', Value: '1' })).status, 201);
    const bytes = readFileSync(logOf(path));
    try {
      // What says where the page belongs, and that a commit ends there; only who opens the log anew looks at it.
      const last = bytes.length - 4120;
      writeFileSync(logOf(path), Buffer.from(bytes).fill(0, last, last + 24));
      const found = examine(path, Date.now()).find(({ what }) => what === 'log');
      assert.deepEqual([found?.state, /^1 of its \d+ pages cannot be read/.test(found?.detail ?? '')], ['problem', true], found?.detail);
      await assert.rejects(backupData(path, `${path}-backup`, { now: new Date() }), /^DataError: 1 of \d+ pages in the log of .* cannot be read, and would be missing in the backup/);
    } finally {
      writeFileSync(logOf(path), bytes);
    }
    assert.equal(examine(path, Date.now()).find(({ what }) => what === 'log')?.state, 'ok');
  });

  it('a large change set that is rolled back is no damage of the log: not for who looks after the data, not for the next start', async () => {
    const live = folder(), path = folder(), backup = `${path}-backup`;
    folders.push(backup);
    {
      await using under = await serve({ dataFolder: live });
      assert.equal((await under.http.post('Variables', { Name: 'twice', Value: '1' })).status, 201);
      const parts = [...Array.from({ length: 10 }, (_, at) => ({ Name: `large${at}`, Value: JSON.stringify(randomBytes(400_000).toString('hex')) })), { Name: 'twice', Value: '1' }]
        .map((body) => `--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nPOST ${String(under.http.defaults.baseURL)}Variables HTTP/1.1\r\nContent-Type: application/json;odata=verbose\r\n\r\n${JSON.stringify(body)}\r\n`);
      const answer = await under.http.post('$batch', `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${parts.join('')}--c--\r\n--b--\r\n`, { headers: { 'Content-Type': 'multipart/mixed; boundary=b' } });
      assert.match(String(answer.data), /HTTP\/1\.1 409/);
      assert.equal((await under.http.post('Variables', { Name: 'small', Value: '1' })).status, 201);
      const log = readFileSync(logOf(live)), finding = examineWal(log);
      assert.ok(finding !== undefined && log.length > (finding.readable + 200) * 4120, 'what was rolled back is in the log');
      const found = examine(live, Date.now()).find(({ what }) => what === 'log');
      assert.equal(found?.state, 'ok', found?.detail);
      await backupData(live, backup, { now: new Date() });
      for (const name of readdirSync(live)) if ((!name.startsWith('service.') || name === MARK_FILE) && !name.endsWith('-shm')) cpSync(join(live, name), join(path, name), { recursive: true });
      writeFileSync(join(path, 'service.pid'), '1\nopened\n');
    }
    assert.deepEqual(await restart(path), { count: 2, told: undefined });
    assert.deepEqual(readdirSync(path).filter((name) => name.includes('damaged')), []);
  });

  it('a log whose header is damaged is kept and told, wherever in it that is; who looks after the data is told before', async () => {
    for (const at of [3, 10, 17, 22, 26]) {
      const path = await killed(), log = join(path, 'sma.db-wal'), bytes = readFileSync(log);
      bytes[at] = bytes[at]! ^ 1;
      writeFileSync(log, bytes);
      assert.match(keepWhatIsLeft(join(path, 'sma.db'), undefined, new Date()) ?? '', /\d+ of \d+ pages in the log of the database cannot be read.*a copy is .*sma\.db-wal\.damaged-/, String(at));
    }
    const path = await killed(20), log = join(path, 'sma.db-wal'), bytes = readFileSync(log);
    writeFileSync(log, bytes.fill(0xEE, Math.floor(bytes.length * 0.85), Math.floor(bytes.length * 0.85) + 100));
    assert.match(examine(path, Date.now()).find(({ what }) => what === 'log')?.detail ?? '', /^\d+ of its \d+ pages cannot be read, and (a change|\d+ changes) that the service had confirmed/);
    await assert.rejects(backupData(path, `${path}-backup`, { now: new Date() }), /pages in the log of .* cannot be read, and would be missing in the backup/);
    assert.deepEqual(readFileSync(log), bytes);
  });

  it('a database that is damaged keeps its log: restored, it has every write', async () => {
    const path = await killed(20), database = join(path, 'sma.db'), sound = readFileSync(database), log = readFileSync(join(path, 'sma.db-wal'));
    const broken = Buffer.from(sound).fill(0x5A, Math.floor(sound.length / 3));
    writeFileSync(database, broken);
    for (let time = 0; time < 2; time += 1) {
      await assert.rejects(serve({ dataFolder: path }), (error) => ServiceStartError.is(error, 'DatabaseDamaged') && error.message.includes('It was left as it is'));
      assert.ok(readFileSync(database).equals(broken) && readFileSync(join(path, 'sma.db-wal')).equals(log), 'both files as they were');
    }
    writeFileSync(database, sound);
    assert.equal((await restart(path)).count, 20 + WRITES);
  });

  /** A database that is too large to be looked through before the service answers. */
  async function large(): Promise<string> {
    const path = folder();
    { await using first = await serve({ dataFolder: path }); assert.equal((await first.http.post('Variables', { Name: 'kept', Value: '1' })).status, 201); }
    const database = new DatabaseSync(join(path, 'sma.db'));
    database.exec('create table filler (text); with recursive n(i) as (select 1 union all select i + 1 from n where i < 6000) insert into filler select printf(\'%03000d\', i) from n; pragma wal_checkpoint(truncate)');
    database.close();
    return path;
  }

  it('a large database that is well is looked through while the service answers, and nothing is said', async () => {
    const store = Store.open({ folder: await large() });
    try {
      assert.equal(store.opening.isUnchecked, true);
      assert.equal(await store.check(), undefined);
    } finally {
      await store.close();
    }
  });

  it('a large database that is damaged behind its first pages ends the service, which does not start again', async () => {
    const path = await large(), file = join(path, 'sma.db');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xAB, bytes.length - 8_192 * 20, bytes.length - 8_192));
    {
      await using under = await serve({ dataFolder: path });
      await under.service.closed;
      assert.match(under.service.failure ?? '', /sma\.db is damaged \(.*\)\. The service ends, so that no more is lost: restore a backup/);
      assert.equal(under.logger.entries.find((entry) => entry.level === 'error')?.message, under.service.failure);
    }
    const broken = readFileSync(file);
    for (let time = 0; time < 2; time += 1) await assert.rejects(serve({ dataFolder: path }), (error) => ServiceStartError.is(error, 'DatabaseDamaged') && error.message.includes('It was left as it is'));
    assert.ok(readFileSync(file).equals(broken));
  });

  it('a database that was emptied beside its key is not taken for a new one', async () => {
    const path = folder();
    { await using first = await serve({ dataFolder: path }); assert.equal((await first.http.post('Variables', { Name: 's', Value: '"x"', IsEncrypted: true })).status, 201); }
    truncateSync(join(path, 'sma.db'));
    await assert.rejects(serve({ dataFolder: path }), (error) => ServiceStartError.is(error, 'DatabaseDamaged') && /is empty, though secret\.key beside it/.test(error.message));
    assert.equal(readFileSync(join(path, 'sma.db')).length, 0);
  });

  it('a log whose database is gone is not dropped', async () => {
    const path = await killed(), log = readFileSync(join(path, 'sma.db-wal'));
    rmSync(join(path, 'sma.db'));
    for (let time = 0; time < 2; time += 1) await assert.rejects(serve({ dataFolder: path }), (error) => ServiceStartError.is(error, 'DatabaseDamaged') && error.message.includes('it is missing, though its log'));
    assert.ok(readFileSync(join(path, 'sma.db-wal')).equals(log) && !existsSync(join(path, 'sma.db')), 'the log as it was');
  });

  it('a first start that was interrupted before it wrote anything is begun again', async () => {
    const path = folder();
    writeFileSync(join(path, 'sma.db'), '');
    await using under = await serve({ dataFolder: path });
    assert.equal(Number((await under.http.get('Variables/$count')).data), 0);
  });

  it('a first start that was killed in its first write is begun again', async () => {
    const path = folder(), other = folder();
    // The first write of a database that there is turns it into one with a log. Its journal is there until that is on the disk.
    const journaled = new DatabaseSync(join(other, 'sma.db'));
    journaled.exec('begin immediate; create table t (x)');
    // As it is once it is on the disk itself (https://sqlite.org/fileformat2.html#the_rollback_journal): with its eight first bytes.
    writeFileSync(join(path, 'sma.db-journal'), Buffer.concat([Buffer.from('d9d505f920a163d7', 'hex'), readFileSync(join(other, 'sma.db-journal')).subarray(8)]));
    journaled.close();
    const made = new DatabaseSync(join(path, 'made'));
    made.exec('pragma journal_mode = wal');
    made.close();
    renameSync(join(path, 'made'), join(path, 'sma.db'));
    assert.ok(readFileSync(join(path, 'sma.db-journal')).length > 0 && readFileSync(join(path, 'sma.db')).length > 0);
    await using under = await serve({ dataFolder: path });
    assert.equal(Number((await under.http.get('Variables/$count')).data), 0);
  });

  it('a young database whose log is damaged at its head is refused, and both are left as they are', async () => {
    const path = await killed(), log = readFileSync(join(path, 'sma.db-wal')), database = readFileSync(join(path, 'sma.db'));
    const broken = Buffer.concat([Buffer.from('xxxx'), log.subarray(4)]);
    writeFileSync(join(path, 'sma.db-wal'), broken);
    for (let time = 0; time < 2; time += 1) await assert.rejects(serve({ dataFolder: path }), (error) => ServiceStartError.is(error, 'DatabaseDamaged') && error.message.includes('its log sma.db-wal, which had them, is damaged at its head, and cannot be read'));
    assert.ok(readFileSync(join(path, 'sma.db-wal')).equals(broken) && readFileSync(join(path, 'sma.db')).equals(database));
  });

  const size = (path: string): number => statSync(path).size;
  const logOf = (path: string): string => join(path, 'sma.db-wal');
  /** How a service that is gone may be done out of changes which it had confirmed; SQLite notices none of it. */
  const losses: readonly Loss[] = [
    ['cut off', (path) => truncateSync(logOf(path), Math.floor(size(logOf(path)) * 0.5) + 13)],
    ['cut off between two pages', (path) => truncateSync(logOf(path), 32 + Math.floor((size(logOf(path)) - 32) / 4120 / 2) * 4120)],
    ['emptied', (path) => truncateSync(logOf(path), 0)],
    ['deleted', (path) => rmSync(logOf(path))],
    ['deleted with all that has the name of the database', (path) => { for (const name of readdirSync(path)) if (name.startsWith('sma.db-')) rmSync(join(path, name)); }],
  ];
  for (const [how, spoil] of losses) {
    it(`a log that was ${how} is noticed: what is missing is told, once, and what is left is kept`, async () => {
      const path = await killed(20), before = readFileSync(join(path, 'sma.db'));
      spoil(path);
      const log = existsSync(logOf(path)) && size(logOf(path)) > 0 ? readFileSync(logOf(path)) : undefined;
      assert.match(examine(path, Date.now()).find(({ what }) => what === 'log')?.detail ?? '', /^it is not (whole|there), and \d+ changes that the service had confirmed are missing \(all between /);
      await assert.rejects(backupData(path, `${path}-backup`, { now: new Date() }), /changes that the service had confirmed are missing .*, and would be missing in the backup/);
      const { count, told } = await restart(path);
      assert.ok(count >= 20 && count < 20 + WRITES, String(count));
      // Each of them is a change; the first start of a service makes some of its own.
      assert.match(told ?? '', new RegExp(`was cut off, deleted or replaced while no service ran, or its disk did not keep it: (a change|\\d+ changes) that the service had confirmed (is|are) missing`));
      const missing = Number(/: (\d+) changes/.exec(told ?? '')?.[1] ?? 1);
      assert.ok(missing >= 20 + WRITES - count && missing <= 20 + WRITES - count + 3, `${missing} told, ${20 + WRITES - count} gone`);
      const copy = readdirSync(path).find((name) => name.includes('.lost-') && !name.endsWith('-wal')) ?? '';
      assert.deepEqual(readFileSync(join(path, copy)), before);
      assert.deepEqual(existsSync(join(path, `${copy}-wal`)) ? readFileSync(join(path, `${copy}-wal`)) : undefined, log);
      checkInvariants(path);
      assert.equal((await restart(path)).told, undefined);
    });
  }

  /** Takes rows of a table away behind the back of the index of its names, and does more to it if wanted. */
  function spoilIndex(path: string, more = ''): void {
    const change = (work: (database: DatabaseSync) => void): void => {
      const database = new DatabaseSync(join(path, 'sma.db'), { enableForeignKeyConstraints: false });
      database.enableDefensive(false);
      database.exec('pragma writable_schema = on');
      work(database);
      database.close();
    };
    // A row that its index does not know: it is made while the index is not there.
    let index: readonly (string | number)[] = [];
    change((database) => {
      const row = database.prepare("select type, name, tbl_name, rootpage, sql from sqlite_schema where name = 'Variables_name'").get() ?? {};
      index = ['type', 'name', 'tbl_name', 'rootpage', 'sql'].map((name) => row[name] as string | number);
      database.exec("delete from sqlite_schema where name = 'Variables_name'");
    });
    change((database) => {
      database.exec(`delete from "Variables" where "VariableID" in (select "VariableID" from "Variables" limit 1);${more}`);
      database.prepare('insert into sqlite_schema (type, name, tbl_name, rootpage, sql) values (?, ?, ?, ?, ?)').run(...index);
    });
  }
  const findingsOf = (path: string): Readonly<Record<string, string>> => Object.fromEntries(examine(path, Date.now()).map(({ what, detail }) => [what, detail]));

  it('indexes alone that do not fit their tables are built again by a start, which tells it; doctor tells it before', async () => {
    const path = await killed(20);
    new DatabaseSync(logOf(path).slice(0, -4)).exec('pragma wal_checkpoint(truncate)');
    spoilIndex(path);
    assert.match(findingsOf(path)['database'] ?? '', /^indexes do not fit their tables \((?:row \d+ missing from index Variables_name; |wrong # of entries in index Variables_name)+\); a start of the service builds them again/);
    {
      await using under = await serve({ dataFolder: path });
      assert.equal((await under.http.get('Variables/$count')).data, 20 + WRITES - 1);
      assert.deepEqual(under.logger.entries.filter(({ level, message }) => level === 'warn' && message.startsWith('Indexes of the database')).map(({ message }) => message.replace(path, '')), ['Indexes of the database /sma.db did not fit their tables (wrong # of entries in index Variables_name), and were built again. Nothing is lost by that: all they hold is in the tables. A disk or a memory that fails does such things: look at them.']);
      const name = String(((await under.http.get('Variables?$top=1&$orderby=Name')).data as { d: { results: { Name: string }[] } }).d.results[0]?.Name);
      assert.equal((await under.http.post('Variables', { Name: name, Value: '1' })).status, 409, 'the index of unique names holds');
    }
    checkInvariants(path);
    assert.equal(findingsOf(path)['database'], 'every page is well');
  });

  it('indexes of tables that are not well themselves are not built again: nothing is made to look whole', async () => {
    for (const more of ['update "Variables" set "Name" = \'twice\' where "VariableID" in (select "VariableID" from "Variables" limit 2)', 'delete from "Statistics"; delete from "JobContexts"; delete from "RunbookVersions"']) {
      const path = await killed(20);
      { await using under = await serve({ dataFolder: path }); await importRunbook(under.http, 'workflow Whole { "text" }'); }
      spoilIndex(path, more);
      const before = readFileSync(join(path, 'sma.db'));
      for (let time = 0; time < 2; time += 1) await assert.rejects(serve({ dataFolder: path }), (error) => ServiceStartError.is(error, 'DatabaseDamaged') && error.message.includes('It was left as it is: restore a backup'), more);
      assert.deepEqual(readFileSync(join(path, 'sma.db')), before, more);
    }
  });

  it('where the database is damaged too, what is missing is told beside it, and the backup says that a start may refuse', async () => {
    const path = await killed(20);
    rmSync(logOf(path));
    spoilIndex(path, 'update "Variables" set "Name" = \'twice\' where "VariableID" in (select "VariableID" from "Variables" limit 2)');
    const found = findingsOf(path);
    assert.match(found['database'] ?? '', /^indexes do not fit their tables \(.*\); a start of the service builds them again, with nothing lost, and refuses where the tables are damaged too: then restore a backup/);
    assert.match(found['log'] ?? '', /^it is not there, and \d+ changes that the service had confirmed are missing/);
    await assert.rejects(backupData(path, `${path}-backup`, { now: new Date() }), /where that finds the database itself well, a start of the service keeps copies of what is left and goes on without; else "sma restore"/);
    await assert.rejects(restart(path), { code: 'DatabaseDamaged' });
  });

  it('what was confirmed is there again where the whole log is put beside the copy that was kept', async () => {
    const path = await killed(20), log = readFileSync(logOf(path));
    rmSync(logOf(path));
    assert.equal((await restart(path)).count, 20);
    const copy = readdirSync(path).find((name) => name.includes('.lost-')) ?? '';
    renameSync(join(path, copy), join(path, 'sma.db'));
    writeFileSync(logOf(path), log);
    assert.deepEqual(await restart(path), { count: 20 + WRITES, told: undefined });
  });

  it('nothing is said where nothing is missing: another program has folded the log, a backup was restored, the mark is old, damaged, gone or of another database', async () => {
    const whole = { count: 20 + WRITES, told: undefined };
    const folded = await killed(20);
    new DatabaseSync(join(folded, 'sma.db')).exec('pragma wal_checkpoint(truncate)');
    assert.deepEqual(await restart(folded), whole);
    const other = await killed();
    const marks: readonly MarkChange[] = [() => undefined, () => '', (mark) => mark.slice(0, 30), (mark) => mark.replace(/ \d+ /, ' 999999 '), () => readFileSync(join(other, MARK_FILE)), () => Buffer.alloc(4096, 0xEE)];
    for (const change of marks) {
      const path = await killed(20), file = join(path, MARK_FILE), changed = change(readFileSync(file, 'latin1'));
      if (changed === undefined) rmSync(file); else writeFileSync(file, changed);
      assert.deepEqual(await restart(path), whole);
    }
    const restored = await killed(20), backup = folder();
    rmSync(backup, { recursive: true });
    { await using _running = await serve({ dataFolder: other }); await backupData(other, backup, { now: new Date() }); }
    await restoreData(backup, restored, new Date());
    assert.equal(existsSync(join(restored, 'service.pid')), false);
    assert.deepEqual(await restart(restored), { count: WRITES, told: undefined });
  });

  it('a mark that is deleted or damaged after an unclean end is told, since a loss could not be seen, and nothing is refused', async () => {
    const sentence = (path: string, how: string): string => `${join(path, MARK_FILE)}, which says how many changes were confirmed, ${how} after an unclean end: whether confirmed changes are lost cannot be seen. A loss of power takes it, and nothing else with it; where there was none, somebody has deleted it or written to it, and what was changed last is to be looked at`;
    const warnings = async (path: string): Promise<readonly string[]> => {
      await using under = await serve({ dataFolder: path });
      assert.equal((await under.http.get('Variables/$count')).data, WRITES);
      return under.logger.entries.filter(({ level }) => level === 'warn').map(({ message }) => message);
    };
    const found = (path: string): readonly (readonly [string, string])[] => examine(path, Date.now()).filter(({ what }) => what === 'log').map(({ state, detail }) => [state, detail]);
    const deleted = await killed();
    rmSync(join(deleted, MARK_FILE));
    assert.deepEqual(found(deleted), [['warning', sentence(deleted, 'is missing')]]);
    assert.deepEqual(await warnings(deleted), [`${sentence(deleted, 'is missing')}.`]);
    // After a good end it is rightly gone.
    assert.equal(found(deleted)[0]?.[0], 'ok');
    assert.deepEqual(await warnings(deleted), []);
    const emptied = await killed();
    // The log alone shows that it was no good end.
    for (const name of ['service.pid', MARK_FILE]) rmSync(join(emptied, name));
    writeFileSync(join(emptied, MARK_FILE), '');
    assert.deepEqual(await warnings(emptied), [`${sentence(emptied, 'cannot be read')}.`]);
    assert.deepEqual(await warnings(await killed()), []);
  });

  it('where log and mark are both gone, it is told that confirmed changes may be missing, by start, doctor and backup; what is left is kept', async () => {
    const gone = /The last service did not come to its end, and both its log \S+sma\.db-wal and \S+service\.commits, which says how many changes were confirmed, are gone: changes that it had confirmed after 20\S+Z may be missing\. They were deleted, or the database was copied without them/;
    for (const spoil of [(path: string) => rmSync(logOf(path)), (path: string) => truncateSync(logOf(path), 0)]) {
      const path = await killed(20), before = readFileSync(join(path, 'sma.db'));
      spoil(path);
      rmSync(join(path, MARK_FILE));
      const found = examine(path, Date.now()).find(({ what }) => what === 'log');
      assert.equal(found?.state, 'problem');
      assert.match(found.detail, gone);
      await assert.rejects(backupData(path, `${path}-backup`, { now: new Date() }), gone);
      const { count, told } = await restart(path);
      assert.equal(count, 20);
      assert.match(told ?? '', gone);
      assert.deepEqual(readFileSync(join(path, readdirSync(path).find((name) => name.includes('.lost-')) ?? '')), before);
      assert.equal((await restart(path)).told, undefined);
    }
    // A start that was cut off before it had the database open leaves its number only.
    const early = folder();
    { await using under = await serve({ dataFolder: early }); assert.equal((await under.http.post('Variables', { Name: 'v', Value: '1' })).status, 201); }
    writeFileSync(join(early, 'service.pid'), '1\n');
    assert.equal((await restart(early)).told, undefined);
  });

  it('what is gone is still told after a start that was refused', async () => {
    const path = await killed(20), database = readFileSync(join(path, 'sma.db'));
    rmSync(logOf(path));
    rmSync(join(path, MARK_FILE));
    writeFileSync(join(path, 'sma.db'), Buffer.from(database).fill(0x5A, Math.floor(database.length / 3)));
    await assert.rejects(serve({ dataFolder: path }), { code: 'DatabaseDamaged' });
    writeFileSync(join(path, 'sma.db'), database);
    assert.match((await restart(path)).told ?? '', /may be missing/);
  });

  it('a backup of a database whose mark is missing is made, and says that it may not be whole', async () => {
    const path = await killed(20), target = folder();
    rmSync(join(path, MARK_FILE));
    rmSync(target, { recursive: true });
    const { manifest, doubt } = await backupData(path, target, { now: new Date() });
    assert.ok('sma.db' in manifest.files);
    assert.match(doubt ?? '', /service\.commits, which says how many changes were confirmed, is missing after an unclean end: whether confirmed changes are lost cannot be seen/);
    // While a service runs it looks itself.
    const running = folder(), copy = folder();
    rmSync(copy, { recursive: true });
    await using under = await serve({ dataFolder: running });
    assert.equal((await under.http.post('Variables', { Name: 'v', Value: '1' })).status, 201);
    assert.equal((await backupData(running, copy, { now: new Date() })).doubt, undefined);
  });

  it('what was acknowledged to a worker is counted too, and asked for until the machine starts again', async () => {
    const path = folder(), copy = folder();
    const store = Store.open({ folder: path });
    const record = (): Promise<unknown> => store.write((db) => db.insertInto('audit').values({ time: 't', user_name: 'u', request_id: 'r', action: 'a', target: 't', detail: null }).execute(), 'Normal');
    await store.write((db) => db.insertInto('audit').values({ time: 't', user_name: 'u', request_id: 'r', action: 'a', target: 't', detail: null }).execute());
    const before = readFileSync(logOf(path));
    for (let time = 0; time < 3; time += 1) await record();
    for (const name of ['sma.db', MARK_FILE, 'service.pid']) cpSync(join(path, name), join(copy, name));
    await store.close();
    writeFileSync(logOf(copy), before);
    const detail = (): string => examine(copy, Date.now()).find(({ what }) => what === 'log')?.detail ?? '';
    assert.match(detail(), /^it is not whole, and 3 changes that the service had confirmed are missing/);
    // Another run of the machine: the power may have taken them.
    const [line = ''] = readFileSync(join(copy, MARK_FILE), 'latin1').split('\n', 1), words = line.split(' ').slice(0, -1);
    words[words.length - 1] = '00000000-0000-0000-0000-000000000000';
    writeFileSync(join(copy, MARK_FILE), `${words.join(' ')} ${crc32(words.join(' ')).toString(16).padStart(8, '0')}\n`);
    assert.doesNotMatch(detail(), /missing/);
  });

  it('the mark goes with a good end, and says no more than the disk has', async () => {
    const path = folder();
    const store = Store.open({ folder: path });
    const mark = (): number => Number(readFileSync(join(path, MARK_FILE), 'latin1').split(' ')[1]);
    const noted = (): number => Number(readFileSync(join(path, MARK_FILE), 'latin1').split(' ')[3]);
    const write = (durability: 'Full' | 'Soon' | 'Normal'): Promise<unknown> => store.write((db) => db.insertInto('audit').values({ time: 't', user_name: 'u', request_id: 'r', action: 'a', target: 't', detail: null }).execute(), durability);
    await Promise.all(Array.from({ length: 8 }, () => write('Full')));
    assert.equal(mark(), 8);
    await write('Normal');
    assert.deepEqual([mark(), noted()], [8, 9], 'it is not known to be on the disk');
    await store.write((db) => db.selectFrom('audit').selectAll().execute());
    assert.deepEqual([mark(), noted()], [9, 9], 'it is, and this one changed nothing');
    await assert.rejects(store.write(async (db) => {
      await db.deleteFrom('audit').execute();
      throw new Error('taken back');
    }), /taken back/);
    await write('Soon');
    await eventually(() => mark() === 10 || undefined);
    await write('Full');
    assert.deepEqual([mark(), noted()], [11, 10]);
    await store.close();
    assert.equal(existsSync(join(path, MARK_FILE)), false);
  });

  it('an upload that breaks off changes nothing', async () => {
    await using under = await serve({ transport: { kind: 'http' } });
    const { version } = await importRunbook(under.http, 'workflow Whole { "text" }');
    for (const [method, path] of [['POST', 'RunbookVersions'], ['PUT', `RunbookVersions(guid'${version}')/$value`], ['POST', 'Modules'], ['POST', '$batch']] as const) {
      const socket = connect(under.service.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(`${method} /00000000-0000-0000-0000-000000000000/${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${AUTHORIZATION}Content-Type: application/octet-stream\r\nContent-Length: 5000\r\n\r\nworkflow Half { "te`);
      await new Promise((resolve) => { setTimeout(resolve, 50); });
      socket.destroy();
    }
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    assert.equal(rows(await under.http.get('Runbooks')).length, 1);
    assert.equal((await under.http.get(`RunbookVersions(guid'${version}')/$value`)).data, 'workflow Whole { "text" }');
    assert.equal((await under.http.get('Modules/$count')).data, 0);
  });

  it('a clock that jumps back and forth breaks no order', async () => {
    const clock = new FakeClock('2030-06-01T12:00:00Z');
    await using under = await serve({ clock, transport: { kind: 'http' } });
    const times: string[] = [];
    for (const jump of [0, -86_400_000, 0, 3 * 86_400_000, -10 * 86_400_000, 1]) {
      clock.add(jump);
      const { version } = await importRunbook(under.http, `workflow Jump${times.length} { }`);
      const database = new DatabaseSync(join(under.folder, 'sma.db'), { readOnly: true });
      times.push(String(database.prepare('select CreationTime from RunbookVersions where RunbookVersionID = ?').get(version)?.['CreationTime']));
      database.close();
    }
    assert.deepEqual(times, [...new Set(times)].toSorted((a, b) => (a < b ? -1 : 1)));
  });

  for (const version of MIGRATIONS.slice(0, -1).map((step) => step.version)) {
    it(`a database of schema ${version} is brought up to date with what it holds`, async () => {
      const path = folder();
      const old = new DatabaseSync(join(path, 'sma.db'));
      migrate(old, MIGRATIONS.filter((step) => step.version <= version), 'sma.db');
      old.exec(`begin; insert into Runbooks (TenantID, RunbookID, RunbookName, CreationTime, LastModifiedTime, IsApiOnly, IsGlobal, PublishedRunbookVersionID, LogDebug, LogVerbose, LogProgress, RunbookType) values ('00000000-0000-0000-0000-000000000000', '10000000-0000-4000-8000-000000000000', 'Old', '2026-01-01T00:00:00', '2026-01-01T00:00:00', 0, 0, '20000000-0000-4000-8000-000000000000', 0, 0, 0, 'Script');
        insert into RunbookVersions (TenantID, RunbookVersionID, RunbookID, VersionNumber, IsDraft, CreationTime, LastModifiedTime) values ('00000000-0000-0000-0000-000000000000', '20000000-0000-4000-8000-000000000000', '10000000-0000-4000-8000-000000000000', 1, 0, '2026-01-01T00:00:00', '2026-01-01T00:00:00');
        insert into Statistics (RunbookID, TotalJobCount, StoppedCount) values ('10000000-0000-4000-8000-000000000000', 0, 0);
        insert into media values ('RunbookVersions', '20000000-0000-4000-8000-000000000000', 'application/octet-stream', cast('workflow Old { }' as blob));
        insert into Schedules (ScheduleID, TenantID, Name, StartTime, CreationTime, LastModifiedTime, IsEnabled, type_name) values ('30000000-0000-4000-8000-000000000000', '00000000-0000-0000-0000-000000000000', 'Nightly', '2026-01-01T00:00:00', '2026-01-01T00:00:00', '2026-01-01T00:00:00', 1, 'OneTimeSchedule');
        insert into link_FK_Schedule_Runbook (ScheduleID, RunbookID) values ('30000000-0000-4000-8000-000000000000', '10000000-0000-4000-8000-000000000000'); commit`);
      // As a module that was imported again had left what is connected by it, before schema 7.
      const copied = version < 7 ? { ConnectionFieldName: 'port', Type: 'System.String', IsOptional: 0 } : { ConnectionFieldName: 'Port', Type: 'System.Int32', IsOptional: 1, ConnectionTypeName: 'Server', ConnectionName: 'main' };
      const TIMES = { TenantID: '00000000-0000-0000-0000-000000000000' }, [typeId, fieldId, connectionId] = ['4', '5', '6'].map((digit) => `${digit}0000000-0000-4000-8000-000000000000`) as [string, string, string];
      insertRow(old, 'ConnectionTypes', { ...TIMES, ConnectionTypeID: typeId, Name: 'Server' });
      insertRow(old, 'ConnectionFields', { ...TIMES, ConnectionFieldID: fieldId, ConnectionTypeID: typeId, Name: 'Port', Type: 'System.Int32', IsOptional: 1 });
      insertRow(old, 'Connections', { ...TIMES, ConnectionID: connectionId, ConnectionTypeID: typeId, Name: 'main' });
      insertRow(old, 'ConnectionFieldValues', { ...TIMES, ConnectionFieldValueID: '70000000-0000-4000-8000-000000000000', ConnectionID: connectionId, ConnectionTypeID: typeId, ConnectionFieldID: fieldId, Value: '8080', ...copied });
      old.close();
      const notWell = (): readonly unknown[] => examine(path, Date.now()).filter(({ state, what }) => state === 'problem' || what === 'consistency').map(({ what, state }) => `${what} ${state}`);
      assert.deepEqual(notWell(), ['consistency ok']);
      await using under = await serve({ dataFolder: path });
      const [runbook] = rows(await under.http.get('Runbooks'));
      assert.equal(runbook?.['RunbookName'], 'Old');
      await start(under.http, String(runbook?.['RunbookID']));
      checkInvariants(path);
      assert.deepEqual(notWell(), ['consistency ok']);
      const [value] = rows(await under.http.get('ConnectionFieldValues'));
      assert.deepEqual([value?.['ConnectionName'], value?.['ConnectionTypeName'], value?.['ConnectionFieldName'], value?.['Type'], value?.['IsOptional'], value?.['Value']], ['main', 'Server', 'Port', 'System.Int32', true, '8080']);
      assert.equal(rows(await under.http.get("Schedules(guid'30000000-0000-4000-8000-000000000000')/Runbooks")).length, 1);
      assert.ok(existsSync(join(path, 'secret.key')));
    });
  }
});
