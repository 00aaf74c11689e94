/** What Copy-Item takes of a folder, and what it says of it (SessionStateInternal.CopyItem, FileSystemProvider.CopyDirectoryInfoItem). */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const setUp = "$null = mkdir a/b/c; Set-Content a/1.txt 1; Set-Content a/b/2.txt 2; Set-Content a/b/c/3.log 3; function tell { (Get-ChildItem @args -Recurse -Name | Sort-Object) -join ' ' }; ";
const run = (script: string): { readonly output: readonly string[]; readonly errors: readonly string[] } => runInFolder(setUp + script, { platform: 'linux' });

describe('Copy-Item of a file', () => {
  afterEach(removeFolders);
  it('does not take the place of a folder of its name', () => {
    assert.deepEqual(run("$null = mkdir to/1.txt; try { Copy-Item a/1.txt to -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.TargetObject.GetType().Name; $_.Exception.Message -match '^Access to the path .*to/1\\.txt. is denied\\.$' }; tell to").output,
      ['CopyFileInfoItemUnauthorizedAccessError,Microsoft.PowerShell.Commands.CopyItemCommand', 'PermissionDenied', 'FileInfo', 'True', '1.txt']);
  });
});
describe('Copy-Item of a folder', () => {
  afterEach(removeFolders);
  for (const [what, script, expected] of [
    ['takes the files that -Filter names, and every folder', 'Copy-Item a to -Recurse -Filter *.txt; tell to', ['1.txt b b/2.txt b/c']],
    ['leaves out the files of -Exclude at every level, no folder inside', 'Copy-Item a to -Recurse -Exclude *.log, b, 1*; tell to; $null = mkdir more; Copy-Item a/* more -Recurse -Exclude *.log; tell more; Copy-Item a/* more -Recurse -Exclude b -Force; Copy-Item -LiteralPath a lit -Recurse -Exclude *.log, a; tell lit', ['b b/2.txt b/c', '1.txt b b/2.txt b/c', '1.txt b b/2.txt b/c']],
    ['chooses by -Include what the path names', '$null = mkdir to; Copy-Item a/* to -Recurse -Include *.txt; tell to; Copy-Item a to -Recurse -Include *.txt; tell to', ['1.txt', '1.txt']],
    ['puts all side by side without -Container', '$null = mkdir to; Copy-Item a to -Recurse -Container:$false; tell to; Copy-Item a new -Recurse -Container:$false; tell new; $null = mkdir less; Copy-Item a less -Recurse -Container:$false -Exclude *.log; tell less', ['1.txt 2.txt 3.log b c', '1.txt b b/2.txt b/c b/c/3.log', '1.txt 2.txt b c']],
    ['gives all it has made by -PassThru', '(Copy-Item a to -Recurse -PassThru | ForEach-Object Name) -join " "; (Copy-Item a/1.txt x.txt -PassThru).Name; $v = 1; (Copy-Item variable:v variable:w -PassThru).Name', ['to 1.txt b 2.txt c 3.log', 'x.txt', 'w']],
    ['does nothing with -WhatIf', 'Copy-Item a to -Recurse -WhatIf; $null = mkdir flat; Copy-Item a flat -Recurse -Container:$false -WhatIf; Test-Path to; tell flat', ['False', '']],
  ] as const) it(what, () => {
    const { output, errors } = run(script);
    assert.deepEqual([output, errors], [expected, []]);
  });
  it('goes on where one of its files cannot be copied', () => {
    const { output, errors } = run('$null = New-Item a/b/0.txt -ItemType SymbolicLink -Value a/gone -Force; Copy-Item a to -Recurse; tell to');
    assert.deepEqual([output, errors.length], [['1.txt b b/2.txt b/c b/c/3.log'], 1]);
  });
  it('is refused into a folder without -Container and -Recurse', () => {
    const { output, errors } = run('$null = mkdir to; Copy-Item a to -Container:$false; tell to');
    assert.deepEqual([output, errors], [[''], ['CopyContainerToContainerWithoutRecurseOrContainer,Microsoft.PowerShell.Commands.CopyItemCommand: Container cannot be copied to another container. The -Recurse or -Container parameter is not specified.']]);
  });
});
describe('-Filter, -Include and -Exclude', () => {
  afterEach(removeFolders);
  it('of a path without wildcards: the last two choose it, the first does not; a literal path is not chosen', () => {
    const { output, errors } = run('(Get-Item a/1.txt -Filter *.log).Name; @(Get-Item a/1.txt -Exclude *.txt).Count; @(Get-Item a/1.txt -Include *.log).Count; (Get-Item -LiteralPath a/1.txt -Exclude *.txt).Name; @(Get-Item a/* -Filter *.txt).Name');
    assert.deepEqual([output, errors], [['1.txt', '0', '0', '1.txt', '1.txt'], []]);
  });
});
describe('MoveTo of files and folders', () => {
  afterEach(removeFolders);
  it('leaves an object that stands for what was moved', () => {
    const { output, errors } = run('$f = Get-Item a/1.txt; $f.MoveTo("$PWD/new.log"); $f.Name; $f.Extension; $f.Exists; $f.Length; $d = Get-Item a/b; $d.MoveTo("$PWD/moved"); $d.Name; $d.GetFiles().Name; $d.Parent.FullName -eq $PWD.Path; "$d" -eq "$PWD/moved"; Test-Path a/b');
    assert.deepEqual([output, errors], [['new.log', '.log', 'True', '2', 'moved', '2.txt', 'True', 'True', 'False'], []]);
  });
});
