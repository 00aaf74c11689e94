import type { Readable } from 'node:stream';
import { SmaClientError } from '../errors.ts';

export interface ReadLimits {
  /** Longest silence in milliseconds. */
  readonly idle: number;
  readonly maxBytes: number;
  readonly where: string;
  readonly signal?: AbortSignal;
}

/** All bytes of a body, within limits of silence and size; fails with code `Timeout` or `ServerError`. */
export async function readBody(stream: Readable, limits: ReadLimits): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  let failure: SmaClientError | undefined;
  const silent = (): void => {
    failure = new SmaClientError('Timeout', `${limits.where} stopped in the middle of an answer for ${limits.idle / 1000} s; try again, or look at the network.`);
    stream.destroy(failure);
  };
  const onAbort = (): void => {
    stream.destroy();
  };
  const timer = setTimeout(silent, limits.idle);
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
    limits.signal?.removeEventListener('abort', onAbort);
  }
  return Buffer.concat(chunks, size);
}
