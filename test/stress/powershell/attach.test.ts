/** A debugger that comes to a script, steps through it and goes changes nothing of what the script does: tried on recorded scripts. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root } from '../../../scripts/lib/paths.ts';
import { cmdlets } from '../../../src/powershell/cmdlets/index.ts';
import { gears } from '../../../src/powershell/runtime/compile/generate/gears.ts';
import { toText } from '../../../src/powershell/runtime/convert/toText.ts';
import type { DebugPort, DebugRequest, StepMode } from '../../../src/powershell/runtime/debug/protocol.ts';
import { Engine } from '../../../src/powershell/engine/engine.ts';
import { testHost } from '../../unit/powershell/runtime/harness.ts';

const FOLDER = join(root, 'test/conformance/cases'), EVERY = 5, STEPS: readonly StepMode[] = ['into', 'over', 'out', 'into'], MOST_STEPS = 200;

/** What a script writes; a debugger comes with the record of that number. */
function written(script: string, comesAt: number): { readonly records: readonly string[]; readonly stops: number } {
  const records: string[] = [], sent: DebugRequest[] = [];
  let stops = 0, ids = 0, now = 0;
  const port: DebugPort = {
    // In the end it leaves.
    next: () => ({ id: ++ids, request: stops < MOST_STEPS ? { kind: 'resume', mode: STEPS[stops % STEPS.length] ?? 'into' } : { kind: 'detach' } }),
    waiting: () => sent.length > 0,
    take: () => { const request = sent.shift(); return request === undefined ? undefined : { id: ++ids, request }; },
    reply: () => {}, event: (event) => { if (event.kind === 'stopped') stops += 1; },
  };
  const host = testHost((r) => {
    records.push(`${r.stream}: ${r.stream === 'Output' ? engine.use(() => toText(r.value)) : r.stream === 'Error' ? r.error.message : ''}`);
    if (records.length !== comesAt) return;
    sent.push({ kind: 'attach' }, { kind: 'pause' });
    (engine.session.debug ?? engine.session.dormant)?.poll();
  });
  // Time goes on with every question for it, so that each run takes as long as the other.
  const engine: Engine = new Engine({ ...host, clock: { ...host.clock, monotonic: () => (now += 1) }, attach: port }, cmdlets);
  const { outcome, error } = engine.run({ script, file: 'Job' });
  return { records: [...records, `${outcome} ${error?.message ?? ''}`], stops };
}

for (const [gear, turns, calls] of [['the first gear', Infinity, Infinity], ['the second gear', 0, 0], ['both gears', gears.turns, gears.calls]] as const) {
  it(`A debugger that comes to a script in ${gear} changes nothing of it`, function () {
    this.timeout(120_000);
    const before = { ...gears };
    Object.assign(gears, { turns, calls });
    try {
      let tried = 0, stopped = 0;
      // Those of the parser alone are not made to be run.
      const scripts = globSync('**/*.ps1', { cwd: FOLDER }).toSorted().filter((file) => basename(dirname(file)) !== 'ast').filter((_, i) => i % EVERY === 0);
      for (const file of scripts) {
        const script = readFileSync(join(FOLDER, file), 'utf8'), alone = written(script, -1).records;
        // What tells the time or rolls dice differs by itself.
        if (written(script, -1).records.join('\n') !== alone.join('\n')) continue;
        for (const at of new Set([1, Math.ceil(alone.length / 3), Math.ceil(alone.length / 2)])) {
          const debugged = written(script, at);
          assert.deepEqual(debugged.records, alone, `${file}, record ${at}`);
          tried += 1;
          if (debugged.stops > 0) stopped += 1;
        }
      }
      assert.ok(tried > 50 && stopped > tried / 2, `${stopped} of ${tried} were stopped in`);
    } finally { Object.assign(gears, before); }
  });
}
