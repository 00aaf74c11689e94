/**
 * Uploaded modules are unpacked, read and put on the disk, all but small ones in a thread of its own: what is in a zip takes as long as whoever packed it
 * likes, and all other requests are answered meanwhile.
 */
import { SmaError, smaError, type SmaErrorCode } from '../../sma/errors.ts';
import { ThreadMemoryError, ThreadQueue, ThreadTimeError } from '../threads/threads.ts';
import type { ModuleFacts } from './describeModule.ts';
import { zipDirectory } from './zipDirectory.ts';

export interface ReadModule { readonly name: string; readonly facts: ModuleFacts }
/** What the thread answers. Errors lose their class on their way. */
export type ModuleAnswer = ReadModule | { readonly code: SmaErrorCode; readonly status: number; readonly message: string };

/** Unpacked and read in some tens of milliseconds, also where the zip does not tell the truth: not worth a thread. */
const SMALL_ZIP = 32 * 1024;
const SMALL_MODULE = 128 * 1024;

/** More than any module takes that people write. */
const MOST_MILLISECONDS = 60_000;

export class ModuleReader {
  readonly #threads = new ThreadQueue<ModuleAnswer>();
  readonly #milliseconds: number;

  constructor(milliseconds = MOST_MILLISECONDS) {
    this.#milliseconds = milliseconds;
  }

  /** What a zip holds; its files are in `folder` then, and perhaps some of them where it fails. Fails with PropertyInvalid, in words for whoever packed it. */
  async read(bytes: Uint8Array, folder: string): Promise<ReadModule> {
    try {
      const answer = isSmall(bytes) ? (await import('./readModule.ts')).readModule(bytes, folder) : await this.#threads.run({ task: 'module', bytes, folder }, this.#milliseconds);
      if ('code' in answer) throw new SmaError(answer.code, answer.status, answer.message);
      return answer;
    } catch (error) {
      if (error instanceof ThreadTimeError) throw smaError('PropertyInvalid', 'Module', 'content', `reading it takes more than ${this.#milliseconds / 1000} seconds.`);
      if (error instanceof ThreadMemoryError) throw smaError('PropertyInvalid', 'Module', 'content', 'reading it needs more memory than the service allows.');
      throw error;
    }
  }
}

const isSmall = (bytes: Uint8Array): boolean => bytes.length <= SMALL_ZIP
  && (zipDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) ?? []).reduce((sum, { size }) => sum + size, 0) <= SMALL_MODULE;
