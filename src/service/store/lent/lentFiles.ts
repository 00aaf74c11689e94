/**
 * What is large and read slowly by many lies in a file meanwhile: copied once out of the database, however many read it, and each of them
 * holds no more than a piece. SQLite gives a part of a value only by reading all of it, and a value kept in memory would be there once for
 * everybody who takes their time.
 */
import { rmSync, statfsSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { removeUnfinished } from '../../files.ts';
import { Mutex } from '../mutex.ts';

/** Bytes that a reader holds at a time. */
const PIECE = 128 * 1024;
/** Bytes of all files together. What is beyond is read from the database, part by part. */
const MOST_BYTES = 2 * 1024 * 1024 * 1024;
/** Bytes that stay free on the disk: what jobs write goes first. */
const LEFT_FREE = 1024 * 1024 * 1024;

const NAME = 'lent';

/** A file that is open, and has no name any more: it is gone with whoever reads it last, however that ends. */
interface Lent { readonly file: FileHandle; readonly size: number; readers: number }

export class LentFiles {
  readonly #folder: string;
  readonly #most: number;
  readonly #lent = new Map<string, Lent>();
  readonly #turn = new Mutex();
  #bytes = 0;
  #last = 0;

  /** Removes what was left by a process that was killed in the moment between making a file and taking its name away. */
  constructor(folder: string, most = MOST_BYTES) {
    this.#folder = folder;
    this.#most = most;
    removeUnfinished(join(folder, NAME));
  }

  /** How many files there are. */
  get count(): number {
    return this.#lent.size;
  }

  /**
   * The bytes of a value in pieces, at the reader's pace. `key` names the value and its state: what is lent under one is the same for all.
   * Undefined where there is no room for it.
   */
  async read(key: string, size: number, whole: () => Promise<Uint8Array>): Promise<AsyncGenerator<Uint8Array, void> | undefined> {
    const lent = await this.#borrow(key, size, whole);
    if (lent === undefined) return undefined;
    const pieces = this.#pieces(key, lent);
    // Begun, it is given back however it ends, also where nobody ever takes a piece.
    await pieces.next();
    return pieces;
  }

  /** One after the other: whole values are in memory one at a time. */
  async #borrow(key: string, size: number, whole: () => Promise<Uint8Array>): Promise<Lent | undefined> {
    await this.#turn.acquire();
    try {
      const lent = this.#lent.get(key) ?? (this.#hasRoom(size) ? await this.#lend(key, await whole()) : undefined);
      if (lent !== undefined) lent.readers += 1;
      return lent;
    } finally {
      this.#turn.release();
    }
  }

  #hasRoom(size: number): boolean {
    if (this.#bytes + size > this.#most) return false;
    try {
      const { bavail, bsize } = statfsSync(this.#folder);
      return bavail * bsize - size > LEFT_FREE;
    } catch {
      // A folder that was moved away.
      return false;
    }
  }

  async #lend(key: string, bytes: Uint8Array): Promise<Lent | undefined> {
    this.#last += 1;
    const path = `${join(this.#folder, NAME)}.${this.#last}.new`;
    let file: FileHandle | undefined;
    try {
      file = await open(path, 'wx+', 0o600);
      rmSync(path);
      await file.writeFile(bytes);
    } catch {
      // A disk that is full above all: who reads is not to know of it.
      await file?.close().catch(() => undefined);
      rmSync(path, { force: true });
      return undefined;
    }
    const lent: Lent = { file, size: bytes.byteLength, readers: 0 };
    this.#lent.set(key, lent);
    this.#bytes += lent.size;
    return lent;
  }

  async *#pieces(key: string, lent: Lent): AsyncGenerator<Uint8Array, void> {
    try {
      yield new Uint8Array(0);
      for (let at = 0; at < lent.size;) {
        const { bytesRead, buffer } = await lent.file.read(new Uint8Array(Math.min(PIECE, lent.size - at)), 0, undefined, at);
        if (bytesRead === 0) throw new Error('A lent file ended before its time.');
        at += bytesRead;
        yield bytesRead === buffer.byteLength ? buffer : buffer.subarray(0, bytesRead);
      }
    } finally {
      lent.readers -= 1;
      if (lent.readers === 0) {
        if (this.#lent.get(key) === lent) this.#lent.delete(key);
        this.#bytes -= lent.size;
        await lent.file.close().catch(() => undefined);
      }
    }
  }
}
