/** Strings of JSON that are dates, as Json.NET takes them (DateTimeUtils, DateTimeParser): ISO 8601 with a time, and Microsoft's `/Date(ms)/`. */
import { netThrow } from '../../runtime/errors/raise.ts';
import { localOffset } from '../../runtime/convert/formatDate.ts';
import { toLocal, toUtc } from '../../runtime/types/system/dateTime.ts';
import { DateTime, DateTimeOffset, MAX_TICKS, UNIX_TICKS, daysInMonth } from '../../runtime/values/dateTime.ts';
import { TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_MS, TimeSpan } from '../../runtime/values/timeSpan.ts';

const ISO_DATE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{7}|\d{1,6}(?!\d)))?(?:([Zz])|([+-]\d\d)(?::?(\d\d)|:)?|:?\d\d|:)?$/;
const MICROSOFT_DATE = /^\/Date\((-?\d+)(?:([+-])(\d\d|-\d)(?:(\d\d|-\d).*)?)?\)\/$/;
const [SLASH, LETTER_T] = [47, 84];

/** The date that a string is; undefined where it is none. `kind` is that of -DateKind. */
export function jsonDate(text: string, kind: string): DateTime | DateTimeOffset | undefined {
  const { length } = text;
  if (length >= 19 && length <= 40 && text.charCodeAt(10) === LETTER_T) return isoDate(text, kind);
  return length >= 9 && text.charCodeAt(0) === SLASH ? microsoftDate(text, kind) : undefined;
}

function isoDate(text: string, kind: string): DateTime | DateTimeOffset | undefined {
  const found = ISO_DATE.exec(text);
  if (found === null) return undefined;
  const [, years, months, days, hours, minutes, seconds, fraction = '', z, zone, zoneMinutes = '0'] = found;
  const [year, month, day, hour, minute, second] = [Number(years), Number(months), Number(days), Number(hours), Number(minutes), Number(seconds)];
  const isMidnight = hour === 24 && minute === 0 && second === 0 && Number(fraction) === 0;
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || (hour > 23 && !isMidnight) || minute > 59 || second > 59) return undefined;
  let clock = DateTime.of(year, month, day, hour, minute, second);
  if (fraction !== '') clock = clock.addTicks(BigInt(fraction.padEnd(7, '0')));
  if (clock.ticks > MAX_TICKS) return netThrow('System.ArgumentOutOfRangeException', "The added or subtracted value results in an un-representable DateTime. (Parameter 'value')", [['ParamName', 'value']]);
  const east = zone === undefined ? undefined : (BigInt(Number(zone.slice(1))) * TICKS_PER_HOUR + BigInt(Number(zoneMinutes)) * TICKS_PER_MINUTE) * (zone.startsWith('-') ? -1n : 1n);
  if (kind === 'Offset') return withOffset(clock, z !== undefined ? 0n : east ?? localOffset(clock).ticks);
  if (east !== undefined) return ofKind(fromZone(clock, east), kind);
  return ofKind(z === undefined ? clock : clock.withKind('Utc'), kind);
}
function withOffset(clock: DateTime, offset: bigint): DateTimeOffset | undefined {
  const utc = clock.ticks - offset;
  if (utc < 0n || utc > MAX_TICKS) return undefined;
  if (offset > 14n * TICKS_PER_HOUR || offset < -14n * TICKS_PER_HOUR) return netThrow('System.ArgumentOutOfRangeException', "Offset must be within plus or minus 14 hours. (Parameter 'offset')", [['ParamName', 'offset']]);
  return new DateTimeOffset(clock, new TimeSpan(offset));
}
/** The local time of a clock elsewhere; what no date can be is the first or the last there is. */
function fromZone(clock: DateTime, offset: bigint): DateTime {
  const utc = clock.ticks - offset;
  if (utc >= 0n && utc <= MAX_TICKS) return toLocal(new DateTime(utc, 'Utc'));
  const local = utc + localOffset(clock).ticks;
  return new DateTime(local < 0n ? 0n : local > MAX_TICKS ? MAX_TICKS : local, 'Local');
}
/** DateTimeZoneHandling: a clock of no kind is taken to be of the kind that is asked for. */
const ofKind = (date: DateTime, kind: string): DateTime =>
  (kind === 'Default' ? date : date.kind === 'Unspecified' ? date.withKind(kind === 'Utc' ? 'Utc' : 'Local') : kind === 'Utc' ? toUtc(date) : toLocal(date));

function microsoftDate(text: string, kind: string): DateTime | DateTimeOffset | undefined {
  const [, ms = '', sign, hours = '0', minutes = '0'] = MICROSOFT_DATE.exec(text) ?? [], number = BigInt(ms);
  if (ms === '' || BigInt.asIntN(64, number) !== number) return undefined;
  const utc = javaScriptDate(number);
  if (kind !== 'Offset') return ofKind(sign === undefined ? utc : toLocal(utc), kind);
  const offset = (BigInt(hours) * TICKS_PER_HOUR + BigInt(minutes) * TICKS_PER_MINUTE) * (sign === '-' ? -1n : 1n);
  return withOffset(utc.addTicks(offset), offset);
}
/** Milliseconds since 1970, as .NET's DateTime takes them. */
export function javaScriptDate(ms: bigint): DateTime {
  const ticks = BigInt.asIntN(64, ms * TICKS_PER_MS + UNIX_TICKS);
  return ticks < 0n || ticks > MAX_TICKS
    ? netThrow('System.ArgumentOutOfRangeException', "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks. (Parameter 'ticks')", [['ParamName', 'ticks']])
    : new DateTime(ticks, 'Utc');
}
