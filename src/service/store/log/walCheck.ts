/**
 * Looks at a write-ahead log (https://sqlite.org/fileformat2.html#walformat). SQLite reads it up to the first frame whose checksum is
 * wrong and drops the rest without a word. It is read piece by piece: a log may be larger than memory.
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

export interface WalFinding {
  /** Frames, each a page of the database, that SQLite will read. */
  readonly readable: number;
  /** Whole frames of this log behind them, which it will not. */
  readonly unreadable: number;
}

const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377F0682;
const USUAL_PAGE = 4096;
/** Read at once, about. */
const PIECE_BYTES = 1024 * 1024;
/** A change that is being written is whole after this time. */
const SETTLED_MS = 250;

/** Gives the bytes from a place on, as far as the buffer and the log go. @returns how many */
type Read = (into: Uint8Array<ArrayBuffer>, at: number) => number;

/** What can be read of a log; undefined where it is empty. */
export function examineWal(bytes: Uint8Array): WalFinding | undefined {
  return examine(bytes.length, (into, at) => {
    const piece = bytes.subarray(at, at + into.length);
    into.set(piece);
    return piece.length;
  });
}

/** What can be read of the log beside a database; undefined where there is none. */
export function examineLogOf(database: string): WalFinding | undefined {
  const path = `${database}-wal`;
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const file = openSync(path, 'r');
  try {
    return examine(fstatSync(file).size, (into, at) => readSync(file, into, 0, into.length, at));
  } finally {
    closeSync(file);
  }
}

/** The same, also while somebody writes: what is damaged stays so, what is only being written does not. */
export function examineLogInUse(database: string): WalFinding | undefined {
  const first = examineLogOf(database);
  if (first === undefined || first.unreadable === 0) return first;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SETTLED_MS);
  const second = examineLogOf(database);
  return second?.unreadable === first.unreadable && second.readable === first.readable ? second : undefined;
}

function examine(length: number, read: Read): WalFinding | undefined {
  if (length < HEADER + FRAME_HEADER) return undefined;
  // The salts of the first frame come right behind the header.
  const head = new Uint8Array(HEADER + FRAME_HEADER), view = new DataView(head.buffer);
  if (read(head, 0) < head.length) return undefined;
  const magic = view.getUint32(0), page = view.getUint32(8);
  if ((magic & 0xFFFFFFFE) >>> 0 !== MAGIC || page < 512 || page > 65_536) return { readable: 0, unreadable: Math.floor((length - HEADER) / (FRAME_HEADER + USUAL_PAGE)) };
  const sum = new Checksum((magic & 1) === 0);
  sum.add(new Uint32Array(head.buffer, 0, 6));
  const isHeaderGood = sum.is(view.getUint32(24), view.getUint32(28));
  // A header that is not whole may have lost the salts too: then those of the first frame say which frames belong together.
  const saltsAt = isHeaderGood ? 16 : HEADER + 8;
  const salts = [view.getUint32(saltsAt), view.getUint32(saltsAt + 4)] as const;
  return examineFrames(length, read, FRAME_HEADER + page, isHeaderGood ? sum : undefined, salts);
}

/** @param sum that of the header; undefined where SQLite reads no frame */
function examineFrames(length: number, read: Read, size: number, sum: Checksum | undefined, [first, second]: readonly [number, number]): WalFinding {
  const piece = new Uint8Array(size * Math.max(1, Math.floor(PIECE_BYTES / size)));
  const view = new DataView(piece.buffer);
  let readable = 0, unreadable = 0, isReadable = sum !== undefined;
  for (let at = HEADER; at + size <= length;) {
    const frames = Math.floor(read(piece, at) / size);
    if (frames === 0) break;
    for (let frame = 0; frame < frames * size; frame += size) {
      // Frames of an earlier round of the log have other salts, and were folded into the database long ago.
      const isOfThisRound = view.getUint32(frame + 8) === first && view.getUint32(frame + 12) === second;
      if (isReadable && isOfThisRound) {
        sum?.add(new Uint32Array(piece.buffer, frame, 2));
        sum?.add(new Uint32Array(piece.buffer, frame + FRAME_HEADER, (size - FRAME_HEADER) / 4));
      }
      isReadable &&= isOfThisRound && sum?.is(view.getUint32(frame + 16), view.getUint32(frame + 20)) === true;
      if (isReadable) readable += 1;
      else if (isOfThisRound) unreadable += 1;
    }
    at += frames * size;
  }
  return { readable, unreadable };
}

const IS_LITTLE_ENDIAN_HERE = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
const turned = (word: number): number => ((word >>> 24) | ((word >>> 8) & 0xFF00) | ((word & 0xFF00) << 8) | (word << 24));

/** That of a log, which goes on from frame to frame. The magic number of a log says in which order of bytes it is counted. */
class Checksum {
  readonly #isTurned: boolean;
  #first = 0;
  #second = 0;

  constructor(isLittleEndian: boolean) {
    this.#isTurned = isLittleEndian !== IS_LITTLE_ENDIAN_HERE;
  }

  add(words: Uint32Array): void {
    let first = this.#first, second = this.#second;
    for (let at = 0; at < words.length; at += 2) {
      const left = words[at] ?? 0, right = words[at + 1] ?? 0;
      first = (first + (this.#isTurned ? turned(left) : left) + second) | 0;
      second = (second + (this.#isTurned ? turned(right) : right) + first) | 0;
    }
    this.#first = first;
    this.#second = second;
  }

  is(first: number, second: number): boolean {
    return this.#first >>> 0 === first && this.#second >>> 0 === second;
  }
}
