import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorkerProcess, type WorkerLink } from '../../../src/service/dispatch/workerProcess.ts';
import type { WorkerToService } from '../../../src/worker/protocol.ts';
import { eventually } from '../../support/eventually.ts';

/** Takes nothing any more, and ends with its last words when it is let. */
const DEAF = `
import { closeSync, existsSync, writeSync } from 'node:fs';
const say = (message) => writeSync(1, JSON.stringify(message) + '\\n');
closeSync(0);
say({ type: 'running', jobId: 'a' });
const timer = setInterval(() => {
  if (!existsSync(process.argv[2])) return;
  clearInterval(timer);
  say({ type: 'finished', jobId: 'a', status: 'Completed', exception: null, errorCount: 0, warningCount: 0 });
}, 20);
`;

describe('a worker as a process', () => {
  let folder = '', link: WorkerLink | undefined;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sma-worker-')); });
  afterEach(() => {
    link?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is heard to its last word, also where it ends while it is spoken to', async () => {
    const script = join(folder, 'deaf.mjs'), go = join(folder, 'go');
    writeFileSync(script, DEAF);
    const heard: WorkerToService['type'][] = [], ends: string[] = [];
    const worker = link = startWorkerProcess({ script, arguments: [go] }, { message: (message) => heard.push(message.type), ended: (reason) => ends.push(reason) }, { log: () => undefined });
    await eventually(() => heard.includes('running'));
    // Nobody reads it: the pipe says so with one of the next turns.
    for (let turn = 0; turn < 20; turn += 1) {
      worker.send({ type: 'drain', seconds: 1 });
      await new Promise(setImmediate);
    }
    writeFileSync(go, '');
    await eventually(() => ends.length > 0);
    assert.deepEqual([heard, ends], [['running', 'finished'], ['it ended with code 0']]);
  });
});
