import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FolderRunbooks } from '../../../../src/worker/local/folderRunbooks.ts';
import { folderRunbooks } from '../../../../src/worker/sandbox/tests/folderRunbooks.ts';

describe('The runbooks of a folder', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sma-folder-'));
    for (const file of ['a/Main.ps1', 'a/Same.ps1', 'b/Same.ps1', 'b/Far.ps1', 'b/deep/Far.ps1', 'a/Far.Tests.ps1', '.hidden/Own.ps1', 'node_modules/x/Own.ps1', 'b/Flow.ps1']) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), file === 'b/Flow.ps1' ? 'workflow Flow { }' : `'${file}'`);
    }
    writeFileSync(join(root, 'sma.yaml'), '');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('are those beside first, then the ones nearest to its top, whatever the case', () => {
    const runbooks = new FolderRunbooks(join(root, 'a')), of = (name: string): string | undefined => runbooks.find(name)?.path.slice(root.length + 1).replaceAll('\\', '/');
    assert.deepEqual(['same', 'FAR', 'Own', 'Far.Tests', 'None'].map(of), ['a/Same.ps1', 'b/Far.ps1', undefined, 'a/Far.Tests.ps1', undefined]);
  });
  it('are known to tests too, with the file where that is in another folder', () => {
    const port = folderRunbooks(join(root, 'a'));
    assert.deepEqual([port.find('Same'), port.find('far'), port.find('flow')?.isWorkflow], [{ name: 'Same', isWorkflow: false, script: "'a/Same.ps1'" }, { name: 'Far', isWorkflow: false, script: "'b/Far.ps1'", path: join(root, 'b/Far.ps1') }, true]);
  });
});
