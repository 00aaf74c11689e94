/**
 * Whether the files of an open database are still where they were. A file that is deleted, replaced or moved away stays open: SQLite
 * goes on with it, and all that is written is gone with the process, or lands where nobody looks for it.
 */
import { statSync } from 'node:fs';
import { errorCode } from '../../files.ts';

/** What tells one file from another; a file of Windows cannot be moved while it is open, and its numbers are not for sure. */
type Identity = readonly [device: bigint, file: bigint];

interface Place { readonly path: string; readonly identity: Identity }

/** What is not where it was, and what has become of it. */
export interface Displaced { readonly path: string; readonly finding: string }

/** Between two looks where nobody writes. */
const MILLISECONDS = 1_000;

export class PlaceWatch {
  readonly #places: readonly Place[];
  readonly #timer: NodeJS.Timeout;
  readonly #first = Promise.withResolvers<Displaced>();
  #found: Displaced | undefined;

  /** Of those files that are there now. */
  constructor(paths: readonly string[]) {
    this.#places = paths.flatMap((path) => {
      const identity = identityOf(path);
      return identity === undefined || identity === 'unknown' ? [] : [{ path, identity }];
    });
    this.#timer = setInterval(() => this.look(), MILLISECONDS);
    this.#timer.unref();
  }

  /** Settles when a file is not where it was; never where all stays well. */
  get displaced(): Promise<Displaced> {
    return this.#first.promise;
  }

  /** What was found, now or before; undefined where all is well. Some microseconds a file. */
  look(): Displaced | undefined {
    this.#found ??= this.#find();
    if (this.#found !== undefined) {
      this.stop();
      this.#first.resolve(this.#found);
    }
    return this.#found;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #find(): Displaced | undefined {
    for (const { path, identity } of this.#places) {
      const now = identityOf(path);
      if (now === 'unknown') continue;
      if (now === undefined) return { path, finding: 'was deleted or moved away' };
      if (process.platform !== 'win32' && (now[0] !== identity[0] || now[1] !== identity[1])) return { path, finding: 'was replaced by another file' };
    }
    return undefined;
  }
}

/** Undefined where there is nothing; `unknown` where that cannot be said: a disk that does not answer is no proof. */
function identityOf(path: string): Identity | 'unknown' | undefined {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? undefined : [found.dev, found.ino];
  } catch (error) {
    return errorCode(error) === 'ENOTDIR' ? undefined : 'unknown';
  }
}
