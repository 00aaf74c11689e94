/** A request or a response inside a part of a batch: `application/http` (OData v2 batch processing, 2.2.7.6). */
import { STATUS_CODES } from 'node:http';
import { odataError } from '../errors.ts';
import { readHeaders, type MultipartPart } from './multipart.ts';

export interface BatchRequest {
  readonly method: string;
  /** As written: absolute, from the root of the host, relative to the service, or `$1` of an earlier request. */
  readonly uri: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** How later requests of the change set refer to what this one made. */
  readonly contentId: string | undefined;
}

/**
 * All between the first and the last blank is the address, as Microsoft's readers have it (WCF Data Services' BatchStream, ODataLib's
 * ODataBatchReader.ParseRequestLine): clients write `GET Variables?$filter=Name eq 'x' HTTP/1.1`.
 */
const REQUEST_LINE = /^([A-Za-z]{1,20}) (.*\S.*) HTTP\/1\.[01]$/;

/** @throws ODataError BodySyntax */
export function readHttpPart(part: MultipartPart): BatchRequest {
  const type = part.headers.get('content-type') ?? '';
  if (!/^application\/http\s*(?:;|$)/i.test(type)) throw odataError('BodySyntax', 'multipart', `a part has the content type '${type.slice(0, 60)}', not application/http.`);
  const bytes = part.body;
  // Some writers leave an empty line before the request line.
  let at = 0;
  while (bytes[at] === 13 || bytes[at] === 10) at += 1;
  const end = bytes.indexOf(10, at);
  const line = bytes.toString('utf8', at, end < 0 ? bytes.length : end).trim();
  const match = REQUEST_LINE.exec(line);
  if (match === null) throw odataError('BodySyntax', 'multipart', `'${line.slice(0, 60)}' is no request line such as 'GET Runbooks HTTP/1.1'.`);
  const { headers, rest } = end < 0 ? { headers: new Map<string, string>(), rest: Buffer.alloc(0) } : readHeaders(bytes, end + 1);
  return { method: (match[1] ?? '').toUpperCase(), uri: (match[2] ?? '').trim(), headers, body: withinLength(rest, headers.get('content-length')), contentId: part.headers.get('content-id') ?? headers.get('content-id') };
}

/** What stands behind the length that a request claims, an empty line mostly, is not part of it. */
function withinLength(body: Buffer, header: string | undefined): Buffer {
  const length = header === undefined ? Number.NaN : Number(header);
  return Number.isInteger(length) && length >= 0 && length < body.length ? body.subarray(0, length) : body;
}

export interface BatchResponse {
  readonly status: number;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly body: Uint8Array;
  readonly contentId?: string | undefined;
}

const LEFT_OUT: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding', 'connection', 'content-encoding']);
/** Names whose spelling is not that of most headers. */
const SPELLED: ReadonlyMap<string, string> = new Map([['dataserviceversion', 'DataServiceVersion'], ['dataserviceid', 'DataServiceId'], ['etag', 'ETag']]);

/** The lines of a part with a response in it, boundary not included. */
export function writeHttpPart({ status, headers, body, contentId }: BatchResponse): Buffer {
  const lines = ['Content-Type: application/http', 'Content-Transfer-Encoding: binary', '', `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Status'}`];
  if (contentId !== undefined) lines.push(`Content-ID: ${contentId}`);
  for (const [name, value] of headers) if (!LEFT_OUT.has(name.toLowerCase())) lines.push(`${spelled(name.toLowerCase())}: ${value}`);
  if (body.byteLength > 0) lines.push(`Content-Length: ${body.byteLength}`);
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body, Buffer.from('\r\n')]);
}

const spelled = (name: string): string => SPELLED.get(name) ?? name.replaceAll(/(^|-)([a-z])/g, (_whole, dash: string, letter: string) => dash + letter.toUpperCase());

/** Parts between boundaries. */
export function joinParts(parts: readonly Buffer[], boundary: string): Buffer {
  return Buffer.concat([...parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part]), Buffer.from(`--${boundary}--\r\n`)]);
}
