/** System.Threading.Tasks.Task: work that is done when somebody waits for it, since a script runs alone in its process. */
import { exception, NetThrow } from '../../errors/raise.ts';
import { convertTo } from '../../convert/convert.ts';
import { toItems } from '../../convert/enumerate.ts';
import { current } from '../../run/current.ts';
import { EnumValue } from '../../values/enumValue.ts';
import type { NetException } from '../../values/errorRecord.ts';
import { TICKS_PER_MS, TimeSpan } from '../../values/timeSpan.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { enumType } from '../system/enums.ts';
import { func, laterType, method } from '../netType.ts';
import { T, named } from '../t.ts';
import { WaitHandle } from './waitHandle.ts';

/** How a task ended. */
export type TaskOutcome = { readonly value: Value } | { readonly error: NetException };
export class Task extends NetObject {
  private readonly attempt: (milliseconds: number) => TaskOutcome | undefined;
  private ended: TaskOutcome | undefined;
  /** `attempt` works for at most as long; undefined where it is not done by then. */
  constructor(attempt: (milliseconds: number) => TaskOutcome | undefined) { super(); this.attempt = attempt; }
  static of(value: Value): Task { return new Task(() => ({ value })); }
  /** The outcome, where it is there within the time. */
  look(milliseconds: number): TaskOutcome | undefined { return (this.ended ??= this.attempt(milliseconds)); }
  /** As `Wait`: throws an AggregateException where the work failed. */
  wait(milliseconds: number): boolean {
    const outcome = this.look(milliseconds);
    if (outcome !== undefined && 'error' in outcome) fail(aggregate(outcome.error));
    return outcome !== undefined;
  }
  /** The result; `whole`: errors are wrapped. */
  result(whole: boolean): Value {
    const outcome = this.look(Infinity);
    if (outcome === undefined) return null;
    return 'error' in outcome ? fail(whole ? aggregate(outcome.error) : outcome.error) : outcome.value;
  }
}
function fail(e: NetException): never {
  // oxlint-disable-next-line typescript/only-throw-error -- as netThrow: the member call takes it
  throw new NetThrow(e);
}
const aggregate = (inner: NetException): NetException => exception('System.AggregateException', `One or more errors occurred. (${inner.message})`, inner, [['InnerExceptions', [inner]]]);
const limit = (v: Value): number => { const ms = v instanceof TimeSpan ? Number(v.ticks / TICKS_PER_MS) : convertTo(v, T.Int32) as number; return ms < 0 ? Infinity : ms; };
const status = enumType('System.Threading.Tasks.TaskStatus', ['Created', 'WaitingForActivation', 'WaitingToRun', 'Running', 'WaitingForChildrenToComplete', 'RanToCompletion', 'Canceled', 'Faulted']);
const failed = (t: Task): NetException | undefined => { const o = t.look(0); return o !== undefined && 'error' in o ? o.error : undefined; };

class Awaiter extends NetObject { readonly task: Task; constructor(task: Task) { super(); this.task = task; } }
laterType<Awaiter>(named<Awaiter>('System.Runtime.CompilerServices.TaskAwaiter'), () => ({ props: { IsCompleted: [T.Boolean, (a) => a.task.look(0) !== undefined] }, methods: { GetResult: [method([], (a) => a.task.result(false))] } }), Awaiter);

const tasks = (v: Value): Task[] => toItems(v).filter((t) => t instanceof Task);
function all(v: Value, milliseconds: number): boolean {
  const { clock } = current().host, end = clock.monotonic() + milliseconds;
  return tasks(v).every((t) => t.wait(Math.max(0, end - clock.monotonic())));
}
function delay(milliseconds: number): Task {
  const { clock, wait } = current().host, end = clock.monotonic() + milliseconds;
  return new Task((most) => {
    const left = end - clock.monotonic();
    if (left > 0) wait.sleep(Math.min(left, most));
    return left <= most ? { value: null } : undefined;
  });
}
laterType<Task>(named<Task>('System.Threading.Tasks.Task', [], { interfaces: ['System.IAsyncResult', 'System.IDisposable'] }), () => ({
  props: {
    Result: [undefined, (t) => t.result(true)], IsCompleted: [T.Boolean, (t) => t.look(0) !== undefined], IsCompletedSuccessfully: [T.Boolean, (t) => t.look(0) !== undefined && failed(t) === undefined], IsFaulted: [T.Boolean, (t) => failed(t) !== undefined], IsCanceled: [T.Boolean, () => false],
    Status: [status, (t) => new EnumValue(status, t.look(0) === undefined ? 1 : failed(t) === undefined ? 5 : 7)], Exception: [undefined, (t) => { const e = failed(t); return e === undefined ? null : aggregate(e); }], AsyncState: [undefined, () => null],
    AsyncWaitHandle: [undefined, (t) => new WaitHandle((ms) => t.look(ms) !== undefined)], CompletedSynchronously: [T.Boolean, () => false],
  },
  methods: {
    Wait: [method([], (t) => { t.wait(Infinity); }, T.Void), method([T.Object], (t, ms) => t.wait(limit(ms)), T.Boolean)], GetAwaiter: [method([], (t) => new Awaiter(t))], ConfigureAwait: [method([T.Boolean], (t) => t)], Dispose: [method([], () => undefined, T.Void)],
  },
  statics: {
    CompletedTask: { type: undefined, get: () => Task.of(null) }, FromResult: [func([T.Object], (v) => Task.of(v))], Delay: [func([T.Object], (ms) => delay(limit(ms)))], WaitAll: [func([T.Object], (v) => { all(v, Infinity); }, T.Void), func([T.Object, T.Object], (v, ms) => all(v, limit(ms)), T.Boolean)],
  },
}), Task);
