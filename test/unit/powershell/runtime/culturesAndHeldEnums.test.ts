/** Text in the order of a culture, enums read into what a reference holds, and preferences that cannot be suspended: answers of PowerShell 7.6. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

const output = (script: string): readonly string[] => runInFolder(script).output;
describe('The order of a culture', () => {
  afterEach(removeFolders);
  it('is that of Sort-Object -Culture, and no other is changed', () => {
    assert.deepEqual(output("('\u00e4', 'z' | Sort-Object -Culture sv-SE)[0]; ('\u00e4', 'z' | Sort-Object)[0]; ('\u00e4', 'z' | Sort-Object -Culture sv-SE -Descending)[0]; 'b', 'a' | Sort-Object -Culture nope"), ['z', '\u00e4', '\u00e4', 'a', 'b']);
  });
  it('is that of string.Compare with a culture, and of its CompareInfo', () => {
    assert.deepEqual(output("[string]::Compare('\u00e4', 'z', [cultureinfo] 'sv-SE', 'None'); [string]::Compare('\u00e4', 'z', $false, [cultureinfo] 'sv-SE'); [string]::Compare('A', 'a', $true, [cultureinfo] 'sv-SE'); ([cultureinfo] 'sv-SE').CompareInfo.Compare('\u00e4', 'z'); [string]::Compare('\u00e4', 'z')"), ['1', '1', '0', '1', '-1']);
  });
});
describe('Generic methods of enums', () => {
  afterEach(removeFolders);
  it('take the type from what a reference holds', () => {
    assert.deepEqual(output("$w = [DayOfWeek]::Sunday; [enum]::TryParse('friday', $true, [ref] $w); $w; [enum]::TryParse('Monday', [ref] $w); $w; [enum]::TryParse('Frida', [ref] $w); $w"), ['True', 'Friday', 'True', 'Monday', 'False', 'Sunday']);
  });
  it('take it as an argument', () => {
    assert.deepEqual(output("[enum]::Parse[DayOfWeek]('thursday', $true); $w = 0; [enum]::TryParse[DayOfWeek]('Friday', [ref] $w); $w; [enum]::GetNames[DayOfWeek]().Count; [enum]::IsDefined[DayOfWeek]([DayOfWeek]::Monday); [enum]::GetName[DayOfWeek]([DayOfWeek]::Monday)"), ['Thursday', 'True', 'Friday', '7', 'True', 'Monday']);
  });
});
describe('Suspend as a preference', () => {
  afterEach(removeFolders);
  it('is reserved', () => {
    const text = 'The Suspend ActionPreference value is reserved for future use';
    assert.deepEqual(output(`try { $WarningPreference = 'Suspend'; 'set' } catch { "$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category) $("$_".StartsWith('${text}'))" }; $WarningPreference; try { Get-Item . -ErrorAction Suspend } catch { "$_" -match '${text}' }`), ['RuntimeException MetadataError True', 'Continue', 'True']);
  });
});
describe('Start-Job -FilePath', () => {
  afterEach(removeFolders);
  it('takes a script that is there', () => {
    assert.deepEqual(output("foreach ($file in 'none.ps1', '.') { try { Start-Job -FilePath $file } catch { $_.FullyQualifiedErrorId } }"), ['PathNotFound,Microsoft.PowerShell.Commands.StartJobCommand', 'System.ArgumentException,Microsoft.PowerShell.Commands.StartJobCommand']);
  });
});
describe('Commands of several names', () => {
  afterEach(removeFolders);
  it('take lists by position where another set has the place too', () => {
    assert.deepEqual(output("'x' > a.txt; 'y' > b.txt; @(Get-FileHash a.txt, b.txt).Count; Import-Module Microsoft.PowerShell.Utility, Microsoft.PowerShell.Management; 'imported'; try { Invoke-Command { 'ok' } 1, 2 } catch { $_.FullyQualifiedErrorId }"), ['2', 'imported', 'CannotConvertArgument,Microsoft.PowerShell.Commands.InvokeCommandCommand']);
  });
});
