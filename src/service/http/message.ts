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

/** The bytes of a reply, read whole. */
export async function bytesOf({ body }: Reply): Promise<Uint8Array> {
  if (body === undefined) return new Uint8Array(0);
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
