import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { ServiceProcess, type ServiceSettings } from '../../src/cli/serviceProcess.ts';
import { isSmaClientError, type Job, type SmaApi, type TailEvent } from '../../src/client/index.ts';
import type { RunningService } from '../../src/service/options.ts';
import { clientOf, PASSWORD, published, serve, temporaryFolder, USER } from './clientSupport.ts';

const texts = (events: readonly TailEvent[]): string[] => events.flatMap((event) => (event.type === 'record' && event.record.stream === 'Output' ? [event.record.text] : []));
const statuses = (events: readonly TailEvent[]): string[] => events.flatMap((event) => (event.type === 'status' ? [event.job.status] : []));
const lastJob = (events: readonly TailEvent[]): Job => {
  const event = events.at(-1);
  return event?.type === 'status' ? event.job : assert.fail(`The last event is ${event?.type ?? 'none'}`);
};

async function follow(client: SmaApi, jobId: string, onEvent: (event: TailEvent) => void = () => undefined): Promise<TailEvent[]> {
  const events: TailEvent[] = [];
  for await (const event of client.jobs.tail(jobId)) {
    events.push(event);
    onEvent(event);
  }
  return events;
}

for (const useEvents of [true, false]) {
  describe(`client: following a job of a real service by ${useEvents ? 'its push stream' : 'polling'}`, function () {
    this.timeout(60_000);
    let folder: Awaited<ReturnType<typeof temporaryFolder>>;
    let service: RunningService;
    let client: SmaApi;
    before(async () => {
      folder = await temporaryFolder();
      service = await serve(folder.path, { worker: {} });
      client = clientOf(service, { useEvents });
    });
    after(async () => {
      client.dispose();
      await service.stop();
      await folder[Symbol.asyncDispose]();
    });

    it('shows lines while the job is still running, in order, and the end last', async () => {
      const id = await published(client, 'Steady', 'param([int]$Count)\nforeach ($i in 1..$Count) { "line $i"; Start-Sleep -Milliseconds 150 }\nWrite-Warning "almost"');
      const jobId = await client.runbooks.start(id, [{ name: 'Count', value: '8' }]);
      let whileRunning = 0;
      const events = await follow(client, jobId, (event) => {
        if (event.type === 'record' && event.record.text === 'line 2') whileRunning += 1;
      });
      assert.equal(whileRunning, 1);
      assert.equal(lastJob(events).status, 'Completed', lastJob(events).exception ?? '');
      assert.deepEqual(texts(events), Array.from({ length: 8 }, (_, index) => `line ${index + 1}`));
      assert.ok(events.some((event) => event.type === 'record' && event.record.stream === 'Warning' && event.record.text === 'almost'));
      assert.equal(new Set(statuses(events)).size, statuses(events).length);
      // Following a job that is over gives the same.
      assert.deepEqual(texts(await follow(client, jobId)), texts(events));
    });

    it('tells why a job failed', async () => {
      const id = await published(client, 'Fails', '"before"\nthrow "no way"');
      const events = await follow(client, await client.runbooks.start(id, []));
      assert.equal(lastJob(events).status, 'Failed');
      assert.match(lastJob(events).exception ?? '', /no way/);
      assert.deepEqual(texts(events), ['before']);
    });

    it('takes 10 MB of output from one job, each line once', async () => {
      const id = await published(client, 'Flood', 'param([int]$Count)\n$line = "x" * 1000\nforeach ($i in 1..$Count) { "$i $line" }');
      const events = await follow(client, await client.runbooks.start(id, [{ name: 'Count', value: '10500' }]));
      assert.equal(lastJob(events).status, 'Completed', lastJob(events).exception ?? '');
      const numbers = texts(events).map((text) => Number(text.split(' ', 1)[0]));
      assert.equal(numbers.length, 10_500);
      assert.deepEqual(numbers, Array.from({ length: 10_500 }, (_, index) => index + 1));
      assert.ok(texts(events).reduce((sum, text) => sum + text.length, 0) > 10_500_000);
    });

    it('goes on over a restart of the service in the middle, and loses and repeats nothing', async () => {
      const id = await published(client, 'Long', 'foreach ($i in 1..40) { "tick"; "line $i"; Start-Sleep -Milliseconds 100 }');
      const jobId = await client.runbooks.start(id, []);
      let restart: Promise<void> | undefined;
      const events = await follow(client, jobId, (event) => {
        if (event.type !== 'record' || event.record.text !== 'line 5' || restart !== undefined) return;
        restart = (async () => {
          const { port } = service;
          await service.stop();
          service = await serve(folder.path, { port, worker: {} });
        })();
      });
      await restart;
      const kinds = events.map((event) => event.type);
      assert.ok(kinds.includes('interrupted') && kinds.indexOf('interrupted') < kinds.lastIndexOf('resumed'), kinds.join());
      // What the server has in the end is what was told, record by record.
      const stored = (await client.jobs.records(jobId)).map((record) => `${record.time} ${record.stream} ${record.text}`);
      const told = events.flatMap((event) => (event.type === 'record' ? [`${event.record.time} ${event.record.stream} ${event.record.text}`] : []));
      assert.deepEqual(told, stored);
      assert.ok(texts(events).includes('line 5'));
      assert.ok(['Completed', 'Failed', 'Stopped'].includes(lastJob(events).status));
    });

    it('stops at once when the caller gives up, and says that a job is not there', async () => {
      const id = await published(client, 'Endless', 'while ($true) { "again"; Start-Sleep -Milliseconds 50 }');
      const jobId = await client.runbooks.start(id, []);
      const controller = new AbortController();
      await assert.rejects(async () => {
        for await (const event of client.jobs.tail(jobId, {}, controller.signal)) if (event.type === 'record') controller.abort();
      }, (error) => isSmaClientError(error, 'Aborted'));
      await client.jobs.stop(jobId);
      assert.equal(lastJob(await follow(client, jobId)).status, 'Stopped');
      await assert.rejects(follow(client, '11111111-2222-3333-4444-555555555555'), (error) => isSmaClientError(error, 'NotFound'));
    });

    it('gives one stream alone when asked', async () => {
      const id = await published(client, 'Mixed', '"out"\nWrite-Warning "warn"\n"out again"');
      const jobId = await client.runbooks.start(id, []);
      const streams: string[] = [];
      for await (const event of client.jobs.tail(jobId, { stream: 'Warning' })) if (event.type === 'record') streams.push(event.record.text);
      assert.deepEqual(streams, ['warn']);
    });
  });
}

describe('client: following a job over the sudden death of the service', function () {
  this.timeout(60_000);

  it('tells every record that was stored, each once, and the end', async () => {
    await using folder = await temporaryFolder();
    const settings: ServiceSettings = { dataFolder: folder.path, users: [{ name: USER, password: PASSWORD }], transport: 'generated', serverVersion: '2016', logLevel: 'warn' };
    const log = (): PassThrough => new PassThrough().resume();
    await using first = new ServiceProcess(settings, log());
    const { url, port, pid, certificatePem } = await first.ready;
    const client = clientOf({ url, certificatePem: certificatePem ?? undefined });
    try {
      const id = await published(client, 'Cut-Off', 'foreach ($i in 1..60) { "line $i"; Start-Sleep -Milliseconds 50 }');
      const jobId = await client.runbooks.start(id, []);
      let second: ServiceProcess | undefined;
      const events = await follow(client, jobId, (event) => {
        if (event.type === 'record' && event.record.text === 'line 10' && second === undefined) process.kill(pid, 'SIGKILL');
        if (event.type === 'interrupted') second ??= new ServiceProcess({ ...settings, port }, log());
      });
      await using _again = second ?? assert.fail('The service was never missed.');
      assert.ok(events.some((event) => event.type === 'resumed'));
      const stored = (await client.jobs.records(jobId)).map((record) => `${record.time} ${record.stream} ${record.text}`);
      const told = events.flatMap((event) => (event.type === 'record' ? [`${event.record.time} ${event.record.stream} ${event.record.text}`] : []));
      assert.deepEqual(told, stored);
      assert.ok(told.length >= 10);
      assert.ok(['Completed', 'Failed', 'Stopped'].includes(lastJob(events).status));
    } finally {
      client.dispose();
    }
  });
});
