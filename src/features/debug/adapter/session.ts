/**
 * The debug adapter: what the editor asks, in the words of the Debug Adapter Protocol, passed on to the engine's debugger in a
 * sandbox process. It knows no editor, so that tests talk to it over pipes.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ContinuedEvent, DebugSession, ErrorDestination, Event, ExitedEvent, InitializedEvent, LoadedSourceEvent, OutputEvent, Response, TerminatedEvent } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { decodeScript } from '../../../powershell/index.ts';
import type { BoundBreakpoint, DebugEvent, DebugReply, DebugRequest, ScopeEntry, SourceBreakpoint, StepMode, VariableEntry } from '../../../powershell/runtime/debug/protocol.ts';
import { childrenIn } from '../../../powershell/workflow/state/savedChildren.ts';
import type { TestEvent } from '../../../powershell/testing/protocol.ts';
import { localAssets } from '../../../worker/local/localAssets.ts';
import type { SavedCheckpoint } from '../../../worker/protocol.ts';
import type { runInSandbox, RunHandle, RunRecord } from '../../../worker/local/runInSandbox.ts';
import type { CheckedBreakpoint } from './breakpoints.ts';
import { answerBreakpoints, checkBreakpoints, checkInChanged, locationsIn, problemOf } from './breakpoints.ts';
import type { CheckpointStore } from './checkpoints.ts';
import { CAPABILITIES, EXCEPTION_FILTERS } from './capabilities.ts';
import { consoleCompletions } from './consoleCompletion.ts';
import { checkArguments, prepareLaunch, prepareTests, wholeFile } from './launch.ts';
import type { Launch, LaunchArguments } from './launch.ts';
import { outputsOf, testOutputs } from './outputText.ts';
import { OF_RUNS, refusalOf } from './refused.ts';
import { Sources } from './sources.ts';
import { isSafeToHover, variableOf } from './values.ts';

export interface AdapterPorts {
  readonly run: typeof runInSandbox;
  readonly checkpoints: CheckpointStore;
  /** The text of a file that an editor has open, with what is not saved; undefined where none has. */
  readonly openText: (path: string) => Promise<string | undefined> | string | undefined;
}
type Stop = Extract<DebugEvent, { kind: 'stopped' }>;
type Debugged = Pick<RunHandle, 'debug' | 'stop'> & { readonly done: Promise<unknown> };
const RUNBOOK = 1;
/** So long may take what is shown without being typed: a watch, a property that a script works out. */
const LOOK_MS = 5000;
/** The answer to breakpoints that are set before there is anything to stop in, or behind its end. */
const NOTHING_RUNS = { verified: false, message: 'Nothing runs that could stop here. Set breakpoints once the adapter has said that it is initialized, and before the runbook has ended.' } as const;
/** Texts of a changed file that are compared and sent: longer ones are taken for the same. */
const LONGEST_TEXTS = 1024 * 1024;

export class RunbookDebugSession extends DebugSession {
  private readonly ports: AdapterPorts;
  protected launch: Launch | undefined;
  private given: LaunchArguments | undefined;
  protected sources = new Sources('', '');
  /** What is debugged: a run of this adapter's own, or a job. */
  protected run: Debugged | undefined;
  /** Set where nothing is debugged, only run. */
  private noDebug = false;
  protected stopped: Stop | undefined;
  private threads: readonly DebugProtocol.Thread[] = [];
  /** Checkpoints whose place was not told yet. */
  private states: SavedCheckpoint[] = [];
  protected ending = false;
  private launching = false;
  private restarting = false;
  /** Breakpoints that stand for another one, in the same file under another name. */
  private readonly sameAs = new Map<number, number>();
  /** As last set, for a restart: the lines of files as the editor gave them, since their texts may be others by then. */
  private readonly kept = new Map<string, () => Promise<unknown>>();

  constructor(ports: AdapterPorts) {
    super();
    this.ports = ports;
    this.setDebuggerLinesStartAt1(true);
    this.setDebuggerColumnsStartAt1(true);
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    const refusal = refusalOf(request, OF_RUNS);
    if (refusal === undefined) super.dispatchRequest(request);
    else this.answer(new Response(request), () => Promise.reject(new Error(refusal)));
  }

  protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
    response.body = { ...CAPABILITIES, exceptionBreakpointFilters: [...EXCEPTION_FILTERS] };
    this.sendResponse(response);
  }

  protected override launchRequest(response: DebugProtocol.LaunchResponse, args: DebugProtocol.LaunchRequestArguments): void {
    this.answer(response, async () => {
      const given = { ...args } as LaunchArguments, problem = checkArguments(given);
      // A session is one run (Debug Adapter Protocol): a second one would take the place of the first, whose events nobody could tell from its own.
      if (this.launching || this.run !== undefined) throw new Error(`This session debugs ${this.launch?.name ?? 'a runbook'} already. Start another session for another run, or restart this one.`);
      if (problem !== undefined) throw problem;
      this.given = given;
      this.noDebug = given.noDebug === true;
      this.launching = true;
      try { await this.begin(); } finally { this.launching = false; }
      this.sendEvent(new InitializedEvent());
    });
  }

  /** Jobs are attached to by another session (`attachedSession.ts`). */
  protected override attachRequest(response: DebugProtocol.AttachResponse, _args: DebugProtocol.AttachRequestArguments): void {
    this.answer(response, () => Promise.reject(new Error('This session launches runbooks, and attaches to no job.')));
  }

  protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
    this.answer(response, async () => await this.goOn());
  }

  protected override restartRequest(response: DebugProtocol.RestartResponse, args: DebugProtocol.RestartArguments): void {
    this.answer(response, async () => {
      // What launch.json says by now, where the editor sends it.
      const { arguments: newer } = { ...args };
      // Two at once would begin two runs, one of which nobody knows.
      if (this.launching || this.restarting) throw new Error('The runbook is just being started.');
      if (newer !== undefined && 'program' in newer) this.given = newer as LaunchArguments;
      this.restarting = true;
      try {
        this.run?.stop();
        await this.run?.done;
        await this.begin();
      } catch (error) {
        // Nothing runs any more.
        this.sendEvent(new TerminatedEvent());
        throw error;
      } finally {
        this.restarting = false;
      }
      for (const again of this.kept.values()) await again();
      await this.goOn();
    });
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    this.ending = true;
    this.run?.stop();
    this.sendResponse(response);
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
    this.answer(response, async () => {
      this.ending = true;
      // Its finally blocks may run; who waits no longer than this sees the process ended.
      this.run?.stop(1000);
      await this.run?.done;
    });
  }

  protected override setBreakPointsRequest(response: DebugProtocol.SetBreakpointsResponse, { source, breakpoints = [], sourceModified }: DebugProtocol.SetBreakpointsArguments): void {
    this.answer(response, async () => { response.body = { breakpoints: await this.setLines(source.path ?? '', breakpoints, sourceModified === true) }; });
  }
  /** Sets the breakpoints of a file, in each text of it that may run. */
  private async setLines(path: string, breakpoints: readonly DebugProtocol.SourceBreakpoint[], isChanged: boolean): Promise<DebugProtocol.Breakpoint[]> {
    if (this.run === undefined) return breakpoints.map(() => NOTHING_RUNS);
    this.kept.set(`lines of ${path}`, async () => await this.setLines(path, breakpoints, false));
    const asked = (checked: readonly CheckedBreakpoint[]): SourceBreakpoint[] => checked.flatMap((one) => one.asked ?? []);
    const text = breakpoints.length === 0 ? '' : await this.textOf(path), now = isChanged && this.launch !== undefined ? await this.presentText(path) : text;
    const own = now === text || now === undefined || text === undefined ? checkBreakpoints(breakpoints, text) : checkInChanged(breakpoints, now, text);
    const sets: { readonly checked: readonly CheckedBreakpoint[]; readonly bound: readonly BoundBreakpoint[]; readonly isFixed: boolean }[] = [];
    for (const name of this.sources.engineNames(path)) {
      const runs = text === undefined || this.sources.isProgram(path) ? undefined : await this.ask({ kind: 'text', source: name }), loaded = runs?.kind === 'text' ? runs.text : undefined, isFixed = runs?.kind === 'text' && runs.stays;
      // What was loaded before it was changed runs on as it is. A script is read anew where it is called again; a workflow that is called by its name is not.
      const before = text === undefined || loaded === undefined || loaded === text || loaded.length + text.length > LONGEST_TEXTS ? undefined : { text: loaded, checked: checkInChanged(breakpoints, text, loaded) };
      const texts = text === undefined || before === undefined ? undefined : isFixed ? [before] : [{ text, checked: own }, before];
      const reply = await this.ask({ kind: 'setBreakpoints', source: name, breakpoints: asked(own), ...(texts === undefined ? {} : { inTexts: texts.map((one) => ({ text: one.text, breakpoints: asked(one.checked) })) }) });
      if (reply.kind === 'failed') return answerBreakpoints(own.map((one) => (one.asked === undefined ? one : { asked: undefined, message: reply.message })), []);
      let bound = reply.kind === 'breakpoints' ? reply.breakpoints : [];
      for (const { checked } of texts ?? [{ checked: own }]) {
        const count = asked(checked).length;
        sets.push({ checked, bound: bound.slice(0, count), isFixed: before !== undefined && isFixed });
        bound = bound.slice(count);
      }
    }
    // Of a workflow that goes on with an older text that is told. The editor knows each breakpoint by one number.
    const shown = sets.find(({ isFixed }) => isFixed) ?? sets[0] ?? { checked: own, bound: [] }, ids = idsOf(shown);
    for (const set of sets) idsOf(set).forEach((id, i) => { if (id !== undefined && ids[i] !== undefined && id !== ids[i]) this.sameAs.set(id, ids[i]); });
    return answerBreakpoints(shown.checked, shown.bound);
  }


  protected override setFunctionBreakPointsRequest(response: DebugProtocol.SetFunctionBreakpointsResponse, { breakpoints }: DebugProtocol.SetFunctionBreakpointsArguments): void {
    this.answer(response, async () => {
      const checked = breakpoints.map(({ name, condition = '', hitCondition = '' }) => {
        const conditions = { ...(condition.trim() === '' ? {} : { condition }), ...(hitCondition.trim() === '' ? {} : { hitCondition }) };
        return { asked: { name: name.trim(), ...conditions }, problem: problemOf(conditions) };
      });
      const functions = checked.flatMap(({ asked, problem }) => (problem === undefined ? [asked] : [])), reply = await this.keep({ kind: 'setFunctionBreakpoints', functions });
      const made = reply.kind === 'breakpoints' ? reply.breakpoints : [];
      response.body = { breakpoints: checked.map(({ asked, problem }) => {
        if (problem !== undefined) return { verified: false, message: problem };
        if (reply.kind === 'failed') return this.run === undefined ? NOTHING_RUNS : { verified: false, message: reply.message };
        const { id, verified = false, message } = made[functions.indexOf(asked)] ?? {};
        return { ...(id === undefined ? {} : { id }), verified, ...(message === undefined ? {} : { message }) };
      }) };
    });
  }

  protected override setExceptionBreakPointsRequest(response: DebugProtocol.SetExceptionBreakpointsResponse, { filters }: DebugProtocol.SetExceptionBreakpointsArguments): void {
    this.answer(response, async () => { await this.keep({ kind: 'setErrorFilters', filters: filters.filter((filter) => filter === 'all' || filter === 'uncaught') }); });
  }

  protected override breakpointLocationsRequest(response: DebugProtocol.BreakpointLocationsResponse, args: DebugProtocol.BreakpointLocationsArguments): void {
    this.answer(response, async () => { response.body = { breakpoints: locationsIn(await this.textOf(args.source.path ?? '') ?? '', args) }; });
  }

  protected override continueRequest(response: DebugProtocol.ContinueResponse): void {
    response.body = { allThreadsContinued: true };
    this.resume(response, 'continue');
  }
  protected override nextRequest(response: DebugProtocol.NextResponse, { threadId }: DebugProtocol.NextArguments): void { this.resume(response, 'over', threadId); }
  protected override stepInRequest(response: DebugProtocol.StepInResponse, { threadId }: DebugProtocol.StepInArguments): void { this.resume(response, 'into', threadId); }
  protected override stepOutRequest(response: DebugProtocol.StepOutResponse, { threadId }: DebugProtocol.StepOutArguments): void { this.resume(response, 'out', threadId); }
  protected override pauseRequest(response: DebugProtocol.PauseResponse): void { this.answer(response, async () => { await this.ask({ kind: 'pause' }); }); }

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    this.answer(response, async () => {
      if (this.stopped !== undefined) {
        const reply = await this.ask({ kind: 'threads' });
        if (reply.kind === 'threads') this.threads = reply.threads.map(({ id, name }) => ({ id, name }));
      }
      response.body = { threads: this.threads.length > 0 ? [...this.threads] : [{ id: RUNBOOK, name: this.launch?.name ?? 'Runbook' }] };
    });
  }

  protected override stackTraceRequest(response: DebugProtocol.StackTraceResponse, { threadId, startFrame = 0, levels = 0 }: DebugProtocol.StackTraceArguments): void {
    this.answer(response, async () => {
      const reply = wanted(await this.ask({ kind: 'stack', thread: threadId }), 'stack');
      const known = this.sources.loaded.length;
      const frames = reply.frames.map((frame): DebugProtocol.StackFrame => {
        const source = this.sources.source(frame.source);
        return {
          id: frame.frame + 1, name: frame.name, line: frame.line, column: frame.column, endLine: frame.endLine, endColumn: frame.endColumn,
          ...(source === undefined ? { presentationHint: 'subtle' } : { source }),
        };
      });
      for (const source of this.sources.loaded.slice(known)) this.sendEvent(new LoadedSourceEvent('new', source));
      response.body = { stackFrames: frames.slice(startFrame, levels === 0 ? undefined : startFrame + levels), totalFrames: frames.length };
    });
  }

  protected override scopesRequest(response: DebugProtocol.ScopesResponse, { frameId }: DebugProtocol.ScopesArguments): void {
    this.answer(response, async () => {
      const { scopes } = wanted(await this.ask({ kind: 'scopes', frame: frameId - 1 }), 'scopes');
      response.body = { scopes: scopes.map(({ name, handle, expensive }, i) => ({ name, variablesReference: handle, expensive, ...(i === 0 ? { presentationHint: 'locals' } : {}) })) };
    });
  }

  protected override variablesRequest(response: DebugProtocol.VariablesResponse, { variablesReference: handle, filter, start, count }: DebugProtocol.VariablesArguments): void {
    this.answer(response, async () => {
      // None is all that follow (Debug Adapter Protocol, VariablesArguments).
      const page = { ...(filter === 'indexed' || filter === 'named' ? { filter } : {}), ...(start === undefined ? {} : { start }), ...(count === undefined || count === 0 ? {} : { count }) };
      const { variables } = wanted(await this.within(LOOK_MS, { kind: 'variables', handle, ...page } satisfies DebugRequest), 'variables');
      response.body = { variables: variables.map(variableOf) };
    });
  }

  protected override setVariableRequest(response: DebugProtocol.SetVariableResponse, { variablesReference: handle, name, value }: DebugProtocol.SetVariableArguments): void {
    this.answer(response, async () => { response.body = valueBody(wanted(await this.ask({ kind: 'setVariable', handle, name, value }), 'value').variable, 'value'); });
  }

  protected override setExpressionRequest(response: DebugProtocol.SetExpressionResponse, { expression, value, frameId = 1 }: DebugProtocol.SetExpressionArguments): void {
    this.answer(response, async () => {
      wanted(await this.ask({ kind: 'evaluate', expression: `${expression} = ${value}`, frame: frameId - 1 }), 'value');
      response.body = valueBody(wanted(await this.ask({ kind: 'evaluate', expression, frame: frameId - 1 }), 'value').variable, 'value');
    });
  }

  protected override evaluateRequest(response: DebugProtocol.EvaluateResponse, { expression, context, frameId }: DebugProtocol.EvaluateArguments): void {
    this.answer(response, async () => {
      if (context === 'hover' && !isSafeToHover(expression)) throw new Error('Only variables and what is in them are shown.');
      const frame = (frameId ?? 1) - 1, whole = context === 'clipboard';
      const asked: DebugRequest = { kind: 'evaluate', expression: whole ? `(${expression}) | Out-String` : expression, frame, ...(whole ? { whole } : {}), ...(context === 'repl' ? { tells: true } : {}), ...(context === 'hover' ? { looks: true } : {}) };
      // Nobody asked for what the editor asks for at every stop: it ends.
      const reply = context === 'hover' || context === 'watch' || context === 'variables' ? await this.within(LOOK_MS, asked) : await this.ask(asked);
      response.body = valueBody(wanted(reply, 'value').variable, 'result');
    });
  }

  protected override exceptionInfoRequest(response: DebugProtocol.ExceptionInfoResponse): void {
    this.answer(response, async () => {
      const { reason, description = '', text = '' } = this.stopped ?? {}, [type = 'Error', id] = description.split(': ');
      if (reason !== 'exception') throw new Error('The runbook is not stopped at an error.');
      response.body = { exceptionId: id ?? type, description: text, breakMode: 'always', details: { typeName: type, message: text } };
    });
  }

  protected override completionsRequest(response: DebugProtocol.CompletionsResponse, { text, column, frameId = 1 }: DebugProtocol.CompletionsArguments): void {
    this.answer(response, async () => {
      const frame = frameId - 1;
      const evaluate = async (expression: string): Promise<string | undefined> => {
        const reply = await this.within(LOOK_MS, { kind: 'evaluate', expression, frame, whole: true, looks: true });
        return reply.kind === 'value' ? reply.variable.value : undefined;
      };
      const scopes = async (): Promise<readonly ScopeEntry[]> => {
        const reply = await this.ask({ kind: 'scopes', frame });
        return reply.kind === 'scopes' ? reply.scopes : [];
      };
      const inWorkflow = async (): Promise<boolean> => (await scopes()).some(({ name }) => name === 'Workflow');
      const variables = async (): Promise<readonly string[]> => {
        const lists = await Promise.all((await scopes()).map(async ({ handle }) => await this.ask({ kind: 'variables', handle })));
        return lists.flatMap((list) => (list.kind === 'variables' ? list.variables.map(({ name }) => name) : []));
      };
      const types = async (beginning: string): Promise<readonly string[]> => {
        const reply = await this.ask({ kind: 'types', beginning });
        return reply.kind === 'types' ? reply.names : [];
      };
      response.body = { targets: this.stopped === undefined ? [] : await consoleCompletions(text.slice(0, column - 1), { variables, inWorkflow, evaluate, types }) };
    });
  }

  protected override loadedSourcesRequest(response: DebugProtocol.LoadedSourcesResponse): void {
    response.body = { sources: this.sources.loaded };
    this.sendResponse(response);
  }

  /** The editor lets go of the session, however it ended. */
  override dispose(): void {
    this.ending = true;
    this.run?.stop(0);
    super.dispose();
  }

  /** Starts the process; the script waits for `start`. */
  private async begin(): Promise<void> {
    const { given } = this;
    if (given === undefined) throw new Error('Nothing was launched.');
    const text = await this.textOf(given.program);
    if (text === undefined) throw new Error(`The runbook ${given.program} cannot be read. Is it still there?`);
    const tests = given.tests ?? wholeFile(given.program, text), launch = tests === undefined ? prepareLaunch(given, text) : prepareTests(given.program, tests, text);
    this.launch = launch;
    this.sources = new Sources(launch.program, launch.name);
    const { outside } = launch;
    if (outside !== undefined) this.sendEvent(new Event('output', { category: 'console', output: `${outside.message}\n`, source: { path: launch.program }, line: outside.line, column: outside.column } satisfies DebugProtocol.OutputEvent['body']));
    const { checkpoints } = this.ports, from = given.fromCheckpoint, checkpoint = from === undefined ? undefined : checkpoints.take(launch.program, from, launch.text);
    if (checkpoint !== undefined) await this.checkChildren(checkpoint, from ?? 0);
    checkpoints.begin(launch.program, from ?? 0);
    this.states = [];
    const assets = await localAssets(launch.program);
    // Who has left meanwhile would not stop what begins now.
    if (this.ending) throw new Error('The session has ended.');
    const run = this.ports.run({
      script: launch.text, name: launch.name, type: launch.type, parameters: launch.parameters, directory: launch.folder, path: launch.program,
      verbose: given.verbose === true, debug: given.debug === true, assets,
      onRecords: (records) => this.show(records),
      onCheckpoint: (saved) => { this.states.push(saved); },
      ...(checkpoint === undefined ? {} : { checkpoint }),
      ...(launch.tests === undefined ? {} : { tests: launch.tests, onTestEvent: (event) => this.onTest(event) }),
      ...(this.noDebug ? {} : { onDebugEvent: (event) => this.onEngineEvent(event) }),
    });
    this.run = run;
    void run.done.then((result) => {
      this.stopped = undefined;
      if (this.restarting || run !== this.run) return;
      const failed = result.status === 'Completed' ? '' : ` ${result.exception ?? ''}`.trimEnd();
      if (launch.tests === undefined || failed !== '') this.sendEvent(new OutputEvent(`${launch.name} ended as ${result.status}.${failed}\n`, result.status === 'Failed' ? 'stderr' : 'stdout'));
      this.sendEvent(new ExitedEvent(result.status === 'Completed' ? 0 : 1));
      this.sendEvent(new TerminatedEvent());
    });
  }
  /** A run goes on with the texts that its children had: what the editor shows, and breakpoints stand in, must be the same. Throws where one was changed. */
  private async checkChildren({ state }: SavedCheckpoint, number: number): Promise<void> {
    for (const [, { name, script, path }] of childrenIn(state)) {
      const now = await this.textOf(path ?? join(this.launch?.folder ?? '', `${name}.ps1`));
      if (now !== script) throw new Error(`The runbook ${name}, which this one calls, ${now === undefined ? 'is not there any more' : `was changed since checkpoint ${number} was taken`}. Undo that, or debug the runbook from its beginning.`);
    }
  }
  protected async goOn(): Promise<void> {
    if (!this.noDebug) await this.ask({ kind: 'start', stopOnEntry: this.given?.stopOnEntry === true });
  }
  protected show(records: readonly RunRecord[]): void {
    for (const body of outputsOf(records, this.sources)) this.sendEvent(new Event('output', body));
  }
  private onTest(event: TestEvent): void {
    this.sendEvent(new Event('smaTest', event));
    for (const body of testOutputs(event, this.sources, this.noDebug)) this.sendEvent(new Event('output', body));
  }
  protected onEngineEvent(event: DebugEvent): void {
    switch (event.kind) {
      case 'stopped':
        this.stopped = event;
        this.sendEvent(new Event('stopped', {
          reason: event.reason, threadId: event.thread, allThreadsStopped: true, hitBreakpointIds: event.breakpoints.map((id) => this.sameAs.get(id) ?? id),
          ...(event.text === undefined ? {} : { text: event.text, description: 'Paused on error' }),
        } satisfies DebugProtocol.StoppedEvent['body']));
        return;
      case 'output': {
        const source = this.sources.source(event.source);
        this.sendEvent(new Event('output', { category: 'console', output: event.text, ...(source === undefined ? {} : { source, line: event.line }) } satisfies DebugProtocol.OutputEvent['body']));
        return;
      }
      case 'checkpoint': {
        const saved = this.states.shift(), { launch } = this, source = this.sources.source(event.source);
        if (saved === undefined || launch === undefined) return;
        const { number } = this.ports.checkpoints.add(launch.program, { saved, text: launch.text, line: event.line, time: new Date() });
        this.sendEvent(new Event('output', { category: 'console', output: `Checkpoint ${number} was taken.\n`, ...(source === undefined ? {} : { source, line: event.line }) } satisfies DebugProtocol.OutputEvent['body']));
        return;
      }
      case 'continued': this.sendEvent(new ContinuedEvent(RUNBOOK, true)); return;
      case 'breakpoint': {
        const { id, verified, line, column } = event.breakpoint;
        this.sendEvent(new Event('breakpoint', { reason: 'changed', breakpoint: { id, verified, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) } } satisfies DebugProtocol.BreakpointEvent['body']));
      }
    }
  }
  /**
   * Answers before anything runs: a client that hears of the next stop before the answer takes the thread for one that never went on, and keeps
   * showing why it stopped before. A step answers for one thread alone, though all go on: where another one was stopped, that is told too.
   */
  private resume(response: DebugProtocol.Response, mode: StepMode, thread?: number): void {
    const { stopped } = this;
    this.stopped = undefined;
    this.sendResponse(response);
    if (thread !== undefined && stopped !== undefined && stopped.thread !== thread) this.sendEvent(new ContinuedEvent(stopped.thread, true));
    void this.ask({ kind: 'resume', mode });
  }
  private async ask(request: DebugRequest): Promise<DebugReply> {
    return await (this.run?.debug(request) ?? Promise.resolve<DebugReply>({ kind: 'failed', message: 'Nothing runs.' }));
  }
  /** What takes longer is ended. */
  private async within(milliseconds: number, request: DebugRequest): Promise<DebugReply> {
    const timer = setTimeout(() => { void this.ask({ kind: 'endExpression' }); }, milliseconds);
    try { return await this.ask(request); } finally { clearTimeout(timer); }
  }
  private async keep(request: DebugRequest): Promise<DebugReply> {
    if (this.run !== undefined) this.kept.set(request.kind, async () => await this.ask(request));
    return await this.ask(request);
  }
  /** The runbook's text is what the editor shows; files beside it are read from the disk when they run, and so here. */
  private async textOf(path: string): Promise<string | undefined> {
    return this.launch !== undefined && this.sources.isProgram(path) && !this.restarting ? this.launch.text : this.presentText(path);
  }
  /** As the editor shows it, or the file holds it. */
  private async presentText(path: string): Promise<string | undefined> {
    const isProgram = this.given !== undefined && (path === this.given.program);
    const open = isProgram ? await this.ports.openText(path) : undefined;
    if (open !== undefined) return open;
    try { return decodeScript(await readFile(path)).text; } catch { return undefined; }
  }
  /** Sends the response when the work is done; what goes wrong is the person's to read. */
  protected answer(response: DebugProtocol.Response, work: () => Promise<void>): void {
    work().then(() => this.sendResponse(response), (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      // As a variable, since braces in a text are read as one; the line is for what may be told to the person.
      this.sendErrorResponse(response, { id: 1, format: '{_reason}', variables: { _reason: message }, showUser: response.command === 'launch' || response.command === 'attach' || response.command === 'restart' }, undefined, undefined, ErrorDestination.User);
    });
  }
}

/** Of each breakpoint as it was given. */
function idsOf({ checked, bound }: { readonly checked: readonly CheckedBreakpoint[]; readonly bound: readonly BoundBreakpoint[] }): (number | undefined)[] {
  let next = 0;
  return checked.map(({ asked }) => (asked === undefined ? undefined : bound[next++]?.id));
}
function wanted<K extends DebugReply['kind']>(reply: DebugReply, kind: K): Extract<DebugReply, { kind: K }> {
  if (reply.kind === kind) return reply as Extract<DebugReply, { kind: K }>;
  throw new Error(reply.kind === 'failed' ? reply.message : 'The runbook answered something else.');
}
function valueBody<K extends 'value' | 'result'>({ value, type, handle, indexed }: VariableEntry, key: K): Record<K, string> & { type: string; variablesReference: number; indexedVariables?: number } {
  return { [key]: value, type, variablesReference: handle, ...(indexed === undefined ? {} : { indexedVariables: indexed }) } as Record<K, string> & { type: string; variablesReference: number };
}
