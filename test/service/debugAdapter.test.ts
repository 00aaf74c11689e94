import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { workerBundle } from '../support/workerBundle.ts';

const LOOP = `param([int]$Count = 3)
$sum = 0
foreach ($i in 1..$Count) {
    $sum += $i
}
"sum $sum"
`;

describe('The debug adapter', function () {
  this.timeout(30_000);
  let folder = '', client: DebugClient, outputs: DebugProtocol.OutputEvent['body'][] = [], open: Record<string, string> = {};

  before(async () => { folder = await mkdtemp(join(tmpdir(), 'sma-adapter-')); });
  after(async () => { await rm(folder, { recursive: true, force: true }); });
  beforeEach(() => { open = {}; });
  afterEach(async () => { await client.stop(); });

  async function connect(): Promise<void> {
    client = new DebugClient(process.execPath, join(import.meta.dirname, '../support/debugAdapterMain.ts'), 'sma-runbook', { env: { ...process.env, SMA_TEST_WORKER: await workerBundle(), SMA_TEST_OPEN: JSON.stringify(open) } });
    client.defaultTimeout = 20_000;
    outputs = [];
    client.on('output', (event: DebugProtocol.OutputEvent) => outputs.push(event.body));
    await client.start();
  }
  async function file(name: string, text: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  }
  /** Starts a runbook; gives what the adapter said to the breakpoints. `atStop` false: it runs to its end. */
  async function launch(program: string, breakpoints: DebugProtocol.SourceBreakpoint[] = [], rest: object = {}, filters: string[] = []): Promise<DebugProtocol.Breakpoint[]> {
    await connect();
    await client.initializeRequest();
    const initialized = client.waitForEvent('initialized');
    await client.launchRequest({ program, ...rest } as DebugProtocol.LaunchRequestArguments);
    await initialized;
    const { body } = await client.setBreakpointsRequest({ source: { path: program }, breakpoints });
    await client.setExceptionBreakpointsRequest({ filters });
    return body.breakpoints;
  }
  async function begin(): Promise<DebugProtocol.StoppedEvent['body']> {
    const stopped = client.waitForEvent('stopped');
    await client.configurationDoneRequest();
    return (await stopped as DebugProtocol.StoppedEvent).body;
  }
  async function then(go: () => Promise<unknown>): Promise<DebugProtocol.StoppedEvent['body']> {
    const stopped = client.waitForEvent('stopped');
    await go();
    return (await stopped as DebugProtocol.StoppedEvent).body;
  }
  const frames = async (threadId = 1): Promise<DebugProtocol.StackFrame[]> => (await client.stackTraceRequest({ threadId })).body.stackFrames;
  const where = async (threadId = 1): Promise<string[]> => (await frames(threadId)).map((f) => `${f.name} ${f.source?.name ?? ''}:${f.line}`);
  const evaluate = async (expression: string, context = 'watch'): Promise<DebugProtocol.EvaluateResponse['body']> => (await client.evaluateRequest({ expression, context, frameId: (await frames())[0]?.id ?? 1 })).body;
  async function variables(scope: string): Promise<DebugProtocol.Variable[]> {
    const { body: { scopes } } = await client.scopesRequest({ frameId: (await frames())[0]?.id ?? 1 });
    return (await client.variablesRequest({ variablesReference: scopes.find((s) => s.name === scope)?.variablesReference ?? 0 })).body.variables;
  }
  async function toEnd(go: () => Promise<unknown> = async () => await client.continueRequest({ threadId: 1 })): Promise<number> {
    const exited = client.waitForEvent('exited'), ended = client.waitForEvent('terminated');
    await go();
    await ended;
    return (await exited as DebugProtocol.ExitedEvent).body.exitCode;
  }
  const isEnd = ({ output }: { readonly output: string }): boolean => output.includes(' ended as ');
  const text = (category: string): string => outputs.filter((o) => o.category === category && !isEnd(o)).map((o) => o.output).join('');

  it('says of breakpoints set in a text that was changed meanwhile where they stop in the one that runs', async () => {
    const path = await file('Changed.ps1', LOOP);
    await launch(path, [{ line: 2 }]);
    await begin();
    await writeFile(path, LOOP.replace('foreach', '# two\n# lines\nforeach'));
    const set = async (sourceModified: boolean, lines: readonly number[]) => (await client.setBreakpointsRequest({ source: { path }, breakpoints: lines.map((line) => ({ line })), sourceModified })).body.breakpoints;
    const [first, changed, below] = await set(true, [2, 3, 8]);
    assert.deepEqual([first?.verified, first?.line, first?.message], [true, 2, undefined]);
    assert.deepEqual([changed?.verified, changed?.line], [false, undefined]);
    assert.match(changed?.message ?? '', /This line was changed since the run began/);
    assert.deepEqual([below?.verified, below?.line], [false, 8]);
    assert.match(below?.message ?? '', /it stops at line 6 there/);
    const stopped = await then(() => client.continueRequest({ threadId: 1 }));
    assert.deepEqual([await where(), stopped.hitBreakpointIds], [['Changed Changed.ps1:6'], [below?.id]]);
    await writeFile(path, LOOP);
    assert.deepEqual((await set(true, [6])).map((b) => [b.verified, b.line]), [[true, 6]]);
  });

  it('stops in a child that was changed while it was loaded: in the text that runs, and in the new one where it is called again', async () => {
    const kid = await file('Kid.ps1', '$a = 1\n$b = 2\n"kid $b"\n'), program = await file('Calls.ps1', 'foreach ($i in 1..2) {\n  ./Kid.ps1\n}\n');
    await launch(program, []);
    const set = async (lines: readonly number[], sourceModified = false) => (await client.setBreakpointsRequest({ source: { path: kid }, breakpoints: lines.map((line) => ({ line })), sourceModified })).body.breakpoints;
    await set([2]);
    await begin();
    await writeFile(kid, '# two\n# lines\n$a = 1\n$b = 2\n"kid $b"\n');
    const bound = await set([4, 5], true), ids = bound.map(({ id }) => id);
    assert.deepEqual(bound.map((b) => [b.verified, b.line, b.message]), [[true, 4, undefined], [true, 5, undefined]]);
    const stops: unknown[] = [];
    for (let i = 0; i < 3; i++) { const { hitBreakpointIds } = await then(() => client.continueRequest({ threadId: 1 })); stops.push([(await where())[0], hitBreakpointIds?.map((id) => ids.indexOf(id))]); }
    assert.deepEqual(stops, [['Kid.ps1 Kid.ps1:3', [1]], ['Kid.ps1 Kid.ps1:4', [0]], ['Kid.ps1 Kid.ps1:5', [1]]]);
    assert.equal(await toEnd(), 0);
    assert.equal(text('stdout'), 'kid 2\nkid 2\n');
  });

  it('says of a workflow that was changed while it was loaded, and is not read again, where the text that runs stops', async () => {
    const kid = await file('Kid.ps1', 'workflow Kid {\n  $a = 1\n  $b = 2\n  "kid $b"\n}\n'), program = await file('Calls.ps1', 'workflow Calls {\n  foreach ($i in 1..2) {\n    Kid\n  }\n}\n');
    await launch(program, []);
    const set = async (lines: readonly number[]) => (await client.setBreakpointsRequest({ source: { path: kid }, breakpoints: lines.map((line) => ({ line })) })).body.breakpoints;
    await set([2]);
    await begin();
    await writeFile(kid, '# two\n# lines\nworkflow Kid {\n  $a = 1\n  $b = 2\n  "kid $b"\n}\n');
    const [bound] = await set([5]);
    assert.deepEqual([bound?.verified, bound?.line], [false, 5]);
    assert.match(bound?.message ?? '', /it stops at line 3 there/);
    for (let i = 0; i < 2; i++) { const { hitBreakpointIds } = await then(() => client.continueRequest({ threadId: 1 })); assert.deepEqual([(await where())[0], hitBreakpointIds], ['Kid Kid.ps1:3', [bound?.id]]); }
    assert.equal(await toEnd(), 0);
  });

  it('stops at a breakpoint, shows the stack and variables, changes one, and goes on to the end', async () => {
    const program = await file('Loop.ps1', LOOP), bound = await launch(program, [{ line: 4 }, { line: 90 }]);
    assert.deepEqual(bound.map((b) => [b.verified, b.line]), [[true, 4], [false, undefined]]);
    const stop = await begin();
    assert.deepEqual([stop.reason, stop.threadId, stop.hitBreakpointIds], ['breakpoint', 1, [bound[0]?.id]]);
    assert.deepEqual(await where(), ['Loop Loop.ps1:4']);
    assert.equal((await frames())[0]?.source?.path, program);
    const i = (await variables('Global')).find((v) => v.name === '$i');
    assert.deepEqual([i?.value, i?.type, i?.evaluateName], ['1', 'int', '$i']);
    const { body: { scopes } } = await client.scopesRequest({ frameId: 1 });
    const changed = await client.setVariableRequest({ variablesReference: scopes[0]?.variablesReference ?? 0, name: '$sum', value: '100' });
    assert.equal(changed.body.value, '100');
    await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [] });
    assert.equal(await toEnd(), 0);
    assert.equal(text('stdout'), 'sum 106\n');
    assert.deepEqual(outputs.filter(isEnd).map(({ category, output }) => [category, output]), [['stdout', 'Loop ended as Completed.\n']]);
  });

  it('runs the text of the editor, not of the disk, with the parameters of the configuration', async () => {
    const program = await file('Loop.ps1', 'throw "the old text"');
    open[program] = LOOP;
    await launch(program, [{ line: 6 }], { parameters: { Count: 5 } });
    await begin();
    assert.equal((await evaluate('$sum')).result, '15');
    assert.equal(await toEnd(), 0);
  });

  it('takes conditions, hit counts and log messages; what is wrong with one is told where it stands', async () => {
    const program = await file('Loop.ps1', LOOP);
    const bound = await launch(program, [{ line: 4, condition: '$i -ge 2', hitCondition: '2' }, { line: 6, logMessage: 'the sum is {$sum}' }]);
    assert.deepEqual(bound.map((b) => b.verified), [true, true]);
    await begin();
    assert.equal((await evaluate('$i')).result, '3');
    const { body } = await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [{ line: 2, condition: '$i -ge' }, { line: 4, hitCondition: 'often' }, { line: 6, logMessage: 'the sum is {$sum}' }, { line: 4, logMessage: 'it is {nope(}' }] });
    assert.deepEqual(body.breakpoints.map((b) => b.verified), [false, false, true, false]);
    assert.match(body.breakpoints[3]?.message ?? '', /^What the log message has in braces is no PowerShell expression/);
    assert.match(body.breakpoints[0]?.message ?? '', /no PowerShell expression/);
    assert.match(body.breakpoints[1]?.message ?? '', /hit count 'often' is not understood\. Write 5,/);
    await toEnd();
    const log = outputs.find((o) => o.output.startsWith('the sum is'));
    assert.deepEqual([log?.output, log?.source?.name, log?.line], ['the sum is 6\n', 'Loop.ps1', 6]);
  });

  it('answers a step before it tells where that ended, so that the editor does not show the stop before it', async () => {
    const program = await file('Loop.ps1', LOOP);
    await launch(program, [{ line: 4 }], { parameters: { Count: 20 } });
    await begin();
    for (let i = 0; i < 12; i += 1) {
      const stopped = client.waitForEvent('stopped'), answer = await (i % 2 === 0 ? client.nextRequest({ threadId: 1 }) : client.stepInRequest({ threadId: 1 }));
      assert.ok(answer.seq < (await stopped).seq, `step ${i}`);
    }
  });

  it('steps into a runbook beside it, over and out, and holds its breakpoints', async () => {
    const child = await file('Child.ps1', 'param($N)\n$double = $N * 2\n$double\n');
    const program = await file('Parent.ps1', '$a = .\\Child.ps1 -N 4\n$b = .\\Child.ps1 -N 5\n"$a $b"\n');
    await launch(program, [{ line: 1 }]);
    const { body } = await client.setBreakpointsRequest({ source: { path: child }, breakpoints: [{ line: 3, condition: '$N -eq 5' }] });
    assert.deepEqual(body.breakpoints.map((b) => [b.verified, b.line]), [[true, 3]]);
    await begin();
    await then(async () => await client.stepInRequest({ threadId: 1 }));
    assert.deepEqual(await where(), ['Child.ps1 Child.ps1:2', 'Parent Parent.ps1:1']);
    assert.equal((await frames())[0]?.source?.path, child);
    assert.equal((await then(async () => await client.nextRequest({ threadId: 1 }))).reason, 'step');
    assert.deepEqual((await where())[0], 'Child.ps1 Child.ps1:3');
    assert.equal((await then(async () => await client.stepOutRequest({ threadId: 1 }))).reason, 'step');
    assert.deepEqual(await where(), ['Parent Parent.ps1:2']);
    assert.equal((await then(async () => await client.nextRequest({ threadId: 1 }))).reason, 'breakpoint');
    assert.deepEqual(await where(), ['Child.ps1 Child.ps1:3', 'Parent Parent.ps1:2']);
    const { body: { sources } } = await client.customRequest('loadedSources', {}) as DebugProtocol.LoadedSourcesResponse;
    assert.deepEqual(sources.map((s) => s.name).toSorted((a, b) => (a ?? '').localeCompare(b ?? '')), ['Child.ps1', 'Parent.ps1']);
    await toEnd();
    assert.equal(text('stdout'), '8 10\n');
  });

  it('steps into a runbook that a workflow calls, where the file beside it has it', async () => {
    const child = await file('Get-Twice.ps1', 'workflow Get-Twice {\n  param([int]$N)\n  $double = $N * 2\n  $double\n}\n');
    const program = await file('Calls.ps1', 'workflow Calls {\n  $a = Get-Twice -N 4\n  "got $a"\n}\n');
    await launch(program);
    const { body } = await client.setBreakpointsRequest({ source: { path: child }, breakpoints: [{ line: 4 }] });
    const stop = await begin();
    assert.deepEqual(stop.hitBreakpointIds, [body.breakpoints[0]?.id]);
    assert.deepEqual(await where(), ['Get-Twice Get-Twice.ps1:4', 'Calls Calls.ps1:2']);
    assert.equal((await frames())[0]?.source?.path, child);
    assert.equal((await evaluate('$double')).result, '8');
    await toEnd();
    assert.equal(text('stdout'), 'got 8\n');
  });

  it('shows variables whose own code throws, runs or sleeps without running it; what a property works out is there to be opened', async () => {
    const program = await file('Throws.ps1', 'class C { [int]$A = 1; [string] ToString() { throw "tostring" } }\n$fine = 1; $global:n = 0\n$c = [C]::new()\n$o = [pscustomobject]@{ A = 1 }\n$o | Add-Member ScriptProperty Boom { throw "no" }\n$o | Add-Member ScriptProperty Lazy { $global:n++; 5 }\n$o | Add-Member ScriptProperty Slow { Start-Sleep 600 }\n"n=$global:n"\n"n=$global:n"\n');
    await launch(program, [{ line: 8 }]);
    await begin();
    const children = async (variablesReference: number): Promise<DebugProtocol.Variable[]> => (await client.variablesRequest({ variablesReference })).body.variables;
    const { body: { scopes } } = await client.scopesRequest({ frameId: (await frames())[0]?.id ?? 0 });
    const rows = (await Promise.all(scopes.map(async ({ variablesReference }) => await children(variablesReference)))).flat();
    assert.deepEqual(['$fine', '$c', '$o'].map((name) => rows.find((row) => row.name === name)?.value), ['1', '[C]', '@{A=1; Boom=…; Lazy=…; Slow=…}']);
    for (const context of ['hover', 'watch', 'repl']) assert.equal((await evaluate('$c', context)).result, '[C]', context);
    await assert.rejects(evaluate('$o.Lazy', 'hover'), /A script works this out/);
    const inside = await children((await evaluate('$o', 'watch')).variablesReference);
    assert.deepEqual(inside.map(({ name, presentationHint }) => [name, presentationHint?.lazy === true]), [['A', false], ['Boom', true], ['Lazy', true], ['Slow', true]]);
    const opened = async (name: string): Promise<string[]> => (await children(inside.find((row) => row.name === name)?.variablesReference ?? 0)).map(({ value }) => value);
    assert.deepEqual([await opened('Boom'), await opened('Lazy')], [['(no)'], ['5']]);
    client.defaultTimeout = 20_000;
    assert.match((await opened('Slow'))[0] ?? '', /^\(The expression was ended/);
    await toEnd();
    assert.equal(text('stdout'), 'n=1\nn=1\n', 'only what was opened has run');
  });

  it('stops at errors and says what they are', async () => {
    const program = await file('Fails.ps1', 'try { throw "caught" } catch { "took it" }\n[int]"x"\n"after"\nthrow "last"\n');
    await launch(program, [], {}, ['uncaught']);
    const stop = await begin();
    assert.equal(stop.reason, 'exception');
    assert.match(stop.text ?? '', /Cannot convert value "x"/);
    const { body } = await client.customRequest('exceptionInfo', { threadId: 1 }) as DebugProtocol.ExceptionInfoResponse;
    assert.match(body.description ?? '', /Cannot convert value "x"/);
    assert.match(body.details?.typeName ?? '', /Exception$/);
    assert.equal((await then(async () => await client.continueRequest({ threadId: 1 }))).text, 'last');
    assert.equal(await toEnd(), 1);
    const error = outputs.find((o) => o.category === 'stderr' && o.output.includes('Cannot convert'));
    assert.deepEqual([error?.source?.name, error?.line], ['Fails.ps1', 2]);
  });

  it('pauses, evaluates in every context, completes, and stops politely', async () => {
    const program = await file('Long.ps1', '$list = 1..500\n$o = [pscustomobject]@{ Name = "a"; Size = 3 }\ntry {\n  while ($true) { Start-Sleep -Milliseconds 5 }\n} finally { "cleaned up" }\n');
    await launch(program, [{ line: 3 }]);
    await begin();
    await client.continueRequest({ threadId: 1 });
    await assert.rejects(client.evaluateRequest({ expression: '$list' }), /pause it to look at it/);
    const stop = await then(async () => await client.pauseRequest({ threadId: 1 }));
    assert.equal(stop.reason, 'pause');
    const list = await evaluate('$list');
    assert.deepEqual([list.result, list.indexedVariables], ['[System.Object[]: 500]', 500]);
    assert.deepEqual((await client.variablesRequest({ variablesReference: list.variablesReference, filter: 'named' })).body.variables, []);
    const page = await client.variablesRequest({ variablesReference: list.variablesReference, filter: 'indexed', start: 100, count: 2 });
    assert.deepEqual(page.body.variables.map((v) => [v.name, v.value]), [['[100]', '101'], ['[101]', '102']]);
    assert.equal((await evaluate('$o.Name = "b"; $o.Name', 'repl')).result, '"b"');
    assert.equal((await evaluate('$o.Size', 'hover')).result, '3');
    await assert.rejects(evaluate('Remove-Item x', 'hover'), /Only variables/);
    await assert.rejects(evaluate('1 +', 'repl'), /value expression/);
    assert.match((await evaluate('$o', 'clipboard')).result, /Name +Size/);
    const complete = async (typed: string): Promise<string[]> => (await client.completionsRequest({ text: typed, column: typed.length + 1, frameId: 1 })).body.targets.map((t) => t.label);
    assert.ok((await complete('1 + $li')).includes('$list'));
    assert.deepEqual((await complete('$o.Si')), ['Size']);
    assert.ok((await complete('Get-Da')).includes('Get-Date'));
    assert.deepEqual(await complete('Get-Date -Forma'), ['Format']);
    const set = await client.customRequest('setExpression', { expression: '$o.Size', value: '9', frameId: 1 }) as DebugProtocol.SetExpressionResponse;
    assert.equal(set.body.value, '9');
    assert.equal(await toEnd(async () => await client.terminateRequest()), 1, 'as sma run: only what completed is 0');
    assert.equal(text('stdout'), 'cleaned up\n');
  });

  it('stops at functions and commands by name, with conditions and hit counts, and says what is wrong with one', async () => {
    const program = await file('Named.ps1', 'function Get-Twice($n) {\n  $n * 2\n}\nforeach ($i in 1..4) {\n  $t = Get-Twice $i\n}\nWrite-Output "end $t"\n');
    await launch(program);
    const { body: { breakpoints: bound } } = await client.setFunctionBreakpointsRequest({ breakpoints: [
      { name: 'Get-Twice', condition: '$n -ge 2', hitCondition: '2' }, { name: 'No-Such' }, { name: 'echo' }, { name: 'Get-Date', condition: '1 +' }, { name: 'Get-Date', hitCondition: 'often' },
    ] });
    assert.deepEqual(bound.map((b) => b.verified), [true, false, true, false, false]);
    assert.match(bound[3]?.message ?? '', /no PowerShell expression/);
    assert.match(bound[4]?.message ?? '', /'often' is not understood/);
    const first = await begin();
    assert.deepEqual([first.reason, first.hitBreakpointIds], ['function breakpoint', [bound[0]?.id]]);
    assert.deepEqual([(await where())[0], (await evaluate('$n')).result], ['Get-Twice Named.ps1:2', '3']);
    const second = await then(async () => await client.continueRequest({ threadId: 1 }));
    assert.deepEqual([second.reason, second.hitBreakpointIds, (await where())[0]], ['function breakpoint', [bound[2]?.id], 'Named Named.ps1:7']);
    // Taken away, they stop nothing in the next run.
    await client.setFunctionBreakpointsRequest({ breakpoints: [] });
    assert.equal(await toEnd(), 0);
  });

  it('names every breakpoint that a stop is for, whichever kind it is', async () => {
    const program = await file('Both.ps1', 'function Get-Both($n) {\n  $n * 2\n}\nforeach ($i in 1..3) {\n  $t = Get-Both $i\n}\n');
    const [line] = await launch(program, [{ line: 2, hitCondition: '>=2' }]);
    const { body: { breakpoints: [named] } } = await client.setFunctionBreakpointsRequest({ breakpoints: [{ name: 'Get-Both', hitCondition: '<=2' }] });
    const stops = [await begin(), await then(async () => await client.continueRequest({ threadId: 1 })), await then(async () => await client.continueRequest({ threadId: 1 }))];
    assert.deepEqual(stops.map((stop) => [stop.reason, stop.hitBreakpointIds]), [['function breakpoint', [named?.id]], ['breakpoint', [line?.id, named?.id]], ['breakpoint', [line?.id]]]);
    await toEnd();
  });

  it('says of a hit count with which a breakpoint would never stop that it is none', async () => {
    const program = await file('Never.ps1', LOOP), counts = ['0', '== 0', '<0', '<1', '<=0', '%0', '<=1', '>0', '>=0', '%1'];
    await launch(program);
    const lines = (await client.setBreakpointsRequest({ source: { path: program }, breakpoints: counts.map((hitCondition) => ({ line: 4, hitCondition })) })).body.breakpoints;
    const functions = (await client.setFunctionBreakpointsRequest({ breakpoints: counts.map((hitCondition) => ({ name: 'Get-Date', hitCondition })) })).body.breakpoints;
    for (const answers of [lines, functions]) {
      assert.deepEqual(answers.map((b) => b.verified), counts.map((_, i) => i >= 6));
      assert.equal(answers[0]?.message, "With the hit count '0' the breakpoint would never stop: hits are counted from 1. Write 5, >5, >=5, <5, <=5 or %5.");
    }
    await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [] });
    await client.setFunctionBreakpointsRequest({ breakpoints: [] });
    await toEnd(async () => await client.configurationDoneRequest());
  });

  it('says why breakpoints that come before a launch, and behind the end, stop nowhere; a second launch and an attach are refused', async () => {
    const program = await file('Order.ps1', LOOP);
    await connect();
    const setAll = async (): Promise<string[]> => [...(await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [{ line: 2 }] })).body.breakpoints, ...(await client.setFunctionBreakpointsRequest({ breakpoints: [{ name: 'Get-Date' }] })).body.breakpoints].map((b) => `${b.verified} ${b.message?.split(' that ')[0]}`);
    assert.deepEqual(await setAll(), ['false Nothing runs', 'false Nothing runs']);
    await client.initializeRequest();
    assert.deepEqual(await setAll(), ['false Nothing runs', 'false Nothing runs']);
    await assert.rejects(client.attachRequest({}), /attaches to no job/);
    await assert.rejects(client.launchRequest({ program: 'Order.ps1' } as DebugProtocol.LaunchRequestArguments), /is relative/);
    const initialized = client.waitForEvent('initialized');
    await client.launchRequest({ program } as DebugProtocol.LaunchRequestArguments);
    await initialized;
    await assert.rejects(client.launchRequest({ program } as DebugProtocol.LaunchRequestArguments), /debugs Order already\. Start another session/);
    await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [{ line: 4 }] });
    await begin();
    assert.equal((await where())[0], 'Order Order.ps1:4');
    await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [] });
    await toEnd();
    await assert.rejects(client.launchRequest({ program } as DebugProtocol.LaunchRequestArguments), /debugs Order already/);
    assert.deepEqual((await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [{ line: 2 }] })).body.breakpoints.map((b) => b.verified), [false]);
  });

  it('ends an expression that never ends when a pause is asked for, and is still where it was', async () => {
    const program = await file('Console.ps1', '$a = 1\n"end"\n');
    await launch(program, [{ line: 2 }]);
    await begin();
    const endless = evaluate('while ($true) { $a++ }', 'repl'), sleeping = async (): Promise<unknown> => await evaluate('Start-Sleep -Seconds 100', 'repl');
    const ended = assert.rejects(endless, /The expression was ended/);
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    assert.equal((await where())[0], 'Console Console.ps1:2', 'what only looks is answered meanwhile');
    await client.pauseRequest({ threadId: 1 });
    await ended;
    const slept = assert.rejects(sleeping(), /The expression was ended/);
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    await client.pauseRequest({ threadId: 1 });
    await slept;
    assert.equal((await evaluate('$a -gt 1')).result, '$true');
    const complete = async (typed: string): Promise<string[]> => (await client.completionsRequest({ text: typed, column: typed.length + 1, frameId: 1 })).body.targets.map((t) => t.label);
    assert.ok((await complete('[System.IO.Pa')).includes('System.IO.Path'));
    assert.ok((await complete('$x = [dateti')).includes('datetime'));
    assert.ok((await complete('[math]::Ma')).includes('Max'));
    assert.equal(await toEnd(), 0);
  });

  it('shows the branches of a workflow as threads', async () => {
    const program = await file('Branches.ps1', 'workflow Branches {\n  parallel {\n    sequence {\n      $a = 1\n      "a"\n    }\n    sequence {\n      $b = 2\n      "b"\n    }\n  }\n  "end"\n}\n');
    await launch(program, [{ line: 4 }]);
    const stop = await begin();
    const { body: { threads } } = await client.threadsRequest();
    assert.deepEqual(threads.map((t) => t.name), ['Branches', 'Branches: branch from line 3', 'Branches: branch from line 7']);
    assert.equal(stop.threadId, threads[1]?.id);
    assert.deepEqual(await where(threads[1]?.id), ['Branches Branches.ps1:4']);
    assert.deepEqual(await where(threads[2]?.id), ['Branches Branches.ps1:7']);
    const continued = client.waitForEvent('continued');
    await then(async () => await client.nextRequest({ threadId: threads[2]?.id ?? 0 }));
    const { body } = await continued as DebugProtocol.ContinuedEvent;
    assert.deepEqual(body, { threadId: threads[1]?.id, allThreadsContinued: true }, 'a step of another thread lets the one go on that was stopped');
    await toEnd();
  });

  it('tells of checkpoints, and goes on from one', async () => {
    const program = await file('Keeps.ps1', 'workflow Keeps {\n  $a = 1\n  Checkpoint-Workflow\n  $a = $a + 1\n  "first $a"\n  Checkpoint-Workflow\n  $a = $a + 10\n  "then $a"\n}\n');
    await launch(program, [{ line: 8 }]);
    await begin();
    const told = outputs.filter((o) => o.output.startsWith('Checkpoint'));
    assert.deepEqual(told.map((o) => [o.output, o.source?.name, o.line]), [['Checkpoint 1 was taken.\n', 'Keeps.ps1', 3], ['Checkpoint 2 was taken.\n', 'Keeps.ps1', 6]]);
    assert.equal((await evaluate('$a')).result, '12');
    outputs.length = 0;
    const from = async (number: number): Promise<unknown> => await client.restartRequest({ arguments: { program, fromCheckpoint: number } } as DebugProtocol.RestartArguments);
    await then(async () => await from(1));
    assert.equal((await evaluate('$a')).result, '12');
    assert.equal(text('stdout'), 'first 2\n');
    await assert.rejects(from(7), /Checkpoint 7 is not there any more/);
  });

  it('does not go on from a checkpoint where a child runbook was changed since, whose saved text would run', async () => {
    const body = 'workflow Kid-Two {\n  param([int]$N)\n  $k = $N * 10\n  Checkpoint-Workflow\n  "second $k"\n}\n', kid = await file('Kid-Two.ps1', body);
    const program = await file('Par-One.ps1', 'workflow Par-One {\n  Kid-Two -N 3\n  "end"\n}\n');
    await launch(program, [{ line: 3 }]);
    await begin();
    const restart = async (): Promise<unknown> => await client.restartRequest({ arguments: { program, fromCheckpoint: 1 } } as DebugProtocol.RestartArguments);
    outputs.length = 0;
    await then(restart);
    assert.equal(text('stdout'), 'second 30\n');
    await writeFile(kid, body.replace('"second', '"new"\n  "second'));
    await assert.rejects(restart(), /The runbook Kid-Two, which this one calls, was changed since checkpoint 1 was taken/);
  });

  it('begins again with the same breakpoints, and tells where a breakpoint may stand', async () => {
    const program = await file('Loop.ps1', LOOP);
    await launch(program, [{ line: 6 }], { stopOnEntry: true });
    assert.equal((await begin()).reason, 'entry');
    assert.equal((await then(async () => await client.continueRequest({ threadId: 1 }))).reason, 'breakpoint');
    assert.equal((await then(async () => await client.restartRequest({ arguments: {} }))).reason, 'entry');
    assert.equal((await then(async () => await client.continueRequest({ threadId: 1 }))).reason, 'breakpoint');
    const { body } = await client.customRequest('breakpointLocations', { source: { path: program }, line: 1, endLine: 4 }) as DebugProtocol.BreakpointLocationsResponse;
    assert.deepEqual(body.breakpoints.map((b) => [b.line, b.column]), [[2, 1], [3, 1], [4, 5]]);
    await toEnd();
  });

  it('refuses requests that it cannot do, and those of a run that does not stand still, and goes on as if they were never made', async () => {
    const program = await file('Odd.ps1', '$i = 0\nwhile ($i -lt 1000) {\n  $i += 1\n  Start-Sleep -Milliseconds 20\n}\n');
    await launch(program, [{ line: 3 }]);
    await begin();
    for (const command of ['stepBack', 'reverseContinue', 'goto', 'restartFrame', 'terminateThreads', 'readMemory']) await assert.rejects(client.customRequest(command, { threadId: 1 }), new RegExp(`${command} is none that this session can do`));
    await client.pauseRequest({ threadId: 1 });
    const { body: { scopes } } = await client.scopesRequest({ frameId: 1 }), automatic = scopes.find(({ name }) => name === 'Automatic')?.variablesReference ?? 0;
    await assert.rejects(client.setVariableRequest({ variablesReference: automatic, name: '$PID', value: '5' }), /PID because it is read-only or constant/);
    await assert.rejects(client.customRequest('setExpression', { expression: '$true', value: '5', frameId: 1 }), /true because it is read-only or constant/);
    await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [] });
    await client.continueRequest({ threadId: 1 });
    await client.continueRequest({ threadId: 1 });
    for (const asked of [client.evaluateRequest({ expression: '$i', frameId: 1 }), client.stackTraceRequest({ threadId: 1 }), client.setVariableRequest({ variablesReference: 1, name: '$i', value: '1' })]) await assert.rejects(asked, /is running: pause it/);
    await assert.rejects(client.customRequest('exceptionInfo', { threadId: 1 }), /not stopped at an error/);
    assert.equal((await then(async () => await client.pauseRequest({ threadId: 1 }))).reason, 'pause');
    await client.customRequest('setExpression', { expression: '$i', value: '1000', frameId: 1 });
    assert.equal(await toEnd(async () => await client.stepOutRequest({ threadId: 1 })), 0);
  });

  it('begins one run however often it is asked to at once, and none for who has left meanwhile', async () => {
    const program = await file('Twice.ps1', LOOP);
    await connect();
    await client.initializeRequest();
    await assert.rejects(client.customRequest('restart', {}), /Nothing was launched/);
    const initialized = client.waitForEvent('initialized'), first = client.launchRequest({ program } as DebugProtocol.LaunchRequestArguments);
    await assert.rejects(client.customRequest('restart', {}), /just being started/);
    await first;
    await initialized;
    await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [{ line: 4 }] });
    await begin();
    await then(async () => {
      const again = client.customRequest('restart', {});
      await assert.rejects(client.customRequest('restart', {}), /just being started/);
      await again;
    });
    assert.equal((await where())[0], 'Twice Twice.ps1:4');
    const again = client.customRequest('restart', {});
    await Promise.all([client.disconnectRequest({}), assert.rejects(again, /The session has ended/)]);
  });

  it('stops where defaults, first values and later conditions are worked out, and steps over them with the call that they belong to', async () => {
    const program = await file('Values.ps1', [
      'param($First = (1 + 1),', '  $Plain = 5)', 'class Box {', '  [int] $Size = $(2 * 3)', '  static [int] $Count = [Math]::Max(4, 2)', '  [string] $Name = "n"', '}',
      'function Add-One([int]$N = 1, $More = (Get-Date).Year - (Get-Date).Year) { $N + $More }', '$b = [Box]::new()', 'Add-One', 'if ($b.Size -eq 1) { "one" }', 'elseif ($b.Size -eq 6) { "six" }', '"$First $([Box]::Count)"', '',
    ].join('\n'));
    const lines = [1, 4, 5, 8, 12], bound = await launch(program, [...lines, 2, 6].map((line) => ({ line })));
    // A constant is no place: its breakpoint goes to the next code.
    assert.deepEqual(bound.map((b) => [b.verified, b.line]), [...lines.map((line) => [true, line]), [true, 4], [true, 8]]);
    const stops = [(await begin(), (await frames())[0]?.line)];
    while (stops.length < 5) { await then(async () => await client.continueRequest({ threadId: 1 })); stops.push((await frames())[0]?.line); if (stops.length === 2) assert.deepEqual(await where(), ['Box Values.ps1:5', 'Values Values.ps1:9']); }
    assert.deepEqual(stops, [1, 5, 4, 8, 12]);
    assert.equal(await toEnd(), 0);
    assert.equal(text('stdout'), '1\nsix\n2 4\n');
    await client.stop();
    await launch(program, [{ line: 9 }]);
    await begin();
    const over: (number | undefined)[] = [];
    for (let i = 0; i < 4; i++) { await then(async () => await client.nextRequest({ threadId: 1 })); over.push((await frames())[0]?.line); }
    assert.deepEqual(over, [10, 11, 12, 12]);
    assert.equal(await toEnd(), 0);
  });

  it('says of a breakpoint in a workflow where it will stop, and stops there', async () => {
    const program = await file('Places.ps1', [
      'workflow Places {', '  param([int]$N = 2)', '  $x = "a $($N) b $($N + 1)"', '  $i = 0', '  do {', '    $i++', '  } until ($i -ge 2)', '  if ($i -eq 9) { "no" }', '  elseif ($i -eq 2) { "two" }', '  while ($i -lt 3) { $i++ }', '  "end $x"', '}', '',
    ].join('\n'));
    const bound = await launch(program, [{ line: 2 }, { line: 3, column: 15 }, { line: 3, column: 13 }, { line: 7 }, { line: 10, column: 4 }]);
    assert.deepEqual(bound.map((b) => [b.verified, b.line, b.column]), [[true, 3, undefined], [true, 3, 21], [true, 3, 13], [true, 7, undefined], [true, 10, 10]]);
    const stops = [(await begin(), await frames())[0]];
    while (stops.length < 7) { await then(async () => await client.continueRequest({ threadId: 1 })); stops.push((await frames())[0]); }
    assert.deepEqual(stops.map((f) => `${f?.line}:${f?.column}`), ['3:3', '3:13', '3:21', '7:12', '7:12', '10:10', '10:10']);
    assert.equal(await toEnd(), 0);
  });

  it('says what stands outside a workflow and is not run', async () => {
    const program = await file('Beside.ps1', 'workflow Beside { "in" }\nBeside\n');
    await launch(program, []);
    assert.equal(await toEnd(async () => await client.configurationDoneRequest()), 0);
    assert.equal(text('stdout').split('\n')[0], 'in');
    assert.match(text('console'), /^This stands outside the workflow Beside and is not run: /);
  });

  it('runs a file of tests: stops in the runbook that a test calls, and tells of each test', async () => {
    const runbook = await file('Tested.ps1', LOOP), program = await file('Tested.Tests.ps1', "Describe d {\n  It adds { & $PSScriptRoot/Tested.ps1 -Count 2 | Should -Be 'sum 3' }\n  It fails {\n    1 | Should -Be 2\n  }\n  It later -Skip { }\n}\n");
    await launch(program, [{ line: 4 }]);
    const told: string[] = [];
    client.on('smaTest', ({ body }: { readonly body: { readonly kind: string; readonly outcome?: { readonly outcome: string } } }) => { if (body.kind === 'test') told.push(body.outcome?.outcome ?? ''); });
    await client.setBreakpointsRequest({ source: { path: runbook }, breakpoints: [{ line: 6 }] });
    assert.equal((await begin()).reason, 'breakpoint');
    assert.deepEqual((await where()).slice(0, 1), ['Tested.ps1 Tested.ps1:6']);
    assert.equal((await evaluate('$sum')).result, '3');
    assert.equal((await then(async () => await client.continueRequest({ threadId: 1 }))).reason, 'breakpoint');
    assert.match((await where())[0] ?? '', /Tested\.Tests\.ps1:4$/);
    assert.equal(await toEnd(), 0);
    assert.deepEqual(told, ['passed', 'failed', 'skipped']);
    assert.equal(text('console'), 'passed d › adds\nskipped d › later: -Skip\n');
    assert.equal(text('stderr'), 'FAILED d › fails: Expected 2, but got 1.\n');
  });

  it('only runs where nothing is to be debugged', async () => {
    const program = await file('Loop.ps1', LOOP);
    await launch(program, [{ line: 4 }], { noDebug: true });
    assert.equal(await toEnd(async () => await client.configurationDoneRequest()), 0);
    assert.equal(text('stdout'), 'sum 6\n');
  });

  it('says what is wrong with a configuration or a runbook, once and with the way out', async function () {
    // Nine adapters, one behind the other.
    this.timeout(120_000);
    const broken = await file('Broken.ps1', 'if ($x {\n'), good = await file('Loop.ps1', LOOP);
    const refused = async (args: object, expected: RegExp): Promise<void> => {
      await connect();
      await client.initializeRequest();
      await assert.rejects(client.launchRequest(args), expected);
      await client.stop();
    };
    await refused({}, /names no runbook\. Set "program"/);
    await refused({ program: 'Loop.ps1' }, /is relative\. Begin it with "\$\{workspaceFolder\}\/"/);
    await refused({ program: join(folder, 'Nowhere.ps1') }, /cannot be read\. Is it still there\?/);
    await refused({ program: broken }, /Broken\.ps1 cannot run\. Line 1: /);
    await refused({ program: good, parameters: { Count: 'many' } }, /Parameter Count: Type a whole number/);
    await refused({ program: good, parameters: { Size: 1 } }, /has no parameter Size/);
    await refused({ program: good, parameters: [1] }, /must be an object/);
    await writeFile(join(folder, 'LocalAssets.json'), '{"Variable": 3}');
    try { await refused({ program: good }, /LocalAssets\.json cannot be used/); } finally { await rm(join(folder, 'LocalAssets.json')); }
    await connect();
  });
});
