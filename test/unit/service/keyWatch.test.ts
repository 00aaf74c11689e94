import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyWatch } from '../../../src/service/secrets/keyWatch.ts';

const KEY = `${Buffer.alloc(32, 7).toString('base64')}\n`;

describe('the key file while the service runs', () => {
  let folder = '', path = '', isThere = true;
  let told: string[] = [];
  let watch: KeyWatch;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sma-key-'));
    path = join(folder, 'secret.key');
    writeFileSync(path, KEY, { mode: 0o600 });
    [told, isThere] = [[], true];
    watch = new KeyWatch({ path, isFolderThere: () => isThere, logger: { log: (level, message) => told.push(`${level}: ${message}`) } });
  });
  afterEach(() => {
    isThere = false;
    watch.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const copies = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('secret.key.rescued-'));

  it('is left alone, and nothing is said, where it stays what it was', () => {
    watch.look();
    // A backup that was put back, or an editor that writes the same text.
    writeFileSync(join(folder, 'new'), KEY);
    renameSync(join(folder, 'new'), path);
    watch.look();
    assert.deepEqual([told, readdirSync(folder)], [[], ['secret.key']]);
  });
  it('is written again where it was deleted, for its owner alone, each time', () => {
    for (const time of [1, 2]) {
      rmSync(path);
      watch.look();
      assert.equal(readFileSync(path, 'utf8'), KEY);
      if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o600);
      assert.equal(told.length, time);
    }
    assert.match(told[0] ?? '', /^error: The key file .*secret\.key was deleted or moved away while the service ran, and was written again: /);
  });
  for (const [what, replace] of [['another key', () => writeFileSync(path, `${Buffer.alloc(32, 8).toString('base64')}\n`)], ['a folder', () => { rmSync(path); mkdirSync(path); }]] as const) {
    it(`is kept beside where ${what} took its place, which is left as it is`, () => {
      replace();
      watch.look();
      watch.look();
      const [copy = '', ...more] = copies();
      assert.deepEqual([more, told.length], [[], 1]);
      assert.equal(readFileSync(join(folder, copy), 'utf8'), KEY);
      assert.ok(told[0]?.endsWith(`is in ${join(folder, copy)}: put that in its place before the next start.`), told[0]);
      assert.ok(statSync(path).isDirectory() || readFileSync(path, 'utf8') !== KEY);
    });
  }
  it('is not written where its folder is not any more', () => {
    rmSync(path);
    isThere = false;
    watch.look();
    assert.deepEqual([existsSync(path), told], [false, []]);
  });
  it('is tried again where it cannot be written, and that is said once', () => {
    rmSync(folder, { recursive: true });
    watch.look();
    watch.look();
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /the key could not be kept \(ENOENT\): .* Make .* writable\.$/);
    mkdirSync(folder);
    watch.look();
    assert.equal(readFileSync(path, 'utf8'), KEY);
  });
  it('is looked at a last time when the service ends', () => {
    rmSync(path);
    watch.stop();
    assert.equal(readFileSync(path, 'utf8'), KEY);
  });
});
