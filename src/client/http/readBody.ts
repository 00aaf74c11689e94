import type { Readable } from 'node:stream';
import { SmaClientError } from '../errors.ts';

export interface ReadLimits {
  /** Longest silence in milliseconds; in twice that at least a kilobyte must come, or the end. */
  readonly idle: number;
  readonly maxBytes: number;
  readonly where: string;
  readonly signal?: AbortSignal;
}

/** No line is so slow: who sends less meanwhile sends a byte now and then, and would never come to an end. */
const LEAST_BYTES = 1024;

/** All bytes of a body, within limits of silence, speed and size; fails with code `Timeout` or `ServerError`. */
export async function readBody(stream: Readable, limits: ReadLimits): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  let failure: SmaClientError | undefined;
  const give = (what: string): void => {
    failure = new SmaClientError('Timeout', `${limits.where} ${what}; try again, or look at the network.`);
    stream.destroy(failure);
  };
  let sizeBefore = 0;
  const slow = setInterval(() => {
    if (size - sizeBefore < LEAST_BYTES) give(`sent ${size - sizeBefore} bytes of an answer in ${2 * limits.idle / 1000} s, which has no end in sight`);
    sizeBefore = size;
  }, 2 * limits.idle);
  const onAbort = (): void => {
    stream.destroy();
  };
  const timer = setTimeout(() => give(`stopped in the middle of an answer for ${limits.idle / 1000} s`), limits.idle);
  limits.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      size += bytes.length;
      if (size > limits.maxBytes) throw new SmaClientError('ServerError', `${limits.where} sent an answer of more than ${limits.maxBytes} bytes, which is refused; ask for less at a time.`);
      chunks.push(bytes);
      timer.refresh();
    }
  } catch (error) {
    throw failure ?? error;
  } finally {
    clearTimeout(timer);
    clearInterval(slow);
    limits.signal?.removeEventListener('abort', onAbort);
  }
  return Buffer.concat(chunks, size);
}
