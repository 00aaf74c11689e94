import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceStartError } from '../../../src/service/startError.ts';
import { Store } from '../../../src/service/store/store.ts';
import { eventually } from '../../support/eventually.ts';
import { serve, temporaryFolder, type UnderTest } from '../support/serviceUnderTest.ts';

// Windows keeps an open file from being deleted, replaced or moved.
if (process.platform !== 'win32') describe('files that lose their place while the service runs', () => {
  let base: string, folder: string;
  beforeEach(() => {
    base = temporaryFolder();
    folder = join(base, 'data');
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const COUNT = 5;
  /** A service with some variables, that ends by itself after `act`. @returns what it says */
  async function served(act: () => void): Promise<string> {
    await using under = await serve({ dataFolder: folder });
    for (let n = 0; n < COUNT; n += 1) assert.equal((await under.http.post('Variables', { Name: `v${n}`, Value: String(n) })).status, 201);
    act();
    await under.service.closed;
    const { failure = '' } = under.service;
    assert.equal(under.logger.entries.filter((entry) => entry.message === failure && entry.level === 'error').length, 1);
    return failure;
  }
  const count = async (under: UnderTest): Promise<number> => Number((await under.http.get('Variables/$count')).data);
  async function restarted(dataFolder = folder): Promise<number> {
    await using under = await serve({ dataFolder });
    return await count(under);
  }
  const copies = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('sma.db.rescued-'));

  it('a deleted database: the service ends and keeps a copy, and no new one is begun', async () => {
    const failure = await served(() => rmSync(join(folder, 'sma.db')));
    const [copy = '', ...more] = copies();
    assert.deepEqual(more, []);
    assert.equal(failure, `${join(folder, 'sma.db')} was deleted or moved away while the service ran; it ends, so that no more is lost. What it held is in ${join(folder, copy)}: rename that to sma.db to go on with it.`);
    assert.equal(statSync(join(folder, copy)).mode & 0o777, 0o600);
    await assert.rejects(serve({ dataFolder: folder }), (error) => ServiceStartError.is(error, 'DatabaseDamaged') && error.message.includes(`is gone (it is missing, though its log sma.db-wal is there with changes). ${join(folder, copy)} is a copy of it`));
    renameSync(join(folder, copy), join(folder, 'sma.db'));
    assert.equal(await restarted(), COUNT);
  });

  it('all of its files deleted: the same', async () => {
    await served(() => { for (const name of readdirSync(folder)) if (name.startsWith('sma.db')) rmSync(join(folder, name)); });
    await assert.rejects(serve({ dataFolder: folder }), (error) => ServiceStartError.is(error, 'DatabaseDamaged') && /is gone \(it is missing, though secret\.key in its folder shows that there was one\)/.test(error.message));
    renameSync(join(folder, copies()[0] ?? ''), join(folder, 'sma.db'));
    assert.equal(await restarted(), COUNT);
  });

  it('a database that another file took the place of: neither is written', async () => {
    const failure = await served(() => {
      writeFileSync(join(folder, 'other'), 'another file');
      renameSync(join(folder, 'other'), join(folder, 'sma.db'));
    });
    assert.match(failure, /sma\.db was replaced by another file while the service ran;.*What it held is in .*\.rescued-.*: put that in its place to go on with it; the next start takes the file that is there now\.$/);
    assert.equal(statSync(join(folder, 'sma.db')).size, 'another file'.length);
    assert.equal(copies().length, 1);
  });

  it('a data folder that was moved: everything is in it, and nothing is made where it was', async () => {
    const elsewhere = join(base, 'elsewhere');
    const failure = await served(() => renameSync(folder, elsewhere));
    assert.match(failure, /data\/sma\.db was deleted or moved away while the service ran; it ends.* Start it again with the folder where that is now, or restore a backup\.$/);
    assert.equal(existsSync(folder), false);
    assert.equal(await restarted(elsewhere), COUNT);
  });

  for (const file of ['sma.db-wal', 'service.lock']) {
    it(`${file} deleted: the service ends, and the next one has everything`, async () => {
      const failure = await served(() => rmSync(join(folder, file)));
      assert.equal(failure, `${join(folder, file)} was deleted or moved away while the service ran; it ends, so that no more is lost. Start it again: nothing that was stored is gone.`);
      assert.deepEqual(copies(), []);
      assert.equal(await restarted(), COUNT);
    });
  }

  it('secret.key deleted: it is written again, and the next start opens the secrets', async () => {
    const key = (): string => readFileSync(join(folder, 'secret.key'), 'utf8');
    {
      await using under = await serve({ dataFolder: folder });
      assert.equal((await under.http.post('Variables', { Name: 's', Value: '"x"', IsEncrypted: true })).status, 201);
      const before = key();
      rmSync(join(folder, 'secret.key'));
      await eventually(() => under.logger.entries.find((entry) => entry.level === 'error' && /secret\.key was deleted or moved away .* was written again/.test(entry.message)));
      assert.equal(key(), before);
      assert.equal(await count(under), 1);
      rmSync(join(folder, 'secret.key'));
    }
    assert.equal(await restarted(), 1);
  });

  it('secret.key replaced: the service goes on, and the next start names the copy that it kept', async () => {
    {
      await using under = await serve({ dataFolder: folder });
      assert.equal((await under.http.post('Variables', { Name: 's', Value: '"x"', IsEncrypted: true })).status, 201);
      writeFileSync(join(folder, 'secret.key'), `${Buffer.alloc(32, 1).toString('base64')}\n`);
    }
    const copy = join(folder, readdirSync(folder).find((name) => name.startsWith('secret.key.rescued-')) ?? 'none');
    await assert.rejects(serve({ dataFolder: folder }), (error) => ServiceStartError.is(error, 'KeyFileUnreadable') && error.message.includes('belongs to another database') && error.message.endsWith(`${copy} is the key that the service had when the file was changed: put that in its place, or restore it from your backup.`));
    renameSync(copy, join(folder, 'secret.key'));
    assert.equal(await restarted(), 1);
  });

  it('a write is refused, before it is done or before anybody is told of it', async () => {
    for (const when of ['before', 'within'] as const) {
      const store = Store.open({ folder: join(base, when) });
      const insert = (act: () => void): Promise<unknown> => store.write(async (db) => {
        act();
        await db.insertInto('meta').values({ name: 'n', value: 'v' }).execute();
      }, 'Full', () => assert.fail('it was told'));
      const vanish = (): void => rmSync(join(base, when, 'sma.db'));
      if (when === 'before') vanish();
      await assert.rejects(insert(when === 'within' ? vanish : () => assert.fail('it was begun')), { code: 'StorageDamaged', message: /was deleted, moved or replaced while it ran; nothing was changed/ });
      await assert.rejects(insert(() => assert.fail('it was begun')), { code: 'StorageDamaged' });
      await store.close();
    }
  });
});
