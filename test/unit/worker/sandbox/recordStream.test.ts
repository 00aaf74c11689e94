import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JobRecord } from '../../../../src/worker/protocol.ts';
import { RecordClock } from '../../../../src/worker/sandbox/records/recordClock.ts';
import { RECORD_LIMITS, RecordStream } from '../../../../src/worker/sandbox/records/recordStream.ts';
import type { BatchSink, RecordLimits } from '../../../../src/worker/sandbox/records/recordStream.ts';

interface Batch { readonly batch: number; readonly errors: number; readonly warnings: number; readonly records: readonly JobRecord[] }

/** A reader that acknowledges when it is waited for: `behind` batches late. */
class Reader implements BatchSink {
  readonly batches: Batch[] = [];
  acknowledged = 0;
  waits = 0;
  mostUnderWay = 0;
  post(message: { batch: number; errors: number; warnings: number; records: string }): void {
    this.batches.push({ ...message, records: JSON.parse(message.records) as JobRecord[] });
    this.mostUnderWay = Math.max(this.mostUnderWay, message.batch - this.acknowledged);
  }
  waitUntil(ready: () => boolean): void {
    this.waits += 1;
    while (!ready()) {
      assert.ok(this.acknowledged < this.batches.length, 'waits although everything is acknowledged');
      this.acknowledged += 1;
    }
  }
  get texts(): string[] {
    return this.batches.flatMap((batch) => batch.records.map((record) => record.text));
  }
}

function make(limits: Partial<RecordLimits> = {}) {
  const time = { now: 1_000 };
  const reader = new Reader();
  const stream = new RecordStream(reader, new RecordClock(), { ...RECORD_LIMITS, ...limits }, () => time.now);
  return { time, reader, stream };
}

describe('Records leaving a sandbox', () => {
  it('the first line goes at once, and every line after a pause', () => {
    const { time, reader, stream } = make();
    stream.write('Output', 'one');
    assert.equal(reader.batches.length, 1);
    time.now += RECORD_LIMITS.holdMilliseconds;
    stream.write('Output', 'two');
    assert.deepEqual(reader.texts, ['one', 'two']);
  });

  it('lines that come quickly are held and go together at a toll', () => {
    const { time, reader, stream } = make();
    for (const text of ['a', 'b', 'c']) stream.write('Output', text);
    assert.deepEqual(reader.texts, ['a']);
    stream.flushIfDue();
    assert.deepEqual(reader.texts, ['a']);
    time.now += RECORD_LIMITS.holdMilliseconds;
    stream.flushIfDue();
    assert.deepEqual(reader.batches.map((batch) => batch.records.length), [1, 2]);
    stream.flush();
    assert.equal(reader.batches.length, 2, 'an empty flush sends nothing');
  });

  it('a batch is full by count or by size; a large record goes alone', () => {
    const { reader, stream } = make({ batchRecords: 3, batchCharacters: 1_000 });
    for (let i = 0; i < 7; i++) stream.write('Output', String(i));
    stream.write('Output', 'x'.repeat(5_000));
    stream.write('Output', 'after');
    stream.flush();
    assert.deepEqual(reader.batches.map((batch) => batch.records.length), [1, 3, 3, 1, 1]);
    assert.deepEqual(reader.batches.map((batch) => batch.batch), [1, 2, 3, 4, 5]);
  });

  it('a slow reader holds the writer back: never more than the window under way', () => {
    const { reader, stream } = make({ batchRecords: 10, windowBatches: 4 });
    for (let i = 0; i < 10_000; i++) stream.write('Output', String(i));
    stream.flush();
    assert.equal(reader.mostUnderWay, 4);
    assert.ok(reader.waits > 900);
    assert.deepEqual(reader.texts, Array.from({ length: 10_000 }, (_, i) => String(i)));
  });

  it('a record larger than the whole window still goes, when nothing else is under way', () => {
    const { reader, stream } = make({ windowCharacters: 100 });
    stream.write('Output', 'x'.repeat(1_000));
    stream.write('Output', 'y'.repeat(1_000));
    stream.flush();
    assert.deepEqual(reader.texts.map((text) => text.length), [1_000, 1_000]);
    assert.equal(reader.mostUnderWay, 1);
  });

  it('counts errors and warnings up to and with each batch', () => {
    const { reader, stream } = make();
    stream.write('Warning', 'w1');
    stream.write('Error', 'e1', [{ name: 'Line', value: '3' }]);
    stream.write('Error', 'e2');
    stream.flush();
    assert.deepEqual(reader.batches.map(({ errors, warnings }) => [errors, warnings]), [[0, 1], [2, 1]]);
    assert.deepEqual(reader.batches[1]?.records[0]?.nameValues, [{ name: 'Line', value: '3' }]);
  });

  it('nothing is lost, doubled or out of order, whatever is written and however slow the reader is', () => {
    const sizes = fc.array(fc.nat({ max: 300 }), { maxLength: 200 });
    fc.assert(fc.property(sizes, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }), (lengths, windowBatches, batchRecords) => {
      const { time, reader, stream } = make({ windowBatches, batchRecords, batchCharacters: 500, windowCharacters: 1_200 });
      const written = lengths.map((length, i) => `${i}:${'é'.repeat(length)}`);
      for (const [i, text] of written.entries()) { time.now += i % 3 === 0 ? 30 : 0; stream.write('Output', text); }
      stream.flush();
      assert.deepEqual(reader.texts, written);
      const times = reader.batches.flatMap((batch) => batch.records.map((record) => record.time));
      assert.deepEqual(times, [...times].sort(), 'times go up');
      assert.equal(new Set(times).size, times.length);
    }));
  });
});
