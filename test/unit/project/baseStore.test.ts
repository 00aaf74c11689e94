import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderBaseStore, isBaseStoreError } from '../../../src/project/baseStore.ts';

describe('project: what a folder remembers of a server', () => {
  let folder: string;
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'sma-base-')); });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const base = { runbookName: 'Report', runbookId: 'r', published: 'p', draft: null };

  it('keeps servers apart, finds names without case, and stays out of version control', async () => {
    await folderBaseStore(folder, 'https://a/').write(base);
    assert.equal((await folderBaseStore(folder, 'https://a/').read('report'))?.published, 'p');
    assert.equal(await folderBaseStore(folder, 'https://b/').read('Report'), undefined);
    assert.equal(await folderBaseStore(folder, 'https://a/').read('Other'), undefined);
    assert.equal(await readFile(join(folder, '.sma', '.gitignore'), 'utf8'), '*\n');
  });
  it('says why it cannot remember, before anything is sent and after', async () => {
    await writeFile(join(folder, '.sma'), 'a file');
    const store = folderBaseStore(folder, 'https://a/');
    await assert.rejects(store.prepare(), (error) => isBaseStoreError(error) && /^What is known of the server cannot be kept in .*\.sma: a file is where a folder should be\. Nothing was sent; mend that/.test(error.message));
    await assert.rejects(store.write(base), (error) => isBaseStoreError(error) && /where a folder should be\. The server has the text; the next time you publish, you are asked/.test(error.message));
    await rm(join(folder, '.sma'));
    await store.prepare();
    await store.write(base);
    assert.equal((await store.read('Report'))?.published, 'p');
  });
  it('assumes nothing from a file that is damaged or of another version', async () => {
    const store = folderBaseStore(folder, 'https://a/');
    await store.write(base);
    const [server = ''] = await readdir(join(folder, '.sma', 'base'));
    const path = join(folder, '.sma', 'base', server, 'report.json');
    for (const text of ['', '{', '{"version":2}', '[]']) {
      await writeFile(path, text);
      assert.equal(await store.read('Report'), undefined);
    }
    await store.write({ ...base, published: 'q' });
    assert.equal((await store.read('Report'))?.published, 'q');
    assert.deepEqual(await readdir(join(folder, '.sma', 'base', server)), ['report.json']);
  });
});
