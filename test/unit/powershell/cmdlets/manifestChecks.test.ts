import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const answers = (script: string, files: Readonly<Record<string, string>> = {}): readonly string[] => {
  const { output, errors, ended } = runInFolder(script, { files });
  return [...output, ...errors.map((e) => e.replace(/,.*/s, '')), ...(ended === undefined ? [] : [ended])];
};

describe('What manifests name', () => {
  afterEach(removeFolders);
  it('has to be there: files of each kind, modules, and their versions', () => {
    const keys = ['RequiredAssemblies', 'ModuleList', 'NestedModules', 'FileList', 'TypesToProcess', 'FormatsToProcess', 'ScriptsToProcess'];
    assert.deepEqual(answers(`foreach ($k in '${keys.join("', '")}') { $a = @{ $k = "gone$(@{ TypesToProcess = '.ps1xml'; FormatsToProcess = '.ps1xml'; ScriptsToProcess = '.ps1' }[$k])" }; New-ModuleManifest ./m.psd1 @a; try { $null = Test-ModuleManifest ./m.psd1 -ErrorAction Stop; 'fits' } catch { $_.FullyQualifiedErrorId -replace ',.*' } }
      New-ModuleManifest ./m.psd1 -RootModule root.psd1; try { Test-ModuleManifest ./m.psd1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId -replace ',.*' }
      New-ModuleManifest ./m.psd1 -CompatiblePSEditions Core -PowerShellVersion 3.0; try { Test-ModuleManifest ./m.psd1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId -replace ',.*' }
      New-ModuleManifest ./m.psd1 -ScriptsToProcess one.ps1 -TypesToProcess sub/t.ps1xml -RequiredAssemblies System.Web; (Test-ModuleManifest ./m.psd1).Scripts`,
    { 'root.psd1': '@{ ModuleVersion = "1.0" }', 'one.ps1': '', 'sub/t.ps1xml': '<Types/>' }), [
      'Modules_InvalidRequiredAssembliesInModuleManifest', 'Modules_InvalidModuleListinModuleManifest', 'Modules_InvalidNestedModuleinModuleManifest', 'Modules_InvalidFilePathinModuleManifest', 'Modules_InvalidManifest', 'Modules_InvalidManifest', 'Modules_InvalidManifest',
      'Modules_InvalidManifest', 'Modules_InvalidPowerShellVersionInModuleManifest', 'one.ps1',
    ]);
  });
  it('is told of: nested modules and the versions of others', () => {
    assert.deepEqual(answers(`New-ModuleManifest ./m.psd1 -NestedModules part.psm1 -ClrVersion 4.0 -DotNetFrameworkVersion 4.8 -PowerShellHostVersion 1.2; $m = Test-ModuleManifest ./m.psd1; $m.NestedModules.Name; "$($m.ClrVersion) $($m.DotNetFrameworkVersion) $($m.PowerShellHostVersion)"`, { 'part.psm1': '' }), ['part', '4.0 4.8 1.2']);
  });
  it('addresses are written as they are escaped, and only whole ones', () => {
    assert.deepEqual(answers(`New-ModuleManifest ./m.psd1 -HelpInfoUri http://a.b -ProjectUri 'http://a.b/c d'; $m = Test-ModuleManifest ./m.psd1; $m.HelpInfoUri; $m.PrivateData.PSData.ProjectUri; try { New-ModuleManifest ./n.psd1 -IconUri ../x } catch { $_.FullyQualifiedErrorId -replace ',.*' }; Test-Path ./n.psd1`), ['http://a.b/', 'http://a.b/c%20d', 'System.InvalidOperationException', 'False']);
  });
  it('are no modules that need each other', () => {
    assert.deepEqual(answers(`$env:PSModulePath = $PWD.Path; try { Import-Module A -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message -replace "'[^']*[\\\\/]", "'" }; Import-Module C; (Get-Module C).Name`, {
      'A/A.psd1': "@{ ModuleVersion = '1.0'; RequiredModules = 'B' }", 'B/B.psd1': "@{ ModuleVersion = '1.0'; RequiredModules = 'A' }", 'C/C.psd1': "@{ ModuleVersion = '1.0'; RequiredModules = 'D' }", 'D/D.psd1': "@{ ModuleVersion = '1.0' }",
    }), ['Modules_InvalidManifest,Microsoft.PowerShell.Commands.ImportModuleCommand', "The required module 'A' is not loaded. The module 'A' has a requiredModule 'B' in its module manifest 'A.psd1' that points to a cyclic dependency.", 'C']);
  });
  it('is found whatever the case of its letters, and without its ending', () => {
    assert.deepEqual(answers("Import-Module ./A/A.psd1, ./B/B.psd1; Get-A; (Get-Module B).Version; $started; (Test-ModuleManifest ./C/C.psd1).Version; (Test-ModuleManifest ./B/B.psd1).Name", {
      'A/A.psd1': "@{ ModuleVersion = '1.0'; RootModule = 'Lib\\a'; FormatsToProcess = 'a.format'; ScriptsToProcess = '.\\INIT' }", 'A/lib/A.psm1': "function Get-A { 'a' }", 'A/A.Format.ps1xml': '<Configuration/>', 'A/init.ps1': '$started = 1',
      'B/B.psd1': "@{ ModuleVersion = '1.2'; RootModule = 'core' }", 'B/Core.dll': '',
      'C/C.psd1': "@{ ModuleVersion = '3.0'; RootModule = 'Lib\\\\c'; ScriptsToProcess = 'INIT.ps1'; FileList = 'LIB/C.psm1' }", 'C/lib/C.psm1': '', 'C/init.ps1': '',
    }), ['a', '1.2', '1', '3.0', 'B']);
  });
});
describe('Manifests', () => {
  afterEach(removeFolders);
  const told = (manifest: string): readonly string[] => answers("try { Import-Module ./M.psd1 -ErrorAction Stop; (Get-Module M).Author } catch { $_.FullyQualifiedErrorId -replace ',.*'; $_.Exception.Message -replace '[^ ]*M.psd1', 'M' }", { 'M.psd1': manifest, 'M.psm1': '' });
  it('may call the commands that Windows PowerShell lets them call, and no others', () => {
    assert.deepEqual(told("Write-Host 'hello'\n@{ ModuleVersion = '1.0'; Author = (Split-Path (Join-Path 'a' 'b') -Leaf) }").length, 2);
    assert.deepEqual(told("@{ ModuleVersion = '1.0'; Author = \"of $(Join-Path 'a' 'b')\" }").map((one) => one.replaceAll('\\', '/')), ['of a/b']);
  });
  it('are one table, with one root module and versions that are some', () => {
    assert.deepEqual(told("@{ ModuleVersion = '1.0' }; @{ }")[0], 'CouldNotParseAsPowerShellDataFileNoHashtableRoot');
    const [id, message = ''] = told("@{ ModuleVersion = '1.0'; RootModule = 'M.psm1'; ModuleToProcess = 'M.psm1' }");
    assert.equal(id, 'Modules_ModuleManifestCannotContainBothModuleToProcessAndRootModule');
    assert.match(message, /^The module manifest cannot contain both the 'ModuleToProcess' and 'RootModule' members\. Change/);
    assert.match(told("@{ ModuleVersion = '' }")[1] ?? '', /The member 'ModuleVersion' is not present/);
    assert.match(told("@{ ModuleVersion = '1.0'; ClrVersion = 'four' }")[1] ?? '', /The member 'CLRVersion' in the module manifest is not valid/);
    assert.deepEqual(told("@{ ModuleVersion = '1.0'; GUID = ''; PowerShellVersion = ''; ModuleToProcess = ''; RootModule = 'M'; Author = 'me' }"), ['me']);
  });
});
describe('ModuleSpecification', () => {
  const T = '[Microsoft.PowerShell.Commands.ModuleSpecification]';
  it('is made of a name or a table, and of its own text', () => {
    assert.deepEqual(answers(`"$(${T}::new('N'))"; $s = ${T}::new(@{ ModuleName = 'N'; ModuleVersion = '1.2'; MaximumVersion = '2.*'; Guid = '00000000-0000-0000-0000-000000000001' }); "$s"; $s.Version.GetType().Name; $s.Guid.GetType().Name; $s.MaximumVersion
      $r = $null; ${T}::TryParse("$s", [ref] $r); "$($r.Name) $($r.Version) $($r.MaximumVersion) $($r.Guid)"; ${T}::TryParse('Get-Date', [ref] $r); $null -eq $r; ${T}::new(@{ ModuleName = 'N'; RequiredVersion = '3.0' }).ToString()`),
    ['N', "@{ ModuleName = 'N'; Guid = '{00000000-0000-0000-0000-000000000001}' ; ModuleVersion = '1.2'; MaximumVersion = '2.*' }", 'Version', 'Guid', '2.*', 'True', 'N 1.2 2.* 00000000-0000-0000-0000-000000000001', 'False', 'True', "@{ ModuleName = 'N'; RequiredVersion = '3.0' }"]);
  });
  it('refuses tables that say too little or too much', () => {
    assert.deepEqual(answers(`foreach ($t in @{ ModuleName = 'N'; ModuleVersion = '3.1'; RequiredVersion = '3.1' }, @{ ModuleVersion = '0.2' }, @{ ModuleName = 'N' }, @{ ModuleName = 'N'; RequiredVersion = '7.4'; Duck = 1 }, @{ ModuleName = 'N'; RequiredVersion = 'Hello' }) { try { ${T}::new($t) } catch { $_.FullyQualifiedErrorId } }`),
      ['ArgumentException', 'MissingMemberException', 'MissingMemberException', 'ArgumentException', 'PSInvalidCastException']);
  });
});
