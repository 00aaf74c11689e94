/** gzip and deflate, in and out (RFC 9110, 8.4, 12.5.3). A small body that unpacks into a large one is cut off at the limit. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, createInflate, createInflateRaw, deflate, gzip } from 'node:zlib';
import { odataError } from '../../odata/errors.ts';
import { smaError } from '../../sma/errors.ts';
import { bytesOf, withHeaders, type Reply } from './message.ts';

type TooLarge = () => Error;
type Coding = 'gzip' | 'deflate';

/**
 * A request body, unpacked, without ever holding more than `limit` bytes of it.
 * Fails with BodyTooLarge (or what `tooLarge` gives), BodySyntax where it is no such data, UnsupportedMediaType for another coding.
 */
export async function readBody(incoming: IncomingMessage, limit: number, tooLarge: TooLarge = () => smaError('BodyTooLarge', limit)): Promise<Uint8Array> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const coding = (incoming.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  switch (coding) {
    // Left open when it is too large: the refusal goes over the same connection.
    case 'identity': case '': return collect(incoming.iterator({ destroyOnReturn: false }), limit, tooLarge);
    case 'gzip': case 'x-gzip': return unpack(incoming, createGunzip(), limit, coding, tooLarge);
    case 'deflate': return unpack(incoming, await isRaw(incoming) ? createInflateRaw() : createInflate(), limit, coding, tooLarge);
    default: throw odataError('UnsupportedMediaType', `Content-Encoding: ${coding.slice(0, 40)}`);
  }
}

/**
 * Deflate is zlib's format (RFC 9110, 8.4.1.2), but .NET's DeflateStream and others write the bare one. The first byte tells: zlib's
 * names the method, 8, and a window of 7 at most (RFC 1950, 2.2); no encoder begins a bare stream so.
 */
async function isRaw(incoming: IncomingMessage): Promise<boolean> {
  if (!incoming.readableEnded && !incoming.destroyed && incoming.readableLength === 0) {
    // One of them comes, also where there is no body, or its sender goes away.
    const settled = new AbortController(), { signal } = settled;
    await Promise.race(['readable', 'end', 'close'].map((event) => once(incoming, event, { signal }))).finally(() => settled.abort());
  }
  const first: unknown = incoming.read();
  if (!Buffer.isBuffer(first)) throw odataError('BodySyntax', 'deflate', 'it is empty.');
  incoming.unshift(first);
  const byte = first[0] ?? 0;
  return (byte & 0x0f) !== 8 || byte >> 4 > 7;
}

async function collect(source: AsyncIterable<Buffer>, limit: number, tooLarge: TooLarge): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

async function unpack(incoming: IncomingMessage, unpacker: Transform, limit: number, coding: string, tooLarge: TooLarge): Promise<Uint8Array> {
  const broken = (error: Error): void => void unpacker.destroy(error);
  incoming.once('error', broken);
  incoming.pipe(unpacker);
  try {
    return await collect(unpacker as AsyncIterable<Buffer>, limit, tooLarge);
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw odataError('BodySyntax', coding, error.message);
    throw error;
  } finally {
    // What is left of the body is read and dropped: the connection can go on with the next request.
    incoming.off('error', broken);
    incoming.unpipe(unpacker);
    incoming.resume();
    unpacker.destroy();
  }
}

/** Below this a reply costs more to pack than to send. */
const WORTH_PACKING = 2_048;
const LEVEL = 1;
const packers: Readonly<Record<Coding, (bytes: Uint8Array) => Promise<Buffer>>> = {
  gzip: (bytes) => promisify(gzip)(bytes, { level: LEVEL }), deflate: (bytes) => promisify(deflate)(bytes, { level: LEVEL }),
};

/**
 * A reply in the coding its client asks for. What streams without an end of its own, events, is left alone. For HEAD too: it is told what GET would be sent,
 * down to the length (RFC 9110, 8.6).
 */
export function packReply(reply: Reply, acceptEncoding: string | undefined, isHead = false): Reply | Promise<Reply> {
  const coding = acceptEncoding === undefined ? undefined : chooseCoding(acceptEncoding);
  const { body } = reply;
  if (coding === undefined || body === undefined || reply.headers['Content-Type']?.startsWith('text/event-stream') === true) return reply;
  if (!(body instanceof ReadableStream)) return body.length < WORTH_PACKING ? reply : packWhole(reply, coding);
  // Of the bytes that go in.
  const { 'Content-Length': _, ...headers } = reply.headers;
  return withHeaders({ ...reply, headers, body: isHead ? body : body.pipeThrough(new CompressionStream(coding)) }, { 'Content-Encoding': coding });
}

async function packWhole(reply: Reply, coding: Coding): Promise<Reply> {
  const body = await packers[coding](await bytesOf(reply));
  return withHeaders({ ...reply, body }, { 'Content-Encoding': coding });
}

/** The better of the two for a client; undefined where it names neither, or likes plain bytes more. */
export function chooseCoding(header: string | undefined): Coding | undefined {
  const weights = new Map((header ?? '').split(',').map((part) => {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? '1');
    // Another name of the same (RFC 9110, 8.4.1.3).
    return [name === 'x-gzip' ? 'gzip' : name, Number.isFinite(quality) ? quality : 0] as const;
  }));
  const weight = (name: string): number => weights.get(name) ?? weights.get('*') ?? 0;
  const best = (['gzip', 'deflate'] as const).toSorted((left, right) => weight(right) - weight(left))[0];
  return best !== undefined && weight(best) > 0 && weight(best) >= (weights.get('identity') ?? 0) ? best : undefined;
}
