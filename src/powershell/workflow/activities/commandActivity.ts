/** A command, or several with `|` between: retries, time limits, progress, checkpoints around the stages. */
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
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
import { T } from '../../runtime/types/t.ts';
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
import { workflowScope } from './assignment.ts';
import { connectionOf, hasRemoting } from './remote.ts';
import type { ArgumentValues, Stage } from './stage.ts';

/** Stream variables of an activity: records go to the variable instead of the job. */
export interface StreamVariable { readonly stream: StreamName | 'Progress'; readonly name: string; /** In a statement of parallel: the block's. */ readonly ofBlock: boolean }

export class CommandActivity extends Activity {
  private readonly source: Eval | undefined;
  private readonly stages: readonly Stage[];
  private readonly variables: ReadonlyMap<Stage, readonly StreamVariable[]>;
  constructor(place: ActivityPlace, parts: { source: Eval | undefined; stages: readonly Stage[]; variables: ReadonlyMap<Stage, readonly StreamVariable[]> }) {
    super(place);
    this.source = parts.source;
    this.stages = parts.stages;
    this.variables = parts.variables;
  }
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
    const own = this.argument(stage, at, run, 'input') ?? this.defaultInput(stage, at, run);
    const given = own === undefined ? input : toItems(own);
    if (own !== undefined && given?.length === 0) { this.leave(at, fiber, run); return; }
    this.attempt(stage, given, at, fiber, run);
  }
  private attempt(stage: Stage, input: readonly Value[] | undefined, at: Position, fiber: Fiber, run: WorkflowRun): void {
    const { data, scope } = at, number = (name: string): number | undefined => {
      const v = this.argument(stage, at, run, name);
      return v == null ? undefined : toNumber(convertTo(v, T.UInt32) as NumberValue);
    };
    if (data['deadline'] === undefined) {
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
    } catch (e) {
      if (!(e instanceof PowerShellError)) throw e;
      delete data['deadline'];
      delete data['kept'];
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
    const own = stage.parameters.get(name);
    if (own === true) return true;
    if (own !== undefined) return own(at.scope) ?? null;
    return run.settings.size === 0 ? undefined : run.settings.get(name);
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
  private streams(stage: Stage, at: Position, run: WorkflowRun, write: (v: Value) => void): Streams {
    let streams = at.scope.streams;
    const merge = stage.mergesErrors || toBoolean(this.argument(stage, at, run, 'mergeerrortooutput') ?? false);
    if (merge) streams = streams.with({ Error: new CallbackWriter(write) });
    for (const { stream, name, ofBlock } of this.variables.get(stage) ?? []) {
      const held = at.scope.find(name.toLowerCase());
      const list = held instanceof ArrayList ? held : new ArrayList(held === unset || held == null ? [] : [...toItems(held)]);
      at.scope.session.spell(name);
      (ofBlock ? at.scope.parent ?? at.scope : at.scope).assign(name, list);
      if (stream === 'Progress') {
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
