import assert from 'node:assert/strict';
import fc from 'fast-check';
import { duration, parseTypedDate, parseWireTime, shortTime, typedDate } from '../../../src/app/text/times.ts';

describe('times', () => {
  it('takes times of the wire as UTC', () => {
    assert.equal(parseWireTime('2014-06-09T10:15:00.123')?.toISOString(), '2014-06-09T10:15:00.123Z');
    assert.equal(parseWireTime('2014-06-09T10:15:00Z')?.toISOString(), '2014-06-09T10:15:00.000Z');
    for (const nothing of [null, undefined, '', 'soon']) assert.equal(parseWireTime(nothing), undefined);
  });

  it('shows the day only where it is another', () => {
    const now = new Date(2026, 2, 1, 18, 0);
    assert.equal(shortTime(new Date(2026, 2, 1, 4, 5, 6), now), '04:05:06');
    assert.equal(shortTime(new Date(2026, 1, 28, 4, 5, 6), now), '2026-02-28 04:05');
  });

  it('says durations as people do', () => {
    assert.deepEqual([0, 840, 1240, 12_300, 200_000, 7_500_000].map(duration), ['0 ms', '840 ms', '1.2 s', '12 s', '3 min 20 s', '2 h 5 min']);
  });

  it('reads what it writes, to the second', () => {
    fc.assert(fc.property(fc.date({ min: new Date(1990, 0), max: new Date(2090, 0), noInvalidDate: true }), (date) => {
      assert.equal(parseTypedDate(typedDate(date))?.getTime(), Math.floor(date.getTime() / 1000) * 1000);
    }));
  });

  it('takes no days that are none', () => {
    for (const bad of ['', '2026-02-30', '2026-13-01', '2026-1-1', '1.3.2026', '2026-03-01 25:00', '2026-03-01T10', 'tomorrow']) assert.equal(parseTypedDate(bad), undefined, bad);
    assert.equal(parseTypedDate('2026-03-01 10:00+02:00')?.toISOString(), '2026-03-01T08:00:00.000Z');
  });
});
