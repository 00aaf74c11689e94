import type { IncomingMessage } from 'node:http';
import { odataError } from '../../odata/errors.ts';
import type { Limits } from '../options.ts';

/** Bytes that Node itself takes of a request's head; up to here a refusal can say what was too long. */
export const parsedHeadBytes = (limits: Limits): number => 2 * (limits.urlBytes + limits.headerBytes) + 65_536;

/** Fails with UrlTooLong and HeadersTooLarge. */
export function checkHead(incoming: IncomingMessage, limits: Limits): void {
  const length = (incoming.url ?? '').length;
  if (length > limits.urlBytes) throw odataError('UrlTooLong', length, limits.urlBytes);
  let size = 0;
  for (const text of incoming.rawHeaders) size += text.length;
  if (size > limits.headerBytes) throw odataError('HeadersTooLarge', limits.headerBytes);
}
