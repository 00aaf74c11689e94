import assert from 'node:assert/strict';
import { Poller } from '../../../../src/app/stores/poller.ts';
import type { Timers } from '../../../../src/app/stores/poller.ts';

/** Timers that run when the test says so. */
class FakeTimers implements Timers {
  readonly waiting: { readonly run: () => void; readonly milliseconds: number }[] = [];
  set(run: () => void, milliseconds: number): { dispose(): void } {
    const entry = { run, milliseconds };
    this.waiting.push(entry);
    return { dispose: () => void this.waiting.splice(this.waiting.indexOf(entry) >>> 0, 1) };
  }
  random(): number { return 0.5; }
  fire(): number {
    const entry = this.waiting.shift();
    assert.ok(entry, 'no timer is set');
    entry.run();
    return entry.milliseconds;
  }
}
const settle = async (): Promise<void> => await new Promise((resolve) => { setImmediate(resolve); });

describe('Poller', () => {
  it('asks only while it is watched', async () => {
    const timers = new FakeTimers();
    let asked = 0;
    const poller = new Poller({ ask: () => { asked++; return Promise.resolve(() => undefined); }, onFailure: () => 'retry', interval: () => 2000, timers });
    await settle();
    assert.equal(asked, 0);
    const one = poller.watch();
    const two = poller.watch();
    await settle();
    assert.equal(asked, 1);
    assert.equal(timers.fire(), 2000);
    await settle();
    assert.equal(asked, 2);
    one.dispose();
    assert.equal(timers.waiting.length, 1);
    two.dispose();
    two.dispose();
    assert.equal(timers.waiting.length, 0);
    poller.watch();
    await settle();
    assert.equal(asked, 3);
    poller.dispose();
    assert.equal(timers.waiting.length, 0);
  });

  it('waits longer after each failure, up to a minute, and at once normally after a success', async () => {
    const timers = new FakeTimers();
    let fails = true;
    const poller = new Poller({ ask: () => (fails ? Promise.reject(new Error('down')) : Promise.resolve(() => undefined)), onFailure: () => 'retry', interval: () => 2000, timers });
    poller.watch();
    const waits: number[] = [];
    for (let turn = 0; turn < 8; turn++) {
      await settle();
      waits.push(timers.fire());
    }
    assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    fails = false;
    await settle();
    timers.fire();
    await settle();
    assert.equal(timers.waiting[0]?.milliseconds, 2000);
  });

  it('stops where asking again makes no sense, until somebody refreshes', async () => {
    const timers = new FakeTimers();
    let asked = 0;
    const poller = new Poller({ ask: () => { asked++; return Promise.reject(new Error('401')); }, onFailure: () => 'stop', interval: () => 2000, timers });
    poller.watch();
    await settle();
    assert.equal(timers.waiting.length, 0);
    await poller.refresh();
    assert.equal(asked, 2);
  });

  it('drops the answer of a question that was overtaken, and aborts it', async () => {
    const answers: ((use: () => void) => void)[] = [];
    const signals: AbortSignal[] = [];
    const used: string[] = [];
    const poller = new Poller({
      ask: (signal) => new Promise((resolve) => { answers.push(resolve); signals.push(signal); }),
      onFailure: () => assert.fail('no failure'), interval: () => 2000, timers: new FakeTimers(),
    });
    const first = poller.refresh();
    const second = poller.refresh();
    assert.equal(signals[0]?.aborted, true);
    answers[1]?.(() => used.push('new'));
    answers[0]?.(() => used.push('old'));
    await Promise.all([first, second]);
    assert.deepEqual(used, ['new']);
  });

  it('does not take an abort for a failure', async () => {
    const timers = new FakeTimers();
    const failures: unknown[] = [];
    const poller = new Poller({
      ask: (signal) => new Promise((_resolve, reject) => { signal.addEventListener('abort', () => reject(new Error('socket closed'))); }),
      onFailure: (error) => { failures.push(error); return 'retry'; }, interval: () => 2000, timers,
    });
    const watch = poller.watch();
    watch.dispose();
    await settle();
    assert.deepEqual(failures, []);
    assert.equal(timers.waiting.length, 0);
  });
});
