import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { AxiosResponse } from 'axios';
import { examine } from '../../../src/service/data/doctor.ts';
import { eventually } from '../../support/eventually.ts';
import { body, importRunbook, job, publishNew, rows, start } from '../support/conversation.ts';
import { checkInvariants } from '../support/invariants.ts';
import type { ServiceSettings } from '../../../src/service/settings.ts';
import { BegunServices, exitOf, startProcess, type Begun, type ServiceProcess } from '../support/serviceProcess.ts';
import { USER } from '../support/serviceUnderTest.ts';

describe('the service as a process', () => {
  const services = new BegunServices();
  let folder: string;
  beforeEach(() => {
    services.setUp();
    ({ folder } = services);
  });
  afterEach(() => services.tearDown());
  const begin = (settings: Partial<ServiceSettings> = {}): Promise<Begun> => services.begin(settings);

  it('a fault that nobody has caught is a line of the log, and the end: what was stored is closed well, and the exit code tells', async () => {
    // As a fault of our own would be: a rejection that nobody waits for.
    const { child, log, line } = services.add(await startProcess({ dataFolder: folder, users: [USER], worker: false }, [], undefined, ['--import', "data:text/javascript,process.once('SIGUSR2',()=>{Promise.reject(new Error('out of nowhere'))})"]));
    assert.equal(line.type, 'ready');
    child.kill('SIGUSR2');
    assert.equal(await exitOf(child), 1);
    const entries = log().trim().split('\n').map((one) => JSON.parse(one) as { level: string; message: string; error?: string });
    assert.match(entries.find(({ message }) => message === 'The service has failed and ends')?.error ?? '', /out of nowhere/);
    assert.equal(entries.at(-1)?.message, 'The service is closed');
    assert.equal(examine(folder, Date.now()).find(({ what }) => what === 'log')?.detail, 'all is in the database');
  });

  it('prints where it is and what to trust, logs JSON lines without secrets, and ends well on SIGTERM', async () => {
    const { child, line, http, log } = await begin({ logLevel: 'debug' });
    assert.equal(line.pid, child.pid);
    assert.equal((await http.get('')).status, 200);
    child.kill('SIGTERM');
    assert.equal(await exitOf(child), 0);
    const entries = log().trim().split('\n').map((one) => JSON.parse(one) as { message: string });
    assert.equal(entries.at(-1)?.message, 'The service is closed');
    assert.ok(!log().includes(USER.password));
    assert.ok(!readFileSync(`/proc/${process.pid}/cmdline`, 'utf8').includes(USER.password));
  });

  it('ends when its parent is gone', async () => {
    const { child } = await begin();
    child.stdin.end();
    assert.equal(await exitOf(child), 0);
  });

  for (const [how, end] of [['SIGTERM', (child) => child.kill('SIGTERM')], ['Ctrl+C', (child) => child.kill('SIGINT')], ['the end of its input', (child) => child.stdin.end()]] as const satisfies readonly (readonly [string, (child: ServiceProcess['child']) => unknown])[]) {
    it(`ends soon on ${how} while a job runs, and the job says that the service was stopped`, async () => {
      const worker = { script: join(import.meta.dirname, '../support/fakeWorker.mjs') };
      const { child, http } = await begin({ worker });
      const id = await start(http, (await publishNew(http, '# say begun\n# wait', 'Waits')).runbook);
      await eventually(async () => (await job(http, id))['JobStatus'] === 'Running');
      const began = performance.now();
      end(child);
      assert.equal(await exitOf(child), 0);
      assert.ok(performance.now() - began < 3_000, 'an editor that closes does not wait longer');
      const { http: later } = await begin();
      const ended = await job(later, id);
      assert.equal(ended['JobStatus'], 'Failed');
      assert.match(String(ended['JobException']), /^The service was stopped while the runbook was running\./);
    });
  }

  it('gives its jobs the time that it is told where it is asked to end, and little where its parent was killed: a successor waits', async () => {
    const worker = { script: join(import.meta.dirname, '../support/fakeWorker.mjs') }, waiting = async (): Promise<Awaited<ReturnType<typeof begin>>> => {
      const service = await begin({ worker, drainSeconds: 60 }), id = await start(service.http, (await publishNew(service.http, '# say begun\n# wait', `Waits-${performance.now()}`.replace('.', '-'))).runbook);
      await eventually(async () => (await job(service.http, id))['JobStatus'] === 'Running');
      return service;
    };
    const killed = await waiting(), began = performance.now();
    killed.child.stdin.end();
    assert.equal(await exitOf(killed.child), 0);
    const took = performance.now() - began;
    assert.ok(took > 1_500 && took < 20_000, `${took} ms`);
    const asked = await waiting();
    asked.child.stdin.end('stop\n');
    assert.equal(await Promise.race([exitOf(asked.child), new Promise((resolve) => { setTimeout(resolve, took + 2_000, 'it waits for its job'); })]), 'it waits for its job');
  }).timeout(90_000);

  it('says of a job that it was killed itself', async () => {
    const { child, http } = await begin({ worker: { script: join(import.meta.dirname, '../support/fakeWorker.mjs') } });
    const id = await start(http, (await publishNew(http, '# say begun\n# wait', 'Waits')).runbook);
    await eventually(async () => (await job(http, id))['JobStatus'] === 'Running');
    child.kill('SIGKILL');
    await exitOf(child);
    const { http: later } = await begin();
    assert.match(String((await job(later, id))['JobException']), /^The service ended without being stopped/);
  });

  if (process.platform === 'linux') {
    it('takes 10 MB of output after 10 MB of output in flat memory, while somebody follows', async () => {
      const { child, http, line } = await begin({ worker: { script: join(import.meta.dirname, '../support/fakeWorker.mjs') } });
      const { runbook } = await publishNew(http, '# lines 20000 500', 'Ten-MB');
      const peak = (): number => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
      const takeAll = async (): Promise<void> => {
        const id = await start(http, runbook);
        const events = await http.get<Readable>(`${line.origin}/events?job=${id}`, { responseType: 'stream' });
        let [records, held] = [0, ''];
        for await (const chunk of events.data) {
          const text = held + String(chunk);
          records += text.split('event: record').length - 1;
          held = text.slice(1 - 'event: record'.length);
        }
        assert.equal(records, 20_000);
        assert.equal((await job(http, id))['JobStatus'], 'Completed');
      };
      await takeAll();
      const first = peak();
      for (let time = 0; time < 4; time += 1) await takeAll();
      assert.ok(peak() < first + 60, `${first.toFixed(0)} MB after the first, ${peak().toFixed(0)} MB after the fifth`);
    }).timeout(60_000);
  }

  it('outlives its parent when told so', async () => {
    const { child, http } = await begin({ outliveParent: true });
    child.stdin.end();
    for (let time = 0; time < 5; time += 1) assert.equal((await http.get('')).status, 200);
    child.kill('SIGTERM');
    assert.equal(await exitOf(child), 0);
  });

  for (const [what, settings, names] of [
    ['no JSON', 'hello\n', /not one line of JSON/],
    ['an unknown setting', JSON.stringify({ dataFolder: '/tmp/x', users: [USER], prot: 1 }) + '\n', /prot is not known/],
    ['a setting of the wrong kind', JSON.stringify({ dataFolder: '/tmp/x', users: [USER], port: 'ssh' }) + '\n', /port is not valid/],
    ['a user without a password', JSON.stringify({ dataFolder: '/tmp/x', users: [{ name: 'x' }] }) + '\n', /users\.0\.password is missing/],
  ] as const) {
    it(`refuses settings with ${what}, in one line`, async () => {
      const { child, line } = await startProcess(settings);
      assert.ok(line.type === 'failed');
      assert.equal(line.code, 'InvalidSettings');
      assert.match(line.message, names);
      assert.ok(!line.message.includes(USER.password));
      assert.equal(await exitOf(child), 1);
    });
  }

  it('tells why it cannot start', async () => {
    const { line: first } = await begin();
    const { line } = await startProcess({ dataFolder: folder, users: [USER], worker: false });
    assert.ok(line.type === 'failed');
    assert.equal(line.code, 'DatabaseLocked');
    assert.match(line.message, new RegExp(`process ${first.pid}`));
  });

  it('loses no acknowledged write when it is killed in the middle of a thousand at once', async () => {
    const { child, http } = await begin({ transport: 'http' });
    await importRunbook(http, 'workflow Before { }');
    const acknowledged: string[] = [];
    const httpAgent = new Agent({ keepAlive: true, maxSockets: 250 });
    const writes = await Promise.allSettled(Array.from({ length: 1_000 }, async (_, n) => {
      const Name = `v-${n}`;
      const reply = await http.post('Variables', { Name, Value: `"${Name}"`, IsEncrypted: n % 5 === 0 }, { httpAgent });
      assert.equal(reply.status, 201);
      acknowledged.push(Name);
      if (acknowledged.length === 300) child.kill('SIGKILL');
    }));
    httpAgent.destroy();
    assert.equal(await exitOf(child), 'SIGKILL');
    assert.ok(acknowledged.length >= 300 && writes.some(({ status }) => status === 'rejected'), `${acknowledged.length} were told before the end`);
    // The mark of what was told is ahead of nothing: no false alarm, by who looks before and by the next start.
    assert.match(examine(folder, Date.now()).find(({ what }) => what === 'log')?.detail ?? '', /all readable|all is in the database/);
    checkInvariants(folder);
    const again = await begin();
    const found = new Map<unknown, unknown>();
    for (let next: string | undefined = 'Variables'; next !== undefined;) {
      const page: AxiosResponse = await again.http.get(next);
      for (const row of rows(page)) found.set(row['Name'], row['Value']);
      next = body(page).__next;
    }
    assert.deepEqual(acknowledged.filter((name) => !found.has(name)), []);
    // What was not told is there whole, or not at all.
    assert.deepEqual([...found].filter(([name, value]) => value !== (Number(String(name).slice(2)) % 5 === 0 ? null : `"${String(name)}"`)), []);
    assert.equal(rows(await again.http.get('Runbooks')).length, 1);
    assert.ok(readFileSync(join(folder, 'service.pid'), 'utf8').includes(String(again.child.pid)));
    assert.ok(!/"level":"error"/.test(again.log()), again.log());
    assert.ok(!readdirSync(folder).some((name) => /damaged|lost/.test(name)), readdirSync(folder).join(' '));
  }).timeout(90_000);

  it('says that the disk is full, changes nothing then, and goes on when there is room', async () => {
    const { http, child } = await begin({ maxDatabaseBytes: 1_500_000 });
    const statuses: number[] = [];
    for (let n = 0; n < 40 && statuses.at(-1) !== 507; n += 1) statuses.push((await http.post('Variables', { Name: `big-${n}`, Value: 'x'.repeat(100_000) })).status);
    assert.equal(statuses.at(-1), 507);
    const stored = statuses.filter((status) => status === 201).length;
    assert.equal((await http.get('Variables/$count')).data, stored);
    const refused = await http.post('Variables', { Name: 'one more', Value: 'x'.repeat(100_000) });
    assert.match(JSON.stringify(refused.data), /disk of the service is full; nothing was changed/);
    const first = rows(await http.get('Variables?$top=2'));
    for (const row of first) assert.equal((await http.delete(`Variables(guid'${String(row['VariableID'])}')`)).status, 204);
    assert.equal((await http.post('Variables', { Name: 'small', Value: '1' })).status, 201);
    child.kill('SIGTERM');
    assert.equal(await exitOf(child), 0);
    const again = await begin();
    assert.equal((await again.http.get('Variables/$count')).data, stored - 1);
  });
});
