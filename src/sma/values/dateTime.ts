/**
 * Edm.DateTime as text (sma-rest-api.md 1.8): UTC, no zone letter, up to seven decimals. Arithmetic is done in ticks
 * (100 ns since 0001-01-01, as .NET counts), in bigint; a JavaScript Date would lose four decimals and bring in a time zone.
 *
 * The canonical text has no trailing zeros after the point, so that two canonical texts compare as plain strings.
 */

const TICKS_PER_MILLISECOND = 10_000n;
const TICKS_PER_SECOND = 10_000_000n;
const TICKS_PER_MINUTE = 60n * TICKS_PER_SECOND;
const TICKS_PER_DAY = 24n * 60n * TICKS_PER_MINUTE;
const EPOCH_TICKS = 621_355_968_000_000_000n;
const MAX_TICKS = 3_155_378_975_999_999_999n;

/** What clients send for a time the server sets (1.8): the smallest DateTime. */
export const UNSET_DATE_TIME = '0001-01-01T00:00:00';

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7})\d*)?)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * Reads an ISO date and time into canonical text. `Z` or nothing means UTC; an offset is converted.
 * @returns undefined when the text is no such date (a 30th of February is none).
 */
export function parseDateTime(text: string): string | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '00', fraction = '', zone] = match;
  const ticks = ticksFromParts(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second), fraction);
  if (ticks === undefined) return undefined;
  if (zone === undefined || zone === 'Z') return dateTimeFromTicks(ticks);
  const offset = BigInt(Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * TICKS_PER_MINUTE;
  const shifted = zone.startsWith('-') ? ticks + offset : ticks - offset;
  return shifted < 0n || shifted > MAX_TICKS ? undefined : dateTimeFromTicks(shifted);
}

const US = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,7})\d*)?)?(?:\s*([AP])M)?)?$/i;
const SPACED = /^(\d{4}-\d\d-\d\d)(?: (.*))?$/;

/** As `parseDateTime`, and also the culture text that clients send to GetStreamItems: `6/9/2014 10:15:00 AM` (sma-rest-api.md 3.3). */
export function parseLenientDateTime(text: string): string | undefined {
  const trimmed = text.trim();
  const iso = parseDateTime(trimmed);
  if (iso !== undefined) return iso;
  const spaced = SPACED.exec(trimmed);
  if (spaced !== null) return parseDateTime(`${spaced[1]}T${spaced[2] ?? '00:00:00'}`);
  const match = US.exec(trimmed);
  if (match === null) return parseRfc1123(trimmed);
  const [, month, day, year, hour = '0', minute = '00', second = '00', fraction = '', half] = match;
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  }
  const ticks = ticksFromParts(Number(year), Number(month), Number(day), hours, Number(minute), Number(second), fraction);
  return ticks === undefined ? undefined : dateTimeFromTicks(ticks);
}

const RFC_1123 = /^(?:(sun|mon|tue|wed|thu|fri|sat), )?(\d{1,2}) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) (\d{4}) (\d\d):(\d\d):(\d\d)(?: gmt)?$/i;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Mon, 23 Nov 2026 06:10:15 GMT`, as dates are in HTTP; .NET's parser takes it in every culture, where the day of the week is right. */
function parseRfc1123(text: string): string | undefined {
  const match = RFC_1123.exec(text);
  if (match === null) return undefined;
  const [, weekday, day, month = '', year, hour, minute, second] = match;
  const ticks = ticksFromParts(Number(year), MONTHS.indexOf(month.toLowerCase()) + 1, Number(day), Number(hour), Number(minute), Number(second), '');
  // The first day that is counted was a Monday.
  if (ticks === undefined || (weekday !== undefined && DAYS[Number((ticks / TICKS_PER_DAY + 1n) % 7n)] !== weekday.toLowerCase())) return undefined;
  return dateTimeFromTicks(ticks);
}

/** Whether a stored text is a time; what it was made of by others may be anything. */
export const isDateTime = (text: string): boolean => !/(?:Z|[+-]\d\d:\d\d)$/.test(text) && parseDateTime(text) !== undefined;

/** Ticks of an Edm.DateTime text; throws RangeError when it is none. */
export function ticksOf(text: string): bigint {
  const match = ISO.exec(text);
  if (match !== null && match[8] === undefined) {
    const [, year, month, day, hour, minute, second = '00', fraction = ''] = match;
    const ticks = ticksFromParts(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second), fraction);
    if (ticks !== undefined) return ticks;
  }
  const canonical = parseDateTime(text);
  if (canonical === undefined) throw new RangeError(`'${text}' is not an Edm.DateTime`);
  return ticksOf(canonical);
}

/** Canonical text of ticks; throws RangeError outside years 1 to 9999. */
export function dateTimeFromTicks(ticks: bigint): string {
  if (ticks < 0n || ticks > MAX_TICKS) throw new RangeError(`${ticks} ticks are outside the range of Edm.DateTime`);
  const [year, month, day] = civilFromDays(Number(ticks / TICKS_PER_DAY));
  const rest = ticks % TICKS_PER_DAY;
  const seconds = Number(rest / TICKS_PER_SECOND);
  const fraction = String(rest % TICKS_PER_SECOND).padStart(7, '0').replace(/0+$/, '');
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${time}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Text of an instant of the clock (`Date.now()`). */
export const dateTimeFromEpoch = (milliseconds: number): string => dateTimeFromTicks(EPOCH_TICKS + BigInt(Math.trunc(milliseconds)) * TICKS_PER_MILLISECOND);

/** Milliseconds since 1970; decimals beyond the third are cut (towards the past). */
export function epochOf(text: string): number {
  const difference = ticksOf(text) - EPOCH_TICKS;
  const floored = difference >= 0n ? difference / TICKS_PER_MILLISECOND : -((-difference + TICKS_PER_MILLISECOND - 1n) / TICKS_PER_MILLISECOND);
  return Number(floored);
}

/** With all seven decimals written: fixed width, for storage that compares texts of equal length. */
export function withSevenDecimals(text: string): string {
  const [whole = text, fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(7, '0')}`;
}

/** Negative, zero or positive, by instant. */
export function compareDateTimes(left: string, right: string): number {
  const difference = ticksOf(left) - ticksOf(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Those of what is read again and again. */
const quotedTicks = new Map<string, string>();
const MOST_QUOTED = 1_000;

/** The strong media ETag of an entity: its LastModifiedTime in ticks, in quotes (sma-rest-api.md 1.7). */
export function mediaEtag(lastModifiedTime: string): string {
  const known = quotedTicks.get(lastModifiedTime);
  if (known !== undefined) return known;
  // What is no time, written by others, is read as one that nobody has set.
  const quoted = `"${isDateTime(lastModifiedTime) ? ticksOf(lastModifiedTime) : 0n}"`;
  if (quotedTicks.size >= MOST_QUOTED) quotedTicks.clear();
  quotedTicks.set(lastModifiedTime, quoted);
  return quoted;
}

/** The tag of an entity's state: when it was changed, and a digest of what it is; weak, as its representations differ. */
export const entityEtag = (lastModifiedTime: string, digest: string): string => `W/${mediaEtag(lastModifiedTime).slice(0, -1)}-${digest}"`;

function ticksFromParts(year: number, month: number, day: number, hour: number, minute: number, second: number, fraction: string): bigint | undefined {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const seconds = BigInt(daysFromCivil(year, month, day)) * 86_400n + BigInt(hour * 3600 + minute * 60 + second);
  return seconds * TICKS_PER_SECOND + BigInt(fraction.padEnd(7, '0'));
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const daysInMonth = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0));

/** Days since 0001-01-01 in the proleptic Gregorian calendar, by counting years from March (the leap day comes last). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 306;
}

function civilFromDays(days: number): readonly [number, number, number] {
  const shifted = days + 306;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}
