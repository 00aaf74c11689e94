import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('What importing a module gives and tells', () => {
  afterEach(removeFolders);
  const files = { 'p.psm1': '$v = 1; function Get-P { 1 }; Set-Alias Gp2 Get-P; Export-ModuleMember -Function * -Alias * -Variable v; "nobody sees this"', 'al.psm1': 'function AF { 5 }; Set-Alias AlF AF', 't.psm1': "function A { 1 }\nthrow 'in it'", 'd.ps1': "'written'; function FromScript { 6 }", 'm.psd1': "@{ RootModule = 'al.psm1'; ModuleVersion = '2.1'; NestedModules = 'p.psm1' }" };
  const told = (script: string): readonly string[] => { const { output, errors, other } = runInFolder(script, { files }); return [...output, ...errors.map((e) => e.slice(0, e.indexOf(':'))), ...other.map((r) => ('text' in r ? r.text.replace(/'[^']*\//, "'") : ''))]; };
  it('what its text writes is nobody\'s; members come as functions, variables, aliases, as they are spelt', () => {
    assert.deepEqual(told('$VerbosePreference = "Continue"; Import-Module ./p.psm1; Gp2'), ['1', "Loading module from path 'p.psm1'.", "Exporting function 'Get-P'.", "Exporting variable 'v'.", "Exporting alias 'Gp2'.", "Importing function 'Get-P'.", "Importing variable 'v'.", "Importing alias 'Gp2'."]);
  });
  it('aliases are exported without being asked for, and belong to their module', () => {
    assert.deepEqual(told('Import-Module ./al.psm1; AlF; Get-Command AlF | % { "$($_.Source) $($_.Version) $($_.Module.Name)" }; (Get-Module al).ExportedAliases.Keys'), ['5', 'al 0.0 al', 'AlF']);
  });
  it('what is chosen leaves the variables out', () => {
    assert.deepEqual(told('Import-Module ./p.psm1 -Function Get-P; $null -eq $v; Import-Module ./p.psm1 -Variable v; $v'), ['True', '1']);
  });
  it('a manifest tells of its parts; with a script as its root it is a script module', () => {
    assert.deepEqual(told('Import-Module ./m.psd1 -Verbose; (Get-Module m).ModuleType').filter((t) => !/orting/.test(t)), ['Script', "Loading module from path 'm.psd1'.", "Loading module from path 'p.psm1'.", "Loading module from path 'al.psm1'."]);
    assert.deepEqual(told('Import-Module ./m.psd1; Import-Module ./m.psd1 -Verbose').filter((t) => !/orting/.test(t)), ["Loading module from path 'm.psd1'."]);
  });
  it('a throw in its text ends the import alone', () => {
    assert.deepEqual(told("Import-Module ./t.psm1; 'on'; try { Import-Module ./t.psm1 } catch { \"caught $_\" }; New-Module -Name N { throw 'bad' }; 'on'; try { New-Module -Name N { throw 'bad' } -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }"), ['on', 'caught in it', 'on', 'bad', 'in it,Microsoft.PowerShell.Commands.ImportModuleCommand', 'bad']);
  });
  it('a script runs in the scope of who imports it', () => {
    assert.deepEqual(told('Import-Module ./d.ps1; FromScript; Get-Module d | % { "$($_.Name) $($_.ExportedFunctions.Count)" }'), ['written', '6', 'd 0']);
  });
  it('-Function says what a new module exports, and its variables are notes of an object', () => {
    assert.deepEqual(told("(New-Module -Name N -Function f1 { function f1 { 1 } function f2 { 2 } }).ExportedFunctions.Keys; $o = New-Module -AsCustomObject { $b = 1; [int]$a = 2; function Go { $script:b++; $b } Export-ModuleMember -Function Go -Variable * }; $o.Go(); $o | Get-Member -MemberType NoteProperty | % { $_.Definition }; $o.a = 7; \"$o\"; try { $o.a = 'x' } catch { 'refused' }"),
      ['f1', '2', 'int a=2', 'int b=2', '@{a=7; b=2}', 'refused']);
  });
});
