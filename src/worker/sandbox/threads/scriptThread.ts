/**
 * A thread that runs scripts for a workflow's branches, one after another (at most five, as the original had processes):
 * each in a fresh session. What it asks of the world goes the way of the engine's own questions.
 */
import { createEngine } from '../../../powershell/engine/index.ts';
import type { Engine } from '../../../powershell/engine/index.ts';
import type { EngineHost, StreamRecord } from '../../../powershell/runtime/host.ts';
import { crossed, shared } from '../../../powershell/workflow/run/boundary.ts';
import { Coverage } from '../../../powershell/runtime/debug/coverage.ts';
import { failureId, readRequest, writeOutcome, writeRecords } from '../../../powershell/workflow/script/message.ts';
import { noAssets, runScript } from '../../../powershell/workflow/script/scriptRun.ts';
import type { ScriptEnd } from '../../../powershell/workflow/script/scriptRun.ts';
import { watchShared } from '../../../powershell/workflow/script/sharedValues.ts';
import type { Change } from '../../../powershell/workflow/script/sharedValues.ts';
import { PowerShellError } from '../../../powershell/runtime/values/errorRecord.ts';
import { StopSignal } from '../../../powershell/runtime/run/pipeline/signals.ts';
import { errorRecord } from '../../../powershell/runtime/errors/raise.ts';
import { SourceText } from '../../../powershell/runtime/run/source.ts';
import { WorkflowStateError } from '../../../powershell/workflow/state/stateError.ts';
import type { EngineChoice } from '../../powerShell/engines.ts';
import { Masker } from '../../masking/masking.ts';
import { baseHost } from '../engine/engineHost.ts';
import type { EngineLink } from '../engine/engineLink.ts';
import type { ToEngine } from '../engine/messages.ts';
import { debugPort } from '../ports/debugPort.ts';
import { beginEnvironment, environmentChanges } from '../ports/systemPorts.ts';
import { overlapPort } from './overlapPort.ts';

const HOLD_MILLISECONDS = 20;
const HOLD_RECORDS = 200;

/** What a secret is, the runbook's own thread knows, which masks. */
const BESIDE = noAssets('in a script that runs beside the runbook. Call it in the runbook');

/** Runs one script; posts what it writes, and how it ended. Who debugs the runbook may stop in it; `secrets`: what they do not see there. */
export function runScriptFor(link: EngineLink, { request: text, secrets, environment, overlaps }: Omit<Extract<ToEngine, { readonly type: 'script' }>, 'type'>, choice: EngineChoice): void {
  const masker = new Masker();
  masker.add(secrets);
  beginEnvironment(environment);
  let tell = (): void => {};
  const meanwhile = (): void => { (engine.session.debug ?? engine.session.dormant)?.whileWaiting(); }, asking = overlapPort(link, () => tell(), meanwhile, () => secrets);
  const host = baseHost(link, asking, choice, undefined, meanwhile);
  const engine: Engine = createEngine({ ...host, records: { write: () => {} }, attach: debugPort(link, masker, () => tell()) });
  engine.use((session) => {
    let source = new SourceText(''), held: StreamRecord[] = [], last = 0, error: PowerShellError | undefined, ofWorkflow: boolean | undefined, end: ScriptEnd = 'ended', changes: (() => readonly Change[]) | undefined, coverage: Coverage | undefined, leaving = crossed;
    const flush = (): void => {
      if (held.length > 0) link.post({ type: 'written', records: asTheyAre(held, (records) => writeRecords(records, source), (r) => (r.stream === 'Output' ? { ...r, value: leaving(r.value) } : r)) });
      held = [];
      last = performance.now();
    };
    const write = (record: StreamRecord): void => {
      held.push(record);
      if (held.length >= HOLD_RECORDS || performance.now() - last >= HOLD_MILLISECONDS) flush();
    };
    tell = flush;
    // A script that is busy writes nothing: what it wrote before is told all the same.
    const requested = (): boolean => {
      if (held.length > 0 && performance.now() - last >= HOLD_MILLISECONDS) flush();
      return host.stop.requested();
    };
    const place: EngineHost = { ...host, stop: { ...host.stop, requested }, assets: BESIDE, records: { write }, wait: { sleep(ms) { flush(); meanwhile(); return !link.sleep(ms, meanwhile); } } };
    try {
      const request = readRequest(text, session);
      ({ source, ofWorkflow = false } = request);
      // Who debugs the run already is there before the first line.
      const { dormant } = session;
      dormant?.load(source.file, source.text);
      dormant?.poll();
      if (request.isCounted === true) coverage = new Coverage();
      if (request.isShared === true) { changes = watchShared(request); leaving = shared; }
      const checkpoints = { save: (state: string): void => { flush(); link.post({ type: 'saved', state }); }, suspendAsked: () => link.suspendAsked };
      end = runScript(request, { host: place, another: session.another, checkpoints, ...(overlaps ? { overlap: asking } : {}), watched: { debug: session.debug, dormant, coverage, mocks: undefined }, write: (value) => write({ stream: 'Output', value: request.isShared === true ? value : crossed(value) }), record: write });
      flush();
    } catch (e) {
      if (e instanceof StopSignal) end = 'stopped'; else error = asError(e, ofWorkflow);
      held = held.filter((r) => r.stream !== 'Output' || !(e instanceof WorkflowStateError));
      flush();
    }
    const given = new Map(environment), set = environmentChanges().filter(([name, value]) => value !== (given.has(name) ? given.get(name) : undefined));
    const outcome = asTheyAre(changes?.() ?? [], (all) => writeOutcome(error, source, { changes: all, environment: set, end, counts: coverage?.take() ?? new Map() }), (c) => ({ ...c, set: c.set.map(([key, value]) => [key, shared(value)] as const), added: c.added.map((v) => shared(v)), whole: c.whole?.map((v) => shared(v)) ?? null }));
    link.post({ type: 'scriptEnded', outcome });
  });
}
/** Things as text: as they are where every object in them can leave the thread, else as the bags of properties they look like. */
function asTheyAre<R>(items: readonly R[], textOf: (items: readonly R[]) => string, plain: (item: R) => R): string {
  try { return textOf(items); } catch (e) {
    if (!(e instanceof WorkflowStateError)) throw e;
    return textOf(items.map(plain));
  }
}
/** A value that cannot cross is an error of the script; everything else that is no PowerShell error is the engine's. `ofWorkflow`: undefined while it is not even read. */
function asError(e: unknown, ofWorkflow: boolean | undefined): PowerShellError {
  if (e instanceof PowerShellError) return e;
  const message = e instanceof WorkflowStateError ? `What the script ${ofWorkflow === undefined ? 'is given' : 'writes'} cannot be handed ${ofWorkflow === true ? 'to the workflow' : 'to another thread'}. ${e.message}` : `The engine failed in a script that runs beside the runbook: ${e instanceof Error ? e.message : String(e)}`;
  return new PowerShellError(errorRecord({ id: failureId(ofWorkflow === true), category: 'InvalidData', message }));
}
