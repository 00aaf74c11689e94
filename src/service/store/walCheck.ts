/**
 * Looks at the write-ahead log that an unclean end left (https://sqlite.org/fileformat2.html#walformat). SQLite reads it up
 * to the first frame whose checksum is wrong and drops the rest without a word. After a loss of power that rest was never
 * acknowledged; after damage to the file it may have been: then somebody has to know, and a copy is kept.
 */
import { copyFileSync, readFileSync, statSync } from 'node:fs';
import { tightenFile } from '../files.ts';

export interface WalFinding {
  /** Frames that SQLite will read. */
  readonly readable: number;
  /** Whole frames of this log behind them, which it will not. */
  readonly unreadable: number;
}

const HEADER = 32;
const FRAME_HEADER = 24;
/** Larger logs are left to SQLite: looking at them would hold the start up. */
const MOST_BYTES = 256 * 1024 * 1024;
/** A change that is being written is whole after this time. */
const SETTLED_MS = 250;

/** What can be read of a log; undefined where there is none, or it is empty. */
export function examineWal(bytes: Buffer): WalFinding | undefined {
  if (bytes.length < HEADER + FRAME_HEADER) return undefined;
  const magic = bytes.readUInt32BE(0);
  const page = bytes.readUInt32BE(8);
  if ((magic & 0xFFFFFFFE) >>> 0 !== 0x377F0682 || page < 512 || page > 65_536) return { readable: 0, unreadable: Math.floor((bytes.length - HEADER) / (FRAME_HEADER + 4096)) };
  const isBigEndian = (magic & 1) === 1;
  const size = FRAME_HEADER + page;
  const count = Math.floor((bytes.length - HEADER) / size);
  let sum = checksum(bytes, 0, 24, [0, 0], isBigEndian);
  const headerIsGood = sum[0] === bytes.readUInt32BE(24) && sum[1] === bytes.readUInt32BE(28);
  // A header that is not whole may have lost the salts too: then those of the first frame say which frames belong together.
  const salts = headerIsGood ? bytes.subarray(16, 24) : bytes.subarray(HEADER + 8, HEADER + 16);
  const checked = headerIsGood ? count : 0;
  let readable = 0;
  for (let at = HEADER; readable < checked; at += size) {
    if (!bytes.subarray(at + 8, at + 16).equals(salts)) break;
    sum = checksum(bytes, at + FRAME_HEADER, page, checksum(bytes, at, 8, sum, isBigEndian), isBigEndian);
    if (sum[0] !== bytes.readUInt32BE(at + 16) || sum[1] !== bytes.readUInt32BE(at + 20)) break;
    readable += 1;
  }
  // Frames of an earlier round of the log have other salts, and were folded into the database long ago.
  let unreadable = 0;
  for (let frame = readable; frame < count; frame += 1) if (bytes.subarray(HEADER + frame * size + 8, HEADER + frame * size + 16).equals(salts)) unreadable += 1;
  return { readable, unreadable };
}

function checksum(bytes: Buffer, start: number, length: number, [before, after]: readonly [number, number], isBigEndian: boolean): readonly [number, number] {
  let [first, second] = [before, after];
  for (let at = start; at < start + length; at += 8) {
    const [left, right] = isBigEndian ? [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)] : [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
    first = (first + left + second) >>> 0;
    second = (second + right + first) >>> 0;
  }
  return [first, second];
}

/** What can be read of the log beside a database; undefined where there is none, or it is too large to be looked at. */
export function examineLogOf(database: string): WalFinding | undefined {
  const path = `${database}-wal`, found = statSync(path, { throwIfNoEntry: false });
  return found === undefined || !found.isFile() || found.size > MOST_BYTES ? undefined : examineWal(readFileSync(path));
}

/** The same, also while somebody writes: what is damaged stays so, what is only being written does not. */
export function examineLogInUse(database: string): WalFinding | undefined {
  const first = examineLogOf(database);
  if (first === undefined || first.unreadable === 0) return first;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SETTLED_MS);
  const second = examineLogOf(database);
  return second?.unreadable === first.unreadable && second.readable === first.readable ? second : undefined;
}

/** Keeps a copy of a log of which not everything can be read. @returns what to tell; undefined where all is well */
export function keepDamagedWal(database: string, now: Date): string | undefined {
  const path = `${database}-wal`;
  const finding = examineLogOf(database);
  if (finding === undefined || finding.unreadable === 0) return undefined;
  const copy = `${path}.damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  copyFileSync(path, copy);
  tightenFile(copy);
  return `${finding.unreadable} of ${finding.readable + finding.unreadable} changes in the log of the database cannot be read, and are not there any more. After a loss of power they were never acknowledged; otherwise the file was damaged: a copy is ${copy}, and "sma restore" brings a backup back.`;
}
