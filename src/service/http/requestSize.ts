import type { IncomingMessage } from 'node:http';
import { odataError } from '../../odata/errors.ts';
import type { Limits } from '../options.ts';
import { authorityOf, isHost, isOfHttp } from './serviceRequest.ts';

/** Bytes that Node itself takes of a request's head; up to here a refusal can say what was too long. */
export const parsedHeadBytes = (limits: Limits): number => 2 * (limits.urlBytes + limits.headerBytes) + 65_536;

/** Fails with UrlTooLong, HeadersTooLarge, TransferEncoding, and RequestSyntax where it does not say which one host it is for (RFC 9112, 3.2). */
export function checkHead(incoming: IncomingMessage, limits: Limits): void {
  const { host } = incoming.headers;
  // A host is a matter of version 1.1.
  if ((host === undefined && incoming.httpVersion !== '1.0' && incoming.url?.startsWith('/') !== false) || (host !== undefined && !isHost(host))) throw odataError('RequestSyntax');
  const authority = authorityOf(incoming.url ?? '');
  if (authority !== undefined && !(isHost(authority) && isOfHttp(incoming.url ?? ''))) throw odataError('RequestSyntax');
  // What a body is packed in beside would be taken for the body (RFC 9112, 6.1).
  const coding = incoming.headers['transfer-encoding'];
  if (coding !== undefined && coding.trim().toLowerCase() !== 'chunked') throw odataError('TransferEncoding', coding);
  const length = (incoming.url ?? '').length;
  if (length > limits.urlBytes) throw odataError('UrlTooLong', length, limits.urlBytes);
  let size = 0, hosts = 0;
  let isName = false;
  for (const text of incoming.rawHeaders) {
    isName = !isName;
    size += text.length;
    if (isName && text.length === 4 && text.toLowerCase() === 'host') hosts += 1;
  }
  // Whoever stands between may have gone by another one than we do.
  if (hosts > 1) throw odataError('RequestSyntax');
  if (size > limits.headerBytes) throw odataError('HeadersTooLarge', limits.urlBytes, limits.headerBytes);
}
