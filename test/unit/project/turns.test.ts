import assert from 'node:assert/strict';
import { atOnce, giveWay, inTurns, type Steps } from '../../../src/project/turns.ts';

/** Works for some milliseconds at each step. */
function* busy(steps: number, each: number, told: (step: number) => void = () => undefined): Steps<number> {
  for (let i = 0; i < steps; i++) {
    for (const until = performance.now() + each; performance.now() < until;);
    told(i);
    yield;
  }
  return steps;
}

describe('work in turns', () => {
  it('is done at once where nobody waits', () => {
    assert.equal(atOnce(busy(3, 0)), 3);
  });

  it('leaves the thread to others in between, and gives its result', async () => {
    let others = 0, isDone = false;
    const other = (): void => {
      others++;
      if (!isDone) setImmediate(other);
    };
    setImmediate(other);
    assert.equal(await inTurns(() => busy(20, 5), () => true), 20);
    isDone = true;
    // A turn is of two such steps at the most.
    assert.ok(others >= 8, `${others}`);
  });

  it('stops where the result is not wanted any more, and does not begin', async () => {
    let last = -1;
    assert.equal(await inTurns(() => busy(50, 3, (step) => { last = step; }), () => last < 5), undefined);
    assert.ok(last >= 5 && last < 12, `${last}`);
    let began = false;
    assert.equal(await inTurns(() => { began = true; return busy(1, 0); }, () => false), undefined);
    assert.equal(began, false);
  });

  it('does one work after the other, also behind one that failed', async () => {
    const order: string[] = [];
    const named = (name: string): (() => Steps<number>) => () => busy(4, 4, () => { order.push(name); });
    const failing = inTurns((): Steps<number> => { throw new Error('no'); }, () => true), one = inTurns(named('a'), () => true), other = inTurns(named('b'), () => true);
    await assert.rejects(failing, /no/);
    assert.deepEqual([await one, await other, order.join('')], [4, 4, 'aaaabbbb']);
  });

  it('stands back for whoever types, before it begins and at each letter, and goes on then', async () => {
    const began = performance.now(), times: number[] = [];
    let letters = 0;
    giveWay(60);
    const done = await inTurns(() => busy(6, 5, () => {
      times.push(performance.now() - began);
      if (times.length === 2 && letters++ === 0) giveWay(60);
    }), () => true);
    assert.equal(done, 6);
    assert.ok(times[0]! >= 55, `${times[0]}`);
    // A turn is of two such steps: the third comes when the letter is answered.
    assert.ok(times[2]! - times[1]! >= 55, times.join(' '));
    assert.ok(times.at(-1)! < 1000, times.join(' '));
  });
});
