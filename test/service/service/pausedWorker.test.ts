/** A worker that is held up for longer than its lease (SIGSTOP, a machine that swaps): another takes its jobs, and it writes into none when it wakes. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import { workerBundle } from '../../support/workerBundle.ts';
import { job, publishNew, rows, start, streamItems } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

/** Whose parent, or whose parent's parent, a process is. */
const childrenOf = (pid: number): readonly number[] => execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  .flatMap((line) => { const [, id = '', parent = '', text = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []; return Number(parent) === pid && !text.startsWith('ps ') ? [Number(id)] : []; });
const isThere = (pid: number): boolean => { try { process.kill(pid, 0); return true; } catch { return false; } };

(process.platform === 'win32' ? describe.skip : describe)('a worker that is paused for longer than its lease', function () {
  this.timeout(90_000);
  let under: UnderTest;
  before(async () => { under = await serve({ worker: { script: join(await workerBundle(), 'worker.cjs'), leaseMilliseconds: 6_000, restartMilliseconds: 50 } }); });
  after(() => under[Symbol.asyncDispose]());
  const texts = async (id: string): Promise<readonly string[]> => rows(await streamItems(under.http, id)).map((item) => String(item['StreamText']));

  it('has lost its jobs: a workflow goes on from its checkpoint in another, no record is lost or written twice, and nothing of the old one stays', async () => {
    const { runbook } = await publishNew(under.http, 'workflow Paused { foreach ($i in 1..40) { "$i"; Checkpoint-Workflow; Start-Sleep -Milliseconds 100 } }');
    const id = await start(under.http, runbook);
    await eventually(async () => (await texts(id)).length >= 3, 20_000, 'the first records');
    const [worker, ...others] = childrenOf(process.pid).filter((pid) => childrenOf(pid).length > 0);
    assert.ok(worker !== undefined && others.length === 0);
    const sandboxes = childrenOf(worker);
    // The sandboxes too: they wake when somebody else has the job.
    for (const pid of [worker, ...sandboxes]) process.kill(pid, 'SIGSTOP');
    const stood = (await texts(id)).length;
    await eventually(async () => (await texts(id)).length > stood + 5, 40_000, 'the job to go on in another worker');
    assert.equal(isThere(worker), false, 'it is ended before another has its jobs');
    for (const pid of sandboxes) if (isThere(pid)) process.kill(pid, 'SIGCONT');
    await eventually(async () => (await job(under.http, id))['JobStatus'] === 'Completed', 40_000, 'the end of the job');
    const all = await texts(id);
    assert.deepEqual(all, Array.from({ length: 40 }, (_, i) => String(i + 1)));
    await eventually(() => sandboxes.every((pid) => !isThere(pid)), 10_000, 'the end of its sandboxes');
  });
});
