import type { TailEvent, TailOptions } from '../api.ts';
import type { Clock } from '../clock.ts';
import { isSmaClientError, isTransient } from '../errors.ts';
import { NO_RETRY } from '../http/retry.ts';
import type { Wire } from '../wire.ts';
import { tailByEvents } from './eventTail.ts';
import { tailByPolling, type TailSource } from './pollTail.ts';

/** Follows a job by the server's push stream where it offers one, else by polling. */
export async function* tailJob(source: TailSource, wire: Wire, jobId: string, options: TailOptions, clock: Clock, useEvents: boolean, signal?: AbortSignal): AsyncGenerator<TailEvent, void, undefined> {
  const url = useEvents ? await eventsUrl(wire, signal) : undefined;
  if (url !== undefined) {
    let begun = false;
    try {
      for await (const event of tailByEvents({
        jobId,
        where: wire.where,
        open: (lastEventId, inner) => wire.stream(`${url}?job=${encodeURIComponent(jobId)}`, { Accept: 'text/event-stream', ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }) }, inner),
      }, options, clock, signal)) {
        begun = true;
        yield event;
      }
      return;
    } catch (error) {
      // Refused before it began (too many followers, a proxy in between): polling asks less of the server.
      if (begun || !isRefusal(error)) throw error;
    }
  }
  yield* tailByPolling(source, options, clock, signal);
}

const isRefusal = (error: unknown): boolean => isSmaClientError(error) && error.status !== undefined && error.status !== 401 && error.status !== 403;

/** Asked once a connection; a server that does not answer now is polled, which waits for it. */
async function eventsUrl(wire: Wire, signal: AbortSignal | undefined): Promise<string | undefined> {
  if (wire.eventsUrl === undefined) {
    try {
      await wire.serviceDocument(signal, NO_RETRY);
    } catch (error) {
      if (!isTransient(error)) throw error;
    }
  }
  return wire.eventsUrl ?? undefined;
}
