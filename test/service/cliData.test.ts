import assert from 'node:assert/strict';
import { Lockout, readLocks, writeLocks } from '../../src/service/access/lockout.ts';
import { readUsers, writeUsers } from '../../src/service/access/usersFile.ts';
import { silentLogger } from '../../src/service/log.ts';
import { lockFile } from '../../src/service/store/files/fileLock.ts';
import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { runCli } from '../../src/cli/runCli.ts';
import { CapturedIo } from '../unit/cli/captured.ts';
import axios from 'axios';
import { smallDisks } from './support/fullDisk.ts';
import { serve, temporaryFolder, USER } from './support/serviceUnderTest.ts';

describe('command line: the data of a service', () => {
  const base = temporaryFolder();
  const data = join(base, 'data');
  after(() => rmSync(base, { recursive: true, force: true }));
  const sma = async (...args: readonly string[]): Promise<readonly [code: number, out: string, err: string]> => {
    const io = new CapturedIo({ cwd: base });
    const code = await runCli(args, COMMANDS, io, new AbortController().signal);
    return [code, io.out, io.err];
  };
  const on = (...args: readonly string[]): ReturnType<typeof sma> => sma(...args, '--data', data);

  it('users are added, changed, listed and removed, and get in', async () => {
    writeFileSync(join(base, 'ana.txt'), 'the password\n', { mode: 0o600 });
    for (const args of [['list'], ['remove', '--name', 'ana'], ['unlock', '--name', 'ana']]) assert.deepEqual(await on('users', ...args), [4, '', `sma: There is no data folder ${data}. Name that of the service with --data.\n`]);
    assert.deepEqual(await on('users', 'set', '--name', 'ana', '--role', 'Operator', '--password-file', 'ana.txt'), [0, 'ana is added: operator.\n', `sma: there was no data folder ${data}; it is made, for a service to begin with ("sma serve --data"). Where a service is there already, name its folder.${process.getuid?.() === 0 ? ` It belongs to root: where the service has an account of its own, give it to that ("chown -R ACCOUNT ${data}").` : ''}\n`]);
    writeFileSync(join(base, 'latin.txt'), Buffer.from('caf\u00e9-password\n', 'latin1'), { mode: 0o600 });
    assert.deepEqual(await on('users', 'set', '--name', 'lat', '--password-file', 'latin.txt'), [2, '', 'sma: The first line of the password file latin.txt holds bytes that are no UTF-8 (letters in Latin-1, perhaps); save the file in UTF-8.\n']);
    assert.deepEqual(await on('users', 'set', '--name', 'CONTOSO\\kim', '--role', 'reader'), [0, 'CONTOSO\\kim is added: reader, through a reverse proxy only.\n', '']);
    assert.deepEqual(await on('users', 'list'), [0, 'USER         ROLE      PASSWORD\nana          operator  set\nCONTOSO\\kim  reader    none (reverse proxy)\n', '']);
    await using under = await serve({ dataFolder: data });
    const read = async (): Promise<number> => (await under.http.get('Runbooks', { auth: { username: 'ana', password: 'the password' } })).status;
    assert.equal(await read(), 200);
    assert.deepEqual(await on('users', 'set', '--name', 'ANA', '--role', 'reader'), [0, 'ana is changed: reader.\n', '']);
    writeLocks(data, [{ name: 'ana', address: '10.0.0.1', until: Date.now() + 600_000 }, { name: 'kim', address: '10.0.0.1', until: Date.now() + 600_000 }]);
    assert.deepEqual(await on('users', 'unlock', '--name', 'ANA'), [0, 'ana is unlocked (it was locked out at 10.0.0.1).\n', '']);
    assert.deepEqual(readLocks(data)?.map(({ name }) => name), ['kim']);
    // The service's own user is told of where the file names somebody so.
    const [set, out, told] = await on('users', 'set', '--name', USER.name.toLowerCase(), '--role', 'reader');
    assert.deepEqual([set, out], [0, 'contoso\\operator is added: reader, through a reverse proxy only.\n']);
    assert.match(told, /^sma: contoso\\operator is also the user that the service was started with \("sma serve --user"\): .*as an admin/);
    assert.equal((await on('users', 'list'))[2], told);
    assert.equal((await on('users', 'remove', '--name', USER.name))[0], 0);
    assert.deepEqual(await on('users', 'remove', '--name', 'ana'), [0, 'ana is removed.\n', '']);
    await new Promise((resolve) => { setTimeout(resolve, 1_100); });
    assert.equal(await read(), 401);
    for (const [args, code, message] of [
      [['users', 'dance'], 2, /"dance" is no action; choose list, set, remove or unlock/], [['users', 'unlock', '--name', 'ana'], 4, /"ana" is not locked out/], [['users', 'set'], 2, /Say which user with --name/], [['users', 'set', '--name', 'a:b'], 2, /holds a colon/], [['users', 'set', '--name', 'a\u0001b'], 2, /The user name "a\uFFFDb" holds the character U\+0001, which nobody can see/],
      [['users', 'set', '--name', 'n'.repeat(513), '--role', 'reader'], 2, /^sma: The user name "nnnnnnnnnnnnnnnnnnnn…" has 513 characters; choose one of 512 at most/],
      [['users', 'set', '--name', 'x', '--role', 'king'], 2, /"king" is no role/], [['users', 'remove', '--name', 'nobody'], 4, /There is no user "nobody"/],
    ] as const) {
      const [found, , text] = await on(...args);
      assert.equal(found, code, text);
      assert.match(text, message);
    }
    // What is written can be read: the longest name, its lock too, and nothing longer by any way.
    const longest = 'n'.repeat(512);
    assert.equal((await on('users', 'set', '--name', longest, '--role', 'reader', '--password-file', 'ana.txt'))[0], 0);
    assert.ok(readUsers(data).some(({ name }) => name === longest));
    const before = readUsers(data);
    assert.throws(() => writeUsers(data, [...before, { name: `${longest}n`, role: 'reader' }]), /The users cannot be kept .* Nothing was changed\./);
    assert.deepEqual(readUsers(data), before);
    const lockout = new Lockout({ dataFolder: data, clock: { wall: () => Date.now() }, logger: silentLogger, isUser: (name) => name === longest });
    lockout.lock(longest, '10.0.0.2');
    assert.equal((await on('users', 'unlock', '--name', longest))[0], 0);
  });

  it('users that several commands change at a time are all there, and who was removed stays away', async () => {
    const folder = join(base, 'crowd'), users = (...args: readonly string[]): ReturnType<typeof sma> => sma('users', ...args, '--data', folder);
    writeFileSync(join(base, 'p.txt'), 'a password\n', { mode: 0o600 });
    const names = Array.from({ length: 8 }, (_, at) => `u${at}`);
    const added = await Promise.all(names.map((name) => users('set', '--name', name, '--role', 'reader', '--password-file', 'p.txt')));
    assert.deepEqual(added.map(([code]) => code), names.map(() => 0));
    assert.deepEqual(readUsers(folder).map(({ name }) => name), names);
    const [[set], [removed]] = await Promise.all([users('set', '--name', 'zed', '--role', 'reader', '--password-file', 'p.txt'), users('remove', '--name', 'u0')]);
    assert.deepEqual([set, removed, readUsers(folder).map(({ name }) => name)], [0, 0, [...names.slice(1), 'zed']]);
    // Programs of their own, too.
    const main = join(import.meta.dirname, '../../src/cli/main.ts');
    await Promise.all(['p1', 'p2', 'p3', 'p4'].map((name) => promisify(execFile)(process.execPath, [main, 'users', 'set', '--name', name, '--role', 'reader', '--data', folder])));
    assert.deepEqual(readUsers(folder).map(({ name }) => name), ['p1', 'p2', 'p3', 'p4', ...names.slice(1), 'zed']);
    const release = lockFile(join(folder, 'data.lock'), 'alone', 0);
    try {
      const [code, , told] = await users('remove', '--name', 'zed');
      assert.equal(code, 4);
      assert.match(told, /^sma: Another command is at work on the data folder/);
    } finally {
      release();
    }
  });

  it('a full disk is told in one sentence, and is no fault of the program; what reads goes on, or says that room is missing', async () => {
    for (const [, make] of smallDisks.slice(1)) {
      using disk = make();
      const live = join(base, 'filling'), name = ['--name', 'bo'] as const, full = (...args: readonly string[]): ReturnType<typeof sma> => sma(...args, '--data', disk.folder);
      {
        await using under = await serve({ dataFolder: live });
        assert.equal((await under.http.post('Variables', { Name: 'v', Value: '1', IsEncrypted: true })).status, 201);
        for (const file of readdirSync(live)) if (!file.startsWith('service.') && !file.endsWith('-shm')) cpSync(join(live, file), join(disk.folder, file), { recursive: true });
      }
      assert.equal((await full('users', 'set', ...name, '--role', 'reader'))[0], 0);
      writeLocks(disk.folder, [{ name: 'bo', address: '10.0.0.1', until: Date.now() + 600_000 }]);
      const users = readUsers(disk.folder);
      await disk.fill(axios);
      const lock = `sma: The lock file ${join(disk.folder, 'users.lock')} cannot be used: its disk is full. Make room there, and try again; nothing was changed.\n`;
      for (const args of [['set', ...name, '--role', 'admin'], ['remove', ...name], ['unlock', ...name]]) assert.deepEqual(await full('users', ...args), [4, '', lock]);
      const [code, , rotated] = await full('rotate-key');
      assert.equal(code, 4, rotated);
      assert.match(rotated, /^sma: [^\n]*(its disk is full|ENOSPC)[^\n]* Make room there, and try again[^\n]*\n$/);
      // SQLite reads a log by an index, which it needs room for.
      const [backed, , reason] = await full('backup', join(base, 'of-the-full'));
      assert.deepEqual([backed, reason], [4, `sma: The database ${join(disk.folder, 'sma.db')} cannot be read: its disk is full, and SQLite needs some room beside it. Make room in ${disk.folder}, and try again.\n`]);
      const [, found] = await full('doctor');
      assert.match(found, /its disk is full, and SQLite needs some room beside it: make room there, and try again/);
      assert.doesNotMatch(found, /restore a backup/);
      const [audited, , why] = await full('audit');
      assert.equal(audited, 4);
      assert.match(why, /disk is full/);
      assert.deepEqual(readUsers(disk.folder), users);
      await disk.free(axios);
      assert.equal((await full('users', 'unlock', ...name))[0], 0);
      assert.equal((await full('rotate-key'))[0], 0);
    }
  });

  it('who changed what', async () => {
    const folder = join(base, 'audited');
    const audit = (...args: readonly string[]): ReturnType<typeof sma> => sma('audit', ...args, '--data', folder);
    assert.deepEqual(await audit(), [4, '', `sma: There is no database in ${folder}. Name the data folder of the service with --data.\n`]);
    await using under = await serve({ dataFolder: folder });
    assert.deepEqual(await audit(), [0, 'Nothing was changed yet.\n', '']);
    const made = await under.http.post('Variables', { Name: 'one', Value: 'a secret', IsEncrypted: true });
    const id = (made.data as { readonly d: { readonly VariableID: string } }).d.VariableID;
    const changed = await under.http.patch(`Variables(guid'${id}')`, { Value: 'another secret' });
    assert.equal((await under.http.delete(`Variables(guid'${id}')`)).status, 204);
    const [, table] = await audit();
    assert.deepEqual(table.split('\n').slice(0, 4).map((line) => line.replace(/^[\dT:-]{19}/, '…').replaceAll(/ {2,}/g, ' | ')), ['TIME (UTC) | USER | ACTION | TARGET | DETAIL', '… | CONTOSO\\operator | Create | Variables/one', '… | CONTOSO\\operator | Update | Variables/one | Value', '… | CONTOSO\\operator | Delete | Variables/one']);
    const [, lines] = await audit('--json', '-n', '2');
    const [first, second, rest] = lines.split('\n');
    assert.equal(rest, '');
    const { time, ...entry } = JSON.parse(first ?? '') as Readonly<Record<string, unknown>>;
    assert.match(String(time), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.deepEqual(entry, { user: 'CONTOSO\\operator', requestId: changed.headers['x-request-id'] as unknown, action: 'Update', target: 'Variables/one', detail: 'Value' });
    assert.equal((JSON.parse(second ?? '') as { readonly action: string }).action, 'Delete');
    assert.equal((await audit('-n', '0'))[0], 2);
    writeFileSync(join(base, 'sma.db'), 'no database');
    const [code, , text] = await sma('audit', '--data', base);
    assert.equal(code, 4);
    assert.match(text, /^sma: The database in .* cannot be read \(file is not a database\)\. Look at it with "sma doctor"\.\n$/);
    rmSync(join(base, 'sma.db'));
  });

  it('backup, restore, doctor and a new key', async () => {
    const [code, out] = await on('backup', 'copy');
    assert.deepEqual([code, out], [0, `${join(base, 'copy')}: sma.db, secret.key, users.json, tls.pem\n`]);
    // A restore would leave the change out without a word.
    for (const args of [['set', '--name', 'late', '--role', 'reader'], ['remove', '--name', 'ana'], ['unlock', '--name', 'ana']]) assert.deepEqual(await sma('users', ...args, '--data', join(base, 'copy')), [4, '', `sma: ${join(base, 'copy')} is a backup, and would be none any more. Name the data folder of the service with --data.\n`]);
    const refused = await on('backup', 'copy');
    assert.equal(refused[0], 4);
    assert.match(refused[2], /copy is not empty/);
    writeFileSync(join(base, 'taken'), '');
    // A file system that takes no folders.
    if (process.platform === 'linux') assert.deepEqual(await sma('users', 'set', '--name', 'ana', '--data', '/proc/sma'), [4, '', 'sma: A file of the data cannot be read or written (/proc/sma: ENOENT). Choose another folder.\n']);
    assert.deepEqual(await on('backup', 'taken/x'), [4, '', `sma: ${join(base, 'taken/x')} cannot hold the backup (${join(base, 'taken')}: ENOTDIR). Choose a folder.\n`]);
    const restored = await sma('restore', 'copy', '--data', join(base, 'new'));
    assert.deepEqual([restored[0], restored[2]], [0, '']);
    const due = new DatabaseSync(join(data, 'sma.db'));
    due.exec("insert into Schedules (TenantID, ScheduleID, Name, IsEnabled, StartTime, CreationTime, LastModifiedTime, type_name, NextRun) values ('t', '10000000-0000-4000-8000-000000000000', 'nightly', 1, '2026-01-01T00:00:00', '2026-01-01T00:00:00', '2026-01-01T00:00:00', 'OneTimeSchedule', '2026-01-01T00:00:00')");
    due.close();
    assert.equal((await on('backup', 'copy-due'))[0], 0);
    assert.match((await sma('restore', 'copy-due', '--data', join(base, 'new-due')))[2], /^sma: A schedule is due by the backup \(nightly\)\. Whether it ran .*--missed-runs skip/);
    due.open();
    due.exec('delete from Schedules');
    due.close();
    const noted = await sma('audit', '--data', join(base, 'new'), '--limit', '1');
    assert.match(noted[1], new RegExp(`sma restore .*Restore +sma\\.db +the backup of \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z in ${join(base, 'copy')}`));
    // What cannot be used is copied as it is, and told.
    const users = readFileSync(join(data, 'users.json'));
    writeFileSync(join(data, 'users.json'), '{}');
    const [copied, , doubt] = await on('backup', 'damaged');
    writeFileSync(join(data, 'users.json'), users);
    assert.equal(copied, 0);
    assert.match(doubt, /^sma: The users cannot be used, neither here nor from the copy: The file of users .*users\.json is damaged/);
    assert.match(restored[1], /new is as of \d{4}-\d\d-\d\dT/);
    assert.deepEqual(await sma('rotate-key', '--data', join(base, 'new')), [0, '0 secrets were written with a new key.\n', '']);
    const well = await sma('doctor', '--data', join(base, 'new'));
    assert.equal(well[0], 0, well[1]);
    assert.match(well[1], /^LOOKED AT +STATE +FOUND\npermissions +ok /);
    writeFileSync(join(base, 'new/users.json'), '{');
    assert.equal((await sma('doctor', '--data', join(base, 'new')))[0], 1);
    assert.equal((await sma('doctor', '--data', join(base, 'nowhere')))[0], 1);
  });
});
