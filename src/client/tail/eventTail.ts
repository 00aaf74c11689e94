/** Following a job by the push stream that our service announces (design.md section 3, src/service/README.md). */
import { endsWaiting } from '../../sma/jobStateMachine.ts';
import type { TailEvent, TailOptions } from '../api.ts';
import type { Clock } from '../clock.ts';
import { toJob, toJobRecord } from '../resources/entities.ts';
import { SmaClientError } from '../errors.ts';
import type { Fields } from '../resources/fields.ts';
import { notSmaMessage } from '../http/messages.ts';
import type { WireStream } from '../http/transport.ts';
import { readEvents, type ServerEvent } from './eventStream.ts';
import { DEFAULT_PATIENCE, Outage } from './outage.ts';

/** The service sends something at least every 15 seconds; after three misses the connection counts as lost. */
const SILENCE = 45_000;
/** How long the end of an answer may follow its last event. */
const END_MILLISECONDS = 200;

export interface EventSource {
  readonly jobId: string;
  readonly where: string;
  /** Opens the stream after the event with that id, or from the beginning. */
  open(lastEventId: string | undefined, signal: AbortSignal | undefined): Promise<WireStream>;
}

/**
 * Records and states of one job as the service sends them. Each event has an id, and a lost connection goes on exactly
 * behind the last event that was handed on, so that nothing is lost or repeated, over restarts of the service too.
 */
export async function* tailByEvents(source: EventSource, options: TailOptions, clock: Clock, signal?: AbortSignal): AsyncGenerator<TailEvent, void, undefined> {
  const outage = new Outage(options.patience ?? DEFAULT_PATIENCE, clock);
  let lastEventId: string | undefined;
  for (;;) {
    let stream: WireStream | undefined;
    let over = false;
    let ending: NodeJS.Timeout | undefined;
    try {
      stream = await source.open(lastEventId, signal);
      if (outage.over()) yield { type: 'resumed' };
      for await (const event of watched(stream, source.where)) {
        const told = read(event, source, options);
        if (told === 'end') {
          // The answer ends now by itself; read to its end, its connection serves the next job.
          over = true;
          ending = setTimeout(() => stream?.close(), END_MILLISECONDS);
          continue;
        }
        if (told !== undefined) yield told;
        // Only now: what the caller did not take was not handed on. A notice has no place among the events.
        if (told?.type !== 'notice') lastEventId = event.id;
        if (told?.type === 'status' && options.endWhenSuspended === true && endsWaiting(told.job.status)) return;
      }
      if (over) return;
      throw new SmaClientError('Unreachable', `${source.where} closed the connection; it may be restarting.`);
    } catch (error) {
      if (over) return;
      if (signal?.aborted === true) throw new SmaClientError('Aborted', 'The call was cancelled.');
      const event = outage.met(error);
      if (event !== undefined) yield event;
    } finally {
      clearTimeout(ending);
      stream?.close();
    }
    await clock.sleep(outage.delay(), signal);
  }
}

/** The stream's events; silence and breaks become failures that say what happened. */
async function* watched({ stream }: WireStream, where: string): AsyncGenerator<ServerEvent, void, undefined> {
  let silent = false;
  const timer = setTimeout(() => {
    silent = true;
    stream.destroy();
  }, SILENCE);
  try {
    yield* readEvents(stream, () => timer.refresh());
  } catch (error) {
    const why = silent ? 'has been silent for too long' : 'broke the connection';
    throw new SmaClientError('Unreachable', `${where} ${why}; it may be restarting.`, error instanceof Error && 'code' in error ? { systemCode: String(error.code) } : {});
  } finally {
    clearTimeout(timer);
  }
}

function read(event: ServerEvent, source: EventSource, options: TailOptions): TailEvent | 'end' | undefined {
  if (event.name === 'end') return 'end';
  if (event.name !== 'record' && event.name !== 'job' && event.name !== 'notice') return undefined;
  let fields: unknown;
  try {
    fields = JSON.parse(event.data);
  } catch {
    throw new SmaClientError('NotSma', notSmaMessage(source.where, 'its event stream is not understood'));
  }
  if (typeof fields !== 'object' || fields === null) return undefined;
  if (event.name === 'notice') return 'Text' in fields && typeof fields.Text === 'string' ? { type: 'notice', text: fields.Text, isOver: 'IsOver' in fields && fields.IsOver === true } : undefined;
  if (event.name === 'job') return { type: 'status', job: toJob(fields as Fields) };
  const record = toJobRecord(fields as Fields, source.jobId);
  return options.stream === undefined || options.stream === 'Any' || options.stream === record.stream ? { type: 'record', record } : undefined;
}
