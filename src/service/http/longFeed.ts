import type { EntityData, WriteContext } from '../../odata/payload.ts';
import type { PayloadWriter } from '../../odata/payloadWriter.ts';
import type { RequestContext } from '../handlers/context.ts';
import type { Result } from '../handlers/result.ts';
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
  const pieces = writer.feed(source, feed.type, feed.address, write)[Symbol.iterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        for (;;) {
          // What is written stops at a pause only when the buffer is empty.
          if (buffer.length === 0 && !state.over) {
            buffer = await feed.next();
            state.over = buffer.length === 0;
          }
          const piece = pieces.next();
          if (piece.done === true) {
            controller.close();
            return;
          }
          if (piece.value === '') continue;
          controller.enqueue(encoder.encode(piece.value));
          return;
        }
      } catch (error) {
        context.services.logger.log('error', 'A long answer broke off', { requestId: context.request.requestId, error: describeError(error) });
        controller.error(error);
      }
    },
  });
}
