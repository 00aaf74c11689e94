import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import { createEngine } from '../../src/powershell/engine/index.ts';
import type { DebugPort } from '../../src/powershell/runtime/debug/protocol.ts';
import { systemClock, systemRandom } from '../../src/worker/sandbox/ports/systemPorts.ts';
import { SharedState } from '../../src/worker/sandbox/engine/sharedState.ts';
import { Budget, median, milliseconds, type Bench, type Row } from './bench.ts';

/** The scripts with the most statements for their time. */
const SCRIPTS = ['loop', 'fib', 'functions', 'pipeline', 'sieve', 'hashtable'];

/** Without a debugger, with one that may come and does not, or with one that has a breakpoint which is never reached. */
type Mode = 'off' | 'asleep' | 'on';
const MODES: readonly Mode[] = ['off', 'asleep', 'on'];
/** Time of a run. */
function once(script: string, mode: Mode): number {
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
    ...(mode === 'on' ? { debug: port } : mode === 'asleep' ? { attach: port } : {}),
  });
  const begin = performance.now(), { error } = engine.run({ script: text, file: 'Job' });
  if (error !== undefined) throw new Error(error.message);
  return performance.now() - begin;
}

export const bench: Bench = {
  name: 'debugger',
  run: () => {
    const ratios: number[] = [], asleep: number[] = [], rows: Row[] = SCRIPTS.map((name) => {
      const script = readFileSync(join(root, 'test/bench/scripts', `${name}.ps1`), 'utf8'), times: Record<Mode, number[]> = { off: [], asleep: [], on: [] };
      // In turns, since the machine does other things too.
      for (let i = 0; i < 12; i++) for (const mode of MODES) times[mode].push(once(script, mode));
      const least = (mode: Mode): number => Math.min(...times[mode]), ratio = least('off') / least('on');
      ratios.push(ratio);
      asleep.push(least('off') / least('asleep'));
      return { what: `script ${name} with a debugger`, value: milliseconds(least('on')), against: `without: ${milliseconds(least('off'))}; ${ratio.toFixed(2)} of its speed`, budget: Budget.atLeast(ratio, 0.5) };
    });
    rows.push({ what: 'speed of a job that may be attached to, median', value: `${median(asleep).toFixed(2)} of the speed of one that may not`, budget: Budget.atLeast(median(asleep), 0.95) });
    return Promise.resolve([...rows, { what: 'speed with a debugger, median', value: `${median(ratios).toFixed(2)} of the speed without`, budget: Budget.atLeast(median(ratios), 0.5) }]);
  },
};
