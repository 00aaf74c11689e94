/** A reply onto its socket, and what is left of the request off it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Reply } from './message.ts';

/** How long a client that was answered may go on with its body; after that its connection is cut. */
const LINGER_MILLISECONDS = 500;
const LONG = 16_384;
const MOST_LINGERING_BYTES = 64 * 1024 * 1024;

/** Writes a reply. A stream that breaks breaks the connection: half a document must not look whole. */
export async function send(incoming: IncomingMessage, outgoing: ServerResponse, { status, headers, body }: Reply): Promise<void> {
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD' && !incoming.readableEnded) outgoing.once('finish', () => dropRest(incoming));
  const isWanted = incoming.method !== 'HEAD' && !outgoing.destroyed;
  if (body instanceof ReadableStream) {
    if (!outgoing.destroyed) outgoing.writeHead(status, headers);
    // News may be long in coming, and who waits for it is to know that the answer is there.
    if (isWanted && headers['Content-Type']?.startsWith('text/event-stream') === true) outgoing.flushHeaders();
    // The other side goes away whenever it likes; the stream's own troubles are told by who makes it.
    if (isWanted) await pipeline(Readable.fromWeb(body), outgoing).catch(() => undefined);
    else await body.cancel().catch(() => undefined);
  } else if (body !== undefined) {
    const length = Buffer.byteLength(body);
    outgoing.writeHead(status, { ...headers, 'Content-Length': length });
    // A text of ASCII alone is written faster as what it also is, and a long one as bytes.
    if (isWanted && typeof body === 'string' && length === body.length) outgoing.end(length > LONG ? Buffer.from(body, 'latin1') : body, 'latin1');
    else if (isWanted) outgoing.end(body);
  } else outgoing.writeHead(status, status === 204 || status === 304 ? headers : { ...headers, 'Content-Length': 0 });
  if (!outgoing.writableEnded) outgoing.end();
}

/** Reads on for a moment: closed with bytes unread, a connection is reset, and the answer with it. */
function dropRest(incoming: IncomingMessage): void {
  if (incoming.readableEnded || incoming.destroyed) return;
  let bytes = 0;
  const over = (): void => {
    clearTimeout(timer);
    incoming.off('data', onData).off('end', over);
  };
  const cut = (): void => {
    over();
    incoming.socket.destroySoon();
  };
  const onData = (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes > MOST_LINGERING_BYTES) cut();
  };
  const timer = setTimeout(cut, LINGER_MILLISECONDS).unref();
  incoming.on('data', onData).once('end', over).once('error', over).resume();
}
