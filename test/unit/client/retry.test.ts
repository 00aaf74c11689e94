import assert from 'node:assert/strict';
import { isSmaClientError, SmaClientError } from '../../../src/client/errors.ts';
import { backoff, DEFAULT_RETRY, withRetry } from '../../../src/client/http/retry.ts';
import { ManualClock } from './manualClock.ts';

const failing = (errors: readonly SmaClientError[]): { attempt: () => Promise<string>; readonly sent: () => number } => {
  let sent = 0;
  return {
    attempt: () => {
      const error = errors[sent];
      sent += 1;
      return error === undefined ? Promise.resolve('answer') : Promise.reject(error);
    },
    sent: () => sent,
  };
};
const status = (code: number, retryAfter?: number): SmaClientError => new SmaClientError(code < 500 && code !== 429 ? 'BadRequest' : 'ServerError', `status ${code}`, { status: code, ...(retryAfter === undefined ? {} : { retryAfter }) });
const network = (systemCode: string): SmaClientError => new SmaClientError('Unreachable', systemCode, { systemCode });

describe('client: repeating safe requests', () => {
  for (const code of [429, 500, 502, 503, 504]) {
    it(`repeats after status ${code}`, async () => {
      const { attempt, sent } = failing([status(code)]);
      assert.equal(await withRetry(DEFAULT_RETRY, new ManualClock(), undefined, attempt), 'answer');
      assert.equal(sent(), 2);
    });
  }
  for (const error of [status(400), status(404), status(501), network('ENOTFOUND'), new SmaClientError('Untrusted', 'no'), new SmaClientError('Aborted', 'no'), new SmaClientError('Timeout', 'waited for long enough')]) {
    it(`does not repeat after ${error.code}: ${error.message}`, async () => {
      const { attempt, sent } = failing([error]);
      await assert.rejects(withRetry(DEFAULT_RETRY, new ManualClock(), undefined, attempt), error);
      assert.equal(sent(), 1);
    });
  }
  it('gives up after four attempts with the last failure, with doubling waits', async () => {
    const clock = new ManualClock();
    const { attempt, sent } = failing([network('ECONNRESET'), network('ECONNRESET'), network('ECONNRESET'), network('ECONNREFUSED')]);
    await assert.rejects(withRetry(DEFAULT_RETRY, clock, undefined, attempt), (error) => isSmaClientError(error, 'Unreachable') && error.systemCode === 'ECONNREFUSED');
    assert.equal(sent(), 4);
    assert.deepEqual(clock.sleeps, [188, 375, 750]);
  });
  it('waits as long as the server asks, unless that is too long', async () => {
    const clock = new ManualClock();
    await withRetry(DEFAULT_RETRY, clock, undefined, failing([status(503, 4_000)]).attempt);
    assert.deepEqual(clock.sleeps, [4_000]);
    await assert.rejects(withRetry(DEFAULT_RETRY, clock, undefined, failing([status(503, 3_600_000)]).attempt));
  });
  it('stops waiting when the caller gives up', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    clock.onSleep = () => controller.abort();
    const { attempt, sent } = failing([status(503), status(503)]);
    await assert.rejects(withRetry(DEFAULT_RETRY, clock, controller.signal, attempt), (error) => isSmaClientError(error, 'Aborted'));
    assert.equal(sent(), 1);
  });
  it('keeps the waits between half a step and a step, up to the longest', () => {
    const clock = new ManualClock();
    for (let sent = 1; sent < 40; sent += 1) {
      const step = Math.min(DEFAULT_RETRY.maxDelay, DEFAULT_RETRY.firstDelay * 2 ** (sent - 1));
      const wait = backoff(DEFAULT_RETRY, sent, clock);
      assert.ok(wait >= step / 2 && wait <= step, `${wait}`);
    }
  });
});
