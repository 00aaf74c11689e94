/** The fuzzer: mutants of good scripts, run one after the other in processes that are watched from outside. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { corpusSeeds } from './corpus.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import type { Finding, LaneData } from './protocol.ts';

export interface FuzzOptions {
  /** Number of the first script. */
  readonly seed: number;
  /** How many scripts at most. */
  readonly count: number;
  /** Milliseconds after which no script is begun any more. */
  readonly limitMs: number;
  /** Processes at once. */
  readonly lanes?: number;
  /** A script is asked to stop after this long. */
  readonly stopAfterMs?: number;
  /** One that still works this long after it was asked to stop, in processor time, hangs. */
  readonly patienceMs?: number;
  readonly onFinding?: (finding: Finding) => void;
}

export interface FuzzResult { readonly ran: number; readonly findings: readonly Finding[] }

/** Runs mutants until count or time is up. A process that dies is replaced behind the script it was at. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { seed, count, limitMs, lanes = availableParallelism(), stopAfterMs = 1000, patienceMs = 15_000 } = options;
  const findings: Finding[] = [], until = performance.now() + limitMs, folder = mkdtempSync(join(tmpdir(), 'sma-fuzzer-'));
  let ran = 0;
  const found = (finding: Finding): void => {
    findings.push(finding);
    options.onFinding?.(finding);
  };
  try {
    await Promise.all(Array.from({ length: lanes }, async (_, index) => {
      const progress = join(folder, String(index));
      let next = seed + index;
      while (next < seed + count && performance.now() < until) {
        const died = await runLane({ first: next, last: seed + count, step: lanes, stopAfterMs, patienceMs, limitMs: until - performance.now(), progress }, found);
        const at = Number(readFileSync(progress, 'utf8'));
        if (died !== undefined) found({ number: at, kind: 'crash', ...mutate(corpusSeeds(), new Random(at)), detail: died });
        ran += Math.max(0, Math.floor((at - next) / lanes) + 1);
        next = at + lanes;
      }
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { ran, findings };
}

/** Gives how the process died, undefined where it came to its end. */
async function runLane(data: LaneData, found: (finding: Finding) => void): Promise<string | undefined> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'lane.ts'), JSON.stringify(data)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => { said = (said + String(chunk)).slice(-20_000); });
  createInterface({ input: child.stdout }).on('line', (line) => found(JSON.parse(line) as Finding));
  const [code, signal] = await once(child, 'close') as [number | null, NodeJS.Signals | null];
  return code === 0 ? undefined : `the process ended with ${signal ?? code}: ${said}`;
}
