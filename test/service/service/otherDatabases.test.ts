import assert from 'node:assert/strict';
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { refuseNoFile } from '../../../src/service/store/files/integrity.ts';
import { ServiceStartError, type StartFailure } from '../../../src/service/startError.ts';
import { serve, temporaryFolder } from '../support/serviceUnderTest.ts';

const change = (folder: string, sql: string): void => {
  const database = new DatabaseSync(join(folder, 'sma.db'), { enableForeignKeyConstraints: false });
  database.exec(`pragma legacy_alter_table = on; ${sql}`);
  database.close();
};
const damagedBy = (sql: string) => (folder: string): void => change(folder, sql);
/** A table made anew with another text. */
const remade = (table: string, from: string | RegExp, to: string) => (folder: string): void => {
  const database = new DatabaseSync(join(folder, 'sma.db'), { enableForeignKeyConstraints: false });
  const text = String(database.prepare('select sql from sqlite_master where name = ?').get(table)?.['sql']);
  assert.notEqual(text.replace(from, to), text);
  database.exec(`drop table "${table}"; ${text.replace(from, to)}`);
  database.close();
};
const LEFT = ' It was left as it is: ';
const RESTORE = `${LEFT}restore a backup of its folder, or move the folder away to begin a new one.`;

/** What becomes of a database that a service has used, and what the next start says of it. */
const CHANGED: readonly (readonly [what: string, change: (folder: string) => void, code: StartFailure, message: (path: string) => string])[] = [
  ['a column is missing', damagedBy('alter table Jobs drop column cpu_ms'), 'DatabaseDamaged', (path) => `The database ${path} is damaged (the column cpu_ms of its table Jobs is missing).${RESTORE}`],
  ['a column has another name', damagedBy('alter table meta rename column value to text'), 'DatabaseDamaged', (path) => `The database ${path} is damaged (the column value of its table meta is missing).${RESTORE}`],
  ['a column has another type', remade('audit', 'time TEXT NOT NULL', 'time INTEGER'), 'DatabaseDamaged', (path) => `The database ${path} is damaged (the column time of its table audit is INTEGER, and should be TEXT NOT NULL).${RESTORE}`],
  ['a column is too many', damagedBy('alter table Runbooks add column Mine TEXT'), 'DatabaseDamaged', (path) => `The database ${path} is damaged (its table Runbooks has a column Mine that schema 9 does not have).${RESTORE}`],
  ['a rule is gone', remade('Variables', /,\s*CHECK \([^)]+\)/, ''), 'DatabaseDamaged', (path) => `The database ${path} is damaged (the rules of its table Variables have been changed).${RESTORE}`],
  ['an index is missing', damagedBy('drop index Runbooks_name'), 'DatabaseDamaged', (path) => `The database ${path} is damaged (its index Runbooks_name is missing).${RESTORE}`],
  ['an index is over other columns', damagedBy('drop index Runbooks_name; create index Runbooks_name on Runbooks (RunbookID)'), 'DatabaseDamaged', (path) => `The database ${path} is damaged (its index Runbooks_name is over other columns than it should be).${RESTORE}`],
  ['a view is missing', damagedBy('drop view Stream'), 'DatabaseDamaged', (path) => `The database ${path} is damaged (its view Stream is missing).${RESTORE}`],
  ['its number is 0', damagedBy('pragma user_version = 0'), 'DatabaseDamaged', (path) => `The database ${path} is damaged (its number user_version is 0, though it has tables of SMA Runbooks: Jobs, Runbooks, RunbookVersions …).${RESTORE}`],
  ['its number is that of an older one', damagedBy('pragma user_version = 3'), 'DatabaseDamaged', (path) => `The database ${path} is damaged (its table Jobs has a column parent_job that schema 3 does not have).${RESTORE}`],
  ['it has no tables', (folder) => { rmSync(join(folder, 'sma.db')); change(folder, 'pragma user_version = 8'); }, 'DatabaseDamaged', (path) => `The database ${path} is damaged (it has no tables).${RESTORE}`],
  // What a young database is without the log that holds all of it.
  ['it is as before its first use', (folder) => { rmSync(join(folder, 'sma.db')); change(folder, 'pragma journal_mode = wal'); }, 'DatabaseDamaged', (path) => `The database ${path} is damaged (it has no tables, though secret.key beside it shows that it was in use; its log sma.db-wal, which had them, is missing or empty).${RESTORE}`],
  ['it is no file of SQLite', (folder) => writeFileSync(join(folder, 'sma.db'), 'some words '.repeat(1_000)), 'DatabaseDamaged', (path) => `The database ${path} is damaged (file is not a database).${RESTORE}`],
];

const foreign = (version: number) => (folder: string): void => change(folder, `pragma journal_mode = wal; create table songs (title); create table singers (name); insert into songs values ('one'); pragma user_version = ${version}`);
const OTHER_FOLDER = `${LEFT}choose another data folder, or move the file away.`;

/** What lies in a folder that no service has used. */
const FOREIGN: readonly (readonly [what: string, make: (folder: string) => void | Promise<void>, message: (path: string) => string])[] = [
  ...[0, 3, 99].map((version) => [`the database of another program, with number ${version}`, foreign(version), (path: string) => `${path} is no database of SMA Runbooks: it has the tables of another program: songs, singers.${OTHER_FOLDER}`] as const),
  ['a file that is none of SQLite', (folder) => writeFileSync(join(folder, 'sma.db'), 'some words '.repeat(1_000)), (path) => `${path} is no database of SMA Runbooks: it is not a file of SQLite.${OTHER_FOLDER}`],
  ['a folder', (folder) => { mkdirSync(join(folder, 'sma.db')); }, (path) => `${path} is a folder, and must be the file of the database.${LEFT}move it away, or choose another data folder.`],
  ['a link', (folder) => symlinkSync('nowhere', join(folder, 'sma.db')), (path) => `${path} is a link to nowhere, and must be a file.${LEFT}put the database itself in its place, or choose another data folder.`],
];

describe('a database that is not as a service leaves it', () => {
  let folder: string;
  beforeEach(() => { folder = temporaryFolder(); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const path = (): string => join(folder, 'sma.db');
  const bytes = (): string => (lstatSync(path()).isFile() ? readFileSync(path()).toString('base64') : '');
  /** Twice: a refusal changes nothing. */
  async function refused(code: StartFailure, message: string): Promise<void> {
    const before = bytes();
    for (let time = 0; time < 2; time += 1) {
      await assert.rejects(serve({ dataFolder: folder }), (error) => {
        assert.ok(ServiceStartError.is(error), String(error));
        assert.deepEqual([error.code, error.message], [code, message]);
        return true;
      });
    }
    assert.equal(bytes(), before);
  }

  describe('one that a service has used', () => {
    let used: string;
    before(async () => {
      used = temporaryFolder();
      await (await serve({ dataFolder: used }))[Symbol.asyncDispose]();
    });
    after(() => rmSync(used, { recursive: true, force: true }));

    for (const [what, act, code, message] of CHANGED) {
      it(`is refused where ${what}`, async () => {
        for (const name of ['sma.db', 'secret.key', 'tls.pem']) writeFileSync(join(folder, name), readFileSync(join(used, name)));
        act(folder);
        await refused(code, message(path()));
      });
    }

    it('is refused where its lock file is damaged, or something beside it is no file: it says which', async () => {
      const plain = (): void => { for (const name of ['sma.db', 'secret.key', 'tls.pem']) writeFileSync(join(folder, name), readFileSync(join(used, name))); };
      plain();
      writeFileSync(join(folder, 'service.lock'), 'some words');
      await refused('DatabaseUnreadable', `The lock file ${join(folder, 'service.lock')} is damaged. Nothing is kept in it, and the database was left as it is: remove the lock file, and start again.`);
      rmSync(join(folder, 'service.lock'));
      for (const name of ['sma.db-wal', 'sma.db-shm', 'sma.db-journal', 'service.lock', 'service.pid', 'service.commits']) {
        mkdirSync(join(folder, name));
        await refused('DatabaseUnreadable', `${join(folder, name)} is a folder, and must be a file of the service.${LEFT}move it away, or choose another data folder.`);
        rmSync(join(folder, name), { recursive: true });
      }
      writeFileSync(`${path()}-journal`, 'some words');
      await refused('DatabaseUnreadable', `${path()}-journal is the journal of another program or of another time, and does not belong to the database beside it. Nothing was changed: move it away, or choose another data folder.`);
      rmSync(`${path()}-journal`);
      await (await serve({ dataFolder: folder }))[Symbol.asyncDispose]();
    });

    it('is taken where somebody has added tables and indexes of their own', async () => {
      for (const name of ['sma.db', 'secret.key', 'tls.pem']) writeFileSync(join(folder, name), readFileSync(join(used, name)));
      change(folder, 'create table mine (a); create index mine_too on Runbooks (LastModifiedTime); analyze; vacuum');
      await (await serve({ dataFolder: folder }))[Symbol.asyncDispose]();
    });
  });

  for (const [what, make, message] of FOREIGN) {
    it(`is refused where it is ${what}, and nothing is made beside it`, async () => {
      await make(folder);
      const before = readdirSync(folder);
      await refused('DatabaseUnreadable', message(path()));
      assert.deepEqual(readdirSync(folder).filter((name) => name !== 'service.lock'), before);
    });
  }

  if (process.platform !== 'win32') {
    it('is refused where it is a socket', async () => {
      const server = createServer();
      await new Promise<void>((resolve) => { server.listen(path(), resolve); });
      await refused('DatabaseUnreadable', `${path()} is a pipe, a socket or a device, and must be the file of the database.${LEFT}move it away, or choose another data folder.`);
      await new Promise((resolve) => { server.close(resolve); });
    });
  }

  it('is refused where the account may not read or write it, or one of its files', () => {
    writeFileSync(path(), '');
    const forbidding = (file: string, code: string) => (asked: string | Buffer | URL): void => {
      if (asked === file) throw Object.assign(new Error(code), { code });
    };
    for (const end of ['', '-wal', '-shm']) {
      assert.throws(() => refuseNoFile(path(), forbidding(path() + end, 'EACCES')), {
        code: 'DatabaseUnreadable', message: new RegExp(`^The account \\S+ may not read and write ${path()}${end}\\. Give it the file \\("chown", or "chmod u\\+rw"\\), or choose another data folder\\.$`),
      });
    }
    assert.throws(() => refuseNoFile(path(), forbidding(path(), 'EROFS')), { message: `The file system of ${path()} is read-only. Make it writable, or choose another data folder.` });
  });

  it('is missed where its key shows that there was one', async () => {
    await (await serve({ dataFolder: folder }))[Symbol.asyncDispose]();
    renameSync(path(), join(folder, 'away.db'));
    await assert.rejects(serve({ dataFolder: folder }), (error) => ServiceStartError.is(error, 'DatabaseDamaged')
      && error.message === `The database ${path()} is damaged (it is missing, though secret.key in its folder shows that there was one).${RESTORE}`);
    renameSync(join(folder, 'away.db'), path());
    await (await serve({ dataFolder: folder }))[Symbol.asyncDispose]();
  });
});
