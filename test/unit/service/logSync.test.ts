import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogSync } from '../../../src/service/store/logSync.ts';

describe('bringing the log to the disk', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sma-log-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('serves those who come while a sync runs with one more that begins after them', async () => {
    const path = join(folder, 'log');
    writeFileSync(path, 'x');
    const log = new LogSync(path);
    const first = log.sync();
    const [second, third] = [log.sync(), log.sync()];
    assert.notEqual(first, second, 'the running one may have begun before what they wrote');
    assert.equal(second, third);
    await Promise.all([first, second, third]);
    await log.sync();
    await log.close();
  });

  it('fails for those who waited, and tries anew for the next', async () => {
    const path = join(folder, 'later');
    const log = new LogSync(path);
    const [first, second] = [log.sync(), log.sync()];
    await assert.rejects(first, { code: 'ENOENT' });
    await assert.rejects(second, { code: 'ENOENT' });
    writeFileSync(path, 'x');
    await log.sync();
    await log.close();
  });

  it('keeps nobody waiting where it is for soon, and tells the next who waits that it failed', async () => {
    const path = join(folder, 'soon');
    const log = new LogSync(path);
    log.soon();
    // Both wait for one that begins after the first: its failure is theirs too, and is told once more for what came before.
    await assert.rejects(log.sync(), { code: 'ENOENT' });
    writeFileSync(path, 'x');
    await assert.rejects(log.sync(), { code: 'ENOENT' });
    await log.sync();
    log.soon();
    await log.close();
  });

  it('can be closed while it runs', async () => {
    const path = join(folder, 'log');
    writeFileSync(path, 'x');
    const log = new LogSync(path);
    const running = log.sync();
    await log.close();
    await running;
  });
});
