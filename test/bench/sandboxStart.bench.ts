// How long an empty script takes in a sandbox that is prepared, and in one that has to be started first, against starting a
// Node that does nothing. Taken turn by turn, so that a busy machine slows all of them.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import type { SandboxJob, SandboxToWorker } from '../../src/worker/sandbox/protocol.ts';
import { DEFAULT_SANDBOX_SETTINGS, SANDBOX_FLAGS, sandboxEnvironment } from '../../src/worker/sandbox/settings.ts';
import { coldNode, median, milliseconds, type Bench } from './bench.ts';

const TURNS = 25;
const JOB: SandboxJob = {
  jobId: '00000000-0000-0000-0000-000000000001', runbookId: '', runbookName: 'Empty', runbookVersionId: '', runbookType: 'PowerShellScript', script: '', parameters: [],
  isTest: false, logVerbose: false, logProgress: false, logDebug: false, attempt: 0, keepAllStreams: false, width: 120,
};

/** Milliseconds until the job is finished: from the start of the process (`wait` false), or from the word that it is prepared. */
function once(wait: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    let began = performance.now();
    const sandbox = spawn(process.execPath, [...SANDBOX_FLAGS, join(root, 'dist/sandbox.cjs')], { stdio: ['pipe', 'pipe', 'inherit'], env: sandboxEnvironment(DEFAULT_SANDBOX_SETTINGS, process.env) });
    const run = (): void => { sandbox.stdin.write(`${JSON.stringify({ type: 'run', job: JOB })}\n`); };
    sandbox.on('error', reject);
    createInterface(sandbox.stdout).on('line', (line) => {
      const message = JSON.parse(line) as SandboxToWorker;
      if (message.type === 'prepared' && wait) { began = performance.now(); run(); }
      if (message.type !== 'finished') return;
      if (message.status === 'Completed') resolve(performance.now() - began);
      else reject(new Error(`The empty script ended as ${message.status}: ${message.exception ?? ''}`));
    });
    if (!wait) run();
  });
}

export const bench: Bench = {
  name: 'start of an empty script',
  run: async () => {
    const cold: number[] = [], prepared: number[] = [], unprepared: number[] = [];
    for (let turn = 0; turn < TURNS + 3; turn++) {
      const times = [coldNode(), await once(true), await once(false)] as const;
      if (turn >= 3) { cold.push(times[0]); prepared.push(times[1]); unprepared.push(times[2]); }
    }
    const node = median(cold), ready = median(prepared), fresh = median(unprepared);
    return [
      { what: 'empty script, prepared sandbox', value: `${milliseconds(ready)} = ${(ready / node).toFixed(2)} x`, against: `cold \`node -e 0\`: ${milliseconds(node)}`, budget: '3 ms', ok: ready <= 3 },
      { what: 'empty script, sandbox not prepared', value: `${milliseconds(fresh)} = ${(fresh / node).toFixed(2)} x`, against: `cold \`node -e 0\`: ${milliseconds(node)}`, budget: '3 x', ok: fresh <= 3 * node },
    ];
  },
};
