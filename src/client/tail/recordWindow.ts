import { createHash } from 'node:crypto';
import type { JobRecord } from '../api.ts';
import { epochOf, timeOf } from '../resources/time.ts';

/** Milliseconds: several steps of SMA's datetime. */
const SETTLED_OVERLAP = 50;

/**
 * Tells new records from known ones when a job's records are read again and again from a time on.
 *
 * SMA gives a record no id and its times about 3 ms of precision, so many records share a time and even their text;
 * it is not known whether "since" includes its own moment, and records of parallel branches may become visible late.
 * Therefore each reading goes back a little behind the newest time seen (`overlap`), and records are told apart by
 * counting: of records that are the same in time, stream and text, as many are new as there are more of them than before.
 */
export class RecordWindow {
  readonly #overlap: number;
  /** Time → hash of stream and text → how many were given out. */
  readonly #seen = new Map<string, Map<string, number>>();
  /** The newest time seen. */
  #newest: string | undefined;
  #since: string | undefined;

  constructor(overlap: number) {
    this.#overlap = overlap;
  }

  /** From which time on to read next; undefined for everything. */
  get since(): string | undefined {
    return this.#since;
  }

  /**
   * The records of a reading (all that the server has from `since` on) that were not given out before, in order of time.
   * A reading may be repeated, be cut short by an error before it gets here, or come from a restarted server.
   */
  take(reading: readonly JobRecord[]): readonly JobRecord[] {
    const counts = new Map<string, Map<string, number>>();
    const fresh: JobRecord[] = [];
    for (const record of reading) {
      const key = keyOf(record);
      const count = bump(counts, record.time, key);
      if (count > (this.#seen.get(record.time)?.get(key) ?? 0)) {
        bump(this.#seen, record.time, key);
        fresh.push(record);
      }
      if (this.#newest === undefined || record.time > this.#newest) this.#newest = record.time;
    }
    this.#moveOn(this.#overlap);
    // Stable: records of one time keep the order the server gave them.
    return fresh.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  }

  /**
   * To be called when nothing new came for longer than the overlap: late records have had their time, so that the next
   * readings need not bring a burst's last seconds again and again.
   */
  settle(): void {
    this.#moveOn(SETTLED_OVERLAP);
  }

  #moveOn(overlap: number): void {
    const newest = this.#newest === undefined ? Number.NaN : epochOf(this.#newest);
    if (Number.isNaN(newest)) return;
    const since = timeOf(newest - overlap);
    if (this.#since !== undefined && since <= this.#since) return;
    this.#since = since;
    // What lies before the next reading cannot come back in it.
    for (const time of this.#seen.keys()) if (time < since) this.#seen.delete(time);
  }
}

function bump(counts: Map<string, Map<string, number>>, time: string, key: string): number {
  let keys = counts.get(time);
  if (keys === undefined) counts.set(time, (keys = new Map()));
  const count = (keys.get(key) ?? 0) + 1;
  keys.set(key, count);
  return count;
}

// A text may be megabytes; the window keeps 18 bytes of it.
function keyOf(record: JobRecord): string {
  return record.text.length < 24 ? `${record.stream}:${record.text}` : createHash('sha256').update(record.stream).update('\0').update(record.text).digest('base64').slice(0, 24);
}
