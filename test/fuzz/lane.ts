/** One process of the fuzzer: runs its share of the scripts in an engine thread that is as limited as a sandbox's, and prints findings, one JSON a line. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DEFAULT_SANDBOX_SETTINGS } from '../../src/worker/sandbox/settings.ts';
import { corpusSeeds } from './corpus.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import { AT, STATE, type Finding, type LaneData, type ThreadData } from './protocol.ts';

/** How often the thread is looked at. */
const LOOK_MS = 250;
/** How much longer than working a script may wait. */
const WAITS = 10;
/** Milliseconds of processor time of this process. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const { limitMs, patienceMs, ...data } = JSON.parse(process.argv[2] ?? '') as LaneData, until = performance.now() + limitMs;
const found = (finding: Finding): void => void process.stdout.write(`${JSON.stringify(finding)}\n`);

/** Gives the number of the last script that was begun. A thread that hangs or dies is the finding of the script it was at. */
async function runThread(first: number): Promise<number> {
  const shared = new SharedArrayBuffer(8), state = new Int32Array(shared);
  const { promise: ended, resolve } = Promise.withResolvers<string | undefined>();
  const { memoryMb, stackMb } = DEFAULT_SANDBOX_SETTINGS;
  Atomics.store(state, AT.number, first);
  const worker = new Worker(join(import.meta.dirname, 'thread.ts'), { workerData: { ...data, first, shared } satisfies ThreadData, resourceLimits: { maxOldGenerationSizeMb: memoryMb, stackSizeMb: stackMb }, env: {} });
  worker.on('message', found);
  worker.on('error', (error) => resolve(error instanceof Error ? error.message : String(error)));
  worker.on('exit', () => resolve(undefined));
  let at = -1, since = performance.now(), cpuSince = cpu(), hangs = false;
  const watch = setInterval(() => {
    const number = Atomics.load(state, AT.number), now = performance.now();
    if (number !== at || Atomics.load(state, AT.state) !== STATE.running) [at, since, cpuSince] = [number, now, cpu()];
    // On a busy machine the clock goes on while the script does not.
    hangs = cpu() - cpuSince > data.stopAfterMs + patienceMs || now - since > data.stopAfterMs + patienceMs * WAITS;
    if (hangs || (now > until && Atomics.load(state, AT.state) !== STATE.running)) void worker.terminate();
  }, LOOK_MS);
  const crash = await ended;
  clearInterval(watch);
  await worker.terminate();
  const number = Atomics.load(state, AT.number);
  if (crash !== undefined || hangs) found({ number, kind: hangs ? 'hang' : 'crash', ...mutate(corpusSeeds(), new Random(number)), detail: crash ?? 'still runs after it was asked to stop' });
  return number;
}

for (let next = data.first; next < data.last && performance.now() < until;) next = await runThread(next) + data.step;
