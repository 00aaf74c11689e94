import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const answers = (script: string, files: Readonly<Record<string, string>>): readonly string[] => {
  const { output, errors, ended } = runInFolder(script, { files });
  return [...output, ...errors, ...(ended === undefined ? [] : [ended])];
};

describe('A module that is loaded anew with -Force', () => {
  afterEach(removeFolders);
  it('says goodbye first, as with Remove-Module', () => {
    assert.deepEqual(answers("Import-Module ./M.psm1; Import-Module ./M.psm1; 'loaded'; Import-Module ./M.psm1 -Force -Prefix Z; 'anew'; (Get-Command -Module M).Name; Remove-Module M; $gone", {
      'M.psm1': "function Get-M { }; $ExecutionContext.SessionState.Module.OnRemove = { param($m) $global:gone += \"$($m.Name) gone;\" }",
    }), ['loaded', 'anew', 'Get-ZM', 'M gone;M gone;']);
  });
});
describe('Modules and their manifests', () => {
  afterEach(removeFolders);
  const versions = {
    'V/1.0/V.psd1': "@{ RootModule = 'V.psm1'; ModuleVersion = '1.0'; FunctionsToExport = 'Get-V' }", 'V/1.0/V.psm1': "function Get-V { '1.0' }",
    'V/2.0/V.psd1': "@{ RootModule = 'V.psm1'; ModuleVersion = '2.0'; FunctionsToExport = 'Get-V' }", 'V/2.0/V.psm1': "function Get-V { '2.0' }",
    'use.ps1': "using module @{ ModuleName = 'V'; RequiredVersion = '1.0' }\nGet-V",
  };

  it('are imported in the version that is wanted', () => {
    assert.deepEqual(answers(`$env:PSModulePath = $PWD.Path
      Import-Module V -RequiredVersion 1.0; Get-V; Remove-Module V; Import-Module V; Get-V; Remove-Module V
      Import-Module -FullyQualifiedName @{ ModuleName = 'V'; ModuleVersion = '0.9'; MaximumVersion = '1.*' }; Get-V; (Get-Module V -ListAvailable).Version -join ','
      Remove-Module V; ./use.ps1; Import-Module V -MinimumVersion 3.0; Import-Module V -MinimumVersion 3.0 -MaximumVersion 4.0`, versions), [
      '1.0', '2.0', '1.0', '2.0,1.0', '1.0',
      "Modules_ModuleWithVersionNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand: The specified module 'V' with version '3.0' was not loaded because no valid module file was found in any module directory.",
      "Modules_ModuleWithVersionNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand: The specified module 'V' with MinimumVersion '3.0' and MaximumVersion '4.0' was not loaded because no valid module file was found in any module directory.",
    ]);
  });

  it('have parts with scopes of their own, a prefix, and what galleries read', () => {
    assert.deepEqual(answers(`
      $m = Import-Module ./root.psd1 -PassThru; Root; Pub; (Get-Command Pub).Source; $m.NestedModules.Name; (Get-Module).Name -join ','; $m.Tags -join ','; "$($m.ProjectUri)"; $m.PrivateData.Own
      Remove-Module root; $null -eq (Get-Command Pub -ErrorAction Ignore); Import-Module ./root.psd1 -Prefix Pre; Get-Command -Module root | ForEach-Object Name; (Get-Module root).ExportedFunctions.Keys -join ','`, {
      'nest.psm1': "function Priv { 'p' }; function Pub { Priv }; Export-ModuleMember -Function Pub", 'root.psm1': 'function Root { Pub }',
      'root.psd1': "@{ RootModule = 'root.psm1'; ModuleVersion = '1.0'; NestedModules = 'nest.psm1'; PrivateData = @{ Own = 3; PSData = @{ Tags = 'x', 'y'; ProjectUri = 'http://a/b' } } }",
    }), ['p', 'p', 'root', 'nest', 'root', 'x,y', 'http://a/b', '3', 'True', 'PrePub', 'PreRoot', 'PrePub,PreRoot']);
  });

  it('run a last block, and can be an object', () => {
    assert.deepEqual(answers(`
      $m = New-Module -Name Dyn { $script:c = 4; function Add-One { $script:c++; $script:c }; $ExecutionContext.SessionState.Module.OnRemove = { $global:gone = "gone $c" } }
      Import-Module $m; Add-One; $m.SessionState.PSVariable.GetValue('c'); $m.Invoke({ param($x) $c + $x }, 10); Remove-Module Dyn; $gone
      $o = New-Module -AsCustomObject { $count = 0; function Up { $script:count++ }; Export-ModuleMember -Variable count -Function Up }; $o.Up(); $o.Up(); $o.count; $o.count = 9; $o.Up(); $o.count`, {}), ['5', '5', '15', 'gone 5', '2', '10']);
  });

  it('are checked: members, versions, files', () => {
    const at = (id: string): string => `${id},Microsoft.PowerShell.Commands.TestModuleManifestCommand`;
    const found = answers('foreach ($f in 1..4) { [void](Test-ModuleManifest "$f.psd1") }', {
      '1.psd1': "@{ ModuleVersion = 'x' }", '2.psd1': "@{ RootModule = 'no.psm1'; ModuleVersion = '1.0' }", '3.psd1': "@{ Foo = 1; ModuleVersion = '1.0' }",
    });
    assert.deepEqual(found.map((e) => e.split(': ')[0]), [at('Modules_InvalidManifest'), at('Modules_InvalidRootModuleInModuleManifest'), at('Modules_InvalidManifestMember'), at('Modules_ModuleNotFound')]);
    assert.match(answers('Import-Module ./no.psd1', { 'no.psd1': "@{ ModuleVersion = '1.0'; NestedModules = 'gone.psm1' }" }).join('\n'), /^Modules_ModuleFileNotFound,.*'gone\.psm1', listed in field 'NestedModules'/);
  });

  it('are written with all members, those not given as comments', () => {
    assert.deepEqual(answers(`
      New-ModuleManifest ok.psd1 -ModuleVersion 1.2 -Author me -FunctionsToExport a, b -Tags x, y -RequiredModules @{ ModuleName = 'q'; ModuleVersion = '1.0' }, 'r' -PrivateData @{ Mine = 'z' }
      $x = Import-PowerShellDataFile ok.psd1; $x.ModuleVersion; $x.FunctionsToExport -join ','; $x.CmdletsToExport; $x.PrivateData.PSData.Tags -join ','; $x.PrivateData.Mine; $x.RequiredModules[0].ModuleName; $x.RequiredModules[1]
      (Get-Content ok.psd1)[0..3] + (Get-Content ok.psd1)[9..15]; New-ModuleManifest bad.txt`, {}), [
      '1.2', 'a,b', '*', 'x,y', 'z', 'q', 'r', '#', "# Module manifest for module 'ok'", '#', '# Generated by: me', '', '# Script module or binary module file associated with this manifest.', "# RootModule = ''", '', '# Version number of this module.', "ModuleVersion = '1.2'", '',
      "Modules_InvalidModuleManifestPath,Microsoft.PowerShell.Commands.NewModuleManifestCommand: The module manifest path 'bad.txt' is not valid. The value of the Path argument must resolve to a single file that has a '.psd1' extension. Change the value of the Path argument to point to a valid psd1 file, and then try again.",
    ]);
  });

  it('keep scripts from running whose #requires is not met', () => {
    const id = (text: string): string => answers('try { ./a.ps1 } catch { "$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category) $($_.Exception.Message)" }', { 'a.ps1': `${text}\n'ran'`, 'own.psm1': "function Own { 'own' }" }).join('\n');
    assert.match(id('#requires -Version 99'), /^ScriptRequiresUnmatchedPSVersion ResourceUnavailable The script 'a\.ps1' cannot be run because it contained a "#requires" statement for PowerShell 99\.0\./);
    assert.match(id('#requires -PSEdition Desktop'), /^ScriptRequiresUnmatchedPSEdition .* editions 'Desktop'/);
    assert.match(id("#requires -Modules @{ ModuleName = 'Nope'; ModuleVersion = '1.0' }"), /^ScriptRequiresMissingModules .*: The module 'Nope' cannot be found with ModuleVersion '1\.0'\./);
    assert.match(id('#requires -RunAsAdministrator'), /^ScriptRequiresElevation PermissionDenied /);
    assert.equal(id('#requires -Version 5.1 -PSEdition Core -Modules Microsoft.PowerShell.Utility'), 'ran');
  });
});
describe('What a module exports', () => {
  afterEach(removeFolders);
  it('stands in dictionaries of its own kinds, aliases among the commands', () => {
    const { output } = runInFolder("$m = New-Module -Name Inv { $exp = 5; function Get-Count { 1 }; New-Alias gcn Get-Count; Export-ModuleMember -Function Get-Count -Variable exp -Alias gcn }; $m.ExportedCommands.Keys -join ','; \"$($m.ExportedFunctions)\"; $m.ExportedAliases.gcn.Definition; $m.ExportedVariables.exp.Value; ($m | Out-String).Trim() -split '\\n' | Select-Object -Last 1");
    assert.deepEqual(output, ['Get-Count,gcn', 'System.Collections.Generic.Dictionary`2[System.String,System.Management.Automation.FunctionInfo]', 'Get-Count', '5', 'Script     0.0                   Inv                                 {Get-Count, gcn}']);
  });
});
describe('Cmdlet and PSCmdlet', () => {
  afterEach(removeFolders);
  it('know the common parameters', () => {
    const { output, errors } = runInFolder("function f { [CmdletBinding()] param($a) $PSCmdlet -is [System.Management.Automation.PSCmdlet] }; f; (Get-Command f).Parameters.Keys.Where({ $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters }); [System.Management.Automation.Cmdlet]::OptionalCommonParameters -join ','; [System.Management.Automation.Cmdlet]::CommonParameters.Contains('verbose')");
    assert.deepEqual([output, errors], [['True', 'a', 'WhatIf,Confirm,UseTransaction', 'True'], []]);
  });
});
