/** The PowerShell runtime: what other rooms may use. */
import { cmdlets } from '../cmdlets/index.ts';
import { outString } from '../format/outString.ts';
import { runtimeView } from '../format/runtimeView.ts';
import { Engine } from './engine.ts';
import { toText } from '../runtime/convert/toText.ts';
import type { EngineHost } from '../runtime/host.ts';
import type { Value } from '../runtime/values/value.ts';

export { Engine } from './engine.ts';
export type { RunRequest, RunResult } from './engine.ts';
export type { AssetPort, Budgets, CheckpointPort, ClockPort, EngineHost, EnvironmentPort, FileEntry, FilePort, ProcessPort, ProgressRecord, RandomPort, RecordSink, StopPort, StreamRecord, WaitPort, WebPort, WebRequest, WebResponse } from '../runtime/host.ts';
export type { Value } from '../runtime/values/value.ts';

/** An engine with all cmdlets of the product, for one run. */
export const createEngine = (host: EngineHost): Engine => new Engine(host, cmdlets);

/** A value of the Output stream as SMA keeps it: text as it is, everything else as Out-String shows it at the host's width. */
export function outputText(engine: Engine, value: Value): string {
  if (typeof value === 'string') return value;
  return engine.use((session) => {
    const plain = typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';
    return plain ? toText(value) : outString([value], runtimeView((block, item) => session.evaluateBlock(block, item)), { width: session.host.width ?? 120 });
  });
}
