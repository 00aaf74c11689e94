import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('Archives', () => {
  afterEach(removeFolders);
  const all = (script: string): readonly string[] => { const ran = runInFolder(script); return [...ran.output, ...ran.errors.map((t) => t.replace(/,Microsoft[^:]*|,[\w-]+(?=:)/, '')), ...(ran.ended === undefined ? [] : [ran.ended])]; };
  const MAKE = 'New-Item d/inner, d/empty -ItemType Directory | Out-Null; Set-Content d/a.txt "one"; Set-Content d/inner/ü.txt "two" -NoNewline; ';

  it('take folders with what is in them, and give them back', () => {
    assert.deepEqual(all(`${MAKE}Compress-Archive d out; Test-Path out.zip; Expand-Archive out.zip back; Get-Content back/d/a.txt, back/d/inner/ü.txt; Test-Path back/d/empty; (Get-Item back/d/a.txt).LastWriteTime.Year -ge 2024`), ['True', 'one', 'two', 'True', 'True']);
  });
  it('take what a pattern or the pipeline names; the destination is the archive\'s name where none is given', () => {
    assert.deepEqual(all(`${MAKE}Get-ChildItem d -File | Compress-Archive -DestinationPath p.zip; Compress-Archive d/* q.zip -CompressionLevel Fastest; Expand-Archive p.zip; (Expand-Archive q.zip -PassThru).Name | Sort-Object; (Get-ChildItem p).Name`), ['a.txt', 'ü.txt', 'a.txt']);
  });
  it('are not overwritten, but updated or replaced where that is asked for', () => {
    const lines = all(`${MAKE}Compress-Archive d/a.txt x.zip; Compress-Archive d/a.txt x.zip; Set-Content d/b.txt "b"; Compress-Archive d/b.txt x.zip -Update; Expand-Archive x.zip x1; (Get-ChildItem x1).Name -join ','; Compress-Archive d/b.txt x.zip -Force; Expand-Archive x.zip x2; (Get-ChildItem x2).Name; Expand-Archive x.zip x2; Set-Content x2/b.txt "changed"; Expand-Archive x.zip x2 -Force; Get-Content x2/b.txt`);
    assert.deepEqual(lines.slice(0, 3), ['a.txt,b.txt', 'b.txt', 'b']);
    assert.match(lines[3] ?? '', /^ArchiveFileExists: The archive file <F>\/x\.zip already exists\. Use the -Update parameter/);
    assert.match(lines[4] ?? '', /^ExpandArchiveFileExists: Failed to create file '<F>\/x2\/b\.txt'/);
  });
  it('refuse what is no archive, what is not there and what leads outside', () => {
    const evil = join(tmpdir(), `evil-${process.pid}.zip`);
    writeFileSync(evil, zipSync({ '../outside.txt': strToU8('x') }));
    const lines = all(`Set-Content bad.zip "no zip"; Expand-Archive bad.zip b; Expand-Archive none.zip; Expand-Archive '${evil}' e; Test-Path outside.txt; Compress-Archive bad.zip out.rar`);
    assert.equal(lines[0], 'False');
    assert.match(lines[1] ?? '', /^InvalidArchiveFile: The archive file <F>\/bad\.zip is no zip file or is damaged/);
    assert.match(lines[2] ?? '', /^PathNotFound: Cannot find path '<F>\/none\.zip'/);
    assert.match(lines[3] ?? '', /^ArchiveEntryOutside: .*'\.\.\/outside\.txt', which lies outside/);
    assert.match(lines[4] ?? '', /^NotSupportedArchiveFileExtension: \.rar is not a supported/);
  });
  it('are made and taken apart by ZipFile too', () => {
    const { output } = runInFolder(`$null = New-Item d/sub -ItemType Directory; Set-Content d/a.txt hi; Set-Content d/sub/b.txt there
      [System.IO.Compression.ZipFile]::CreateFromDirectory('d', 'x.zip'); [IO.Compression.ZipFile]::ExtractToDirectory('x.zip', 'out'); (Get-ChildItem out -Recurse -File).Name -join ','
      [System.IO.Compression.ZipFile]::CreateFromDirectory('d', 'y.zip', [System.IO.Compression.CompressionLevel]::Optimal, $true); [IO.Compression.ZipFile]::ExtractToDirectory('y.zip', 'out2', $true); Test-Path out2/d/sub/b.txt
      foreach ($b in { [IO.Compression.ZipFile]::ExtractToDirectory('x.zip', 'out') }, { [IO.Compression.ZipFile]::CreateFromDirectory('none', 'z.zip') }, { [IO.Compression.ZipFile]::ExtractToDirectory('d/a.txt', 'q') }, { [IO.Compression.ZipFile]::CreateFromDirectory('d', 'x.zip') }) { try { & $b } catch { $_.Exception.InnerException.GetType().Name } }`);
    assert.deepEqual(output, ['a.txt,b.txt', 'True', 'IOException', 'DirectoryNotFoundException', 'InvalidDataException', 'IOException']);
  });
});
