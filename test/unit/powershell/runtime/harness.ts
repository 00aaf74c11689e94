/** Runs scripts in a real engine; only clock and stop flag are in the test's hands. */
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import { Engine } from '../../../../src/powershell/engine/engine.ts';
import type { RunRequest, RunResult } from '../../../../src/powershell/engine/engine.ts';
import type { EngineHost, StreamRecord } from '../../../../src/powershell/runtime/host.ts';
import { placeOf } from '../../../../src/powershell/runtime/run/source.ts';

export interface Ran { readonly result: RunResult; readonly records: readonly StreamRecord[]; readonly output: readonly string[]; readonly errors: readonly string[] }

/** A host without files; `stopAfterMs` raises the stop flag. */
export function testHost(write: (r: StreamRecord) => void, options: { stopAfterMs?: number; budgets?: EngineHost['budgets'] } = {}): EngineHost {
  let held = false;
  const started = performance.now(), variables = new Map<string, string>();
  return {
    records: { write }, clock: { utcTicks: () => 638_400_000_000_000_000n, monotonic: () => performance.now(), offsetMinutes: () => 0, zoneId: 'UTC' },
    random: { bytes: (n) => new Uint8Array(n).fill(7) }, wait: { sleep: () => false }, stop: { requested: () => !held && options.stopAfterMs !== undefined && performance.now() - started > options.stopAfterMs, hold: (on) => { held = on; } },
    environment: { get: (n) => variables.get(n), set: (n, v) => { if (v === undefined) variables.delete(n); else variables.set(n, v); }, names: () => [...variables.keys()], computerName: 'test', userName: 'tester', platform: 'linux', osDescription: 'Linux' },
    ...(options.budgets === undefined ? {} : { budgets: options.budgets }),
  };
}
/** Runs a script: output as text, errors as `id@line: message`. */
export function run(script: string, request: Partial<RunRequest> = {}, options: Parameters<typeof testHost>[1] = {}): Ran {
  const records: StreamRecord[] = [], output: string[] = [], errors: string[] = [];
  const engine: Engine = new Engine(testHost((r) => {
    records.push(r);
    if (r.stream === 'Output') output.push(engine.use(() => toText(r.value)));
    if (r.stream === 'Error') errors.push(`${r.error.fullyQualifiedErrorId}@${r.error.position === undefined ? 0 : placeOf(r.error.position).line}: ${r.error.message.split('\n')[0] ?? ''}`);
  }, options), cmdlets);
  const result = engine.run({ script, ...request });
  return { result, records, output, errors };
}
