import type { EntityData, WriteContext } from '../../odata/payload.ts';
import type { PayloadWriter } from '../../odata/payloadWriter.ts';
import type { RequestContext } from '../handlers/context.ts';
import type { Result } from '../handlers/result.ts';
import { smaError } from '../../sma/errors.ts';
import { describeError } from '../log.ts';

/** Texts or bytes as a stream, taken as the client takes them. A failure in the middle breaks the connection: half a document must not look whole. */
export function bodyOf(pieces: AsyncGenerator<string | Uint8Array, void>, { services, request }: Pick<RequestContext, 'services' | 'request'>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder(), dismissed = request.dismissed();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        if (dismissed.aborted) throw smaError('Unauthorized');
        const piece = await pieces.next();
        if (piece.done === true) controller.close();
        else controller.enqueue(typeof piece.value === 'string' ? encoder.encode(piece.value) : piece.value);
      } catch (error) {
        services.logger.log('error', BROKE_OFF, { requestId: request.requestId, error: describeError(error) });
        controller.error(error);
        await pieces.return();
      }
    },
    // What it reads from is given back.
    async cancel() {
      await pieces.return();
    },
  }, { highWaterMark: 0 });
}
const BROKE_OFF = 'A long answer broke off';

type LongFeed = Extract<Result, { readonly kind: 'longFeed' }>;

/**
 * A feed as a stream: some entities are read when the client has taken the piece before, so that an answer of any
 * length takes little memory. A failure in the middle breaks the connection: half a document must not look whole.
 */
export function longFeedBody(feed: LongFeed, write: WriteContext, writer: PayloadWriter, context: RequestContext): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let buffer: readonly EntityData[] = [];
  const state = { over: false };
  function* entities(): Generator<EntityData | undefined, void> {
    while (!state.over) {
      yield* buffer;
      buffer = [];
      yield undefined;
    }
  }
  const source = { entities: entities(), count: feed.count };
  const dismissed = context.request.dismissed();
  const pieces = writer.feed(source, feed.type, feed.address, write)[Symbol.iterator]();
  let long: AsyncGenerator<string, void> | undefined;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        for (;;) {
          if (dismissed.aborted) throw smaError('Unauthorized');
          const piece = await long?.next();
          if (piece?.done === false) {
            controller.enqueue(encoder.encode(piece.value));
            return;
          }
          long = undefined;
          // What is written stops at a pause only when the buffer is empty.
          if (buffer.length === 0 && !state.over) {
            buffer = await feed.next();
            state.over = buffer.length === 0;
          }
          const { text, over } = collect(pieces);
          if (feed.long?.has(text) === true) {
            long = feed.long.filled(context.services.changes, text, writer.inside);
            continue;
          }
          if (text !== '') controller.enqueue(encoder.encode(text));
          if (over) controller.close();
          if (text !== '' || over) return;
        }
      } catch (error) {
        context.services.logger.log('error', BROKE_OFF, { requestId: context.request.requestId, error: describeError(error) });
        controller.error(error);
        await long?.return();
      }
    },
    async cancel() {
      await long?.return();
    },
  });
}

/** How many characters are sent at a time, where so many are ready. */
const PIECE = 65_536;

function collect(pieces: Iterator<string>): { readonly text: string; readonly over: boolean } {
  const texts: string[] = [];
  for (let length = 0; length < PIECE;) {
    const piece = pieces.next();
    if (piece.done === true || piece.value === '') return { text: texts.join(''), over: piece.done === true };
    texts.push(piece.value);
    length += piece.value.length;
  }
  return { text: texts.join(''), over: false };
}
