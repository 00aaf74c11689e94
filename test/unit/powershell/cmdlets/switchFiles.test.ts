import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('switch -File', () => {
  afterEach(removeFolders);
  it('reads the one file that a pattern means', () => {
    const { output, errors } = runInFolder(`switch -File o*.txt { alpha { "found $($null -eq $switch)" } }
      switch -File .\\one.txt { alpha { 'there' } }
      foreach ($p in 'no*.txt', '*.log', 'variable:p', '', 'none.txt') { try { switch -File $p { default { 'read' } } } catch { "$($_.FullyQualifiedErrorId) $($_.TargetObject)" } }`, { files: { 'one.txt': 'alpha\n', 'a.log': 'x', 'b.log': 'y' } });
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['found True', 'there', 'FileNotFound no*.txt', 'AmbiguousPath *.log', 'FileOpenError variable:p', 'InvalidFilenameOption ', 'PathNotFound <F>/none.txt']);
  });
});
