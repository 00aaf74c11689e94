import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import axios from 'axios';
import { checkpointOwner } from '../../../src/service/dispatch/checkpoints.ts';
import { backupData } from '../../../src/service/data/backup.ts';
import { holdingData } from '../../../src/service/data/dataLock.ts';
import { examine, type Finding } from '../../../src/service/data/doctor.ts';
import { readAudit } from '../../../src/service/data/audit.ts';
import { readBackup, restoreData } from '../../../src/service/data/restore.ts';
import { rotateKey } from '../../../src/service/data/rotateKey.ts';
import { hashUser } from '../../../src/service/access/users.ts';
import { writeLocks } from '../../../src/service/access/lockout.ts';
import { changingAccess, readUsers, writeUsers } from '../../../src/service/access/usersFile.ts';
import { cipherOf, readKeys } from '../../../src/service/secrets/cipher.ts';
import { Store } from '../../../src/service/store/store.ts';
import { eventually } from '../../support/eventually.ts';
import { body, importRunbook, rows } from '../support/conversation.ts';
import { smallDisks } from '../support/fullDisk.ts';
import { checkInvariants } from '../support/invariants.ts';
import { serve, temporaryFolder, USER } from '../support/serviceUnderTest.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const states = (folder: string): Readonly<Record<string, string>> => Object.fromEntries(examine(folder, Date.now()).map(({ what, state }) => [what, state]));
const WELL = { permissions: 'ok', disk: 'ok', schema: 'ok', database: 'ok', size: 'ok', consistency: 'ok', values: 'ok', secrets: 'ok', users: 'ok', certificate: 'ok', log: 'ok' };

/** Records of about 1 KB each. */
function enlarge(folder: string, records: number): void {
  const database = new DatabaseSync(join(folder, 'sma.db'));
  database.exec(`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${records}) insert into audit (time, user_name, request_id, action, target, detail) select '2026-01-01T00:00:00', 'u', '-', 'a', 't', printf('%.1000c', 'x') from n`);
  database.close();
}

describe('the data of a service', () => {
  let base: string;
  let folder: string;
  before(async () => {
    base = temporaryFolder();
    folder = join(base, 'data');
    await using under = await serve({ dataFolder: folder });
    await importRunbook(under.http, 'workflow Kept { }');
    for (const [name, value] of [['one', 'first secret'], ['two', 'second secret']]) await under.http.post('Variables', { Name: name, Value: JSON.stringify(value), IsEncrypted: true });
    await under.http.post('Credentials', { Name: 'c', UserName: 'u', RawValue: 'hunter22' });
    writeUsers(folder, [await hashUser('ana', 'password', 'operator')]);
  });
  after(() => rmSync(base, { recursive: true, force: true }));
  /** A copy that a test may spoil. */
  const spoiled = (name: string, spoil: (copy: string) => void): string => {
    const copy = join(base, name);
    cpSync(folder, copy, { recursive: true });
    chmodSync(copy, 0o700);
    spoil(copy);
    return copy;
  };

  it('is copied to its end however large it is and however often it is written to', async () => {
    const large = spoiled('large', (copy) => enlarge(copy, 20_000));
    const writer = new DatabaseSync(join(large, 'sma.db'));
    const target = join(base, 'large-backup');
    let [isOver, written] = [false, 0];
    // A write between any two steps of the copy.
    const write = (): void => {
      if (isOver) return;
      writer.exec("insert into audit (time, user_name, request_id, action, target) values ('2026-01-01T00:00:00', 'u', '-', 'a', 'later')");
      written += 1;
      setImmediate(write);
    };
    write();
    await backupData(large, target, { now: NOW }).finally(() => { isOver = true; writer.close(); });
    assert.ok(written > 5, String(written));
    const copy = new DatabaseSync(join(target, 'sma.db'), { readOnly: true });
    assert.equal(copy.prepare("select count(*) as n from audit where detail is not null and length(detail) = 1000").get()?.['n'], 20_000);
    copy.close();
  });

  it('is copied in one state while hundreds of writes go on, and comes back as it was', async () => {
    const target = join(base, 'online');
    {
      await using under = await serve({ dataFolder: folder });
      const over = new AbortController();
      let written = 0;
      const writer = (async () => {
        while (!over.signal.aborted) {
          const [first, second] = await Promise.all(['a', 'b'].map((half) => under.http.post('Variables', { Name: `pair-${written}-${half}`, Value: String(written) })));
          assert.deepEqual([first?.status, second?.status], [201, 201]);
          written += 1;
        }
      })();
      await eventually(() => Promise.resolve(written > 5 ? true : undefined), 10_000, 'the first writes');
      const { manifest } = await backupData(folder, target, { now: NOW });
      assert.deepEqual(Object.keys(manifest.files), ['sma.db', 'secret.key', 'users.json', 'tls.pem']);
      const during = written;
      over.abort();
      await writer;
      assert.ok(during > 5);
    }
    if (process.platform !== 'win32') for (const name of readdirSync(target)) assert.equal(statSync(join(target, name)).mode & 0o077, 0, name);
    checkInvariants(target);
    const restored = join(base, 'restored');
    assert.equal((await restoreData(target, restored, NOW)).aside, undefined);
    assert.deepEqual(states(restored), WELL);
    await using again = await serve({ dataFolder: restored });
    assert.equal(rows(await again.http.get("Runbooks?$filter=RunbookName eq 'Kept'")).length, 1);
    assert.equal((await again.http.get("Variables/$count?$filter=IsEncrypted")).data, 2);
  });

  describe('with its key, whatever other commands do', () => {
    let large: string;
    let other: string;
    before(async () => {
      large = spoiled('large-keyed', (copy) => {
        const database = new DatabaseSync(join(copy, 'sma.db'));
        database.exec("with recursive n (i) as (select 1 union all select i + 1 from n where i < 30000) insert into audit (time, user_name, request_id, action, target, detail) select '2026-01-01T00:00:00', 'u', '-', 'a', 't', printf('%.2000c', 'x') from n");
        database.close();
      });
      other = join(base, 'other-keyed');
      await backupData(spoiled('other-keyed-data', () => undefined), other, { now: NOW });
    });
    const secretsOf = (copy: string): Finding | undefined => examine(copy, Date.now()).find(({ what }) => what === 'secrets');

    it('is copied while nobody replaces the key or all of it, and by several at a time', async () => {
      const keys = (): string => readFileSync(join(large, 'secret.key'), 'utf8'), before = keys();
      const copies = [1, 2].map((at) => backupData(large, join(base, `keyed-${at}`), { now: NOW }));
      await assert.rejects(rotateKey(large), { code: 'InUse', message: /^Another command is at work on the data folder .*: a backup, a restore or a rotation of its key\. Try again when it is done; nothing was changed\.$/ });
      await assert.rejects(restoreData(other, large, NOW), { code: 'InUse' });
      assert.equal(keys(), before);
      await Promise.all(copies);
      for (const at of [1, 2]) {
        const restored = join(base, `keyed-restored-${at}`);
        assert.equal((await restoreData(join(base, `keyed-${at}`), restored, NOW)).secrets, undefined);
        assert.equal(secretsOf(restored)?.state, 'ok');
      }
      assert.equal((await rotateKey(large)).written, 3);
      await Promise.all([backupData(large, join(base, 'keyed-3'), { now: NOW }), assert.rejects(rotateKey(large), { code: 'InUse' })]);
      assert.equal(secretsOf(join(base, 'keyed-3'))?.state, 'ok');
    });

    if (process.getuid?.() === 0) it('leaves its lock to whom the folder belongs, but for a link', async () => {
      const theirs = spoiled('theirs', (copy) => chownSync(copy, 12_345, 12_345));
      await backupData(theirs, join(base, 'theirs-backup'), { now: NOW });
      assert.equal(statSync(join(theirs, 'data.lock')).uid, 12_345);
      const trap = join(base, 'not-theirs');
      writeFileSync(trap, '');
      rmSync(join(theirs, 'data.lock'));
      symlinkSync(trap, join(theirs, 'data.lock'));
      await assert.rejects(rotateKey(theirs), { code: 'ELOOP' });
      assert.equal(statSync(trap).uid, 0);
    });

    if (process.getuid?.() === 0) it('stays its owner’s, whatever root does to it: users, a new key, a restore', async () => {
      const [owner, group] = [12_345, 12_346];
      const theirs = spoiled('owned', (copy) => {
        for (const name of ['', ...readdirSync(copy)]) chownSync(join(copy, name), owner, group);
        rmSync(join(copy, 'users.json'), { force: true });
      });
      const foreign = (): readonly string[] => ['', ...readdirSync(theirs, { recursive: true, encoding: 'utf8' })].filter((name) => statSync(join(theirs, name)).uid !== owner || statSync(join(theirs, name)).gid !== group);
      const change = (name: string): void => changingAccess(theirs, () => { writeUsers(theirs, [{ name, role: 'reader' }]); writeLocks(theirs, [{ name, address: '::1', until: NOW.getTime() }]); });
      change('ana');
      assert.deepEqual(foreign(), []);
      assert.equal(statSync(join(theirs, 'users.json')).mode & 0o777, 0o600);
      // Root's, and let to the group of the service by its operator.
      chownSync(join(theirs, 'users.json'), 0, group);
      chmodSync(join(theirs, 'users.json'), 0o644);
      change('bob');
      const kept = statSync(join(theirs, 'users.json'));
      assert.deepEqual([kept.uid, kept.gid, kept.mode & 0o777, readUsers(theirs).map(({ name }) => name)], [0, group, 0o640, ['bob']]);
      chownSync(join(theirs, 'users.json'), owner, group);
      await rotateKey(theirs);
      assert.deepEqual(foreign(), []);
      const copy = join(base, 'owned-backup');
      await backupData(theirs, copy, { now: NOW });
      assert.deepEqual(foreign(), []);
      assert.equal(statSync(join(copy, 'secret.key')).uid, 0);
      const { aside } = await restoreData(copy, theirs, NOW);
      assert.ok(aside !== undefined && existsSync(join(aside, 'sma.db')));
      assert.deepEqual(foreign(), []);
      // Into a folder that is theirs and empty.
      const empty = join(base, 'owned-empty');
      mkdirSync(empty);
      chownSync(empty, owner, group);
      await restoreData(copy, empty, NOW);
      assert.deepEqual(readdirSync(empty).filter((name) => statSync(join(empty, name)).uid !== owner), []);
    });

    it('has nothing lying about of a key that was written when a command was killed', async () => {
      const left = spoiled('left-key', () => undefined), leave = (): void => ['secret.key.4711.new', 'tls.pem.4711.new'].forEach((name) => writeFileSync(join(left, name), 'half'));
      const lying = (): readonly string[] => readdirSync(left).filter((name) => name.endsWith('.new'));
      writeFileSync(join(left, 'secret.key.old.new'), 'somebody else’s');
      leave();
      assert.equal((await rotateKey(left)).written, 3);
      assert.deepEqual(lying(), ['secret.key.old.new', 'tls.pem.4711.new']);
      leave();
      await (await serve({ dataFolder: left }))[Symbol.asyncDispose]();
      assert.deepEqual(lying(), ['secret.key.old.new']);
    });

    it('goes on where a command was killed that had it for itself', async () => {
      const holder = spawn(process.execPath, ['--input-type=module', '-e', `import { holdingData } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../../src/service/data/dataLock.ts')).href)};
        await holdingData(${JSON.stringify(other)}, 'alone', () => { console.log('held'); return new Promise((resolve) => setInterval(resolve, 60_000)); });`], { stdio: ['ignore', 'pipe', 'inherit'] });
      try {
        await once(holder.stdout, 'data');
        await assert.rejects(holdingData(other, 'shared', () => assert.fail('let in'), 50), { code: 'InUse' });
        setTimeout(() => holder.kill('SIGKILL'), 300);
        assert.equal(await once(holder, 'exit').then(() => holdingData(other, 'shared', () => 'in', 50)), 'in');
      } finally {
        holder.kill('SIGKILL');
      }
    });

    it('is no backup where its key opens nothing of it, unless the key is kept elsewhere; a few that are not opened are told', async () => {
      const strange = spoiled('strange-key', (copy) => writeFileSync(join(copy, 'secret.key'), `${Buffer.alloc(32, 7).toString('base64')}\n`)), target = join(base, 'strange-backup');
      await assert.rejects(backupData(strange, target, { now: NOW }), { code: 'Unusable', message: /^No secret of the database can be opened with its key in the copy: the key does not open 3 of 3 .*"sma backup --without-key"/ });
      assert.deepEqual(readdirSync(target), []);
      const hollow = spoiled('hollow-key', (copy) => writeFileSync(join(copy, 'secret.key'), ''));
      await assert.rejects(backupData(hollow, target, { now: NOW }), (error: Error) => error.message.startsWith('No secret of the database can be opened') && !error.message.includes('..'));
      assert.deepEqual(Object.keys((await backupData(strange, target, { withoutKey: true, now: NOW })).manifest.files).includes('secret.key'), false);
      const torn = spoiled('torn-secret', (copy) => {
        const database = new DatabaseSync(join(copy, 'sma.db'));
        database.exec("update Variables set secret = 'v1:0000:AAAA' where Name = 'one'");
        database.close();
      });
      assert.match((await backupData(torn, join(base, 'torn-backup'), { now: NOW })).unopened ?? '', /^the key does not open 1 of 3 \(Variables\/one\)/);
    });
  });

  it('puts what was there aside when it is restored, and refuses while the service runs', async () => {
    const target = join(base, 'aside-backup');
    await backupData(folder, target, { now: NOW });
    const copy = spoiled('aside', () => undefined);
    {
      await using _running = await serve({ dataFolder: copy });
      await assert.rejects(restoreData(target, copy, NOW), { code: 'DatabaseLocked' });
    }
    const { aside } = await restoreData(target, copy, NOW);
    assert.equal(aside, join(copy, 'before-2026-11-22T10-00-00-000Z'));
    assert.ok(existsSync(join(aside, 'sma.db')) && existsSync(join(copy, 'sma.db')));
    assert.deepEqual(states(copy), WELL);
  });

  it('a restore that was cut off is told by the next start and by the doctor, and done by another one', async () => {
    const target = join(base, 'cut-backup');
    await backupData(folder, target, { now: NOW });
    const cut = spoiled('cut', (copy) => {
      mkdirSync(join(copy, 'before-then'));
      for (const name of ['sma.db', 'secret.key', 'users.json', 'tls.pem']) {
        cpSync(join(copy, name), join(copy, `${name}.restoring`));
        renameSync(join(copy, name), join(copy, 'before-then', name));
      }
    });
    const finding = `a restore did not come to its end. Restore the backup again with "sma restore"; what was there before lies in the folder ${join(cut, 'before-…')}`;
    await assert.rejects(serve({ dataFolder: cut }), { code: 'DatabaseDamaged', message: `The database ${join(cut, 'sma.db')} is missing: ${finding}.` });
    assert.deepEqual(examine(cut, Date.now()), [{ what: 'data folder', state: 'problem', detail: finding }]);
    assert.equal((await restoreData(target, cut, NOW)).secrets, undefined);
    assert.deepEqual(readdirSync(cut).filter((name) => name.endsWith('.restoring')), []);
    assert.deepEqual(states(cut), WELL);
    await using again = await serve({ dataFolder: cut });
    assert.equal((await again.http.get('Runbooks/$count')).data, 1);
  });

  it('a restore that was cut off behind its last rename is whole, though the service before was killed', async () => {
    const target = join(base, 'late-backup'), seen = join(base, 'late-seen'), late = spoiled('late', (copy) => { writeFileSync(join(copy, 'service.pid'), '1\nopened\n'); });
    await backupData(folder, target, { now: NOW });
    const rename = fs.renameSync;
    // What a kill at this moment would leave, taken aside: the folder itself is held.
    fs.renameSync = (from, to) => {
      rename(from, to);
      if (String(to) === join(late, 'sma.db')) { cpSync(late, seen, { recursive: true }); chmodSync(seen, 0o700); }
    };
    syncBuiltinESMExports();
    try {
      await restoreData(target, late, NOW);
    } finally {
      fs.renameSync = rename;
      syncBuiltinESMExports();
    }
    assert.deepEqual(states(seen), WELL);
    await using again = await serve({ dataFolder: seen });
    assert.equal((await again.http.get('Runbooks/$count')).data, 1);
  });

  it('a copy without the key says so, and opens with the key that stayed', async () => {
    const target = join(base, 'keyless');
    await backupData(folder, target, { now: NOW, withoutKey: true });
    assert.ok(!existsSync(join(target, 'secret.key')));
    const bare = join(base, 'keyless-restored');
    assert.match((await restoreData(target, bare, NOW)).secrets ?? '', /secret\.key is missing/);
    assert.equal(states(bare)['secrets'], 'problem');
    const rotated = spoiled('keyless-rotated', () => undefined);
    await rotateKey(rotated);
    assert.match((await restoreData(target, rotated, NOW)).secrets ?? '', /^the key does not open 3 of 3 .*restore the key file that belongs to this database$/);
    rmSync(join(rotated, 'secret.key'));
    await assert.rejects(rotateKey(rotated), { code: 'KeyFileUnreadable' });
    assert.ok(!existsSync(join(rotated, 'secret.key')), 'no key is made that opens nothing');
    const copy = spoiled('keyless-over', () => undefined);
    assert.equal((await restoreData(target, copy, NOW)).secrets, undefined);
    assert.equal(states(copy)['secrets'], 'ok');
  });

  it('a copy that is cut off, changed or newer is refused, and so is a target in use', async () => {
    const target = join(base, 'good');
    await backupData(folder, target, { now: NOW });
    const bad = (name: string, spoil: (copy: string) => void): string => {
      const copy = join(base, name);
      cpSync(target, copy, { recursive: true });
      spoil(copy);
      return copy;
    };
    const manifest = (copy: string, change: object): void => writeFileSync(join(copy, 'backup.json'), JSON.stringify({ ...(JSON.parse(readFileSync(join(copy, 'backup.json'), 'utf8')) as object), ...change }));
    for (const [spoil, message] of [
      [(copy: string) => rmSync(join(copy, 'backup.json')), /did not come to its end/], [(copy: string) => writeFileSync(join(copy, 'secret.key'), 'other'), /secret\.key has changed/],
      [(copy: string) => rmSync(join(copy, 'sma.db')), /sma\.db is missing/], [(copy: string) => manifest(copy, { schema: 999 }), /Update SMA Runbooks/],
      [(copy: string) => manifest(copy, { files: { 'sma.db': 'x', '../../etc/passwd': 'x' } }), /no part of a backup|has changed/], [(copy: string) => writeFileSync(join(copy, 'backup.json'), '{'), /cannot be read/],
    ] as const) {
      const copy = bad(`bad-${Math.random()}`, spoil);
      assert.throws(() => readBackup(copy), message);
    }
    await assert.rejects(backupData(folder, target, { now: NOW }), /is not empty/);
    await assert.rejects(backupData(join(base, 'nothing'), join(base, 'never'), { now: NOW }), /no database/);
    assert.ok(!existsSync(join(base, 'never')));
  });

  it('is not copied into itself, by whatever name', async () => {
    const link = join(base, 'link-to-data');
    symlinkSync(folder, link, 'junction');
    for (const [target, what] of [[folder, 'the data folder itself'], [`${folder}/`, 'the data folder itself'], [link, 'the data folder itself'], [join(folder, 'backup'), `within the data folder ${folder}`], [join(link, 'new', 'backup'), `within the data folder ${folder}`]] as const) {
      await assert.rejects(backupData(folder, target, { now: NOW }), { code: 'Unusable', message: `${target} is ${what}: a copy there is lost with it. Choose a folder elsewhere, on another disk at best.` });
    }
    assert.ok(!existsSync(join(folder, 'backup')) && !existsSync(join(folder, 'new')));
    await backupData(folder, `${folder}-beside`, { now: NOW });
    rmSync(link);
  });

  it('a backup keeps its key, is not restored into itself, and no service runs on it; one that was used is a data folder', async () => {
    const target = join(base, 'untouched');
    await backupData(folder, target, { now: NOW });
    const all = (): readonly (readonly [string, string])[] => readdirSync(target).toSorted().map((name) => [name, readFileSync(join(target, name), 'latin1')]);
    const before = all();
    await assert.rejects(rotateKey(target), { code: 'IsBackup', message: /is a backup, which opens with the key that it was made with.*--data/ });
    await assert.rejects(restoreData(target, target, NOW), { code: 'IsBackup', message: /is the backup itself\. Name the data folder of the service with --data\.$/ });
    const other = join(base, 'untouched-other');
    await backupData(folder, other, { now: NOW });
    await assert.rejects(restoreData(other, target, NOW), { code: 'IsBackup', message: `${target} is a backup, and would be none any more. Name the data folder of the service with --data.` });
    await assert.rejects(serve({ dataFolder: target }), { code: 'IsBackup', message: `${target} is a backup, and would be none any more once a service has used it. It was left as it is: put it into a data folder ("sma restore ${target} --data FOLDER"), and start the service with that.` });
    const within = join(target, 'new', 'data');
    await assert.rejects(restoreData(target, within, NOW), { code: 'IsBackup', message: `${within} is within the backup ${target}, and would go with it. Name the data folder of the service with --data.` });
    await assert.rejects(restoreData(other, within, NOW), { code: 'IsBackup' });
    await assert.rejects(backupData(folder, within, { now: NOW }), { code: 'Unusable', message: `${within} is within the backup ${target}: a copy there goes with it. Choose a folder elsewhere.` });
    await assert.rejects(backupData(target, join(base, 'copy-of-copy'), { now: NOW }), { code: 'IsBackup', message: /is a backup already, as of the time that it was made: copy the folder as it is/ });
    assert.ok(!existsSync(join(base, 'copy-of-copy')));
    assert.deepEqual(all(), before);
    // The way out that the sentence names.
    const restored = join(base, 'untouched-restored');
    await restoreData(target, restored, NOW);
    { await using under = await serve({ dataFolder: restored }); assert.equal((await under.http.get('Runbooks/$count')).data, 1); }
    // As versions did that served it.
    await Store.open({ folder: target }).close();
    { await using _running = await serve({ dataFolder: target }); }
    assert.equal((await rotateKey(target)).written, 3);
  });

  it('a target that cannot be used is told in one sentence, and a restore that does not fit changes nothing', async () => {
    const file = join(base, 'a-file'), target = join(base, 'fitting');
    writeFileSync(file, '');
    for (const bad of [file, join(file, 'below')]) await assert.rejects(backupData(folder, bad, { now: NOW }), { code: 'Unusable', message: new RegExp(`^${bad} cannot hold the backup \\(${file}: ENOTDIR\\)\\. Choose a folder\\.$`) });
    await backupData(folder, target, { now: NOW });
    for (const [, make] of smallDisks.slice(1)) {
      using disk = make();
      cpSync(folder, disk.folder, { recursive: true });
      await disk.fill(axios);
      const before = readdirSync(disk.folder).toSorted(), sum = readFileSync(join(disk.folder, 'sma.db'));
      await assert.rejects(restoreData(target, disk.folder, NOW), { code: 'Unusable', message: /cannot be restored to .*\(its disk is full\)\. Make room there, and try again\.$/ });
      // Room for the lock, not for the copy.
      truncateSync(join(disk.folder, 'ballast'), statSync(join(disk.folder, 'ballast')).size - 131_072);
      await assert.rejects(restoreData(target, disk.folder, NOW), { code: 'Unusable', message: /cannot be restored to [^(]*\(its disk is full\)\. Make room there, and try again\.$/ });
      assert.deepEqual(readdirSync(disk.folder).toSorted(), before);
      assert.ok(readFileSync(join(disk.folder, 'sma.db')).equals(sum));
    }
  });

  it('leaves nothing where its disk is full, so that there it can be tried again', async () => {
    // So many pages that SQLite writes them in more than one turn, and keeps a journal meanwhile.
    const large = spoiled('larger-than-disk', (copy) => enlarge(copy, 12_000));
    for (const [, make] of smallDisks.slice(1)) {
      using disk = make();
      const target = join(disk.folder, 'backup');
      await assert.rejects(backupData(large, target, { now: NOW }), { code: 'Unusable', message: /Make room there, and try again\.$/ });
      assert.deepEqual(readdirSync(target), []);
      await backupData(folder, target, { now: NOW });
      assert.deepEqual({ ...states(target), disk: 'ok' }, WELL);
    }
  });

  it('a new key passes over secrets that no key opens, names them, and keeps what might still open them', async () => {
    const set = (copy: string, sql: string): void => {
      const database = new DatabaseSync(join(copy, 'sma.db'));
      database.exec(sql);
      database.close();
    };
    const secretOf = (copy: string, name: string): string => {
      const database = new DatabaseSync(join(copy, 'sma.db'), { readOnly: true });
      const secret = String(database.prepare('select secret from Variables where Name = ?').get(name)?.['secret']);
      database.close();
      return secret;
    };
    const keysOf = (copy: string): readonly string[] => readKeys(join(copy, 'secret.key'), false).map((key) => Buffer.from(key).toString('hex'));
    // Of another key than those of the file: none of them stays.
    const foreign = spoiled('unopened-foreign', (copy) => set(copy, `update Variables set secret = '${cipherOf(Buffer.alloc(32, 9)).encrypt('"x"', 'elsewhere')}' where Name = 'one'`));
    const kept = secretOf(foreign, 'one');
    assert.deepEqual(await rotateKey(foreign), { written: 2, unopened: ['Variables/one'] });
    assert.equal(secretOf(foreign, 'one'), kept);
    assert.equal(keysOf(foreign).length, 1);
    assert.equal(readAudit(foreign, 1)[0]?.detail, '2 secrets, 1 that no key opens were left as they are');
    // Moved to another row: its key stays, and opens it where it is put back.
    const moved = spoiled('unopened-moved', (copy) => set(copy, "update Variables set secret = (select secret from Variables where Name = 'two') where Name = 'one'"));
    const [before] = keysOf(moved);
    const stored = new DatabaseSync(join(moved, 'sma.db'), { readOnly: true });
    const variables = stored.prepare('select count(*) as n from Variables').get()?.['n'];
    stored.close();
    assert.deepEqual(await rotateKey(moved), { written: 2, unopened: ['Variables/one'] });
    assert.deepEqual(keysOf(moved).slice(1), [before]);
    { await using under = await serve({ dataFolder: moved }); assert.equal((await under.http.get('Variables/$count')).data, variables); }
    set(moved, "update Variables set secret = null where Name = 'one'");
    assert.deepEqual(await rotateKey(moved), { written: 2, unopened: [] });
    assert.equal(keysOf(moved).length, 1, 'nothing names the key of before any more');
    // The key of another database: nothing at all is changed.
    const other = spoiled('unopened-all', (copy) => writeFileSync(join(copy, 'secret.key'), `${Buffer.alloc(32, 5).toString('base64')}\n`));
    const sum = secretOf(other, 'one');
    await assert.rejects(rotateKey(other), { code: 'Unusable', message: /opens none of the 3 secrets of the database: restore the key file that belongs to it\. Nothing was changed\.$/ });
    assert.deepEqual(keysOf(other), [Buffer.alloc(32, 5).toString('hex')]);
    assert.equal(secretOf(other, 'one'), sum);
  });

  it('is written with a new key, also after a rotation that was cut off', async () => {
    const copy = spoiled('rotated', () => undefined);
    const [before] = readKeys(join(copy, 'secret.key'), false);
    // A workflow that waits has a checkpoint.
    const jobId = '00000000-0000-4000-8000-000000000001';
    const database = new DatabaseSync(join(copy, 'sma.db'));
    const [context, version, tenant, runbook] = [2, 3, 4, 5].map((last) => jobId.replace(/1$/, String(last)));
    database.exec(`insert into JobContexts (JobContextID, RunbookVersionID, TenantID) values ('${context}', '${version}', '${tenant}');
      insert into Jobs (job_key, JobID, JobContextID, TenantID, JobStatus, CreationTime, LastModifiedTime, runbook_id) values (1, '${jobId}', '${context}', '${tenant}', 'Suspended', '2026-01-01T00:00:00', '2026-01-01T00:00:00', '${runbook}')`);
    database.prepare("insert into job_checkpoint (job_key, number, time, secret) values (1, 1, '', ?)").run(cipherOf(before).encrypt(Buffer.from('[]\nzstd!\xff\0\xfe', 'latin1'), checkpointOwner(jobId)));
    database.close();
    assert.deepEqual(await rotateKey(copy), { written: 4, unopened: [] });
    const keys = readKeys(join(copy, 'secret.key'), false);
    assert.equal(keys.length, 1);
    assert.notDeepEqual(keys[0], before);
    assert.deepEqual(states(copy), WELL);
    const stored = (): readonly string[] => {
      const database = new DatabaseSync(join(copy, 'sma.db'), { readOnly: true });
      const found = database.prepare('select secret from Variables where secret is not null union all select secret from Credentials').all().map((row) => String(row['secret']));
      database.close();
      return found;
    };
    assert.equal(new Set(stored().map((secret) => secret.split(':')[1])).size, 1);
    // Cut off behind its first step: the file holds a new key that nothing is written with yet.
    writeFileSync(join(copy, 'secret.key'), `${Buffer.alloc(32, 7).toString('base64')}\n${Buffer.from(keys[0]).toString('base64')}\n`);
    assert.deepEqual(states(copy), WELL);
    await rotateKey(copy);
    assert.equal(readKeys(join(copy, 'secret.key'), false).length, 1);
    await using under = await serve({ dataFolder: copy });
    const [variable] = rows(await under.http.get("Variables?$filter=Name eq 'one'"));
    const cipher = cipherOf(...readKeys(join(copy, 'secret.key'), false));
    const state = new DatabaseSync(join(copy, 'sma.db'), { readOnly: true });
    assert.equal(cipher.decryptBytes(String(state.prepare('select secret from job_checkpoint').get()?.['secret']), checkpointOwner(jobId)).toString('latin1'), '[]\nzstd!\xff\0\xfe');
    const secret = String(state.prepare("select secret from Variables where Name = 'one'").get()?.['secret']);
    state.close();
    assert.equal(cipher.decrypt(secret, `Variables/${String(variable?.['VariableID'])}`), '"first secret"');
    await assert.rejects(rotateKey(copy), { code: 'DatabaseLocked' });
    await assert.rejects(rotateKey(join(base, 'nowhere')), /no database/);
    assert.ok(!existsSync(join(base, 'nowhere')));
    assert.equal(body(await under.http.get(`Variables(guid'${String(variable?.['VariableID'])}')`))['Value'], null);
  });

  for (const [, make] of smallDisks.slice(1)) {
    it('is copied and looked at on a disk that cannot be written', async () => {
      using disk = make();
      cpSync(folder, join(disk.folder, 'data'), { recursive: true });
      execFileSync('mount', ['-o', 'remount,ro', disk.folder]);
      // Little room, and a folder copied with a mode of its own.
      assert.deepEqual({ ...states(join(disk.folder, 'data')), disk: 'ok', permissions: 'ok' }, WELL);
      const target = join(base, 'from-read-only');
      await backupData(join(disk.folder, 'data'), target, { now: NOW });
      assert.deepEqual(states(target), WELL);
    });
  }

  it('is not copied where it is no database, which is told in one sentence', async () => {
    const copy = spoiled('no-database', (path) => writeFileSync(join(path, 'sma.db'), 'words '.repeat(1_000))), target = join(base, 'never');
    await assert.rejects(backupData(copy, target, { now: NOW }), { code: 'Unusable', message: `The database ${join(copy, 'sma.db')} cannot be copied to ${target} (file is not a database). Look at it with "sma doctor".` });
    assert.deepEqual(readdirSync(target), []);
    const damaged = spoiled('damaged-source', (path) => {
      const bytes = readFileSync(join(path, 'sma.db'));
      writeFileSync(join(path, 'sma.db'), bytes.fill(0xAB, bytes.length - 4096 * 6, bytes.length - 4096));
    });
    for (let time = 0; time < 2; time += 1) await assert.rejects(backupData(damaged, target, { now: NOW }), { code: 'Unusable', message: /^The copy of the database is damaged \([^\n]+\): the database itself may be\. Look at it with "sma doctor"\.$/ });
    assert.deepEqual(readdirSync(target), []);
  });

  it('is not copied where nothing is in it any more, or tables are gone or another program’s: told in one sentence, by the doctor too', async () => {
    const target = join(base, 'never-empty'), path = (copy: string): string => join(copy, 'sma.db');
    const write = (sql: string, isAnew = false) => (copy: string): void => {
      if (isAnew) rmSync(path(copy));
      const database = new DatabaseSync(path(copy), { enableForeignKeyConstraints: false });
      database.exec(sql);
      database.close();
    };
    const empty = /it is empty, though secret\.key beside it shows that it was in use/;
    for (const [name, spoil, state, finding, advice] of [
      ['empty', (copy: string) => truncateSync(path(copy)), 'problem', empty, /[Rr]estore a backup with "sma restore"\.?$/],
      ['empty-new', (copy: string) => { truncateSync(path(copy)); rmSync(join(copy, 'secret.key')); rmSync(join(copy, 'tls.pem')); }, 'warning', /it holds nothing yet, since a first start of the service was cut off/, /[Tt]he next start of the service goes on with it\.?$/],
      ['no-tables', write('create table a (b); drop table a', true), 'problem', /it has no tables, though secret\.key beside it/, /[Rr]estore a backup with "sma restore"\.?$/],
      ['stranger', write('create table theirs (a)', true), 'problem', /it has the tables of another program: theirs/, /--data$|Look at it with "sma doctor"\.$/],
      ['table-gone', write('drop table Variables'), 'problem', /its table Variables is missing/, /restore a backup with "sma restore"$|Look at it with "sma doctor"\.$/],
    ] as const) {
      const copy = spoiled(`nothing-${name}`, (folder_) => { rmSync(join(folder_, 'commit.mark'), { force: true }); spoil(folder_); });
      const found = examine(copy, Date.now()).filter(({ what, state: one }) => ['database', 'schema'].includes(what) && one === state);
      assert.ok(found.some(({ detail }) => finding.test(detail) && advice.test(detail)), `${name}: ${JSON.stringify(found)}`);
      await assert.rejects(backupData(copy, target, { now: NOW }), (error: Error & { code?: string }) => {
        assert.equal(error.code, state === 'warning' ? 'NoData' : 'Unusable', `${name}: ${error.stack ?? ''}`);
        assert.ok(error.message.startsWith(`The database ${path(copy)} cannot be backed up (`) && finding.test(error.message) && advice.test(error.message), error.message);
        return true;
      });
      assert.deepEqual(existsSync(target) ? readdirSync(target) : [], []);
    }
  });

  it('is well where another program’s journal lies beside it: doctor and backup say to move that away, as the start does', async () => {
    const copy = spoiled('stray-journal', (folder_) => writeFileSync(join(folder_, 'sma.db-journal'), 'junkjunkjunk')), journal = join(copy, 'sma.db-journal'), target = join(base, 'never-journal');
    const finding = `${journal} is the journal of another program or of another time, and does not belong to the database beside it`;
    await assert.rejects(serve({ dataFolder: copy }), { code: 'DatabaseUnreadable', message: `${finding}. Nothing was changed: move it away, or choose another data folder.` });
    assert.deepEqual(examine(copy, Date.now()).filter(({ state }) => state === 'problem'), [{ what: 'database', state: 'problem', detail: `${finding}; move it away` }]);
    await assert.rejects(backupData(copy, target, { now: NOW }), { code: 'Unusable', message: `The database ${join(copy, 'sma.db')} cannot be backed up (${finding}). Move it away.` });
    renameSync(journal, join(base, 'moved-away'));
    assert.deepEqual(states(copy), WELL);
    await backupData(copy, target, { now: NOW });
    assert.deepEqual(states(target), WELL);
  });

  it('is not copied by a version that does not know its schema, which says so and makes nothing', async () => {
    const newer = spoiled('newer', (copy) => {
      const database = new DatabaseSync(join(copy, 'sma.db'));
      database.exec('pragma user_version = 999; create table later (a)');
      database.close();
    }), target = join(base, 'newer-backup');
    await assert.rejects(backupData(newer, target, { now: NOW }), { code: 'BackupNewer', message: /was written by a newer version \(schema 999, this one knows \d+\)\. Back it up with that version, or update SMA Runbooks\.$/ });
    assert.ok(!existsSync(join(target, 'sma.db')) && !existsSync(join(target, 'backup.json')));
  });

  it('stays as large when jobs are purged, which the doctor tells; a copy leaves out what nobody uses, and comes back as it was', async () => {
    const large = spoiled('purged', (copy) => {
      const database = new DatabaseSync(join(copy, 'sma.db'));
      database.exec("with recursive n (i) as (select 1 union all select i + 1 from n where i < 100000) insert into audit (time, user_name, request_id, action, target, detail) select '2026-01-01T00:00:00', 'u', '-', 'a', 'purged', printf('%.1000c', 'x') from n; delete from audit where target = 'purged'");
      database.close();
    });
    const size = (of: string): number => statSync(join(of, 'sma.db')).size, found = (of: string): Finding | undefined => examine(of, Date.now()).find(({ what }) => what === 'size');
    assert.ok(size(large) > 100 * 1024 * 1024);
    // A database whose pages are all well, and yet something to do: no "ok".
    assert.deepEqual({ ...states(large), size: 'ok' }, WELL);
    assert.equal(found(large)?.state, 'warning');
    assert.match(found(large)?.detail ?? '', /^\d{3} MB, of which \d{3} hold nothing, .*used again; .* "sma backup COPY --data .*" and "sma restore COPY --data .*purged" .*twice 1 MB.*remove COPY and the folder before-… /);
    const target = join(base, 'purged-backup'), restored = join(base, 'purged-restored');
    await backupData(large, target, { now: NOW });
    assert.ok(size(target) < 2 * 1024 * 1024, String(size(target)));
    await restoreData(target, restored, NOW);
    assert.deepEqual(states(restored), WELL);
    assert.match(found(restored)?.detail ?? '', /^\d MB, of which 0 hold nothing$/);
    const ask = (of: string): readonly unknown[] => {
      const database = new DatabaseSync(join(of, 'sma.db'), { readOnly: true });
      try {
        return [...database.prepare('select * from Variables order by Name').all(), ...database.prepare("select * from audit where action <> 'Restore' order by sequence").all(), ...database.prepare('select * from media').all()];
      } finally {
        database.close();
      }
    };
    assert.deepEqual(ask(restored), ask(large));
    assert.deepEqual(readAudit(restored, 1).map(({ action, user, target: what, detail }) => [action, user, what, detail]), [['Restore', 'sma restore', 'sma.db', `the backup of ${NOW.toISOString()} in ${target}`]]);
  });

  it('is not opened with a key file that is a link or another account’s, and says what to do', async () => {
    const linked = spoiled('linked-key', (copy) => {
      renameSync(join(copy, 'secret.key'), join(base, 'elsewhere.key'));
      symlinkSync(join(base, 'elsewhere.key'), join(copy, 'secret.key'));
    });
    const elsewhere = readFileSync(join(base, 'elsewhere.key'), 'utf8');
    const refusal = { code: 'KeyFileUnreadable', message: /secret\.key is a link\. Put the file itself there \("cp --remove-destination .*elsewhere\.key .*secret\.key"\)\.$/ };
    await assert.rejects(serve({ dataFolder: linked }), refusal);
    await assert.rejects(rotateKey(linked), refusal);
    assert.match(examine(linked, Date.now()).find(({ what }) => what === 'secrets')?.detail ?? '', /is a link/);
    assert.equal(readFileSync(join(base, 'elsewhere.key'), 'utf8'), elsewhere);
    const dangling = spoiled('dangling-key', (copy) => { rmSync(join(copy, 'secret.key')); symlinkSync(join(base, 'nowhere.key'), join(copy, 'secret.key')); });
    await assert.rejects(serve({ dataFolder: dangling }), { code: 'KeyFileUnreadable' });
    assert.ok(!existsSync(join(base, 'nowhere.key')));
    // Only root can give a file away.
    if (process.getuid?.() !== 0) return;
    const foreign = spoiled('foreign-key', (copy) => chownSync(join(copy, 'secret.key'), 12_345, 12_345));
    await assert.rejects(serve({ dataFolder: foreign }), { code: 'KeyFileUnreadable', message: /belongs to another account \(uid 12345\).*chown 0 / });
    // Root looks after the folder of a service.
    chownSync(foreign, 12_345, 12_345);
    assert.equal(states(foreign)['secrets'], 'ok');
  });

  it('is looked at by the doctor, who names what is not well', async () => {
    assert.deepEqual(states(folder), WELL);
    {
      await using _running = await serve({ dataFolder: folder });
      assert.deepEqual(states(folder), WELL);
    }
    const change = (sql: string) => (copy: string): void => {
      const database = new DatabaseSync(join(copy, 'sma.db'), { enableForeignKeyConstraints: false });
      database.exec(sql);
      database.close();
    };
    const id = (last: string): string => last.padStart(36, '00000000-0000-0000-0000-000000000000');
    const TIMES = "'2026-01-01T00:00:00', '2026-01-01T00:00:00'";
    const module = (last: string, name: string): string => `insert into Modules (ModuleID, ModuleName, TenantID, Version, CreationTime, LastModifiedTime) values ('${id(last)}', '${name}', '${id('0')}', 1, ${TIMES})`;
    const damage = (copy: string): void => {
      const bytes = readFileSync(join(copy, 'sma.db'));
      bytes.fill(0xAB, 4096 * 3, 4096 * 8);
      writeFileSync(join(copy, 'sma.db'), bytes);
    };
    for (const [what, spoil, state, detail] of [
      ['permissions', (copy: string) => chmodSync(join(copy, 'users.json'), 0o644), 'warning', /users\.json; "chmod/],
      ['secrets', (copy: string) => writeFileSync(join(copy, 'secret.key'), `${Buffer.alloc(32).toString('base64')}\n`), 'problem', /does not open 3 of 3 \(Variables\/one/],
      ['secrets', (copy: string) => rmSync(join(copy, 'secret.key')), 'problem', /is missing/],
      ['consistency', change("delete from RunbookVersions"), 'problem', /a runbook whose draft is none \(1\)/], ['schema', change('pragma user_version = 999'), 'problem', /newer version/],
      ['schema', change('alter table Jobs drop column cpu_ms'), 'problem', /^the column cpu_ms of its table Jobs is missing; restore a backup/],
      ['data folder', (copy: string) => renameSync(join(copy, 'sma.db'), join(copy, 'sma.db.rescued-2026')), 'problem', /^the database is gone; .*sma\.db\.rescued-2026 is a copy of it: rename it to sma\.db$/],
      ['users', (copy: string) => writeFileSync(join(copy, 'users.json'), '{}'), 'problem', /damaged/],
      ['users', (copy: string) => writeFileSync(join(copy, 'users.json'), '{"version":99,"people":[]}'), 'problem', /was written by a later version of the product \(its version is 99, this one knows 1\)\. Update SMA Runbooks/], ['certificate', (copy: string) => writeFileSync(join(copy, 'tls.pem'), 'x'), 'problem', /cannot be read/],
      ['database', damage, 'problem', /damaged|cannot be read/],
      ['values', change("insert into Schedules (TenantID, ScheduleID, Name, IsEnabled, StartTime, CreationTime, LastModifiedTime, type_name, DayInterval, NextRun) values ('00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-00000000000a', 'odd', 1, 'zzz', '2026-01-01T00:00:00', '2026-01-01T00:00:00.5', 'DailySchedule', 300, 'junk')"), 'problem', /^Schedules\.StartTime that is no time \(1: odd\), Schedules\.NextRun that is no time \(1: odd\), Schedules\.DayInterval that is not 1 to 255 \(1: odd\); set start, end and interval of such a schedule anew[^;]*$/],
      ['values', change("update Runbooks set LastModifiedTime = '2026-02-30T00:00:00'"), 'problem', /^Runbooks\.LastModifiedTime that is no time \(1: .*\); keep a copy of the folder and report this$/],
      ['values', change("update AdminConfigurations set Value = 'abc' where Name = 'MaxJobRecords'"), 'problem', /^the setting MaxJobRecords: a whole number from 1 to 2147483647 was expected; set such a setting anew/],
      ['values', change("update Variables set Name = cast(Name as blob), secret = cast(secret as blob) where Name = 'one'"), 'problem', /^Variables\.Name that is bytes and no text \(1: one\), Variables\.secret that is bytes and no text \(1: one\); store such a value anew[^;]*$/],
      ['values', change("update Runbooks set LogVerbose = 'x'"), 'problem', /^Runbooks\.LogVerbose that is no number \(\d+: .*\); store such a value anew/],
      ['values', change("update Runbooks set LogDebug = 7"), 'problem', /^Runbooks\.LogDebug that is neither true nor false \(\d+: .*\); store true or false anew/],
      ['values', change("update Variables set VariableID = 'zzz' where Name = 'one'"), 'problem', /^Variables\.VariableID that is no GUID \(1: one\); restore a backup with "sma restore"[^;]*$/],
      ['values', change("update Runbooks set DraftRunbookVersionID = '{' || DraftRunbookVersionID || '}'"), 'problem', /^Runbooks\.DraftRunbookVersionID that is no GUID \(1: Kept\); restore/],
      ['modules', change(`${module('a', 'Junk')}; ${module('b', 'Empty')}; insert into media (set_name, entity_id, content_type, bytes) values ('Modules', '${id('a')}', 'x', zeroblob(10)), ('Modules', '${id('b')}', 'x', x'504B0506000000000000000000000000000000000000')`), 'problem', /^2 of them cannot be unpacked, since what is stored is no zip \(Empty, Junk\), .*import such a module again/],
      ['modules', (copy: string) => { rmSync(join(copy, 'modules'), { recursive: true, force: true }); writeFileSync(join(copy, 'modules'), ''); }, 'problem', /modules is no folder, .*move it away, and start the service again/],
      ['modules', (copy: string) => { rmSync(join(copy, 'modules'), { recursive: true, force: true }); symlinkSync(base, join(copy, 'modules')); }, 'problem', /modules is a link, /],
      ['consistency', change(module('a', 'Bare')), 'problem', /^a module without its zip \(1\);/],
      ['consistency', change(`insert into media (set_name, entity_id, content_type, bytes) values ('Modules', '${id('a')}', 'x', x'00')`), 'problem', /^a zip without its module \(1\);/],
      ['consistency', change(`insert into ConnectionTypes (TenantID, ConnectionTypeID, Name, IsBeingCreated, CreationTime, LastModifiedTime) values ('${id('0')}', '${id('1')}', 'T', 0, ${TIMES});
        insert into Connections (TenantID, ConnectionID, ConnectionTypeID, Name, CreationTime, LastModifiedTime) values ('${id('0')}', '${id('2')}', '${id('1')}', 'C', ${TIMES});
        insert into ConnectionFieldValues (TenantID, ConnectionFieldValueID, ConnectionID, ConnectionTypeID, ConnectionFieldID, IsEncrypted, CreationTime, LastModifiedTime) values ('${id('0')}', '${id('3')}', '${id('2')}', '${id('1')}', '${id('4')}', 0, ${TIMES})`), 'problem', /^a value of a connection without its field \(1\);/],
      ['consistency', change('update Statistics set RunningCount = -5'), 'problem', /^a count that cannot be \(1\);/],
      ['consistency', change('update Statistics set CompletedCount = 999'), 'problem', /^a count that cannot be \(1\);/],
      ['locks', (copy: string) => writeFileSync(join(copy, 'locked.json'), '{"version"'), 'warning', /locked\.json cannot be read: .*remove the file$/],
      ['users', (copy: string) => writeUsers(copy, [{ name: 'ana', role: 'reader' }, { name: 'ANA', role: 'admin' }]), 'warning', /^ANA: there more than once/],
      ['users', (copy: string) => writeUsers(copy, [{ name: USER.name.toLowerCase(), role: 'reader' }]), 'warning', /^contoso\\operator is also the user that the service was started with/],
    ] as const) {
      const copy = spoiled(`ill-${Math.random()}`, spoil);
      const found = examine(copy, Date.now()).find((one) => one.what === what && one.state === state);
      assert.match(found?.detail ?? '', detail, `${what}: ${JSON.stringify(examine(copy, Date.now()))}`);
    }
    mkdirSync(join(base, 'empty'));
    assert.match(examine(join(base, 'empty'), Date.now())[0]?.detail ?? '', /no database/);
  });
});
