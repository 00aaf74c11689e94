/** Scripts are parsed here. Large ones in a thread of their own, so that all other requests are answered meanwhile. */
import { decodeScript, ScriptEncodingError } from '../../powershell/syntax/decode.ts';
import { smaError } from '../../sma/errors.ts';
import type { BodyLimit } from '../http/serviceRequest.ts';
import type { ExaminedScript } from '../domain/runbooks/script.ts';
import { ThreadMemoryError, ThreadQueue } from '../threads/threads.ts';

/**
 * The most a runbook may have, in bytes. SMA's own limit is not documented; the largest runbooks people write have some
 * hundred kilobytes.
 */
export const SCRIPT_LIMIT: BodyLimit = { bytes: 4 * 1024 * 1024, error: () => smaError('RunbookTooLarge', SCRIPT_LIMIT.bytes / 1024 / 1024) };
/** Parsed in some tens of milliseconds: not worth a thread. */
const SMALL_SCRIPT = 64 * 1024;
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
  readonly #threads = new ThreadQueue<ExaminedScript>();

  /** What a script is. Fails with RunbookTooLarge, RunbookNotText and RunbookTooComplex; errors in the script are part of the result. */
  async examine(bytes: Uint8Array, name: string | undefined): Promise<ExaminedScript> {
    const text = textOf(bytes);
    if (text.length <= SMALL_SCRIPT) return (await import('./examineScript.ts')).examineScript(text, name);
    try {
      return await this.#threads.run({ task: 'script', text, name });
    } catch (error) {
      throw error instanceof ThreadMemoryError ? smaError('RunbookTooComplex') : error;
    }
  }
}
