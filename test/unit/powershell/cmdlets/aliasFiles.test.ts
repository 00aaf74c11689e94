import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('Aliases in files', () => {
  afterEach(removeFolders);
  const gives = (script: string, files: Readonly<Record<string, string>> = {}): readonly string[] => { const ran = runInFolder(script, { files }); return [...ran.output, ...ran.errors.map((e) => e.slice(0, e.indexOf(':'))), ...(ran.ended === undefined ? [] : [`ended ${ran.ended}`])]; };

  it('are written as values or as a script, with a head', () => {
    assert.deepEqual(gives("Set-Alias zz Get-Date -Description 'd'; Export-Alias a.csv -Name zz -Description 'mine'; $l = Get-Content a.csv; $l[0]; $l[1]; $l[4, 5]; $l[-1]; Export-Alias a.ps1 -Name zz -As Script -NoClobber; (Get-Content a.ps1)[-1]; Export-Alias a.ps1 -Name zz -Append; (Get-Content a.ps1).Count"),
      ['# Alias File', '# Exported by : tester', '#', '# mine', '"zz","Get-Date","d","None"', 'set-alias -Name:"zz" -Value:"Get-Date" -Description:"d" -Option:"None"', '10']);
    assert.deepEqual(gives("Set-Content a.csv x; Export-Alias a.csv -Name no-such; Export-Alias a.csv -NoClobber; Test-Path b.csv; Export-Alias b.csv -WhatIf; Test-Path b.csv"), ['False', 'False', 'AliasNotFound,Microsoft.PowerShell.Commands.ExportAliasCommand', 'NoClobber,Microsoft.PowerShell.Commands.ExportAliasCommand']);
  });
  it('are read again; what is there already stays without -Force', () => {
    assert.deepEqual(gives("Set-Alias zz Get-Date; Export-Alias a.csv -Name zz; Set-Alias zz Get-Item; Import-Alias a.csv; (Get-Alias zz).Definition; Import-Alias a.csv -Force; (Get-Alias zz).Definition; (Import-Alias a.csv -Force -PassThru).Name"), ['Get-Item', 'Get-Date', 'zz', 'AliasAlreadyExists,Microsoft.PowerShell.Commands.ImportAliasCommand']);
  });
  it('are one file of the file system', () => {
    assert.deepEqual(gives("Set-Content a.txt x; Set-Content b.txt x; Export-Alias *.txt; Export-Alias env:\\a; Import-Alias *.txt; Import-Alias -LiteralPath env:\\a; Export-Alias -LiteralPath ([NullString]::Value)"), ['ReadWriteMultipleFilesNotSupported,Microsoft.PowerShell.Commands.ExportAliasCommand', 'ReadWriteFileNotFileSystemProvider,Microsoft.PowerShell.Commands.ExportAliasCommand', 'NotSupported,Microsoft.PowerShell.Commands.ImportAliasCommand', 'NotSupported,Microsoft.PowerShell.Commands.ImportAliasCommand', 'ParameterArgumentValidationErrorNullNotAllowed,Microsoft.PowerShell.Commands.ExportAliasCommand']);
  });
  it('that are none are refused with the line, and nothing of the file is taken; an option that is none is one line less', () => {
    const files = { 'bad.csv': '# x\n"a1","Get-Date","","None"\n"b","c"\n', 'option.csv': '"a1","Get-Date","","Nonsense"\n"a2","Get-Date","","None"\n' };
    assert.match(gives('try { Import-Alias bad.csv } catch { "$_" }; Test-Path alias:a1; "$(Import-Alias option.csv 2>&1)"; Test-Path alias:a2; Import-Alias none.csv', files).join('|'), /^Cannot import an alias\. Line number 3 .*\|False\|Cannot import the alias because line number 1 .*\|True\|FileOpenFailure,/);
  });
});
describe('Commands for a person at a screen', () => {
  afterEach(removeFolders);
  it('say that there is none and what to do', () => {
    assert.deepEqual(runInFolder("cls; Clear-Host; foreach ($c in { Get-Clipboard }, { 'x' | Set-Clipboard }, { 1 | Out-GridView }) { try { & $c } catch { \"$_\" -replace '(?s)\\. .*' } }").output.map((t) => t.replace(/:.*/, '')), ['Get-Clipboard is not available', 'Set-Clipboard is not available', 'Out-GridView is not available']);
  });
});
