import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('Modules that need others', () => {
  afterEach(removeFolders);
  const files = {
    'main/main.psd1': "@{ ModuleVersion = '1.0'; RootModule = 'main.psm1'; RequiredModules = @(@{ ModuleName = '..\\need'; ModuleVersion = '1.0' }); ScriptsToProcess = 'first.ps1'; FunctionsToExport = '*' }",
    'main/main.psm1': 'function Get-Main { Get-Need }', 'main/first.ps1': "$first = 'ran'; function From-First { 'too' }",
    'need/need.psd1': "@{ ModuleVersion = '1.0'; RootModule = 'need.psm1'; FunctionsToExport = '*' }", 'need/need.psm1': "function Get-Need { 'needed' }",
    'lost/lost.psd1': "@{ ModuleVersion = '1.0'; RootModule = 'lost.psm1'; RequiredModules = 'NowhereAtAll' }", 'lost/lost.psm1': "function Get-Lost { 'lost' }",
  };

  it('load them first, for all, and run their scripts where they are imported', () => {
    const { output, errors } = runInFolder(`
      $m = Import-Module ./main -PassThru; Get-Main; Get-Need; $first; From-First; $m.RequiredModules[0].Name; (Get-Module need).Version.ToString()`, { files });
    assert.deepEqual(errors, []);
    assert.deepEqual(output, ['needed', 'needed', 'ran', 'too', 'need', '1.0']);
  });

  it('are not imported where one is missing', () => {
    const { output, errors } = runInFolder('Import-Module ./lost; $null -eq (Get-Module lost); Get-Lost', { files });
    assert.deepEqual(errors.map((e) => e.split(':')[0]), ['Modules_InvalidManifest,Microsoft.PowerShell.Commands.ImportModuleCommand', 'CommandNotFoundException']);
    assert.deepEqual(output, ['True']);
  });

  it('take a version as it is written', () => {
    const { output } = runInFolder("New-ModuleManifest v.psd1 -ModuleVersion 2.0; (Import-PowerShellDataFile v.psd1).ModuleVersion; function f([version] $v) { \"$v\" }; f 3.10", { files });
    assert.deepEqual(output, ['2.0', '3.10']);
  });
});
