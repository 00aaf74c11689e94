import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { hashUser } from '../../../src/service/access/users.ts';
import { writeUsers } from '../../../src/service/access/usersFile.ts';
import { Holders } from '../../../src/service/holders.ts';
import { act, job, publishNew, start, type Wire } from '../support/conversation.ts';
import { fakeWorker } from '../support/fakeWorker.ts';
import { client, serve, temporaryFolder, type UnderTest } from '../support/serviceUnderTest.ts';
import { eventually } from '../../support/eventually.ts';

interface Event { readonly id: string; readonly event: string; readonly data: Wire }

/** Reads server-sent events as they come (HTML standard, 9.2). */
async function* follow(under: Pick<UnderTest, 'http' | 'service'>, query: string, headers: Readonly<Record<string, string>> = {}, signal?: AbortSignal): AsyncGenerator<Event, void> {
  const reply = await under.http.get(`${under.service.origin}/events${query}`, { responseType: 'stream', headers: { Accept: 'text/event-stream', ...headers }, ...(signal === undefined ? {} : { signal }) });
  assert.equal(reply.status, 200);
  assert.match(String(reply.headers['content-type']), /^text\/event-stream/);
  let held = '';
  for await (const chunk of (reply.data as Readable).setEncoding('utf8')) {
    held += String(chunk);
    for (let end = held.indexOf('\n\n'); end >= 0; end = held.indexOf('\n\n')) {
      const lines = held.slice(0, end).split('\n');
      held = held.slice(end + 2);
      const field = (name: string): string | undefined => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const event = field('event');
      if (event !== undefined) yield { id: field('id') ?? '', event, data: JSON.parse(field('data') ?? '{}') as Wire };
    }
  }
}

const orders = (...lines: readonly string[]): string => lines.map((line) => `# ${line}`).join('\n');

describe('events', () => {
  let under: UnderTest;
  before(async () => { under = await serve({ worker: fakeWorker() }); });
  after(() => under[Symbol.asyncDispose]());

  it('are announced with the service document', async () => {
    assert.equal((await under.http.get('')).headers['x-sma-events'], '/events');
  });

  it('tell the records and states of a job while it runs, the final state last, then end', async () => {
    const { runbook } = await publishNew(under.http, orders('say one', 'sleep 30', 'error two', 'sleep 30', 'say three'), 'Told');
    const id = await start(under.http, runbook);
    const events: Event[] = [];
    for await (const event of follow(under, `?job=${id}`)) events.push(event);
    assert.deepEqual(events.filter((e) => e.event === 'record').map((e) => [e.data['StreamTypeName'], e.data['StreamText']]), [['Output', 'one'], ['Error', 'two'], ['Output', 'three']]);
    assert.deepEqual(events.slice(-2).map((e) => [e.event, e.data['JobStatus']]), [['job', 'Completed'], ['end', undefined]]);
    const states = events.filter((e) => e.event === 'job').map((e) => String(e.data['JobStatus']));
    assert.deepEqual(states, ['New', 'Activating', 'Running', 'Completed'].filter((state) => states.includes(state)));
    assert.deepEqual([events.at(-2)?.data['ErrorCount'], events.at(-2)?.data['JobID']], [1, id]);
  });

  it('go on after the last one seen, at any of them', async () => {
    const { runbook } = await publishNew(under.http, orders('lines 1200 20'), 'Resumed');
    const id = await start(under.http, runbook);
    const whole: Event[] = [];
    for await (const event of follow(under, `?job=${id}`)) whole.push(event);
    const records = whole.filter((e) => e.event === 'record');
    assert.equal(records.length, 1_200);
    for (const at of [0, 499, 500, 1_199]) {
      const rest: Event[] = [];
      for await (const event of follow(under, `?job=${id}`, { 'Last-Event-ID': records[at]?.id ?? '' })) rest.push(event);
      assert.deepEqual(rest.filter((e) => e.event === 'record').map((e) => e.data['StreamText']), records.slice(at + 1).map((e) => e.data['StreamText']));
      assert.equal(rest.at(-1)?.event, 'end');
    }
  });

  it('tell the states of all jobs from now on', async () => {
    const { runbook } = await publishNew(under.http, orders('say x'), 'Watched');
    const leaving = new AbortController();
    const seen: string[] = [];
    const watching = (async () => {
      for await (const event of follow(under, '', {}, leaving.signal)) seen.push(`${String(event.data['JobID'])} ${String(event.data['JobStatus'])}`);
    })().catch(() => undefined);
    const id = await eventually(async () => {
      const one = await start(under.http, runbook);
      return eventually(() => seen.some((line) => line === `${one} Completed`), 500).then(() => one, () => undefined);
    });
    assert.ok(seen.includes(`${id} Completed`));
    leaving.abort();
    await watching;
  });

  it('go on over a restart of the service', async () => {
    const folder = temporaryFolder();
    const first = await serve({ dataFolder: folder, worker: fakeWorker() });
    const { runbook } = await publishNew(first.http, `workflow Long {\n${orders('say before', 'wait')}\n}`);
    const id = await start(first.http, runbook);
    let last = '';
    const following = (async () => { for await (const event of follow(first, `?job=${id}`)) if (event.event === 'record') last = event.id; })().catch(() => undefined);
    await eventually(() => last !== '');
    await first[Symbol.asyncDispose]();
    await following;
    const second = await serve({ dataFolder: folder, worker: fakeWorker() });
    const { http } = client(second.service);
    await eventually(async () => (await act(http, 'Jobs', id, 'Stop')).status === 204);
    const rest: Event[] = [];
    for await (const event of follow(second, `?job=${id}`, { 'Last-Event-ID': last })) rest.push(event);
    assert.ok(rest.every((event) => event.event !== 'record' || event.data['StreamText'] === 'before'));
    assert.deepEqual(rest.slice(-2).map((e) => [e.event, e.data['JobStatus']]), [['job', 'Stopped'], ['end', undefined]]);
    await second[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  it('end for whom is removed or has another password, and for nobody else', async () => {
    const folder = temporaryFolder(), eve = await hashUser('eve', 'first', 'reader');
    writeUsers(folder, [await hashUser('bob', 'first', 'reader'), eve]);
    await using open = await serve({ dataFolder: folder, worker: fakeWorker() });
    const as = (name: string): Pick<UnderTest, 'http' | 'service'> => {
      const { http } = client(open.service);
      http.defaults.auth = { username: name, password: 'first' };
      return { http, service: open.service };
    };
    const { runbook } = await publishNew(open.http, orders('wait'), 'Watched');
    const id = await start(open.http, runbook);
    const leaving = new AbortController();
    const ended = new Set<string>(), seen: string[] = [];
    const watching = ['bob', 'eve'].flatMap((name) => ['', `?job=${id}`].map(async (query) => {
      try {
        for await (const event of follow(as(name), query, {}, leaving.signal)) seen.push(`${name}${query} ${event.event}`);
      } catch (error) {
        if (!leaving.signal.aborted) throw error;
      }
      ended.add(`${name}${query}`);
    }));
    await eventually(async () => {
      await start(open.http, runbook);
      return ['bob job', 'eve job', `bob?job=${id} job`, `eve?job=${id} job`].every((line) => seen.includes(line));
    });
    writeUsers(folder, [await hashUser('bob', 'second', 'reader'), eve]);
    // News wakes them all.
    await eventually(async () => {
      await start(open.http, runbook);
      return ended.has('bob') && ended.has(`bob?job=${id}`);
    });
    assert.deepEqual([...ended].toSorted(), ['bob', `bob?job=${id}`]);
    leaving.abort();
    await Promise.all(watching);
  });

  it('and all other streams end without any news for whom is removed, has another password or role, or is another one behind a proxy', async () => {
    const folder = temporaryFolder(), names = ['ann', 'bea', 'cem', 'dan'];
    const [ann, bea, cem, dan] = await Promise.all(names.map((name) => hashUser(name, 'first', 'admin')));
    assert.ok(ann !== undefined && bea !== undefined && cem !== undefined && dan !== undefined);
    writeUsers(folder, [ann, bea, cem, dan]);
    await using open = await serve({ dataFolder: folder, worker: fakeWorker(), debugging: true, holders: new Holders(60_000), proxy: { secret: 'between us', defaultRole: 'reader' } });
    const { runbook } = await publishNew(open.http, orders('wait'), 'Held');
    const streams = new Map<string, { readonly body: Readable; readonly isEnded: () => boolean }>();
    const begin = async (who: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<void> => {
      const { http } = client(open.service);
      if (headers['X-Remote-User'] === undefined) http.defaults.auth = { username: who, password: 'first' };
      else delete http.defaults.auth;
      const { status, data } = await http.get<Readable>(open.service.origin + path, { responseType: 'stream', headers });
      assert.equal(status, 200, `${who} ${path}`);
      let isEnded = false;
      data.on('close', () => { isEnded = true; }).on('error', () => undefined).resume();
      streams.set(`${who} ${path.replace(/=.*/, '')}`, { body: data, isEnded: () => isEnded });
    };
    for (const name of names) {
      const id = await start(open.http, runbook);
      await eventually(async () => (await job(open.http, id))['JobStatus'] === 'Running' || undefined);
      for (const path of ['/events', `/events?job=${id}`, `/debug?job=${id}`, '/hold']) await begin(name, path);
    }
    for (const name of ['guest', 'eva']) await begin(name, '/events', { 'X-SMA-Proxy-Secret': 'between us', 'X-Remote-User': name });
    const ended = (): readonly string[] => [...streams].filter(([, { isEnded }]) => isEnded()).map(([name]) => name);
    assert.deepEqual(ended(), []);
    // Removed; another password; another role; the same; and whom the proxy named is somebody now.
    writeUsers(folder, [await hashUser('bea', 'second', 'admin'), { ...cem, role: 'reader' }, dan, { name: 'eva', role: 'operator' }]);
    await eventually(() => ended().length >= 13 || undefined);
    assert.deepEqual(ended(), [...streams.keys()].filter((name) => !/^(?:dan|guest)/.test(name)));
    // Who debugged a job has let it go.
    assert.equal(open.logger.entries.filter(({ level }) => level === 'error').length, 0);
    for (const { body } of streams.values()) body.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are limited in number, and count out who leaves', async () => {
    await using limited = await serve({ limits: { eventConnections: 2 } });
    const leaving = [new AbortController(), new AbortController()];
    const open = await Promise.all(leaving.map((one) => limited.http.get(`${limited.service.origin}/events`, { responseType: 'stream', signal: one.signal })));
    for (const reply of open) (reply.data as Readable).on('error', () => undefined).resume();
    assert.equal((await limited.http.get(`${limited.service.origin}/events`)).status, 429);
    leaving[0]?.abort();
    const again = new AbortController();
    await eventually(async () => {
      const reply = await limited.http.get(`${limited.service.origin}/events`, { responseType: 'stream', signal: again.signal });
      (reply.data as Readable).on('error', () => undefined).resume();
      return reply.status === 200;
    });
    leaving[1]?.abort();
    again.abort();
  });
});
