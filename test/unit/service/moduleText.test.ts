import assert from 'node:assert/strict';
import { describeModule } from '../../../src/service/modules/describeModule.ts';
import { exportedFunctions } from '../../../src/service/modules/moduleText.ts';

const bytes = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? new TextEncoder().encode(content) : content);
const moduleOf = (files: Readonly<Record<string, string | Uint8Array>>): Parameters<typeof exportedFunctions>[0] => ({ name: 'M', files: new Map(Object.entries(files).map(([path, content]) => [path, bytes(content)])) });
const names = (files: Readonly<Record<string, string | Uint8Array>>): readonly string[] => exportedFunctions(moduleOf(files)).map(({ name }) => name).toSorted();
const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le');

/** A module in the usual layout: one file for each function. */
const layout = {
  'Public/Get-One.ps1': '<#\n.SYNOPSIS\nGets the one.\n#>\nfunction Get-One {\n  param([Parameter(Mandatory)][string]$Name)\n  $Name\n}', 'Public/Get-Two.ps1': 'function Get-Two { 2 }', 'Public/Get-Two.Tests.ps1': 'function Test-Two { }',
  'Public/Deep/Get-Deep.ps1': 'function Get-Deep { 3 }', 'Private/Hidden.ps1': 'function Hidden-Helper { }', 'lib/other.ps1': 'function Get-Other { }',
};
const manifest = (rest: string): string => `@{ ModuleVersion = '1.0'; RootModule = 'M.psm1'; ${rest} }`;

describe('functions of the scripts that a module dot-sources', () => {
  const all = ['Get-One', 'Get-Two'];
  const scripts: readonly (readonly [text: string, wanted: readonly string[]])[] = [
    ['Get-ChildItem $PSScriptRoot\\Public\\*.ps1 -Exclude *.tests.ps1 | % { . $_.FullName }', all],
    ['Get-ChildItem -Path "$PSScriptRoot/Public" -Filter *.ps1 -File -ErrorAction Stop | Where-Object { $_.Name -notlike "*.Tests.ps1" } | ForEach-Object { . $_.FullName }', all],
    ['foreach ($file in (Get-ChildItem (Join-Path $PSScriptRoot "Public") *.ps1 -Exclude *.Tests.*)) { . $file }', all],
    ['. $PSScriptRoot\\lib\\other.ps1', ['Get-Other']], ['. "$PSScriptRoot\\LIB\\Other.ps1"', ['Get-Other']], ['. (Join-Path -Path $PSScriptRoot -ChildPath lib\\other.ps1)', ['Get-Other']],
    ['. ($PSScriptRoot + "\\lib\\other.ps1")', ['Get-Other']], ['. ("{0}\\lib\\{1}.ps1" -f $PSScriptRoot, "other")', ['Get-Other']], ['. ([IO.Path]::Combine($PSScriptRoot, "lib", "other.ps1"))', ['Get-Other']],
    ['$here = Split-Path -Parent $MyInvocation.MyCommand.Path\n. "$here\\lib\\other.ps1"', ['Get-Other']], ['$script:root = $ExecutionContext.SessionState.Module.ModuleBase; . "$script:root/lib/other.ps1"', ['Get-Other']],
    ['Push-Location $PSScriptRoot\n. .\\lib\\other.ps1\nPop-Location', ['Get-Other']],
    ['gci $PSScriptRoot\\Public -Recurse -Include *.ps1 -Exclude *.Tests.ps1 | Select-Object -ExpandProperty FullName | % { . $_ }', ['Get-Deep', ...all]],
    ['$Public = @(Get-ChildItem -Path $PSScriptRoot\\Public\\Get-One.ps1 -ErrorAction SilentlyContinue)\n$Private = @(Get-ChildItem -Path $PSScriptRoot\\Private\\*.ps1 -ErrorAction SilentlyContinue)\nforeach ($import in @($Public + $Private)) { try { . $import.fullname } catch { Write-Error "no $($import.fullname): $_" } }\nExport-ModuleMember -Function $Public.Basename', ['Get-One']],
    ['foreach ($folder in @("Public", "Private")) {\n  $root = Join-Path -Path $PSScriptRoot -ChildPath $folder\n  if (Test-Path -Path $root) {\n    $files = Get-ChildItem -Path $root -Filter *.ps1\n    $files | where { $_.name -NotLike "*.Tests.ps1" } | ForEach { . $_.FullName }\n  }\n}\nExport-ModuleMember -Function (Get-ChildItem -Path "$PSScriptRoot\\Public\\*.ps1").Basename', all],
    ['$files = "Get-One", "Get-Two"\nforeach ($name in $files) { . "$PSScriptRoot/Public/$name.ps1" }', all],
    ['"Public", "lib" | % { Get-ChildItem "$PSScriptRoot/$_" -Filter "*t*.ps1" -Exclude "*Tests*" } | % FullName | % { . $_ }', ['Get-One', 'Get-Other', 'Get-Two']],
    ['Get-ChildItem $PSScriptRoot -Directory | % { Get-ChildItem $_.FullName -Filter o*.ps1 } | % { . $_.FullName }', ['Get-Other']],
    ['$splat = @{ Path = "$PSScriptRoot/lib"; Filter = "*.ps1" }\nGet-ChildItem @splat | % { . $_.FullName }', ['Get-Other']],
    ['foreach ($f in [IO.Directory]::GetFiles("$PSScriptRoot/lib", "*.ps1")) { . ([scriptblock]::Create([IO.File]::ReadAllText($f))) }', ['Get-Other']],
    ['function Import-Part { param($Path) . $Path }\nforeach ($f in gci "$PSScriptRoot/lib/*.ps1") { . Import-Part -Path $f.FullName }\nExport-ModuleMember -Function * ', ['Get-Other', 'Import-Part']],
    ['$list = @()\n$list += "lib/other"\n$list += "Public/Get-One"\n$list | ForEach-Object -Process { . "$PSScriptRoot/$($_).ps1" }', ['Get-One', 'Get-Other']],
    ['. $PSScriptRoot/../M/lib/other.ps1\n. C:\\lib\\other.ps1\n. .\\lib\\other.ps1\n. $unknown', []],
  ];
  for (const [text, wanted] of scripts) it(text.split('\n')[0]?.slice(0, 90) ?? '', () => assert.deepEqual(names({ 'M.psm1': text, ...layout }), wanted.toSorted(), text));

  it('come with parameters and help, and are those that the manifest names', () => {
    const files = { 'M.psd1': manifest("FunctionsToExport = 'Get-One'"), 'M.psm1': 'Get-ChildItem $PSScriptRoot\\Public\\*.ps1 | % { . $_.FullName }', ...layout };
    const [activity, ...others] = describeModule(moduleOf(files)).activities;
    assert.deepEqual(others, []);
    assert.deepEqual([activity?.name, activity?.description, activity?.definition], ['Get-One', 'Gets the one.', 'Get-One [-Name] <String>']);
  });

  it('name the types of their parameters without namespaces in their definition', () => {
    const [activity] = describeModule(moduleOf({ 'M.psm1': 'function Get-One { param([IO.FileInfo]$File, [Collections.Generic.Dictionary[string, IO.FileInfo[]]]$Map, [int[]]$Numbers, [switch]$All) }' })).activities;
    assert.equal(activity?.definition, 'Get-One [[-File] <FileInfo>] [[-Map] <Dictionary[String,FileInfo[]]>] [[-Numbers] <Int32[]>] [-All]');
  });

  it('are found by the names that the manifest or Export-ModuleMember gives, where nothing tells how they are loaded', () => {
    assert.deepEqual(names({ 'M.psd1': manifest("FunctionsToExport = @('Get-One', 'Get-Deep', 'Test-Two')"), 'M.psm1': 'Invoke-Loader $PSScriptRoot', ...layout }), ['Get-Deep', 'Get-One']);
    assert.deepEqual(names({ 'M.psm1': "Invoke-Loader $PSScriptRoot\nExport-ModuleMember -Function 'Get-Two', Get-Nothing", ...layout }), ['Get-Two']);
    assert.deepEqual(names({ 'M.psd1': manifest("FunctionsToExport = '*'"), 'M.psm1': 'Invoke-Loader $PSScriptRoot', ...layout }), []);
  });

  it('of a file with an error, which the import leaves out, are left out', () => {
    assert.deepEqual(names({ 'M.psm1': 'gci $PSScriptRoot/Public/*.ps1 | % { . $_ }', 'Public/a.ps1': 'function Get-A { }', 'Public/b.ps1': 'function Get-B {', 'Public/c.ps1': new Uint8Array([0x66, 0, 0, 0x67]) }), ['Get-A']);
  });

  it('that load themselves and one another are taken in once', () => {
    assert.deepEqual(names({ 'M.psm1': '. $PSScriptRoot/a.ps1', 'a.ps1': 'function Get-A { }\n. $PSScriptRoot/b.ps1', 'b.ps1': 'function Get-B { }\n. $PSScriptRoot/a.ps1\n. $PSCommandPath\n. "$PSScriptRoot/M.psm1"' }), ['Get-A', 'Get-B']);
  });

  it('are told without running what would not end', () => {
    const doubling = `$a = "ab"\n${'$a = "$a$a"\n'.repeat(200)}$l = 1..10\n${'$l = $l + $l\n$l += $l\n'.repeat(200)}$p = "x","y","z"\n. "$p$p$p$p$p$p$p$p$p$p$p$p$p$p$p$p$p$p"\nwhile ($true) { . $PSScriptRoot/lib/other.ps1 }`;
    assert.deepEqual(names({ 'M.psm1': doubling, ...layout }), ['Get-Other']);
  });
});

describe('what a module exports', () => {
  it('are filters and workflows too, and functions by the names they have without their scope', () => {
    assert.deepEqual(names({ 'M.psm1': 'filter Get-F { $_ }\nfunction global:Get-G { }\nfunction script:Get-S { }\nworkflow Get-W { }\nif ($true) { function Get-C { } }\nfunction Get-Outer { function Get-Inner { } }' }), ['Get-C', 'Get-F', 'Get-G', 'Get-Outer', 'Get-S', 'Get-W']);
  });

  it('has the prefix that the manifest gives', () => {
    const files = { 'M.psd1': manifest("FunctionsToExport = 'Get-X', 'Plain'; DefaultCommandPrefix = 'Pre$1'"), 'M.psm1': 'function Get-X { }\nfunction Plain { }\nfunction Get-Y { }' };
    assert.deepEqual(names({ 'M.psd1': "@{ ModuleVersion = '1.0'; RootModule = 'M'; DefaultCommandPrefix = 'Pre' }", 'M.psm1': 'function global:Get-G { }\nfunction script:Get-S { }' }), ['Get-G', 'Get-PreS']);
    assert.deepEqual(names(files), ['Get-Pre$1X', 'Pre$1Plain']);
    assert.deepEqual(describeModule(moduleOf(files)).activities.map(({ name, definition }) => [name, definition]), [['Get-Pre$1X', 'Get-Pre$1X'], ['Pre$1Plain', 'Pre$1Plain']]);
  });

  it('is that of modules named without their ending, in folders, as tables, and of manifests in manifests', () => {
    assert.deepEqual(names({ 'M.psd1': "@{ ModuleVersion = '1.0'; RootModule = 'M' }", 'M.psm1': 'function Get-M { }' }), ['Get-M'], 'the manifest itself is not meant');
    assert.deepEqual(names({ 'M.psd1': "@{ ModuleVersion = '1.0'; RootModule = 'Core'; NestedModules = 'b', '.\\sub\\c', @{ ModuleName = 'd'; ModuleVersion = '1.0' }, 'e', 'Other.dll', 'NotHere' }", 'Core.psm1': 'function Get-Core { }', 'b.psm1': 'function Get-B { }', 'sub/c.psm1': '. $PSScriptRoot/c1.ps1', 'sub/c1.ps1': 'function Get-C { }', 'd/d.psm1': 'function Get-D { }',
      'e.psd1': "@{ ModuleVersion = '1.0'; RootModule = 'lib\\e.psm1'; FunctionsToExport = 'Get-E' }", 'lib/e.psm1': 'function Get-E { }\nfunction Get-Hidden { }' }), ['Get-B', 'Get-C', 'Get-Core', 'Get-D', 'Get-E']);
    assert.throws(() => names({ 'M.psd1': "@{ ModuleVersion = '1.0'; RootModule = 'Gone.psm1' }" }), /names 'Gone\.psm1' as the root module/);
    assert.deepEqual(names({ 'M.psd1': "@{ ModuleVersion = '1.0'; NestedModules = 'N.psd1' }", 'N.psd1': "@{ ModuleVersion = '1.0'; NestedModules = 'M.psd1' }" }), [], 'manifests that name one another');
  });

  it('is read in every encoding that scripts may have', () => {
    const text = '<#\n.SYNOPSIS\nHolt Schlüssel\n#>\nfunction Get-Schlüssel { param([string]$Größe) 1 }';
    for (const content of [utf16(text), Buffer.from(text, 'latin1'), Buffer.from(`\uFEFF${text}`, 'utf8')]) {
      const [activity] = describeModule(moduleOf({ 'M.psd1': utf16("@{\r\n\r\n# Die Datei\r\nModuleVersion = '1.0'\r\nRootModule = 'M.psm1'\r\nFunctionsToExport = '*'\r\n}\r\n"), 'M.psm1': content })).activities;
      assert.deepEqual([activity?.name, activity?.description, activity?.parameterSets[0]?.parameters[0]?.name], ['Get-Schlüssel', 'Holt Schlüssel', 'Größe']);
    }
    const automation = '{"ConnectionTypeName":"Größe","ConnectionFields":[{"Name":"Schlüssel","TypeName":"System.String"}]}';
    for (const content of [utf16(automation), Buffer.from(automation, 'latin1'), automation]) {
      const type = describeModule(moduleOf({ 'M.psm1': '', 'm-automation.json': content })).connectionType;
      assert.deepEqual([type?.name, type?.fields[0]?.name], ['Größe', 'Schlüssel']);
    }
    assert.throws(() => names({ 'M.psm1': new Uint8Array([0xff, 0xfe, 0x66]) }), /M\.psm1 cannot be read\. The file is UTF-16 with half a character/);
    assert.throws(() => describeModule(moduleOf({ 'M.psm1': '', 'M-Automation.json': new Uint8Array([0x66, 0, 0, 0x67]) })), /M-Automation\.json cannot be read\. .*NUL/);
  });
});

describe('positions of parameters of activities', () => {
  const functions: readonly (readonly [text: string, positions: readonly (number | null)[], definition: string])[] = [
    ['function F { [CmdletBinding()] param([Parameter(Mandatory=$true)][string]$Name, [Parameter(Mandatory=$true)][string]$Value, [switch]$Force, [int]$Retry) }', [0, 1, null, 2], 'F [-Name] <String> [-Value] <String> [[-Retry] <Int32>] [-Force]'],
    ['function F { [CmdletBinding(PositionalBinding=$false)] param($A, [Parameter(Mandatory)]$B) }', [null, null], 'F -B <Object> [-A <Object>]'],
    ['function F { param([Parameter(Position=1)]$A, [Parameter(Position=0)]$B, $C) }', [1, 0, null], 'F [[-B] <Object>] [[-A] <Object>] [-C <Object>]'],
    ['function F($Name, [switch]$Force, $Retry) { }', [0, null, 1], 'F [[-Name] <Object>] [[-Retry] <Object>] [-Force]'],
    ['workflow F { param([string]$A, [int]$B) }', [0, 1], 'F [[-A] <String>] [[-B] <Int32>]'],
  ];
  for (const [text, positions, definition] of functions) {
    it(`are those that PowerShell gives: ${definition}`, () => {
      const [activity] = describeModule(moduleOf({ 'M.psm1': text })).activities;
      assert.deepEqual([activity?.parameterSets[0]?.parameters.map(({ position }) => position), activity?.definition], [positions, definition]);
    });
  }

  it('are none but the named ones where a parameter names a set; no set is the default unless the function says so', () => {
    const text = (binding: string): string => `function F { [CmdletBinding(${binding})] param([Parameter(ParameterSetName='One')]$A, [Parameter(ParameterSetName='Two', Position=0)]$B, $C) }`;
    const setsOf = (binding: string): unknown => describeModule(moduleOf({ 'M.psm1': text(binding) })).activities[0]?.parameterSets.map(({ name, isDefault, parameters }) => [name, isDefault, parameters.map((one) => one.position)]);
    assert.deepEqual(setsOf(''), [['One', false, [null, null]], ['Two', false, [0, null]]]);
    // The default one is the first, by the name that the function gives it (GenerateParameterSetMappingFromMetadata).
    assert.deepEqual(setsOf("DefaultParameterSetName='two'"), [['two', true, [0, null]], ['One', false, [null, null]]]);
    assert.deepEqual(setsOf("DefaultParameterSetName='Three'"), [['Three', true, [null]], ['One', false, [null, null]], ['Two', false, [0, null]]]);
  });
});

describe('manifests that nothing can import', () => {
  const root = { 'M.psm1': 'function Get-M { }' };
  const refused: readonly (readonly [manifest: string, message: RegExp, more?: Readonly<Record<string, string>>])[] = [
    ["'x'", /M\.psd1 is no manifest: it has to hold one table/], ['', /is no manifest/], ["@{ ModuleVersion = '1.0' }; @{ }", /is no manifest/], ["Write-Host 'x'", /is no manifest/],
    ["@{ RootModule = 'M.psm1' }", /M\.psd1 has no ModuleVersion/], ["@{ ModuleVersion = '' }", /has no ModuleVersion/], ['@{ ModuleVersion = $null }', /has no ModuleVersion/],
    ["@{ ModuleVersion = 'abc' }", /has the ModuleVersion 'abc', which is not of the form/], ['@{ ModuleVersion = 2 }', /the ModuleVersion '2'/], ["@{ ModuleVersion = '1.0'; PowerShellVersion = '3' }", /the PowerShellVersion '3'/],
    ["@{ ModuleVersion = '1.0'; CLRVersion = 'four' }", /the CLRVersion 'four'/], ["@{ ModuleVersion = '1.0'; GUID = 'none' }", /the GUID 'none', which is not one/],
    ["@{ ModuleVersion = '1.0'; Foo = 1 }", /has the member 'Foo', which manifests do not have/], ["@{ ModuleVersion = '1.0'; RootModule = 'M'; ModuleToProcess = 'M' }", /both RootModule and ModuleToProcess/],
    ...["'zz'", "'M.dll'", "'M.cdxml'", "'zz.ps1'", "'/etc/passwd'", "@('M.psm1', 'N.psm1')", "'..\\M.psm1'"].map((name): readonly [string, RegExp] => [`@{ ModuleVersion = '1.0'; RootModule = ${name} }`, /names '.*' as the root module, and the zip holds no such file/]),
    ["@{ ModuleVersion = '1.0'; ModuleToProcess = 'zz.psm1' }", /names 'zz\.psm1' as the root module/], ["@{ ModuleVersion = '1.0'; RootModule = 'M*' }", /wildcards/], ["@{ ModuleVersion = '1.0'; RootModule = 'M.txt' }", /that file is none of a module/, { 'M.txt': '' }],
    ...["'zz.psm1'", "'.\\lib\\zz.psd1'", "@('M.psm1', 'bin\\zz.dll')", "@{ ModuleName = 'zz.psm1'; ModuleVersion = '1.0' }"].map((name): readonly [string, RegExp] => [`@{ ModuleVersion = '1.0'; NestedModules = ${name} }`, /names '.*zz\..*' in NestedModules, and the zip holds no such file/]),
    ["@{ ModuleVersion = '1.0'; NestedModules = 'N' }", /N\.psd1 has no ModuleVersion/, { 'N.psd1': '@{ }' }],
    ["@{ ModuleVersion = '1.0'; RequiredModules = @(@{ ModuleName = 'Other' }) }", /a module in RequiredModules that cannot be looked for\. .*'RequiredVersion' members do not exist/],
    ["@{ ModuleVersion = '1.0'; ScriptsToProcess = 'zz.ps1' }", /names 'zz\.ps1' in ScriptsToProcess/], ["@{ ModuleVersion = '1.0'; FormatsToProcess = @('M.format.ps1xml', 'N.ps1xml') }", /names 'N\.ps1xml' in FormatsToProcess/, { 'M.format.ps1xml': '' }],
    ["@{ ModuleVersion = '1.0'; TypesToProcess = 'M.types' }", /names 'M\.types' in TypesToProcess/, { 'M.types': '' }], ["@{ ModuleVersion = '1.0'; ScriptsToProcess = 's.ps1' }", /s\.ps1 has an error in line 1/, { 's.ps1': 'if (' }],
    ["@{ ModuleVersion = '1.0'; Author = $name }", /holds \$name: a manifest is a table of values/], ["@{ ModuleVersion = '1.0'; Author = { 'x' } }", /holds ScriptBlock/],
  ];
  for (const [text, message, more] of refused) it(`are refused: ${text}`, () => assert.throws(() => names({ 'M.psd1': text, ...root, ...more }), message));

  const taken: readonly (readonly [manifest: string, more?: Readonly<Record<string, string>>])[] = [
    // What published modules have: binary ones, assemblies and modules that are elsewhere, values by edition, empty members.
    ["@{ ModuleVersion = '1.0'; RootModule = 'bin\\Core.dll'; RequiredAssemblies = 'System.Web', 'bin\\Core.dll', 'Gone.dll'; RequiredModules = 'Az.Accounts', @{ ModuleName = 'Other'; ModuleVersion = '2.1' } }", { 'bin/Core.dll': '' }],
    ["@{ ModuleVersion = '1.0'; RootModule = 'core'; CmdletsToExport = '*' }", { 'Core.DLL': '' }], ["@{ ModuleVersion = '1.0'; RootModule = 'net\\Core' }", { 'net/Core/Core.cdxml': '' }],
    ["@{ ModuleVersion = '1.0'; NestedModules = 'Microsoft.PowerShell.Commands.Management.dll', 'Other.Module', 'Other/Sub', '..\\Other\\Other.psd1', 'C:\\Program Files\\Other\\Other.psm1', @{ ModuleName = 'Another'; RequiredVersion = '1.0.0' } }"],
    ["@{ ModuleVersion = '1.0'; RootModule = if ($PSEdition -eq 'Core') { 'core.dll' } else { 'desktop.dll' }; NestedModules = @(if ($PSEdition -eq 'Core') { 'core.psm1' } else { 'desktop.psm1' }) }"],
    ["@{ ModuleVersion = '1.0'; GUID = ''; RootModule = ''; PowerShellVersion = ''; CLRVersion = ''; NestedModules = @(); ScriptsToProcess = @(); PrivateData = @{ PSData = @{ Tags = @('a'); Any = 1 } } }"],
    ["@{ ModuleVersion = '1.0'; FormatsToProcess = 'M.Format', '..\\..\\WSMan.format.ps1xml'; ScriptsToProcess = '.\\lib/Init.ps1' }", { 'm.format.ps1xml': '', 'lib/init.ps1': 'function Initialize-M { }' }],
    ["Import-LocalizedData -BindingVariable text\n@{ ModuleVersion = 1.5; RootModule = 'M.psm1'; FileList = 'nowhere.txt'; ModuleList = 'M'; Description = (Join-Path $PSScriptRoot 'x'); Author = \"of $($PSEdition)\" }"],
    ["(@{ ModuleVersion = '1.0'; CompatiblePSEditions = 'Desktop', 'Core'; HelpInfoURI = 'https://a/b'; DscResourcesToExport = '*' })"], ["@{ ModuleVersion = '1.0'; PowerShellVersion = '99.0' }"],
  ];
  for (const [text, more] of taken) it(`are not those that published modules have: ${text.slice(0, 90)}`, () => assert.doesNotThrow(() => names({ 'M.psd1': text, ...root, ...more })));
});
