/** Patterns that are none: in paths they match nothing, elsewhere they are errors; answers of PowerShell 7.6. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('A path with a bracket that is not closed', () => {
  afterEach(removeFolders);
  for (const path of ['a[', 'a[b', '[', '*[', 'a[/b', 'a]']) it(`matches nothing, without a word (${path})`, () => {
    const { output, errors } = runInFolder(`Set-Content plain.txt p; foreach ($c in 'Get-Item', 'Get-ChildItem', 'Test-Path', 'Remove-Item', 'Resolve-Path', 'Convert-Path', 'Get-FileHash', 'Get-ItemProperty') { "$c $(& $c '${path}')" }`);
    assert.deepEqual(output, ['Get-Item ', 'Get-ChildItem ', 'Test-Path False', 'Remove-Item ', 'Resolve-Path ', 'Convert-Path ', 'Get-FileHash ', 'Get-ItemProperty ']);
    assert.deepEqual(errors, []);
  });
  it('is not there for what reads and writes content', () => {
    const { output } = runInFolder("foreach ($c in 'Get-Content', 'Set-Content', 'Add-Content') { & $c 'a[' -Value x -ErrorAction SilentlyContinue -ErrorVariable ev; $ev[0].FullyQualifiedErrorId }".replace("& $c 'a[' -Value x", "$a = @{ Path = 'a['; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'ev' }; if ($c -ne 'Get-Content') { $a.Value = 'x' }; & $c @a").replace(" -ErrorAction SilentlyContinue -ErrorVariable ev; $ev", '; $ev'));
    assert.deepEqual(output, ['Get', 'Set', 'Add'].map((verb) => `ItemNotFound,Microsoft.PowerShell.Commands.${verb}ContentCommand`));
  });
  it('is a name for -Filter, and an error for other patterns', () => {
    const { output } = runInFolder("Set-Content -LiteralPath 'a[1].txt' x; Set-Content a1.txt y; Get-ChildItem -Filter 'a[*' | % Name; Get-ChildItem -Filter 'a[1]*' | % Name; foreach ($b in { Get-ChildItem * -Include 'a[' }, { 'a' -like 'a[' }, { Get-Variable 'a[' }, { [pscustomobject]@{ x = 1 } | Format-Table 'a[' }) { try { & $b } catch { \"$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category) $($_.Exception.GetType().Name)\" } }");
    assert.deepEqual(output, ['a[1].txt', 'a[1].txt', 'RuntimeException,Microsoft.PowerShell.Commands.GetChildItemCommand NotSpecified WildcardPatternException', 'RuntimeException NotSpecified WildcardPatternException', 'RuntimeException,Microsoft.PowerShell.Commands.GetVariableCommand NotSpecified WildcardPatternException', 'RuntimeException,Microsoft.PowerShell.Commands.FormatTableCommand NotSpecified WildcardPatternException']);
  });
});
