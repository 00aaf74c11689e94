import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { engineScript } from '../../../../src/worker/sandbox/engine/loadEngine.ts';
import { readAhead } from '../../../../src/worker/sandbox/engine/readAhead.ts';

/** What a bundle answers that is run as an engine thread runs it. */
async function answer(file: string, directory: string | undefined): Promise<unknown> {
  const ahead = directory === undefined ? undefined : readAhead(file, directory);
  const thread = new Worker(engineScript(file, directory), { eval: true, workerData: { greeting: 'hello', code: ahead?.data } });
  ahead?.read();
  const [said] = await once(thread, 'message') as [unknown];
  await thread.terminate();
  return said;
}
const bundle = (text: string): string => signed(`const { parentPort, workerData } = require('node:worker_threads');
const twice = (n) => n * 2;
workerData.keepCode?.();
parentPort.postMessage([${JSON.stringify(text)}, workerData.greeting, twice(21), __filename.endsWith('engine.cjs'), typeof module.exports]);`);
const signed = (text: string): string => `${text}\n//${createHash('sha256').update(text).digest('hex')}\n`;

describe('The code of an engine thread', () => {
  let folder = '', file = '', cache = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sma-load-'));
    file = join(folder, 'engine.cjs');
    cache = join(folder, 'compiled');
    writeFileSync(file, bundle('first'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const kept = (): string[] => readdirSync(cache).filter((name) => name.endsWith('.code'));

  it('runs without a place for compiled code', async () => {
    assert.deepEqual(await answer(file, undefined), ['first', 'hello', 42, true, 'object']);
  });
  it('is kept compiled, and taken from there the next time', async () => {
    for (let i = 0; i < 2; i++) assert.deepEqual(await answer(file, cache), ['first', 'hello', 42, true, 'object']);
    assert.equal(kept().length, 1);
  });
  it('is compiled anew where the bundle is another one', async () => {
    await answer(file, cache);
    writeFileSync(file, bundle('other'));
    assert.deepEqual(await answer(file, cache), ['other', 'hello', 42, true, 'object']);
    assert.equal(kept().length, 2);
  });
  it('is compiled anew where what was kept is damaged, and the place mended', async () => {
    await answer(file, cache);
    const [name = ''] = kept();
    writeFileSync(join(cache, name), 'no compiled code');
    for (let i = 0; i < 2; i++) assert.deepEqual(await answer(file, cache), ['first', 'hello', 42, true, 'object']);
    assert.equal(kept().length, 1);
  });
  it('is loaded as Node does it where the main thread could not read it', async () => {
    const ahead = readAhead(file, cache);
    assert.ok(ahead !== undefined);
    writeFileSync(file, bundle('shorter').slice(200));
    ahead.read();
    assert.equal(new Int32Array(ahead.data.state)[0], 2);
    writeFileSync(file, bundle('first'));
    const thread = new Worker(engineScript(file, cache), { eval: true, workerData: { greeting: 'hello', code: ahead.data } });
    const [said] = await once(thread, 'message') as [unknown];
    await thread.terminate();
    assert.deepEqual(said, ['first', 'hello', 42, true, 'object']);
    assert.equal(readAhead(join(folder, 'nowhere.cjs'), cache), undefined);
  });
  it('keeps the bundles beside it compiled too, each by its own sum', async () => {
    writeFileSync(join(folder, 'beside.cjs'), signed('module.exports = (n) => n + 1;'));
    writeFileSync(file, signed(`const { parentPort, workerData } = require('node:worker_threads');
const beside = require(__dirname + '/beside.cjs');
workerData.keepCode?.();
parentPort.postMessage([beside(1), require(__dirname + '/beside.cjs') === beside, require('node:path').sep.length]);`));
    for (let i = 0; i < 2; i++) assert.deepEqual(await answer(file, cache), [2, true, 1]);
    assert.deepEqual(new Set(kept().map((name) => name.split('-')[0])), new Set(['beside', 'engine']));
    writeFileSync(join(folder, 'beside.cjs'), signed('module.exports = (n) => n + 2;'));
    assert.deepEqual(await answer(file, cache), [3, true, 1]);
  });
  it('runs where nothing can be kept', async () => {
    mkdirSync(cache);
    const blocked = join(cache, 'file');
    writeFileSync(blocked, '');
    assert.deepEqual(await answer(file, blocked), ['first', 'hello', 42, true, 'object']);
  });
});
