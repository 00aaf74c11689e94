import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import {
  compareDateTimes, dateTimeFromEpoch, dateTimeFromTicks, epochOf, mediaEtag, parseDateTime, parseLenientDateTime, ticksOf, withSevenDecimals,
} from '../../../src/sma/values/dateTime.ts';
import { fromMicrosoftDate, toMicrosoftDate, toMicrosoftDateLiteral } from '../../../src/sma/values/microsoftDate.ts';

const MAX_TICKS = 3_155_378_975_999_999_999n;
const anyTicks = fc.bigInt({ min: 0n, max: MAX_TICKS });

describe('Edm.DateTime', () => {
  it('keeps all seven decimals and drops trailing zeros', () => {
    assert.equal(parseDateTime('2014-04-02T21:39:06.9191596Z'), '2014-04-02T21:39:06.9191596');
    assert.equal(parseDateTime('2014-04-02T21:39:06.9200000'), '2014-04-02T21:39:06.92');
    assert.equal(parseDateTime('2014-04-02T21:39:06.0000000'), '2014-04-02T21:39:06');
    assert.equal(parseDateTime('2014-04-02T21:39'), '2014-04-02T21:39:00');
    assert.equal(parseDateTime('2014-01-01T01:30:00+02:00'), '2013-12-31T23:30:00');
    assert.equal(parseDateTime('2013-12-31T22:30:00.5-02:00'), '2014-01-01T00:30:00.5');
    assert.equal(withSevenDecimals('2014-04-02T21:39:06.92'), '2014-04-02T21:39:06.9200000');
  });

  it('refuses what is no date', () => {
    for (const text of ['', 'now', '2014-02-29T00:00:00', '2014-13-01T00:00:00', '2014-00-01T00:00:00', '2014-01-32T00:00:00', '2014-01-01T24:00:00', '2014-01-01T00:60:00', '0000-01-01T00:00:00', '2014-01-01', '2014-01-01 00:00:00', '0001-01-01T00:00:00+01:00', ' 2014-01-01T00:00:00']) {
      assert.equal(parseDateTime(text), undefined, text);
    }
    assert.throws(() => ticksOf('x'), RangeError);
    assert.throws(() => dateTimeFromTicks(-1n), RangeError);
  });

  it('counts ticks as .NET does', () => {
    assert.equal(ticksOf('0001-01-01T00:00:00'), 0n);
    assert.equal(ticksOf('1970-01-01T00:00:00'), 621_355_968_000_000_000n);
    assert.equal(ticksOf('2019-07-03T11:17:00.97'), 636_977_494_209_700_000n);
    assert.equal(ticksOf('9999-12-31T23:59:59.9999999'), MAX_TICKS);
    assert.equal(mediaEtag('2019-07-03T11:17:00.97'), '"636977494209700000"');
  });

  it('agrees with ticks both ways, with the clock, and in order', () => {
    fc.assert(fc.property(anyTicks, anyTicks, (left, right) => {
      const [a, b] = [dateTimeFromTicks(left), dateTimeFromTicks(right)];
      assert.equal(ticksOf(a), left);
      assert.equal(parseDateTime(a), a);
      const order = left < right ? -1 : left > right ? 1 : 0;
      assert.equal(compareDateTimes(a, b), order);
      // Canonical texts compare as texts, and so do those of fixed width.
      assert.equal(a < b ? -1 : a > b ? 1 : 0, order);
      assert.equal(withSevenDecimals(a) < withSevenDecimals(b), order < 0);
    }));
    fc.assert(fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (milliseconds) => {
      const text = dateTimeFromEpoch(milliseconds);
      assert.equal(epochOf(text), milliseconds);
      const plain = new Date(milliseconds).toISOString().replace(/\.?0*Z$/, '');
      assert.equal(text, /T..:..:../.test(plain) ? plain : text);
    }));
  });

  it('reads what clients send as the start of a tail', () => {
    assert.equal(parseLenientDateTime('6/9/2014 10:15:00 AM'), '2014-06-09T10:15:00');
    assert.equal(parseLenientDateTime('6/9/2014 12:15:00 am'), '2014-06-09T00:15:00');
    assert.equal(parseLenientDateTime('12/31/2014 12:15 PM'), '2014-12-31T12:15:00');
    assert.equal(parseLenientDateTime('06/09/2014 22:15:01.5'), '2014-06-09T22:15:01.5');
    assert.equal(parseLenientDateTime(' 2014-06-09 10:15:00Z '), '2014-06-09T10:15:00');
    assert.equal(parseLenientDateTime('2014-06-09'), '2014-06-09T00:00:00');
    assert.equal(parseLenientDateTime('6/9/2014'), '2014-06-09T00:00:00');
    for (const text of ['', 'yesterday', '13/1/2014', '2/30/2014', '6/9/2014 13:00 PM', '6/9/14']) assert.equal(parseLenientDateTime(text), undefined, text);
  });

  it('reads and writes the form of Microsoft JSON', () => {
    assert.equal(fromMicrosoftDate('/Date(1398960000000)/'), '2014-05-01T16:00:00');
    assert.equal(fromMicrosoftDate('/Date(1398960000000+0200)/'), '2014-05-01T16:00:00');
    assert.equal(fromMicrosoftDate('/Date(-1)/'), '1969-12-31T23:59:59.999');
    assert.equal(fromMicrosoftDate('/Date(-62135596800000)/'), '0001-01-01T00:00:00');
    for (const text of ['Date(1)', '/Date(x)/', '/Date(999999999999999)/', '/Date(1)/ ', '']) assert.equal(fromMicrosoftDate(text), undefined, text);
    assert.equal(toMicrosoftDate('2014-05-01T16:00:00.1239'), '/Date(1398960000123)/');
    assert.equal(toMicrosoftDate('1969-12-31T23:59:59.9999'), '/Date(-1)/');
    assert.equal(toMicrosoftDateLiteral('2014-05-01T16:00:00'), String.raw`"\/Date(1398960000000)\/"`);
  });

  it('does not know the time zone of the machine', () => {
    const code = `import * as d from ${JSON.stringify(new URL('../../../src/sma/values/dateTime.ts', import.meta.url).href)};
      console.log(new Date(0).getTimezoneOffset(), d.parseDateTime('2014-03-09T02:30:00'), d.dateTimeFromEpoch(1394332200000), d.epochOf('2014-03-09T02:30:00'), d.parseLenientDateTime('3/9/2014 2:30 AM'));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { env: { ...process.env, TZ: 'America/New_York' }, encoding: 'utf8' });
    assert.equal(stdout, '300 2014-03-09T02:30:00 2014-03-09T02:30:00 1394332200000 2014-03-09T02:30:00\n', stderr);
  });
});
