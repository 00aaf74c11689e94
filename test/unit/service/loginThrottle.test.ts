import assert from 'node:assert/strict';
import { LoginThrottle } from '../../../src/service/access/loginThrottle.ts';
import { SmaError } from '../../../src/sma/errors.ts';

describe('slowing down who guesses passwords', () => {
  let now: number;
  let slept: number[];
  let throttle: LoginThrottle;
  const { signal } = new AbortController();
  beforeEach(() => {
    now = 1_000;
    slept = [];
    throttle = new LoginThrottle(() => now, (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    });
  });
  const fail = async (user: string, address = '10.0.0.1'): Promise<number> => (await throttle.enter(user, address, signal)).failed();

  it('lets two mistakes pass, then waits longer each time, up to a bound', async () => {
    for (let time = 1; time <= 12; time += 1) assert.equal(await fail('sma'), time);
    assert.deepEqual(slept, [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000]);
  });

  it('counts a name at an address, whatever its case, and no other', async () => {
    for (let time = 0; time < 4; time += 1) await fail('sma');
    slept = [];
    (await throttle.enter('other', '10.0.0.1', signal)).succeeded();
    (await throttle.enter('sma', '10.0.0.2', signal)).succeeded();
    assert.deepEqual(slept, []);
    await fail('SMA');
    assert.deepEqual(slept, [1_000]);
  });

  it('forgets everything with the right password', async () => {
    for (let time = 0; time < 5; time += 1) await fail('sma');
    (await throttle.enter('sma', '10.0.0.1', signal)).succeeded();
    assert.equal(throttle.size, 0);
    slept = [];
    await fail('sma');
    assert.deepEqual(slept, []);
  });

  it('looks at attempts for one name one after the other, and refuses a crowd of them', async () => {
    const first = await throttle.enter('sma', 'a', signal);
    let second = false;
    const waiting = throttle.enter('sma', 'a', signal).then((attempt) => { second = true; return attempt; });
    await new Promise((resolve) => { setImmediate(resolve); });
    assert.equal(second, false);
    const crowd = Array.from({ length: 30 }, () => throttle.enter('sma', 'a', signal));
    await assert.rejects(throttle.enter('sma', 'a', signal), (error) => SmaError.is(error, 'TooManyRequests'));
    first.abandoned();
    (await waiting).failed();
    for (const one of crowd) (await one).succeeded();
    assert.equal(throttle.size, 0);
  });

  it('keeps a bounded number of names in mind, those with many failures longest', async () => {
    for (let time = 0; time < 6; time += 1) await fail('guessed at');
    for (let name = 0; name < 12_000; name += 1) await fail(`name ${name}`);
    assert.ok(throttle.size <= 5_000, String(throttle.size));
    slept = [];
    now += 60_000;
    assert.equal(await fail('guessed at'), 7);
    now += 20 * 60_000;
    for (let name = 0; name < 6_000; name += 1) await fail(`later ${name}`);
    assert.equal(await fail('guessed at'), 1);
  });
});
