import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { WorkerDriver } from '../support/workerDriver.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Milliseconds from the assignment of a job to its first record. */
async function firstRecord(worker: WorkerDriver): Promise<number> {
  const began = performance.now();
  const job = worker.start('"hello"');
  const time = await job.firstRecord - began;
  assert.equal((await job.finished).status, 'Completed');
  return time;
}
function coldNode(): number {
  const began = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - began;
}

describe('The start of a job', () => {
  it('in a prepared sandbox takes less than starting a Node that does nothing', async () => {
    await using worker = await WorkerDriver.start('--capacity', '2', '--prepared', '2');
    const ratios: number[] = [];
    for (let turn = 0; turn < 9; turn++) {
      await pause(400);
      ratios.push(await firstRecord(worker) / coldNode());
    }
    assert.ok(median(ratios) < 1, `${median(ratios).toFixed(2)} of a cold start`);
  });

  it('with an empty pool takes a few cold starts, and no longer', async () => {
    await using worker = await WorkerDriver.start('--capacity', '2', '--prepared', '0');
    const ratios: number[] = [];
    for (let turn = 0; turn < 7; turn++) ratios.push(await firstRecord(worker) / coldNode());
    assert.ok(median(ratios) < 10, `${median(ratios).toFixed(2)} cold starts`);
  });
});
