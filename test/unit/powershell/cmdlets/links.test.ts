import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('Links', () => {
  afterEach(removeFolders);
  const gives = (script: string): readonly string[] => { const ran = runInFolder(`$null = New-Item a.txt -Value hi; $null = New-Item d -ItemType Directory; $null = New-Item d/in.txt -Value x; ${script}`); return [...ran.output, ...ran.errors.map((e) => e.slice(0, e.indexOf(',')))]; };

  it('are made to files and folders, told by Get-Item and followed by Get-Content', () => {
    assert.deepEqual(gives('$l = New-Item -ItemType SymbolicLink -Path l.txt -Target ./a.txt; $l.LinkType; $l.Target; Get-Content l.txt; (Get-Item l.txt).Mode.Substring(0, 1); $s = New-Item -Type SymbolicLink sd -Value d; $s.GetType().Name; (Get-ChildItem sd).Name; (New-Item -ItemType SymbolicLink later -Target nowhere).Target'),
      ['SymbolicLink', './a.txt', 'hi', 'l', 'DirectoryInfo', 'in.txt', 'nowhere']);
    assert.deepEqual(gives('(New-Item -ItemType HardLink h.txt -Value a.txt).LinkType; Set-Content h.txt new; Get-Content a.txt; (Get-Item a.txt).LinkType; (Get-Item d/in.txt).LinkType -eq $null'), ['HardLink', 'new', 'HardLink', 'True']);
  });
  it('are removed alone, also those to folders that are not empty', () => {
    assert.deepEqual(gives('$null = New-Item -ItemType SymbolicLink sd -Target d; Remove-Item sd; Test-Path sd; Test-Path d/in.txt; $null = New-Item -ItemType SymbolicLink sd -Target d; Remove-Item sd -Recurse; Test-Path sd; Test-Path d/in.txt'), ['False', 'True', 'False', 'True']);
  });
  it('take the place of what is there with -Force alone', () => {
    assert.deepEqual(gives('$null = New-Item l -Value x; New-Item -ItemType SymbolicLink l -Target a.txt; (New-Item -ItemType SymbolicLink l -Target a.txt -Force).Target'), ['a.txt', 'SymLinkExists']);
  });
  it('that cannot be are refused with the reason', () => {
    assert.deepEqual(gives('New-Item -ItemType HardLink z -Target nope; New-Item -ItemType HardLink z -Target d; New-Item -ItemType SymbolicLink z; New-Item -ItemType Junction z -Target d; New-Item -ItemType SymbolicLink no/z -Target a.txt; New-Item -ItemType Shortcut z; Test-Path z'),
      ['False', 'ItemNotFound', 'ItemNotFile', 'ArgumentNull', 'JunctionNotSupported', 'NewItemIOError', 'Argument']);
  });
});
