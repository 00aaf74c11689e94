import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { ConnectionRegistry } from '../../src/app/connections/connectionRegistry.ts';
import type { SecretVault } from '../../src/app/connections/secretVault.ts';
import { createSmaClient } from '../../src/client/index.ts';
import { attachableJob, hasEnded } from '../../src/features/debug/attachable.ts';
import { eventually } from '../support/eventually.ts';
import type { RunningJob } from '../support/debugAdapterMain.ts';
import { workerBundle } from '../support/workerBundle.ts';
import { act, job, publishNew, rows, start, streamItems } from './support/conversation.ts';
import { serve, USER, type UnderTest } from './support/serviceUnderTest.ts';

const FINAL: ReadonlySet<unknown> = new Set(['Completed', 'Failed', 'Stopped', 'Suspended']);
const LOOP = `'begins'
$round = 0
$go = $true
function Add-One($n) {
    $sum = $n + 1
    return $sum
}
while ($go) {
    $round = Add-One $round
}
"rounds: $($round -gt 0)"
`;

describe('The debug adapter, attached to a running job', function () {
  this.timeout(60_000);
  let under: UnderTest, client: DebugClient, outputs: string[] = [], count = 0;
  before(async () => { under = await serve({ debugging: true, worker: { script: join(await workerBundle(), 'worker.cjs') } }); });
  after(() => under[Symbol.asyncDispose]());
  afterEach(async () => { await client.stop(); });

  const begin = async (text: string): Promise<RunningJob> => {
    const runbookName = `Attached-${++count}`, { runbook } = await publishNew(under.http, text, runbookName), jobId = await start(under.http, runbook);
    await eventually(async () => rows(await streamItems(under.http, jobId)).length > 0, 20_000, 'the first record');
    return { url: under.service.url, certificate: under.service.certificatePem ?? '', user: USER.name, password: USER.password, jobId, runbookName, text };
  };
  async function connect(running: RunningJob): Promise<void> {
    client = new DebugClient(process.execPath, join(import.meta.dirname, '../support/debugAdapterMain.ts'), 'sma-runbook', { env: { ...process.env, SMA_TEST_RUNNING: JSON.stringify(running) } });
    client.defaultTimeout = 30_000;
    outputs = [];
    client.on('output', (event: DebugProtocol.OutputEvent) => outputs.push(event.body.output));
    await client.start();
    const { body } = await client.initializeRequest();
    assert.deepEqual([body?.supportTerminateDebuggee, body?.supportsRestartRequest], [true, false]);
  }
  async function attach(running: RunningJob): Promise<void> {
    await connect(running);
    const initialized = client.waitForEvent('initialized');
    await client.attachRequest({});
    await initialized;
    await client.setExceptionBreakpointsRequest({ filters: [] });
    await client.configurationDoneRequest();
  }
  /** The stop that something leads to. */
  async function stopAfter(go: () => Promise<unknown>): Promise<string> {
    const stopped = client.waitForEvent('stopped');
    await go();
    const { body } = await stopped as DebugProtocol.StoppedEvent, { body: { stackFrames } } = await client.stackTraceRequest({ threadId: body.threadId ?? 1 });
    return `${body.reason} ${stackFrames.map((f) => `${f.name}:${f.line}`).join(' < ')}`;
  }
  const evaluate = async (expression: string): Promise<string> => (await client.evaluateRequest({ expression, context: 'repl', frameId: 1 })).body.result;
  const status = async ({ jobId }: RunningJob): Promise<unknown> => (await job(under.http, jobId))['JobStatus'];
  const ended = async (running: RunningJob): Promise<unknown> => await eventually(async () => { const now = await status(running); return FINAL.has(now) ? now : undefined; }, 20_000, 'the end of the job');

  it('takes breakpoints at once, steps, shows and changes variables, hears what is written, and ends with the job', async () => {
    const running = { ...await begin(LOOP), file: '/somewhere/Attached.ps1' }, source = { path: running.file };
    await attach(running);
    assert.equal(await stopAfter(async () => {
      const { body: { breakpoints } } = await client.setBreakpointsRequest({ source, breakpoints: [{ line: 5, condition: '$n -gt 3' }, { line: 90 }] });
      assert.deepEqual(breakpoints.map((b) => [b.verified, b.line]), [[true, 5], [false, undefined]]);
    }), `breakpoint Add-One:5 < ${running.runbookName}:9`);
    const { body: { stackFrames: [frame] } } = await client.stackTraceRequest({ threadId: 1 });
    assert.equal(frame?.source?.path, running.file);
    assert.equal(await evaluate('$n -gt 3'), '$true');
    const { body: { scopes } } = await client.scopesRequest({ frameId: 1 });
    const { body: { variables } } = await client.variablesRequest({ variablesReference: scopes[0]?.variablesReference ?? 0 });
    assert.ok(variables.some((v) => v.name === '$n' && v.type === 'int'), JSON.stringify(variables));
    await client.setVariableRequest({ variablesReference: scopes[0]?.variablesReference ?? 0, name: '$n', value: '41' });
    await client.setBreakpointsRequest({ source, breakpoints: [] });
    assert.equal(await stopAfter(async () => await client.nextRequest({ threadId: 1 })), `step Add-One:6 < ${running.runbookName}:9`);
    assert.equal(await evaluate('$sum'), '42');
    assert.equal(await stopAfter(async () => await client.stepOutRequest({ threadId: 1 })), `step ${running.runbookName}:8`);
    await evaluate('$go = $false');
    const over = client.waitForEvent('terminated'), exited = client.waitForEvent('exited');
    await client.continueRequest({ threadId: 1 });
    await over;
    assert.equal((await exited as DebugProtocol.ExitedEvent).body.exitCode, 0);
    assert.equal(outputs.join(''), `rounds: True\n${running.runbookName} ended as Completed.\n`);
    assert.equal(await status(running), 'Completed');
  });

  it('pauses, shows the text that runs where no file has it, and lets the job go on when it leaves', async () => {
    const running = await begin(LOOP);
    await attach(running);
    assert.match(await stopAfter(async () => await client.pauseRequest({ threadId: 1 })), /^pause /);
    const { body: { stackFrames } } = await client.stackTraceRequest({ threadId: 1 }), source = stackFrames.at(-1)?.source;
    assert.deepEqual([source?.name, source?.sourceReference], [`${running.runbookName}.ps1`, 1]);
    assert.equal((await client.sourceRequest({ sourceReference: 1 })).body.content, LOOP);
    // A file of the same name that holds something else is not what runs.
    const other = await client.setBreakpointsRequest({ source: { path: `/somewhere/${running.runbookName}.ps1` }, breakpoints: [{ line: 2 }] });
    assert.match(other.body.breakpoints[0]?.message ?? '', /another version/);
    const bound = await client.setBreakpointsRequest({ source: source ?? {}, breakpoints: [{ line: 9 }] });
    assert.deepEqual(bound.body.breakpoints.map((b) => b.verified), [true]);
    assert.equal(await stopAfter(async () => await client.continueRequest({ threadId: 1 })), `breakpoint ${running.runbookName}:9`);
    await evaluate('$go = $false');
    await client.disconnectRequest({ terminateDebuggee: false });
    assert.equal(await ended(running), 'Completed');
  });

  it('stops where defaults, first values and later conditions are worked out, in code that ran before anybody came; and again for whoever comes second', async () => {
    const running = { ...await begin([
      "'begins'", '$go = $true', 'class Box {', '  [int] $Size = $(2 * 3)', '}', 'function Get-Sum($n,', '  $more = ($n + 1)) { $n + $more }',
      'while ($go) {', '  $sum = (Get-Sum 1) + [Box]::new().Size', '  if ($sum -eq 1) { 1 }', '  elseif ($sum -eq 9) { $null = $sum }', '}', '"sum $sum"', '',
    ].join('\n')), file: '/somewhere/Values.ps1' }, source = { path: running.file }, name = running.runbookName;
    for (const isLast of [false, true]) {
      await attach(running);
      const first = await stopAfter(async () => {
        const { body: { breakpoints } } = await client.setBreakpointsRequest({ source, breakpoints: [4, 7, 11].map((line) => ({ line })) });
        assert.deepEqual(breakpoints.map((b) => [b.verified, b.line]), [[true, 4], [true, 7], [true, 11]]);
      }), seen = [first];
      while (seen.length < 4) seen.push(await stopAfter(async () => await client.continueRequest({ threadId: 1 })));
      const round = [`breakpoint Get-Sum:7 < ${name}:9`, `breakpoint Box:4 < ${name}:9`, `breakpoint ${name}:11`], at = round.indexOf(first);
      assert.deepEqual(seen.slice(0, 3), [...round.slice(at), ...round.slice(0, at)]);
      assert.equal(seen[3], first);
      if (isLast) await evaluate('$global:go = $false');
      await client.disconnectRequest({ terminateDebuggee: false });
      if (!isLast) await client.stop();
    }
    assert.equal(await ended(running), 'Completed');
    assert.ok(rows(await streamItems(under.http, running.jobId)).some((item) => item['StreamText'] === 'sum 9'));
  });

  it('is one job\'s: a second attach, a launch and a restart are refused, and the job goes on as it was', async () => {
    const running = await begin(LOOP);
    await attach(running);
    await assert.rejects(client.attachRequest({}), /attached to a job already/);
    await assert.rejects(client.launchRequest({ program: '/x.ps1' } as DebugProtocol.LaunchRequestArguments), /launches no runbook/);
    await assert.rejects(client.customRequest('restart', {}), /is not begun again/);
    assert.match(await stopAfter(async () => await client.pauseRequest({ threadId: 1 })), /^pause /);
    await assert.rejects(client.sourceRequest({ sourceReference: 7 }), /no such source/);
    await evaluate('$script:go = $false');
    const over = client.waitForEvent('terminated');
    await client.continueRequest({ threadId: 1 });
    await over;
    assert.equal(await ended(running), 'Completed');
  });

  it('stops the job where it is asked to', async () => {
    const running = await begin(LOOP);
    await attach(running);
    await stopAfter(async () => await client.pauseRequest({ threadId: 1 }));
    await client.disconnectRequest({ terminateDebuggee: true });
    assert.equal(await ended(running), 'Stopped');
  });

  for (const [where, around] of [['a script', (line: string) => line], ['a workflow', (line: string) => `workflow Attached-${count + 1} {\n${line}\n}`]] as const) {
    it(`does not wait for what ${where} waits for: a web request is stopped at, looked at, and answered after`, async () => {
      const asked = Promise.withResolvers<() => void>();
      const server = createServer((_request, response) => { asked.resolve(() => { response.end('the answer'); }); });
      await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
      try {
        const running = await begin(around(`$text = 'begins'; Write-Output -InputObject $text; $r = Invoke-RestMethod -Uri 'http://127.0.0.1:${(server.address() as AddressInfo).port}/' -TimeoutSec 600\n"got $r $text"`)), line = running.text.includes('workflow') ? 2 : 1;
        const answer = await asked.promise;
        await attach(running);
        assert.ok((await stopAfter(async () => await client.pauseRequest({ threadId: 1 }))).startsWith(`pause ${running.runbookName}:${line}`));
        assert.equal(await evaluate('$text'), '"begins"');
        await client.setVariableRequest({ variablesReference: (await client.scopesRequest({ frameId: 1 })).body.scopes[0]?.variablesReference ?? 0, name: '$text', value: "'changed'" });
        // It comes while the run is stopped, and is there when it goes on.
        answer();
        assert.equal(await evaluate('1 + 1'), '2');
        const over = client.waitForEvent('terminated');
        await client.continueRequest({ threadId: 1 });
        await over;
        assert.match(outputs.join(''), /^got the answer changed\n/);
        assert.equal(await ended(running), 'Completed');
      } finally { server.close(); }
    });
  }

  it('shows the branches of a running workflow as threads', async () => {
    const running = await begin(`workflow Attached-${count + 1} {
  'begins'
  parallel {
    sequence { Start-Sleep -Seconds 1; $left = 'a'; while ($true) { Start-Sleep -Seconds 1 } }
    sequence { while ($true) { Start-Sleep -Seconds 1 } }
  }
}`);
    await attach(running);
    await stopAfter(async () => await client.pauseRequest({ threadId: 1 }));
    const { body: { threads } } = await client.threadsRequest();
    assert.equal(threads.length, 3, JSON.stringify(threads));
    await client.disconnectRequest({ terminateDebuggee: true });
    assert.equal(await ended(running), 'Stopped');
  });

  it('stops in scripts of branches that run in threads of their own, in one after the other, whether they ran before or begin later', async () => {
    const loop = (name: string): string => `InlineScript { $go = $true; $${name} = 0
      while ($go) {
        $${name} = $${name} + 1
        Start-Sleep -Milliseconds 20
      }
      "${name} ends" }`;
    const running = await begin(`workflow Attached-${count + 1} {
  'begins'
  parallel {
    ${loop('a')}
    ${loop('b')}
  }
}`);
    await attach(running);
    const { runbookName } = running, stop = async (go: () => Promise<unknown>): Promise<{ readonly thread: number; readonly line: number }> => {
      const stopped = client.waitForEvent('stopped');
      await go();
      const { body } = await stopped as DebugProtocol.StoppedEvent, threadId = body.threadId ?? 1;
      const { body: { threads } } = await client.threadsRequest();
      assert.ok(threads.some(({ id }) => id === threadId) && threads.some(({ id }) => id === 1), JSON.stringify(threads));
      assert.deepEqual((await client.stackTraceRequest({ threadId: 1 })).body.stackFrames, []);
      const { body: { stackFrames: [frame] } } = await client.stackTraceRequest({ threadId });
      return { thread: threadId, line: frame?.line ?? 0 };
    };
    const source = { path: `${runbookName}.ps1` }, at = { 6: 'a', 12: 'b' } as const;
    // What the job runs is shown by the adapter where the folder has another text: its own source takes the breakpoints.
    const paused = await (async () => { const stopped = client.waitForEvent('stopped'); await client.pauseRequest({ threadId: 1 }); return await stopped as DebugProtocol.StoppedEvent; })();
    const shown = (await client.stackTraceRequest({ threadId: paused.body.threadId ?? 1 })).body.stackFrames.at(-1)?.source ?? source;
    await client.setBreakpointsRequest({ source: shown, breakpoints: [{ line: 6 }, { line: 12 }] });
    const first = await stop(async () => await client.continueRequest({ threadId: 1 }));
    const name = at[first.line as 6 | 12];
    assert.ok(name === 'a' || name === 'b', JSON.stringify(first));
    assert.equal(await evaluate(`$${name} -ge 0`), '$true');
    const { body: { variables } } = await client.variablesRequest({ variablesReference: (await client.scopesRequest({ frameId: 1 })).body.scopes[0]?.variablesReference ?? 0 });
    assert.ok(variables.some((v) => v.name === `$${name}`), JSON.stringify(variables.map((v) => v.name)));
    // A step stays in its thread, though another one may wait at its breakpoint.
    assert.deepEqual(await stop(async () => await client.nextRequest({ threadId: first.thread })), { thread: first.thread, line: first.line + 1 });
    await evaluate('$go = $false');
    await client.setBreakpointsRequest({ source: shown, breakpoints: [{ line: name === 'a' ? 12 : 6 }] });
    const second = await stop(async () => await client.continueRequest({ threadId: first.thread }));
    assert.notEqual(second.thread, first.thread);
    assert.equal(at[second.line as 6 | 12], name === 'a' ? 'b' : 'a');
    await evaluate('$go = $false');
    await client.setBreakpointsRequest({ source: shown, breakpoints: [] });
    await client.continueRequest({ threadId: second.thread });
    assert.equal(await ended(running), 'Completed');
    assert.deepEqual(outputs.filter((line) => / ends/.test(line)).map((line) => line.trim()).toSorted(), ['a ends', 'b ends']);
  });

  it('stops in a workflow that runs as a job of the runbook', async () => {
    const running = { ...await begin(`& {
workflow Loop-Ever {
  $n = 0
  while ($true) {
    $n = $n + 1
    Start-Sleep -Milliseconds 20
  }
}
'begins'
$j = Loop-Ever -AsJob
Receive-Job $j -Wait
}
`), file: '/somewhere/Jobs.ps1' };
    await attach(running);
    assert.match(await stopAfter(async () => { await client.setBreakpointsRequest({ source: { path: running.file }, breakpoints: [{ line: 5, condition: '$n -gt 2' }] }); }), /^breakpoint Loop-Ever:5/);
    assert.equal(await evaluate('$n -gt 2'), '$true');
    await client.disconnectRequest({ terminateDebuggee: true });
    assert.equal(await ended(running), 'Stopped');
  });

  it('says in one message why a job cannot be debugged', async () => {
    const running = await begin("'short'");
    assert.equal(await ended(running), 'Completed');
    await connect(running);
    await assert.rejects(client.attachRequest({}), /The job is Completed: only a job that is Running can be attached to/);
  });
});

describe('A configuration that attaches', function () {
  this.timeout(60_000);
  let under: UnderTest;
  before(async () => { under = await serve({ debugging: true, worker: { script: join(await workerBundle(), 'worker.cjs') } }); });
  after(() => under[Symbol.asyncDispose]());

  /** The local service, and the same one as a server of a team. */
  function open(active = 'local'): { readonly app: { readonly connections: ConnectionRegistry } } & Disposable {
    const quiet = (): void => undefined, pinnedCertificate = under.service.certificatePem ?? '', team = { id: 'team', name: 'The Team', url: under.service.url, user: USER.name, pinnedCertificate };
    const vault = { password: () => Promise.resolve(USER.password), store: () => Promise.resolve(), forget: () => Promise.resolve() } as unknown as SecretVault;
    const state = { get: (key: string): unknown => (/active/i.test(key) ? active : [team]), update: () => Promise.resolve() };
    const connections = new ConnectionRegistry({ state: state as never, vault, log: { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet }, createClient: (options) => createSmaClient(options) });
    const endpoint = { url: team.url, trust: { kind: 'pinned', certificate: pinnedCertificate }, authentication: { kind: 'basic', credentials: () => ({ user: USER.name, password: USER.password }) } } as const;
    connections.attachLocalService({ state: 'running', onDidChangeState: () => ({ dispose: quiet }), endpoint, failure: undefined, start: () => Promise.resolve(endpoint) });
    return { app: { connections }, [Symbol.dispose]: () => { connections.dispose(); } };
  }

  it('means a running job of the local service, whichever connection is in use; else it is said what is in the way', async () => {
    const { runbook } = await publishNew(under.http, "'begins'\n$go = $true\nwhile ($go) { Start-Sleep -Milliseconds 50 }", 'Configured-Loop'), jobId = await start(under.http, runbook);
    await eventually(async () => rows(await streamItems(under.http, jobId)).length > 0, 20_000, 'the first record');
    using local = open(), remote = open('team');
    assert.equal((await attachableJob(local.app, { jobId })).connection.id, 'local');
    assert.equal(await hasEnded(local.app, { jobId }), false);
    assert.equal(remote.app.connections.active.id, 'team');
    // Nobody has used the local service yet.
    assert.equal((await attachableJob(remote.app, { jobId })).connection.id, 'team');
    await remote.app.connections.local.connect();
    assert.equal((await attachableJob(remote.app, { jobId })).connection.id, 'local');
    assert.equal((await attachableJob(local.app, { jobId, connectionId: 'team' })).connection.id, 'team');
    // As a server of Microsoft's, that announces no push stream.
    const team = remote.app.connections.find('team');
    Object.defineProperty(team, 'server', { value: { offersEvents: false } });
    await assert.rejects(attachableJob(remote.app, { jobId, connectionId: 'team' }), /The job runs on The Team, which has no debugger\. .*"sma serve --debugging".*\(F5\)/);
    await assert.rejects(attachableJob(local.app, {}), /The configuration names no job\. Set "jobId", for example to "\$\{command:pickJob\}"/);
    await assert.rejects(attachableJob(local.app, { jobId, connectionId: 'gone' }), /The connection of this job was removed/);
    await assert.rejects(attachableJob(local.app, { jobId: '11111111-1111-1111-1111-111111111111' }), { code: 'NotFound' });
    await act(under.http, 'Jobs', jobId, 'Stop');
    await eventually(async () => await hasEnded(local.app, { jobId }), 20_000, 'the end of the job');
    await assert.rejects(attachableJob(local.app, { jobId }), /The job is Stopped\. Only a job that is Running can be attached to/);
  });
});
