import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextRun, runIn, type Recurrence } from '../../../src/service/schedules/recurrence.ts';
import { instantOf, isTimeZone, wallOf } from '../../../src/service/schedules/zone.ts';

/** The runs of a schedule from a time on, as many as are asked for. */
function runs(schedule: Partial<Recurrence>, zone: string, count: number, from = '0001-01-01T00:00:00'): readonly string[] {
  const found: string[] = [];
  for (let after = from; found.length < count;) {
    const next = nextRun({ startTime: '2026-01-01T00:00:00', expiryTime: null, dayInterval: 1, ...schedule }, after, zone);
    if (next === null) break;
    found.push(next);
    after = next;
  }
  return found;
}

describe('when a schedule runs', () => {
  it('once, and not again', () => {
    assert.deepEqual(runs({ dayInterval: undefined }, 'UTC', 5), ['2026-01-01T00:00:00']);
    assert.deepEqual(runs({ dayInterval: undefined }, 'UTC', 5, '2026-01-01T00:00:00'), []);
  });

  it('every so many days, to the tick, over the end of a year, up to its expiry and at it', () => {
    assert.deepEqual(runs({ startTime: '2027-12-30T21:39:06.9191596', dayInterval: 2, expiryTime: '2028-01-03T21:39:06.9191596' }, 'UTC', 9), ['2027-12-30T21:39:06.9191596', '2028-01-01T21:39:06.9191596', '2028-01-03T21:39:06.9191596']);
    assert.deepEqual(runs({ dayInterval: 255 }, 'UTC', 2, '2040-01-01T00:00:00'), ['2040-08-30T00:00:00', '2041-05-12T00:00:00']);
    assert.deepEqual(runs({ expiryTime: '2025-01-01T00:00:00' }, 'UTC', 2), []);
    assert.deepEqual(runs({ startTime: '9999-12-31T00:00:00' }, 'UTC', 3), ['9999-12-31T00:00:00']);
  });

  it('every so many days from a start of the year 1, as clients send one that nobody has set, and before it', () => {
    const day = 86_400_000;
    for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland']) {
      for (const startTime of ['0001-01-01T12:00:00', '0050-06-07T12:00:00', '1500-01-01T12:00:00', '1899-01-01T12:00:00']) {
        const [run = ''] = runs({ startTime, dayInterval: 7 }, zone, 1, '2026-01-01T00:00:00');
        const days = Math.round((Date.parse(`${run}Z`) - Date.parse(`${startTime}Z`)) / day);
        assert.equal(days % 7, 0, `${zone} ${startTime} ${run}`);
      }
      assert.equal(wallOf(Date.parse('0001-01-01T00:00:00Z'), zone) <= Date.parse('0001-01-01T12:00:00Z'), true, zone);
    }
    assert.ok(wallOf(Date.parse('0001-01-01T00:00:00Z'), 'America/New_York') < Date.parse('0001-01-01T00:00:00Z'), 'the evening before');
  });

  it('at the same hour of the wall when clocks are put forward and back', () => {
    // Berlin: forward at 2026-03-29 01:00 UTC, back at 2026-10-25 01:00 UTC. 09:00 there is 08:00 UTC in winter, 07:00 in summer.
    assert.deepEqual(runs({ startTime: '2026-03-27T08:00:00' }, 'Europe/Berlin', 4), ['2026-03-27T08:00:00', '2026-03-28T08:00:00', '2026-03-29T07:00:00', '2026-03-30T07:00:00']);
    assert.deepEqual(runs({ startTime: '2026-10-23T07:00:00' }, 'Europe/Berlin', 4), ['2026-10-23T07:00:00', '2026-10-24T07:00:00', '2026-10-25T08:00:00', '2026-10-26T08:00:00']);
  });

  it('an hour late where its hour is left out that day, and once where it comes twice', () => {
    // 02:30 in Berlin: not on 29 March (03:30 then), twice on 25 October (the first counts).
    assert.deepEqual(runs({ startTime: '2026-03-28T01:30:00' }, 'Europe/Berlin', 3), ['2026-03-28T01:30:00', '2026-03-29T01:30:00', '2026-03-30T00:30:00']);
    assert.deepEqual(runs({ startTime: '2026-10-24T00:30:00' }, 'Europe/Berlin', 3), ['2026-10-24T00:30:00', '2026-10-25T00:30:00', '2026-10-26T01:30:00']);
    // Lord Howe Island moves its clocks by half an hour; Samoa had no 30 December 2011 at all.
    assert.equal(runs({ startTime: '2026-10-02T15:45:00' }, 'Australia/Lord_Howe', 3)[1], '2026-10-03T15:45:00');
    assert.equal(new Set(runs({ startTime: '2011-12-28T18:00:00' }, 'Pacific/Apia', 4)).size, 4);
  });

  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Africa/Casablanca', 'Asia/Tehran');
  const instants = fc.integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2060, 0, 1) });
  it('always later than asked for, never skipping, and at the hour of its start', () => {
    fc.assert(fc.property(instants, fc.integer({ min: 1, max: 255 }), zones, fc.integer({ min: 0, max: 4_000 }), (start, dayInterval, zone, days) => {
      const text = (instant: number): string => new Date(instant).toISOString().slice(0, 23).replace(/\.?0+$/, '');
      const schedule = { startTime: text(start), expiryTime: null, dayInterval };
      const after = text(start + days * 86_400_000);
      const next = nextRun(schedule, after, zone);
      assert.ok(next !== null && next > after);
      const instant = Date.parse(`${next}Z`);
      const gap = instant - Date.parse(`${after}Z`);
      assert.ok(gap <= (dayInterval + 1) * 86_400_000, String(gap));
      const [own, first] = [wallOf(instant, zone), wallOf(start, zone)].map((wall) => ((wall % 86_400_000) + 86_400_000) % 86_400_000) as [number, number];
      // Not where the hour was left out that day.
      if (instantOf(wallOf(instant, zone), zone) === instant && own !== first) assert.ok(Math.abs(own - first) <= 3_600_000 || Math.abs(own - first) >= 82_800_000);
      assert.equal(nextRun(schedule, next, zone) === next, false);
    }));
  });

  it('on the same day in another zone, at the hour of that zone', () => {
    const schedule = { startTime: '2026-01-15T08:00:00.0000001', expiryTime: null, dayInterval: 1 };
    const inBerlin = '2026-07-01T07:00:00.0000001', inUtc = '2026-07-01T08:00:00.0000001';
    assert.deepEqual([runIn(schedule, inUtc, 'Europe/Berlin'), runIn(schedule, inBerlin, 'UTC'), runIn(schedule, inBerlin, 'Europe/Berlin')], [inBerlin, inUtc, inBerlin]);
    assert.equal(runIn({ ...schedule, expiryTime: inBerlin }, inBerlin, 'UTC'), inBerlin, 'the last run is not lost');
    assert.equal(runIn({ ...schedule, dayInterval: undefined }, schedule.startTime, 'Europe/Berlin'), schedule.startTime);
    assert.equal(runIn(schedule, schedule.startTime, 'Europe/Berlin'), schedule.startTime);
  });

  it('in another zone and back as it was, always', () => {
    fc.assert(fc.property(instants, fc.integer({ min: 1, max: 255 }), zones, zones, fc.integer({ min: 0, max: 4_000 }), (start, dayInterval, zone, other, days) => {
      const text = (instant: number): string => new Date(instant).toISOString().slice(0, 23).replace(/\.?0+$/, '');
      const schedule = { startTime: text(start), expiryTime: null, dayInterval };
      const planned = nextRun(schedule, text(start + days * 86_400_000), zone);
      assert.ok(planned !== null);
      assert.equal(runIn(schedule, planned, zone), planned);
      assert.equal(runIn(schedule, runIn(schedule, planned, other), zone), planned);
    }));
  });

  it('knows which zones there are', () => {
    assert.deepEqual(['UTC', 'Europe/Berlin', 'Mars/Olympus', ''].map(isTimeZone), [true, true, false, false]);
  });
});
