import type { RequestContext } from '../handlers/context.ts';
import { bodyOf } from './longFeed.ts';
import { withHeaders, type Reply } from './message.ts';

/** Bytes from which on an answer is not kept in memory until its client has taken it. */
const LARGE_REPLY = 1024 * 1024;

let last = 0;

/** A large answer as a stream out of a file (lentFiles.ts), at its client's pace; as it is where it is not large, or there is no room. */
export function putAside(reply: Reply, context: Pick<RequestContext, 'services' | 'request'>): Reply | Promise<Reply> {
  const { body } = reply, { lent } = context.services.changes;
  if (body === undefined || body instanceof ReadableStream || body.length <= LARGE_REPLY || lent === undefined || context.request.method === 'HEAD') return reply;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  last += 1;
  return lent.read(`reply ${last}`, bytes.byteLength, () => Promise.resolve(bytes))
    .then((pieces) => (pieces === undefined ? reply : withHeaders({ ...reply, body: bodyOf(pieces, context) }, { 'Content-Length': String(bytes.byteLength) })));
}
