import assert from 'node:assert/strict';
import { SmaClientError, type SmaApi, type TailEvent } from '../../../src/client/index.ts';
import { ExitCode } from '../../../src/cli/exitCodes.ts';
import { followJob } from '../../../src/cli/followJob.ts';
import { CapturedIo } from './captured.ts';

const GONE = new SmaClientError('Unreachable', 'https://sma.test/ closed the connection; it may be restarting.');
const job = { id: 'j', status: 'Completed', exception: null } as Extract<TailEvent, { type: 'status' }>['job'];

/** A server whose tail does what a real one would do in five minutes. */
const following = (...events: readonly (TailEvent | Error)[]): Pick<SmaApi, 'jobs'> => ({
  jobs: {
    async *tail() {
      for (const event of events) {
        await Promise.resolve();
        if (event instanceof Error) throw event;
        yield event;
      }
    },
  } as Partial<SmaApi['jobs']> as SmaApi['jobs'],
});

describe('command line: a job that is followed', () => {
  const follow = async (client: Pick<SmaApi, 'jobs'>, signal = new AbortController().signal): Promise<{ readonly err: string; readonly ended: unknown }> => {
    const io = new CapturedIo();
    const ended: unknown = await followJob(client, 'j', 'Report', { io, signal, isJson: false }).catch((error: unknown) => error);
    return { err: io.err, ended };
  };

  it('says why and how long a server that is away is waited for, and that it is back', async () => {
    assert.deepEqual(await follow(following({ type: 'interrupted', error: GONE }, { type: 'resumed' }, { type: 'status', job })), {
      err: 'sma: https://sma.test/ closed the connection; it may be restarting. Waiting for it for 5 minutes at most; Ctrl+C ends the waiting.\nsma: The server is back.\n', ended: ExitCode.ok,
    });
  });

  it('says that it gave up, and where to ask for the job; the failure is that of the connection', async () => {
    const { err, ended } = await follow(following({ type: 'interrupted', error: GONE }, GONE));
    assert.equal(err.split('\n')[1], 'sma: The server did not come back within 5 minutes. Whether the job j goes on is not known; "sma jobs" tells once it is there.');
    assert.equal(ended, GONE);
  });

  it('who stops following is told what is known of the job', async () => {
    const aborted = AbortSignal.abort(), cancelled = new SmaClientError('Aborted', 'The call was cancelled.');
    assert.equal((await follow(following(cancelled), aborted)).err, 'sma: The job j goes on at the server.\n');
    assert.match((await follow(following({ type: 'interrupted', error: GONE }, cancelled), aborted)).err, /\nsma: Whether the job j goes on is not known; "sma jobs" tells once the server is there\.\n$/);
  });
});
