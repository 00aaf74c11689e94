/** System.TimeSpan: ticks of 100 ns. */
import { NetObject } from './value.ts';

export const TICKS_PER_MS = 10_000n;
export const TICKS_PER_SECOND = 10_000_000n;
export const TICKS_PER_MINUTE = 600_000_000n;
export const TICKS_PER_HOUR = 36_000_000_000n;
export const TICKS_PER_DAY = 864_000_000_000n;

const MOST_TICKS = 2n ** 63n - 1n;
const LEAST_TICKS = -(2n ** 63n);

/** A length of time that a TimeSpan cannot hold; `type` is the .NET exception. */
export class TimeSpanError extends Error {
  readonly code = 'TimeSpan';
  readonly type: 'System.OverflowException' | 'System.ArgumentException';
  constructor(type: TimeSpanError['type']) {
    super(type === 'System.OverflowException' ? 'TimeSpan overflowed because the duration is too long.' : 'TimeSpan does not accept floating point Not-a-Number values.');
    this.type = type;
  }
}

export class TimeSpan extends NetObject {
  readonly ticks: bigint;
  /** Throws TimeSpanError. */
  constructor(ticks: bigint) {
    super();
    if (ticks > MOST_TICKS || ticks < LEAST_TICKS) throw new TimeSpanError('System.OverflowException');
    this.ticks = ticks;
  }
  static readonly zero: TimeSpan = new TimeSpan(0n);
  static readonly max: TimeSpan = new TimeSpan(MOST_TICKS);
  static readonly min: TimeSpan = new TimeSpan(LEAST_TICKS);
  static of(days: number, hours: number, minutes: number, seconds: number, milliseconds = 0): TimeSpan {
    const ms = (((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds)) * 1000n + BigInt(milliseconds);
    return new TimeSpan(ms * TICKS_PER_MS);
  }
  /** From a count of units, rounded to the tick. Throws TimeSpanError. */
  static from(value: number, ticksPerUnit: bigint): TimeSpan {
    if (!Number.isFinite(value * Number(ticksPerUnit))) throw new TimeSpanError(Number.isNaN(value) ? 'System.ArgumentException' : 'System.OverflowException');
    return new TimeSpan(BigInt(Math.round(value * Number(ticksPerUnit))));
  }
  get days(): number { return Number(this.ticks / TICKS_PER_DAY); }
  get hours(): number { return Number((this.ticks / TICKS_PER_HOUR) % 24n); }
  get minutes(): number { return Number((this.ticks / TICKS_PER_MINUTE) % 60n); }
  get seconds(): number { return Number((this.ticks / TICKS_PER_SECOND) % 60n); }
  get milliseconds(): number { return Number((this.ticks / TICKS_PER_MS) % 1000n); }
  /** The whole span as a number of units. */
  total(ticksPerUnit: bigint): number { return Number(this.ticks) / Number(ticksPerUnit); }
  add(o: TimeSpan): TimeSpan { return new TimeSpan(this.ticks + o.ticks); }
  subtract(o: TimeSpan): TimeSpan { return new TimeSpan(this.ticks - o.ticks); }
  negate(): TimeSpan { return new TimeSpan(-this.ticks); }
  compare(o: TimeSpan): number { return this.ticks < o.ticks ? -1 : this.ticks > o.ticks ? 1 : 0; }
  /** The constant format `[-][d.]hh:mm:ss[.fffffff]`. */
  override toString(): string {
    const t = this.ticks < 0n ? -this.ticks : this.ticks;
    const two = (n: bigint): string => n.toString().padStart(2, '0');
    const day = t / TICKS_PER_DAY, fraction = t % TICKS_PER_SECOND;
    const clock = `${two((t / TICKS_PER_HOUR) % 24n)}:${two((t / TICKS_PER_MINUTE) % 60n)}:${two((t / TICKS_PER_SECOND) % 60n)}`;
    return (this.ticks < 0n ? '-' : '') + (day > 0n ? `${day}.` : '') + clock + (fraction > 0n ? `.${fraction.toString().padStart(7, '0')}` : '');
  }
}
