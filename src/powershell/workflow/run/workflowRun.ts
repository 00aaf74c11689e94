/**
 * A workflow at work: its fibers take turns on the one engine thread. A fiber runs until it waits (time, answers, its
 * branches) or has done an activity; where all wait, the thread does, until the first of them can go on.
 */
import { asError, locate } from '../../runtime/errors/recover.ts';
import { errorRecord, raise } from '../../runtime/errors/raise.ts';
import { reportError } from '../../runtime/errors/report.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import type { Session } from '../../runtime/run/session.ts';
import { isSignal, StopSignal } from '../../runtime/run/pipeline/signals.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { ScriptPosition } from '../../runtime/values/errorRecord.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Branches } from '../activities/branches.ts';
import { Throw } from '../activities/leaving.ts';
import { NestedCall } from '../activities/nestedCall.ts';
import { Try } from '../activities/tryCatch.ts';
import type { Plan } from '../plan/plan.ts';
import { WorkflowStateError } from '../state/stateError.ts';
import { unixMs } from './clock.ts';
import { CoverageView } from './coverageView.ts';
import { DebugView } from './debugView.ts';
import { outgoing } from './boundary.ts';
import { CancelSignal, ReturnSignal } from './fiber.ts';
import { Turns } from './turns.ts';
import { unmarked } from './unmarked.ts';
import type { Collection, Fiber, Position, Thrown } from './fiber.ts';
import type { Stage } from '../activities/stage.ts';
import type { Overlap } from './overlap.ts';

export type RunEnd = { readonly kind: 'completed' } | { readonly kind: 'suspended'; readonly label: string };
/** Where the state of a run goes at a checkpoint; `undefined` where nothing keeps it. */
export interface Keeper {
  save(run: WorkflowRun): void;
  suspendAsked(): boolean;
  /** Nobody goes on from a checkpoint behind which the run has not ended: no other is taken. */
  readonly onlySuspensions?: boolean;
}
export interface RunParts {
  readonly session: Session;
  readonly plan: Plan;
  readonly plans: ReadonlyMap<string, Plan>;
  /** The output of the workflow. */
  readonly write: (v: Value) => void;
  readonly keeper: Keeper | undefined;
  readonly overlap: Overlap | undefined;
  /** `-PSPersist` of the workflow. */
  readonly persist: boolean;
  /** When PSRunningTimeoutSec or PSElapsedTimeoutSec ends it, in milliseconds since 1970; Infinity for never. */
  readonly deadline: number;
  /** Several calls beside each other (-PSParameterCollection): an error ends only its own. */
  readonly isCollection: boolean;
  /** An error that ends it becomes a record of the error stream for who calls it. */
  readonly isWritten?: boolean;
  /** Who calls it; undefined where it is the job. */
  readonly caller?: Frame;
}

export class WorkflowRun {
  readonly session: Session;
  readonly plan: Plan;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly overlap: Overlap | undefined;
  private readonly turns = new Turns();
  /** What Set-PSWorkflowData has set, by folded name. */
  readonly settings: Map<string, Value> = new Map();
  private readonly parts: RunParts;
  /** Every activity and every expression begins where the workflow began (section 3, PSCurrentDirectory): what one does with the location is over with it. */
  stay: () => void = () => {};
  private yielded = false;
  private wanted: { readonly suspend: boolean; readonly label: string; /** Where it was asked for. */ readonly position: () => ScriptPosition | undefined } | undefined;
  private end: RunEnd | undefined;
  /** Branches that end as soon as the script which they wait for has. */
  private readonly ending = new Set<Fiber>();
  private isStopping = false;
  /** How a debugger sees the run, where there is one or one may come. */
  private readonly view: DebugView | undefined;
  private readonly counter: CoverageView | undefined;

  constructor(parts: RunParts) {
    this.parts = parts;
    this.session = parts.session;
    this.plan = parts.plan;
    this.plans = parts.plans;
    this.overlap = parts.overlap;
    const { coverage } = parts.session, debug = parts.session.debug ?? parts.session.dormant;
    this.view = debug === undefined ? undefined : new DebugView(debug, { name: parts.plan.name, fibers: () => this.fibers, caller: parts.caller, isWritten: parts.isCollection || parts.isWritten === true });
    this.counter = coverage === undefined || debug !== undefined ? undefined : new CoverageView(coverage);
  }
  /** Runs to the end or to a suspension. Throws what nothing in the workflow caught. */
  run(): RunEnd {
    const { session, view } = this, { current, guarded, depth } = session, debug = session.debug ?? session.dormant, work = debug?.work;
    if (debug !== undefined) debug.work = view;
    // Errors travel: what an activity or expression throws ends the workflow unless a try is around it.
    session.guarded = 1;
    this.stay = session.holdPlace();
    const { checkTime } = session;
    if (this.parts.deadline < Infinity) session.checkTime = () => { checkTime?.(); this.checkDeadline(); };
    try {
      try { this.takeTurns(); } catch (e) {
        if (e instanceof StopSignal) this.stopAll();
        throw e;
      }
      return this.end ?? { kind: 'completed' };
    } finally {
      this.stay();
      session.checkTime = checkTime;
      session.current = current;
      session.guarded = guarded;
      session.depth = depth;
      if (debug !== undefined) debug.work = work;
      this.overlap?.cancelAll();
    }
  }
  private takeTurns(): void {
    while (this.turns.size > 0 && this.end === undefined) {
      if (this.wanted !== undefined && this.isQuiet()) { this.keep(); continue; }
      const fiber = this.runnable();
      if (fiber === undefined) this.waitForNews();
      else this.advance(fiber);
    }
  }
  start(fiber: Fiber): void {
    for (const at of fiber.stack) at.node.resumed(at, fiber);
    this.turns.add(fiber);
  }
  /** Those that have not ended. */
  get fibers(): readonly Fiber[] { return this.turns.all(); }
  now(): number { return unixMs(this.session.host.clock); }
  /** Another fiber may go on now. */
  yieldFiber(): void { this.yielded = true; }
  /** One of several calls beside each other has failed. */
  hasFailed = false;
  get hasBranches(): boolean { return this.turns.size > 1; }

  /** A record, to the variable that collects or to the output. */
  write(v: Value, out: Collection | undefined): void {
    if (out === undefined) this.parts.write(outgoing(v, this.session));
    else out.add(v);
  }

  get keepsProgress(): boolean { return this.session.host.records.keeps?.('Progress') !== false; }
  /** The automatic progress of an activity: one record at its start and one at its end (section 10). */
  progress(stage: Stage, at: Position, status: 'Running' | 'Completed' | 'Failed'): void {
    const { records } = this.session.host;
    if (!this.keepsProgress) return;
    const preference = this.session.preference(at.scope, 'ProgressPreference').toLowerCase();
    if (preference === 'silentlycontinue' || preference === 'ignore') return;
    const text = (name: string): string | undefined => { const own = stage.parameters.get(name); return own === undefined || own === true ? undefined : toText(own(at.scope)); };
    const message = text('psprogressmessage'), parent = at.scope.find('psparentactivityid');
    if (message === '') return;
    const name = text('displayname') ?? stage.name;
    records.write({
      stream: 'Progress', activity: message === undefined ? name : `${name}: ${message}`, status, currentOperation: `${this.plan.name}: ${stage.name}`, percentComplete: -1, secondsRemaining: -1,
      activityId: at.node.id, parentActivityId: typeof parent === 'number' ? parent : -1, completed: status !== 'Running',
    });
  }
  private runnable(): Fiber | undefined {
    let now = -1;
    return this.turns.take((fiber) => {
      // Before a checkpoint only what is in the middle of an activity goes on, to its end.
      if (this.wanted !== undefined && !fiber.inFlight) return false;
      const { wait } = fiber;
      if (wait === undefined) return true;
      if (wait.kind !== 'time') return false;
      if (now < 0) now = this.now();
      if (wait.until > now) return false;
      fiber.wait = undefined;
      return true;
    });
  }
  private advance(fiber: Fiber): void {
    const { session } = this;
    this.yielded = false;
    if (this.ending.delete(fiber)) {
      fiber.inFlight = false;
      this.unwind(fiber, new CancelSignal());
      return;
    }
    for (;;) {
      const at = fiber.top;
      if (at === undefined) { this.finish(fiber, undefined); return; }
      session.pay();
      this.stay();
      session.current = at.scope;
      (session.debug === undefined ? this.counter : this.view)?.ask(fiber, at);
      // A script or an expression that throws is an exception of its activity; the statements of the workflow alone mark theirs.
      try { at.node.step(at, fiber, this); } catch (e) { this.unwind(fiber, at.node instanceof Throw || at.node instanceof Try ? e : unmarked(e, fiber)); }
      if (fiber.isDone || fiber.wait !== undefined || this.end !== undefined) return;
      if (this.wanted !== undefined && !fiber.inFlight) return;
      if (this.yielded) { if (this.turns.size > 1) return; this.yielded = false; }
    }
  }
  /** Hands what was thrown to the nearest activity that takes it. */
  private unwind(fiber: Fiber, e: unknown): void {
    if (isSignal(e)) throw e;
    const at = fiber.top;
    let thrown: Thrown = e instanceof ReturnSignal || e instanceof CancelSignal ? e : asError(e, at?.scope ?? this.session.global);
    if (thrown instanceof PowerShellError && at !== undefined) {
      locate(thrown, at.scope);
      // What a block is left with is on its way through the branch around it.
      if (this.view !== undefined) this.view.turn = fiber;
      this.session.debug?.error(at.scope, thrown);
    }
    for (let top = at; top !== undefined; top = fiber.top) {
      this.session.current = top.scope;
      try { if (top.node.catches(top, fiber, this, thrown)) return; } catch (inner) {
        fiber.pop();
        this.unwind(fiber, inner);
        return;
      }
      // What a called workflow throws stands in no branch of its caller's text (IsThrowStatementInParallelBlock).
      if (top.node instanceof NestedCall) thrown = unmarked(thrown, fiber);
      fiber.pop();
    }
    this.finish(fiber, thrown);
  }
  private finish(fiber: Fiber, thrown: Thrown | undefined): void {
    fiber.failure = thrown;
    this.turns.remove(fiber);
    const { parent } = fiber, block = parent?.top;
    if (parent === undefined || block === undefined) {
      if (!(thrown instanceof PowerShellError)) return;
      // oxlint-disable-next-line typescript/only-throw-error -- how the engine's errors travel (runtime/errors/raise.ts)
      if (!this.parts.isCollection) throw thrown;
      this.hasFailed = true;
      this.reportBranch(this.parts.caller ?? this.session.global, thrown);
      return;
    }
    const node = block.node as Branches;
    if (thrown instanceof PowerShellError && thrown.isThrow && block.data['leaving'] === undefined) {
      // `throw` passes through: the other branches end, with their finally blocks, and the block fails. What leaves it is not
      // marked any more, so that an outer parallel level writes it as an error (section 4).
      const passed = unmarked(thrown, fiber);
      const others = node.leave(block, passed).filter((f) => f !== fiber);
      this.endBranch(parent, block, fiber);
      for (const other of others) this.cancel(other);
      return;
    }
    if (thrown !== undefined && !(thrown instanceof CancelSignal)) this.reportBranch(block.scope, thrown);
    this.endBranch(parent, block, fiber);
  }
  private endBranch(parent: Fiber, block: Position, branch: Fiber): void {
    const leftWith = (block.node as Branches).ended(block, parent, this, branch);
    if (leftWith === undefined) return;
    parent.wait = undefined;
    parent.pop();
    this.unwind(parent, leftWith);
  }
  /** Ends a line of work with nothing but its finally blocks; one that runs goes to its end first. */
  private cancel(fiber: Fiber): void {
    if (fiber.isDone) return;
    const thrown = new CancelSignal(), { wait, top } = fiber;
    if (fiber.stack.toReversed().some((at) => at.node instanceof Try && at.node.postpones(at, thrown))) return;
    if (top?.node instanceof Branches && wait?.kind === 'branches') {
      for (const inner of top.node.leave(top, thrown)) this.cancel(inner);
      return;
    }
    if (wait?.kind === 'answer') {
      if (this.overlap?.isScript(wait.ticket) === true) {
        if (!this.isStopping) this.overlap.stop(wait.ticket);
        this.ending.add(fiber);
        return;
      }
      this.overlap?.cancel(wait.ticket);
    }
    fiber.wait = undefined;
    fiber.inFlight = false;
    this.unwind(fiber, thrown);
  }
  /** The job is stopped: finally blocks run to their end, as those of scripts do. Whoever stops it gives it some time (worker/jobs/jobRun.ts). */
  private stopAll(): void {
    this.isStopping = true;
    this.wanted = undefined;
    this.session.withoutStop(() => {
      for (const fiber of this.fibers) if (fiber.parent === undefined) this.atStop(() => this.cancel(fiber));
      while (this.turns.size > 0) this.atStop(() => this.takeTurns());
    });
  }
  /** What a finally block throws while the job stops is an error it has written. */
  private atStop(work: () => void): void {
    try { work(); } catch (e) {
      if (!(e instanceof PowerShellError)) throw e;
      this.reportBranch(this.parts.caller ?? this.session.global, e);
    }
  }
  /** An error that ends a branch is a record of the error stream; the other branches go on. */
  private reportBranch(scope: Frame, thrown: PowerShellError | ReturnSignal): void {
    const record = thrown instanceof PowerShellError ? thrown.record : errorRecord({
      id: 'WorkflowReturnException', category: 'OperationStopped', exception: 'Microsoft.PowerShell.Workflow.WorkflowReturnException',
      message: 'A return or exit inside parallel ends only its own branch.',
    });
    if (!(thrown instanceof PowerShellError && thrown.logged)) this.session.logError(record);
    reportError(scope, record);
  }

  /** Takes a checkpoint as soon as no other branch is inside an activity; `fiber` goes on behind it. */
  checkpoint(fiber: Fiber, scope: Frame): void {
    if (this.parts.keeper === undefined || this.parts.keeper.onlySuspensions === true || this.isStopping) return;
    const mark = scope.at;
    fiber.wait = { kind: 'checkpoint' };
    this.wanted ??= { suspend: false, label: '', position: () => scope.source.extent(mark) };
  }
  suspend(fiber: Fiber, label: string, scope: Frame): void {
    if (this.isStopping) return;
    const mark = scope.at;
    fiber.wait = { kind: 'checkpoint' };
    this.wanted = { suspend: true, label, position: () => scope.source.extent(mark) };
  }
  get isSuspendable(): boolean { return this.parts.keeper !== undefined; }
  /** Suspend-Workflow needs somebody who keeps the state; where runbooks are tested nobody does. */
  checkSuspendable(): void {
    if (this.isSuspendable) return;
    raise({
      id: 'SuspendNotAvailable', category: 'NotEnabled', exception: 'System.NotSupportedException',
      message: 'The workflow cannot be suspended here: nobody keeps its state, so that nobody could resume it.',
    });
  }
  /** The checkpoint after an activity that PSPersist or $PSPersistPreference asks for (section 8); its own argument wins. */
  persistAfter(fiber: Fiber, scope: Frame, own: boolean | undefined): void {
    if (this.parts.keeper === undefined || this.parts.keeper.onlySuspensions === true) return;
    if (own ?? this.preferred(scope)) this.checkpoint(fiber, scope);
  }
  private preferred(scope: Frame): boolean {
    const v = scope.find('pspersistpreference');
    return v === unset || v == null ? this.parts.persist : toBoolean(v);
  }
  private isQuiet(): boolean { return !this.fibers.some((f) => f.inFlight); }
  private keep(): void {
    const { keeper } = this.parts, wanted = this.wanted;
    this.wanted = undefined;
    this.stay();
    const asked = this.fibers.find((fiber) => fiber.wait?.kind === 'checkpoint');
    for (const fiber of this.fibers) if (fiber.wait?.kind === 'checkpoint') fiber.wait = undefined;
    if (keeper === undefined || wanted === undefined) return;
    try { keeper.save(this); } catch (e) {
      if (e instanceof WorkflowStateError) e.position ??= wanted.position();
      throw e;
    }
    this.view?.kept(asked);
    if (wanted.suspend || keeper.suspendAsked()) this.end = { kind: 'suspended', label: wanted.label };
  }
  /** Nothing can go on: sleeps until a time has come or an answer has. */
  private waitForNews(): void {
    this.view?.rest();
    const now = this.now();
    let until = Infinity;
    for (const { wait } of this.fibers) {
      if (wait?.kind === 'time' && this.wanted === undefined) until = Math.min(until, wait.until);
      if (wait?.kind === 'answer') until = Math.min(until, wait.deadline);
    }
    this.checkDeadline();
    until = Math.min(until, this.parts.deadline);
    const milliseconds = until === Infinity ? Infinity : Math.max(0, until - now);
    if (this.overlap !== undefined && this.fibers.some((f) => f.wait?.kind === 'answer')) this.hear(milliseconds);
    // The clock of a wait may run a little ahead of the wall clock.
    else if (this.session.host.wait.sleep(milliseconds === Infinity ? 1000 : Math.ceil(milliseconds))) throw new StopSignal();
  }
  private checkDeadline(): void {
    if (this.now() <= this.parts.deadline) return;
    const error = new PowerShellError(errorRecord({
      id: 'WorkflowTimeout', category: 'OperationTimeout', exception: 'System.TimeoutException', message: 'The workflow was ended because it ran longer than PSRunningTimeoutSec or PSElapsedTimeoutSec allows.',
    }));
    error.suppressed = true;
    // oxlint-disable-next-line typescript/only-throw-error -- how the engine's errors travel (runtime/errors/raise.ts)
    throw error;
  }
  private hear(milliseconds: number): void {
    const answered = this.overlap?.wait(milliseconds) ?? new Set<number>(), now = this.now();
    for (const fiber of this.fibers) {
      if (fiber.wait?.kind === 'answer' && (answered.has(fiber.wait.ticket) || fiber.wait.deadline <= now)) fiber.wait = undefined;
    }
  }
}
