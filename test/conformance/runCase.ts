/** Runs a case in the engine, in the settings the recording had, and compares streams, rendering and how it ended. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cmdlets } from '../../src/powershell/cmdlets/index.ts';
import { outString } from '../../src/powershell/format/outString.ts';
import { runtimeView } from '../../src/powershell/format/runtimeView.ts';
import { Engine } from '../../src/powershell/engine/engine.ts';
import { callByName } from '../../src/powershell/runtime/run/commands/callCommand.ts';
import { toText } from '../../src/powershell/runtime/convert/toText.ts';
import { getMember } from '../../src/powershell/runtime/members/get.ts';
import type { EngineHost, StreamRecord } from '../../src/powershell/runtime/host.ts';
import { typeNames, typeOf } from '../../src/powershell/runtime/types/typeOf.ts';
import { placeOf } from '../../src/powershell/runtime/run/source.ts';
import { PowerShellError } from '../../src/powershell/runtime/values/errorRecord.ts';
import type { ErrorRecord } from '../../src/powershell/runtime/values/errorRecord.ts';
import { Guid } from '../../src/powershell/runtime/values/guid.ts';
import { IPAddress } from '../../src/powershell/runtime/types/net/network.ts';
import { PSObject, unwrap } from '../../src/powershell/runtime/values/psObject.ts';
import type { Value } from '../../src/powershell/runtime/values/value.ts';
import { filePort } from '../../src/worker/sandbox/ports/filePort.ts';
import { systemClock, systemRandom } from '../../src/worker/sandbox/ports/systemPorts.ts';

export interface Answer { readonly streams: readonly Record<string, unknown>[]; readonly rendered: string; readonly terminated: Record<string, unknown> | null }

/** Undefined where the run agrees, else the first difference. */
export function checkRun(script: string, recorded: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'caseXXXXX'));
  try {
    const got = run(readFileSync(script, 'utf8'), folder), want = JSON.parse(readFileSync(recorded, 'utf8')) as Answer;
    return difference(JSON.parse(JSON.stringify(got).replaceAll(folder, '<CASE>')) as Answer, want);
  } finally { rmSync(folder, { recursive: true, force: true }); }
}
/** The texts of what a script writes, in the same settings. */
export const outputTexts = (text: string, folder: string): string[] => run(text, folder).streams.filter((r) => r['stream'] === 'Output').map((r) => (typeof r['text'] === 'string' ? r['text'] : ''));
const WITHOUT_JSON = /^(?!System\.Management\.Automation\.ErrorCategoryInfo$)(System\.(RuntimeType|Reflection|Globalization\.CultureInfo|IO\.(File|Directory)(System)?Info|Xml\.Xml(?!NodeType$|\w+(?:Collection|List|Map|Manager|Settings|Writer|Reader)$)\w+$|Text\.\w*Encod|Diagnostics)|System\.Management\.Automation\.(ScriptBlock|ErrorRecord|.*Info$|.*Record$|PSVariable|EngineIntrinsics|PS\w*Property|Language|Runspaces)|Microsoft\.PowerShell\.Commands\.(Internal\.Format|WriteErrorException))|Exception$/;

/** What a script writes, run in a folder, and how it ends. */
export function run(text: string, folder: string): Answer {
  const streams: Record<string, unknown>[] = [], written: Value[] = [];
  const environment = new Map(Object.entries(process.env));
  const host: EngineHost = {
    records: { write: (r) => { const one = describe(r, engine); if (one !== undefined) streams.push(one); if (r.stream === 'Output') written.push(r.value); } },
    clock: { ...systemClock, offsetMinutes: () => 0, zoneId: 'UTC' }, random: systemRandom, wait: { sleep: (ms) => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms); return false; } }, stop: { requested: () => performance.now() > deadline },
    environment: { get: (n) => environment.get(n), set: (n, v) => { if (v === undefined) environment.delete(n); else environment.set(n, v); }, names: () => [...environment.keys()], computerName: 'host', userName: 'user', platform: 'linux', osDescription: 'Linux' },
    files: filePort, directory: folder, width: 80,
  };
  const deadline = performance.now() + 10_000;
  const engine: Engine = new Engine(host, cmdlets);
  engine.session.setGlobal('VerbosePreference', 'Continue');
  const result = engine.run({ script: text });
  const rendered = engine.use((session) => outString(written, runtimeView((block, item) => session.evaluateBlock(block, item)), { width: 120 }));
  return { streams, rendered, terminated: result.error === undefined ? null : { message: result.error.message, ...errorFields(result.error), ...(result.isBare === true ? { exception: 'System.Management.Automation.ParentContainsErrorRecordException' } : {}) } };
}
function describe(r: StreamRecord, engine: Engine): Record<string, unknown> | undefined {
  switch (r.stream) {
    case 'Output': return output(r.value, engine);
    case 'Error': return { stream: 'Error', text: r.error.message, ...errorFields(r.error) };
    case 'Information': return { stream: 'Information', text: r.text, tags: r.tags };
    case 'Progress': return { stream: 'Progress', activity: r.activity, status: r.status, percent: r.percentComplete, operation: r.currentOperation === '' ? null : r.currentOperation, id: r.activityId, parent: r.parentActivityId, seconds: r.secondsRemaining, completed: r.completed };
    default: return { stream: r.stream, text: r.text };
  }
}
function output(v: Value, engine: Engine): Record<string, unknown> {
  if (v == null) return { stream: 'Output', type: null, text: null, json: null };
  const type = toText(getMember(typeOf(v), 'FullName')), [name] = typeNames(v);
  const out: Record<string, unknown> = { stream: 'Output', type };
  if (name !== undefined && name !== type && name !== typeOf(v).name) out['typeName'] = name;
  out['text'] = toText(v);
  if (WITHOUT_JSON.test(type) || typeOf(unwrap(v)).find('props', 'HResult') !== undefined) return out;
  try {
    const text = json(v, engine);
    if (text.length <= 6000) out['json'] = JSON.parse(text) as unknown;
  } catch (e) { if (!(e instanceof PowerShellError)) throw e; }
  return out;
}
function json(v: Value, engine: Engine): string {
  const session = engine.session, before = session.success;
  const [text] = callByName(session.global, 'ConvertTo-Json', { InputObject: v instanceof Guid || v instanceof IPAddress ? new PSObject(v) : v, Depth: 5, Compress: true, WarningAction: 'Ignore' });
  session.success = before;
  return toText(text);
}
function errorFields(e: ErrorRecord): Record<string, unknown> {
  return { id: e.fullyQualifiedErrorId, category: e.category, exception: e.exception.netType.name, line: e.position === undefined ? e.invocation === null ? null : 0 : placeOf(e.position).line, targetObject: e.targetObject == null ? null : toText(e.targetObject) };
}
function difference(got: Answer, want: Answer): string | undefined {
  for (let i = 0; i < Math.max(got.streams.length, want.streams.length); i++) {
    const a = got.streams[i], b = want.streams[i];
    if (a === undefined || b === undefined) return `record ${i}: ${a === undefined ? 'missing' : `too many: ${show(a)}`}${b === undefined ? '' : ` ${show(b)}`}${got.terminated === null ? '' : ` (ended by: ${String(got.terminated['message'])})`}`;
    const fields = Object.keys(b).filter((key) => full(a[key]) !== full(b[key]));
    const extra = Object.keys(a).filter((key) => !(key in b) && key !== 'json');
    if (fields.length + extra.length > 0) return `record ${i} (${[...fields, ...extra].join(', ')}): got ${show(a)} wanted ${show(b)}`;
  }
  if (show(got.terminated) !== show(want.terminated)) return `ended: got ${show(got.terminated)} wanted ${show(want.terminated)}`;
  if (got.rendered === want.rendered) return undefined;
  const a = got.rendered.split('\n'), b = want.rendered.split('\n'), at = b.findIndex((line, i) => line !== a[i]);
  return `rendered line ${at}: got ${show(a[at] ?? null)} wanted ${show(b[at] ?? null)}`;
}
const show = (v: unknown): string => (v === undefined ? 'nothing' : JSON.stringify(v)).slice(0, 400);
const full = (v: unknown): string => JSON.stringify(v) ?? '';
