import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { piecesOf, type LargeValue } from '../../../src/service/store/lent/largeValue.ts';
import { LentFiles } from '../../../src/service/store/lent/lentFiles.ts';

const MEGABYTE = 1024 * 1024;

describe('large values on loan', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lent-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const bytes = Buffer.from(Array.from({ length: 3 * MEGABYTE + 5 }, (_, at) => at % 251));
  const valueOf = (key = 'a'): LargeValue & { readonly asked: (readonly [number, number])[] } => {
    const asked: (readonly [number, number])[] = [];
    return { key, size: bytes.length, asked, part: (from, count) => { asked.push([from, count]); return Promise.resolve(bytes.subarray(from, from + count)); } };
  };
  const whole = async (pieces: AsyncIterable<Uint8Array>): Promise<Buffer> => {
    const all: Uint8Array[] = [];
    for await (const piece of pieces) all.push(piece);
    return Buffer.concat(all);
  };

  it('are read once from where they lie, however many take them, and leave no file', async () => {
    const lent = new LentFiles(folder), value = valueOf();
    const first = piecesOf({ lent }, value), second = piecesOf({ lent }, value);
    await first.next();
    await second.next();
    assert.deepEqual(value.asked, [[0, bytes.length]]);
    assert.deepEqual(readdirSync(folder), []);
    // Who comes while it is there takes the same.
    assert.ok(bytes.equals(await whole(piecesOf({ lent }, value))));
    assert.equal(value.asked.length, 1);
    assert.equal(lent.count, 1);
    await first.return();
    await second.return();
    assert.equal(lent.count, 0);
    assert.ok(bytes.equals(await whole(piecesOf({ lent }, value))));
    assert.equal(value.asked.length, 2);
  });

  it('are given back by who never takes any of them', async () => {
    const lent = new LentFiles(folder), pieces = await lent.read('a', bytes.length, () => Promise.resolve(bytes));
    assert.equal(lent.count, 1);
    await pieces?.return();
    assert.equal(lent.count, 0);
  });

  it('are read part by part where there is no room for them, and where no file can be made', async () => {
    mkdirSync(join(folder, 'sub'));
    const homeless = new LentFiles(join(folder, 'sub'));
    rmSync(join(folder, 'sub'), { recursive: true });
    for (const lent of [new LentFiles(folder, MEGABYTE), homeless, undefined]) {
      const value = valueOf();
      assert.ok(bytes.equals(await whole(piecesOf(lent === undefined ? {} : { lent }, value))));
      assert.ok(value.asked.length >= 4 && value.asked.slice(-4).every(([, count]) => count <= MEGABYTE), JSON.stringify(value.asked));
    }
  });

  it('fail as their reader fails, and what a killed process left goes', async () => {
    writeFileSync(join(folder, 'lent.7.new'), 'x');
    const lent = new LentFiles(folder);
    assert.deepEqual(readdirSync(folder), []);
    const gone: LargeValue = { key: 'b', size: MEGABYTE, part: () => Promise.reject(new Error('gone')) };
    await assert.rejects(whole(piecesOf({ lent }, gone)), /gone/);
    // The next is not kept waiting.
    assert.ok(bytes.equals(await whole(piecesOf({ lent }, valueOf()))));
  });
});
