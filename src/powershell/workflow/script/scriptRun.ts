/**
 * An ordinary script inside a workflow: an InlineScript block, or the call of a function. It runs in a session of its own,
 * so that it sees nothing of the workflow but what `$using:` names, and nothing of it stays (workflow-semantics.md section 5).
 */
import type { FunctionDefinitionAst, ScriptBlockAst } from '../../syntax/ast.ts';
import type { Argument } from '../../runtime/bind/argument.ts';
import { CompiledBlock } from '../../runtime/compile/compiledBlock.ts';
import { asError, locate } from '../../runtime/errors/recover.ts';
import { raise } from '../../runtime/errors/raise.ts';
import { guarded } from '../../host/failure.ts';
import { guardedBy, takesNone } from '../../runtime/run/porous.ts';
import { runWholeOrRaise } from '../../host/wholeScript.ts';
import { inlineText } from '../../host/workflowText.ts';
import type { JobIdentity, AssetPort, CheckpointPort, EngineHost, OverlapPort, PowerShellPort, StreamRecord } from '../../runtime/host.ts';
import { enter } from '../../runtime/run/current.ts';
import type { Session } from '../../runtime/run/session.ts';
import { FunctionRun } from '../../runtime/run/functionRun.ts';
import { ExitSignal, FlowSignal, StopUpstreamSignal, isSignal } from '../../runtime/run/pipeline/signals.ts';
import type { SourceText } from '../../runtime/run/source.ts';
import { CallbackWriter, nullWriter } from '../../runtime/run/pipeline/writers.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { Value } from '../../runtime/values/value.ts';
import { runAsText } from './blockRun.ts';
import { runSteps } from './shellSteps.ts';
import type { ShellStep } from './shellSteps.ts';

/** What runs: a block, or a function with the arguments of a call. */
export type ScriptPart =
  | { readonly kind: 'block'; readonly ast: ScriptBlockAst; /** For its `param(…)`, else `$args`. */ readonly args?: readonly Argument[] }
  /** The commands of a `[powershell]` object. */
  | { readonly kind: 'shell'; readonly steps: readonly ShellStep[] }
  | { readonly kind: 'function'; readonly definition: FunctionDefinitionAst; readonly args: readonly Argument[] };
export interface ScriptRequest {
  readonly part: ScriptPart;
  readonly source: SourceText;
  readonly namespaces: readonly string[];
  /** What `$using:` names, by folded name. */
  readonly using: ReadonlyMap<string, Value>;
  readonly input: readonly Value[] | undefined;
  /** Variables that are there when it begins: preferences, `$PSComputerName` and their kind. */
  readonly variables: ReadonlyMap<string, Value>;
  readonly location: string;
  /** The folder of the process that it begins in; where that is not told, it begins with the location. */
  readonly directory?: string;
  /** A part of a workflow: assets are not to be had in it. */
  readonly ofWorkflow?: boolean;
  /** The text of a script that runs before it, in the same session; what that writes to Output is not its own. */
  readonly first?: string;
  /** It is the job of a workflow, that goes on from this state. */
  readonly job?: { readonly state: string | null; /** It has checkpoints of its own. */ readonly hasPoints: boolean; /** What it reads of the job that it is. */ readonly identity?: JobIdentity };
  /** Its objects are the caller's own, as between threads of one process: what comes out stays what it is, and changes go back. */
  readonly isShared?: boolean;
  /** Who tests wants to know which of its statements have run. */
  readonly isCounted?: boolean;
}
/** Where it runs and what it writes. */
export interface ScriptPlace {
  readonly host: EngineHost;
  /** Makes the session that it runs in (`Session.another`). */
  readonly another: (host: EngineHost) => Session;
  readonly write: (v: Value) => void;
  /** Records of the other streams. */
  readonly record: (r: StreamRecord) => void;
  /** Where scripts of its own run beside it: those of a workflow that it is or calls, and its jobs. Never of a workflow's own script. */
  readonly overlap?: OverlapPort;
  /** Who keeps the state of a workflow's job. */
  readonly checkpoints?: CheckpointPort;
  readonly checkTime?: () => void;
  /** As what an error that ends it arrives around it. */
  readonly arriving?: (e: PowerShellError) => PowerShellError;
  /** The run that the script belongs to: its debugger, and what a test has put into it. */
  readonly watched?: Pick<Session, 'debug' | 'coverage' | 'mocks' | 'dormant'>;
}

/** Assets where there are none: `why` says what to do about the command. */
export function noAssets(why: string): AssetPort {
  const refused = (command: string) => (): never => raise({ id: 'AssetsNotInInlineScript', category: 'InvalidOperation', exception: 'System.InvalidOperationException', message: `${command} is not available ${why}, and hand its result in with $using: or as an argument.` });
  return {
    getVariable: refused('Get-AutomationVariable'), setVariable: refused('Set-AutomationVariable'), getCredential: refused('Get-AutomationPSCredential'),
    getCertificate: refused('Get-AutomationCertificate'), getConnection: refused('Get-AutomationConnection'),
  };
}
/** In SMA the asset activities are not available inside InlineScript (sma-rest-api.md 6.1); a local run says so as the server would. */
const IN_WORKFLOW = noAssets("inside an InlineScript block or a function of a workflow. Call it in the workflow's body");

export type ScriptEnd = 'ended' | 'suspended' | 'stopped';
/** Runs the script to its end, or to where a workflow's job suspends. Throws a PowerShellError for what ends it: `throw`, an error action of Stop. */
export function runScript(request: ScriptRequest, place: ScriptPlace): ScriptEnd {
  const records = { write: (r: StreamRecord): void => { if (r.stream === 'Output') place.write(r.value); else place.record(r); } };
  // A script of a workflow is one unit: no checkpoint falls inside, and it waits for what it asks.
  const { overlap: _, checkpoints: __, debug: ___, attach: ____, ...rest } = place.host, { powershell } = rest;
  const session = place.another({ ...rest, ...(request.ofWorkflow === true ? { assets: IN_WORKFLOW } : place.overlap === undefined ? {} : { overlap: place.overlap }), records });
  const { debug, dormant, coverage, mocks } = place.watched ?? {};
  session.debug = debug;
  session.dormant = dormant;
  session.coverage = coverage;
  session.mocks = mocks;
  if (powershell?.use === 'everything' && request.part.kind === 'block') { runThere(request, request.part, powershell, records.write, session); return 'ended'; }
  const watcher = debug ?? dormant;
  if (watcher === undefined) runInside(request, place, session);
  else watcher.within(session, () => runInside(request, place, session), place.arriving, request.part.kind === 'function' ? 1 : 0);
  return session.workflowJob?.isSuspended === true ? 'suspended' : 'ended';
}
/** An InlineScript where scripts run in PowerShell: there, whole, with what it uses of the workflow as variables. */
function runThere(request: ScriptRequest, { ast, args = [] }: Extract<ScriptPart, { kind: 'block' }>, port: PowerShellPort, write: (r: StreamRecord) => void, session: Session): void {
  const { source } = request, text = inlineText(source.text, ast.start, ast.end), variables = new Map<string, Value>();
  // Preferences as texts: an enum's value would arrive as something that only looks like it.
  for (const [name, v] of request.variables) variables.set(name, v instanceof EnumValue ? v.toString() : v);
  for (const [name, v] of request.using) variables.set(`using_${name}`, v);
  // What is piped into it is piped into it there.
  const piped = request.input === undefined ? '' : '$SmaInput | ';
  if (request.input !== undefined) variables.set('SmaInput', [...request.input]);
  const leave = enter(session);
  try { guarded(() => runWholeOrRaise(port, { text: `${'\n'.repeat(source.place(ast.start).line - 1)}${piped}& ${text} @args`, source, parameters: args.map((a) => a.value), variables, isAlone: true, asText: false }, write)); } finally { leave(); }
}
function runInside(request: ScriptRequest, place: ScriptPlace, session: Session): void {
  const leave = enter(session);
  try {
    session.usingValues = request.using;
    session.checkTime = place.checkTime;
    // Nobody has written the call of a workflow that is a job.
    session.title = request.job !== undefined ? '' : request.ofWorkflow === true ? 'InlineScript' : '<ScriptBlock>';
    if (request.location !== '') session.location = request.location;
    session.workingDirectory.path = request.directory ?? session.location;
    for (const [name, v] of request.variables) session.setGlobal(name, v);
    session.global.out = new CallbackWriter(place.write);
    session.global.source = request.source;
    const { part, source, namespaces, input, first, job } = request;
    if (job !== undefined) session.workflowJob = { checkpoints: place.checkpoints ?? FORGETFUL, hasBegun: false, isSuspended: false, ...(job.identity === undefined ? {} : { identity: job.identity }) };
    // What comes first in a thread is its output too; a process that is prepared for a job keeps it to itself.
    if (first !== undefined) runSteps([{ text: first, ...(job === undefined ? {} : { file: source.file }), isScript: true, isLocal: false, isFirst: true, args: [] }], undefined, session, job === undefined && request.isShared === true ? session.global.out : nullWriter);
    if (part.kind === 'block') runAsText({ ast: part.ast, source, namespaces, args: part.args ?? [], input }, session);
    else if (part.kind === 'shell' && job?.state != null) session.resumeWorkflow(part.steps[0]?.text ?? '', job.state);
    else if (part.kind === 'shell') runSteps(part.steps, input, session, session.global.out);
    else runFunction(request, part, session);
  } catch (e) {
    if (e instanceof ExitSignal || e instanceof FlowSignal || e instanceof StopUpstreamSignal) return;
    if (isSignal(e)) throw e;
    const error = asError(e, session.global);
    locate(error, session.global);
    // That session's $Error is gone with it.
    error.logged = false;
    if (request.ofWorkflow === true) explainUnknown(error, request);
    // oxlint-disable-next-line typescript/only-throw-error -- how the engine's errors travel (runtime/errors/raise.ts)
    throw error;
  } finally { leave(); }
}
const FORGETFUL: CheckpointPort = { save: () => {}, suspendAsked: () => false };
/** The call of a function is preceded by `trap { break }`: every terminating error in it ends the activity. */
function runFunction(request: ScriptRequest, part: Extract<ScriptPart, { kind: 'function' }>, session: Session): void {
  const { definition } = part, f = session.global, { name } = definition;
  const block = new CompiledBlock(definition.body, request.source, { definition, namespaces: [...request.namespaces] });
  const entry = { kind: definition.isFilter ? 'Filter' : 'Function', name, block, module: session.top } as const;
  f.functions?.set(fold(name), entry);
  session.current = f;
  guardedBy(session, takesNone, () => { FunctionRun.open(f, { entry, name }, part.args, { out: f.out, streams: f.streams, expectingInput: request.input !== undefined, position: undefined }).all(request.input); });
}
/** A function of the runbook is not known in another one that its workflow calls (section 12): the error says so. */
function explainUnknown({ record }: PowerShellError, { part, source }: ScriptRequest): void {
  const name = record.errorId === 'CommandNotFoundException' && typeof record.targetObject === 'string' ? record.targetObject : '';
  if (part.kind !== 'function' || !/^[\w-]+$/.test(name) || !new RegExp(`\\b(?:function|filter)\\s+${name}(?![\\w-])`, 'i').test(source.text)) return;
  record.wayOut = `'${name}' is a function of the runbook, but the function '${part.definition.name}', which a workflow calls, knows only the functions that are defined inside it. Define '${name}' there.`;
}
