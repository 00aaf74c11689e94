import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { root } from '../../scripts/lib/paths.ts';
import { createEngine } from '../../src/powershell/engine/index.ts';
import type { Engine } from '../../src/powershell/engine/index.ts';
import { outString } from '../../src/powershell/format/outString.ts';
import { runtimeView } from '../../src/powershell/format/runtimeView.ts';
import { toText } from '../../src/powershell/runtime/convert/toText.ts';
import type { Value } from '../../src/powershell/runtime/values/value.ts';
import { systemClock, systemRandom } from '../../src/worker/sandbox/ports/systemPorts.ts';
import { Budget, milliseconds, type Bench, type Row } from './bench.ts';
import { calibrateApart } from './calibrate.ts';

/** What PowerShell 7.6 needs for the script, as a multiple of the calibration measured beside it, and what it answers. */
const REFERENCE: Readonly<Record<string, readonly [time: number | undefined, result: string]>> = {
  loop: [0.22, '2999997'], fib: [2.62, '6765'], functions: [2.85, '495016500'], strings: [0.18, '2033345 23893'],
  hashtable: [0.7, '5000 20000100000'], pipeline: [3.85, '13333266666'], objects: [4.6, '28321 n94 999 15321 n92 999 2321 n90 999 310'],
  json: [0.77, '340573 5000 v5000'], regex: [1, '50000 24836625'], format: [0.9, '215058'],
  // Without a reference: others of the kind, to see what is slow.
  recursion: [undefined, '16383'], sorting: [undefined, ''], bigjson: [undefined, '150000 data "150000" 23144476'], bigregex: [undefined, ''],
  properties: [undefined, '300000'], grouping: [undefined, ''], building: [undefined, ''], million: [undefined, '250000000000'], sieve: [undefined, '17984'],
  methods: [undefined, '20003870807'], splitting: [undefined, '1988895'], replacing: [undefined, '1188895'], collections: [undefined, '60000300000 5000 True True 3'], classes: [undefined, '50000 100000 3750375000'],
  mathematics: [undefined, '59628279.159 22000.0 466666'], formats: [undefined, '7008006'], xml: [undefined, '250000 50001 200 10000 1194689'], bits: [undefined, '1 868148613 2029158511'], hashing: [undefined, '1198894'], wideNumbers: [undefined, '9969216677189303386214405760200 307 26623'],
  builders: [undefined, '1878890'], decimals: [undefined, '282507272.5000'], dateTexts: [undefined, '20729552'],
};

const textOf = (engine: Engine, value: Value): string => (typeof value === 'string' ? value : engine.use((session) =>
  (typeof value === 'object' ? outString([value], runtimeView((block, item) => session.evaluateBlock(block, item)), { width: 120 }) : toText(value))));
/** Runs a script in an engine of its own (the code is warm after the first). Gives milliseconds and what it wrote. */
function once(script: string): { readonly time: number; readonly text: string } {
  const lines: string[] = [];
  const engine = createEngine({
    records: { write: (record) => { if (record.stream === 'Output') lines.push(textOf(engine, record.value).trim()); else if (record.stream === 'Error') lines.push(`ERROR ${record.error.message}`); } },
    // As in a sandbox, where the heap is looked at.
    budgets: { heapBytes: getHeapStatistics().heap_size_limit * 0.7 },
    clock: systemClock, random: systemRandom, wait: { sleep: () => false }, stop: { requested: () => false },
    environment: { get: () => undefined, set: () => undefined, names: () => [], computerName: 'bench', userName: 'bench', platform: 'linux', osDescription: 'Linux' },
  });
  const begin = performance.now();
  const { error } = engine.run({ script });
  const time = performance.now() - begin;
  return { time, text: [...lines, ...(error === undefined ? [] : [`FAILED ${error.message}`])].join(' ') };
}

/** Three runs, more of a short script: on a busy machine the best of few is nobody's best. */
function several(script: string): readonly ReturnType<typeof once>[] {
  const runs: ReturnType<typeof once>[] = [];
  for (let spent = 0; runs.length < 3 || (spent < 1000 && runs.length < 20);) {
    const run = once(script);
    runs.push(run);
    spent += run.time;
  }
  return runs;
}

export const bench: Bench = {
  name: 'engine',
  run: () => {
    const only = process.env['BENCH_SCRIPTS']?.split(',');
    const unit = calibrateApart();
    const rows: Row[] = [], multiples: number[] = [];
    for (const file of globSync('test/bench/scripts/*.ps1', { cwd: root }).toSorted()) {
      const name = basename(file, '.ps1'), script = readFileSync(join(root, file), 'utf8'), [reference, result] = REFERENCE[name] ?? [undefined, ''];
      if (only !== undefined && !only.includes(name)) continue;
      const runs = several(script), time = Math.min(...runs.map((run) => run.time)), text = runs[0]?.text ?? '';
      const wrong = text.startsWith('ERROR') || text.includes('FAILED') || (result !== '' && text !== result);
      if (wrong) throw new Error(`${name} answered ${text} instead of ${result}.`);
      const times = reference === undefined ? undefined : reference / (time / unit);
      if (times !== undefined) multiples.push(times);
      rows.push({
        what: `script ${name}`, value: `${milliseconds(time)} = ${(time / unit).toFixed(2)} of the calibration`,
        ...(times === undefined ? {} : { against: `PowerShell: ${String(reference)}; ${times.toFixed(1)} times as fast`, budget: Budget.atLeast(times, 1, ' time') }),
      });
    }
    if (multiples.length > 0) {
      const mean = Math.exp(multiples.reduce((sum, one) => sum + Math.log(one), 0) / multiples.length);
      rows.push({ what: 'the ten scripts, geometric mean', value: `${mean.toFixed(1)} times as fast as PowerShell`, budget: Budget.atLeast(mean, 3, ' times') });
    }
    return Promise.resolve(rows);
  },
};
