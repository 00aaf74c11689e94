import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RecordClock } from '../../../../src/worker/sandbox/records/recordClock.ts';

const START = Date.UTC(2026, 0, 31, 23, 59, 59, 998);

describe('Times of records', () => {
  it('have seven decimals and no zone', () => {
    assert.equal(new RecordClock({ wall: () => START, steady: () => 0 }).next(), '2026-01-31T23:59:59.9980000');
  });
  it('go up by a tick where the clock stands still, over the end of a second and a month', () => {
    const clock = new RecordClock({ wall: () => START + 1, steady: () => 0 });
    let last = '';
    for (let i = 0; i <= 10_000; i++) last = clock.next();
    assert.equal(last, '2026-02-01T00:00:00.0000000');
  });
  it('follow the steady clock, not the wall clock that is set back', () => {
    let steady = 5;
    let wall = START;
    const clock = new RecordClock({ wall: () => wall, steady: () => steady });
    clock.next();
    wall -= 3_600_000;
    steady += 1.5;
    assert.equal(clock.next(), '2026-01-31T23:59:59.9995000');
  });
  it('strictly increase as texts, whatever the clock does', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -1, max: 3, noNaN: true }), { minLength: 2, maxLength: 60 }), (steps) => {
      let steady = 0;
      const clock = new RecordClock({ wall: () => START, steady: () => steady });
      const times = steps.map((step) => { steady += step; return clock.next(); });
      for (const [i, time] of times.entries()) {
        assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$/);
        if (i > 0) assert.ok(time > (times[i - 1] ?? ''), `${times[i - 1]} then ${time}`);
      }
    }));
  });
});
