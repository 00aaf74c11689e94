/** Texts as .NET 10 reads them, recorded: what comes of each, or the message of its error. All of them mean the same day wherever and whenever they are read. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cultureOf } from '../../../../src/powershell/runtime/convert/culture.ts';
import { readExact } from '../../../../src/powershell/runtime/convert/dates/exactDate.ts';
import { DateResult, NotADate } from '../../../../src/powershell/runtime/convert/dates/dateResult.ts';
import { readPlain } from '../../../../src/powershell/runtime/convert/dates/plainForms.ts';
import { readByStates, readDate } from '../../../../src/powershell/runtime/convert/dates/readDate.ts';
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
  it('by their places are what the states make of them', () => {
    let seed = 7;
    const draw = (n: number): number => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 65536) % n; }, pick = <V>(...of: readonly V[]): V => of[draw(of.length)] as V;
    const part = (most: number, size = pick(2, 2, 2, 1)): string => String(draw(most)).padStart(size, '0');
    const time = (): string => `${part(26)}:${part(62, 2)}${pick('', `:${part(61, 2)}`, `:${part(61, 2)}.${draw(10 ** (1 + draw(9)))}`)}`, zone = (): string => pick('', '', 'Z', 'z', `+${part(16, 2)}:${part(62, 2)}`, `-${part(9, 2)}`, ' Z');
    const make = (): string => pick(() => `${pick('2026', '0001', '1999', '26', '9999')}-${part(14)}-${part(33)}${pick('', 'T', ' ', 'T', '  ')}${pick(time(), time(), '')}${zone()}`, () => `${part(14)}/${part(33)}/${pick('2026', '1600', '26')}${pick('', ' ')}${pick(time(), time(), '')}${pick('', ' PM', ' AM', ' pm', 'PM')}`)();
    const outcome = (read: () => DateResult): unknown => { const r = attempt(read); return typeof r === 'string' ? r : [r.date.ticks, r.date.kind, r.offset, r.zoned, r.zonedUtc, r.haveDate, r.haveTime, r.year, r.month, r.day, r.hour, r.minute, r.second]; };
    let byPlace = 0, dates = 0;
    for (let i = 0; i < 6000; i++) {
      const text = make(), c = cultureOf(pick('', 'en-US', 'de-DE', 'th-TH')), styles = pick(0, 0, 16, 64, 128), isOffset = pick(false, false, true);
      const states = outcome(() => readByStates(text, c, styles, isOffset));
      assert.deepEqual(outcome(() => readDate(text, c, styles, isOffset)), states, `${text} in ${c.name}, ${styles}`);
      if (typeof states !== 'string') { dates++; try { if (readPlain(text, new DateResult(text, c, styles, isOffset))) byPlace++; } catch (e) { if (!(e instanceof NotADate)) throw e; } }
    }
    assert.ok(byPlace > 200 && dates > byPlace, `${byPlace} of ${dates}`);
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
