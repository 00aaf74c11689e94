/**
 * One sandbox after the other until all items of a lane are through. A sandbox that does not end a test in its time, or dies in it,
 * costs that test: the others go on in a new one.
 */
import { describePath } from '../../powershell/testing/protocol.ts';
import type { CaseResult, TestEvent, TestItem, TestOutcome, TestPlan } from '../../powershell/testing/protocol.ts';

export interface TestSandbox {
  /** Fulfilled when it has ended; never rejected. */
  readonly done: Promise<{ readonly status: string; readonly exception: string | null }>;
  /** Asks it to stop, and ends its process after the time. */
  stop(graceMs: number): void;
}
/** Starts a sandbox that runs a plan; the worker has it (`runInSandbox`). */
export type StartSandbox = (plan: TestPlan, onEvent: (event: TestEvent) => void) => TestSandbox;
export interface LaneEvents {
  begin(item: number, path: readonly string[], line: number): void;
  case(item: number, result: CaseResult): void;
  test(item: number, outcome: TestOutcome): void;
  file(item: number, failures: Extract<TestEvent, { kind: 'file' }>['failures']): void;
  coverage(item: number, sources: Extract<TestEvent, { kind: 'coverage' }>['sources']): void;
  /** A test did not end, and with it its sandbox. */
  lost(item: number, path: readonly string[], line: number, why: string): void;
}
export interface LaneParts { readonly start: StartSandbox; readonly items: readonly TestItem[]; readonly coverage: boolean; /** One item at a time, and no limit. */ readonly isDebugged: boolean; readonly signal: AbortSignal; readonly events: LaneEvents }
/** How much longer than its time a test may take: the engine ends it itself where it can. */
const GRACE_MS = 3_000, STOP_MS = 1_000;
/** After so many sandboxes in a row that say nothing at all no further one is tried: it is none of the tests that ends them. */
const MOST_SILENT = 2;

export async function runLane({ start, items, coverage, isDebugged, signal, events }: LaneParts): Promise<void> {
  /** What is left, by its number in the lane. */
  let left = items.map((item, index) => ({ item, index })), silent = 0;
  while (left.length > 0 && !signal.aborted) {
    const running = isDebugged ? left.slice(0, 1) : left, waiting = left.slice(running.length), through = new Set<number>(), ran = new Map<number, string[]>();
    let now: { readonly at: number; readonly path: readonly string[]; readonly line: number } | undefined, late: string | undefined, timer: NodeJS.Timeout | undefined;
    const watch = (): void => {
      clearTimeout(timer);
      const item = now === undefined ? undefined : running[now.at]?.item;
      if (item === undefined || late !== undefined || isDebugged) return;
      timer = setTimeout(() => {
        late = `It ran longer than ${item.limitMs / 1000} s and did not stop, so its process was ended. Give it more time, or mock what it waits for.`;
        sandbox.stop(STOP_MS);
      }, item.limitMs + GRACE_MS);
    };
    silent += 1;
    const hear = (event: TestEvent): void => {
      silent = 0;
      const at = event.kind === 'coverage' ? now?.at ?? 0 : event.item, index = running[at]?.index ?? 0;
      switch (event.kind) {
        case 'begin':
          now = { at, path: event.path, line: event.line };
          events.begin(index, event.path, event.line);
          break;
        case 'case':
          if (late !== undefined) return;
          through.add(at);
          now = undefined;
          events.case(index, event.result);
          break;
        case 'test':
          ran.set(at, [...(ran.get(at) ?? []), describePath(event.outcome.path)]);
          now = { at, path: [], line: 0 };
          events.test(index, event.outcome);
          break;
        case 'file':
          through.add(at);
          now = undefined;
          events.file(index, event.failures);
          break;
        case 'coverage': events.coverage(index, event.sources);
      }
      watch();
    };
    const sandbox = start({ items: running.map(({ item }) => item), coverage }, hear), stop = (): void => sandbox.stop(STOP_MS);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const ended = await sandbox.done;
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    if (signal.aborted) return;
    const broken = running.filter((_, at) => !through.has(at)), [first] = broken;
    left = waiting;
    if (first === undefined) continue;
    const current: { readonly at: number; readonly path: readonly string[]; readonly line: number } = now ?? { at: running.indexOf(first), path: [], line: 0 };
    const why = late ?? ended.exception ?? `Its process ended as ${ended.status}.`;
    events.lost(running[current.at]?.index ?? first.index, current.path, current.line, why);
    // Who stops the debugger has seen enough of the test.
    if (!isDebugged) left = broken.flatMap((one) => {
      const at = running.indexOf(one), { item } = one, done = [...(item.kind === 'pester' ? item.done ?? [] : []), ...(ran.get(at) ?? [])];
      if (at === current.at) return item.kind === 'case' || current.path.length === 0 ? [] : [{ ...one, item: { ...item, done: [...done, describePath(current.path)] } }];
      return [item.kind === 'case' ? one : { ...one, item: { ...item, done } }];
    });
    if (silent < MOST_SILENT) continue;
    for (const { index } of left) events.lost(index, [], 0, why);
    return;
  }
}
