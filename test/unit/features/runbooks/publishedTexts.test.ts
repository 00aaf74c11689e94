import assert from 'node:assert/strict';
import type { Logger } from '../../../../src/app/log.ts';
import type { Runbook, SmaApi } from '../../../../src/client/api.ts';
import { PublishedTexts } from '../../../../src/features/runbooks/publishedTexts.ts';
import { mergeRunbooks } from '../../../../src/features/runbooks/runbookModel.ts';
import type { RunbookRow } from '../../../../src/features/runbooks/runbookModel.ts';
import { contentHash } from '../../../../src/project/contentHash.ts';
import { eventually } from '../../../support/eventually.ts';

const quiet = (): void => undefined;
const log: Logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
const runbook = (name: string, published: string | null, draft: string | null = null): Runbook => ({
  id: name, name, description: null, tags: [], publishedVersionId: published, draftVersionId: draft, createdAt: '', modifiedAt: '', modifiedBy: null, logVerbose: false, logProgress: false, logDebug: false, type: 'Script', designatedWorker: null,
});
/** Files by name and text, and what the server has by name and version. */
const rowsOf = (files: Readonly<Record<string, string>>, there: readonly Runbook[]): RunbookRow[] =>
  mergeRunbooks(Object.entries(files).map(([name, text]) => ({ name, path: `${name}.ps1`, file: name, hash: contentHash(text) })), there);

class Server {
  readonly id = 's';
  readonly asked: string[] = [];
  readonly texts: Record<string, string>;
  most = 0;
  #now = 0;
  constructor(texts: Record<string, string>) {
    this.texts = texts;
  }
  readonly client = {
    versions: {
      read: async (id: string) => {
        this.asked.push(id);
        this.most = Math.max(this.most, ++this.#now);
        await new Promise((resolve) => { setImmediate(resolve); });
        this.#now--;
        const text = this.texts[id];
        if (text === undefined) throw new Error('It is gone.');
        return { text };
      },
    },
  } as unknown as SmaApi;
}

function memory(): { get(key: string): unknown; update(key: string, value: unknown): Promise<void> } {
  const kept = new Map<string, unknown>();
  return { get: (key) => structuredClone(kept.get(key)), update: (key, value) => { kept.set(key, value); return Promise.resolve(); } };
}

describe('what was published', () => {
  it('tells which files differ, by asking once for each version, a few at a time', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `R${index}`), server = new Server(Object.fromEntries(names.map((name) => [`v-${name}`, `'${name}'\n`])));
    const rows = rowsOf(Object.fromEntries(names.map((name) => [name, name === 'R3' ? "'mine'\n" : `'${name}'\r\n`])), names.map((name) => runbook(name, `v-${name}`)));
    const kept = memory(), texts = new PublishedTexts(kept, log);
    assert.deepEqual(rows.filter((row) => texts.differs(server, row)), [], 'nothing is claimed before it is known');
    texts.want(server, rows);
    texts.want(server, rows);
    await eventually(() => server.asked.length === 12 && rows.some((row) => texts.differs(server, row)));
    assert.deepEqual(rows.filter((row) => texts.differs(server, row)).map(({ runbookName }) => runbookName), ['R3']);
    assert.ok(server.most <= 4, `${server.most} at once`);
    await eventually(() => kept.get('publishedTexts') !== undefined);
    texts.dispose();
    // Another window.
    const again = new PublishedTexts(kept, log);
    again.want(server, rows);
    assert.deepEqual(rows.filter((row) => again.differs(server, row)).map(({ runbookName }) => runbookName), ['R3']);
    assert.equal(server.asked.length, 12);
    again.dispose();
  });

  it('knows what was published from here, and says nothing of drafts, of other servers and where there is no file', () => {
    const texts = new PublishedTexts(memory(), log), server = new Server({});
    texts.learn('s', 'v', contentHash("'a'\n"));
    const differs = (file: string | undefined, there: Runbook, id = 's'): boolean => texts.differs({ id }, rowsOf(file === undefined ? {} : { A: file }, [there])[0] ?? assert.fail());
    assert.equal(differs("'a'\n", runbook('A', 'v')), false);
    assert.equal(differs("'b'\n", runbook('A', 'v')), true);
    assert.equal(differs("'b'\n", runbook('A', 'v', 'd')), false);
    assert.equal(differs("'b'\n", runbook('A', null, 'd')), false);
    assert.equal(differs("'b'\n", runbook('A', 'w')), false, 'published by others since');
    assert.equal(differs("'b'\n", runbook('A', 'v'), 'other'), false);
    assert.equal(differs(undefined, runbook('A', 'v')), false);
    assert.deepEqual(server.asked, []);
    texts.dispose();
  });

  it('is asked for again only with the next list where it cannot be read', async () => {
    const server = new Server({}), rows = rowsOf({ A: 'x' }, [runbook('A', 'v')]), texts = new PublishedTexts(memory(), log);
    texts.want(server, rows);
    await eventually(() => server.asked.length === 1);
    await new Promise((resolve) => { setImmediate(() => setImmediate(resolve)); });
    texts.want(server, rows);
    assert.equal(server.asked.length, 1);
    server.texts['v'] = 'y';
    texts.retry();
    texts.want(server, rows);
    await eventually(() => texts.differs(server, rows[0] ?? assert.fail()));
    texts.dispose();
  });

  it('begins anew where what was kept makes no sense', () => {
    const kept = memory();
    void kept.update('publishedTexts', [['s/v', contentHash('a').slice(0, 16)], 'x', ['one'], [1, 2]]);
    const texts = new PublishedTexts(kept, log);
    assert.equal(texts.differs({ id: 's' }, rowsOf({ A: 'b' }, [runbook('A', 'v')])[0] ?? assert.fail()), true);
    texts.dispose();
  });
});
