import assert from 'node:assert/strict';
import type { Logger } from '../../../../src/app/log.ts';
import type { SmaApi, TailEvent } from '../../../../src/client/api.ts';
import { SmaClientError } from '../../../../src/client/errors.ts';
import { JobChannel } from '../../../../src/features/streams/jobChannel.ts';
import { TextBatch } from '../../../../src/features/streams/textBatch.ts';

const quiet = (): void => undefined;
const log: Logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

/** A client whose tails bring these records each and then fail or end. */
function tails(...runs: readonly { readonly texts: readonly string[]; readonly fails?: boolean }[]): SmaApi {
  let run = 0;
  const tail = async function* (): AsyncGenerator<TailEvent> {
    const { texts = [], fails = false } = runs[run++] ?? {};
    for (const text of texts) yield { type: 'record', record: { jobId: 'job', stream: 'Output', text, time: '2026-03-01T10:00:00.0000000' } };
    await Promise.resolve();
    if (fails) throw new Error('The server is gone.');
  };
  return { jobs: { tail } } as unknown as SmaApi;
}

function open(): { readonly job: JobChannel; readonly shown: () => string; readonly troubles: readonly (string | undefined)[]; readonly made: () => number; readonly resumed: () => number } {
  let text = '';
  const troubles: (string | undefined)[] = [];
  let made = 0, resumed = 0;
  /** What a channel that was disposed of gets is nowhere. */
  const makeChannel = () => {
    const own = ++made;
    text = '';
    return { append: (more: string) => { if (own === made) text += more; }, clear: () => { text = ''; }, show: quiet, dispose: quiet };
  };
  return { job: new JobChannel({ makeChannel, jobId: 'job', runbookName: () => 'Get-Report', log, onStatus: quiet, onResumed: () => { resumed++; }, onTrouble: (trouble) => troubles.push(trouble) }), shown: () => text, troubles, made: () => made, resumed: () => resumed };
}

describe('the channel of a job', () => {
  it('says that its tail broke off, and begins with an empty page when it is followed again', async () => {
    const { job, shown } = open();
    const client = tails({ texts: ['one', 'two'], fails: true }, { texts: ['one', 'two', 'three'] });
    job.follow(client);
    await job.done;
    assert.match(shown(), /\none\ntwo\n── The output could not be followed any further\. The server is gone\./);
    job.follow(client);
    await job.done;
    assert.match(shown(), /^── Get-Report · started .*\none\ntwo\nthree\n$/);
    job.dispose();
  });

  it('says why there is no news, in the words of the server, and once there is again writes all of it anew', async () => {
    const { job, shown, troubles, made } = open();
    let run = 0;
    const tail = async function* (): AsyncGenerator<TailEvent> {
      yield { type: 'record', record: { jobId: 'job', stream: 'Output', text: 'one', time: '2026-03-01T10:00:00.0000000' } };
      if (run++ === 0) {
        yield { type: 'notice', text: 'The disk of the service is full.', isOver: false };
        yield { type: 'notice', text: 'The service stores again.', isOver: true };
        assert.fail('nobody reads on');
      }
      await Promise.resolve();
      yield { type: 'record', record: { jobId: 'job', stream: 'Output', text: 'two', time: '2026-03-01T10:00:01.0000000' } };
    };
    job.follow({ jobs: { tail } } as unknown as SmaApi);
    await job.done;
    // A channel of its own: the editor counts what a full disk did not take.
    assert.equal(made(), 2);
    assert.deepEqual(troubles, ['The disk of the service is full.', undefined]);
    assert.match(shown(), /^── Get-Report · started .*\none\ntwo\n$/);
    job.dispose();
  });

  it('tells of a job that was taken back that what it wrote may come again, and not of one that is resumed', async () => {
    const { job, shown } = open();
    const tail = async function* (): AsyncGenerator<TailEvent> {
      for (const status of ['New', 'Activating', 'Running', 'New', 'Activating', 'Running', 'Suspended', 'New', 'Activating', 'Running']) {
        yield { type: 'status', job: { id: 'job', contextId: 'c', status, createdAt: '2026-03-01T10:00:00', modifiedAt: '2026-03-01T10:00:00', startedAt: null, endedAt: null, errorCount: 0, warningCount: 0, exception: null } };
        if (status === 'Running') yield { type: 'record', record: { jobId: 'job', stream: 'Output', text: 'one', time: '2026-03-01T10:00:00.0000000' } };
      }
      await Promise.resolve();
    };
    job.follow({ jobs: { tail } } as unknown as SmaApi);
    await job.done;
    assert.match(shown(), /^── Get-Report .*\none\n── Whoever ran the job is gone\. It goes on from its last checkpoint.*may come again\. ──\none\n── Suspended.*\none\n$/);
    job.dispose();
  });

  it('tells that the server answers again, once for each time that it had not', async () => {
    const { job, shown, resumed } = open();
    const counts: number[] = [];
    const tail = async function* (): AsyncGenerator<TailEvent> {
      for (const text of ['one', 'two']) {
        yield { type: 'interrupted', error: new SmaClientError('Unreachable', 'gone') };
        counts.push(resumed());
        yield { type: 'resumed' };
        yield { type: 'record', record: { jobId: 'job', stream: 'Output', text, time: '2026-03-01T10:00:00.0000000' } };
      }
      await Promise.resolve();
    };
    job.follow({ jobs: { tail } } as unknown as SmaApi);
    await job.done;
    assert.deepEqual([...counts, resumed()], [0, 1, 2]);
    assert.match(shown(), /\none\n[^]*\ntwo\n$/);
    job.dispose();
  });

  it('is not read again once it was followed to the end', async () => {
    const { job, shown } = open();
    const client = tails({ texts: ['one'] }, { texts: ['again'] });
    job.follow(client);
    await job.done;
    job.follow(client);
    await job.done;
    assert.equal(shown().split('\n').filter((line) => line === 'one' || line === 'again').join(), 'one');
    job.dispose();
  });
});

/** A client whose tail brings these records and then waits, for ever where nobody disposes of the client. */
function waiting(...texts: readonly string[]): { readonly client: SmaApi; readonly gone: () => void; readonly asked: () => Promise<void> } {
  let gone = quiet;
  let asked = quiet;
  const isAsked = new Promise<void>((resolve) => { asked = resolve; });
  const closed = new Promise<never>((_resolve, reject) => { gone = () => reject(new SmaClientError('Aborted', 'The call was cancelled.')); });
  closed.catch(quiet);
  const tail = async function* (): AsyncGenerator<TailEvent> {
    for (const text of texts) yield { type: 'record', record: { jobId: 'job', stream: 'Output', text, time: '2026-03-01T10:00:00.0000000' } };
    yield { type: 'interrupted', error: new SmaClientError('Unreachable', 'gone') };
    asked();
    await closed;
  };
  return { client: { jobs: { tail } } as unknown as SmaApi, gone, asked: async () => await isAsked };
}

describe('the channel of a job whose connection goes away', () => {
  it('says so, and goes on with the next client from the first line', async () => {
    const { job, shown } = open();
    const first = waiting('one');
    job.follow(first.client);
    await first.asked();
    first.gone();
    await job.done;
    assert.match(shown(), /\none\n── The server is not answering.*\n── The connection was closed\. The output goes on here once it is connected again\. ──\n$/);
    job.goOn(tails({ texts: ['one', 'two'] }));
    await job.done;
    assert.match(shown(), /^── Get-Report · started .*\none\ntwo\n$/);
    job.dispose();
  });

  it('is told at once why, though the tail sleeps, each reason once, and what the old tail still has is not shown', async () => {
    const { job, shown } = open();
    const first = waiting('one');
    job.follow(first.client);
    await first.asked();
    for (const why of ['Local Service was stopped.', 'Local Service was stopped.', 'Local Service: It failed.']) job.wait(why);
    assert.match(shown(), /answering.*\n── Local Service was stopped\. The output .*\n── Local Service: It failed\. The output .*\n$/);
    const second = waiting('one', 'two');
    job.goOn(second.client);
    await second.asked();
    first.gone();
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    job.wait('Local Service was stopped.');
    assert.match(shown(), /^── Get-Report .*\none\ntwo\n.*answering.*\n── Local Service was stopped\. .*\n$/);
    job.goOn(tails({ texts: ['one', 'two', 'three'] }));
    await job.done;
    assert.match(shown(), /^── Get-Report .*\none\ntwo\nthree\n$/);
    job.dispose();
  });

  it('stays as it is once the job has ended or its output could not be followed', async () => {
    for (const fails of [false, true]) {
      const { job, shown } = open();
      job.follow(tails({ texts: ['one'], fails }));
      await job.done;
      const before = shown();
      job.wait('Local Service was stopped.');
      job.goOn(tails({ texts: ['again'] }));
      await job.done;
      assert.equal(shown(), before);
      job.dispose();
    }
  });
});

describe('gathering much text', () => {
  it('passes it on as soon as there is a lot, without waiting', () => {
    const pieces: string[] = [];
    const batch = new TextBatch((text) => pieces.push(text));
    const line = 'x'.repeat(1_000);
    for (let index = 0; index < 300; index++) batch.add(line);
    assert.equal(pieces.length, 2);
    assert.ok(pieces.every((piece) => piece.length < 140_000));
    batch.dispose();
    assert.equal(pieces.join('').length, 300_000);
  });
});
