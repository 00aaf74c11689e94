/** What FileInfo and DirectoryInfo find and open. */
import assert from 'node:assert/strict';
import { runInFolder } from './inFolder.ts';

describe('Members of files and folders', () => {
  it('find by pattern, below too, and open', () => {
    const ran = runInFolder(`
      $d = Get-Item a; $d.GetFiles('*.txt').Name; $d.GetFiles('*', 'AllDirectories').Name -join ','; $d.GetDirectories('*').Name; $d.GetFileSystemInfos().Count; @($d.EnumerateFiles()).Count
      $w = (Get-Item a/f.txt).AppendText(); $w.WriteLine('z'); $w.Dispose(); $r = (Get-Item a/f.txt).OpenText(); $r.ReadToEnd().Trim() -replace '\\s+', ' '; $r.Close()
      try { [IO.DirectoryInfo]::new('nope').GetFiles() } catch { $_.Exception.InnerException.GetType().Name }`, { files: { 'a/f.txt': 'x\n', 'a/b/g.log': 'y\n' } });
    assert.deepEqual([...ran.output, ...ran.errors], ['f.txt', 'f.txt,g.log', 'b', '2', '1', 'x z', 'DirectoryNotFoundException']);
  });
  it('are shown with brackets around folders where only names are shown', () => {
    const ran = runInFolder('(Get-ChildItem a | Format-Wide | Out-String) -split "`n" | Where-Object { $_ -match "f.txt" }', { files: { 'a/f.txt': 'x\n', 'a/b/g.log': 'y\n' } });
    assert.match(ran.output.join('|'), /^\[b\] +f\.txt *$/);
  });
});
