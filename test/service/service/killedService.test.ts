import assert from 'node:assert/strict';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import { workerBundle } from '../../support/workerBundle.ts';
import { act, job, publishNew, rows, start, streamItems } from '../support/conversation.ts';
import { checkInvariants } from '../support/invariants.ts';
import { BegunServices, exitOf, type Begun } from '../support/serviceProcess.ts';

describe('a service that is killed while workflows run', () => {
  const services = new BegunServices();
  beforeEach(() => services.setUp());
  afterEach(() => services.tearDown());
  const begin = async (): Promise<Begun> => services.begin({ worker: { script: join(await workerBundle(), 'worker.cjs') } });

  it('goes on with them from their checkpoints: nothing is lost and nothing doubled', async function () {
    this.timeout(120_000 + 3_000 * Number(process.env['SMA_KILL_SECONDS'] ?? 8));
    let service = await begin();
    const { runbook } = await publishNew(service.http, 'workflow Counts {\n$sum = 0\nforeach ($i in 1..150) { $sum = $sum + $i; "$i $sum"; Checkpoint-Workflow; Start-Sleep -Milliseconds 15 }\n"end $sum" }');
    const wanted = [...Array.from({ length: 150 }, (_, i) => `${i + 1} ${((i + 1) * (i + 2)) / 2}`), 'end 11325'];
    const jobs = [await start(service.http, runbook), await start(service.http, runbook)], until = performance.now() + Number(process.env['SMA_KILL_SECONDS'] ?? 8) * 1000;
    // One that was killed too often at one place waits for a person.
    const look = async (id: string): Promise<boolean> => {
      const { JobStatus } = await job(service.http, id);
      if (JobStatus === 'Suspended') await act(service.http, 'Jobs', id, 'Resume');
      return JobStatus === 'Completed';
    };
    while (performance.now() < until) {
      await new Promise((resolve) => { setTimeout(resolve, 200 + Math.random() * 1800); });
      service.child.kill('SIGKILL');
      await exitOf(service.child);
      service = await begin();
      for (const id of jobs) await look(id);
    }
    for (const id of jobs) {
      await eventually(() => look(id), 60_000, 'the end of the job');
      assert.deepEqual(rows(await streamItems(service.http, id)).map((item) => item['StreamText']), wanted);
    }
    service.child.kill('SIGTERM');
    await exitOf(service.child);
    checkInvariants(services.folder);
  });
});
