import assert from 'node:assert/strict';
import { BackAgain } from '../../../../src/app/connections/backAgain.ts';
import { ConnectionRegistry } from '../../../../src/app/connections/connectionRegistry.ts';
import type { SecretVault } from '../../../../src/app/connections/secretVault.ts';
import type { Logger } from '../../../../src/app/log.ts';
import type { SmaApi } from '../../../../src/client/api.ts';
import { SmaClientError } from '../../../../src/client/errors.ts';

/** Gives what was called meanwhile its turn. */
const settle = async (): Promise<void> => await new Promise((resolve) => { setImmediate(resolve); });

/** Two servers that answer as `answers` says by their address; `asked` has who was asked, `pause` what is waited for now. */
async function open() {
  const answers = new Map<string, boolean>(), asked: string[] = [], warned: string[] = [];
  let waiting: { readonly run: () => void; readonly milliseconds: number } | undefined;
  const quiet = (): void => undefined;
  const log: Logger = { trace: quiet, debug: quiet, info: quiet, error: quiet, warn: (message) => void warned.push(message) };
  const vault = { password: () => Promise.resolve('p'), store: () => Promise.resolve(), forget: () => Promise.resolve() } as unknown as SecretVault;
  const connections = new ConnectionRegistry({
    state: { get: () => undefined, update: () => Promise.resolve() }, vault, log,
    createClient: ({ url }) => ({
      probe: async () => {
        asked.push(url);
        await settle();
        if (answers.get(url) !== true) throw new SmaClientError('Unreachable', `${url} cannot be reached`);
        return { root: url, entitySets: [], offersEvents: false, server: undefined };
      },
      dispose: quiet,
    }) as unknown as SmaApi,
  });
  const timers = { set: (run: () => void, milliseconds: number) => { const entry = { run, milliseconds }; waiting = entry; return { dispose: () => { if (waiting === entry) waiting = undefined; } }; }, random: () => 0.5 };
  const backAgain = new BackAgain(connections, timers);
  const one = await connections.add({ url: 'https://one', user: 'u' }, 'p'), two = await connections.add({ url: 'https://two', user: 'u' }, 'p');
  const idle = async (): Promise<void> => { for (let turn = 0; turn < 20; turn++) await settle(); };
  return {
    answers, asked, warned, connections, backAgain, one, two, idle, pause: () => waiting?.milliseconds,
    wait: async () => { assert.ok(waiting); const { run } = waiting; waiting = undefined; run(); await idle(); },
    [Symbol.dispose]: () => { backAgain.dispose(); connections.dispose(); },
  };
}

describe('a server that was unreachable', () => {
  it('is found to be back while somebody looks, with growing pauses until then', async () => {
    using found = await open();
    const { answers, one, idle, pause, wait } = found;
    const watch = found.backAgain.watch();
    await assert.rejects(one.connect());
    await idle();
    assert.equal(pause(), 1_000);
    await wait();
    assert.equal(pause(), 2_000);
    assert.deepEqual(found.warned.filter((line) => line.startsWith('could not connect')).length, 1, 'what was told once is not told with every question');
    answers.set('https://one', true);
    await wait();
    assert.equal(one.state.name, 'connected');
    const { length } = found.asked;
    await idle();
    assert.equal(found.asked.length, length, 'and then nobody asks any more');
    watch.dispose();
  });

  it('is not asked where nobody looks, where it is in use, nor where something else is wrong with it', async () => {
    using found = await open();
    const { asked, connections, backAgain, one, two, idle } = found;
    await assert.rejects(one.connect());
    await idle();
    assert.deepEqual(asked, ['https://one']);
    await connections.activate(one.id);
    const watch = backAgain.watch();
    await idle();
    assert.deepEqual(asked, ['https://one']);
    two.reset({ name: 'unauthorized', error: new Error('wrong password') });
    await idle();
    assert.deepEqual(asked, ['https://one']);
    // Another is used now: what was asked by its views has nobody else.
    await connections.activate(two.id);
    await idle();
    assert.deepEqual(asked, ['https://one', 'https://one']);
    watch.dispose();
    assert.equal(found.pause(), undefined);
  });
});
