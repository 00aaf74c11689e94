import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { readEvents, type ServerEvent } from '../../../../src/client/tail/eventStream.ts';

async function events(chunks: readonly Uint8Array[]): Promise<ServerEvent[]> {
  const found: ServerEvent[] = [];
  for await (const event of readEvents(Readable.from(chunks.map((chunk) => Buffer.from(chunk)), { objectMode: false }), () => undefined)) found.push(event);
  return found;
}
const of = (text: string): Promise<ServerEvent[]> => events([Buffer.from(text)]);

describe('client: server-sent events', () => {
  it('reads names, ids and data of several lines', async () => {
    assert.deepEqual(await of('retry: 1000\n: from ;\n\nid: 1\nevent: record\ndata: {"a":\ndata: 1}\n\ndata:x\n\n'), [
      { id: '1', name: 'record', data: '{"a":\n1}' },
      { id: '1', name: 'message', data: 'x' },
    ]);
  });
  it('takes every kind of line end', async () => assert.equal((await of('data: a\r\n\r\ndata: b\r\rdata: c\n\n')).map((event) => event.data).join(), 'a,b,c'));
  it('drops an event that is cut off', async () => assert.deepEqual(await of('data: whole\n\nid: 2\ndata: ha'), [{ id: '', name: 'message', data: 'whole' }]));
  it('passes over comments, unknown fields and events without data', async () => assert.deepEqual(await of(': alive\n\nfoo: bar\nevent: x\n\nnothing\n\n'), []));

  it('reads the same however the bytes are cut, also in the middle of a letter', async () => {
    const text = 'id: é;1\nevent: record\ndata: {"StreamText":"Grüße 👋"}\r\n\r\n: alive\n\nid: 2\ndata: ende\n\n';
    const whole = await of(text);
    assert.equal(whole.length, 2);
    const bytes = Buffer.from(text);
    await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 12 }), async (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      assert.deepEqual(await events(places.slice(1).map((end, index) => bytes.subarray(places[index], end))), whole);
    }), { numRuns: 150 });
  });
});
