import assert from 'node:assert/strict';
import { ConnectionRegistry } from '../../../../src/app/connections/connectionRegistry.ts';
import type { SecretVault } from '../../../../src/app/connections/secretVault.ts';
import type { Logger } from '../../../../src/app/log.ts';
import { JobStore } from '../../../../src/app/stores/jobStore.ts';
import type { Job, Page, SmaApi } from '../../../../src/client/api.ts';

const quiet = (): void => undefined;
const log: Logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
const settle = async (): Promise<void> => await new Promise((resolve) => { setTimeout(resolve, 2); });
const job = (number: number): Job => ({
  id: `job-${number}`, contextId: 'c', status: 'Completed', createdAt: '2026-03-01T10:00:00', modifiedAt: '2026-03-01T10:00:00', startedAt: null, endedAt: null,
  errorCount: 0, warningCount: 0, exception: null,
});
/** Jobs from the newest to the oldest number. */
const jobs = (newest: number, oldest: number): Job[] => Array.from({ length: newest - oldest + 1 }, (_, index) => job(newest - index));

interface Server { first: readonly Job[]; older: readonly Job[]; nameOf: () => Promise<string> }

function clientOf(server: Server): SmaApi {
  const list = (): Promise<Page<Job>> => Promise.resolve({ items: server.first, count: undefined, next: () => Promise.resolve({ items: server.older, count: undefined, next: () => Promise.resolve(undefined) }) });
  return {
    probe: () => Promise.resolve({ root: 'r', entitySets: [], offersEvents: false, server: undefined }),
    jobs: { list, runbookIdOf: () => Promise.resolve('runbook') }, runbooks: { get: async () => ({ name: await server.nameOf() }) }, dispose: quiet,
  } as unknown as SmaApi;
}

/** A store over two servers; the first is in use. */
async function open(one: Server, two: Server): Promise<{ readonly store: JobStore; readonly useSecond: () => Promise<void>; readonly dispose: () => void }> {
  const vault = { password: () => Promise.resolve('p'), store: () => Promise.resolve(), forget: () => Promise.resolve() } as unknown as SecretVault;
  const connections = new ConnectionRegistry({ state: { get: () => undefined, update: () => Promise.resolve() }, vault, log, createClient: ({ url }) => clientOf(url.endsWith('one') ? one : two) });
  const first = await connections.add({ url: 'https://one', user: 'u' }, 'p'), second = await connections.add({ url: 'https://two', user: 'u' }, 'p');
  await connections.activate(first.id);
  await first.connect();
  const store = new JobStore({ connections, log, busyInterval: () => 1000 });
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
});
