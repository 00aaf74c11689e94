import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

describe('Properties of items', () => {
  afterEach(removeFolders);
  const gives = (script: string): readonly string[] => { const { output, errors } = runInFolder(`'x' > a.txt; ${script}`); return [...output, ...errors.map((e) => e.replace(/,Microsoft[^:]*/, ''))]; };
  it('that only registries have are refused as by every other provider', () => {
    const none = 'NotSupported: Cannot use interface. The IDynamicPropertyCmdletProvider interface is not implemented by this provider.';
    assert.deepEqual(gives('New-ItemProperty a.txt n -Value 1 -WhatIf; rp a.txt n; rnp a.txt n m; cpp a.txt b.txt n; mp a.txt b.txt n; New-ItemProperty none.txt n; New-ItemProperty HKLM:\\Software -Name n'), [
      none, none, none, none, none, "PathNotFound: Cannot find path '<F>/none.txt' because it does not exist.", "DriveNotFound: Cannot find drive. A drive with the name 'HKLM' does not exist.",
    ]);
  });
  it('are cleared where files have one to clear', () => {
    assert.deepEqual(gives('Set-ItemProperty a.txt IsReadOnly $true; (Get-Item a.txt).IsReadOnly; clp a.txt Attributes; (Get-Item a.txt).IsReadOnly; clp a.txt Name; $env:H7 = 1; clp env:H7 Attributes'), [
      'True', 'False', 'Argument: The property cannot be cleared because the property is not supported. Only the Attributes property can be cleared.', 'NotSupported: Cannot use interface. The IPropertyCmdletProvider interface is not supported by this provider.',
    ]);
  });
  it('say with -WhatIf what they would do', () => {
    const { output } = runInFolder("'x' > a.txt; foreach ($s in { Set-ItemProperty a.txt IsReadOnly $true -WhatIf }, { clp a.txt Attributes -WhatIf }, { $null = Set-Date 2024-01-02 -WhatIf }) { & $s }; (Get-Item a.txt).IsReadOnly", {});
    assert.deepEqual(output, ['False']);
  });
});
describe('Set-Date', () => {
  it('gives the date and leaves the clock alone', () => {
    const { output, errors } = runInFolder("(Set-Date 2024-01-02 -WhatIf).DisplayHint; \"$(Set-Date '2024-01-02 03:04' -DisplayHint Time -WhatIf)\"; try { Set-Date 2024-01-01 } catch { $_.FullyQualifiedErrorId }; (Set-Date -Adjust 1:00 -WhatIf) -gt (Get-Date)");
    assert.deepEqual([output, errors], [['DateTime', '01/02/2024 03:04:00', 'System.ComponentModel.Win32Exception,Microsoft.PowerShell.Commands.SetDateCommand', 'True'], []]);
  });
});
describe('Text in lines', () => {
  const text = "$o = [pscustomobject]@{ T = 'The quick brown fox jumps over the lazy dog, extraordinarily-long-word-that-fits-nowhere end' }; ";
  const lines = (script: string): readonly string[] => runInFolder(text + script).output.flatMap((t) => t.split('\n')).filter((l) => l !== '');
  it('keeps words whole in the languages where PowerShell does', () => {
    assert.deepEqual(lines('$o | Format-List | Out-String -Width 24'), ['T : The quick brown fox ', '    jumps over the lazy ', '    dog, extraordinarily', '    -long-word-that-fits', '    -nowhere end']);
    assert.deepEqual(lines("[cultureinfo]::CurrentCulture = 'de-DE'; $o | Format-List | Out-String -Width 26"), ['T : The quick brown fox ', '    jumps over the lazy ', '    dog, extraordinarily-l', '    ong-word-that-fits-now', '    here end']);
    assert.deepEqual(lines("[cultureinfo]::CurrentCulture = 'sv-SE'; $o | Format-List | Out-String -Width 26"), ['T : The quick brown fox ju', '    mps over the lazy dog,', '     extraordinarily-long-', '    word-that-fits-nowhere', '     end']);
  });
  it('has the week and the separators of its culture', () => {
    assert.deepEqual(runInFolder("foreach ($n in 'de-DE', 'pt-PT', 'ko-KR', 'hu-HU', 'fr-CA', 'de-CH') { $c = [cultureinfo]::GetCultureInfo($n); \"$n $($c.DateTimeFormat.FirstDayOfWeek) [$($c.DateTimeFormat.DateSeparator)] [$($c.DateTimeFormat.TimeSeparator)] $($c.TextInfo.ListSeparator) $($c.NumberFormat.CurrencyDecimalDigits)\" }; [cultureinfo]::GetCultureInfo('ja-JP').DateTimeFormat.LongDatePattern").output, [
      'de-DE Monday [.] [:] ; 2', 'pt-PT Sunday [/] [:] ; 2', 'ko-KR Sunday [. ] [:] , 0', 'hu-HU Monday [. ] [:] ; 2', 'fr-CA Sunday [-] [ h ] ; 2', 'de-CH Monday [.] [:] ; 2', 'yyyy年M月d日dddd',
    ]);
  });
  // .NET does not read the weekday that Japanese hangs on the day.
  it('writes short months beside a day as its language does, and reads what it writes', () => {
    assert.deepEqual(runInFolder("foreach ($n in 'de-DE', 'en-US', 'ja-JP', 'cs-CZ') { $c = [cultureinfo] $n; $d = [datetime] '2024-03-10'; \"$n $($d.ToString('dd MMM yyyy', $c)) $($d.ToString('MMM yyyy', $c)) $([datetime]::ParseExact($d.ToString('dd MMM yyyy', $c), 'dd MMM yyyy', $c).Month) $(try { [datetime]::Parse($d.ToString('D', $c), $c).Day } catch { 'unread' })\" }").output,
      ['de-DE 10 März 2024 Mär 2024 3 10', 'en-US 10 Mar 2024 Mar 2024 3 10', 'ja-JP 10 3月 2024 3月 2024 3 unread', 'cs-CZ 10 bře 2024 bře 2024 3 10']);
  });
});
