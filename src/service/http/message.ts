/** Requests and replies between the socket and the handlers: plain objects, since a request has a few tens of microseconds. */
import type { IncomingHttpHeaders } from 'node:http';

/** Fields of a request by name, without case; null where there is none. A `Headers` is one too. */
export interface RequestHeaders {
  get(name: string): string | null;
  has(name: string): boolean;
}

/** What is sent: whole, or a stream that is read at the client's pace and has no length. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | ReadableStream<Uint8Array> | undefined;
}

/** Fields as Node has read them. */
export class IncomingHeaders implements RequestHeaders {
  readonly #fields: IncomingHttpHeaders;

  constructor(fields: IncomingHttpHeaders) {
    this.#fields = fields;
  }

  get(name: string): string | null {
    const value = this.#fields[name];
    return value === undefined ? null : typeof value === 'string' ? value : value.join(', ');
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }
}

/** A reply with more fields; those given win. */
export const withHeaders = (reply: Reply, headers: Readonly<Record<string, string>>): Reply => ({ ...reply, headers: { ...reply.headers, ...headers } });

/** The bytes of a reply, read whole. `tooLong` is what it fails with where they are more than `most`. */
export async function bytesOf({ body }: Reply, most = Number.POSITIVE_INFINITY, tooLong: () => Error = () => new Error('The reply is too long.')): Promise<Uint8Array> {
  if (body === undefined) return new Uint8Array(0);
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    if (bytes.byteLength > most) throw tooLong();
    return bytes;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > most) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
