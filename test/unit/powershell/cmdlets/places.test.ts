/** Going to places, taking paths apart, and functions as items. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const gives = (script: string): readonly string[] => { const ran = runInFolder(script); return [...ran.output, ...ran.errors.map((e) => e.slice(0, e.indexOf(',')))]; };

describe('Places', () => {
  afterEach(removeFolders);
  it('go up, to the root and home by the words that every session has', () => {
    assert.deepEqual(gives("$here = (Get-Location).Path; $null = mkdir a/b; cd a/b; cd..; (Get-Location).Path; cd -; (Get-Location).Path; cd\\; (Get-Location).Path; cd~; (Get-Location).Path -eq (Get-PSProvider FileSystem).Home; (Get-PSProvider FileSystem).ItemSeparator"),
      ['<F>/a', '<F>/a/b', '/', 'True', '/']);
  });
  it('choose the stack of locations that is meant where none is named', () => {
    assert.deepEqual(gives("$null = mkdir a, b; Set-Location -StackName ''; (Get-Location).Path; Push-Location a -StackName own; Set-Location -StackName own; Push-Location ../b; Pop-Location; Pop-Location; (Get-Location).Path; try { Set-Location -StackName none } catch { $_.FullyQualifiedErrorId }"),
      ['<F>', '<F>', 'StackNotFound,Microsoft.PowerShell.Commands.SetLocationCommand']);
  });
  it('on a stack are locations, the last one first; the stack is the one that is meant', () => {
    assert.deepEqual(gives("$null = mkdir a/b; Push-Location a; Push-Location b; Push-Location env:; @(Get-Location -Stack).Count; (Get-Location -Stack).Path; (Get-Location -Stack)[0].Drive.Name; Set-Location $HOME; Push-Location / -StackName own; (Get-Location -StackName own).Count; Set-Location -StackName own; @(Get-Location -Stack).Count; Get-Location -StackName none"),
      ['3', '<F>/a/b', '<F>/a', '<F>', '/', '1', '1', 'Argument']);
  });
  it('that are hidden match no pattern', () => {
    assert.deepEqual(gives("Set-Content .hid 1; Test-Path .hid; Test-Path .h*; Test-Path *; Set-Content seen 1; Test-Path *; Test-Path * -Exclude s*"), ['True', 'False', 'False', 'True', 'False']);
  });
  it('have a parent only where something is above', () => {
    assert.deepEqual(gives("foreach ($p in 'env:PATH', 'C:x', 'C:\\x', 'Temp:\\x\\y', 'Temp:\\x', 'FileSystem::/a/b', 'FileSystem::/a', '/x', 'x', 'a/b/') { \"[$(Split-Path $p)]\" }; \"[$(Split-Path env:PATH -Qualifier:$false)]\""),
      ['[]', '[]', '[C:/]', '[Temp:/x]', '[Temp:/]', '[FileSystem::/a]', '[FileSystem::/]', '[/]', '[]', '[a]', '[]']);
  });
  it('are not copied onto themselves by another name or link', () => {
    assert.deepEqual(gives("Set-Content a.txt keep; $null = New-Item -ItemType HardLink h.txt -Value a.txt; $null = New-Item -ItemType SymbolicLink s.txt -Target a.txt; $null = New-Item -ItemType SymbolicLink s2.txt -Target s.txt; Copy-Item h.txt a.txt; Copy-Item a.txt h.txt; Copy-Item s.txt a.txt; Copy-Item s2.txt s.txt; Get-Content a.txt"),
      ['keep', 'CopyError', 'CopyError', 'CopyError', 'CopyError']);
    assert.deepEqual(gives("$null = mkdir d; $null = New-Item -ItemType SymbolicLink l, m -Target d; Copy-Item d d -Recurse; Copy-Item l m; Copy-Item l d -Recurse; @(Get-ChildItem d).Count"), ['0', 'CopyError', 'CopyError', 'CopyError']);
  });
  it('have content that is cleared only where they are files', () => {
    assert.deepEqual(gives("$v = 5; Clear-Content variable:v; $v; Clear-Item variable:v; $null -eq $v; function f { 1 }; Clear-Content function:f; f"), ['5', 'True', '1', 'NotSupported', 'NotSupported']);
  });
});

describe('Functions as items', () => {
  afterEach(removeFolders);
  it('keep the options they are given', () => {
    assert.deepEqual(gives("function f { 1 }; Set-Item function:f -Options ReadOnly, AllScope; (Get-Item function:f).Options; f; Rename-Item function:f g; Remove-Item function:f; Set-Item function:f { 2 }; f; Rename-Item function:f g -Force; g; Set-Item function:c { 3 } -Options Constant; Remove-Item function:c -Force"),
      ['ReadOnly, AllScope', '1', '1', '1', 'CannotRenameFunction', 'FunctionNotRemovable', 'FunctionNotWritable', 'FunctionNotRemovable']);
  });
  it('are made of blocks, functions and text alone', () => {
    assert.deepEqual(gives("Set-Item function:n 123; Test-Path function:n; Set-Item function:t 'return 5'; t"), ['False', '5', 'Argument']);
  });
});

describe('Keys of secure strings', () => {
  afterEach(removeFolders);
  it('have 16, 24 or 32 bytes', () => {
    assert.deepEqual(gives("$s = ConvertTo-SecureString x -AsPlainText -Force; try { ConvertFrom-SecureString $s -Key (1, 2) } catch { $_.FullyQualifiedErrorId }; (ConvertFrom-SecureString $s -Key (1..16)).Length -gt 20"), ['Argument,Microsoft.PowerShell.Commands.ConvertFromSecureStringCommand', 'True']);
  });
});
