/**
 * Looks at a write-ahead log (https://sqlite.org/fileformat2.html#walformat). SQLite reads it up to the last commit before the first frame whose
 * checksum is wrong, and drops the rest without a word. That is a loss only where a commit stands behind: a transaction that outgrows SQLite's memory is in
 * the log before it is committed, and where it is rolled back, its frames stay there, until others are written over them one by one. No commit has ever
 * followed those, and their checksums go on from frames that are not there any more. It is read piece by piece: a log may be larger than memory.
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { readWalIndex, type WalIndex } from './walIndex.ts';

export interface WalFinding {
  /** Frames, each a page of the database, that SQLite will read. */
  readonly readable: number;
  /** Whole frames of this log behind them, which it will not, up to the last that ends a commit. */
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
/** Looks at a log that somebody writes: one that shows another picture each time is being written. */
const MOST_LOOKS = 8;

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

/** What can be read of the log beside a database; undefined where there is none. `index`: what those who use it know of it, read before. */
export function examineLogOf(database: string, index?: WalIndex): WalFinding | undefined {
  const path = `${database}-wal`;
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const file = openSync(path, 'r');
  try {
    return examine(fstatSync(file).size, (into, at) => readSync(file, into, 0, into.length, at), index);
  } finally {
    closeSync(file);
  }
}

/** The same, also while somebody writes: what is damaged stays so, whatever is written behind it; what is only being written does not. `isServed`: a service has it. */
export function examineLogInUse(database: string, isServed = false): WalFinding | undefined {
  // Where nobody has it, SQLite builds the index anew for whoever looks, from what can be read.
  const look = (): WalFinding | undefined => examineLogOf(database, isServed ? readWalIndex(database) : undefined);
  let before = look();
  for (let looks = 1; before !== undefined && before.unreadable > 0 && looks < MOST_LOOKS; looks += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SETTLED_MS);
    const now = look();
    if (now !== undefined && now.unreadable >= before.unreadable && now.readable === before.readable) return now;
    before = now;
  }
  return before === undefined || before.unreadable === 0 ? before : { ...before, unreadable: 0 };
}

function examine(length: number, read: Read, index?: WalIndex): WalFinding | undefined {
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
  return examineFrames(length, read, FRAME_HEADER + (isHeaderGood ? page : pageBySalts(read, salts)), isHeaderGood ? sum : undefined, salts, index?.salts[0] === salts[0] && index.salts[1] === salts[1] ? index.committed : undefined);
}

/** How large the pages are where the header cannot be trusted: the second frame has the salts of the first. */
function pageBySalts(read: Read, [first, second]: readonly [number, number]): number {
  const salts = new Uint8Array(8), view = new DataView(salts.buffer);
  return PAGES.find((page) => read(salts, HEADER + FRAME_HEADER + page + 8) === salts.length && view.getUint32(0) === first && view.getUint32(4) === second) ?? USUAL_PAGE;
}
const PAGES = [USUAL_PAGE, 512, 1_024, 2_048, 8_192, 16_384, 32_768, 65_536];

/**
 * @param committed how many frames are, where that is known; where not, those up to the last that ends a commit
 * @param sum that of the header; undefined where SQLite reads no frame
 */
function examineFrames(length: number, read: Read, size: number, sum: Checksum | undefined, [first, second]: readonly [number, number], committed: number | undefined): WalFinding {
  const piece = new Uint8Array(size * Math.max(1, Math.floor(PIECE_BYTES / size)));
  const view = new DataView(piece.buffer);
  let readable = 0, behind = 0, unreadable = 0, isReadable = sum !== undefined;
  for (let at = HEADER; at + size <= length;) {
    const frames = Math.floor(read(piece, at) / size);
    if (frames === 0) break;
    for (let frame = 0; frame < frames * size; frame += size) {
      // Frames of an earlier round of the log have other salts, and were folded into the database long ago.
      let isOfThisRound = view.getUint32(frame + 8) === first && view.getUint32(frame + 12) === second;
      if (isReadable) {
        sum?.add(new Uint32Array(piece.buffer, frame, 2));
        sum?.add(new Uint32Array(piece.buffer, frame + FRAME_HEADER, (size - FRAME_HEADER) / 4));
        const goesOn = sum?.is(view.getUint32(frame + 16), view.getUint32(frame + 20)) === true;
        isReadable = isOfThisRound && goesOn;
        // The salts are not in the sum: what goes on from the frame before it is of this round, whatever they say.
        isOfThisRound ||= goesOn;
      }
      if (isReadable) readable += 1;
      else if (isOfThisRound) {
        behind += 1;
        // The size of the database after the commit that this frame ends; nothing in all others.
        if (view.getUint32(frame + 4) !== 0) unreadable = behind;
      }
    }
    at += frames * size;
  }
  return { readable, unreadable: committed === undefined ? unreadable : Math.max(0, committed - readable) };
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
