import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import { createEngine } from '../../src/powershell/engine.ts';
import type { DebugPort } from '../../src/powershell/runtime/debug/protocol.ts';
import { systemClock, systemRandom } from '../../src/worker/sandbox/ports/systemPorts.ts';
import { SharedState } from '../../src/worker/sandbox/sharedState.ts';
import { median, milliseconds, type Bench, type Row } from './bench.ts';

/** The scripts with the most statements for their time. */
const SCRIPTS = ['loop', 'fib', 'functions', 'pipeline', 'sieve', 'hashtable'];

/** Time of a run; `debugged`: with a debugger that has a breakpoint which is never reached. */
function once(script: string, debugged: boolean): number {
  const shared = new SharedState();
  const text = `${script}\nif ($false) {\n'never'\n}`, lines = text.split('\n').length - 1;
  let asked = 0;
  const port: DebugPort = {
    // As in a sandbox: a number that two threads share is compared with one of its own.
    next: () => [{ id: 1, request: { kind: 'setBreakpoints', source: 'Job', breakpoints: [{ line: lines }] } } as const, { id: 2, request: { kind: 'start', stopOnEntry: false } } as const][asked++],
    waiting: () => shared.debugCount !== 0, take: () => undefined, reply: () => {}, event: () => {},
  };
  const engine = createEngine({
    records: { write: () => {} }, clock: systemClock, random: systemRandom, wait: { sleep: () => false }, stop: { requested: () => false },
    environment: { get: () => undefined, set: () => undefined, names: () => [], computerName: 'bench', userName: 'bench', platform: 'linux', osDescription: 'Linux' },
    ...(debugged ? { debug: port } : {}),
  });
  const begin = performance.now(), { error } = engine.run({ script: text, file: 'Job' });
  if (error !== undefined) throw new Error(error.message);
  return performance.now() - begin;
}

export const bench: Bench = {
  name: 'debugger',
  run: () => {
    const ratios: number[] = [], rows: Row[] = SCRIPTS.map((name) => {
      const script = readFileSync(join(root, 'test/bench/scripts', `${name}.ps1`), 'utf8'), off: number[] = [], on: number[] = [];
      for (let i = 0; i < 3; i++) { off.push(once(script, false)); on.push(once(script, true)); }
      const without = Math.min(...off), withIt = Math.min(...on), ratio = without / withIt;
      ratios.push(ratio);
      return { what: `script ${name} with a debugger`, value: milliseconds(withIt), against: `without: ${milliseconds(without)}; ${ratio.toFixed(2)} of its speed`, budget: '0.5', ok: ratio >= 0.5 };
    });
    return Promise.resolve([...rows, { what: 'speed with a debugger, median', value: `${median(ratios).toFixed(2)} of the speed without`, budget: '0.5', ok: median(ratios) >= 0.5 }]);
  },
};
