import assert from 'node:assert/strict';
import type { AxiosResponse } from 'axios';
import { createSmaClient } from '../../../src/client/index.ts';
import { eventually } from '../../support/eventually.ts';
import { act, body, errorOf, importRunbook, job, publishNew, rows, save, start, streamItems, type Wire } from '../support/conversation.ts';
import { fakeWorker } from '../support/fakeWorker.ts';
import { smallDisks, type SmallDisk } from '../support/fullDisk.ts';
import { serve, USER, type LogEntry, type UnderTest } from '../support/serviceUnderTest.ts';

const FINAL: ReadonlySet<unknown> = new Set(['Completed', 'Failed', 'Stopped', 'Suspended']);

for (const [what, make] of smallDisks) {
  describe(`no room: ${what}`, () => {
    let disk: SmallDisk;
    let under: UnderTest;
    beforeEach(() => { disk = make(); });
    afterEach(async () => {
      await under[Symbol.asyncDispose]();
      disk[Symbol.dispose]();
    });
    const begin = async (storeMilliseconds: number): Promise<void> => {
      under = await serve({ dataFolder: disk.folder, ...(disk.maxDatabaseBytes === undefined ? {} : { maxDatabaseBytes: disk.maxDatabaseBytes }), worker: fakeWorker({ storeMilliseconds, leaseMilliseconds: 500 }) });
    };
    const ended = (id: string): Promise<Wire> => eventually(async () => {
      const entity = await job(under.http, id);
      return FINAL.has(entity['JobStatus']) ? entity : undefined;
    }, 20_000, 'the end of the job');
    const told = (pattern: RegExp): readonly LogEntry[] => under.logger.entries.filter((entry) => pattern.test(entry.message));
    /** Somebody who looks at a job, as the editor and the command line do. */
    const follow = (id: string): { readonly notices: readonly string[]; readonly ended: Promise<void>; records(): number; last(): string | undefined } => {
      const notices: string[] = [];
      let records = 0, last: string | undefined;
      const { service } = under;
      const client = createSmaClient({ url: service.url, trust: { kind: 'pinned', certificate: service.certificatePem ?? '' }, authentication: { kind: 'basic', credentials: () => ({ user: USER.name, password: USER.password }) } });
      const read = async (): Promise<void> => {
        for await (const event of client.jobs.tail(id)) {
          if (event.type === 'notice') notices.push(event.text);
          else if (event.type === 'record') records += 1;
          else if (event.type === 'status') last = event.job.status;
        }
      };
      return { notices, ended: read().finally(() => client.dispose()), records: () => records, last: () => last };
    };
    const numbers = async (id: string): Promise<readonly number[]> => rows(await streamItems(under.http, id)).map((item) => Number.parseInt(String(item['StreamText']), 10));
    const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

    it('holds a job back while there is none, says so once, and loses nothing when there is room again', async () => {
      await begin(60_000);
      const { runbook } = await publishNew(under.http, '# sleep 2500\n# lines 3000 400', 'Waits');
      const id = await start(under.http, runbook);
      const follower = follow(id);
      await eventually(async () => (await job(under.http, id))['JobStatus'] === 'Running');
      await disk.fill(under.http);
      await eventually(() => told(/^Storing what jobs report failed: the disk .* is full/).length > 0, 10_000, 'the line in the log');
      // Who follows the job is told too, not only the log.
      await eventually(() => follower.notices[0] !== undefined, 10_000, 'the notice');
      assert.match(follower.notices[0] ?? '', /^The disk of the service is full, so nothing can be stored: make room on it\. What jobs write until then is held back and not lost/);
      // Longer than the lease, which cannot be renewed meanwhile: the job is still its worker's.
      await new Promise((resolve) => { setTimeout(resolve, 1_500); });
      // A small batch may find the last free page; what then fails again is told again, after that was told.
      assert.equal(told(/^Storing what jobs report failed/).length, 1 + told(/^Storing what jobs report works again/).length);
      assert.ok(told(/^Renewing the lease/).length <= 2);
      assert.equal((await job(under.http, id))['JobStatus'], 'Running');
      assert.ok(!JSON.stringify(told(/Storing what/)).includes('    at '), 'no stack');
      await disk.free(under.http);
      const done = await ended(id);
      assert.deepEqual([done['JobStatus'], done['JobException']], ['Completed', null]);
      assert.deepEqual(await numbers(id), upTo(3000));
      await follower.ended;
      assert.deepEqual([follower.records(), follower.last()], [3000, 'Completed']);
      assert.equal(told(/^Storing what jobs report works again/).length, told(/^Storing what jobs report failed/).length);
    }).timeout(40_000);

    it('ends a job that waited too long, and tells why as soon as there is room; what it wrote is kept', async () => {
      await begin(600);
      const { runbook } = await publishNew(under.http, '# sleep 2500\n# lines 200000 400', 'Ended');
      const id = await start(under.http, runbook);
      const follower = follow(id);
      await eventually(async () => (await job(under.http, id))['JobStatus'] === 'Running');
      await disk.fill(under.http);
      await eventually(() => told(/^A job is ended because its output cannot be stored/).length > 0, 10_000, 'the end of patience');
      assert.equal((await job(under.http, id))['JobStatus'], 'Running');
      await eventually(() => follower.notices.some((text) => text.startsWith('The job is ended, because its output could not be stored for too long (the disk of the service is full)')), 10_000, 'the notice of the end');
      await disk.free(under.http);
      const done = await ended(id);
      await follower.ended;
      assert.equal(follower.last(), 'Failed');
      assert.equal(done['JobStatus'], 'Failed');
      assert.match(String(done['JobException']), /^The output of this job could not be stored for 1 seconds because the disk of the service is full, so the job was ended\./);
      const kept = await numbers(id);
      assert.ok(kept.length >= 800, String(kept.length));
      assert.deepEqual(kept, upTo(kept.length));
      // The worker is well, and so is the next job.
      const next = await start(under.http, (await publishNew(under.http, '# say fine', 'Next')).runbook);
      assert.equal((await ended(next))['JobStatus'], 'Completed');
    }).timeout(40_000);

    it('refuses every write in the same words, reads on, and writes when there is room', async () => {
      await begin(60_000);
      const { runbook, version } = await importRunbook(under.http, '# say draft', 'Drafted');
      const { runbook: published } = await publishNew(under.http, `# say published\n# ${'x'.repeat(100_000)}`, 'Published');
      await disk.fill(under.http);
      const large = `# say ${'y'.repeat(2_000_000)}`;
      const refuses = async (ask: () => Promise<AxiosResponse>): Promise<void> => {
        // What is small may still fit into pages that are there; asked often enough, it does not.
        const reply = await eventually(async () => { const one = await ask(); return one.status < 300 ? undefined : one; }, 10_000, 'a refusal');
        assert.deepEqual([reply.status, errorOf(reply)], [507, { code: 'StorageFull', message: 'The disk of the service is full; nothing was changed. Make room on it, then try again.' }]);
      };
      await refuses(() => save(under.http, version, large));
      await refuses(() => under.http.post('RunbookVersions', large, { headers: { 'Content-Type': 'application/octet-stream', Slug: 'Another' } }));
      await refuses(() => under.http.post('Variables', { Name: 'large', Value: 'x'.repeat(1_000_000) }));
      let starts = 0;
      await refuses(() => { starts += 1; return act(under.http, 'Runbooks', published, 'Start', { parameters: [{ Name: 'MicrosoftApplicationManagementStartedBy', Value: 'z'.repeat(300_000) }] }); });
      assert.equal((await under.http.get(`RunbookVersions(guid'${version}')/$value`)).data, '# say draft');
      assert.equal(body(await under.http.get(`Runbooks(guid'${runbook}')`))['RunbookName'], 'Drafted');
      assert.equal(Number((await under.http.get('Jobs/$count')).data), starts - 1);
      await disk.free(under.http);
      assert.equal((await save(under.http, version, '# say new')).status, 204);
      const id = await start(under.http, published);
      assert.equal((await ended(id))['JobStatus'], 'Completed');
    }).timeout(40_000);
  });
}
