import assert from 'node:assert/strict';
import type { Logger } from '../../../../src/app/log.ts';
import type { SmaApi, TailEvent } from '../../../../src/client/api.ts';
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

function open(): { readonly job: JobChannel; readonly shown: () => string } {
  let text = '';
  const channel = { append: (more: string) => { text += more; }, clear: () => { text = ''; }, show: quiet, dispose: quiet };
  return { job: new JobChannel({ channel, jobId: 'job', runbookName: () => 'Get-Report', log, onStatus: quiet }), shown: () => text };
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
