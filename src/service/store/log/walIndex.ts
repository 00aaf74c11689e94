/**
 * What SQLite keeps beside a log for those who use it together (https://sqlite.org/walformat.html#the_wal_index_file_format): how many frames of
 * it are committed. It is in their memory, and no damage of the log reaches it.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';

export interface WalIndex {
  /** Frames that are committed: all from the first on. */
  readonly committed: number;
  /** Of the log that it belongs to. */
  readonly salts: readonly [number, number];
}

/** The head stands there twice, so that one that is being written is seen. */
const HEAD = 48;

/** What the index beside a database says; undefined where there is none, or it is being written. */
export function readWalIndex(database: string): WalIndex | undefined {
  const head = Buffer.alloc(2 * HEAD);
  try {
    const file = openSync(`${database}-shm`, 'r');
    try {
      if (readSync(file, head, 0, head.length, 0) < head.length) return undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
  const isWhole = head.subarray(0, HEAD).equals(head.subarray(HEAD)), isInitialized = head.readUInt8(12) === 1;
  if (!isWhole || !isInitialized) return undefined;
  // Numbers are as this machine has them; the salts are as they are in the log.
  return { committed: endianness() === 'LE' ? head.readUInt32LE(16) : head.readUInt32BE(16), salts: [head.readUInt32BE(32), head.readUInt32BE(36)] };
}
