import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCKED_AFTER, Lockout, locksPath, readLocks, writeLocks } from '../../../src/service/access/lockout.ts';
import { LoginThrottle } from '../../../src/service/access/loginThrottle.ts';
import { SignIn } from '../../../src/service/access/signIn.ts';
import { hashUser, UserTable } from '../../../src/service/access/users.ts';
import { changingAccess } from '../../../src/service/access/usersFile.ts';
import { lockFile } from '../../../src/service/store/files/fileLock.ts';
import { SmaError } from '../../../src/sma/errors.ts';
import { eventually } from '../../support/eventually.ts';

const basic = (name: string, password: string): string => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
const GUESSER = '10.0.0.1';
const MINUTE = 60_000;

describe('locking out who guesses passwords', () => {
  let folder: string;
  let now: number;
  let table: UserTable;
  let logged: string[];
  let signIn: SignIn;
  const begin = (): void => {
    const logger = { log: (_level: string, message: string): void => { logged.push(message); } };
    const lockout = new Lockout({ dataFolder: folder, clock: { wall: () => now }, logger, isUser: (name) => table.roleOf(name) !== undefined });
    signIn = new SignIn(table, logger, lockout, new LoginThrottle(() => now, (milliseconds) => { now += milliseconds; return Promise.resolve(); }));
  };
  const enter = async (name: string, password: string, address = GUESSER): Promise<string | undefined> => signIn.check(basic(name, password), { address, requestId: 'r' }, () => new AbortController().signal);
  const isLocked = (error: unknown): boolean => SmaError.is(error, 'LoginLocked') && error.status === 403;
  const guess = async (name: string, times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) assert.equal(await enter(name, `guess ${time}`), undefined);
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sma-lock-'));
    now = Date.UTC(2026, 0, 1);
    table = new UserTable([await hashUser('ana', 'right'), await hashUser('kim', 'right')]);
    logged = [];
    begin();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lets in a client that begins with many requests at once; the same wrong password at once is one guess', async () => {
    const all = async (password: string): Promise<ReadonlySet<string | undefined>> => new Set(await Promise.all(Array.from({ length: 100 }, async () => await enter('ana', password))));
    assert.deepEqual(await all('right'), new Set(['ana']));
    begin();
    assert.deepEqual(await all('wrong'), new Set([undefined]));
    assert.deepEqual(logged, ['A login failed']);
    const gone = AbortSignal.abort(), first = signIn.check(basic('kim', 'right'), { address: GUESSER, requestId: 'r' }, () => gone), second = enter('kim', 'right');
    assert.deepEqual([await first, await second], [undefined, 'kim']);
  });

  it('after ten wrong passwords in a row, for a quarter of an hour, whatever the password', async () => {
    await guess('ana', LOCKED_AFTER - 1);
    assert.equal(await enter('ana', 'right'), 'ana');
    await guess('kim', LOCKED_AFTER);
    await assert.rejects(enter('KIM', 'right'), (error) => isLocked(error) && /for 15 minutes.*sma users unlock/.test((error as Error).message));
    now += 14 * MINUTE;
    await assert.rejects(enter('kim', 'right'), (error) => isLocked(error) && /for 1 minute\./.test((error as Error).message));
    now += MINUTE;
    assert.equal(await enter('kim', 'right'), 'kim');
    assert.equal(logged.filter((message) => message.startsWith('A user is locked out')).length, 1);
  });

  it('locks out nobody else: not the name elsewhere, not another name, not who was let in before', async () => {
    assert.equal(await enter('kim', 'right'), 'kim');
    await guess('kim', LOCKED_AFTER);
    assert.equal(await enter('kim', 'right'), 'kim');
    await guess('ana', LOCKED_AFTER);
    await assert.rejects(enter('ana', 'right'), isLocked);
    assert.equal(await enter('ana', 'right', '10.0.0.2'), 'ana');
  });

  it('treats names that do not exist alike, and keeps nothing of them', async () => {
    await guess('nobody', LOCKED_AFTER);
    await assert.rejects(enter('nobody', 'x'), isLocked);
    assert.deepEqual(readLocks(folder), []);
  });

  it('outlives a restart and a clock that is set back, and ends by the word of an administrator', async () => {
    await guess('ana', LOCKED_AFTER);
    begin();
    now -= 365 * 24 * 60 * MINUTE;
    await assert.rejects(enter('ana', 'right'), (error) => isLocked(error) && /for 15 minutes/.test((error as Error).message));
    writeLocks(folder, readLocks(folder)?.filter(({ name }) => name !== 'ana') ?? []);
    await eventually(async () => await enter('ana', 'right') === 'ana');
  });

  it('takes nothing back of what an administrator has unlocked in the same moment', async () => {
    await guess('ana', LOCKED_AFTER);
    writeLocks(folder, []);
    await guess('kim', LOCKED_AFTER);
    assert.deepEqual(readLocks(folder)?.map(({ name }) => name), ['kim']);
    assert.equal(await enter('ana', 'right'), 'ana');
    await assert.rejects(enter('kim', 'right'), isLocked);
  });

  it('tells of a file that cannot be read, and forgets nobody that it knows', async () => {
    await guess('ana', LOCKED_AFTER);
    writeFileSync(locksPath(folder), '{"version": 1, "loc');
    logged.length = 0;
    await eventually(async () => { await assert.rejects(enter('ana', 'right'), isLocked); return logged.some((line) => line.startsWith('The file of who is locked out cannot be used')) || undefined; });
    assert.equal(readLocks(folder), undefined);
    // The next lock writes it anew, with those that are known.
    await guess('kim', LOCKED_AFTER);
    assert.deepEqual(readLocks(folder)?.map(({ name }) => name), ['ana', 'kim']);
    writeFileSync(locksPath(folder), '[]');
    logged.length = 0;
    begin();
    assert.deepEqual(logged.length, 1);
    assert.equal(await enter('ana', 'right'), 'ana');
  });

  it('holds without the file while a command has that for itself', async () => {
    const release = lockFile(join(folder, 'users.lock'), 'alone', 0);
    try {
      await guess('ana', LOCKED_AFTER);
      await assert.rejects(enter('ana', 'right'), isLocked);
      assert.deepEqual([readLocks(folder), logged.at(-1) === undefined, logged.some((message) => message.startsWith('A lock could not be written'))], [[], false, true]);
      assert.throws(() => changingAccess(folder, () => assert.fail('let in'), 10), { code: 'FileLocked' });
    } finally {
      release();
    }
  });

  it('lets nobody be kept out by a damaged file', async () => {
    await guess('ana', LOCKED_AFTER);
    writeFileSync(locksPath(folder), '{"version":1,"locks":[{}');
    begin();
    assert.equal(await enter('ana', 'right'), 'ana');
  });
});
