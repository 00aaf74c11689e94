/**
 * Replies to reads that were asked for again and again, as polling clients do, kept for as long as nobody has written
 * anything: the database itself tells (`pragma data_version`), whoever wrote. What is kept is exactly what would be made.
 */
import type { Reply } from '../http/message.ts';
import type { ServiceRequest } from '../http/serviceRequest.ts';

const MOST_BYTES = 16 * 1024 * 1024;
const MOST_OF_ONE = 512 * 1024;
const MOST_SEEN = 2_000;
/** Of an address; its key is what takes memory before there is an answer. */
const LONGEST = 2_048;
/** What a reply depends on besides its URL. */
const HEADERS = ['accept', 'dataserviceversion', 'maxdataserviceversion'] as const;
/** With one of these the answer may be another. */
const CONDITIONS = ['if-none-match', 'if-match', 'range'] as const;

export class ReplyCache {
  readonly #versionOf: () => number;
  readonly #kept = new Map<string, Reply & { readonly body: Uint8Array }>();
  /** Asked for once: one more time, and it is kept. */
  readonly #seen = new Set<string>();
  #version = Number.NaN;
  #bytes = 0;

  constructor(versionOf: () => number) {
    this.#versionOf = versionOf;
  }

  /** The key of a request that may be kept; undefined for any other. */
  keyOf({ method, target, origin, headers }: ServiceRequest): string | undefined {
    if (method !== 'GET' || target.length > LONGEST || CONDITIONS.some((name) => headers.has(name))) return undefined;
    return [origin, target, ...HEADERS.map((name) => headers.get(name) ?? '')].join('\n');
  }

  /** Whether a request came before: what is asked for once only is not worth a look at the state of the data. */
  wasAsked(key: string): boolean {
    if (this.#seen.has(key)) return true;
    if (this.#seen.size >= MOST_SEEN) this.#seen.clear();
    this.#seen.add(key);
    return false;
  }

  /** The state of the data now. To be asked before what is to be kept is read. */
  version(): number {
    const version = this.#versionOf();
    if (version !== this.#version) {
      this.#version = version;
      this.#kept.clear();
      this.#bytes = 0;
    }
    return version;
  }

  get(key: string): Reply | undefined {
    return this.#kept.get(key);
  }

  /** Keeps a reply that was made from the data of a version, where it is worth it; gives what is to be sent. */
  put(key: string, version: number, reply: Reply): Reply {
    const { body } = reply;
    if (reply.status !== 200 || body === undefined || body instanceof ReadableStream || body.length > MOST_OF_ONE || version !== this.#version) return reply;
    if (this.#kept.has(key)) return reply;
    const kept = { ...reply, body: typeof body === 'string' ? Buffer.from(body) : body };
    this.#makeRoom(kept.body.byteLength);
    this.#kept.set(key, kept);
    this.#bytes += kept.body.byteLength;
    return kept;
  }

  #makeRoom(bytes: number): void {
    for (const [key, kept] of this.#kept) {
      if (this.#bytes + bytes <= MOST_BYTES) return;
      this.#kept.delete(key);
      this.#bytes -= kept.body.byteLength;
    }
  }
}
