/** Runs tests: files read and checked, spread over a few sandboxes, and judged as they end. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PesterFile, TestFailure, TestItem, TestRecord } from '../../powershell/testing/protocol.ts';
import { CoverageCounts, fileOf } from './coverage.ts';
import { judge } from './judge.ts';
import { runLane } from './lane.ts';
import type { LaneEvents, StartSandbox } from './lane.ts';
import { isPesterTests } from './fileNames.ts';
import { prepareFile, prepareSuite, startOf } from './prepare.ts';
import type { ReadText } from './prepare.ts';
import { readSuite } from './readSuite.ts';
import type { FileCoverage, TestName, TestProblem, TestResult } from './results.ts';
import { TestFileError } from './suite.ts';
import type { Suite, SuiteCase } from './suite.ts';

export interface TestRequest {
  readonly files: readonly {
    readonly path: string;
    /** Lines in which the tests begin that are to run; absent: all of the file. */
    readonly lines?: readonly number[];
  }[];
  /** Patterns with `*` for whole names. */
  readonly names?: readonly string[];
  readonly tags?: readonly string[];
  readonly excludeTags?: readonly string[];
  /** How long a test may take that does not say it itself. */
  readonly seconds?: number;
  readonly coverage?: boolean;
}
export interface TestListener {
  /** The cases of a file that will be told, in their order; before the first of them. */
  expect?(file: string, cases: readonly { readonly name: string; readonly line: number }[]): void;
  begin?(test: TestName): void;
  result?(result: TestResult): void;
  /** A file, or a block of it, that cannot be run. */
  problem?(file: string, problem: TestProblem): void;
  /** Something about a file that fails no test. */
  warning?(file: string, warning: TestProblem): void;
  /** All tests of a file are through. */
  end?(file: string): void;
}
export interface TestRun { readonly results: readonly TestResult[]; readonly problems: readonly (TestProblem & { readonly of: string })[]; readonly coverage: readonly FileCoverage[] }
interface Work { readonly file: string; readonly item: TestItem; readonly case?: { readonly suite: Suite; readonly one: SuiteCase; readonly seconds: number } }

/** Never rejected for what tests or files do: all of it is in the answer. Ends early where the signal says so. */
export async function runTests(request: TestRequest, ports: { readonly start: StartSandbox; readonly read: ReadText; readonly signal: AbortSignal; readonly listener?: TestListener; readonly lanes?: number; /** Each test in a sandbox of its own, and with all the time it takes. */ readonly isDebugged?: boolean }): Promise<TestRun> {
  const { listener = {} } = ports, results: TestResult[] = [], problems: (TestProblem & { readonly of: string })[] = [], counts = new CoverageCounts(), work: Work[] = [];
  const tell = (result: TestResult): void => { results.push(result); listener.result?.(result); };
  const complain = (of: string, problem: TestProblem): void => { problems.push({ ...problem, of }); listener.problem?.(of, problem); };
  const drives = join(tmpdir(), `sma-tests-${randomUUID()}`);
  for (const { path, lines } of request.files) {
    try {
      const text = await ports.read(path).catch((error: unknown) => { throw new TestFileError(path, { line: 1, column: 1 }, `The file cannot be read: ${error instanceof Error ? error.message : String(error)}`); });
      if (isPesterTests(path)) work.push({ file: path, item: prepareFile(path, text, { seconds: request.seconds, testDrive: join(drives, String(work.length)), ...chosen(request), ...(lines === undefined ? {} : { only: lines }) }) });
      else for (const one of await casesOf(path, text, lines, request, ports.read, { tell, counts, listener })) work.push(one);
    } catch (error) {
      if (!(error instanceof TestFileError)) throw error;
      complain(path, { message: error.message, file: error.file, ...error.place });
    }
  }
  const waiting = new Map<string, number>();
  for (const { file } of work) waiting.set(file, (waiting.get(file) ?? 0) + 1);
  const through = (file: string): void => {
    const left = (waiting.get(file) ?? 1) - 1;
    waiting.set(file, left);
    if (left === 0) listener.end?.(file);
  };
  for (const { path } of request.files) if (!waiting.has(path)) listener.end?.(path);
  try {
    await Promise.all(lanesOf(work, ports.lanes).map(async (lane) => await runLane({
      start: ports.start, items: lane.map(({ item }) => item), coverage: request.coverage === true, isDebugged: ports.isDebugged === true, signal: ports.signal, events: eventsOf(lane, { tell, complain, counts, through, listener }),
    })));
  } finally { await rm(drives, { recursive: true, force: true }); }
  const order = new Map(request.files.map(({ path }, i) => [path, i]));
  results.sort((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || (isPesterTests(a.file) ? 0 : a.line - b.line));
  return { results, problems, coverage: request.coverage === true ? await counts.report(ports.read) : [] };
}
const chosen = ({ names, tags, excludeTags }: TestRequest): Pick<PesterFile, 'names' | 'tags' | 'excludeTags'> => ({ ...(names === undefined ? {} : { names }), ...(tags === undefined ? {} : { tags }), ...(excludeTags === undefined ? {} : { excludeTags }) });

async function casesOf(path: string, text: string, lines: readonly number[] | undefined, request: TestRequest, read: ReadText, to: { readonly tell: (result: TestResult) => void; readonly counts: CoverageCounts; readonly listener: TestListener }): Promise<Work[]> {
  const suite = readSuite(path, text), { runbookPath, warning, items } = await prepareSuite(suite, read, request.seconds);
  if (warning !== undefined) to.listener.warning?.(path, warning);
  if (request.coverage === true) to.counts.expect(runbookPath);
  // Cases have no tags.
  const wanted = request.tags !== undefined ? [] : items.filter(({ one }) => (lines === undefined || lines.includes(one.at.line)) && (request.names === undefined || request.names.some((pattern) => isLike(one.name, pattern))));
  to.listener.expect?.(path, wanted.map(({ one: { name, at } }) => ({ name, line: at.line })));
  for (const { one: { name, at, skip } } of wanted) if (skip !== undefined) to.tell({ file: path, path: [name], line: at.line, outcome: 'skipped', reason: skip, problems: [], output: '', milliseconds: 0 });
  return wanted.filter(({ one }) => one.skip === undefined).map(({ one, item, seconds }) => ({ file: path, item, case: { suite, one, seconds } }));
}
const isLike = (name: string, pattern: string): boolean => new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, 'is').test(name);

/** A sandbox costs some tenths of a second: a few tests share one, many are spread over the processors. */
const PER_LANE = 150;
function lanesOf(work: readonly Work[], most = Math.min(4, availableParallelism())): Work[][] {
  const weights = work.map(({ item }) => (item.kind === 'case' ? 1 : 25)), total = weights.reduce((sum, n) => sum + n, 0);
  const lanes = Array.from({ length: Math.min(most, Math.ceil(total / PER_LANE)) }, (): { work: Work[]; weight: number } => ({ work: [], weight: 0 }));
  work.forEach((one, i) => {
    const [least] = lanes.toSorted((a, b) => a.weight - b.weight);
    least?.work.push(one);
    if (least !== undefined) least.weight += weights[i] ?? 1;
  });
  return lanes.map((lane) => lane.work);
}
interface Told { readonly tell: (result: TestResult) => void; readonly complain: (of: string, problem: TestProblem) => void; readonly counts: CoverageCounts; readonly through: (file: string) => void; readonly listener: TestListener }
function eventsOf(lane: readonly Work[], { tell, complain, counts, through, listener }: Told): LaneEvents {
  const of = (item: number): Work => lane[item] as Work;
  const named = (w: Work, path: readonly string[], line: number): TestName => (w.case === undefined ? { file: w.file, path, line } : { file: w.file, path: [w.case.one.name], line: w.case.one.at.line });
  return {
    begin(item, path, line) { const w = of(item); if (w.case !== undefined || path.length > 0) listener.begin?.(named(w, path, line)); },
    case(item, result) {
      const w = of(item);
      if (w.case === undefined) return;
      const { suite, one, seconds } = w.case, found = judge(suite, one, result, seconds), { at } = result;
      const file = at === undefined ? undefined : fileOf(at.source, w.item), stack = file === undefined || at === undefined ? undefined : [{ file, line: at.line, column: at.column }];
      tell({ ...named(w, [], 0), outcome: found.length === 0 ? 'passed' : 'failed', problems: stack === undefined ? found : found.map((problem) => ({ ...problem, stack })), output: outputOf(result.records), milliseconds: result.milliseconds });
      through(w.file);
    },
    test(item, { path, line, outcome, reason, failure, records, milliseconds }) {
      const w = of(item), problems = failure === undefined ? [] : [problemOf(w, failure, line)];
      tell({ file: w.file, path, line, outcome, ...(reason === undefined ? {} : { reason }), problems, output: outputOf(records), milliseconds });
    },
    file(item, failures) {
      const w = of(item);
      for (const failure of failures) complain(w.file, problemOf(w, { ...failure, message: failure.path.length === 0 ? failure.message : `${failure.path.join(' › ')}: ${failure.message}` }, 1));
      through(w.file);
    },
    coverage(item, sources) { const w = of(item); counts.add(w.item, sources); },
    lost(item, path, line, why) {
      const w = of(item), test = named(w, path, line);
      if (test.path.length === 0) complain(w.file, { ...startOf(w.file), message: why });
      else tell({ ...test, outcome: 'failed', problems: [{ message: why, file: w.file, line: test.line, column: 1 }], output: '', milliseconds: 0 });
      if (w.case !== undefined || test.path.length === 0) through(w.file);
    },
  };
}
/** A failure is shown in the file of tests where it can be, and says where it arose. */
function problemOf({ file, item }: Work, { message, expected, actual, places }: TestFailure, line: number): TestProblem {
  const stack = places.flatMap((place) => { const path = fileOf(place.source, item); return path === undefined ? [] : [{ file: path, line: place.line, column: place.column }]; });
  const own = stack.find((place) => place.file === file), [origin] = stack;
  const from = origin === undefined || origin.file === file ? '' : `\nAt ${origin.file}:${origin.line}`;
  return { message: `${message}${from}`, file, line: own?.line ?? Math.max(1, line), column: own?.column ?? 1, ...(expected === undefined ? {} : { expected }), ...(actual === undefined ? {} : { actual }), ...(stack.length === 0 ? {} : { stack }) };
}
const outputOf = (records: readonly TestRecord[]): string => records.map(({ stream, text }) => (stream === 'Output' || stream === 'Information' ? text : `${stream.toUpperCase()}: ${text}`)).join('\n');
