/** Server-sent events (design.md section 3; README.md has the format). A slow follower slows only itself. */
import { parseGuid } from '../../odata/edm/literal.ts';
import { odataError } from '../../odata/errors.ts';
import { smaError } from '../../sma/errors.ts';
import type { Changes } from '../domain/change.ts';
import type { Reply } from '../http/message.ts';
import type { ServiceRequest } from '../http/serviceRequest.ts';
import { describeError, type Logger } from '../log.ts';
import type { Limits } from '../options.ts';
import { currentPosition, formatPosition, parsePosition, readJobFeed, readStateFeed, START, type FeedEvent, type FeedPage, type Position } from './feed.ts';
import { LongTexts } from '../store/query/longText.ts';
import type { EventHub } from './hub.ts';

export interface EventSource { readonly changes: Changes; readonly hub: EventHub; readonly limits: Limits; readonly logger: Logger }

const EVENTS = '/events';
const OPTIONS: readonly string[] = ['job', 'lastEventId'];
const PAGE = 500;
const KEEP_ALIVE_MILLISECONDS = 15_000;
const WELL_AGAIN = 'The service stores again what jobs write; what was held back follows.';

/** Answers `GET /events[?job=GUID]`. Fails with JobNotFound, TooManyRequests, and 400 for a job that is no GUID, an id that is none and what else is asked for. */
export async function handleEvents(request: ServiceRequest, source: EventSource): Promise<Reply> {
  if (request.method !== 'GET') throw odataError('MethodNotAllowed', request.method);
  const query = new URL(request.target, 'http://service').searchParams;
  for (const name of query.keys()) {
    if (!OPTIONS.includes(name)) throw odataError('ParameterValue', name.slice(0, 60), 'left out', `${EVENTS} takes job and lastEventId.`);
    if (query.getAll(name).length > 1) throw odataError('OptionRepeated', name);
  }
  const job = query.get('job');
  const jobId = job === null ? undefined : parseGuid(job);
  if (job !== null && jobId === undefined) throw odataError('ParameterValue', 'job', 'Edm.Guid', `'${job.slice(0, 60)}' is none.`);
  if (source.hub.followers >= source.limits.eventConnections) throw smaError('TooManyRequests');
  const seen = request.headers.get('last-event-id') ?? query.get('lastEventId') ?? '', given = parsePosition(seen);
  // Begun at another place without a word, it would leave events out.
  if (seen !== '' && given === undefined) throw odataError('ParameterValue', 'lastEventId', 'the id of an event', `'${seen.slice(0, 60)}' is none. Leave it out to begin anew.`);
  const long = new LongTexts();
  const read = (after: Position): Promise<FeedPage | undefined> => source.changes.read((db) => (jobId === undefined ? readStateFeed(db, after, PAGE) : readJobFeed(db, jobId, after, PAGE, long)));
  const start = given ?? (jobId === undefined ? await source.changes.read(currentPosition) : START);
  if (jobId !== undefined && await read(start) === undefined) throw smaError('JobNotFound', jobId);
  const body = stream({ job: jobId ?? '', read, long }, start, () => (jobId === undefined ? undefined : source.hub.noticeFor(jobId)), source, request);
  return { status: 200, headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' }, body };
}

/** What is followed: one job, or the states of all. */
interface Feed { readonly job: string; readonly read: (after: Position) => Promise<FeedPage | undefined>; readonly long: LongTexts }

/** A page, and its events as they are sent, where it has any: as a text where some are too long to be held, with who reads them. */
interface Next { readonly page: FeedPage | undefined; readonly bytes: Uint8Array | undefined; readonly long: { readonly text: string; readonly texts: LongTexts } | undefined }

async function nextOf({ read, long }: Feed, after: Position): Promise<Next> {
  const page = await read(after);
  if (page === undefined || page.events.length === 0) return { page, bytes: undefined, long: undefined };
  const text = page.events.map(format).join('');
  return long.has(text) ? { page, bytes: undefined, long: { text, texts: long } } : { page, bytes: new TextEncoder().encode(text), long: undefined };
}

/** Reads a page only when the follower has taken the one before. */
function stream(feed: Feed, start: Position, notice: () => string | undefined, source: EventSource, { requestId, signal, dismissed }: ServiceRequest): ReadableStream<Uint8Array> {
  const { hub, logger } = source;
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const ends = AbortSignal.any([signal, gone.signal, dismissed()]);
  const leave = hub.join();
  let position = start;
  let over = false;
  let told: string | undefined;
  let pieces: AsyncGenerator<string, void> | undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: 1000\n: from ${formatPosition(start)}\n\n`));
    },
    async pull(controller) {
      try {
        while ((!over || pieces !== undefined) && !ends.aborted && !hub.closed) {
          const piece = await pieces?.next();
          if (piece?.done === false) {
            controller.enqueue(encoder.encode(piece.value));
            return;
          }
          pieces = undefined;
          if (over) break;
          const { version } = hub;
          const next = await hub.shared(version, `${feed.job} ${formatPosition(position)}`, () => nextOf(feed, position));
          over = next.page === undefined || next.page.isOver;
          if (next.page !== undefined && next.bytes !== undefined) {
            position = next.page.position;
            controller.enqueue(next.bytes);
            return;
          }
          if (next.page !== undefined && next.long !== undefined) {
            position = next.page.position;
            pieces = next.long.texts.filled(source.changes, next.long.text, (inner) => JSON.stringify(inner).slice(1, -1));
            continue;
          }
          if (over) break;
          const now = notice();
          if (now !== told) {
            told = now;
            // Without an id: it is about this moment, and no place to go on from.
            controller.enqueue(encoder.encode(`event: notice\ndata: ${JSON.stringify(now === undefined ? { Text: WELL_AGAIN, IsOver: true } : { Text: now })}\n\n`));
            return;
          }
          await hub.wait(version, KEEP_ALIVE_MILLISECONDS, ends);
          if (hub.version === version && !ends.aborted) {
            controller.enqueue(encoder.encode(': alive\n\n'));
            return;
          }
        }
      } catch (error) {
        logger.log('error', 'An event stream failed', { requestId, error: describeError(error) });
      }
      leave();
      controller.close();
      await pieces?.return();
    },
    async cancel() {
      leave();
      gone.abort();
      // What it reads from is given back.
      await pieces?.return();
    },
  });
}

const format = (event: FeedEvent): string => `id: ${formatPosition(event.position)}\nevent: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`;
