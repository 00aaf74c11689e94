import assert from 'node:assert/strict';
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { systemClock, Ticker } from '../../../src/service/clock.ts';
import { Dispatcher } from '../../../src/service/dispatch/dispatcher.ts';
import { Changes, SERVICE_AUTHOR, type Author, type Change } from '../../../src/service/domain/change.ts';
import { actOnJob } from '../../../src/service/domain/jobs/jobActions.ts';
import { lastTimeOf } from '../../../src/service/domain/seed.ts';
import { openCipher } from '../../../src/service/secrets/cipher.ts';
import { Store, type Durability } from '../../../src/service/store/store.ts';
import type { ServiceToWorker } from '../../../src/worker/protocol.ts';
import { eventually } from '../../support/eventually.ts';
import { publishNew, start } from '../support/conversation.ts';
import { MemoryLogger, serve, temporaryFolder } from '../support/serviceUnderTest.ts';

/** Changes in which something happens as soon as the first one, the claim, is stored. */
class Interrupted extends Changes {
  interrupt: (() => Promise<void>) | undefined;

  override async make<T>(author: Author, work: (change: Change) => Promise<T>, durability?: Durability): Promise<T> {
    const made = await super.make(author, work, durability);
    const { interrupt } = this;
    this.interrupt = undefined;
    await interrupt?.();
    return made;
  }
}

describe('a stop between the claim of a job and its way to the worker', () => {
  it('reaches the worker behind the job', async () => {
    const dataFolder = temporaryFolder();
    try {
      let jobId = '';
      {
        await using under = await serve({ dataFolder });
        jobId = await start(under.http, (await publishNew(under.http, '"hello"', 'Early')).runbook);
      }
      const logger = new MemoryLogger();
      using store = new DisposableStore(dataFolder);
      const changes = new Interrupted(store.store, new Ticker(systemClock, await store.store.read(lastTimeOf)), logger);
      changes.interrupt = async () => {
        const { forward } = await changes.make(SERVICE_AUTHOR, (change) => actOnJob(change, jobId, 'Stop'));
        assert.equal(forward, 'stop');
        dispatcher.forward(jobId, 'stop');
        assert.deepEqual(sent, [], 'nobody has the job yet who could be told');
        const again = await changes.make(SERVICE_AUTHOR, (change) => actOnJob(change, jobId, 'Stop'));
        assert.equal(again.forward, 'none');
      };
      const sent: ServiceToWorker[] = [];
      const dispatcher = new Dispatcher({
        changes, assets: { changes, cipher: openCipher(join(dataFolder, 'secret.key'), []) }, logger, worker: 'w', computerName: 'here', leaseMilliseconds: 60_000, storeMilliseconds: 1_000,
        send: (message) => sent.push(message), notice: () => undefined, notify: () => undefined,
      });
      dispatcher.receive({ type: 'claim', count: 1 });
      await eventually(() => sent.length === 2, 8_000, 'the job and the stop');
      assert.deepEqual(sent.map(({ type }) => type), ['assigned', 'stop']);
      await dispatcher.lose('the test is over');
    } finally {
      rmSync(dataFolder, { recursive: true, force: true });
    }
  });
});

class DisposableStore implements Disposable {
  readonly store: Store;
  constructor(folder: string) { this.store = Store.open({ folder }); }
  [Symbol.dispose](): void { void this.store.close(); }
}
