import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('Item cmdlets', () => {
  afterEach(removeFolders);

  it('make, list, copy, move, rename and remove files and folders', () => {
    const { output, errors } = runInFolder(`
      $null = New-Item -ItemType Directory a, b; $null = New-Item a/one.txt -Value 'x'; $null = New-Item a/.hidden
      (Get-ChildItem).Name -join ','
      (Get-ChildItem a).Name; (Get-ChildItem a -Force).Name -join ','
      Copy-Item a/one.txt b; Rename-Item b/one.txt two.txt; Move-Item b/two.txt .
      (Get-ChildItem -Recurse -File).Name -join ','
      Copy-Item a c -Recurse; Test-Path c/one.txt
      Remove-Item a -Recurse; Test-Path a
      (Get-ChildItem *.txt | Get-Content) -join ','`);
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['a,b', 'one.txt', '.hidden,one.txt', 'two.txt,one.txt', 'True', 'False', 'x']);
  });

  it('write text in the encoding asked for, with a mark only where it belongs', () => {
    const { folder, errors } = runInFolder(`
      Set-Content plain.txt 'ü'; Set-Content marked.txt 'ü' -Encoding utf8BOM; Add-Content marked.txt 'b' -Encoding utf8BOM
      Set-Content wide.txt 'ü' -Encoding unicode; [byte[]](1, 2, 255) | Set-Content raw.bin -AsByteStream`);
    assert.deepEqual(errors, []);
    assert.deepEqual([...readFileSync(join(folder, 'plain.txt'))], [0xc3, 0xbc, 10]);
    assert.deepEqual([...readFileSync(join(folder, 'marked.txt'))], [0xef, 0xbb, 0xbf, 0xc3, 0xbc, 10, 98, 10]);
    assert.deepEqual([...readFileSync(join(folder, 'wide.txt'))], [0xff, 0xfe, 0xfc, 0, 10, 0]);
    assert.deepEqual([...readFileSync(join(folder, 'raw.bin'))], [1, 2, 255]);
  });

  it('end lines as the system does', () => {
    const { folder } = runInFolder("Set-Content f.txt 'a', 'b'", { platform: 'win32' });
    assert.equal(readFileSync(join(folder, 'f.txt'), 'utf8'), 'a\r\nb\r\n');
  });

  it('take paths with wildcard signs literally where asked to', () => {
    const { output, errors } = runInFolder("Set-Content -LiteralPath 'a[1].txt' 'x'; Test-Path 'a[1].txt'; Test-Path -LiteralPath 'a[1].txt'; Get-Content -LiteralPath 'a[1].txt'; Get-Content 'a*.txt'");
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['False', 'True', 'x', 'x']);
  });

  it('say what is missing, in the way or not empty, and go on', () => {
    const { output, errors } = runInFolder(`
      Get-Item none; Get-Content nodrive:x; $null = New-Item f.txt; New-Item f.txt; New-Item no/such/folder.txt; Set-Content no/f.txt 'x'
      $null = New-Item d/in.txt -Force; Remove-Item d; Get-Content d; Rename-Item none x; Copy-Item none x; 'went on'`);
    assert.deepEqual(output, ['went on']);
    assert.deepEqual(errors.map((e) => e.split(',')[0]), ['PathNotFound', 'DriveNotFound', 'NewItemIOError', 'NewItemIOError', 'GetContentWriterDirectoryNotFoundError', 'DirectoryNotEmpty', 'GetContainerContentException', 'PathNotFound', 'PathNotFound']);
    assert.match(errors[5] ?? '', /add -Recurse/);
    assert.match(errors[0] ?? '', /Cannot find path '<F>\/none' because it does not exist\.$/);
  });

  it('leave everything as it is with -WhatIf', () => {
    const { output } = runInFolder("Set-Content f.txt 'x'; Remove-Item f.txt -WhatIf; Set-Content f.txt 'y' -WhatIf; Rename-Item f.txt g.txt -WhatIf; Get-Content f.txt; (Get-ChildItem).Name");
    assert.deepEqual(output, ['x', 'f.txt']);
  });

  it('reach variables, environment, functions and aliases through their drives', () => {
    const { output, errors } = runInFolder(`
      $v = 5; (Get-Item variable:v).Value; Set-Item variable:v 6; $v
      $env:ABC = 'e'; (Get-ChildItem env:AB*).Value; Remove-Item env:ABC; Test-Path env:ABC
      Set-Item function:f { 'called' }; f; (Get-Item alias:gci).Definition; Set-Alias zz Get-Date; Test-Path alias:zz`);
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['5', '6', 'e', 'False', 'called', 'Get-ChildItem', 'True']);
  });

  it('know folders of their own as drives', () => {
    const { output, errors } = runInFolder("$null = New-Item -ItemType Directory sub; $null = New-PSDrive -Name w -PSProvider FileSystem -Root sub; Set-Content w:/x.txt '1'; Set-Location w:/; Get-Content x.txt; Set-Location /; Remove-PSDrive w; Test-Path w:/x.txt");
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['1', 'False']);
  });

  it('read any file: without an end of line, empty, with old line ends, in parts', () => {
    const script = "Get-Content old.txt; (Get-Content old.txt -Raw).Length; @(Get-Content empty.txt).Count; Get-Content old.txt -Tail 1; (Get-Content old.txt -ReadCount 0).Count";
    const first = runInFolder("[IO.File]::WriteAllText(\"$PWD/old.txt\", \"a`rb`r`nc\"); $null = New-Item empty.txt; " + script);
    assert.deepEqual(first.errors, []);
    assert.deepEqual(first.output, ['a', 'b', 'c', '6', '0', 'c', '3']);
  });

  it('pass on what the system refuses', () => {
    const { errors } = runInFolder("Set-Content f.txt 'x'; Get-ChildItem f.txt/none; Set-Content f.txt/g 'x'");
    assert.equal(errors.length, 2);
    assert.ok(errors.every((e) => e.includes('<F>/f.txt')));
  });

  it('have times and attributes that can be set', () => {
    const { output, errors } = runInFolder("$f = New-Item t.txt -Value 'abc'; $f.LastWriteTime = '2020-01-02 03:04:05'; (Get-Item t.txt).LastWriteTime.ToString('s'); Set-ItemProperty t.txt IsReadOnly $true; (Get-Item t.txt).IsReadOnly; Remove-Item t.txt; Remove-Item t.txt -Force; Test-Path t.txt; \"$f\"");
    assert.deepEqual(output, ['2020-01-02T03:04:05', 'True', 'False', '<F>/t.txt']);
    assert.equal(errors.length, 1);
  });

  it('join and split paths', () => {
    const { output } = runInFolder("Join-Path a b; Join-Path a/ /b c; Split-Path /a/b.tar.gz -Leaf; Split-Path /a/b.tar.gz -LeafBase; Split-Path /a/b -Parent; Split-Path a; Join-Path a ''");
    assert.deepEqual(output, ['a/b', 'a/b/c', 'b.tar.gz', 'b.tar', '/a', '', 'a/']);
  });
});

describe('Files that others wrote', () => {
  afterEach(removeFolders);
  it('are read in their own encoding', () => {
    const { folder } = runInFolder('');
    writeFileSync(join(folder, 'w.txt'), Buffer.from([0xff, 0xfe, 0x41, 0, 0xfc, 0]));
    const again = runInFolder(`Get-Content '${folder}/w.txt'`);
    assert.deepEqual(again.output, ['Aü']);
  });
  it('that cannot be a path, or of no drive, are errors of the command that was given them', () => {
    assert.deepEqual(runInFolder('Test-Path "a`0b"; try { Import-Csv "`0" } catch { $_.FullyQualifiedErrorId }; Import-PowerShellDataFile nodrive:x; Get-Content "a`0b"; [System.IO.File]::Exists("a`0b")').errors.map((e) => e.slice(0, e.indexOf(':'))),
      ['DriveNotFound,Microsoft.PowerShell.Commands.ImportPowerShellDataFileCommand', 'GetContentIOError,Microsoft.PowerShell.Commands.GetContentCommand', 'Argument']);
  });

  it('reach files by a rooted path from every drive, and go on in a drive from where one was', () => {
    const { output, errors } = runInFolder(`
      $here = (Get-Location).Path; $null = New-Item -ItemType Directory deep/er
      Set-Location Env:; Set-Location "$here/deep"; (Get-Location).Path.Substring($here.Length)
      $null = New-PSDrive Data FileSystem $here; Set-Location Data:/deep; Set-Content Data:note.txt 'n'; Test-Path "$here/deep/note.txt"
      $null = New-PSDrive Never FileSystem $here -WhatIf; Test-Path Never:; Test-Path 'Nowhere:/x' -IsValid`, { platform: 'linux' });
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['/deep', 'True', 'False', 'False']);
  });

  it('rename to a path beside the old one, and refuse to move a folder into itself', () => {
    const { output, errors } = runInFolder(`
      Set-Content a.txt 'x'; $null = New-Item -ItemType Directory d; $here = (Get-Location).Path
      Rename-Item "$here/a.txt" "$here/b.txt"; Test-Path b.txt
      Move-Item d d/e; Move-Item d b.txt; Move-Item b.txt none/b.txt; Copy-Item b.txt b.txt`);
    assert.deepEqual(output, ['True']);
    assert.deepEqual(errors.map((e) => e.split(',')[0]), ['MoveItemArgumentError', 'DirectoryExist', 'MoveFileInfoItemIOError', 'CopyError']);
  });

  it('show hidden items where they are asked for with -Force', () => {
    const { output, errors } = runInFolder("Set-Content .kept 'x'; Get-Item .kept; (Get-Item .kept -Force).Name; @(Get-ChildItem .k*).Count; @(Get-ChildItem .k* -Force).Count", { platform: 'linux' });
    assert.deepEqual(output, ['.kept', '0', '1']);
    assert.deepEqual(errors.map((e) => e.split(':')[0]), ['ItemNotFound,Microsoft.PowerShell.Commands.GetItemCommand']);
  });

  it('go through links to folders only where they are to be followed, and once', () => {
    const { output } = runInFolder(`
      $null = New-Item -ItemType Directory a/b; Set-Content a/b/f.txt 'x'; $null = New-Item -ItemType SymbolicLink a/b/up -Target "$PWD/a"
      $null = New-Item -ItemType Directory other; Set-Content other/g.txt 'y'; $null = New-Item -ItemType SymbolicLink a/away -Target ../other
      (Get-ChildItem a -Recurse).Name -join ','; (Get-ChildItem a -Recurse -FollowSymlink -WarningVariable w -WarningAction SilentlyContinue).Name -join ','; $w.Count`);
    assert.deepEqual(output, ['away,b,up,f.txt', 'away,b,g.txt,up,f.txt', '1']);
  });

  it('resolve relative paths from another folder', () => {
    const { output, errors } = runInFolder(`
      $null = New-Item -ItemType Directory x/y; $base = (Get-Location).Path
      (Resolve-Path y -RelativeBasePath x).Path.Substring($base.Length); Resolve-Path x/y -Relative; Resolve-Path . -Relative; Resolve-Path y -RelativeBasePath none`);
    assert.deepEqual(output, ['/x/y', './x/y', './']);
    assert.deepEqual(errors.map((e) => e.split(',')[0]), ['PathNotFound']);
  });

  it('say that bytes have no encoding, and write nothing where the filter does not fit', () => {
    const { output } = runInFolder("Set-Content a.bin ([byte[]](1, 2)) -AsByteStream -Encoding utf8 -WarningVariable w -WarningAction SilentlyContinue; \"$w\"; Set-Content b.txt 'x' -Exclude *.txt; Test-Path b.txt; Set-Alias KeepCase Get-Date; Set-Item Alias:AlsoKept Get-Date; (Get-Item Alias:AlsoKept).Name");
    assert.deepEqual(output, ["Encoding not used when '-AsByteStream' specified.", 'False', 'AlsoKept']);
  });

  it('tell of drives and providers, and how full the disk is', () => {
    const { output, errors } = runInFolder(`
      $d = Get-PSDrive /; $d.Used -gt 0 -and $d.Free -ge 0; $null -eq (Get-PSDrive Env).Free; $d -eq (Get-Location).Drive
      (($d | Out-String).Trim() -split '\\n')[0] -replace ' +', ' '; (Get-PSProvider FileSystem).Drives.Name -join ','; ((Get-PSProvider Env* | Out-String).Trim() -split '\\n')[-1] -replace ' +', ' '`, { platform: 'linux' });
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['True', 'True', 'True', 'Name Used (GB) Free (GB) Provider Root CurrentLocation', '/,Temp', 'Environment ShouldProcess {Env}']);
  });

  it('make an item of a name in every folder that a pattern names', () => {
    const { output, errors } = runInFolder("$null = New-Item -ItemType Directory a1, a2, 'b[c]'; (New-Item a* -Name x.txt).Count; (New-Item 'b`[c`]' -Name y.txt).Name; (Get-ChildItem -Recurse -File).Name -join ','");
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['2', 'y.txt', 'x.txt,x.txt,y.txt']);
  });
});
