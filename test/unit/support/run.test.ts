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

  /** Runs the files of the folder; `way` as on the command line. */
  function runAll(way: readonly string[], environment: Readonly<Record<string, string>> = {}): { readonly status: number | null; readonly counts: Counts; readonly output: string } {
    const file = join(folder, 'counts.json');
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('test/support/run.ts'), folder, '5000', ...way], { encoding: 'utf8', env: { ...process.env, SMA_COUNTS: file, GREP: '', ...environment } });
    return { status, counts: JSON.parse(readFileSync(file, 'utf8')) as Counts, output: stdout + stderr };
  }

  for (const way of [[], ['--parallel=2']]) {
    const how = way.length === 0 ? 'in one process' : 'in several';
    it(`${how}: counts what passes, fails and is skipped, and tells each failure`, () => {
      writeFileSync(join(folder, 'a.test.ts'), "describe('a', () => { it('holds', () => undefined); it('breaks', () => { throw new Error('not so'); }); it.skip('waits', () => undefined); });\n");
      writeFileSync(join(folder, 'b.test.ts'), "describe('b', () => { it('works', () => undefined); });\n");
      const { status, counts, output } = runAll(way);
      assert.equal(status, 1);
      assert.deepEqual(counts, { passed: 2, failed: ['a breaks'], skipped: [{ title: 'a waits' }] });
      assert.match(output, /2 passing[^]*1 pending[^]*1 failing[^]*not so/);
    });

    it(`${how}: fails when a test leaves something open`, () => {
      writeFileSync(join(folder, 'a.test.ts'), "describe('a', () => { it('holds', () => { setInterval(() => undefined, 1000); }); });\n");
      writeFileSync(join(folder, 'b.test.ts'), "describe('b', () => { it('works', () => undefined); });\n");
      const { status, counts } = runAll(way, { SMA_PATIENCE: '300' });
      assert.equal(status, 1);
      assert.equal(counts.passed, 2);
      assert.match(counts.failed.join(), /^the process ends after the tests \(open: .*Timeout/);
    });
  }

  it('goes on after a file that ends its process, and names it', () => {
    writeFileSync(join(folder, 'a.test.ts'), "describe('a', () => { it('quits', () => { process.exit(3); }); });\n");
    writeFileSync(join(folder, 'b.test.ts'), "describe('b', () => { it('works', () => undefined); });\n");
    writeFileSync(join(folder, 'c.test.ts'), "describe('c', () => { it('works', () => undefined); });\n");
    const { status, counts, output } = runAll(['--parallel=2']);
    assert.equal(status, 1);
    assert.deepEqual([counts.passed, counts.failed], [2, [join(folder, 'a.test.ts')]]);
    assert.match(output, /ended in the middle of it \(exit code 3\)/);
  });

  it('names a file that cannot be loaded, and runs the others', () => {
    writeFileSync(join(folder, 'a.test.ts'), "import { window } from 'vscode';\ndescribe('a', () => it('x', () => window));\n");
    writeFileSync(join(folder, 'b.test.ts'), "describe('b', () => { it('works', () => undefined); });\n");
    writeFileSync(join(folder, 'c.test.ts'), "throw new Error('not today');\n");
    const { status, counts: { passed, failed } } = runAll([]);
    assert.equal(status, 1);
    assert.equal(passed, 1);
    assert.deepEqual(failed, [`${join(folder, 'a.test.ts')} can be loaded`, `${join(folder, 'c.test.ts')} can be loaded`]);
  });
});
