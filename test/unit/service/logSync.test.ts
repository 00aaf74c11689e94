import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogSync } from '../../../src/service/store/log/logSync.ts';

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

  it('says what was synced as it was when the sync began, before who waits is told, and nothing where that failed', async () => {
    const path = join(folder, 'marked'), told: string[] = [];
    let committed = 1;
    const log = new LogSync(path, () => {
      const at = committed;
      return () => { told.push(`synced ${at}`); };
    });
    await assert.rejects(log.sync(), { code: 'ENOENT' });
    assert.equal(told.length, 0);
    writeFileSync(path, 'x');
    const first = log.sync().then(() => told.push('first'));
    // Its sync has begun: what comes now waits for the next.
    await new Promise<void>((resolve) => { setImmediate(resolve); });
    committed = 2;
    const second = log.sync().then(() => told.push('second'));
    await Promise.all([first, second]);
    assert.ok(told.indexOf('first') > 0 && told[told.indexOf('first') - 1]?.startsWith('synced') === true && told.at(-1) === 'second' && told.at(-2) === 'synced 2', told.join());
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
