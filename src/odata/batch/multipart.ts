/**
 * `multipart/mixed` as $batch carries it (RFC 2046, 5.1; OData v2 batch processing): cut at its boundary, bytes left as
 * they are. Line ends may be CRLF, as the standard has them, or LF, as some clients write them.
 */
import { odataError } from '../errors.ts';

export interface MultipartPart {
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

const HEADER_BYTES = 16_384;
/** RFC 9110, 5.1 and 5.5. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\t\u0020-\u007E\u0080-\u00FF]*$/;

/** The boundary of a multipart content type; undefined for any other type. @throws ODataError BodySyntax where it has none */
export function boundaryOf(contentType: string | undefined): string | undefined {
  if (!/^\s*multipart\/mixed\s*(?:;|$)/i.test(contentType ?? '')) return undefined;
  const match = /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '');
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) throw odataError('BodySyntax', 'multipart', 'its Content-Type names no boundary.');
  return boundary;
}

/** Cuts a body into its parts. @throws ODataError BodySyntax, TooComplex */
export function parseMultipart(body: Buffer, boundary: string, mostParts: number): readonly MultipartPart[] {
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: MultipartPart[] = [];
  let start: number | undefined;
  for (let at = nextDelimiter(body, delimiter, 0); at !== undefined; at = nextDelimiter(body, delimiter, at + delimiter.length)) {
    if (start !== undefined) parts.push(toPart(body.subarray(start, endBefore(body, at))));
    if (parts.length > mostParts) throw odataError('TooComplex', 'parts in a batch', mostParts);
    const after = at + delimiter.length;
    if (body.toString('latin1', after, after + 2) === '--') return parts;
    start = lineAfter(body, after);
  }
  throw odataError('BodySyntax', 'multipart', start === undefined ? `the boundary '${boundary}' does not occur.` : `the closing boundary '--${boundary}--' is missing.`);
}

/** A delimiter stands at the beginning of a line, and ends there or with `--`. */
function nextDelimiter(body: Buffer, delimiter: Buffer, from: number): number | undefined {
  for (let at = body.indexOf(delimiter, from); at >= 0; at = body.indexOf(delimiter, at + 1)) {
    const before = at === 0 ? 10 : body[at - 1];
    const rest = body.toString('latin1', at + delimiter.length, at + delimiter.length + 2);
    if (before === 10 && (rest === '' || /^(?:--|[\r\n \t])/.test(rest))) return at;
  }
  return undefined;
}

/** The line end before a delimiter belongs to the delimiter. */
function endBefore(body: Buffer, at: number): number {
  const end = body[at - 1] === 10 ? at - 1 : at;
  return body[end - 1] === 13 ? end - 1 : end;
}

function lineAfter(body: Buffer, from: number): number {
  const end = body.indexOf(10, from);
  return end < 0 ? body.length : end + 1;
}

function toPart(bytes: Buffer): MultipartPart {
  const { headers, rest } = readHeaders(bytes, 0);
  return { headers, body: rest };
}

/** Header lines up to an empty one. @throws ODataError BodySyntax */
export function readHeaders(bytes: Buffer, start: number): { readonly headers: ReadonlyMap<string, string>; readonly rest: Buffer } {
  const headers = new Map<string, string>();
  for (let at = start; ;) {
    const end = bytes.indexOf(10, at);
    const line = bytes.toString('utf8', at, end < 0 ? bytes.length : end).replace(/\r$/, '');
    const next = end < 0 ? bytes.length : end + 1;
    if (line === '') return { headers, rest: bytes.subarray(next) };
    if (next - start > HEADER_BYTES) throw odataError('BodySyntax', 'multipart', `the headers of a part are longer than ${HEADER_BYTES} bytes.`);
    const colon = line.indexOf(':');
    if (colon <= 0 || !NAME.test(line.slice(0, colon).trim()) || !VALUE.test(line.slice(colon + 1))) throw odataError('BodySyntax', 'multipart', `'${line.slice(0, 60)}' is no header.`);
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    if (end < 0) return { headers, rest: bytes.subarray(next) };
    at = next;
  }
}
