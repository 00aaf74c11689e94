/** Runs the scripts of numbers in one engine thread, as limited as a sandbox's, and tells what an engine must never do. */
import { mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { cmdlets } from '../../src/powershell/cmdlets/index.ts';
import { outString } from '../../src/powershell/format/outString.ts';
import { runtimeView } from '../../src/powershell/format/runtimeView.ts';
import { Engine } from '../../src/powershell/engine/engine.ts';
import { FilePortError, type EngineHost, type FilePort, type StreamRecord } from '../../src/powershell/runtime/host.ts';
import type { Value } from '../../src/powershell/runtime/values/value.ts';
import { heapBudget } from '../../src/worker/sandbox/engine/heapBudget.ts';
import { filePort } from '../../src/worker/sandbox/ports/filePort.ts';
import { systemClock, systemRandom } from '../../src/worker/sandbox/ports/systemPorts.ts';
import { corpusSeeds } from './corpus.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import { AT, STATE, type Finding, type ThreadData } from './protocol.ts';

const { first, last, step, stopAfterMs, shared, progress } = workerData as ThreadData;
const state = new Int32Array(shared);
const seeds = corpusSeeds(), progressFile = openSync(progress, 'w');

/** Files only below a folder of the case: a changed script may delete whatever it likes. */
function fenced(folder: string): FilePort {
  const inside = (path: string): boolean => path === folder || path.startsWith(folder + sep);
  const allowed = (path: string): string => {
    if (!inside(path)) throw new FilePortError('EACCES', path, `Access to the path '${path}' is denied.`);
    return path;
  };
  return {
    ...filePort, temporary: folder, home: folder,
    stat: (path) => (inside(path) ? filePort.stat(path) : undefined), list: (path) => filePort.list(allowed(path)), read: (path) => filePort.read(allowed(path)),
    write: (path, data, append) => filePort.write(allowed(path), data, append), makeDirectory: (path) => filePort.makeDirectory(allowed(path)), remove: (path, recurse) => filePort.remove(allowed(path), recurse),
    rename: (from, to) => filePort.rename(allowed(from), allowed(to)), copy: (from, to) => filePort.copy(allowed(from), allowed(to)),
    setTimes: (path, accessed, modified) => filePort.setTimes(allowed(path), accessed, modified), setMode: (path, mode) => filePort.setMode(allowed(path), mode),
  };
}

/** What the engine itself says it did wrong, by its own stack. */
function faultOf(record: StreamRecord): string | undefined {
  if (record.stream !== 'Error' || record.error.errorId !== 'EngineFault') return undefined;
  const stack = record.error.exception.extra.get('EngineStack');
  return typeof stack === 'string' ? stack : record.error.message;
}

function run(text: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sma-fuzz-')), deadline = performance.now() + stopAfterMs, environment = new Map([['PATH', '/usr/bin'], ['HOME', folder]]);
  const stopped = (): boolean => performance.now() > deadline;
  let fault: string | undefined;
  const written: Value[] = [];
  try {
    const host: EngineHost = {
      records: { write: (record) => {
        fault ??= faultOf(record);
        if (record.stream === 'Output' && written.length < 100) written.push(record.value);
      } },
      clock: systemClock, random: systemRandom, stop: { requested: stopped }, files: fenced(folder), directory: folder, width: 120, budgets: { heapBytes: heapBudget() },
      wait: { sleep: (ms) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.max(0, Math.min(ms, deadline - performance.now() + 1)));
        return stopped();
      } },
      environment: { get: (name) => environment.get(name), set: (name, value) => void (value === undefined ? environment.delete(name) : environment.set(name, value)), names: () => [...environment.keys()], computerName: 'host', userName: 'user', platform: 'linux', osDescription: 'Linux' },
    };
    const engine = new Engine(host, cmdlets), { error } = engine.run({ script: text, isWorkflow: /^\s*workflow\b/im.test(text) });
    if (error !== undefined) fault ??= faultOf({ stream: 'Error', error });
    // What is written has to be shown, too.
    if (!stopped()) engine.use((session) => outString(written, runtimeView((block, item) => session.evaluateBlock(block, item)), { width: 120 }));
  } catch (error) {
    if (!/^(?:StopSignal|OutOfMemory)/.test(error instanceof Error ? error.name : '')) fault ??= `thrown out of the engine: ${error instanceof Error ? error.stack : JSON.stringify(error)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return fault;
}

for (let number = first; number < last; number += step) {
  const { from, text } = mutate(seeds, new Random(number));
  Atomics.store(state, AT.number, number);
  writeSync(progressFile, String(number).padEnd(20), 0);
  Atomics.store(state, AT.state, STATE.running);
  const fault = run(text);
  Atomics.store(state, AT.state, STATE.between);
  if (fault !== undefined) parentPort?.postMessage({ number, kind: 'fault', from, text, detail: fault } satisfies Finding);
}
