/**
 * Times of stream records: Edm.DateTime texts in UTC with seven decimals (ticks of 100 ns), strictly increasing within
 * a job, so that a reader who pages by time neither loses nor repeats a record (sma-rest-api.md 3.3: clients sort by it).
 */

/** Where the time comes from: wall clock in ms, and a steady one with fractions. */
export interface ClockSource { readonly wall: () => number; readonly steady: () => number }

const systemClock: ClockSource = { wall: () => Date.now(), steady: () => performance.now() };
const TICKS_PER_MS = 10_000;

export class RecordClock {
  private readonly source: ClockSource;
  private wallStart: number;
  private steadyStart: number;
  /** Whole milliseconds and the ticks within one, of the record before. */
  private lastMs = 0;
  private lastTick = -1;
  private secondOfText = -1;
  private secondText = '';

  constructor(source: ClockSource = systemClock) {
    this.source = source;
    this.wallStart = source.wall();
    this.steadyStart = source.steady();
  }

  /** Sets the clock again: one that was made long before its job would not know that the system's has been set meanwhile. */
  begin(): void {
    this.wallStart = this.source.wall();
    this.steadyStart = this.source.steady();
  }

  /** The time of the next record. A wall clock that is set back while the job runs does not disturb it. */
  next(): string {
    const now = this.wallStart + (this.source.steady() - this.steadyStart);
    let ms = Math.floor(now);
    let tick = Math.floor((now - ms) * TICKS_PER_MS);
    if (ms < this.lastMs || (ms === this.lastMs && tick <= this.lastTick)) {
      ms = this.lastMs;
      tick = this.lastTick + 1;
      if (tick === TICKS_PER_MS) { ms += 1; tick = 0; }
    }
    this.lastMs = ms;
    this.lastTick = tick;
    return this.text(ms, tick);
  }

  private text(ms: number, tick: number): string {
    const second = Math.floor(ms / 1000);
    if (second !== this.secondOfText) {
      this.secondOfText = second;
      this.secondText = new Date(second * 1000).toISOString().slice(0, 19);
    }
    return `${this.secondText}.${String((ms - second * 1000) * TICKS_PER_MS + tick).padStart(7, '0')}`;
  }
}
