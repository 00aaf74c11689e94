/** System.DateTime (ticks since 0001-01-01 and a kind) and DateTimeOffset. Calendar arithmetic is done on days. */
import { TICKS_PER_DAY, TICKS_PER_MS, TimeSpan } from './timeSpan.ts';
import { NetObject } from './value.ts';

export type DateTimeKind = 'Unspecified' | 'Utc' | 'Local';
/** Ticks at 1970-01-01. */
export const UNIX_TICKS = 621_355_968_000_000_000n;
export const MAX_TICKS = 3_155_378_975_999_999_999n;

/** Days since 0001-01-01 of a date of the Gregorian calendar. */
export function daysOf(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1, m = month > 2 ? month - 3 : month + 9;
  return Math.floor(y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)) + Math.floor((153 * m + 2) / 5) + day - 307;
}
/** Year, month and day of a day number. */
export function dateOf(days: number): readonly [number, number, number] {
  const z = days + 306, era = Math.floor(z / 146097), doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100)), mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return [yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - Math.floor((153 * mp + 2) / 5) + 1];
}
export const isLeapYear = (y: number): boolean => y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0);
export const daysInMonth = (y: number, m: number): number => (m === 2 ? (isLeapYear(y) ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31);

export class DateTime extends NetObject {
  readonly ticks: bigint;
  readonly kind: DateTimeKind;
  constructor(ticks: bigint, kind: DateTimeKind = 'Unspecified') { super(); this.ticks = ticks; this.kind = kind; }
  static readonly min: DateTime = new DateTime(0n);
  static readonly max: DateTime = new DateTime(MAX_TICKS);
  /** The caller has checked the ranges. */
  static of(y: number, mo: number, d: number, h = 0, mi = 0, s = 0, ms = 0, kind: DateTimeKind = 'Unspecified'): DateTime {
    return new DateTime(BigInt(daysOf(y, mo, d) * 86_400_000 + ((h * 60 + mi) * 60 + s) * 1000 + ms) * TICKS_PER_MS, kind);
  }
  static fromUnixMs(ms: number, kind: DateTimeKind = 'Utc'): DateTime { return new DateTime(UNIX_TICKS + BigInt(Math.trunc(ms)) * TICKS_PER_MS, kind); }
  get dayNumber(): number { return Number(this.ticks / TICKS_PER_DAY); }
  /** Ticks since midnight: as a number, from which hours, minutes and their kind follow sooner. */
  get clockTicks(): number { return Number(this.ticks % TICKS_PER_DAY); }
  get date(): DateTime { return new DateTime(this.ticks - this.ticks % TICKS_PER_DAY, this.kind); }
  get timeOfDay(): TimeSpan { return new TimeSpan(this.ticks % TICKS_PER_DAY); }
  get year(): number { return dateOf(this.dayNumber)[0]; }
  get month(): number { return dateOf(this.dayNumber)[1]; }
  get day(): number { return dateOf(this.dayNumber)[2]; }
  get hour(): number { return Math.floor(this.clockTicks / 36e9); }
  get minute(): number { return Math.floor(this.clockTicks / 6e8) % 60; }
  get second(): number { return Math.floor(this.clockTicks / 1e7) % 60; }
  get millisecond(): number { return Math.floor(this.clockTicks / 1e4) % 1000; }
  /** 0 is Sunday. */
  get dayOfWeek(): number { return (this.dayNumber + 1) % 7; }
  get dayOfYear(): number { return this.dayNumber - daysOf(this.year, 1, 1) + 1; }
  /** Milliseconds since 1970, of the clock time as written. */
  get unixMs(): number { return Number((this.ticks - UNIX_TICKS) / TICKS_PER_MS); }
  addTicks(n: bigint): DateTime { return new DateTime(this.ticks + n, this.kind); }
  addMonths(n: number): DateTime {
    const [y, m, d] = dateOf(this.dayNumber);
    const index = y * 12 + (m - 1) + n, year = Math.floor(index / 12), month = index - year * 12 + 1;
    const days = daysOf(year, month, Math.min(d, daysInMonth(year, month)));
    return new DateTime(BigInt(days) * TICKS_PER_DAY + this.ticks % TICKS_PER_DAY, this.kind);
  }
  withKind(kind: DateTimeKind): DateTime { return new DateTime(this.ticks, kind); }
  compare(o: DateTime): number { return this.ticks < o.ticks ? -1 : this.ticks > o.ticks ? 1 : 0; }
}

/** System.DateTimeOffset: the clock time and its distance from UTC. */
export class DateTimeOffset extends NetObject {
  readonly clock: DateTime;
  readonly offset: TimeSpan;
  constructor(clock: DateTime, offset: TimeSpan) { super(); this.clock = clock.withKind('Unspecified'); this.offset = offset; }
  get utc(): DateTime { return new DateTime(this.clock.ticks - this.offset.ticks, 'Utc'); }
  compare(o: DateTimeOffset): number { return this.utc.compare(o.utc); }
}
