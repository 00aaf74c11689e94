import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually.ts';
import { activateExtension } from './support/extension.ts';

const RUNBOOK = `param([int]$Count = 3)
$sum = 0
foreach ($i in 1..$Count) {
    $sum += $i
}
if ($Count -gt 100) {
    'many'
}
"sum $sum"
`;
const CASES = `cases:
  - name: Adds
    parameters: { Count: 4 }
    expect: { output: sum 10 }
  - name: Wrong
    expect:
      output: sum 7
`;
const PESTER = `Describe 'Test-Sum' {
  It 'adds <Count>' -ForEach @{ Count = 2; Sum = 3 }, @{ Count = 3; Sum = 5 } {
    & "$PSScriptRoot/Test-Sum.ps1" -Count $Count | Should -Be "sum $Sum"
  }
  It 'is not ready' -Skip { }
}
`;
interface Told { readonly label: string; readonly state: string; readonly message?: vscode.TestMessage }

/** What is said of tests, run by run: the runs themselves are real. */
class Watch {
  readonly told: Told[] = [];
  readonly coverage: vscode.FileCoverage[] = [];
  ended = 0;
  readonly #controller: vscode.TestController;
  readonly #create: vscode.TestController['createTestRun'];
  constructor(controller: vscode.TestController) {
    this.#controller = controller;
    this.#create = controller.createTestRun.bind(controller);
    controller.createTestRun = (...given) => this.#watched(this.#create(...given));
  }
  dispose(): void { this.#controller.createTestRun = this.#create; }
  #watched(run: vscode.TestRun): vscode.TestRun {
    const say = (state: string, item: vscode.TestItem, message?: vscode.TestMessage | readonly vscode.TestMessage[]): void => {
      const [first] = message === undefined ? [] : 'message' in message ? [message] : message;
      this.told.push({ label: item.label, state, ...(first === undefined ? {} : { message: first }) });
    };
    const [passed, failed, skipped, errored, addCoverage, end] = [run.passed.bind(run), run.failed.bind(run), run.skipped.bind(run), run.errored.bind(run), run.addCoverage.bind(run), run.end.bind(run)];
    run.passed = (item, duration) => { say('passed', item); passed(item, duration); };
    run.failed = (item, message, duration) => { say('failed', item, message); failed(item, message, duration); };
    run.skipped = (item) => { say('skipped', item); skipped(item); };
    run.errored = (item, message, duration) => { say('errored', item, message); errored(item, message, duration); };
    run.addCoverage = (file) => { this.coverage.push(file); addCoverage(file); };
    run.end = () => { end(); this.ended += 1; };
    return run;
  }
  get states(): string[] { return this.told.map(({ state, label }) => `${state} ${label}`); }
}

describe('tests of runbooks in the Test Explorer', function () {
  this.timeout(90_000);
  let controller: vscode.TestController, watch: Watch, folder: string;
  const files: string[] = [];
  const write = (name: string, text: string): vscode.Uri => {
    const path = join(folder, name);
    writeFileSync(path, text);
    files.push(path);
    return vscode.Uri.file(path);
  };
  const itemOf = async (uri: vscode.Uri): Promise<vscode.TestItem> => {
    const item = await eventually(() => controller.items.get(uri.toString()), 20_000, `the item of ${uri.path}`);
    await eventually(() => item.children.size > 0 || item.error !== undefined, 20_000, `what is in ${uri.path}`);
    return item;
  };
  const labels = (items: vscode.TestItemCollection): unknown[] => Array.from(items, ([, { label, range, children }]) => [label, (range?.start.line ?? -1) + 1, ...labels(children)]).sort((a, b) => Number(a[1]) - Number(b[1]));
  /** The editor's own command, as the keys and buttons have it; waits for the end of the run. */
  const inFile = async (command: string, uri: vscode.Uri): Promise<void> => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    await itemOf(uri);
    const before = watch.ended;
    // The editor hears of items a moment later than they are made, and finds nothing to run before.
    await eventually(async () => (await vscode.commands.executeCommand<readonly unknown[]>('vscode.testing.getTestsInFile', uri)).length > 0, 20_000, 'that the editor knows the tests');
    await vscode.commands.executeCommand(command);
    await eventually(() => watch.ended > before, 60_000, 'the end of the run');
  };

  before(async () => {
    const app = await activateExtension();
    folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    assert.ok(app.testController !== undefined && folder !== '');
    controller = app.testController;
    write('Test-Sum.ps1', RUNBOOK);
  });
  beforeEach(() => { watch = new Watch(controller); });
  afterEach(() => watch.dispose());
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const file of files) rmSync(file, { force: true });
  });

  it('finds files of tests, also those that come later, and shows what is in them', async () => {
    await controller.resolveHandler?.(undefined);
    const sample = await eventually(() => Array.from(controller.items, ([, item]) => item).find(({ label }) => label === 'Update-RunCounter.tests.yaml'), 20_000, 'the sample');
    await controller.resolveHandler?.(sample);
    assert.equal(sample.children.size, 4);
    const cases = await itemOf(write('Test-Sum.tests.yaml', CASES)), pester = await itemOf(write('Test-Sum.Tests.ps1', PESTER));
    assert.deepEqual(labels(cases.children), [['Adds', 2], ['Wrong', 5]]);
    assert.deepEqual(labels(pester.children), [['Test-Sum', 1, ['adds <Count>', 2], ['is not ready', 5]]]);
  });

  it('runs the cases of the file that is shown, and tells what is wrong where it is expected', async () => {
    const uri = vscode.Uri.file(join(folder, 'Test-Sum.tests.yaml'));
    await inFile('testing.runCurrentFile', uri);
    assert.deepEqual(watch.states, ['passed Adds', 'failed Wrong']);
    const message = watch.told[1]?.message;
    assert.equal(message?.message, 'Record 1 of "output" is "sum 6", not "sum 7".');
    assert.deepEqual([message.expectedOutput, message.actualOutput], ['sum 7', 'sum 6']);
    assert.equal(message.location?.uri.toString(), uri.toString());
    assert.deepEqual([message.location.range.start.line, message.location.range.start.character], [6, 14]);
  });

  it('runs what the editor shows after an edit, and makes an item for each set of data', async () => {
    const uri = vscode.Uri.file(join(folder, 'Test-Sum.Tests.ps1')), document = await vscode.workspace.openTextDocument(uri), editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# a line more\n'));
    const item = await itemOf(uri);
    await eventually(() => JSON.stringify(labels(item.children)) === JSON.stringify([['Test-Sum', 2, ['adds <Count>', 3], ['is not ready', 6]]]), 20_000, 'the lines after the edit');
    await inFile('testing.runCurrentFile', uri);
    assert.deepEqual(watch.states, ['passed adds 2', 'failed adds 3', 'skipped is not ready']);
    const message = watch.told[1]?.message;
    assert.match(typeof message?.message === 'string' ? message.message : '', /^Expected: 'sum 5'\nBut was:  'sum 6'$/m);
    assert.equal(message?.location?.range.start.line, 3);
    const made = Array.from(item.children, ([, child]) => child)[0];
    assert.deepEqual(Array.from(made?.children ?? [], ([, { label, children }]) => [label, ...Array.from(children, ([, child]) => child.label)]), [['adds <Count>', 'adds 2', 'adds 3'], ['is not ready']]);
  });

  it('counts which statements of the runbook have run', async () => {
    await inFile('testing.coverageCurrentFile', vscode.Uri.file(join(folder, 'Test-Sum.tests.yaml')));
    assert.deepEqual(watch.coverage.map(({ uri, statementCoverage: { covered, total } }) => [uri.path.split('/').at(-1), covered, total]), [['Test-Sum.ps1', 5, 6]]);
  });

  it('debugs a case: stops in the runbook, shows its variables, and tells the result', async () => {
    const runbook = vscode.Uri.file(join(folder, 'Test-Sum.ps1'));
    const stops: vscode.DebugSession[] = [], tracker = vscode.debug.registerDebugAdapterTrackerFactory('sma-runbook', {
      createDebugAdapterTracker: (session) => ({ onDidSendMessage: (message: { readonly type: string; readonly event?: string }) => { if (message.type === 'event' && message.event === 'stopped') stops.push(session); } }),
    });
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(runbook, new vscode.Position(8, 0)))]);
    try {
      const uri = vscode.Uri.file(join(folder, 'Test-Sum.tests.yaml')), running = inFile('testing.debugCurrentFile', uri), sums: string[] = [];
      // One session for each of the two cases.
      for (const n of [1, 2]) {
        const session = await eventually(() => stops[n - 1], 60_000, `stop ${n}`);
        sums.push((await session.customRequest('evaluate', { expression: '$sum', frameId: 1, context: 'repl' }) as { result: string }).result);
        await session.customRequest('continue', { threadId: 1 });
      }
      await running;
      assert.deepEqual(sums, ['10', '6']);
      assert.deepEqual(watch.states, ['passed Adds', 'failed Wrong']);
    } finally {
      vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
      tracker.dispose();
      await vscode.debug.stopDebugging();
      await eventually(() => vscode.debug.activeDebugSession === undefined, 20_000, 'the end of the session');
    }
  });

  it('tells what becomes of all tests where the debugger is stopped: of the one at hand why, of the rest that they were skipped', async () => {
    const runbook = write('Test-Halt.ps1', "$a = 1\n'x'\n"), uri = write('Test-Halt.tests.yaml', ['cases:', ...['First', 'Second', 'Third'].map((name) => `  - { name: ${name}, expect: { output: x } }`), ''].join('\n'));
    const stops: vscode.DebugSession[] = [], tracker = vscode.debug.registerDebugAdapterTrackerFactory('sma-runbook', {
      createDebugAdapterTracker: (session) => ({ onDidSendMessage: (message: { readonly type: string; readonly event?: string }) => { if (message.type === 'event' && message.event === 'stopped') stops.push(session); } }),
    });
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(runbook, new vscode.Position(1, 0)))]);
    try {
      const running = inFile('testing.debugCurrentFile', uri);
      await vscode.debug.stopDebugging(await eventually(() => stops[0], 60_000, 'the stop'));
      await running;
      assert.deepEqual(watch.states, ['errored First', 'skipped Second', 'skipped Third']);
      const why = watch.told[0]?.message?.message;
      assert.match(typeof why === 'string' ? why : why?.value ?? '', /The debugger was stopped/);
    } finally {
      vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
      tracker.dispose();
      await vscode.debug.stopDebugging();
      await eventually(() => vscode.debug.activeDebugSession === undefined, 20_000, 'the end of the session');
    }
  });

  it('says what is wrong with a file of cases: in the tree, in the list of problems, and of each test that could not run', async () => {
    const uri = write('Test-Bad.tests.yaml', 'cases:\n  - name: a\n    expects: {}\n'), item = await itemOf(uri);
    assert.match(item.error instanceof vscode.MarkdownString ? item.error.value : item.error ?? '', /^Line 3: A case has no key "expects"\. Did you mean "expect"\?/);
    const [problem] = await eventually(() => { const found = vscode.languages.getDiagnostics(uri); return found.length > 0 ? found : undefined; }, 20_000, 'the problem');
    assert.deepEqual([problem?.range.start.line, problem?.range.start.character, problem?.source], [2, 4, 'SMA tests']);
    writeFileSync(uri.fsPath, CASES.replace('Count:', 'Cuont:'));
    await eventually(() => item.error === undefined && item.children.size === 2, 20_000, 'the file made well');
    writeFileSync(uri.fsPath, `runbook: Test-Sum.ps1\n${CASES.replace('Count:', 'Cuont:')}`);
    await eventually(() => labels(item.children).flat().includes(6), 20_000, 'its lines');
    await inFile('testing.runCurrentFile', uri);
    assert.deepEqual(watch.states, ['errored Test-Bad.tests.yaml', 'errored Adds', 'errored Wrong']);
    assert.equal(watch.told[1]?.message?.message, 'The runbook Test-Sum has no parameter "Cuont". Did you mean "Count"? It has: Count.');
    rmSync(uri.fsPath);
    await eventually(() => controller.items.get(uri.toString()) === undefined, 20_000, 'that its item is gone');
  });
});
