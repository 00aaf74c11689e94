import assert from 'node:assert/strict';
import fc from 'fast-check';
import { edmTime, epochOf, timeOf } from '../../../src/client/resources/time.ts';

describe('client: times on the wire', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['2014-02-07T18:30:50.087', '2014-02-07T18:30:50.0870000'],
    ['2014-04-02T21:39:06.9191596Z', '2014-04-02T21:39:06.9191596'],
    ['2014-02-07T18:30:50', '2014-02-07T18:30:50.0000000'],
    ['2014-02-07T18:30', '2014-02-07T18:30:00.0000000'],
    ['2014-02-07T18:30:50.5+02:00', '2014-02-07T16:30:50.5000000'],
    ['/Date(1391797850087)/', '2014-02-07T18:30:50.0870000'],
    ['/Date(-62135596800000)/', '0001-01-01T00:00:00.0000000'],
    ['/Date(1391797850087+0060)/', '2014-02-07T18:30:50.0870000'],
    ['yesterday', 'yesterday'],
    ['', ''],
  ];
  for (const [wire, time] of cases) it(`${wire === '' ? '(nothing)' : wire} is ${time}`, () => assert.equal(edmTime(wire), time));

  it('both formats of one moment give one text, and texts compare as times do', () => {
    const moment = fc.integer({ min: 0, max: 4_102_444_800_000 });
    fc.assert(fc.property(moment, moment, (a, b) => {
      const iso = new Date(a).toISOString().slice(0, -1);
      assert.equal(edmTime(iso), edmTime(`/Date(${a})/`));
      assert.equal(epochOf(timeOf(a)), a);
      assert.equal(Math.sign(a - b), timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0);
    }));
  });
});
