/** The fuzzer: mutants of good scripts, run one after the other in engine threads that are watched from outside. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DEFAULT_SANDBOX_SETTINGS } from '../../src/worker/sandbox/settings.ts';
import { corpusSeeds } from './corpus.ts';
import { mutate, type Seed } from './mutate.ts';
import { Random } from './random.ts';
import { AT, STATE, type Finding, type ThreadData } from './protocol.ts';

export interface FuzzOptions {
  /** Number of the first script. */
  readonly seed: number;
  /** How many scripts at most. */
  readonly count: number;
  /** Milliseconds after which no script is begun any more. */
  readonly limitMs: number;
  readonly threads?: number;
  /** A script is asked to stop after this long. */
  readonly stopAfterMs?: number;
  /** One that still runs this long after it was asked to stop hangs. */
  readonly patienceMs?: number;
  readonly onFinding?: (finding: Finding) => void;
}

export interface FuzzResult { readonly ran: number; readonly findings: readonly Finding[] }

/** How often a thread is looked at. */
const LOOK_MS = 250;

/** Runs mutants until count or time is up. A thread that hangs or dies is replaced behind the script it was at. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { seed, count, limitMs, threads = availableParallelism(), stopAfterMs = 1000, patienceMs = 20_000 } = options;
  const seeds = corpusSeeds(), findings: Finding[] = [], until = performance.now() + limitMs;
  let ran = 0;
  const found = (finding: Finding): void => {
    findings.push(finding);
    options.onFinding?.(finding);
  };
  await Promise.all(Array.from({ length: threads }, async (_, index) => {
    let next = seed + index;
    while (next < seed + count && performance.now() < until) {
      const at = await runThread({ first: next, last: seed + count, step: threads, stopAfterMs }, { until, patienceMs, seeds, found });
      ran += Math.max(0, Math.floor((at - next) / threads) + 1);
      next = at + threads;
    }
  }));
  return { ran, findings };
}

interface Watching { readonly until: number; readonly patienceMs: number; readonly seeds: readonly Seed[]; readonly found: (finding: Finding) => void }

/** Gives the number of the last script that was begun. */
async function runThread(data: Omit<ThreadData, 'shared'>, { until, patienceMs, seeds, found }: Watching): Promise<number> {
  const shared = new SharedArrayBuffer(8), state = new Int32Array(shared);
  const { promise: ended, resolve } = Promise.withResolvers<string | undefined>();
  const { memoryMb, stackMb } = DEFAULT_SANDBOX_SETTINGS;
  Atomics.store(state, AT.number, data.first);
  const worker = new Worker(join(import.meta.dirname, 'thread.ts'), { workerData: { ...data, shared } satisfies ThreadData, resourceLimits: { maxOldGenerationSizeMb: memoryMb, stackSizeMb: stackMb }, env: {} });
  worker.on('message', found);
  worker.on('error', (error) => resolve(error instanceof Error ? error.message : String(error)));
  worker.on('exit', () => resolve(undefined));
  let at = -1, since = performance.now(), hangs = false;
  const watch = setInterval(() => {
    const number = Atomics.load(state, AT.number), now = performance.now();
    if (number !== at || Atomics.load(state, AT.state) !== STATE.running) [at, since] = [number, now];
    hangs = now - since > data.stopAfterMs + patienceMs;
    if (hangs || (now > until && Atomics.load(state, AT.state) !== STATE.running)) void worker.terminate();
  }, LOOK_MS);
  const crash = await ended;
  clearInterval(watch);
  await worker.terminate();
  const number = Atomics.load(state, AT.number);
  if (crash !== undefined || hangs) found({ number, kind: hangs ? 'hang' : 'crash', ...mutate(seeds, new Random(number)), detail: crash ?? 'still runs after it was asked to stop' });
  return number;
}
