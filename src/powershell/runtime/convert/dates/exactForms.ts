/** The two formats that .NET reads by their places, `R` and `O`. */
import { MONTHS, DAYS } from '../formatDate.ts';
import { DateTime, daysInMonth } from '../../values/dateTime.ts';
import type { DateResult } from './dateResult.ts';

const place = (names: readonly string[], text: string): number => names.findIndex((name) => name.slice(0, 3).toLowerCase() === text.toLowerCase());
/** `Tue, 03 Jan 2017 08:08:05 GMT`; it stays without a kind. */
export function readR(r: DateResult): DateResult {
  const m = /^([a-z]{3}), (\d\d) ([a-z]{3}) (\d{4}) (\d\d):(\d\d):(\d\d) (GMT)$/i.exec(r.text), weekday = place(DAYS, m?.[1] ?? ''), month = place(MONTHS, m?.[3] ?? '') + 1;
  if (m === null || m[8] !== 'GMT' || weekday < 0 || month === 0) return r.fail();
  [r.year, r.month, r.day, r.hour, r.minute, r.second] = [Number(m[4]), month, Number(m[2]), Number(m[5]), Number(m[6]), Number(m[7])];
  // .NET has not looked at a calendar here, and names none.
  if (!r.setDate(r.year, month, r.day) || r.hour > 23 || r.minute > 59 || r.second > 59) r.failInCalendar('');
  r.assemble(0, weekday);
  return r;
}
/** `2017-06-12T05:30:45.7680000` with `Z`, an offset or nothing. */
export function readO(r: DateResult): DateResult {
  const m = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{7})(?:Z|([+-])(\d\d?):(\d\d))?$/.exec(r.text);
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = m?.slice(0, 7).map(Number) ?? [];
  if (m === null || year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return r.fail();
  r.date = DateTime.of(year, month, day, hour, minute, second).addTicks(BigInt(m[7] ?? 0));
  if (m[8] !== undefined) r.setZone((m[8] === '-' ? -1 : 1) * (Number(m[9]) * 60 + Number(m[10])), false);
  else if (r.text.endsWith('Z')) r.setZone(0, true);
  r.adjust(false);
  return r;
}
