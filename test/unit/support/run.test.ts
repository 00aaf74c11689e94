import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Counts } from '../../support/counting.ts';

describe('a run of tests', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sma-run-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('names a file that cannot be loaded, and runs the others', () => {
    writeFileSync(join(folder, 'a.test.ts'), "import { window } from 'vscode';\ndescribe('a', () => it('x', () => window));\n");
    writeFileSync(join(folder, 'b.test.ts'), "describe('b', () => { it('works', () => undefined); });\n");
    writeFileSync(join(folder, 'c.test.ts'), "throw new Error('not today');\n");
    const file = join(folder, 'counts.json');
    const { status } = spawnSync(process.execPath, [resolve('test/support/run.ts'), folder, '5000'], { encoding: 'utf8', env: { ...process.env, SMA_COUNTS: file, GREP: '' } });
    assert.equal(status, 1);
    const { passed, failed } = JSON.parse(readFileSync(file, 'utf8')) as Counts;
    assert.equal(passed, 1);
    assert.deepEqual(failed, [`${join(folder, 'a.test.ts')} can be loaded`, `${join(folder, 'c.test.ts')} can be loaded`]);
  });
});
