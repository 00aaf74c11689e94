/**
 * What never became a request: bytes that are not HTTP, a head beyond all bounds, a head that does not come. There is no
 * reply object for it, so the short answer is written by hand, in the error form of the protocol.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { writeErrorDocument } from '../../odata/atom/documents.ts';
import { toErrorPayload } from '../../odata/errorPayload.ts';
import { odataError, type ODataError } from '../../odata/errors.ts';
import { writeJsonError } from '../../odata/json/verbose.ts';
import { contentType, negotiateErrorFormat } from '../../odata/negotiate/format.ts';
import { errorCode } from '../files.ts';
import type { Logger } from '../log.ts';
import type { Limits } from '../options.ts';

const answered = new WeakSet<Duplex>();
const LINGER_MILLISECONDS = 1_000;
const REASONS: Readonly<Record<number, string>> = { 400: 'Bad Request', 405: 'Method Not Allowed', 408: 'Request Timeout', 413: 'Content Too Large', 414: 'URI Too Long', 431: 'Request Header Fields Too Large', 501: 'Not Implemented' };

/** Answers `error` of Node's HTTP parser on a connection, and ends it. */
export function answerMalformed(error: Error, socket: Duplex, limits: Limits, logger: Logger): void {
  // The parser says it for every packet that follows.
  if (answered.has(socket)) return;
  answered.add(socket);
  const begun = 'bytesWritten' in socket && typeof socket.bytesWritten === 'number' ? socket.bytesWritten : 0;
  const packet = 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket.toString('latin1') : '';
  const refusal = refusalOf(error, limits, packet);
  const requestId = randomUUID();
  logger.log('debug', 'What came is not a request', { requestId, code: errorCode(error), status: refusal.status });
  // Reset by the other side, or in the middle of an answer: anything written now would only be taken for a part of it.
  if (!socket.writable || errorCode(error) === 'ECONNRESET' || (begun > 0 && !/^[A-Z]{3,10} \S/.test(packet))) {
    socket.destroy();
    return;
  }
  writeRefusal(socket, refusal, /\r\naccept:[^\r\n]*json/i.test(packet) ? 'json' : 'atom', requestId);
}

/** Answers CONNECT: a service is no proxy. Node gives no reply object for it either. */
export function answerTunnel({ headers: { accept } }: IncomingMessage, socket: Duplex): void {
  const format = negotiateErrorFormat({ accept });
  writeRefusal(socket, odataError('MethodNotAllowed', 'CONNECT'), format === 'atom' ? 'atom' : 'json', randomUUID(), [`Allow: ${METHODS}`]);
}

/** Of the service as a whole (RFC 9110, 9.3.7). */
export const METHODS = 'GET, HEAD, POST, PUT, MERGE, PATCH, DELETE, OPTIONS';

function writeRefusal(socket: Duplex, refusal: ODataError, format: 'json' | 'atom', requestId: string, more: readonly string[] = []): void {
  const { payload } = toErrorPayload(refusal);
  const body = format === 'json' ? writeJsonError(payload) : writeErrorDocument(payload);
  socket.end([
    `HTTP/1.1 ${refusal.status} ${REASONS[refusal.status] ?? 'Error'}`, `Content-Type: ${contentType(format, 'error')}`, 'DataServiceVersion: 1.0;', ...more,
    `Content-Length: ${Buffer.byteLength(body)}`, 'X-Content-Type-Options: nosniff', `X-Request-Id: ${requestId}`, 'Connection: close', '', body,
  ].join('\r\n'));
  // Closed with bytes unread, a connection is reset, and the answer with it: what still comes is taken and thrown away.
  socket.removeAllListeners('data').on('error', () => undefined).resume();
  setTimeout(() => socket.destroy(), LINGER_MILLISECONDS).unref();
}

function refusalOf(error: Error, limits: Limits, packet: string) {
  const code = errorCode(error);
  if (code === 'HPE_INVALID_TRANSFER_ENCODING') return codingRefusal(packet);
  switch (code) {
    case 'HPE_HEADER_OVERFLOW': case 'HPE_CHUNK_EXTENSIONS_OVERFLOW': return odataError('HeadersTooLarge', limits.urlBytes, limits.headerBytes);
    case 'ERR_HTTP_REQUEST_TIMEOUT': return odataError('RequestTimeout');
    default: return odataError('RequestSyntax');
  }
}

/** A coding that is not known, wherever it stands beside `chunked` (RFC 9112, 6.1); a field that names none is no request, nor is one beside a length, whichever comes first. */
function codingRefusal(packet: string): ODataError {
  const [head = ''] = packet.split('\r\n\r\n', 1);
  const codings = [...head.matchAll(/\r\ntransfer-encoding:([^\r\n]*)/gi)].map(([, coding = '']) => coding.trim());
  if (/\r\ncontent-length:/i.test(head) || (codings.length > 0 && codings.every((coding) => coding === ''))) return odataError('RequestSyntax');
  return odataError('TransferEncoding', codings.join(', ').slice(0, MOST_QUOTED));
}
const MOST_QUOTED = 60;
