/**
 * A finished job, gone through record by record with the source that ran: forwards, backwards, from error to error. Nothing runs;
 * what the job's variables held is not recorded, and is not guessed.
 */
import { DebugSession, ErrorDestination, Event, InitializedEvent, Response, TerminatedEvent } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { basename } from 'node:path';
import type { JobRecord, RecordPlace } from '../../../client/api.ts';
import { outputOf } from './outputText.ts';
import { OF_REPLAYS, refusalOf } from './refused.ts';
import { Sources } from './sources.ts';

export interface FinishedJob {
  readonly runbookName: string;
  readonly status: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly exception: string | null;
  /** The text of the version that ran; undefined where it is gone. */
  readonly text: string | undefined;
  /** The text was saved again since the job began: a draft that was tested has no other one. */
  readonly isLater?: boolean;
  /** In the order they were written. */
  readonly records: readonly JobRecord[];
}
const SOURCE = 1, RECORD = 1, JOB = 2;
/** Requests that want a record to be shown. */
const OF_RECORDS: ReadonlySet<string> = new Set('continue next stepIn stepOut stepBack reverseContinue stackTrace scopes variables exceptionInfo'.split(' '));
const placesOf = (record: JobRecord | undefined): readonly RecordPlace[] => record?.places ?? (record?.line === undefined ? [] : [{ source: undefined, line: record.line }]);

export class ReplaySession extends DebugSession {
  private readonly load: (args: DebugProtocol.AttachRequestArguments) => Promise<FinishedJob>;
  private job: FinishedJob | undefined;
  private loading: Promise<FinishedJob> | undefined;
  private at = 0;
  /** Records are gone through from the end of the configuration to the end of the job. */
  private state: 'set up' | 'shown' | 'over' = 'set up';
  /** Records up to here were shown already. */
  private told = 0;
  private lines: ReadonlySet<number> = new Set();

  /** `load` gives the job of a configuration; it throws what the person is told. */
  constructor(load: ReplaySession['load']) {
    super();
    this.load = load;
    this.setDebuggerLinesStartAt1(true);
    this.setDebuggerColumnsStartAt1(true);
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    const refusal = refusalOf(request, OF_REPLAYS) ?? (OF_RECORDS.has(request.command) ? this.noRecord : undefined);
    if (refusal === undefined) super.dispatchRequest(request);
    else this.refuse(new Response(request), refusal);
  }
  /** Why there is no record to look at just now. */
  private get noRecord(): string | undefined {
    return this.state === 'shown' ? undefined : this.state === 'over' ? 'The job has been gone through. Start its replay again to look at it.' : 'No record is shown yet.';
  }
  private refuse(response: DebugProtocol.Response, reason: string, isShown = false): void {
    // As a variable, since braces in a text are read as one.
    this.sendErrorResponse(response, { id: 1, format: '{_reason}', variables: { _reason: reason }, showUser: isShown }, undefined, undefined, ErrorDestination.User);
  }

  protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
    response.body = { supportsConfigurationDoneRequest: true, supportsStepBack: true, supportsExceptionInfoRequest: true, supportsLoadedSourcesRequest: true, supportsANSIStyling: true };
    this.sendResponse(response);
  }
  protected override attachRequest(response: DebugProtocol.AttachResponse, args: DebugProtocol.AttachRequestArguments): void {
    const first = this.loading === undefined ? this.load(args) : Promise.reject(new Error('This session shows a job already. Start another session for another job.'));
    this.loading ??= first;
    first.then((job) => {
      this.job = job;
      this.sendResponse(response);
      this.sendEvent(new InitializedEvent());
    }, (error: unknown) => {
      if (this.loading === first) this.loading = undefined;
      this.refuse(response, error instanceof Error ? error.message : String(error), true);
    });
  }
  protected override launchRequest(response: DebugProtocol.LaunchResponse): void { this.refuse(response, 'This session shows a finished job, and launches no runbook.'); }
  protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
    if (this.job === undefined) { this.refuse(response, 'No job was attached to.'); return; }
    this.sendResponse(response);
    if (this.state !== 'set up') return;
    this.state = 'shown';
    if (this.job.isLater === true) this.sendEvent(new Event('output', { category: 'important', output: `${this.name} was saved or published again after this job had begun. The text shown is the one of now: lines may have moved.\n` } satisfies DebugProtocol.OutputEvent['body']));
    if (this.records.length === 0) this.end();
    else this.stopAt(0, 'entry');
  }
  protected override setBreakPointsRequest(response: DebugProtocol.SetBreakpointsResponse, { source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments): void {
    const isOurs = source.sourceReference === SOURCE, known = new Set(this.records.flatMap((record) => this.ownLine(record) ?? []));
    if (isOurs) this.lines = new Set(breakpoints.map(({ line }) => line));
    response.body = { breakpoints: breakpoints.map(({ line }) => (isOurs && known.has(line) ? { verified: true, line } : { verified: false, message: 'No error of the job is from this line. Of other records the job does not keep where they were written: step to them.' })) };
    this.sendResponse(response);
  }
  protected override setFunctionBreakPointsRequest(response: DebugProtocol.SetFunctionBreakpointsResponse, { breakpoints }: DebugProtocol.SetFunctionBreakpointsArguments): void {
    response.body = { breakpoints: breakpoints.map(() => ({ verified: false, message: 'A finished job calls no functions any more.' })) };
    this.sendResponse(response);
  }
  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    response.body = { threads: [{ id: 1, name: `${this.name} (replay)` }] };
    this.sendResponse(response);
  }
  protected override stackTraceRequest(response: DebugProtocol.StackTraceResponse, { startFrame = 0, levels = 0 }: DebugProtocol.StackTraceArguments): void {
    const { source, places } = this, name = `Record ${this.at + 1} of ${this.records.length}`;
    // Servers tell the line of errors only; a record without one stands at no line, and so does one of a child runbook, whose text is not that of the job.
    const frames = (places.length === 0 ? [undefined] : places).map((place, i): DebugProtocol.StackFrame => {
      const isOwn = place !== undefined && this.isOwn(place), where = place === undefined || isOwn ? '' : place.source === undefined ? `line ${place.line}` : `${basename(place.source)}:${place.line}`;
      return { id: i + 1, name: [...(i === 0 ? [name] : []), ...(where === '' ? (i === 0 ? [] : [this.name]) : [where])].join(', '), line: isOwn ? place.line : 0, column: isOwn ? 1 : 0, ...(source === undefined || !isOwn ? { presentationHint: 'subtle' } : { source }) };
    });
    response.body = { stackFrames: frames.slice(startFrame, levels === 0 ? undefined : startFrame + levels), totalFrames: frames.length };
    this.sendResponse(response);
  }
  protected override scopesRequest(response: DebugProtocol.ScopesResponse): void {
    response.body = { scopes: [{ name: 'Record', variablesReference: RECORD, expensive: false, presentationHint: 'locals' }, { name: 'Job', variablesReference: JOB, expensive: false }] };
    this.sendResponse(response);
  }
  protected override variablesRequest(response: DebugProtocol.VariablesResponse, { variablesReference }: DebugProtocol.VariablesArguments): void {
    const { record, job } = this;
    if (variablesReference !== RECORD && variablesReference !== JOB) { this.refuse(response, 'There are no such variables.'); return; }
    const rows: readonly (readonly [string, string | null | undefined])[] = variablesReference === RECORD
      ? [['Stream', record?.stream], ['Text', record?.text], ['Time', record?.time], ['Line', this.places.map(({ source: of, line }) => `${of === undefined ? '' : `${basename(of)}:`}${line}`).join(' < ')]]
      : [['Status', job?.status], ['Started', job?.startedAt], ['Ended', job?.endedAt], ['Exception', job?.exception]];
    response.body = { variables: rows.flatMap(([name, value]) => (value == null || value === '' ? [] : [{ name, value, variablesReference: 0 }])) };
    this.sendResponse(response);
  }
  protected override evaluateRequest(response: DebugProtocol.EvaluateResponse): void {
    this.refuse(response, 'A finished job keeps its records, not its variables: debug the runbook to look at them.');
  }
  protected override sourceRequest(response: DebugProtocol.SourceResponse, { sourceReference }: DebugProtocol.SourceArguments): void {
    if (sourceReference !== SOURCE || this.source === undefined) { this.refuse(response, 'There is no such source.'); return; }
    response.body = { content: this.job?.text ?? '', mimeType: 'text/x-powershell' };
    this.sendResponse(response);
  }
  protected override loadedSourcesRequest(response: DebugProtocol.LoadedSourcesResponse): void {
    response.body = { sources: this.source === undefined ? [] : [this.source] };
    this.sendResponse(response);
  }
  protected override exceptionInfoRequest(response: DebugProtocol.ExceptionInfoResponse): void {
    if (this.record?.stream !== 'Error') { this.refuse(response, 'The record that is shown is no error.'); return; }
    response.body = { exceptionId: 'Error record', description: this.record.text, breakMode: 'always' };
    this.sendResponse(response);
  }
  protected override nextRequest(response: DebugProtocol.NextResponse): void { this.sendResponse(response); this.go(this.at + 1, 'step'); }
  protected override stepInRequest(response: DebugProtocol.StepInResponse): void { this.sendResponse(response); this.go(this.at + 1, 'step'); }
  protected override stepOutRequest(response: DebugProtocol.StepOutResponse): void { this.sendResponse(response); this.go(this.records.length, 'step'); }
  protected override stepBackRequest(response: DebugProtocol.StepBackResponse): void { this.sendResponse(response); this.go(Math.max(0, this.at - 1), 'step'); }
  protected override continueRequest(response: DebugProtocol.ContinueResponse): void {
    this.sendResponse(response);
    const next = this.records.findIndex((record, i) => i > this.at && this.isOfNote(record));
    this.go(next < 0 ? this.records.length : next, 'breakpoint');
  }
  protected override reverseContinueRequest(response: DebugProtocol.ReverseContinueResponse): void {
    this.sendResponse(response);
    const before = this.records.findLastIndex((record, i) => i < this.at && this.isOfNote(record));
    this.go(Math.max(0, before), before < 0 ? 'entry' : 'breakpoint');
  }

  private get records(): readonly JobRecord[] { return this.job?.records ?? []; }
  private get record(): JobRecord | undefined { return this.records[this.at]; }
  private get places(): readonly RecordPlace[] { return placesOf(this.record); }
  /** A place in the text of the job's runbook; of a server that names no sources, any that the text has. */
  private isOwn({ source, line }: RecordPlace): boolean {
    const { text } = this.job ?? {};
    return (source === undefined || source.toLowerCase() === this.name.toLowerCase()) && (text === undefined || line <= text.split('\n').length);
  }
  /** The line of the runbook itself: where the error is, or where what has it was called. */
  private ownLine(record: JobRecord | undefined): number | undefined { return placesOf(record).find((place) => this.isOwn(place))?.line; }
  private get name(): string { return this.job?.runbookName ?? 'Job'; }
  private get source(): DebugProtocol.Source | undefined {
    return this.job?.text === undefined ? undefined : { name: `${this.name}.ps1`, path: `${this.name}.ps1`, sourceReference: SOURCE, origin: this.job.isLater === true ? 'saved again since it ran' : 'the version that ran' };
  }
  /** Where going on stops: errors, and lines with a breakpoint. */
  private isOfNote(record: JobRecord): boolean { return record.stream === 'Error' || this.lines.has(this.ownLine(record) ?? 0); }
  private go(to: number, reason: string): void {
    if (to >= this.records.length) this.end();
    else this.stopAt(to, reason);
  }
  private stopAt(index: number, reason: string): void {
    this.at = index;
    this.tell(index + 1);
    const { record } = this, isError = record?.stream === 'Error';
    this.sendEvent(new Event('stopped', { reason: isError ? 'exception' : reason, threadId: 1, allThreadsStopped: true, ...(isError ? { text: record.text, description: 'Error record' } : {}) } satisfies DebugProtocol.StoppedEvent['body']));
  }
  /** Going back takes nothing out of the console, and going on writes nothing twice. */
  private tell(count: number): void {
    const none = new Sources('', '');
    for (const record of this.records.slice(this.told, count)) {
      const body = outputOf({ streamTypeName: record.stream as 'Output', text: record.text, time: record.time }, none), { source } = this, line = this.ownLine(record);
      if (body !== undefined) this.sendEvent(new Event('output', { ...body, ...(source === undefined || line === undefined ? {} : { source, line }) }));
    }
    this.told = Math.max(this.told, count);
  }
  private end(): void {
    this.state = 'over';
    this.tell(this.records.length);
    this.sendEvent(new Event('output', { category: 'stdout', output: `${this.name} ended as ${this.job?.status ?? ''}.\n` } satisfies DebugProtocol.OutputEvent['body']));
    this.sendEvent(new TerminatedEvent());
  }
}
