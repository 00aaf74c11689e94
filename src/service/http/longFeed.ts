import type { EntityData, WriteContext } from '../../odata/payload.ts';
import type { PayloadWriter } from '../../odata/payloadWriter.ts';
import type { RequestContext } from '../handlers/context.ts';
import type { Result } from '../handlers/result.ts';
import { smaError } from '../../sma/errors.ts';
import { describeError } from '../log.ts';

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
  const source = { entities: entities() };
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
        context.services.logger.log('error', 'A long answer broke off', { requestId: context.request.requestId, error: describeError(error) });
        controller.error(error);
      }
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
