import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JobRecord, TailEvent, TailOptions } from '../../../../src/client/api.ts';
import { isSmaClientError, SmaClientError } from '../../../../src/client/errors.ts';
import { DEFAULT_PACE, tailByPolling } from '../../../../src/client/tail/pollTail.ts';
import { JobModel, type ModelOptions, type WrittenRecord } from './jobModel.ts';

async function follow(model: JobModel, options: TailOptions = {}, signal?: AbortSignal): Promise<TailEvent[]> {
  const events: TailEvent[] = [];
  for await (const event of tailByPolling(model, options, model.clock, signal)) events.push(event);
  return events;
}
const recordsOf = (events: readonly TailEvent[]): JobRecord[] => events.flatMap((event) => (event.type === 'record' ? [event.record] : []));
const statusesOf = (events: readonly TailEvent[]): string[] => events.flatMap((event) => (event.type === 'status' ? [event.job.status] : []));
const sorted = (records: readonly JobRecord[]): string[] => records.map((record) => `${record.time} ${record.text}`).sort();
const written = (count: number, at: (index: number) => number, text: (index: number) => string = String): WrittenRecord[] =>
  Array.from({ length: count }, (_, index) => ({ at: at(index), late: 0, text: text(index) }));

async function losesNothing(options: ModelOptions): Promise<TailEvent[]> {
  const model = new JobModel(options);
  const events = await follow(model);
  assert.deepEqual(sorted(recordsOf(events)), sorted(model.everything));
  return events;
}

describe('client: following a job by polling', () => {
  it('tells each state once, every record once, and the last state last', async () => {
    const events = await losesNothing({ records: written(40, (index) => 100 + index * 100), endsAt: 4_500 });
    assert.deepEqual(statusesOf(events), ['New', 'Running', 'Completed']);
    assert.equal(events.at(-1)?.type, 'status');
  });

  it('keeps apart and complete a thousand records of one moment, half of them the same in every respect', async () => {
    await losesNothing({ records: written(1_000, () => 400, (index) => (index % 2 === 0 ? 'same' : String(index))), endsAt: 2_000 });
  });

  it('gets the records of a moment that is still being written when it is first read', async () => {
    const burst = written(50, () => 300, () => 'tick').map((record, index) => ({ ...record, late: index * 20 }));
    await losesNothing({ records: burst, endsAt: 3_000 });
    await losesNothing({ records: burst, endsAt: 3_000, inclusive: false });
  });

  it('gets records that parallel branches make visible late, behind newer ones', async () => {
    const records = [...written(20, (index) => 100 + index * 200), { at: 150, late: 3_000, text: 'late' }];
    await losesNothing({ records, endsAt: 6_000 });
  });

  it('gets records that are stored only after the state says that the job ended', async () => {
    await losesNothing({ records: [{ at: 900, late: 300, text: 'the last words' }], endsAt: 1_000 });
  });

  it('goes on over outages and restarts, and tells of each once', async () => {
    const events = await losesNothing({ records: written(100, (index) => index * 100), endsAt: 11_000, outages: [[1_000, 4_000], [6_000, 6_100], [10_500, 14_000]] });
    const spans = events.filter((event) => event.type === 'interrupted' || event.type === 'resumed').map((event) => event.type);
    assert.ok(spans.length >= 4);
    assert.ok(spans.every((type, index) => type === (index % 2 === 0 ? 'interrupted' : 'resumed')), spans.join());
  });

  it('loses and repeats nothing, whatever the job, the precision of times and the network do', async () => {
    const record = fc.record({ at: fc.integer({ min: 0, max: 20_000 }), late: fc.integer({ min: 0, max: 2_000 }), text: fc.constantFrom('a', 'b', 'a longer text that is hashed by the window', '') });
    const outage = fc.tuple(fc.integer({ min: 0, max: 25_000 }), fc.integer({ min: 1, max: 5_000 })).map(([from, length]) => [from, from + length] as const);
    await fc.assert(fc.asyncProperty(
      fc.array(record, { maxLength: 60 }), fc.array(outage, { maxLength: 3 }), fc.boolean(), fc.constantFrom(1, 3, 1_000),
      async (records, outages, inclusive, precision) => {
        // The end is seen only after what was written is visible, as a database does it.
        await losesNothing({ records, outages, inclusive, precision, endsAt: 22_500 });
      },
    ), { numRuns: 60 });
  });

  it('gives up with the failure itself when patience ends', async () => {
    const model = new JobModel({ records: [], endsAt: 1e9, outages: [[1_000, 1e9]] });
    const events: TailEvent[] = [];
    await assert.rejects(async () => {
      for await (const event of tailByPolling(model, { patience: 60_000 }, model.clock)) events.push(event);
    }, (error) => isSmaClientError(error, 'Unreachable'));
    assert.equal(events.filter((event) => event.type === 'interrupted').length, 1);
    assert.ok(model.elapsed >= 61_000 && model.elapsed < 75_000, String(model.elapsed));
  });

  it('does not wait for what will not pass by itself', async () => {
    const model = new JobModel({ records: [], endsAt: 1e9 });
    for (const refused of [
      new SmaClientError('Unauthorized', 'the password is wrong', { status: 401 }),
      new SmaClientError('ServerError', 'the database is damaged', { status: 503, serverCode: 'StorageDamaged' }),
    ]) {
      const source = { job: () => model.job(), records: () => Promise.reject(refused) };
      await assert.rejects(async () => { for await (const event of tailByPolling(source, {}, model.clock)) assert.notEqual(event.type, 'interrupted'); }, refused);
    }
  });

  it('tells Suspended as a state, and ends there only when asked', async () => {
    const suspended: ModelOptions = { records: written(3, (index) => index * 100), endsAt: 1_000, finalStatus: 'Suspended' };
    const events = await follow(new JobModel(suspended), { endWhenSuspended: true });
    assert.deepEqual(statusesOf(events), ['New', 'Running', 'Suspended']);

    const model = new JobModel(suspended);
    const controller = new AbortController();
    model.clock.onSleep = () => { if (model.elapsed > 60_000) controller.abort(); };
    const seen: TailEvent[] = [];
    await assert.rejects(async () => { for await (const event of tailByPolling(model, {}, model.clock, controller.signal)) seen.push(event); }, (error) => isSmaClientError(error, 'Aborted'));
    assert.deepEqual(statusesOf(seen), ['New', 'Running', 'Suspended']);
  });

  it('asks less often while nothing happens, and does not read an old burst again and again', async () => {
    const model = new JobModel({ records: written(500, () => 100), endsAt: 600_000 });
    await follow(model);
    assert.ok(model.clock.sleeps.every((wait) => wait <= DEFAULT_PACE.max));
    assert.ok(model.readings < 160, `${model.readings} readings in ten minutes`);
    // The burst itself lies within the settled window; a burst's earlier seconds do not.
    const long = new JobModel({ records: written(5_000, (index) => index), endsAt: 600_000 });
    await follow(long);
    assert.ok(long.recordsSent < 100_000, `${long.recordsSent} records sent for 5,000`);
  });

  it('stops at once when the caller gives up', async () => {
    const model = new JobModel({ records: written(10, (index) => index * 1_000), endsAt: 1e6 });
    const controller = new AbortController();
    await assert.rejects(async () => {
      for await (const event of tailByPolling(model, {}, model.clock, controller.signal)) if (event.type === 'record') controller.abort();
    }, (error) => isSmaClientError(error, 'Aborted'));
    assert.ok(model.elapsed < 1_000);
  });
});
