/** Numbers, dates and spans in formats, as .NET 10 writes them, recorded. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cultureOf } from '../../../../src/powershell/runtime/convert/culture.ts';
import { formatDate } from '../../../../src/powershell/runtime/convert/formatDate.ts';
import { formatNumber } from '../../../../src/powershell/runtime/convert/formatNumber.ts';
import { formatTimeSpan } from '../../../../src/powershell/runtime/convert/formatTimeSpan.ts';
import { NetThrow } from '../../../../src/powershell/runtime/errors/raise.ts';
import { DateTime } from '../../../../src/powershell/runtime/values/dateTime.ts';
import { Double } from '../../../../src/powershell/runtime/values/numbers.ts';
import { TimeSpan } from '../../../../src/powershell/runtime/values/timeSpan.ts';
import { table } from './table.ts';

type Recorded = readonly [kind: string, culture: string, format: string, dateKind: number, value: string, result: string];
const recorded = JSON.parse(readFileSync(new URL('../../../fixtures/recorded/formats.json', import.meta.url), 'utf8')) as readonly Recorded[];
function answer([kind, culture, format, dateKind, value]: Recorded): string {
  const c = cultureOf(culture);
  try {
    switch (kind) {
      case 'int': return formatNumber(Number(value), format || 'G', c);
      case 'long': return formatNumber(BigInt(value), format || 'G', c);
      case 'dbl': return formatNumber(new Double(Number(value)), format || 'G', c);
      case 'dt': return formatDate(new DateTime(BigInt(value), dateKind === 1 ? 'Utc' : 'Unspecified'), format || 'G', c);
      default: return formatTimeSpan(new TimeSpan(BigInt(value)), format, c);
    }
  } catch (e) {
    if (e instanceof NetThrow) return `! ${e.exception.message}`;
    throw e;
  }
}
describe('Formats as .NET writes them', () => {
  it('are what was recorded, or the error is', () => {
    assert.ok(recorded.length > 300);
    assert.deepEqual(recorded.filter((each) => answer(each) !== each[5]).map((each) => [...each, answer(each)]), []);
  });
  it('refuse a format each time with an exception of its own', () => {
    const refused = (): unknown => { try { return formatDate(new DateTime(0n), "yyyy 'x"); } catch (e) { return e instanceof NetThrow ? e.exception : e; } };
    const first = refused(), second = refused();
    assert.notEqual(first, second);
    assert.equal((second as Error).message, "Cannot find a matching quote character for the character '''.");
  });
  table([
    ['errors reach the script', `foreach ($go in { ([datetime] 0).ToString("'unterminated") }, { ([datetime] 0).ToString('ffffffff') }, { ([timespan] '02:03:04').ToString('h') }) { try { & $go } catch { $_.Exception.InnerException.Message } }; (-0.001).ToString('0.00;(0.00)'); (1234).ToString('e+0'); '{0:0.00;(0.00)} {1:g3}' -f -0.001, 1234567.8; ([timespan] '1:02:03.5').ToString('g', [cultureinfo] 'de-DE')`,
      "Cannot find a matching quote character for the character '''.|Input string was not in a correct format.|Input string was not in a correct format.|-0.00|e+0|-0.00 1.23e+06|1:02:03,5"],
  ]);
});
