/** What is known of a date while it is read, and what becomes of it: the parts that were not named, the zone, the kind. */
import { offsetOfLocal } from '../formatDate.ts';
import { currentOrNone } from '../../run/current.ts';
import { DateTime, MAX_TICKS, daysInMonth } from '../../values/dateTime.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../values/timeSpan.ts';
import type { OtherCalendar } from '../calendars.ts';
import type { Culture } from '../culture.ts';

/** DateTimeStyles. */
export const STYLE = { leading: 1, trailing: 2, inner: 4, noDefault: 8, toUtc: 16, assumeLocal: 32, assumeUtc: 64, roundtrip: 128 } as const;
/** A text is no date; the message is .NET's (FormatException). */
export class NotADate extends Error {
  override readonly name: string = 'NotADate';
  readonly code = 'NotADate';
}
const DAY_TICKS = TICKS_PER_DAY, HOURS_14 = 14 * 60;
/** To the nearest tick, halves to the even one (Math.Round). */
const ticksOf = (fraction: number): bigint => { const n = fraction * 1e7, low = Math.floor(n), rest = n - low; return BigInt(rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low); };
/** How far the place's time is from UTC, in minutes: at a moment of UTC, or at a local time. */
const offsetAtUtc = (ticks: bigint): number => currentOrNone()?.host.clock.offsetMinutes(new DateTime(ticks).unixMs) ?? 0;
const offsetAt = (ticks: bigint): number => { const clock = currentOrNone()?.host.clock; return clock === undefined ? 0 : offsetOfLocal(clock, new DateTime(ticks).unixMs); };

export class DateResult {
  readonly text: string;
  /** Whether a DateTimeOffset is asked for. */
  readonly withOffset: boolean;
  readonly styles: number;
  culture: Culture;
  year = -1;
  month = -1;
  day = -1;
  hour = 0;
  minute = 0;
  second = 0;
  fraction = -1;
  yearDefault = false;
  haveDate = false;
  haveTime = false;
  monthByName = false;
  /** Parts that were named by a suffix, as in `2024年`: a bit for each sign. */
  suffixed = 0;
  /** Minutes from UTC, where the text names a zone. */
  offset = 0;
  zoned = false;
  zonedUtc = false;
  date = DateTime.min;
  constructor(text: string, culture: Culture, styles: number, withOffset: boolean) { this.text = text; this.culture = culture; this.styles = styles; this.withOffset = withOffset; }
  fail(why?: string): never { throw new NotADate(why ?? `String '${this.text}' was not recognized as a valid DateTime.`); }
  failInCalendar(calendar = `System.Globalization.${this.culture.calendar?.netName ?? 'GregorianCalendar'}`): never { return this.fail(`The DateTime represented by the string '${this.text}' is not supported in calendar '${calendar}'.`); }
  /** Two digits mean a year near ours (Calendar.ToFourDigitYear). */
  fullYear(year: number): number {
    if (year >= 100 || year < 0) return year;
    const last = { ThaiBuddhistCalendar: 2572, PersianCalendar: 1410, UmAlQuraCalendar: 1451 }[this.culture.calendar?.netName ?? ''] ?? 2049;
    return Math.trunc(last / 100) * 100 - (year > last % 100 ? 100 : 0) + year;
  }
  /** Whether the calendar has the day; then it is the date. */
  setDate(year: number, month: number, day: number, calendar: OtherCalendar | null = this.culture.calendar ?? null): boolean {
    if (calendar === null ? year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) : calendar.gregorian(year, month, day) === undefined) return false;
    this.year = year; this.month = month; this.day = day;
    return true;
  }
  /** Today, as the culture counts days. */
  today(): { readonly year: number; readonly month: number; readonly day: number } {
    const now = this.nowTicks(), d = new DateTime(now);
    return this.culture.calendar?.day(d.year, d.month, d.day) ?? d;
  }
  private nowTicks(): bigint {
    const utc = currentOrNone()?.host.clock.utcTicks() ?? DateTime.fromUnixMs(Date.now()).ticks;
    if (this.withOffset && this.zoned) return utc + BigInt(this.offset) * TICKS_PER_MINUTE;
    return this.withOffset && (this.styles & STYLE.assumeUtc) !== 0 ? utc : utc + BigInt(offsetAtUtc(utc)) * TICKS_PER_MINUTE;
  }
  setZone(minutes: number, utc: boolean): void { this.zoned = true; this.offset = minutes; if (utc) this.zonedUtc = true; }
  /** The parts that are missing are today's, or the first ones. */
  fillIn(): void {
    if (this.withOffset && this.zoned && (this.month !== -1 || this.day !== -1) && (this.year === -1 || this.yearDefault)) this.fail(`There must be at least a partial date with a year present in the input string '${this.text}'.`);
    const timeOnly = this.year === -1 && this.month === -1 && this.day === -1, { year, month, day } = this.year === -1 ? this.today() : { year: 1, month: 1, day: 1 };
    if (timeOnly && (this.styles & STYLE.noDefault) !== 0) { this.culture = { ...this.culture, calendar: undefined }; this.year = this.month = this.day = 1; }
    if (this.year === -1) this.year = year;
    if (this.month === -1) this.month = timeOnly ? month : 1;
    if (this.day === -1) this.day = timeOnly ? day : 1;
    if (this.hour === -1) this.hour = 0;
    if (this.minute === -1) this.minute = 0;
    if (this.second === -1) this.second = 0;
  }
  /** The date of the parts, in the calendar of the culture unless another is given. */
  assemble(fraction: number, weekday: number, calendar: OtherCalendar | null = this.culture.calendar ?? null): void {
    const { year, month, day } = this;
    if (!this.setDate(year, month, day, calendar) || this.hour < 0 || this.hour > 23 || this.minute < 0 || this.minute > 59 || this.second < 0 || this.second > 59) this.failInCalendar();
    const d = calendar?.gregorian(year, month, day) ?? { year, month, day };
    const whole = DateTime.of(d.year, d.month, d.day, this.hour, this.minute, this.second), at = fraction > 0 ? whole.addTicks(ticksOf(fraction)) : whole;
    if (at.ticks > MAX_TICKS) this.fail();
    if (weekday !== -1 && weekday !== at.dayOfWeek) this.fail(`String '${this.text}' was not recognized as a valid DateTime because the day of week was incorrect.`);
    this.date = at;
  }
  /** What was read is all there is: the missing parts, the date and its zone. */
  complete(fraction: number, weekday: number): this {
    const timeOnly = this.year === -1 && this.month === -1 && this.day === -1;
    this.fillIn();
    this.assemble(fraction, weekday);
    this.adjust(timeOnly);
    return this;
  }
  /** What the zone of the text and the styles make of the date (DetermineTimeZoneAdjustments). */
  adjust(timeOnly: boolean): void {
    const has = (style: number): boolean => (this.styles & style) !== 0;
    if (this.withOffset) { this.adjustOffset(has); return; }
    if (Math.abs(this.offset) > HOURS_14) this.fail(this.beyond14());
    if (!this.zoned) {
      if (has(STYLE.assumeLocal)) {
        if (!has(STYLE.toUtc)) { this.date = this.date.withKind('Local'); return; }
        this.setZone(offsetAt(this.date.ticks), false);
      } else if (has(STYLE.assumeUtc)) {
        if (has(STYLE.toUtc)) { this.date = this.date.withKind('Utc'); return; }
        this.setZone(0, false);
      } else return;
    }
    if (has(STYLE.roundtrip) && this.zonedUtc) this.date = this.date.withKind('Utc');
    else if (has(STYLE.toUtc)) this.toUtc();
    else this.toLocal(timeOnly);
  }
  private beyond14(): string { return `The time zone offset of string '${this.text}' must be within plus or minus 14 hours.`; }
  private adjustOffset(has: (style: number) => boolean): void {
    if (!this.zoned) this.offset = has(STYLE.assumeUtc) ? 0 : offsetAt(this.date.ticks);
    const utc = this.date.ticks - BigInt(this.offset) * TICKS_PER_MINUTE;
    if (utc < 0n || utc > MAX_TICKS) this.fail(`The UTC representation of the date '${this.text}' falls outside the year range 1-9999.`);
    if (Math.abs(this.offset) > HOURS_14) this.fail(this.beyond14());
    if (has(STYLE.toUtc)) { this.date = new DateTime(utc, 'Utc'); this.offset = 0; }
  }
  private within(ticks: bigint): bigint { return ticks < 0n || ticks > MAX_TICKS ? this.fail(`The DateTime represented by the string '${this.text}' is out of range.`) : ticks; }
  private toUtc(): void {
    const utc = this.date.ticks - BigInt(this.offset) * TICKS_PER_MINUTE;
    this.date = new DateTime(this.within(utc < 0n ? utc + DAY_TICKS : utc), 'Utc');
  }
  private toLocal(timeOnly: boolean): void {
    const utc = this.date.ticks - BigInt(this.offset) * TICKS_PER_MINUTE, first = this.date.ticks < DAY_TICKS;
    const minutes = first ? offsetAt(timeOnly ? this.nowTicks() : this.date.ticks) : utc < 0n || utc > MAX_TICKS ? offsetAt(this.date.ticks) : offsetAtUtc(utc), local = utc + BigInt(minutes) * TICKS_PER_MINUTE;
    this.date = new DateTime(this.within(first && local < 0n ? local + DAY_TICKS : local), 'Local');
  }
}
