/** A command, or several with `|` between: retries, time limits, progress, checkpoints around the stages. */
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import type { Eval } from '../../runtime/compile/code.ts';
import { raise } from '../../runtime/errors/raise.ts';
import type { ProgressRecord } from '../../runtime/host.ts';
import { ErrorRecord, PowerShellError } from '../../runtime/values/errorRecord.ts';
import { callByName } from '../../runtime/run/commands/callCommand.ts';
import { reportError } from '../../runtime/errors/report.ts';
import { CallbackWriter } from '../../runtime/run/pipeline/writers.ts';
import type { StreamName, Streams } from '../../runtime/run/pipeline/streams.ts';
import { toNumber } from '../../runtime/values/numbers.ts';
import type { NumberValue } from '../../runtime/values/numbers.ts';
import { ArrayList } from '../../runtime/values/lists.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import { crossed } from '../run/boundary.ts';
import type { Fiber, Position } from '../run/fiber.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';
import { activityValue } from './activityValues.ts';
import { workflowScope } from './assignment.ts';
import { NoSession, connectionOf, hasRemoting } from './remote.ts';
import type { ArgumentValues, Stage } from './stage.ts';

/** Stream variables of an activity: records go to the variable instead of the job. */
export interface StreamVariable { readonly stream: StreamName | 'Progress'; readonly name: string; /** In a statement of parallel: the block's. */ readonly ofBlock: boolean }

export class CommandActivity extends Activity {
  private readonly source: Eval | undefined;
  private readonly stages: readonly Stage[];
  private readonly variables: ReadonlyMap<Stage, readonly StreamVariable[]>;
  /** What the activity parameters of a stage were when it began: worked out once. */
  private readonly given = new WeakMap<Position, { readonly stage: Stage; readonly values: ReadonlyMap<string, Value> }>();
  constructor(place: ActivityPlace, parts: { source: Eval | undefined; stages: readonly Stage[]; variables: ReadonlyMap<Stage, readonly StreamVariable[]> }) {
    super(place);
    this.source = parts.source;
    this.stages = parts.stages;
    this.variables = parts.variables;
  }
  override get commands(): readonly string[] { return this.stages.some(({ name }) => name === 'InlineScript') ? ['InlineScript'] : []; }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    const { data } = at;
    if (at.pc === 0 && this.source !== undefined && data['input'] === undefined) {
      at.scope.at = this.mark;
      const v = this.source(at.scope);
      data['input'] = v === undefined ? [] : isEnumerable(v) ? [...enumerate(v)] : [v];
    }
    const stage = this.stages[at.pc], input = data['input'] as Value[] | undefined;
    // A stage that gets nothing is skipped, and so are all after it.
    if (stage === undefined || (input !== undefined && input.length === 0)) { this.leave(at, fiber, run); return; }
    if (stage.parameters.size > 0) this.givenTo(stage, at);
    const own = this.argument(stage, at, run, 'input') ?? this.defaultInput(stage, at, run);
    const given = own === undefined ? input : toItems(own);
    if (own !== undefined && given?.length === 0) { this.leave(at, fiber, run); return; }
    this.attempt(stage, given, at, fiber, run);
  }
  private attempt(stage: Stage, input: readonly Value[] | undefined, at: Position, fiber: Fiber, run: WorkflowRun): void {
    const { data, scope } = at, number = (name: string): number | undefined => {
      const v = this.argument(stage, at, run, name);
      return v == null ? undefined : toNumber(v as NumberValue);
    };
    if (data['deadline'] === undefined) {
      if (data['tries'] === undefined) this.beginStreams(stage, at);
      if (this.placeOf(stage, at, run) === undefined) this.loadModules(stage, at, run);
      const seconds = number('psactionrunningtimeoutsec');
      data['deadline'] = seconds === undefined ? 0 : run.now() + seconds * 1000;
      run.progress(stage, at, 'Running');
    }
    const deadline = data['deadline'] as number, isLive = this.isLive(stage, at, run), kept = at.pc + 1 < this.stages.length ? (data['kept'] ??= []) as Value[] : undefined;
    // The last one writes at once; what is before it in a pipeline is gathered for the next.
    const write = (v: Value): void => {
      const made = isLive ? v : crossed(v);
      if (kept === undefined) run.write(made, at.out); else kept.push(made);
    };
    const call = { at, fiber, run, input, streams: this.streams(stage, at, run, write), write, deadline: deadline === 0 ? Infinity : deadline };
    let ended = true;
    try {
      const away = this.placeOf(stage, at, run);
      if (away === undefined) ended = stage.run(call); else stage.runRemotely?.(call, away);
    } catch (thrown) {
      const e = thrown instanceof NoSession ? thrown.error : thrown;
      if (!(e instanceof PowerShellError)) throw e;
      delete data['deadline'];
      delete data['kept'];
      // Opening a session is tried again by itself, without word of it (section 7.1): the activity has not begun yet.
      const opened = (data['connections'] as number | undefined) ?? 0;
      if (thrown instanceof NoSession && opened < (number('psconnectionretrycount') ?? 0)) {
        data['connections'] = opened + 1;
        fiber.wait = { kind: 'time', until: run.now() + (number('psconnectionretryintervalsec') ?? 0) * 1000 };
        return;
      }
      delete data['connections'];
      const tries = (data['tries'] as number | undefined) ?? 0, more = number('psactionretrycount') ?? 0;
      run.progress(stage, at, 'Failed');
      if (tries >= more) {
        if (!run.isSuspendable || !this.suspends(at)) throw e;
        // `-ErrorAction Suspend` of the workflow: it goes on behind this statement when somebody resumes it (section 9).
        if (!e.logged) run.session.logError(e.record);
        reportError(scope, e.record);
        fiber.pop();
        run.suspend(fiber, '', scope);
        return;
      }
      data['tries'] = tries + 1;
      reportError(scope, retried(e, stage));
      // Windows PowerShell waits a second where no interval is given, though its documentation says none.
      fiber.wait = { kind: 'time', until: run.now() + (number('psactionretryintervalsec') ?? 1) * 1000 };
      return;
    }
    if (!ended) return;
    // One that has only written errors has failed too (section 10).
    run.progress(stage, at, data['wroteErrors'] === true ? 'Failed' : 'Completed');
    delete data['wroteErrors'];
    delete data['deadline'];
    delete data['tries'];
    delete data['connections'];
    at.pc += 1;
    data['persist'] = this.persists(stage, at, run) ?? data['persist'];
    if (kept !== undefined) {
      data['input'] = kept;
      delete data['kept'];
      return;
    }
    this.leave(at, fiber, run);
  }
  private leave(at: Position, fiber: Fiber, run: WorkflowRun): void {
    const own = at.data['persist'];
    fiber.pop();
    run.yieldFiber();
    run.persistAfter(fiber, at.scope, typeof own === 'boolean' ? own : undefined);
  }
  /** An activity argument: its own, or what Set-PSWorkflowData made the default. */
  private argument(stage: Stage, at: Position, run: WorkflowRun, name: string): Value {
    if (stage.parameters.has(name)) return this.givenTo(stage, at).get(name) ?? null;
    return run.settings.size === 0 ? undefined : run.settings.get(name);
  }
  /** Each of the type that the parameter has: a wrong one is an error of the statement, and nothing has run. */
  private givenTo(stage: Stage, at: Position): ReadonlyMap<string, Value> {
    const known = this.given.get(at);
    if (known?.stage === stage) return known.values;
    at.scope.at = stage.mark;
    const values = new Map(Array.from(stage.parameters, ([name, own]) => [name, activityValue(name, own === true ? true : own(at.scope) ?? null)]));
    this.given.set(at, { stage, values });
    return values;
  }
  private persists(stage: Stage, at: Position, run: WorkflowRun): boolean | undefined {
    const v = this.argument(stage, at, run, 'pspersist');
    return v == null ? undefined : toBoolean(v);
  }
  /** `-UseDefaultInput $true`: what was piped to the workflow. */
  private defaultInput(stage: Stage, at: Position, run: WorkflowRun): Value {
    const wanted = this.argument(stage, at, run, 'usedefaultinput');
    if (wanted == null || !toBoolean(wanted)) return undefined;
    const v = workflowScope(at.scope).find('input');
    return v === unset ? [] : v ?? [];
  }
  private suspends(at: Position): boolean {
    const v = at.scope.find('erroractionpreference');
    return v !== unset && v != null && toText(v) === 'Suspend';
  }
  private isLive(stage: Stage, at: Position, run: WorkflowRun): boolean {
    const own = this.argument(stage, at, run, 'psdisableserialization');
    if (own != null) return toBoolean(own);
    const v = at.scope.find('psdisableserializationpreference');
    return v !== unset && v != null && toBoolean(v);
  }
  /** Where it runs: undefined for here. Other machines are reached through a real PowerShell only. */
  private placeOf(stage: Stage, at: Position, run: WorkflowRun): ArgumentValues | undefined {
    at.scope.at = stage.mark;
    const argument = (name: string): Value => this.argument(stage, at, run, name), computers = argument('pscomputername'), here = run.session.host.environment.computerName.toLowerCase();
    const others = computers == null ? [] : toItems(computers).map(toText).filter((name) => name !== '' && !['localhost', '.', '127.0.0.1', '::1', here].includes(name.toLowerCase()));
    const uri = argument('psconnectionuri');
    if ((others.length === 0 && uri == null) || stage.runRemotely === undefined) return undefined;
    if (hasRemoting(run.session)) return connectionOf(argument);
    const where = others.length > 0 ? others.join(', ') : toText(uri);
    return raise({
      id: 'RemotingNotAvailable', category: 'NotEnabled', target: where, exception: 'System.NotSupportedException',
      message: `${stage.name} cannot run on ${where}: other machines are reached through a real PowerShell only, and there is none here, or it is not to be used (sma.engine). Leave -PSComputerName out to run it here.`,
    });
  }
  private loadModules(stage: Stage, at: Position, run: WorkflowRun): void {
    const modules = this.argument(stage, at, run, 'psrequiredmodules');
    if (modules == null) return;
    at.scope.at = stage.mark;
    for (const name of toItems(modules)) {
      try { callByName(at.scope, 'Import-Module', { Name: name, ErrorAction: 'Stop' }); } catch (e) {
        if (!(e instanceof PowerShellError)) throw e;
        raise({ id: 'ImportModuleFailed', category: 'ResourceUnavailable', target: name, message: `The module '${toText(name)}' that ${stage.name} requires (-PSRequiredModules) could not be imported: ${e.record.message}` });
      }
    }
  }
  /** Each activity has new collections, as a variable that is assigned has a new value. */
  private beginStreams(stage: Stage, at: Position): void {
    for (const variable of this.variables.get(stage) ?? []) streamList(variable, at);
  }
  private streams(stage: Stage, at: Position, run: WorkflowRun, write: (v: Value) => void): Streams {
    let streams = at.scope.streams;
    const merge = stage.mergesErrors || toBoolean(this.argument(stage, at, run, 'mergeerrortooutput') ?? false);
    if (merge) streams = streams.with({ Error: new CallbackWriter(write) });
    for (const variable of this.variables.get(stage) ?? []) {
      const { stream, name } = variable, held = at.scope.find(name.toLowerCase()), list = held instanceof ArrayList ? held : streamList(variable, at);
      if (stream === 'Error' && merge) streams = streams.with({ Error: new CallbackWriter((v) => { list.items.push(v); write(v); }) });
      else if (stream === 'Progress') {
        streams = streams.with({});
        streams.progress = (record) => { list.items.push(progressObject(record)); };
      } else streams = streams.with({ [stream]: new CallbackWriter((v) => { list.items.push(v); }) });
    }
    if (run.keepsProgress) {
      const { Error: writer } = streams, { records } = run.session.host;
      streams = streams.with({ Error: new CallbackWriter((v) => {
        at.data['wroteErrors'] = true;
        if (writer !== null) writer.write(v);
        else if (v instanceof ErrorRecord) records.write({ stream: 'Error', error: v });
      }) });
    }
    return streams;
  }
}
/** An empty list, in the variable. */
function streamList({ name, ofBlock }: StreamVariable, { scope }: Position): ArrayList {
  const list = new ArrayList([]);
  scope.session.spell(name);
  (ofBlock ? scope.parent ?? scope : scope).assign(name, list);
  return list;
}
/** A record of Write-Progress as a variable holds it. */
function progressObject({ activity, status, currentOperation, percentComplete, secondsRemaining, activityId, parentActivityId, completed }: ProgressRecord): PSObject {
  const made = new PSObject();
  made.typeNames = ['System.Management.Automation.ProgressRecord', 'System.Object'];
  for (const [name, value] of Object.entries({ ActivityId: activityId, ParentActivityId: parentActivityId, Activity: activity, StatusDescription: status, CurrentOperation: currentOperation, PercentComplete: percentComplete, SecondsRemaining: secondsRemaining, RecordType: completed ? 'Completed' : 'Processing' })) made.set(name, value);
  return made;
}
/** The record of a failed attempt that is made again. */
function retried(e: PowerShellError, stage: Stage): ErrorRecord {
  const { record } = e, made = new ErrorRecord(record.exception, 'ActivityActionFailed', record.category, record.targetObject);
  made.details = { message: `The activity '${stage.name}' failed and is tried again: ${record.message}`, recommendedAction: '' };
  made.position = record.position;
  made.stackTrace = record.stackTrace;
  return made;
}
