/** Cultures that count years in a calendar of their own: the Buddhist one of Thailand, the Persian one, Um al-Qura in Saudi Arabia. */

const DAY = 86_400_000;
/** A day as a calendar counts it. */
export interface CalendarDay { readonly year: number; readonly month: number; readonly day: number }
export class OtherCalendar {
  /** Its name for Intl. */
  readonly name: string;
  /** Of .NET's class. */
  readonly netName: string;
  /** The fourth day of its third month, at five minutes and nine seconds past one: shows which places of a pattern are padded. */
  readonly sample: Date;
  private readonly numbers: Intl.DateTimeFormat;
  private readonly starts: Date[] = [];
  constructor(name: string, netName: string, sample: number) {
    this.name = name;
    this.netName = netName;
    this.sample = new Date(sample);
    this.numbers = new Intl.DateTimeFormat('en', { calendar: name, numberingSystem: 'latn', timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' });
  }
  /** The day that the Gregorian one is. */
  day(year: number, month: number, day: number): CalendarDay {
    const date = new Date(Date.UTC(2000, month - 1, day));
    date.setUTCFullYear(year, month - 1, day);
    return this.of(date);
  }
  /** The Gregorian day that a day of this calendar is; undefined where it has no such day. */
  gregorian(year: number, month: number, day: number): CalendarDay | undefined {
    // Near it by the mean length of a year, then there in a few steps.
    const { year: now } = this.of(this.sample), length = this.name === 'islamic-umalqura' ? 354.367 : 365.2425;
    let at = this.sample.getTime() + Math.round((year - now) * length + (month - 3) * (length / 12) + (day - 4)) * DAY;
    if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
    for (let i = 0; i < 12; i++) {
      const found = this.of(new Date(at)), away = Math.round((year - found.year) * length + (month - found.month) * (length / 12)) + (day - found.day);
      if (found.year === year && found.month === month && found.day === day) { const d = new Date(at); return { year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, day: d.getUTCDate() }; }
      // Months differ in length: at an edge the mean says that one is there already.
      at += (away === 0 ? Math.sign((year - found.year) * 12 + month - found.month) : away) * DAY;
    }
    return undefined;
  }
  /** Some first day of a month, counted from zero. */
  month(index: number): Date {
    for (let i = 0, found = this.starts.length; found < 12 && i < 800; i++) {
      const date = new Date(Date.UTC(2023, 0, 1 + i)), { month, day } = this.of(date);
      if (day === 1 && this.starts[month - 1] === undefined) { this.starts[month - 1] = date; found += 1; }
    }
    return this.starts[index] ?? this.sample;
  }
  private of(date: Date): CalendarDay {
    const parts = this.numbers.formatToParts(date), part = (type: string): number => Number.parseInt(parts.find((p) => p.type === type)?.value ?? '1', 10);
    return { year: part('year'), month: part('month'), day: part('day') };
  }
}
const made = new Map<string, OtherCalendar | undefined>();
/** The calendar of a culture that has another than the Gregorian one. */
export function calendarOf(tag: string): OtherCalendar | undefined {
  const key = /^(?:th|fa)\b/.exec(tag)?.[0] ?? (tag === 'ar-SA' ? tag : '');
  if (!made.has(key)) {
    made.set(key, key === 'th' ? new OtherCalendar('buddhist', 'ThaiBuddhistCalendar', Date.UTC(2024, 2, 4, 1, 5, 9)) : key === 'fa' ? new OtherCalendar('persian', 'PersianCalendar', Date.UTC(2023, 4, 25, 1, 5, 9)) : key === 'ar-SA' ? new OtherCalendar('islamic-umalqura', 'UmAlQuraCalendar', Date.UTC(2023, 8, 19, 1, 5, 9)) : undefined);
  }
  return made.get(key);
}
