/** A workflow as a debugger sees it: the branch that has its turn, the branches as threads, the calls of each. */
import type { Debugger } from '../../runtime/debug/debugger.ts';
import type { ThreadEntry } from '../../runtime/debug/protocol.ts';
import { hasRun } from '../../runtime/debug/frames.ts';
import { shortText } from '../../runtime/debug/inspect.ts';
import { MAIN } from '../../runtime/debug/work.ts';
import type { Work } from '../../runtime/debug/work.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import type { Fate } from '../../runtime/run/porous.ts';
import type { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { Value } from '../../runtime/values/value.ts';
import { ForEachParallel } from '../activities/branches.ts';
import { Loop } from '../activities/conditions.ts';
import { Iteration } from '../activities/iteration.ts';
import { workflowScope } from '../activities/assignment.ts';
import { NestedCall } from '../activities/nestedCall.ts';
import { Throw } from '../activities/leaving.ts';
import { Try } from '../activities/tryCatch.ts';
import type { Fiber, Position } from './fiber.ts';

/** A call or a block that has begun: what runs in it is deeper. */
const isCall = (at: Position): boolean => (at.node instanceof NestedCall ? at.pc > 0 : at.node instanceof Iteration && at.node.isInBlock(at));

/** A branch, and those around it. */
function outwards(fiber: Fiber | undefined): Fiber[] {
  const out: Fiber[] = [];
  for (let at = fiber; at !== undefined; at = at.parent) out.push(at);
  return out;
}
const LONGEST_ITEM = 40;
const itemText = (v: Value): string => (typeof v === 'string' ? v : v == null ? '' : shortText(v));

export class DebugView implements Work {
  readonly guarded = 1;
  private readonly debug: Debugger;
  private readonly name: string;
  private readonly fibers: () => readonly Fiber[];
  private readonly before: Work | undefined;
  private readonly callers: readonly Frame[];
  private readonly callerTakes: ((e: PowerShellError) => Fate) | undefined;
  private readonly isWritten: boolean;
  private readonly around: number;
  private readonly numbers = new WeakMap<Fiber, number>();
  /** The branch that runs, or that an error is leaving. */
  turn: Fiber | undefined;
  /** The last statement of each branch. */
  private readonly last = new WeakMap<Fiber, Position>();

  /** `caller`: the frame that called the workflow; undefined where it is the job. `isWritten`: an error that ends it is a record for the caller. */
  constructor(debug: Debugger, parts: { readonly name: string; readonly fibers: () => readonly Fiber[]; readonly caller: Frame | undefined; readonly isWritten: boolean }) {
    this.debug = debug;
    this.name = parts.name;
    this.isWritten = parts.isWritten;
    this.fibers = parts.fibers;
    this.before = debug.work;
    this.callers = parts.caller === undefined ? [] : debug.framesAt(parts.caller).filter(hasRun);
    this.callerTakes = parts.caller === undefined ? undefined : debug.takerIn(parts.caller.session);
    this.around = (this.before?.depth ?? 0) + 1;
  }
  get thread(): number { return this.turn === undefined ? MAIN : this.numberOf(this.turn); }
  get depth(): number { return outwards(this.turn).reduce((depth, { stack }) => depth + stack.filter(isCall).length, this.around); }
  line(): readonly number[] { return [...outwards(this.turn).map((fiber) => this.numberOf(fiber)), ...(this.before?.line().slice(1) ?? [])]; }

  /** Before every activity while somebody debugs. */
  ask(fiber: Fiber, at: Position): void {
    const { debug } = this, { node } = at;
    this.turn = fiber;
    if (at.asked || at.pc !== 0 || (!node.isStatement && node.commands.length === 0)) return;
    at.asked = true;
    if (node.isStatement) this.askStatement(fiber, at);
    if (node.commands.length > 0) debug.calledAs(at.scope, node.commands, node.mark);
  }
  private askStatement(fiber: Fiber, at: Position): void {
    const { debug } = this, { node } = at;
    this.last.set(fiber, at);
    const site = (node.site ??= debug.site(at.scope.source, node.mark));
    if (site.armed || debug.wanted) debug.at(at.scope, site);
  }
  /** All branches wait: a pause shows the one that waits for time or an answer. */
  rest(): void {
    const fibers = this.fibers(), fiber = fibers.find(({ wait }) => wait?.kind === 'time' || wait?.kind === 'answer') ?? fibers[0];
    if (fiber?.top === undefined) return;
    this.turn = fiber;
    const scope = this.placed(fiber.top);
    scope.session.current = scope;
  }
  /** A checkpoint was taken that a branch asked for. */
  kept(fiber: Fiber | undefined): void {
    const at = fiber === undefined ? undefined : this.last.get(fiber);
    if (at !== undefined) this.debug.checkpoint(at.scope.source, at.node.mark);
  }
  threads(): readonly ThreadEntry[] {
    const named = this.fibers().map((fiber): ThreadEntry => ({ id: this.numberOf(fiber), name: this.nameOf(fiber) }));
    // Items that look the same are told apart by the numbers of their threads.
    const own = named.map(({ id, name }) => ({ id, name: named.some((one) => one.id !== id && one.name === name) ? `${name} (${id})` : name }));
    return [...own, ...(this.before?.threads() ?? []).filter(({ id }) => !own.some((one) => one.id === id))].sort((a, b) => a.id - b.id);
  }
  frames(thread: number): Frame[] | undefined {
    const fiber = this.fibers().find((one) => this.numberOf(one) === thread);
    if (fiber === undefined) return this.before?.frames(thread);
    const frames: Frame[] = [];
    for (let at: Fiber | undefined = fiber; at !== undefined; at = at.parent) {
      const { top } = at;
      // Where a branch began, its workflow waits: one frame of it says enough.
      if (top !== undefined && at === fiber) frames.push(this.stoppedIn(top) ? top.scope : this.placed(top));
      for (const position of at.stack.toReversed()) if (position.node instanceof NestedCall && position !== top) frames.push(this.placed(position));
    }
    return [...frames, ...this.callers];
  }
  /** As WorkflowRun hands it outwards: of a branch's errors only its own throw statements pass its block, and only one block. */
  catches(e: PowerShellError): Fate {
    const raising = this.turn?.top?.node;
    let isMarked = e.isThrow && (raising instanceof Throw || raising instanceof Try);
    for (let fiber = this.turn; fiber !== undefined; fiber = fiber.parent) {
      for (const position of fiber.stack.toReversed()) {
        if (position.node instanceof Try && position.node.mayCatch(position, e)) return true;
        if (position.node instanceof NestedCall && position.pc > 0) isMarked = false;
      }
      const block = fiber.parent?.top;
      if (block === undefined) break;
      if (!isMarked || block.data['leaving'] !== undefined) return 'written';
      isMarked = false;
    }
    return this.isWritten ? 'written' : this.callerTakes?.(e) ?? this.before?.catches(e) ?? false;
  }
  /** Whether the branch that has its turn is inside an expression or at a condition of this statement, which may have places to stop of its own. */
  private stoppedIn(at: Position): boolean {
    const { source, at: mark } = at.scope, whole = source.extent(at.node.mark), part = source.extent(mark);
    return this.turn?.top === at && (at.node.isStatement || at.node instanceof Loop) && part.start > whole.start && part.end <= whole.end;
  }
  private placed(at: Position): Frame {
    at.scope.at = at.node.mark;
    return at.scope;
  }
  /** The workflow itself goes on in the thread that has called it. */
  private numberOf(fiber: Fiber): number {
    const known = this.numbers.get(fiber);
    if (known !== undefined) return known;
    const made = fiber.parent === undefined ? this.before?.thread ?? MAIN : this.debug.newThread();
    this.numbers.set(fiber, made);
    return made;
  }
  private nameOf(fiber: Fiber): string {
    const [first] = fiber.stack;
    if (fiber.parent === undefined || first === undefined) return this.name;
    const { source } = first.scope, name = workflowScope(first.scope).invocation?.command?.name ?? this.name;
    const loop = fiber.parent.top?.node, item = loop instanceof ForEachParallel ? itemText(loop.itemOf(first.scope)).split('\n', 1)[0] ?? '' : '';
    return `${name}: branch from line ${source.place(source.extent(first.node.mark).start).line}${item === '' ? '' : `, ${item.length > LONGEST_ITEM ? `${item.slice(0, LONGEST_ITEM)}…` : item}`}`;
  }
}
