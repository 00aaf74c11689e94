/**
 * The key file while the service runs. The service has the key in memory and would go on, until its next start finds that nothing
 * opens the secrets any more: so a file that was deleted is written again, and where another one took its place the key is kept beside it.
 */
import { dirname } from 'node:path';
import { statSync } from 'node:fs';
import type { Logger } from '../log.ts';
import { errorCode, readPlainFile, writePrivateFile } from '../files.ts';

/** Between two looks. */
const MILLISECONDS = 1_000;

export interface KeyWatchOptions {
  readonly path: string;
  readonly logger: Logger;
  /** False where the whole folder is not where it was: then nothing is written there. */
  readonly isFolderThere: () => boolean;
}

export class KeyWatch {
  readonly #options: KeyWatchOptions;
  readonly #text: string;
  readonly #timer: NodeJS.Timeout;
  /** What of the file tells that nobody has written it since. */
  #seen: string | undefined;
  /** What was said last, so that it is said once. */
  #told: string | undefined;

  /** The file as it is now is what is watched over. */
  constructor(options: KeyWatchOptions) {
    this.#options = options;
    this.#text = readPlainFile(options.path);
    this.#seen = stampOf(options.path);
    this.#timer = setInterval(() => this.look(), MILLISECONDS);
    this.#timer.unref();
  }

  /** Looks now, and mends what can be mended. */
  look(): void {
    const { path } = this.#options;
    const now = stampOf(path);
    if (now === this.#seen || now === 'unknown') return;
    if (!this.#options.isFolderThere()) return;
    try {
      if (now === undefined) this.#writeAgain();
      else if (contentOf(path) === this.#text.trim()) this.#told = undefined;
      else this.#keepBeside();
      this.#seen = stampOf(path);
    } catch (error) {
      // No room, perhaps. It is tried again.
      this.#tell(`The key file ${path} is not what it was while the service runs, and the key could not be kept (${errorCode(error) ?? String(error)}): without it no secret can be read after the next start. Make ${dirname(path)} writable.`);
    }
  }

  /** Looks a last time. */
  stop(): void {
    clearInterval(this.#timer);
    this.look();
  }

  #writeAgain(): void {
    const { path } = this.#options;
    writePrivateFile(path, this.#text);
    this.#tell(`The key file ${path} was deleted or moved away while the service ran, and was written again: it alone opens the secrets of the database. Keep a copy elsewhere ("sma backup").`);
    this.#told = undefined;
  }

  #keepBeside(): void {
    const { path } = this.#options;
    const copy = `${path}.rescued-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    writePrivateFile(copy, this.#text);
    this.#tell(`The key file ${path} was replaced or changed while the service ran. The key that opens the secrets of the database is in ${copy}: put that in its place before the next start.`);
  }

  #tell(text: string): void {
    if (text !== this.#told) this.#options.logger.log('error', text);
    this.#told = text;
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readPlainFile(path).trim();
  } catch {
    // A folder, say, or one that may not be read.
    return undefined;
  }
}

/** Undefined where there is nothing; `unknown` where that cannot be said. */
function stampOf(path: string): string | undefined {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? undefined : `${found.dev}:${found.ino}:${found.size}:${found.mtimeNs}`;
  } catch (error) {
    return errorCode(error) === 'ENOTDIR' ? undefined : 'unknown';
  }
}
