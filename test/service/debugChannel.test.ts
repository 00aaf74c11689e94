import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DebugEvent, DebugReply, DebugRequest } from '../../src/powershell/runtime/debug/protocol.ts';
import type { RunHandle, RunOptions, runInSandbox as Run } from '../../src/worker/local/runInSandbox.ts';
import { eventually } from '../support/eventually.ts';
import { workerBundle } from '../support/workerBundle.ts';

let runInSandbox: typeof Run;

/** A run with a debugger, and the stops as they come. */
class Debugged {
  readonly output: string[] = [];
  readonly events: DebugEvent[] = [];
  readonly handle: RunHandle;
  private waiting: (() => void) | undefined;
  private seen = 0;
  constructor(script: string, rest: Partial<RunOptions> = {}) {
    this.handle = runInSandbox({
      script, name: 'Job', type: 'PowerShellScript', onRecords: (batch) => { this.output.push(...batch.map((r) => r.text)); this.waiting?.(); },
      onDebugEvent: (event) => { this.events.push(event); this.waiting?.(); }, ...rest,
    });
  }
  ask(request: DebugRequest): Promise<DebugReply> { return this.handle.debug(request); }
  async until(ready: () => boolean): Promise<void> {
    while (!ready()) await new Promise<void>((resolve) => { this.waiting = resolve; });
  }
  /** The next stop. */
  async stopped(): Promise<Extract<DebugEvent, { kind: 'stopped' }>> {
    const stops = (): Extract<DebugEvent, { kind: 'stopped' }>[] => this.events.filter((e) => e.kind === 'stopped');
    await this.until(() => stops().length > this.seen);
    const stop = stops()[this.seen++];
    assert.ok(stop);
    return stop;
  }
  async begin(...lines: number[]): Promise<void> {
    await this.ask({ kind: 'setBreakpoints', source: 'Job', breakpoints: lines.map((line) => ({ line })) });
    await this.ask({ kind: 'start', stopOnEntry: false });
  }
  async value(expression: string): Promise<string> {
    const reply = await this.ask({ kind: 'evaluate', expression, frame: 0 });
    return reply.kind === 'value' ? reply.variable.value : JSON.stringify(reply);
  }
  go(): Promise<DebugReply> { return this.ask({ kind: 'resume', mode: 'continue' }); }
}

describe('The debug channel of a sandbox', function () {
  this.timeout(20_000);
  before(async () => {
    ({ runInSandbox } = createRequire(import.meta.url)(join(await workerBundle(), 'runInSandbox.cjs')) as { runInSandbox: typeof Run });
  });

  it('holds the script until it is started, stops it, answers, and lets it go on', async () => {
    const run = new Debugged('$a = 1\n"before"\n$a = 2\n"after $a"');
    const bound = await run.ask({ kind: 'setBreakpoints', source: 'job', breakpoints: [{ line: 3 }, { line: 99 }] });
    assert.deepEqual(bound.kind === 'breakpoints' && bound.breakpoints.map((b) => b.verified), [true, false]);
    assert.deepEqual(run.output, []);
    await run.ask({ kind: 'start', stopOnEntry: false });
    assert.equal((await run.stopped()).reason, 'breakpoint');
    // What was written before the stop is there with it.
    assert.deepEqual(run.output, ['before']);
    assert.equal(await run.value('$a'), '1');
    await run.go();
    assert.equal((await run.handle.done).status, 'Completed');
    assert.deepEqual(run.output, ['before', 'after 2']);
  });

  it('pauses a loop, and takes breakpoints while the script runs', async () => {
    const run = new Debugged('$i = 0\nwhile ($true) {\n  $i++\n  if ($i -lt 0) { "never" }\n}');
    await run.begin();
    assert.equal((await run.ask({ kind: 'stack' })).kind, 'failed');
    await run.ask({ kind: 'pause' });
    assert.equal((await run.stopped()).reason, 'pause');
    // It may not have got to its first statement.
    const before = Number((await run.value('[int]$i')));
    await run.go();
    await run.ask({ kind: 'setBreakpoints', source: 'Job', breakpoints: [{ line: 4, condition: `$i -ge ${before + 1000}` }] });
    assert.equal((await run.stopped()).reason, 'breakpoint');
    assert.ok(Number(await run.value('$i')) >= before + 1000);
    run.handle.stop();
    assert.equal((await run.handle.done).status, 'Stopped');
  });

  it('answers while the script sleeps', async () => {
    const run = new Debugged('"sleeps"\nStart-Sleep -Seconds 30\n"end"');
    await run.begin();
    await run.until(() => run.output.length > 0);
    const bound = await run.ask({ kind: 'setBreakpoints', source: 'Job', breakpoints: [{ line: 3 }] });
    assert.equal(bound.kind, 'breakpoints');
    run.handle.stop();
    assert.equal((await run.handle.done).status, 'Stopped');
  });

  it('pauses where the script sleeps, also in a branch of a workflow, and goes on with what is left', async () => {
    const sleeps = '"sleeps"\nStart-Sleep -Seconds 2\n"end"';
    for (const [script, type, line] of [[sleeps, 'PowerShellScript', 2], [`workflow Job {\n  parallel {\n    sequence { "sleeps"; Start-Sleep -Seconds 2 }\n    "other"\n  }\n}`, 'Script', 3]] as const) {
      const run = new Debugged(script, { type });
      await run.begin();
      await run.until(() => run.output.includes('sleeps') && (type === 'PowerShellScript' || run.output.includes('other')));
      const began = performance.now();
      await run.ask({ kind: 'pause' });
      assert.equal((await run.stopped()).reason, 'pause');
      assert.ok(performance.now() - began < 1500, 'before the sleep is over');
      const stack = await run.ask({ kind: 'stack' });
      assert.equal(stack.kind === 'stack' ? stack.frames[0]?.line : undefined, line);
      await run.go();
      assert.equal((await run.handle.done).status, 'Completed');
    }
  });

  it('names all threads while the job of a runbook has stopped, and passes by a stop that is not asked for any more', async () => {
    const run = new Debugged(`& {
workflow Work-Once {
  param($n)
  $n
}
$a = Work-Once -n 1 -AsJob -JobName First
$b = Start-Job {
  'inside'
}
Receive-Job $a, $b -Wait
'end'
}`);
    const names = async (): Promise<readonly string[]> => {
      const reply = await run.ask({ kind: 'threads' });
      return reply.kind === 'threads' ? reply.threads.map(({ name }) => name).toSorted() : [JSON.stringify(reply)];
    };
    await run.begin(4, 8);
    const { thread } = await run.stopped(), inJob = thread < 20_000, stack = await run.ask({ kind: 'stack' });
    assert.deepEqual(stack.kind === 'stack' ? stack.frames.map(({ name, line }) => `${name}:${line}`) : [], [inJob ? 'Work-Once:4' : '<ScriptBlock>:8']);
    // The other one comes to its breakpoint meanwhile.
    await eventually(async () => (await names()).some((name) => name.endsWith('(stopped, waits for its turn)')));
    const [first, second, third] = await names();
    assert.deepEqual([first, second?.replace(/ \(.*/, ''), third?.replace(/ \(.*/, '')], ['First: workflow Work-Once', 'Job', 'Job3: script block at line 7'].map((name) => (inJob || !name.startsWith('First') ? name : `${name} (stopped, waits for its turn)`)));
    await run.ask({ kind: 'setBreakpoints', source: 'Job', breakpoints: [] });
    await run.go();
    assert.equal((await run.handle.done).status, 'Completed');
    assert.deepEqual(run.output.toSorted(), ['1', 'end', 'inside']);
    assert.equal(run.events.filter((e) => e.kind === 'stopped').length, 1);
  });

  it('stops in the finally blocks of a job that the runbook stops, where it stood still or ran, for as long as somebody looks', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sma-debug-'));
    try {
      const run = new Debugged(`& {
function Wait-File($name) { while (-not (Test-Path "${folder}/$name")) { Start-Sleep -Milliseconds 20 } }
$a = Start-Job {
  try { Set-Content -Path '${folder}/a' -Value 1; while ($true) { Start-Sleep -Milliseconds 20 } } finally {
    'one'
    'two'
  }
}
workflow Loop-Ever {
  try {
    'paused'
  } finally {
    'three'
  }
}
Wait-File a
Stop-Job $a; "$($a.State) $(Receive-Job $a)"
$b = Loop-Ever -AsJob
Wait-File b
Stop-Job $b; "$($b.State) $(Receive-Job $b)"
}`);
      const line = async (): Promise<number | undefined> => {
        await run.stopped();
        const stack = await run.ask({ kind: 'stack' });
        return stack.kind === 'stack' ? stack.frames[0]?.line : undefined;
      };
      await run.begin(5, 11, 13);
      assert.equal(await line(), 5);
      await run.ask({ kind: 'resume', mode: 'over' });
      assert.equal(await line(), 6);
      await run.go();
      assert.equal(await line(), 11);
      await writeFile(join(folder, 'b'), '');
      assert.equal(await line(), 13);
      await run.go();
      assert.equal((await run.handle.done).status, 'Completed');
      assert.deepEqual(run.output, ['Stopped one two', 'Stopped three']);
    } finally { await rm(folder, { recursive: true, force: true }); }
  });

  it('holds up no finally block of a run that is stopped', async () => {
    const run = new Debugged('try {\n  "in"\n  while ($true) { $n = 1 }\n} finally {\n  "one"\n  "two"\n}');
    await run.begin(5, 6);
    await run.until(() => run.output.includes('in'));
    run.handle.stop(20_000);
    assert.equal((await run.handle.done).status, 'Stopped');
    assert.deepEqual(run.output, ['in', 'one', 'two']);
    assert.deepEqual(run.events.filter((e) => e.kind === 'stopped'), []);
  });

  it('is stopped while it is paused, with its finally blocks, and before it has begun', async () => {
    const run = new Debugged('try {\n  "in"\n} finally { "cleaned" }');
    await run.begin(2);
    await run.stopped();
    run.handle.stop();
    assert.equal((await run.handle.done).status, 'Stopped');
    assert.deepEqual(run.output, ['cleaned']);
    assert.deepEqual(await run.ask({ kind: 'stack' }), { kind: 'failed', message: 'The runbook has ended.' });
    const unstarted = new Debugged('"never"');
    await unstarted.ask({ kind: 'setErrorFilters', filters: ['all'] });
    unstarted.handle.stop();
    assert.equal((await unstarted.handle.done).status, 'Stopped');
    assert.deepEqual(unstarted.output, []);
  });

  it('leaves the records of the run alone when it works something out; what a console asks for is told there', async () => {
    const run = new Debugged('$n = 1\n"errors: $($Error.Count)"\n"end"');
    await run.ask({ kind: 'setBreakpoints', source: 'Job', breakpoints: [{ line: 2, condition: "Write-Warning 'quiet'; Write-Error 'quiet'; $n -eq 1" }, { line: 3 }] });
    await run.ask({ kind: 'start', stopOnEntry: false });
    await run.stopped();
    assert.equal(await run.value("Write-Warning w; Write-Host h; Write-Error e; Write-Progress -Activity p; 'value'"), '"value"');
    assert.deepEqual(await run.ask({ kind: 'evaluate', expression: 'Get-Item /nowhere', frame: 0 }), { kind: 'failed', message: "Cannot find path '/nowhere' because it does not exist." });
    await run.go();
    await run.stopped();
    const typed = await run.ask({ kind: 'evaluate', expression: 'Write-Warning w; Write-Host h; Write-Error e', frame: 0, tells: true });
    assert.ok(typed.kind === 'value' && typed.variable.value === '');
    assert.equal(await run.value('$Error.Count'), '1');
    assert.deepEqual(run.events.filter((e) => e.kind === 'output').map((e) => `${e.line} ${e.text}`), ['3 WARNING: w\n', '3 h\n', '3 ERROR: e\n']);
    await run.go();
    assert.equal((await run.handle.done).status, 'Completed');
    assert.deepEqual(run.output, ['errors: 0', 'end']);
  });

  it('shows no value of an encrypted asset', async () => {
    const run = new Debugged("$v = Get-AutomationVariable -Name Key\n$t = @{ k = $v }\n'end'", { assets: () => ({ found: true, value: '"secret1"', secrets: ['secret1'] }) });
    await run.begin(3);
    await run.stopped();
    assert.equal(await run.value('$v'), '"********"');
    assert.equal(await run.value('"x$v"'), '"x********"');
    const scopes = await run.ask({ kind: 'scopes', frame: 0 });
    assert.ok(scopes.kind === 'scopes');
    const variables = await run.ask({ kind: 'variables', handle: scopes.scopes.find((s) => s.name === 'Global')?.handle ?? 0 });
    assert.ok(variables.kind === 'variables' && variables.variables.some((v) => v.name === '$v'));
    assert.ok(!JSON.stringify([variables, run.events]).includes('secret1'));
    await run.go();
    await run.handle.done;
  });

  it('steps into a script beside the runbook', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sma-debug-'));
    try {
      await writeFile(join(folder, 'Child.ps1'), 'param($N)\n$double = $N * 2\n$double');
      const run = new Debugged('.\\Child.ps1 -N 4\n"end"', { directory: folder });
      await run.ask({ kind: 'setBreakpoints', source: join(folder, 'Child.ps1'), breakpoints: [{ line: 3 }] });
      await run.ask({ kind: 'start', stopOnEntry: false });
      await run.stopped();
      const stack = await run.ask({ kind: 'stack' });
      assert.deepEqual(stack.kind === 'stack' && stack.frames.map((f) => [f.name, f.source, f.line]), [['Child.ps1', join(folder, 'Child.ps1'), 3], ['Job', 'Job', 1]]);
      assert.equal(await run.value('$double'), '8');
      await run.go();
      assert.equal((await run.handle.done).status, 'Completed');
      assert.deepEqual(run.output, ['8', 'end']);
    } finally { await rm(folder, { recursive: true }); }
  });
});
