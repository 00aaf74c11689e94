// How long an empty script takes in a sandbox that is prepared, and in one that has to be started first, against starting a
// Node that does nothing. Taken turn by turn, so that a busy machine slows all of them; the least, and the processor's time, say most there.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import type { SandboxJob, SandboxToWorker } from '../../src/worker/sandbox/protocol.ts';
import { DEFAULT_SANDBOX_SETTINGS, SANDBOX_FLAGS, sandboxEnvironment } from '../../src/worker/sandbox/settings.ts';
import { Budget, coldNode, median, milliseconds, type Bench } from './bench.ts';

const TURNS = 25;
const JOB: SandboxJob = {
  jobId: '00000000-0000-0000-0000-000000000001', runbookId: '', runbookName: 'Empty', runbookVersionId: '', runbookType: 'PowerShellScript', script: '', parameters: [],
  isTest: false, logVerbose: false, logProgress: false, logDebug: false, attempt: 0, keepAllStreams: false, width: 120,
};

/** How long a sandbox that is prepared waits for its job here, as between two starts by hand. */
const IDLE_MS = 200;

interface Taken { /** Milliseconds until the job is finished. */ readonly time: number; /** Of the processor, for the whole process. */ readonly processor: number }

/** One empty job: from the start of the process (`wait` false), or from when it lay prepared for a while. */
function once(wait: boolean): Promise<Taken> {
  return new Promise((resolve, reject) => {
    let began = performance.now();
    const sandbox = spawn(process.execPath, [...SANDBOX_FLAGS, join(root, 'dist/sandbox.cjs')], { stdio: ['pipe', 'pipe', 'inherit'], env: sandboxEnvironment(DEFAULT_SANDBOX_SETTINGS, process.env) });
    const run = (): void => { sandbox.stdin.write(`${JSON.stringify({ type: 'run', job: JOB })}\n`); };
    sandbox.on('error', reject);
    // As sandboxProcess.ts does it.
    sandbox.stdin.write('{"type":"acknowledge","batch":0}\n');
    createInterface(sandbox.stdout).on('line', (line) => {
      const message = JSON.parse(line) as SandboxToWorker;
      if (message.type === 'prepared' && wait) setTimeout(() => { began = performance.now(); run(); }, IDLE_MS);
      if (message.type !== 'finished') return;
      const time = performance.now() - began;
      if (message.status === 'Completed') resolve({ time, processor: message.usage?.cpuMilliseconds ?? Number.NaN });
      else reject(new Error(`The empty script ended as ${message.status}: ${message.exception ?? ''}`));
    });
    if (!wait) run();
  });
}

/** Milliseconds of the processor that a Node which does nothing has used when it would do something. */
const coldProcessor = (): number => Number(spawnSync(process.execPath, ['-e', 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)'], { encoding: 'utf8' }).stdout);
const least = (values: readonly number[]): number => Math.min(...values);

export const bench: Bench = {
  name: 'start of an empty script',
  run: async () => {
    const cold: number[] = [], coldUse: number[] = [], prepared: number[] = [], unprepared: number[] = [], use: number[] = [];
    for (let turn = 0; turn < TURNS + 3; turn++) {
      const node = coldNode(), nodeUse = coldProcessor(), ready = await once(true), fresh = await once(false);
      if (turn < 3) continue;
      cold.push(node); coldUse.push(nodeUse); prepared.push(ready.time); unprepared.push(fresh.time); use.push(fresh.processor);
    }
    const node = median(cold), ready = median(prepared), fresh = median(unprepared), against = `cold \`node -e 0\`: ${milliseconds(node)}, least ${milliseconds(least(cold))}`;
    const ratio = (value: number, one: number): string => `${milliseconds(value)} = ${(value / one).toFixed(2)} x`;
    return [
      { what: 'empty script, prepared sandbox', value: `${ratio(ready, node)}, least ${milliseconds(least(prepared))}`, against, budget: Budget.atMost(ready, 3, ' ms') },
      { what: 'empty script, sandbox not prepared', value: `${ratio(fresh, node)}, least ${ratio(least(unprepared), least(cold))}`, against, budget: Budget.atMost(fresh / node, 3, ' x') },
      { what: 'the same, processor time', value: ratio(median(use), median(coldUse)), against: `cold node: ${milliseconds(median(coldUse))}` },
    ];
  },
};
