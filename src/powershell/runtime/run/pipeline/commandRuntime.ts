/** One running command's side of the engine (MshCommandRuntime): its streams, preferences and what it may call. */
import type { CmdletContext, ErrorSpec } from './cmdletContext.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import type { EngineHost, ProgressRecord } from '../../host.ts';
import { impactOf } from '../../bind/parameters.ts';
import type { ParameterTable } from '../../bind/parameters.ts';
import { NetThrow, errorRecord, exception, recordOf, stopException } from '../../errors/raise.ts';
import { stackTrace } from '../../errors/recover.ts';
import { writeEnumerated } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import { ErrorRecord, PowerShellError } from '../../values/errorRecord.ts';
import type { ScriptPosition } from '../../values/errorRecord.ts';
import { InformationRecord, MessageRecord } from '../../values/streamRecords.ts';
import { ArrayList } from '../../values/lists.ts';
import type { ScriptBlock } from '../../values/scriptBlock.ts';
import { NetObject, unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { splitPath } from '../../compile/expressions/variables.ts';
import { evaluateIn, invokeBlock, runIn, runWithInput } from '../blocks.ts';
import { callByName } from '../commands/callCommand.ts';
import type { CommonValues } from './commonValues.ts';
import type { Frame } from '../frame.ts';
import { Invocation } from '../commands/invocation.ts';
import type { Session } from '../session.ts';
import { StopSignal, StopUpstreamSignal } from './signals.ts';
import type { Streams } from './streams.ts';
import { CallbackWriter, nullWriter } from './writers.ts';
import type { Writer } from './writers.ts';

export class CommandRuntime extends NetObject implements CmdletContext {
  readonly frame: Frame;
  readonly session: Session;
  readonly host: EngineHost;
  readonly commandName: string;
  readonly invocation: Invocation;
  get position(): ScriptPosition | undefined { return this.invocation.position; }
  readonly expectingInput: boolean;
  /** The object of the pipeline that is being taken. */
  item: Value = null;
  parameterSet = '';
  /** Of the command's own ConfirmImpact: a cmdlet's is medium. */
  confirmImpact = 2;
  /** Folded names of the parameters that are bound now. */
  readonly bound: Set<string> = new Set();
  streams: Streams;
  /** The streams of blocks that the command runs for the script (ForEach-Object): its variables gather what comes there (Pipe.SetVariableListForTemporaryPipe). */
  blockStreams: Streams;
  /** Those of blocks that it asks for a value. */
  valueStreams: Streams;
  out: Writer;
  common: CommonValues;
  /** What ends its error ids. */
  readonly suffix: string;
  stage: object;
  /** Of a cmdlet: the parameters of this call. */
  parameters: ParameterTable | undefined = undefined;
  readonly named: Set<string> = new Set();
  /** It wrote an error. */
  failed = false;
  constructor(frame: Frame, parts: { commandName: string; suffix: string; invocation: Invocation; expectingInput: boolean; streams: Streams; out: Writer; common: CommonValues }) {
    super();
    this.frame = frame;
    this.session = frame.session;
    this.host = frame.session.host;
    this.commandName = parts.commandName;
    this.suffix = parts.suffix;
    this.invocation = parts.invocation;
    this.expectingInput = parts.expectingInput;
    this.streams = this.blockStreams = this.valueStreams = parts.streams;
    this.out = parts.out;
    this.common = parts.common;
    this.stage = this;
  }
  isNamed(name: string): boolean { return this.named.has(name.toLowerCase()); }
  isBound(name: string): boolean { return this.bound.has(name.toLowerCase()); }
  write(value: Value): void { this.out.write(value); }
  writeAll(value: Value): void { writeEnumerated(this.out, value); }

  writeError(error: ErrorRecord | ErrorSpec): void {
    const record = this.fill(error instanceof ErrorRecord ? error : errorRecord(error));
    const action = (this.common.errorAction ?? this.session.preference(this.frame, 'ErrorActionPreference')).toLowerCase();
    this.failed = true;
    if (action === 'ignore') { this.session.success = false; return; }
    if (action === 'inquire') unanswered(record.message);
    // What stops the command is not the record but the exception that says so (MshCommandRuntime.ManageException).
    const told = action === 'stop' ? stopException(record) : record;
    if (this.common.errorVariable !== undefined) appendVariable(this.frame, this.common.errorVariable, told);
    this.streams.gather.Error?.(told);
    this.session.logError(record);
    if (action === 'stop') {
      record.position ??= this.invocation.position;
      // A stand-in has no exception of its own to tell.
      const isStandIn = record.exception.netType.shortName === 'ParentContainsErrorRecordException';
      const thrown = new PowerShellError(isStandIn ? record.copy(stopException(record)) : record);
      thrown.suppressed = true;
      thrown.isPreferenceStop = true;
      thrown.logged = true;
      // oxlint-disable-next-line typescript/only-throw-error -- a light object by design, as in errors/raise.ts
      throw thrown;
    }
    this.session.success = false;
    if (action === 'silentlycontinue') return;
    if (this.streams.Error !== nullWriter) this.session.debug?.written(this.frame, record);
    if (this.streams.Error === null) this.host.records.write({ stream: 'Error', error: record });
    else this.streams.Error.write(record);
  }
  fail(error: ErrorRecord | ErrorSpec): never {
    const thrown = new PowerShellError(this.fill(error instanceof ErrorRecord ? error : errorRecord(error)));
    thrown.isOfCmdlet = true;
    // oxlint-disable-next-line typescript/only-throw-error -- a light object by design, as in errors/raise.ts
    throw thrown;
  }
  failAs(record: ErrorRecord): never { return this.fail(this.own(record)); }
  /** Another record of an error, as one of this command (MshCommandRuntime.ThrowTerminatingError sets its invocation). */
  private own(record: ErrorRecord): ErrorRecord {
    const own = record.copy();
    own.belongsTo(this.invocation, this.suffix, this.commandName);
    own.position = this.invocation.position;
    return this.fill(own);
  }
  /** `$PSCmdlet.ThrowTerminatingError`: ends the function; for its caller the call has failed. */
  terminate(record: ErrorRecord): never {
    const error = new PowerShellError(this.own(record));
    error.ends = this.frame;
    error.isOfCmdlet = true;
    // oxlint-disable-next-line typescript/only-throw-error -- a light object by design, as in errors/raise.ts
    throw error;
  }
  /** `$PSCmdlet.WriteError`: a record that a script hands over is this command's, whosever it was. */
  writeGiven(record: ErrorRecord): void { this.writeError(record.isOfNoCommand ? record : this.own(record)); }
  /** Says which command and where. */
  private fill(record: ErrorRecord): ErrorRecord {
    if (record.isOfNoCommand) return record;
    if (this.commandName === 'Write-Error' && record.invocation === null) {
      // As if the function that calls had written it: its name ends the id, its call is the position.
      const by = calledByEngine(this.frame) ?? callerOf(this.frame);
      record.commandName = by?.command == null || by.isMethod || by.command.name === '' ? '' : by.command.name;
      // A workflow's activity is no function: its errors stand where its statement does (workflow-semantics.md 9.2).
      const told = by?.command?.kind === 'Workflow' ? this.invocation : by;
      record.position = told?.position;
      record.invocation = told ?? new Invocation(null, '', undefined);
      record.iterations = told?.iterations ?? [0, 0];
    }
    if (record.commandName === '' && record.invocation === null) record.commandName = this.suffix;
    if (record.position === undefined && record.invocation === null) record.position = this.invocation.position;
    if (record.invocation === null) { record.invocation = this.invocation; record.iterations = this.invocation.iterations; }
    if (record.activity === '') record.activity = this.commandName;
    if (record.stackTrace === '') record.stackTrace = stackTrace(this.frame);
    return record;
  }
  private message(stream: 'Warning' | 'Verbose' | 'Debug', text: string, action: string, variable?: string): void {
    const wanted = action.toLowerCase();
    const record = new MessageRecord(stream, text, this.invocation);
    if (variable !== undefined && wanted !== 'ignore') appendVariable(this.frame, variable, record);
    if (wanted !== 'ignore') this.streams.gather[stream]?.(record);
    if (wanted === 'silentlycontinue' || wanted === 'ignore') return;
    const writer = this.streams[stream];
    // What goes to nowhere still reaches the host's own records (MshCommandRuntime.WriteWarning).
    if (writer === null || writer === nullWriter) this.host.records.write({ stream, text });
    else writer.write(record);
    if (wanted === 'stop') this.stopped(stream, text);
    if (wanted === 'inquire' && stream !== 'Debug') unanswered('Continue with this operation?');
  }
  /** The preference says to end the command with what it wrote. */
  private stopped(stream: string, text: string): never {
    const record = errorRecord({ id: 'ActionPreferenceStop', category: 'OperationStopped', exception: 'System.Management.Automation.ActionPreferenceStopException', message: `The running command stopped because the preference variable "${stream}Preference" or common parameter is set to Stop: ${text}` });
    record.commandName = this.suffix;
    record.activity = this.commandName;
    record.position ??= this.invocation.position;
    record.invocation = this.invocation;
    const thrown = new PowerShellError(record);
    thrown.suppressed = true;
    thrown.isPreferenceStop = true;
    // oxlint-disable-next-line typescript/only-throw-error -- a light object by design, as in errors/raise.ts
    throw thrown;
  }
  warning(text: string): void { this.message('Warning', text, this.common.warningAction ?? this.session.preference(this.frame, 'WarningPreference'), this.common.warningVariable); }
  verbose(text: string): void { this.message('Verbose', text, this.common.verbose === undefined ? this.session.preference(this.frame, 'VerbosePreference') : this.common.verbose ? 'Continue' : 'SilentlyContinue'); }
  debug(text: string): void { this.message('Debug', text, this.common.debug === undefined ? this.session.preference(this.frame, 'DebugPreference') : this.common.debug ? 'Continue' : 'SilentlyContinue'); }
  information(data: Value, tags: readonly string[] = [], host = false): void {
    const action = (this.common.informationAction ?? this.session.preference(this.frame, 'InformationPreference')).toLowerCase();
    const record = new InformationRecord(data, tags, this.commandName, this.host.clock.utcTicks());
    if (this.common.informationVariable !== undefined) appendVariable(this.frame, this.common.informationVariable, record);
    this.streams.gather.Information?.(record);
    if (action === 'ignore') return;
    const writer = this.streams.Information;
    if (writer === null || writer === nullWriter) this.host.records.write({ stream: 'Information', data, text: toText(data), tags, isHost: host });
    else writer.write(record);
    if (action === 'stop') this.stopped('Information', toText(data));
    if (action === 'inquire') unanswered('Continue with this operation?');
  }
  progress(record: ProgressRecord): void {
    const action = (this.common.progressAction ?? this.session.preference(this.frame, 'ProgressPreference')).toLowerCase();
    if (action === 'silentlycontinue' || action === 'ignore') return;
    if (this.streams.progress === undefined) this.host.records.write({ stream: 'Progress', ...record });
    else this.streams.progress(record);
  }
  shouldProcess(target: string, action = this.commandName, told = `Performing the operation "${action}" on target "${target}".`): boolean {
    const preference = this.frame.find('whatifpreference');
    const whatIf = this.common.whatIf ?? (preference !== unset && toBoolean(preference ?? null));
    // What it would do is told to the host's user, and a runbook has none. What it does is told where -Verbose itself was given.
    if (whatIf) return false;
    if (this.asksFirst()) unanswered(`Are you sure you want to perform this action?\n${told}`);
    if (this.common.verbose === true) this.verbose(told);
    return true;
  }
  /** Whether -Confirm, or an impact as high as `$ConfirmPreference`, wants a person to be asked (MshCommandRuntime.CanShouldProcessAutoConfirm). */
  private asksFirst(): boolean {
    const { confirm } = this.common, preference = confirm === undefined ? this.frame.find('confirmpreference') : unset;
    const threshold = confirm === true ? 1 : confirm === false ? 0 : preference === unset ? 3 : impactOf(preference);
    return threshold > 0 && this.confirmImpact >= threshold;
  }
  invokeInPlace(block: ScriptBlock, item: Value): Value[] { const items: Value[] = []; runIn(this.frame, block, item, new CallbackWriter((v) => { items.push(v); }), this.valueStreams); return items; }
  runInPlace(block: ScriptBlock, item: Value, input?: readonly Value[]): void {
    if (input === undefined) runIn(this.frame, block, item, this.out, this.blockStreams);
    else runWithInput(this.frame, block, item, input, this.out, this.blockStreams);
  }
  evaluate(block: ScriptBlock, item: Value, goesOn = false): Value { return evaluateIn(this.frame, block, item, this.valueStreams, goesOn); }
  invoke(block: ScriptBlock, args: readonly Value[], options: { readonly item?: Value; readonly input?: readonly Value[] } = {}): Value[] {
    const items: Value[] = [];
    invokeBlock(this.frame, block, { args, ...options, out: new CallbackWriter((v) => { items.push(v); }), streams: this.valueStreams.ungathered() });
    return items;
  }
  call(command: string, parameters: Readonly<Record<string, Value>>, input?: readonly Value[]): Value[] { return callByName(this.frame, command, parameters, input); }
  sleep(milliseconds: number): void { if (this.host.wait.sleep(milliseconds)) throw new StopSignal(); }
  stopUpstream(): never { throw new StopUpstreamSignal(this.stage); }
  toll(): void { this.session.pay(); }
}
/** A question to a person, which a runbook has not (InternalHostUserInterface.PromptForChoice). */
export function unanswered(question: string): never {
  const made = exception('System.Management.Automation.Host.HostException', `A command that prompts the user failed because the host program or the command type does not support user interaction. The host was attempting to request confirmation with the following message: ${question}`);
  recordOf(made, 'HostFunctionNotImplemented', 'NotImplemented');
  // oxlint-disable-next-line typescript/only-throw-error -- a light object by design, as in errors/raise.ts
  throw new NetThrow(made);
}
/** A block that no command of the script runs has an invocation without a command, where the outermost call stands (ScriptBlock.InvokeWithPipeImpl). */
function calledByEngine(f: Frame): Invocation | undefined {
  let at: Frame | null = f;
  while (at.invocation === null && at.around === null && at.parent !== null) at = at.parent;
  const isOne = at.around === null ? at.invocation?.ofEngine === true : at.around.byEngine;
  if (!isOne) return undefined;
  const { global } = f.session;
  let { source, at: mark, around } = global;
  while (around !== null) ({ source, at: mark, around } = around);
  return new Invocation(null, '', source.extent(mark));
}
function callerOf(f: Frame): Invocation | undefined {
  for (let at: Frame | null = f; at !== null; at = at.parent) if (at.invocation !== null) return at.invocation;
  return undefined;
}
/** The scope and the name that a variable parameter (`-OutVariable script:x`) means. */
export function variablePlace(f: Frame, name: string): readonly [Frame, string] {
  const plain = name.replace(/^\+/, ''), { scope, name: rest } = splitPath(plain);
  return scope === 'global' ? [f.session.global, rest] : scope === 'script' ? [f.scriptFrame(), rest] : scope === 'local' || scope === 'private' ? [f, rest] : [f, plain];
}
/** `-ErrorVariable x` and its kind: the list in the variable grows (`+x` keeps what is there). */
export function appendVariable(f: Frame, name: string, v: Value): void {
  const [at, plain] = variablePlace(f, name), held = at.find(plain.toLowerCase());
  if (held instanceof ArrayList) { held.items.push(v); return; }
  f.session.spell(plain);
  at.assign(plain, new ArrayList([v]));
}
