import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually.ts';
import { activateExtension, messagesSince, run, useLocalService, writeRunbook } from './support/extension.ts';
import type { App } from '../../src/app/app.ts';

type Body = Readonly<Record<string, unknown>>;
interface Message { readonly type: string; readonly event?: string; readonly body?: Body }

/** What our adapter tells the editor, session by session. */
class Watch implements vscode.DebugAdapterTrackerFactory {
  readonly events: { readonly name: string; readonly body: Body }[] = [];
  createDebugAdapterTracker(): vscode.DebugAdapterTracker {
    return { onDidSendMessage: (message: Message) => { if (message.type === 'event') this.events.push({ name: message.event ?? '', body: message.body ?? {} }); } };
  }
  count(name: string): number { return this.events.filter((event) => event.name === name).length; }
  async next(name: string, before: number): Promise<Body> {
    return await eventually(() => this.events.filter((event) => event.name === name)[before]?.body, 20_000, `the event ${name}`);
  }
  get output(): string { return this.events.filter((event) => event.name === 'output' && event.body['category'] === 'stdout' && !String(event.body['output']).includes(' ended as ')).map((event) => String(event.body['output'])).join(''); }
}

const SCRIPT = `param([int]$Count = 3)
$sum = 0
foreach ($i in 1..$Count) {
    $sum += $i
}
"sum $sum"
`;

describe('the debugger in the editor', function () {
  this.timeout(60_000);
  let app: App, watch: Watch, tracker: vscode.Disposable, file: vscode.Uri;

  before(async () => {
    app = await activateExtension();
    file = writeRunbook('Test-Debug', SCRIPT);
  });
  beforeEach(() => {
    watch = new Watch();
    tracker = vscode.debug.registerDebugAdapterTrackerFactory('sma-runbook', watch);
  });
  afterEach(async () => {
    await vscode.debug.stopDebugging();
    await eventually(() => vscode.debug.activeDebugSession === undefined, 10_000, 'the end of the session');
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    tracker.dispose();
  });
  after(() => rmSync(file.fsPath, { force: true }));

  const session = (): vscode.DebugSession => {
    assert.ok(vscode.debug.activeDebugSession);
    return vscode.debug.activeDebugSession;
  };
  const breakAt = (line: number, condition?: string): void => vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(file, new vscode.Position(line - 1, 0)), true, condition)]);
  const where = async (): Promise<number | undefined> => {
    const { stackFrames } = await session().customRequest('stackTrace', { threadId: 1 }) as { stackFrames: { line: number }[] };
    return stackFrames[0]?.line;
  };

  it('stops at a breakpoint of the editor, shows stack and variables, evaluates, steps, and goes on', async () => {
    breakAt(4, '$i -eq 2');
    assert.equal(await run('sma.runbook.debug', file, { parameters: { Count: '4' } }), true);
    assert.deepEqual((await watch.next('stopped', 0))['reason'], 'breakpoint');
    assert.equal(await where(), 4);
    const { scopes } = await session().customRequest('scopes', { frameId: 1 }) as { scopes: { name: string; variablesReference: number }[] };
    const { variables } = await session().customRequest('variables', { variablesReference: scopes[0]?.variablesReference }) as { variables: { name: string; value: string }[] };
    assert.equal(variables.find((v) => v.name === '$sum')?.value, '1');
    assert.equal((await session().customRequest('evaluate', { expression: '$sum + 40', frameId: 1, context: 'repl' }) as { result: string }).result, '41');
    await vscode.commands.executeCommand('workbench.action.debug.stepOver');
    await watch.next('stopped', 1);
    assert.equal(await where(), 4);
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.commands.executeCommand('workbench.action.debug.continue');
    await watch.next('terminated', 0);
    assert.equal(watch.output, 'sum 10\n');
  });

  it('runs what the editor shows, saved or not, without launch.json', async () => {
    const settings = vscode.workspace.getConfiguration(), unsaved = { 'debug.saveBeforeStart': 'none', 'files.autoSave': 'off' };
    // Else the editor saves after a while, and before it starts.
    for (const [name, value] of Object.entries(unsaved)) await settings.update(name, value, vscode.ConfigurationTarget.Global);
    const editor = await vscode.window.showTextDocument(file);
    try {
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '"not saved"\nreturn\n'));
      assert.ok(editor.document.isDirty);
      assert.equal(await vscode.debug.startDebugging(vscode.workspace.workspaceFolders?.[0], { type: 'sma-runbook', request: 'launch', name: 'x', program: file.fsPath, parameters: {} }), true);
      await watch.next('terminated', 0);
      assert.equal(watch.output, 'not saved\n');
      assert.ok(editor.document.isDirty);
    } finally {
      for (const name of Object.keys(unsaved)) await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
      const { document } = editor;
      const back = new vscode.WorkspaceEdit();
      back.replace(file, new vscode.Range(0, 0, document.lineCount, 0), SCRIPT);
      assert.ok(await vscode.workspace.applyEdit(back));
      assert.ok(await document.save());
    }
  });

  it('refuses a text with a mistake before anything begins, in one message with its place', async () => {
    const broken = writeRunbook('Test-Broken', "'first'\nif ($true {\n    'x'\n}\n"), told = messagesSince(app);
    await vscode.window.showTextDocument(file);
    for (const start of [async () => await run('sma.runbook.debug', broken), async () => await run('sma.runbook.run', broken, { parameters: {} })]) await start();
    const messages = told();
    assert.equal(messages.length, 2, messages.join('\n'));
    for (const message of messages) assert.match(message, /^Test-Broken\.ps1 cannot run: line 2, column \d+: .*\.$/);
    const editor = vscode.window.activeTextEditor;
    assert.deepEqual([editor?.document.uri.fsPath, editor?.selection.active.line], [broken.fsPath, 1]);
    assert.equal(watch.events.length, 0, 'no session');
    rmSync(broken.fsPath, { force: true });
  });

  it('only runs with Run, and passes breakpoints by', async () => {
    breakAt(4);
    assert.equal(await run('sma.runbook.run', file, { parameters: {} }), true);
    await watch.next('terminated', 0);
    assert.deepEqual([watch.output, watch.count('stopped')], ['sum 6\n', 0]);
  });

  it('pauses, shows values beside the lines, begins again, and stops', async () => {
    breakAt(6);
    await run('sma.runbook.debug', file, { parameters: {} });
    await watch.next('stopped', 0);
    const values = await vscode.commands.executeCommand<vscode.InlineValue[]>('vscode.executeInlineValueProvider', file, new vscode.Range(0, 0, 6, 0), { frameId: 1, stoppedLocation: new vscode.Range(5, 0, 5, 0) });
    assert.deepEqual(values.map((v) => ('variableName' in v ? v.variableName ?? '' : JSON.stringify(v))).toSorted((a, b) => a.localeCompare(b)), ['$Count', '$Count', '$i', '$i', '$sum', '$sum', '$sum']);
    await vscode.commands.executeCommand('workbench.action.debug.restart');
    await watch.next('stopped', 1);
    assert.equal(await where(), 6);
    await vscode.commands.executeCommand('workbench.action.debug.stop');
    await watch.next('terminated', 0);
    assert.equal(watch.output, '');
  });

  it('replays a job that has ended', async () => {
    const client = await useLocalService(app), source = "'first'\nWrite-Error 'bad'\n'last'\n", runbook = writeRunbook('Test-Replay', source);
    try {
      await run('sma.runbook.publish', runbook);
      const jobId = String(await run('sma.runbook.start', runbook, { parameters: {} }));
      await eventually(async () => (await client.jobs.get(jobId)).status === 'Completed', 30_000, 'the end of the job');
      assert.equal(await run('sma.job.replay', { connectionId: 'local', jobId, runbookName: 'Test-Replay' }), true);
      assert.equal((await watch.next('stopped', 0))['reason'], 'entry');
      // The editor takes commands for what it shows.
      await eventually(() => vscode.debug.activeStackItem !== undefined, 10_000, 'the record in the editor');
      await vscode.commands.executeCommand('workbench.action.debug.continue');
      assert.equal((await watch.next('stopped', 1))['reason'], 'exception');
      assert.equal(await where(), 2);
      assert.equal((await session().customRequest('source', { sourceReference: 1 }) as { content: string }).content, source);
      await vscode.commands.executeCommand('workbench.action.debug.stepOver');
      await watch.next('stopped', 2);
      await vscode.commands.executeCommand('workbench.action.debug.stepOver');
      await watch.next('terminated', 0);
      assert.equal(watch.output, 'first\nlast\n');
    } finally {
      rmSync(runbook.fsPath, { force: true });
    }
  });

  it('attaches to a job that runs, stops in it, and lets it go on', async () => {
    const client = await useLocalService(app), runbook = writeRunbook('Test-Attach', "'begins'\n$go = $true\nwhile ($go) {\n    $turns += 1\n    Start-Sleep -Milliseconds 20\n}\n\"over $($turns -gt 0)\"\n");
    const texts = async (jobId: string): Promise<readonly string[]> => (await client.jobs.records(jobId)).map(({ text }) => text);
    try {
      await run('sma.runbook.publish', runbook);
      const jobId = String(await run('sma.runbook.start', runbook, { parameters: {} })), target = { connectionId: 'local', jobId, runbookName: 'Test-Attach' };
      await eventually(async () => (await texts(jobId)).length > 0, 30_000, 'the first record');
      vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(runbook, new vscode.Position(3, 0)))]);
      // As a launch.json has it: the job is asked for, and there is one.
      const picked = vscode.debug.startDebugging(undefined, { type: 'sma-runbook', request: 'attach', name: 'Attach to Running Job', jobId: '${command:pickJob}' });
      await eventually(async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return watch.count('stopped') > 0;
      }, 20_000, 'a stop in the job that was chosen');
      assert.equal(await picked, true);
      await eventually(() => vscode.debug.activeStackItem !== undefined, 10_000, 'the stop in the editor');
      await vscode.commands.executeCommand('workbench.action.debug.disconnect');
      await eventually(() => vscode.debug.activeDebugSession === undefined, 10_000, 'the end of the session');
      assert.equal((await client.jobs.get(jobId)).status, 'Running');
      assert.equal(await run('sma.job.attach', target), true);
      assert.equal((await watch.next('stopped', 1))['reason'], 'breakpoint');
      const { stackFrames } = await session().customRequest('stackTrace', { threadId: 1 }) as { stackFrames: { line: number; source: { path: string } }[] };
      assert.equal(stackFrames[0]?.line, 4);
      // The file itself, as it has the text that runs; in a remote window the path is a whole address.
      assert.ok(stackFrames[0].source.path.endsWith(runbook.path), stackFrames[0].source.path);
      await session().customRequest('evaluate', { expression: '$go = $false', frameId: 1, context: 'repl' });
      await eventually(() => vscode.debug.activeStackItem !== undefined, 10_000, 'the stop in the editor');
      await vscode.commands.executeCommand('workbench.action.debug.disconnect');
      await eventually(() => vscode.debug.activeDebugSession === undefined, 10_000, 'the end of the session');
      await eventually(async () => (await client.jobs.get(jobId)).status === 'Completed', 30_000, 'the end of the job');
      assert.deepEqual(await texts(jobId), ['begins', 'over True']);
    } finally {
      rmSync(runbook.fsPath, { force: true });
    }
  });

  it('says once what cannot be debugged', async () => {
    const messages = messagesSince(app);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await run('sma.runbook.debug');
    await run('sma.runbook.debug', { runbookName: 'Far-Away' });
    await run('sma.runbook.run', vscode.Uri.parse('untitled:New.ps1'));
    for (const config of [{}, { jobId: '11111111-1111-1111-1111-111111111111', connectionId: 'gone' }]) await vscode.debug.startDebugging(undefined, { type: 'sma-runbook', request: 'attach', name: 'x', ...config });
    assert.equal(messages().length, 5, messages().join('\n'));
    assert.match(messages()[3] ?? '', /names no job\. Set "jobId", for example to "\$\{command:pickJob\}"/);
    assert.match(messages()[4] ?? '', /The connection of this job was removed/);
    assert.equal(watch.events.length, 0, 'no session');
    assert.match(messages()[0] ?? '', /no runbook to debug\. Open a \.ps1 file first/);
    assert.match(messages()[1] ?? '', /Far-Away is only on the server/);
    assert.match(messages()[2] ?? '', /save this one in your folder first/);
  });
});
