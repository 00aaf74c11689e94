/** Texts as .NET 10 reads them, recorded: what comes of each, or the message of its error. All of them mean the same day wherever and whenever they are read. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cultureOf } from '../../../../src/powershell/runtime/convert/culture.ts';
import { readExact } from '../../../../src/powershell/runtime/convert/dates/exactDate.ts';
import { readDate } from '../../../../src/powershell/runtime/convert/dates/readDate.ts';
import { attempt } from '../../../../src/powershell/runtime/convert/dates/toDate.ts';
import { NetThrow } from '../../../../src/powershell/runtime/errors/raise.ts';
import { table } from './table.ts';

type Recorded = readonly [kind: string, culture: string, format: string, styles: number, text: string, result: string];
const recorded = JSON.parse(readFileSync(new URL('../../../fixtures/recorded/dates.json', import.meta.url), 'utf8')) as readonly Recorded[];

function answer([kind, culture, format, styles, text]: Recorded): string {
  const c = cultureOf(culture), isOffset = kind.startsWith('dto'), flags = isOffset ? styles & ~0xa0 : styles;
  try {
    const r = attempt(() => (kind.includes('exact') ? readExact(text, format, c, flags, isOffset) : readDate(text, c, flags, isOffset)));
    return typeof r === 'string' ? `! ${r}` : isOffset ? `${r.date.ticks} ${r.offset * 600_000_000}` : `${r.date.ticks} ${r.date.kind}`;
  } catch (e) {
    if (e instanceof NetThrow) return `! ${e.exception.message}`;
    throw e;
  }
}
describe('Dates as .NET reads them', () => {
  it('are what was recorded, or the error is', () => {
    assert.ok(recorded.length > 400);
    assert.deepEqual(recorded.filter((each) => answer(each) !== each[5]).map((each) => [...each, answer(each)]), []);
  });
  table([
    ['a word that is none is told with its place', `foreach ($t in 'not a date', '2024-01-02 foo', '31/12/2024') { try { [datetime] $t } catch { $_.Exception.InnerException.InnerException.Message } }; try { Get-Date 'tomorrow' } catch { $_.Exception.InnerException.InnerException.Message }`,
      "The string 'not a date' was not recognized as a valid DateTime. There is an unknown word starting at index '0'.|The string '2024-01-02 foo' was not recognized as a valid DateTime. There is an unknown word starting at index '11'.|String '31/12/2024' was not recognized as a valid DateTime.|The string 'tomorrow' was not recognized as a valid DateTime. There is an unknown word starting at index '0'."],
    ['DateTimeOffset, Convert and the Try methods read alike', `try { [datetimeoffset] 'x' } catch { $_.Exception.InnerException.InnerException.Message }; try { [Convert]::ToDateTime('x') } catch { $_.Exception.InnerException.Message }; $d = [datetime] 0; [datetime]::TryParse('2 Jan 2024', [ref] $d); $d.ToString('s'); [datetime]::TryParse('1 foo', [cultureinfo]::InvariantCulture, [ref] $d); $d.Year; $o = [datetimeoffset]::MinValue; [datetimeoffset]::TryParseExact('02.01.2024 +02:00', [string[]] ('x-y', 'dd.MM.yyyy zzz'), $null, 'None', [ref] $o); ([datetimeoffset] '2024-01-02T03:04:05.6789+05:30').ToString('o')`,
      "The string 'x' was not recognized as a valid DateTime. There is an unknown word starting at index '0'.|The string 'x' was not recognized as a valid DateTime. There is an unknown word starting at index '0'.|True|2024-01-02T00:00:00|False|1|True|2024-01-02T03:04:05.6789000+05:30"],
    ['styles that contradict each other are refused', `try { [datetime]::Parse('2024-01-02', $null, 'AssumeLocal, AssumeUniversal') } catch { $_.Exception.InnerException.Message }; try { [datetime]::ParseExact('2024', 'yyyy', $null, 'RoundtripKind, AdjustToUniversal') } catch { $_.Exception.InnerException.Message }; try { [datetimeoffset]::Parse('10:00', $null, 'NoCurrentDateDefault') } catch { $_.Exception.InnerException.Message }`,
      "The DateTimeStyles values AssumeLocal and AssumeUniversal cannot be used together. (Parameter 'styles')|The DateTimeStyles value RoundtripKind cannot be used with the values AssumeLocal, AssumeUniversal or AdjustToUniversal. (Parameter 'style')|The DateTimeStyles value 'NoCurrentDateDefault' is not allowed when parsing DateTimeOffset. (Parameter 'styles')"],
    ['a DateOnly takes no time, a TimeOnly no date', `[dateonly] '2 Jan 2024' | ForEach-Object DayNumber; [timeonly] '3:04 PM' | ForEach-Object ToString o; foreach ($go in { [dateonly] '2024-01-02 03:04' }, { [dateonly] 'x' }, { [timeonly] '2024-01-02' }, { [dateonly]::ParseExact('2024', 'x') }) { try { & $go } catch { $_.Exception.InnerException.Message -replace '^.*Error: "|"$' } }; [timeonly]::ParseExact('03:04:05.1234567', 'o').Ticks; [dateonly]::TryParseExact('02.01.2024', 'dd.MM.yyyy', [ref] ([dateonly] $d = [dateonly]::MinValue))`,
      "738886|15:04:00.0000000|String '2024-01-02 03:04' contains parts which are not specific to the DateOnly.|String 'x' was not recognized as a valid DateOnly.|String '2024-01-02' contains parts which are not specific to the TimeOnly.|Input string was not in a correct format.|110451234567|True"],
  ]);
});
