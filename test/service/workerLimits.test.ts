import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { WorkerToService } from '../../src/worker/protocol.ts';
import { eventually } from '../support/eventually.ts';
import { WorkerDriver } from '../support/workerDriver.ts';

/** Megabytes of memory of a process; only Linux tells. */
const residentMb = async (pid: number): Promise<number> =>
  (process.platform === 'linux' ? Number(/^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024 : 0);

/** Longer than any test may take: a job that ends as Stopped did so by itself. */
const GRACE_MS = '600000';

describe('A runbook that misbehaves', () => {
  let worker: WorkerDriver;
  before(async () => { worker = await WorkerDriver.start('--capacity', '3', '--prepared', '1', '--memory-mb', '256', '--stop-grace-ms', GRACE_MS); });
  after(async () => { await worker[Symbol.asyncDispose](); });
  const stillAlive = async (): Promise<void> => { assert.deepEqual((await worker.run('"alive"')).texts(), ['alive']); };

  const loops: Readonly<Record<string, string>> = {
    'while': 'while ($true) { $i++ }',
    'for': 'for (;;) { }',
    'do until': 'do { $x = 1 } until ($false)',
    'a pipeline': '1..100000 | ForEach-Object { foreach ($i in 1..100000) { $i } } | Where-Object { $_ -lt 0 }',
    'functions': 'function f { g }; function g { }; while ($true) { f }',
    'sleep': 'Start-Sleep -Seconds 3600',
    'many sleeps': 'while ($true) { Start-Sleep -Milliseconds 20 }',
    'output': 'while ($true) { "x" }',
    'long lines': "while ($true) { 'x' * 1000000 }",
    'errors': 'while ($true) { Write-Error "x" }',
    'a file': '$file = [IO.Path]::GetTempFileName(); try { & { while ($true) { 1 } } > $file } finally { Remove-Item $file }',
    'a comparer': '1..10 | Sort-Object { while ($true) { } }',
    'parallel blocks': '1..4 | ForEach-Object -Parallel { while ($true) { } }',
    'background jobs': 'while ($true) { $null = Start-Job { while ($true) { } } }',
    'a loop that catches everything': 'while ($true) { try { throw "x" } catch { } }',
  };
  for (const [name, script] of Object.entries(loops)) {
    it(`an endless loop is stopped by the flag: ${name}`, async () => {
      const job = worker.start(`"begun"\n${script}`);
      await job.firstRecord;
      worker.send({ type: 'stop', jobId: job.assignment.jobId });
      assert.equal((await job.finished).status, 'Stopped');
    });
  }

  it('a file without an end, or larger than its memory, is an error that it can catch', async () => {
    const large = join(mkdtempSync(join(tmpdir(), 'sma-large-')), 'large.bin'), told = (read: string): string => `try { $null = ${read}; 'read' } catch { $_.FullyQualifiedErrorId }`;
    writeFileSync(large, '');
    truncateSync(large, 300 * 1024 * 1024);
    try {
      const endless = process.platform === 'win32' ? [] : ['Get-Content /dev/zero', "[IO.File]::ReadAllText('/dev/zero')"], reads = [`Get-Content '${large}' -Raw`, ...endless], job = await worker.run(`${reads.map(told).join('; ')}; 'after'`);
      assert.deepEqual([job.texts(), (await job.finished).status], [[...reads.map(() => 'System.OutOfMemoryException'), 'after'], 'Completed']);
    } finally { rmSync(dirname(large), { recursive: true }); }
    await stillAlive();
  });

  it('finally blocks run when a job is stopped', async () => {
    const job = worker.start('try { "begun"; while ($true) { } } finally { "cleaned up" }');
    await job.firstRecord;
    worker.send({ type: 'stop', jobId: job.assignment.jobId });
    assert.equal((await job.finished).status, 'Stopped');
    assert.deepEqual(job.texts(), ['begun', 'cleaned up']);
  });

  it('what they do is done: they wait, ask the service, and loop', async () => {
    const asked: string[] = [];
    worker.assets = (asset) => { asked.push(asset.name); return { found: true, value: '"given back"', secrets: [] }; };
    const job = worker.start('try { "begun"; Start-Sleep 600 } finally { Start-Sleep -Milliseconds 50; foreach ($i in 1..5000) { $n++ }; "$n $(Get-AutomationVariable -Name Lock)" }');
    await job.firstRecord;
    worker.send({ type: 'stop', jobId: job.assignment.jobId });
    assert.equal((await job.finished).status, 'Stopped');
    assert.deepEqual(job.texts(), ['begun', '5000 given back']);
    assert.deepEqual(asked, ['Lock']);
  });

  const stubborn: Readonly<Record<string, string>> = {
    'a finally block that never ends': 'try { "begun"; while ($true) { } } finally { while ($true) { } }',
    'a pattern that tries every way': '"begun"; try { "$("a" * 60)!" -match "^(a+)+$" } finally { "never said" }',
  };
  for (const [name, script] of Object.entries(stubborn)) {
    it(`is ended with its process after the grace time: ${name}`, async () => {
      await using hasty = await WorkerDriver.start('--capacity', '1', '--prepared', '1', '--stop-grace-ms', '300');
      const job = hasty.start(script);
      await job.firstRecord;
      hasty.send({ type: 'stop', jobId: job.assignment.jobId });
      assert.equal((await job.finished).status, 'Stopped');
      assert.deepEqual(job.texts(), ['begun']);
      assert.deepEqual((await hasty.run('"alive"')).texts(), ['alive']);
    });
  }

  const runaways: Readonly<Record<string, string>> = {
    'a growing array': '$a = @(); while ($true) { $a += ,(1..1000) }',
    'a growing list': '$l = [System.Collections.Generic.List[object]]::new(); while ($true) { $l.Add(@{ a = "x" * 100 }) }',
    'a growing string': '$s = "x" * 1000; while ($true) { $s = $s + $s }',
    'a growing hashtable': '$h = @{}; $i = 0; while ($true) { $h["key$i"] = "value $i"; $i++ }',
    'a huge multiplication': '"x" * 2147483647',
  };
  for (const [name, script] of Object.entries(runaways)) {
    it(`memory that runs away fails the job and nothing else: ${name}`, async () => {
      const job = await worker.run(`"begun"\n${script}`);
      assert.equal(job.result.status, 'Failed');
      assert.match(job.result.exception ?? '', /memory/i);
      assert.deepEqual(job.texts('Output'), ['begun']);
      await stillAlive();
    }).timeout(60_000);
  }

  it('a process beyond its limit is ended, and the job says so', async () => {
    await using small = await WorkerDriver.start('--prepared', '0', '--process-memory-mb', '64');
    const job = await small.run('Start-Sleep -Seconds 30');
    assert.equal(job.result.status, 'Failed');
    assert.equal(job.result.exception, 'The runbook used more than the 64 MB of memory that a job may use, and was ended.');
  });

  it('a script that catches running out of memory may go on', async () => {
    const job = await worker.run('try { $l = [System.Collections.Generic.List[object]]::new(); while ($true) { $l.Add(@(1..1000)) } } catch { $l = $null; "caught: $($_.Exception.GetType().Name)" }\n"after"');
    assert.deepEqual(job.texts(), ['caught: OutOfMemoryException', 'after']);
    assert.equal(job.result.status, 'Completed');
  }).timeout(60_000);

  it('endless recursion is PowerShell\'s call depth error, which a script may catch', async () => {
    const job = await worker.run('function f { f }\ntry { f } catch { "caught: $($_.FullyQualifiedErrorId)" }\nf');
    assert.deepEqual(job.texts('Output'), ['caught: CallDepthOverflow']);
    assert.match(job.result.exception ?? job.texts('Error')[0] ?? '', /call depth overflow/);
    await stillAlive();
  });

  it('a sandbox that is killed fails its job with the cause', async () => {
    const script = '"pid $PID"; while ($true) { Start-Sleep -Milliseconds 50 }';
    const job = worker.start(script);
    await job.firstRecord;
    const { usage } = await eventually(() => worker.messages.find((message) => message.type === 'usage' && message.jobId === job.assignment.jobId), 5_000, 'what the job has used') as Extract<WorkerToService, { type: 'usage' }>;
    process.kill(Number(job.texts()[0]?.slice(4)), 'SIGKILL');
    const result = await job.finished;
    assert.equal(result.status, 'Failed');
    // The last that was known: nobody can ask it any more.
    assert.ok(usage.cpuMilliseconds > 0 && usage.peakMemoryKb > 10_000, JSON.stringify(usage));
    assert.ok(result.usage !== undefined && result.usage.cpuMilliseconds >= usage.cpuMilliseconds && result.usage.peakMemoryKb >= usage.peakMemoryKb, JSON.stringify(result.usage));
    assert.match(result.exception ?? '', /^The sandbox process of this job was killed from outside \(signal SIGKILL\)/);
    await stillAlive();
  });

  it('a million lines arrive in order, in flat memory, however slow the reader is at times', async () => {
    const job = worker.start('for ($i = 0; $i -lt 1000000; $i++) { $i }');
    let next = 0, most = 0, batches = 0;
    job.onBatch = async (batch) => {
      for (const record of batch.records) assert.equal(record.text, String(next++));
      if (++batches % 100 === 0) {
        most = Math.max(most, await residentMb(worker.pid));
        await new Promise((resolve) => { setTimeout(resolve, 10); });
      }
    };
    assert.equal((await job.finished).status, 'Completed');
    assert.equal(next, 1_000_000);
    assert.ok(most < 250, `the worker used ${most.toFixed(0)} MB`);
  }).timeout(60_000);

  it('a reader that does not acknowledge holds the script back, and a stop still works', async () => {
    await using hasty = await WorkerDriver.start('--capacity', '1', '--prepared', '1', '--stop-grace-ms', '300');
    const job = hasty.start('$n = 0; while ($true) { $n++; "line $n" }');
    let seen = 0;
    job.onBatch = (batch) => { seen += batch.records.length; return new Promise(() => {}); };
    await job.firstRecord;
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    const before = seen;
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    assert.equal(seen, before, 'nothing more comes');
    assert.ok(before <= 8_000, `${before} records under way`);
    hasty.send({ type: 'stop', jobId: job.assignment.jobId });
    assert.equal((await job.finished).status, 'Stopped');
    assert.deepEqual((await hasty.run('"alive"')).texts(), ['alive']);
  });
});
