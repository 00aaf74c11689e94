import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('What is told when modules come and go', () => {
  afterEach(removeFolders);
  /** The records of Import-Module and Remove-Module, as `Type: text`; what is loaded from where is left out. */
  const told = (script: string, files: Record<string, string> = {}): readonly string[] => {
    const { output, errors } = runInFolder(`& { ${script} } *>&1 | ForEach-Object { ($_.GetType().Name -replace 'Record$') + ': ' + $_ }`, { files });
    assert.deepEqual(errors, []);
    return output.filter((line) => !line.startsWith('Verbose: Loading'));
  };
  const names = { 'mm.psm1': "function Get-X { 'x' }\nfunction Append-It { }\nfunction Do-Bad { }\nfunction Get-Foo-Bar { }" };

  it('exports and imports; names with unapproved verbs or restricted characters: one warning each, and a line', () => {
    const lines = told("$VerbosePreference = 'Continue'; Import-Module ./mm.psm1", names);
    assert.deepEqual(lines.map((line) => line.slice(0, 66)), [
      "Verbose: Exporting function 'Get-X'.", "Verbose: Exporting function 'Append-It'.", "Verbose: Exporting function 'Do-Bad'.", "Verbose: Exporting function 'Get-Foo-Bar'.",
      "Warning: The names of some imported commands from the module 'mm' ", "Verbose: The 'Append-It' command in the mm' module was imported, b", "Verbose: Importing function 'Append-It'.", "Verbose: The 'Do-Bad' command in the mm' module was imported, but ", "Verbose: Importing function 'Do-Bad'.",
      'Warning: Some imported command names contain one or more of the fo', "Verbose: The command name 'Get-Foo-Bar' from the module 'mm' conta", "Verbose: Importing function 'Get-Foo-Bar'.", "Verbose: Importing function 'Get-X'.",
    ]);
    assert.match(lines[5] ?? '', /The suggested alternative verbs are "Add"\.$/);
    assert.match(lines[7] ?? '', /For a list of approved verbs, type Get-Verb\.$/);
    assert.deepEqual(told('Import-Module ./mm.psm1 -DisableNameChecking', names), []);
  });
  it('each member that Remove-Module, or a fresh import, takes out', () => {
    const one = { 'm.psm1': "function Get-V { 1 }\n$v = 1\nSet-Alias gv2 Get-V\nExport-ModuleMember -Function * -Variable v -Alias *" };
    const removed = ['Verbose: Removing the imported "Get-V" function.', 'Verbose: Removing the imported "v" variable.', 'Verbose: Removing the imported "gv2" alias.'];
    assert.deepEqual(told('Import-Module ./m.psm1; Remove-Module m -Verbose', one).slice(1), removed);
    assert.deepEqual(told('Import-Module ./m.psm1; Import-Module ./m.psm1 -Force -Verbose', one).slice(0, 3), removed);
  });
  it('a dynamic module is in no table before it is imported', () => {
    const { output, errors } = runInFolder("$m = New-Module -Name MM { function Get-Inc { 1 } }; @(Get-Module).Count; Get-Inc; Remove-Module MM; Get-Inc; $m | Import-Module; (Get-Module).Name; Remove-Module MM; @(Get-Module).Count; $null -eq (Get-Command Get-Inc -ErrorAction Ignore)");
    assert.deepEqual(output, ['0', '1', '1', 'MM', '0', 'True']);
    assert.deepEqual(errors.map((e) => e.split(':')[0]), ['Modules_NoModulesRemoved,Microsoft.PowerShell.Commands.RemoveModuleCommand']);
  });
});
