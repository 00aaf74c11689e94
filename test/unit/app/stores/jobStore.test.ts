import assert from 'node:assert/strict';
import { ConnectionRegistry } from '../../../../src/app/connections/connectionRegistry.ts';
import type { SecretVault } from '../../../../src/app/connections/secretVault.ts';
import type { Logger } from '../../../../src/app/log.ts';
import { JobStore } from '../../../../src/app/stores/jobStore.ts';
import type { Timers } from '../../../../src/app/stores/poller.ts';
import { SmaClientError } from '../../../../src/client/errors.ts';
import type { Job, JobListOptions, Page, SmaApi } from '../../../../src/client/api.ts';
import { eventually } from '../../../support/eventually.ts';

const quiet = (): void => undefined;
const log: Logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
const settle = async (): Promise<void> => await new Promise((resolve) => { setTimeout(resolve, 2); });
const job = (number: number): Job => ({
  id: `job-${number}`, contextId: 'c', status: 'Completed', createdAt: '2026-03-01T10:00:00', modifiedAt: '2026-03-01T10:00:00', startedAt: null, endedAt: null,
  errorCount: 0, warningCount: 0, exception: null,
});
/** Jobs from the newest to the oldest number. */
const jobs = (newest: number, oldest: number): Job[] => Array.from({ length: newest - oldest + 1 }, (_, index) => job(newest - index));

interface Server { first: readonly Job[]; older: readonly Job[]; nameOf: () => Promise<string>; /** Parents by their children's ids. */ parents?: Readonly<Record<string, string>>; /** Jobs that only their ids lead to. */ others?: Job[]; /** What was asked for. */ readonly asked?: string[] }

function clientOf(server: Server): SmaApi {
  const end = (items: readonly Job[]): Page<Job> => ({ items, count: undefined, next: () => Promise.resolve(undefined) });
  const list = ({ newest }: JobListOptions = {}): Promise<Page<Job>> => {
    server.asked?.push(newest === undefined ? 'page' : 'glance');
    return Promise.resolve(newest === undefined ? { ...end(server.first), next: () => Promise.resolve(end(server.older)) } : end(server.first.slice(0, newest)));
  };
  return {
    probe: () => Promise.resolve({ root: 'r', entitySets: [], offersEvents: false, server: undefined }),
    jobs: {
      list, runbookIdOf: () => Promise.resolve('runbook'),
      starters: (some: readonly Job[]) => {
        const links = some.flatMap(({ id }) => (server.parents?.[id] === undefined ? [] : [[id, { text: `P (job ${server.parents[id]})`, job: { id: server.parents[id], runbook: 'P' } }] as const]));
        server.asked?.push(`starters of ${some.length}`);
        return Promise.resolve(new Map(links));
      },
      get: (id: string) => {
        server.asked?.push(id);
        const found = server.others?.find((one) => one.id === id);
        return found === undefined ? Promise.reject(new SmaClientError('NotFound', 'gone')) : Promise.resolve(found);
      },
    }, runbooks: { get: async () => ({ name: await server.nameOf() }) }, dispose: quiet,
  } as unknown as SmaApi;
}

/** A store over two servers; the first is in use. */
async function open(one: Server, two: Server, timers?: Timers): Promise<{ readonly store: JobStore; readonly useSecond: () => Promise<void>; readonly dispose: () => void }> {
  const vault = { password: () => Promise.resolve('p'), store: () => Promise.resolve(), forget: () => Promise.resolve() } as unknown as SecretVault;
  const connections = new ConnectionRegistry({ state: { get: () => undefined, update: () => Promise.resolve() }, vault, log, createClient: ({ url }) => clientOf(url.endsWith('one') ? one : two) });
  const first = await connections.add({ url: 'https://one', user: 'u' }, 'p'), second = await connections.add({ url: 'https://two', user: 'u' }, 'p');
  await connections.activate(first.id);
  await first.connect();
  const store = new JobStore({ connections, log, busyInterval: () => 1000, ...(timers === undefined ? {} : { timers }) });
  return { store, useSecond: async () => { await connections.activate(second.id); await second.connect(); }, dispose: () => { store.dispose(); connections.dispose(); } };
}

describe('the list of jobs', () => {
  it('gives a job of the connection in use no name that comes late from the one before', async () => {
    const late = Promise.withResolvers<string>();
    // The second server is a copy of the first: the same ids, other names.
    const { store, useSecond, dispose } = await open({ first: [job(1)], older: [], nameOf: async () => await late.promise }, { first: [job(1)], older: [], nameOf: () => Promise.resolve('Right') });
    await store.refresh();
    await settle();
    await useSecond();
    late.resolve('Wrong');
    await settle();
    assert.equal(store.nameOf(job(1)), undefined);
    await store.refresh();
    await settle();
    assert.equal(store.nameOf(job(1)), 'Right');
    dispose();
  });

  it('keeps older pages while the new first page touches them, and drops them where there would be a hole', async () => {
    const server: Server = { first: jobs(100, 51), older: jobs(50, 1), nameOf: () => Promise.resolve('A') };
    const { store, dispose } = await open(server, server);
    await store.refresh();
    await store.showMore();
    assert.deepEqual(store.items.map(({ id }) => id), jobs(100, 1).map(({ id }) => id));
    server.first = jobs(110, 61);
    await store.refresh();
    assert.deepEqual(store.items.map(({ id }) => id), jobs(110, 1).map(({ id }) => id));
    server.first = jobs(300, 251);
    await store.refresh();
    assert.deepEqual(store.items.map(({ id }) => id), jobs(300, 251).map(({ id }) => id));
    assert.equal(store.hasMore, true);
    dispose();
  });

  it('knows who started a job, and brings a starter in that stands further back, fresh while it is under way', async () => {
    const at = (number: number, change: Partial<Job> = {}): Job => ({ ...job(number), createdAt: `2026-03-01T10:00:${String(number).padStart(2, '0')}`, ...change });
    const asked: string[] = [], first = [at(30), at(29), at(28), at(27)];
    const server: Server = { first, older: [at(2)], nameOf: () => Promise.resolve('A'), asked, parents: { 'job-30': 'job-2', 'job-29': 'job-28', 'job-27': 'job-0', 'job-2': 'job-1' }, others: [at(2, { status: 'Running' }), at(1)] };
    const { store, dispose } = await open(server, server);
    await store.refresh();
    await store.whenNamed();
    assert.deepEqual(store.items.map(({ id }) => id), ['job-30', 'job-29', 'job-28', 'job-27', 'job-2', 'job-1']);
    assert.deepEqual(store.items.map((one) => store.starterOf(one)?.job?.id), ['job-2', 'job-28', undefined, 'job-0', 'job-1', undefined]);
    // Asked once: jobs of which it is known, those that are gone, those that have ended.
    assert.deepEqual(asked.splice(0), ['page', 'starters of 4', 'job-2', 'job-0', 'starters of 1', 'job-1', 'starters of 1']);
    server.others = [at(2)];
    await store.refresh();
    assert.deepEqual(asked.splice(0), ['page', 'job-2']);
    assert.equal(store.find('job-2')?.status, 'Completed');
    await store.refresh();
    assert.deepEqual(asked.splice(0), ['page']);
    // The page they stand on comes: they are what they are there, once.
    await store.showMore();
    assert.deepEqual(store.items.map(({ id }) => id), ['job-30', 'job-29', 'job-28', 'job-27', 'job-2', 'job-1']);
    assert.deepEqual(asked.splice(0), []);
    dispose();
  });

  it('takes a starter that is in the list for its children’s sake for no older page', async () => {
    const at = (number: number): Job => ({ ...job(number), createdAt: `2026-03-01T10:${String(Math.floor(number / 60)).padStart(2, '0')}:${String(number % 60).padStart(2, '0')}` });
    const range = (newest: number, oldest: number): Job[] => jobs(newest, oldest).map((_, index) => at(newest - index));
    const server: Server = { first: range(100, 51), older: range(50, 2), nameOf: () => Promise.resolve('A'), parents: { 'job-100': 'job-1', 'job-300': 'job-1' }, others: [at(1)] };
    const { store, dispose } = await open(server, server);
    await store.refresh();
    await store.showMore();
    assert.deepEqual(store.items.map(({ id }) => id), range(100, 1).map(({ id }) => id));
    server.first = [...range(300, 252), at(1)];
    await store.refresh();
    assert.deepEqual(store.items.map(({ id }) => id), [...range(300, 252), at(1)].map(({ id }) => id));
    dispose();
  });

  it('is there without its links while the server does not tell them, and asks again', async () => {
    let parents: () => Readonly<Record<string, string>> = () => { throw new SmaClientError('Unreachable', 'gone for a moment'); };
    const server: Server = { first: jobs(2, 1), older: [], nameOf: () => Promise.resolve('A'), get parents() { return parents(); } };
    const { store, dispose } = await open(server, server);
    await store.refresh();
    await store.whenNamed();
    assert.deepEqual(store.named.map(({ id }) => [id, store.starterOf({ id })]), [['job-2', undefined], ['job-1', undefined]]);
    parents = () => ({ 'job-2': 'job-1' });
    await store.refresh();
    assert.equal(store.starterOf({ id: 'job-2' })?.job?.id, 'job-1');
    dispose();
  });

  it('shows no job before its runbook’s name is known, and all of them in the end', async () => {
    const names = Promise.withResolvers<string>();
    const server: Server = { first: jobs(3, 1), older: [], nameOf: async () => await names.promise };
    const { store, dispose } = await open(server, server);
    store.remember('job-2', 'Started-Here');
    await store.refresh();
    await settle();
    assert.deepEqual(store.named.map(({ id }) => id), ['job-2']);
    names.resolve('Get-Report');
    await store.whenNamed();
    assert.deepEqual(store.named.map((one) => store.nameOf(one)), ['Get-Report', 'Started-Here', 'Get-Report']);
    dispose();
  });

  it('shows jobs whose name nobody tells, too, and asks for it again with the next list', async () => {
    let asked = 0;
    const server: Server = { first: jobs(30, 1), older: [], nameOf: () => (asked++ < 30 ? Promise.reject(new Error('busy')) : Promise.resolve('Late')) };
    const { store, dispose } = await open(server, server);
    await store.refresh();
    await store.whenNamed();
    assert.equal(store.named.length, 30);
    assert.equal(store.nameOf(job(1)), undefined);
    await settle();
    const before = asked;
    asked = 30;
    await settle();
    assert.equal(asked, 30, `nobody asks on and on, after ${before} times`);
    await store.refresh();
    await store.whenNamed();
    assert.deepEqual(store.named.map((one) => store.nameOf(one)), Array.from({ length: 30 }, () => 'Late'));
    dispose();
  });

  it('asks every 3 s while somebody looks, mostly for a glance at the newest, and every 15 s otherwise', async () => {
    const waiting: { readonly run: () => void; readonly milliseconds: number }[] = [], asked: string[] = [];
    const timers: Timers = { random: () => 0.5, set: (run, milliseconds) => { const entry = { run, milliseconds }; waiting.push(entry); return { dispose: () => void waiting.splice(waiting.indexOf(entry) >>> 0, 1) }; } };
    const server: Server = { first: jobs(60, 11), older: [], nameOf: () => Promise.resolve('A'), asked };
    const { store, dispose } = await open(server, server, timers);
    /** The next question: how long it was waited for, and what was asked. */
    const turn = async (): Promise<string> => {
      const entry = waiting.shift();
      assert.ok(entry);
      entry.run();
      return await answered(String(entry.milliseconds));
    };
    const answered = async (when: string): Promise<string> => {
      await eventually(() => waiting.length === 1);
      return `${when}: ${asked.splice(0).join()}`;
    };
    store.watch();
    assert.equal(await answered('now'), 'now: page,starters of 50');
    const view = store.attend(() => false);
    assert.equal(await turn(), '15000: page', 'a view that nobody looks at');
    waiting.length = 0;
    let looks = true;
    const lens = store.attend(() => looks);
    assert.equal(await answered('now'), 'now: glance', 'who begins to look is not left waiting');
    assert.deepEqual([await turn(), await turn(), await turn(), await turn(), await turn()], ['3000: glance', '3000: glance', '3000: glance', '3000: page', '3000: glance']);
    // Another window starts one, and somebody turns to this one.
    server.first = [{ ...job(61), status: 'Running' }, ...jobs(60, 12)];
    waiting.length = 0;
    store.hasten();
    assert.equal(await answered('now'), 'now: glance,page,starters of 1');
    assert.equal(store.running.length, 1);
    server.first = jobs(61, 12);
    assert.equal(await turn(), '1000: page');
    assert.equal(store.running.length, 0);
    waiting.length = 0;
    void store.refresh();
    assert.equal(await answered('asked for'), 'asked for: page', 'who presses Refresh gets all of it');
    view.dispose();
    assert.equal(await turn(), '3000: glance');
    assert.equal(await turn(), '3000: glance', 'the other still looks');
    looks = false;
    assert.equal(await turn(), '3000: page');
    assert.equal(await turn(), '15000: page');
    looks = true;
    lens.dispose();
    assert.equal(await turn(), '15000: page');
    assert.equal(await turn(), '15000: page');
    dispose();
  });
});
