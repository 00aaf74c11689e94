import * as vscode from 'vscode';
import type { FileCoverage, TestName, TestProblem, TestRequest, TestResult } from '../../project/tests/index.ts';
import { debugSandbox } from './debugSandbox.ts';
import { readShown, testsRoom } from './texts.ts';
import type { TestTree } from './tree.ts';
import { tellUnfinished } from './unfinished.ts';
import type { SandboxSettings } from '../../worker/sandbox/settings.ts';

/** Runs what was chosen in the tree, and says in it what became of each test. */
export class Runner {
  /** Statements of the files whose coverage is shown. */
  readonly details = new WeakMap<vscode.FileCoverage, vscode.StatementCoverage[]>();
  readonly #controller: vscode.TestController;
  readonly #tree: TestTree;
  readonly #settings: () => Pick<SandboxSettings, 'nativeCommands'>;

  constructor(controller: vscode.TestController, tree: TestTree, settings: () => Pick<SandboxSettings, 'nativeCommands'>) {
    this.#settings = settings;
    this.#controller = controller;
    this.#tree = tree;
  }
  async run(request: vscode.TestRunRequest, token: vscode.CancellationToken, how: 'run' | 'debug' | 'coverage'): Promise<void> {
    const run = this.#controller.createTestRun(request), through = new Set<vscode.TestItem>(), begun = new Set<vscode.TestItem>(), stop = new AbortController(), listening = token.onCancellationRequested(() => stop.abort());
    try {
      const { runTests } = await testsRoom(), { runTestPlan } = await import('../../worker/local/runTestPlan.ts'), chosen = await this.#chosen(request);
      for (const { tests } of chosen.values()) for (const item of tests) {
        // What ran with other data is not known any more.
        if (this.#tree.facts.get(item)?.kind === 'test') item.children.replace([]);
        run.enqueued(item);
      }
      const files = [...chosen].map(([path, { lines }]): TestRequest['files'][number] => ({ path, ...(lines === undefined ? {} : { lines }) }));
      const done = await runTests({ files, coverage: how === 'coverage' }, {
        start: how === 'debug' ? debugSandbox(run) : (plan, tell) => runTestPlan(plan, tell, this.#settings()), ...(how === 'debug' ? { lanes: 1, isDebugged: true } : {}), read: readShown, signal: stop.signal,
        listener: {
          begin: (test) => {
            const item = this.#itemOf(chosen, test);
            if (item === undefined) return;
            run.started(item);
            begun.add(item);
          },
          result: (result) => this.#tell(run, chosen, result, through),
          warning: (_, warning) => run.appendOutput(placed(warning)),
          problem: (file, problem) => this.#tellProblem(run, chosen, { file, problem, through }),
        },
      });
      // Stopping the debugger cancels the run too.
      if (stop.signal.aborted) {
        const items = new Set([...chosen.values()].flatMap(({ tests }) => tests));
        // One with data has begun by the items of its sets.
        for (const item of begun) items.add(item);
        const isSet = (item: vscode.TestItem): boolean => item.parent !== undefined && items.has(item.parent);
        for (const item of begun) if (isSet(item) && item.parent !== undefined) through.add(item.parent);
        tellUnfinished(run, items, { through, begun }, new vscode.TestMessage(how === 'debug' ? 'The debugger was stopped before the test had ended.' : 'The run was stopped before the test had ended.'));
      }
      for (const file of done.coverage) run.addCoverage(this.#coverageOf(file));
    } finally {
      listening.dispose();
      run.end();
    }
  }

  /** The files, with the lines of their tests where not all were chosen. */
  async #chosen(request: vscode.TestRunRequest): Promise<Chosen> {
    if (request.include === undefined) await this.#tree.start();
    const found = new Map<string, { readonly file: vscode.TestItem; readonly tests: vscode.TestItem[]; lines: number[] | undefined }>(), roots = request.include ?? Array.from(this.#controller.items, ([, item]) => item);
    const isExcluded = (item: vscode.TestItem): boolean => request.exclude?.includes(item) === true || (item.parent !== undefined && isExcluded(item.parent));
    for (const root of roots) {
      const path = root.uri?.fsPath;
      if (path === undefined) continue;
      const tests = (await this.#tree.testsOf(root)).filter((item) => !isExcluded(item)), whole = root.parent === undefined && request.exclude === undefined, before = found.get(path);
      const lines = tests.map((item) => (item.range?.start.line ?? 0) + 1);
      if (before === undefined) found.set(path, { file: this.#tree.fileOf(root), tests, lines: whole ? undefined : lines });
      else {
        before.tests.push(...tests);
        before.lines = whole || before.lines === undefined ? undefined : [...before.lines, ...lines];
      }
    }
    return found;
  }
  /** The item of a test by the line it begins in; with data, one below it by its name. */
  #itemOf(chosen: Chosen, { file, path, line }: TestName): vscode.TestItem | undefined {
    const within = (item: vscode.TestItem): vscode.TestItem | undefined => {
      for (const [, child] of item.children) {
        const kind = this.#tree.facts.get(child)?.kind;
        if (kind === 'test' && (child.range?.start.line ?? -1) + 1 === line) return child;
        const found = kind === 'block' ? within(child) : undefined;
        if (found !== undefined) return found;
      }
      return undefined;
    };
    const root = chosen.get(file)?.file, item = root === undefined ? undefined : within(root), facts = item === undefined ? undefined : this.#tree.facts.get(item);
    return item === undefined || facts?.isPattern !== true ? item ?? root : this.#tree.made(item, path.slice(facts.depth).join(' › '));
  }
  #tell(run: vscode.TestRun, chosen: Chosen, result: TestResult, through: Set<vscode.TestItem>): void {
    const item = this.#itemOf(chosen, result);
    if (item === undefined) return;
    for (let at: vscode.TestItem | undefined = item; at !== undefined; at = at.parent) through.add(at);
    if (result.output !== '') run.appendOutput(`${result.output.replaceAll(/\r?\n/g, '\r\n')}\r\n`, undefined, item);
    if (result.outcome === 'passed') run.passed(item, result.milliseconds);
    else if (result.outcome === 'skipped') run.skipped(item);
    else run.failed(item, result.problems.map(messageOf), result.milliseconds);
  }
  #tellProblem(run: vscode.TestRun, chosen: Chosen, { file, problem, through }: { readonly file: string; readonly problem: TestProblem; readonly through: ReadonlySet<vscode.TestItem> }): void {
    const of = chosen.get(file);
    if (of === undefined) return;
    run.appendOutput(placed(problem));
    // That is what became of each test that could not run.
    for (const item of [of.file, ...of.tests]) if (item === of.file || !through.has(item)) run.errored(item, messageOf(problem));
  }
  #coverageOf({ file, statements }: FileCoverage): vscode.FileCoverage {
    const details = statements.map(({ line, column, endLine, endColumn, hits }) => {
      const from = new vscode.Position(line - 1, column - 1);
      // Of what has a body only the beginning is coloured: the body has statements of its own.
      return new vscode.StatementCoverage(hits, endLine > line || endColumn <= column ? from : new vscode.Range(from, new vscode.Position(line - 1, endColumn - 1)));
    });
    const covered = vscode.FileCoverage.fromDetails(vscode.Uri.file(file), details);
    this.details.set(covered, details);
    return covered;
  }
}
type Chosen = ReadonlyMap<string, { readonly file: vscode.TestItem; readonly tests: readonly vscode.TestItem[]; readonly lines: readonly number[] | undefined }>;

const placed = ({ file, line, column, message }: TestProblem): string => `${file}:${line}:${column}: ${message}`.replaceAll(/\r?\n/g, '\r\n').concat('\r\n');

function messageOf({ message, file, line, column, expected, actual, stack }: TestProblem): vscode.TestMessage {
  const made = expected === undefined || actual === undefined ? new vscode.TestMessage(message) : vscode.TestMessage.diff(message, expected, actual);
  made.location = new vscode.Location(vscode.Uri.file(file), new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1)));
  if (stack !== undefined) made.stackTrace = stack.map((place) => new vscode.TestMessageStackFrame(`line ${place.line}`, vscode.Uri.file(place.file), new vscode.Position(place.line - 1, place.column - 1)));
  return made;
}
