import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('ZipArchive', () => {
  afterEach(removeFolders);
  const gives = (script: string): readonly string[] => { const { output, errors } = runInFolder(`$null = New-Item d -ItemType Directory; 'hello' | Set-Content d/a.txt; 'x' * 1000 | Set-Content d/b.txt; [IO.Compression.ZipFile]::CreateFromDirectory("$PWD/d", "$PWD/z.zip"); ${script}`); return [...output, ...errors]; };
  it('lists and reads entries', () => {
    assert.deepEqual(gives(`$z = [IO.Compression.ZipFile]::OpenRead("$PWD/z.zip"); $z.Entries | ForEach-Object { "$($_.FullName) $($_.Length) $($_.CompressedLength -lt 100)" }; $e = $z.GetEntry('a.txt'); [IO.StreamReader]::new($e.Open()).ReadToEnd().Trim()
      ((Get-Date) - $e.LastWriteTime.DateTime).TotalMinutes -lt 5; [IO.Compression.ZipFileExtensions]::ExtractToFile($e, "$PWD/o.txt"); Get-Content o.txt; "[$($z.GetEntry('none'))]"; $z.Dispose(); try { $z.GetEntry('a') } catch { 'disposed' }`),
    ['a.txt 6 True', 'b.txt 1001 True', 'hello', 'True', 'hello', '[]', 'disposed']);
  });
  it('is changed and written when it is disposed of', () => {
    assert.deepEqual(gives(`$z = [IO.Compression.ZipFile]::Open("$PWD/z.zip", 'Update'); $w = [IO.StreamWriter]::new($z.CreateEntry('new/c.txt').Open()); $w.Write('new text'); $w.Dispose(); $z.GetEntry('b.txt').Delete()
      $null = [IO.Compression.ZipFileExtensions]::CreateEntryFromFile($z, "$PWD/d/b.txt", 'copy.txt'); $z.Dispose(); $z = [IO.Compression.ZipFile]::OpenRead("$PWD/z.zip"); $z.Entries.FullName -join ','; [IO.Compression.ZipFileExtensions]::ExtractToDirectory($z, "$PWD/o"); Get-Content o/new/c.txt`),
    ['a.txt,new/c.txt,copy.txt', 'new text']);
  });
  it('lies in any stream', () => {
    assert.deepEqual(gives(`$ms = [IO.MemoryStream]::new(); $a = [IO.Compression.ZipArchive]::new($ms, [IO.Compression.ZipArchiveMode]::Create, $true); $s = $a.CreateEntry('m').Open(); $b = [Text.Encoding]::UTF8.GetBytes('mem'); $s.Write($b, 0, $b.Length); $s.Close(); $a.Dispose()
      $ms.Position = 0; $a = [IO.Compression.ZipArchive]::new($ms); [IO.StreamReader]::new($a.Entries[0].Open()).ReadToEnd(); $a.Mode`), ['mem', 'Read']);
  });
  it('refuses what is none, and what its mode does not allow', () => {
    assert.deepEqual(gives(`foreach ($s in { [IO.Compression.ZipFile]::OpenRead("$PWD/d/a.txt") }, { [IO.Compression.ZipFile]::OpenRead("$PWD/none") }, { [IO.Compression.ZipFile]::OpenRead("$PWD/z.zip").CreateEntry('x') }, { [IO.Compression.ZipFile]::OpenRead("$PWD/z.zip").Entries[0].Delete() }) { try { & $s } catch { "$($_.Exception.InnerException.GetType().Name) $($_.Exception.InnerException.Message)" } }`), [
      'InvalidDataException End of Central Directory record could not be found.', "FileNotFoundException Could not find file '<F>/none'.", 'NotSupportedException Cannot create entries on an archive opened in read mode.',
      'NotSupportedException Delete can only be used when the archive is in Update mode.',
    ]);
  });
});
