/** Where modules are found, in which versions, and what keeps them in the session. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const manifest = (version: string, more = ''): string => `@{ ModuleVersion = '${version}'; FunctionsToExport = '*'${more} }`;
const files = {
  'mods/Two/1.5/Two.psd1': manifest('1.5'), 'mods/Two/2.0/Two.psd1': manifest('2.0'), 'mods/LOUD/LOUD.psm1': 'function loud { "loud" }', 'mods/Deep/1.1/DEEP.psd1': manifest('1.1', "; RootModule = 'DEEP.psm1'"), 'mods/Deep/1.1/DEEP.psm1': 'function deep { "deep" }',
  'mods/Base/Base.psd1': manifest('1.0'), 'mods/Upon/Upon.psd1': manifest('1.0', "; RequiredModules = 'Base'"),
};
const gives = (script: string): readonly string[] => { const ran = runInFolder(`$env:PSModulePath = "$PWD/mods"; ${script}`, { files }); return [...ran.output, ...[...ran.errors, ...(ran.ended === undefined ? [] : [ran.ended])].map((e) => e.slice(0, e.indexOf(',')))]; };

describe('Modules in folders', () => {
  afterEach(removeFolders);
  it('are found by a path in all their versions, or those that are wanted', () => {
    assert.deepEqual(gives("$p = \"$PWD/mods/Two\"; foreach ($s in @{ ModuleName = $p; ModuleVersion = '0.0' }, @{ ModuleName = $p; MaximumVersion = '1.9' }, @{ ModuleName = $p; RequiredVersion = '1.5' }) { (Get-Module -ListAvailable -FullyQualifiedName $s).Version -join ',' }; (Get-Module -ListAvailable $p).Count; (Import-Module $p -RequiredVersion 1.5 -PassThru).Version; (Get-Module \"$PWD/mods/T*\" -ListAvailable).Count"),
      ['2.0,1.5', '1.5', '1.5', '2', '1.5', '2']);
  });
  it('go by their names in any case, whatever the files are called', () => {
    assert.deepEqual(gives("Import-Module loud; loud; Import-Module dEEP -RequiredVersion 1.1; deep; (Get-Module -ListAvailable two).Count"), ['loud', 'deep', '2']);
  });
  it('are not looked for between versions that lie the wrong way round', () => {
    assert.deepEqual(gives('try { Import-Module Two -MinimumVersion 3.0 -MaximumVersion 2.0 } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo.Category)" }'), ['ArgumentOutOfRange,Microsoft.PowerShell.Commands.ImportModuleCommand', 'InvalidArgument']);
  });
  it('stay while others need them, unless those go too', () => {
    assert.deepEqual(gives("Import-Module Upon; Remove-Module Base; @(Get-Module Base).Count; Remove-Module Base, Upon; @(Get-Module Base, Upon).Count; Import-Module Upon; Remove-Module Base -Force; @(Get-Module Base).Count"), ['1', '0', '0', 'Modules_ModuleIsRequired']);
  });
});
