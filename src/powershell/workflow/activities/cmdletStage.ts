import type { Argument } from '../../runtime/bind/argument.ts';
import { makeArguments } from '../../runtime/compile/commands/arguments.ts';
import type { Callee, CommandSite } from '../../runtime/compile/commands/command.ts';
import { activityScopes } from '../../runtime/debug/frames.ts';
import { CmdletStage } from '../../runtime/run/pipeline/cmdletStage.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { FunctionRun } from '../../runtime/run/functionRun.ts';
import { NativeStage } from '../../runtime/run/pipeline/nativeStage.ts';
import { StopUpstreamSignal } from '../../runtime/run/pipeline/signals.ts';
import type { Streams } from '../../runtime/run/pipeline/streams.ts';
import { CallbackWriter } from '../../runtime/run/pipeline/writers.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { textWaits } from '../plan/waits.ts';
import { WorkflowStateError } from '../state/stateError.ts';
import { crossed } from '../run/boundary.ts';
import type { Overlap } from '../run/overlap.ts';
import { runScript } from '../script/scriptRun.ts';
import type { ScriptRequest } from '../script/scriptRun.ts';
import { innerScope } from './branches.ts';
import { deliver, held } from './delivery.ts';
import { heard, timedOut, waitFor } from './pending.ts';
import { commandBlock, runRemotely } from './remote.ts';
import type { ActivityArguments, Stage, StageCall } from './stage.ts';
import { isMocked } from '../plan/waits.ts';
import { concludeThread, inThread, variablesOf } from './threads.ts';

export interface CommandStageParts {
  readonly name: string;
  readonly site: CommandSite;
  readonly parameters: ActivityArguments;
  readonly mergesErrors: boolean;
  /** What it asks of the world may be asked without waiting: it does nothing else before it has the answer. */
  readonly overlaps: boolean;
  /** Its argument is script text, which runs as one of its own; only the call tells what it waits for. */
  readonly runsText: boolean;
  /** Its text, where its blocks wait for time or the web: beside other branches it runs in a thread of its own, with copies of the workflow's variables. */
  readonly waiting: { readonly text: string; readonly start: number } | undefined;
  /**
   * A program of the system, a command that a PowerShell beside the engine has (an implicit InlineScript, 1.2), or one that waits
   * for something outside: beside other branches it runs in a thread of its own. By what name it is called there.
   */
  readonly foreign: string | undefined;
  /** It runs in the workflow's process, whatever machine is named. */
  readonly isLocal: boolean;
}

/**
 * A workflow that is verbose, by `-Verbose`, its caller's preference or its own, gives the switch itself to its activities
 * (PSActivity.GetActivityCommand): what they do with `-Verbose` is more than what the variable makes them do (MshCommandRuntime.DoShouldProcess).
 */
function withVerbose(args: readonly Argument[], f: Frame): readonly Argument[] {
  if (!/^(?:continue|inquire)$/i.test(f.session.preference(f, 'VerbosePreference')) || args.some((a) => /^(?:verb|vb$)/.test(a.folded))) return args;
  return [...args, { name: 'Verbose', folded: 'verbose', value: true, hasValue: true }];
}

/** A cmdlet, or a command of a module, a script file or a program, run on the engine thread. */
export class CommandStage implements Stage {
  readonly name: string;
  readonly mark: number;
  readonly parameters: ActivityArguments;
  readonly mergesErrors: boolean;
  private readonly parts: CommandStageParts;
  constructor(parts: CommandStageParts) {
    this.name = parts.name;
    this.mark = parts.site.mark;
    this.parameters = parts.parameters;
    this.mergesErrors = parts.mergesErrors;
    this.parts = parts;
  }
  run(call: StageCall): boolean {
    const { run, at } = call, { scope } = at;
    // What a command sets or defines is set in a runspace that nobody sees again (13.3); what it reads are the workflow's variables.
    const f = innerScope(scope);
    scope.at = f.at = this.mark;
    // Whether a debugger is there or not: one may come while the command runs.
    activityScopes.add(f);
    const { overlap } = run;
    const { foreign } = this.parts;
    if (foreign !== undefined && overlap !== undefined && run.session.debug === undefined && !isMocked(foreign, run.session) && (run.hasBranches || call.deadline < Infinity || at.data['ticket'] !== undefined)) return this.beside(foreign, call, f, overlap);
    // What has to end in time is waited for from outside as well: nothing in it would look at the clock while it sleeps.
    if (this.parts.waiting !== undefined && overlap !== undefined && !run.session.isWatched && (run.hasBranches || call.deadline < Infinity || at.data['ticket'] !== undefined)) {
      const begun = this.blocks(call, f, overlap);
      if (begun !== undefined) return begun;
    }
    if (this.parts.runsText) return this.texts(call, f);
    if (!this.parts.overlaps || overlap === undefined || (!run.hasBranches && call.deadline === Infinity)) {
      this.timed(call, f, call.streams, makeArguments(this.parts.site.makers, f), call.write);
      return true;
    }
    const answer = heard(call), answers = (at.data['answers'] ??= []) as unknown[];
    if (answer !== undefined) answers.push(answer.answer);
    // Worked out once: the activity may be begun several times until it has all its answers.
    const args = (at.data['args'] ??= makeArguments(this.parts.site.makers, f)) as readonly Argument[];
    const { streams, flush } = held(call.streams, run.session);
    let written: Value[] = [];
    const ticket = this.freed(call, () => overlap.attempt(answers, () => { written = []; this.timed(call, f, streams, args, (v) => { written.push(v); }); }));
    if (ticket !== undefined) return waitFor(ticket, call);
    flush();
    for (const v of written) call.write(v);
    return true;
  }
  private beside(name: string, call: StageCall, f: Frame, overlap: Overlap): boolean {
    const answer = heard(call), { session } = call.run, position = f.source.extent(this.mark);
    if (answer !== undefined) return concludeThread(call, String(answer.answer), f.source, { position });
    const args = makeArguments(this.parts.site.makers, f).map((a) => ({ ...a, value: crossed(a.value) }));
    call.run.stay();
    return inThread(call, overlap, {
      part: { kind: 'shell', steps: [{ text: name, isScript: false, isLocal: false, isFirst: true, args }] }, source: f.source, namespaces: [], using: new Map(),
      input: call.input?.map((v) => crossed(v)), variables: variablesOf(call.at.scope, this.name), location: session.location, directory: session.workingDirectory.path, ofWorkflow: true,
    }, name, call.write, { position });
  }
  /** What a script beside the workflow reads of its variables. */
  private copies(scope: Frame): Map<string, Value> {
    const variables = variablesOf(scope, this.name);
    for (let at: Frame | null = scope; at?.parent != null; at = at.parent) for (const name of at.names()) {
      const v = at.own(name.toLowerCase());
      if (v !== unset && name !== '_' && !variables.has(name)) variables.set(name, v);
    }
    return variables;
  }
  /**
   * Script text as an argument, which has no block: it knows none of the workflow's variables (13.4; PSActivity.PopulateRunspaceFromContext),
   * and what it sets and defines ends with it. What waits in it lets the other branches go on.
   */
  private texts(call: StageCall, f: Frame): boolean {
    const { run, at, deadline, streams } = call, { overlap, session } = run, position = f.source.extent(this.mark), answer = heard(call);
    if (answer !== undefined) return concludeThread(call, String(answer.answer), f.source, { position });
    const args = makeArguments(this.parts.site.makers, f);
    run.stay();
    const request: ScriptRequest = {
      part: { kind: 'shell', steps: [{ text: this.name, isScript: false, isLocal: false, isFirst: true, args }] }, source: f.source, namespaces: [], using: new Map(),
      input: call.input, variables: variablesOf(at.scope, this.name), location: session.location, directory: session.workingDirectory.path, ofWorkflow: true,
    };
    const mayLeave = overlap !== undefined && !session.isWatched && (run.hasBranches || deadline < Infinity);
    if (mayLeave && [...args.map((a) => a.value), ...(call.input ?? [])].some((v) => textWaits(toText(v), session))) try {
      return inThread(call, overlap, request, this.name, call.write, { position });
    } catch (e) { if (!(e instanceof WorkflowStateError)) throw e; }
    runScript(request, {
      host: session.host, watched: session, another: session.another, write: call.write,
      record: (r) => { if (r.stream === 'Error') r.error.position ??= position; deliver(r, streams, session); },
      ...(deadline === Infinity ? {} : { checkTime: () => { if (run.now() > deadline) timedOut(deadline); } }),
    });
    return true;
  }
  /** Undefined where something that it would need cannot cross: then it runs here. */
  private blocks(call: StageCall, f: Frame, overlap: Overlap): boolean | undefined {
    const answer = heard(call), { session } = call.run, { scope } = call.at;
    if (answer !== undefined) return concludeThread(call, String(answer.answer), f.source);
    const variables = this.copies(scope);
    // On the line that it stands on, for the places of errors.
    const text = `${'\n'.repeat(f.source.place(this.parts.waiting?.start ?? 0).line - 1)}${call.input === undefined ? '' : '$input | '}${this.parts.waiting?.text ?? ''}`;
    try {
      return inThread(call, overlap, {
        part: { kind: 'shell', steps: [{ text, isScript: true, isLocal: false, isFirst: true, args: [] }] }, source: f.source, namespaces: [], using: new Map(),
        input: call.input, variables, location: session.location, directory: session.workingDirectory.path,
      }, this.name, call.write);
    } catch (e) {
      if (!(e instanceof WorkflowStateError)) throw e;
      return undefined;
    }
  }
  get runRemotely(): Stage['runRemotely'] {
    const { name, site, isLocal } = this.parts;
    if (isLocal) return undefined;
    return (call, connection) => {
      const { scope } = call.at;
      scope.at = this.mark;
      const { block, values } = commandBlock(call.run.session, name, makeArguments(site.makers, scope), call.input !== undefined);
      runRemotely(call, connection, block, [[...values]]);
    };
  }
  /** An attempt that ends, in whatever way, keeps nothing under way. */
  private freed(call: StageCall, work: () => number | undefined): number | undefined {
    const { at, fiber } = call;
    let ticket: number | undefined;
    try { ticket = work(); } finally {
      if (ticket === undefined) {
        fiber.inFlight = false;
        delete at.data['answers'];
        delete at.data['args'];
      }
    }
    return ticket;
  }
  private timed(call: StageCall, f: Frame, streams: Streams, args: readonly Argument[], write: (v: Value) => void): void {
    const { run, deadline } = call, { session } = run;
    run.stay();
    const work = (): void => this.execute(f, { streams, args, write, input: call.input });
    if (deadline === Infinity) return work();
    session.checkTime = () => { if (run.now() > deadline) timedOut(deadline); };
    try { return work(); } finally { session.checkTime = undefined; }
  }
  private execute(f: Frame, { streams, args, write, input }: { readonly streams: Streams; readonly args: readonly Argument[]; readonly write: (v: Value) => void; readonly input: readonly Value[] | undefined }): void {
    const out = new CallbackWriter(write);
    const { site } = this.parts, { session } = f, position = f.source.extent(site.mark), { current } = session;
    session.success = true;
    session.current = f;
    try {
      const callee: Callee = site.find(f), { entry } = callee, options = { out, streams, expectingInput: input !== undefined, position };
      if (entry.kind !== 'Cmdlet' && entry.kind !== 'Application') { FunctionRun.open(f, callee, args, options).all(input); return; }
      const stage = entry.kind === 'Cmdlet' ? new CmdletStage(f, entry, callee.name, withVerbose(args, f), options) : new NativeStage(f, entry, args, out, streams, input !== undefined);
      try {
        stage.begin();
        if (input === undefined) stage.alone();
        else for (const item of input) stage.write(item);
        stage.end();
      } finally { stage.dispose(); }
    } catch (e) {
      if (e instanceof StopUpstreamSignal) return;
      if (e instanceof PowerShellError) e.record.position ??= position;
      throw e;
    } finally { session.current = current; }
  }
}
