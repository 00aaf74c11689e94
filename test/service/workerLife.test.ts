import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cannot } from '../support/counting.ts';
import { eventually } from '../support/eventually.ts';
import { WorkerDriver } from '../support/workerDriver.ts';

const SLEEPER = '"begun"; Start-Sleep -Seconds 60; "late"';

/** Whoever looks at processes reads /proc. */
const needsProc = (context: Mocha.Context): void => {
  if (process.platform !== 'linux') cannot(context, 'it reads /proc, which only Linux has');
};

/** Process ids of the children of a process. */
const childrenOf = (pid: number): number[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((name) => {
  try {
    return Number(/\) \S+ (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]) === pid;
  } catch {
    return false;
  }
}).map(Number);
const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

describe('The life of a worker', () => {
  it('claims what it has room for and reports the jobs it has', async () => {
    await using worker = await WorkerDriver.start('--capacity', '2', '--prepared', '0', '--heartbeat-ms', '50');
    assert.deepEqual(await worker.message('claim'), { type: 'claim', count: 2 });
    const first = worker.start(SLEEPER), second = worker.start(SLEEPER);
    await Promise.all([first.firstRecord, second.firstRecord]);
    const third = worker.start('"third"');
    await pause(150);
    assert.equal(third.records.length, 0, 'no room yet');
    const beats = worker.messages.filter((message) => message.type === 'heartbeat').at(-1);
    assert.deepEqual(new Set(beats?.jobIds), new Set([first.assignment.jobId, second.assignment.jobId]));
    worker.send({ type: 'stop', jobId: first.assignment.jobId });
    assert.equal((await first.finished).status, 'Stopped');
    assert.equal((await third.finished).status, 'Completed');
  });

  it('many jobs at once all end, each in a process of its own', async () => {
    await using worker = await WorkerDriver.start('--capacity', '6', '--prepared', '2');
    const jobs = await Promise.all(Array.from({ length: 12 }, (_, i) => worker.run(`"job ${i} $PID"`)));
    for (const [i, job] of jobs.entries()) assert.match(job.texts()[0] ?? '', new RegExp(`^job ${i} \\d+$`));
    assert.equal(new Set(jobs.map((job) => job.texts()[0]?.split(' ')[2])).size, 12);
  }).timeout(30_000);

  it('drains: running jobs may end, no new ones are taken, then it ends with code 0', async () => {
    await using worker = await WorkerDriver.start('--capacity', '2', '--prepared', '1');
    const job = worker.start('"begun"; Start-Sleep -Milliseconds 400; "done"');
    await job.firstRecord;
    worker.send({ type: 'drain', seconds: 20 });
    assert.equal((await job.finished).status, 'Completed');
    assert.deepEqual(job.texts(), ['begun', 'done']);
    assert.equal(await worker.exited, 0);
  });

  it('when the time to drain is over it ends with the job unreported, and leaves no process behind', async function () {
    needsProc(this);
    await using worker = await WorkerDriver.start('--capacity', '2', '--prepared', '1');
    const job = worker.start(SLEEPER);
    await job.firstRecord;
    const children = childrenOf(worker.pid);
    assert.ok(children.length >= 1);
    worker.send({ type: 'drain', seconds: 0.3 });
    assert.equal(await worker.exited, 0);
    assert.equal(worker.messages.some((message) => message.type === 'finished'), false);
    await pause(200);
    assert.deepEqual(children.filter(isThere), []);
  });

  it('killed with -9 it leaves no process behind', async function () {
    needsProc(this);
    await using worker = await WorkerDriver.start('--capacity', '2', '--prepared', '2');
    const job = worker.start('"begun"; while ($true) { }');
    await job.firstRecord;
    await pause(200);
    const children = childrenOf(worker.pid);
    assert.ok(children.length >= 2);
    process.kill(worker.pid, 'SIGKILL');
    await worker.exited;
    await pause(500);
    assert.deepEqual(children.filter(isThere), []);
  });

  it('killed with -9 it leaves no process behind whose script is inside a call that does not return', async function () {
    needsProc(this);
    const pipe = join(mkdtempSync(join(tmpdir(), 'sma-pipe-')), 'pipe');
    execFileSync('mkfifo', [pipe]);
    try {
      await using worker = await WorkerDriver.start('--capacity', '1', '--prepared', '0');
      const job = worker.start(`"$PID"; Get-Content '${pipe}'`);
      await job.firstRecord;
      await pause(200);
      const sandbox = Number(job.texts()[0]);
      assert.ok(isThere(sandbox));
      process.kill(worker.pid, 'SIGKILL');
      try { await eventually(() => !isThere(sandbox), 3_000, 'the end of the sandbox'); } finally { if (isThere(sandbox)) process.kill(sandbox, 'SIGKILL'); }
    } finally { rmSync(dirname(pipe), { recursive: true }); }
  });

  it('a stop for a job that waits for room ends it unstarted; one for an unknown job is only logged', async () => {
    await using worker = await WorkerDriver.start('--capacity', '1', '--prepared', '0');
    worker.send({ type: 'stop', jobId: 'nobody' });
    assert.equal((await worker.message('log')).jobId, 'nobody');
    const running = worker.start(SLEEPER);
    await running.firstRecord;
    worker.send({ type: 'stop', jobId: running.assignment.jobId });
    assert.equal((await running.finished).status, 'Stopped');
  });

  it('a prepared sandbox that is killed while idle is replaced', async function () {
    needsProc(this);
    await using worker = await WorkerDriver.start('--capacity', '1', '--prepared', '1');
    await pause(400);
    const [idle] = childrenOf(worker.pid);
    assert.ok(idle !== undefined);
    process.kill(idle, 'SIGKILL');
    await pause(600);
    const later = childrenOf(worker.pid);
    assert.equal(later.length, 1);
    assert.notEqual(later[0], idle);
    assert.deepEqual((await worker.run('"fine"')).texts(), ['fine']);
  });

  it('a job that is given to a sandbox at the moment of its death runs in another', async function () {
    needsProc(this);
    await using worker = await WorkerDriver.start('--capacity', '1', '--prepared', '1');
    for (let i = 0; i < 5; i++) {
      await pause(300);
      const [idle] = childrenOf(worker.pid);
      if (idle !== undefined) process.kill(idle, 'SIGKILL');
      const job = await worker.run('"fine"');
      assert.deepEqual([job.result.status, ...job.texts()], ['Completed', 'fine']);
    }
  });

  it('refuses a command line it does not understand', async () => {
    const { spawnSync } = await import('node:child_process');
    const { workerBundle } = await import('../support/workerBundle.ts');
    const ended = spawnSync(process.execPath, [`${await workerBundle()}/worker.cjs`, '--capacity', 'none'], { encoding: 'utf8', input: '' });
    assert.equal(ended.status, 2);
    assert.equal(ended.stderr, '--capacity must be a whole number of at least 1, not "none".\n');
  });
});
