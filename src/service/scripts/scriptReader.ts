/** Scripts are parsed here. Large ones in a thread of their own, so that all other requests are answered meanwhile. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { decodeScript, ScriptEncodingError } from '../../powershell/index.ts';
import { smaError } from '../../sma/errors.ts';
import type { BodyLimit } from '../http/serviceRequest.ts';
import { examineScript, type ExaminedScript } from '../domain/script.ts';

/**
 * The most a runbook may have, in bytes. SMA's own limit is not documented; the largest runbooks people write have some
 * hundred kilobytes.
 */
export const SCRIPT_LIMIT: BodyLimit = { bytes: 4 * 1024 * 1024, error: () => smaError('RunbookTooLarge', SCRIPT_LIMIT.bytes / 1024 / 1024) };
/** Parsed in some tens of milliseconds: not worth a thread. */
const SMALL_SCRIPT = 64 * 1024;
/** Of a thread's memory. What needs more is refused, and the service goes on. */
const THREAD_MEGABYTES = 1_024;

/** What the thread (thread.ts) gets. */
export interface ScriptThreadData { readonly text: string; readonly name: string | undefined }

declare const __dirname: string | undefined;
/** The service's own program, which in a thread does only this; beside the bundle, or among the sources. */
const entry = (): string => (typeof __dirname === 'string' ? join(__dirname, 'service.cjs') : join(import.meta.dirname, '..', 'main.ts'));

/** Fails with RunbookTooLarge, and with RunbookNotText where the bytes are no text in any encoding that scripts come in. */
function textOf(bytes: Uint8Array): string {
  if (bytes.byteLength > SCRIPT_LIMIT.bytes) throw SCRIPT_LIMIT.error();
  try {
    return decodeScript(bytes).text;
  } catch (error) {
    throw error instanceof ScriptEncodingError ? smaError('RunbookNotText', error.message) : error;
  }
}

/** Reads scripts for handlers; large ones one after the other. */
export class ScriptReader {
  #last: Promise<unknown> = Promise.resolve();

  /** What a script is. Fails with RunbookTooLarge, RunbookNotText and RunbookTooComplex; errors in the script are part of the result. */
  async examine(bytes: Uint8Array, name: string | undefined): Promise<ExaminedScript> {
    const text = textOf(bytes);
    if (text.length <= SMALL_SCRIPT) return examineScript(text, name);
    const turn = this.#last.then(() => inThread({ text, name }));
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function inThread(data: ScriptThreadData): Promise<ExaminedScript> {
  const { promise, resolve, reject } = Promise.withResolvers<ExaminedScript>();
  const worker = new Worker(entry(), { workerData: data, resourceLimits: { maxOldGenerationSizeMb: THREAD_MEGABYTES }, stdin: false });
  worker.once('message', resolve);
  worker.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? smaError('RunbookTooComplex') : error));
  worker.once('exit', () => reject(new Error('The thread that reads scripts ended without an answer.')));
  // A service that ends does not wait for it.
  worker.unref();
  return promise;
}
