/** Get-Date -UFormat: the letters of strftime. */
import { invokeMember } from '../../runtime/members/invoke.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { UNIX_TICKS } from '../../runtime/values/dateTime.ts';
import type { DateTime } from '../../runtime/values/dateTime.ts';
import { TICKS_PER_SECOND } from '../../runtime/values/timeSpan.ts';

/** .NET formats behind a letter; those that need arithmetic are below. */
const FORMATS: Readonly<Record<string, string>> = {
  a: 'ddd', A: 'dddd', b: 'MMM', B: 'MMMM', c: 'ddd dd MMM yyyy HH:mm:ss', d: 'dd', D: 'MM/dd/yy', F: 'yyyy-MM-dd', h: 'MMM', H: 'HH', I: 'hh',
  m: 'MM', M: 'mm', p: 'tt', r: 'hh:mm:ss tt', R: 'HH:mm', S: 'ss', T: 'HH:mm:ss', x: 'MM/dd/yy', X: 'HH:mm:ss', y: 'yy', Y: 'yyyy', Z: 'zz',
};
const two = (n: number): string => String(n).padStart(2, '0');

/** `format` may begin with `+`. */
export function unixFormat(date: DateTime, format: string): string {
  const source = format.startsWith('+') ? format.slice(1) : format;
  return source.replace(/%(.)/gs, (_, letter: string) => {
    const net = FORMATS[letter];
    // A single letter would be taken as a standard format, so the custom sign goes before it.
    if (net !== undefined) return toText(invokeMember(date, 'ToString', [net.length === 1 ? `%${net}` : net]));
    switch (letter) {
      case 'C': return String(Math.floor(date.year / 100));
      case 'e': return String(date.day).padStart(2, ' ');
      case 'j': return String(date.dayOfYear).padStart(3, '0');
      case 'k': return String(date.hour).padStart(2, ' ');
      case 'l': return String(date.hour % 12 === 0 ? 12 : date.hour % 12).padStart(2, ' ');
      case 'n': return '\n';
      case 's': return String(Math.round(Number(date.ticks - UNIX_TICKS) / Number(TICKS_PER_SECOND)));
      case 't': return '\t';
      case 'u': return String(date.dayOfWeek === 0 ? 7 : date.dayOfWeek);
      case 'U': case 'W': return String(Math.floor(date.dayOfYear / 7));
      case 'V': return two(isoWeek(date).week);
      case 'G': return String(isoWeek(date).year).padStart(4, '0');
      case 'g': return two(isoWeek(date).year % 100);
      case 'w': return String(date.dayOfWeek);
      case '%': return '%';
      default: return letter;
    }
  });
}
/** The week of ISO 8601 and the year it belongs to: that of its Thursday. */
function isoWeek(date: DateTime): { readonly week: number; readonly year: number } {
  const day = date.dayOfWeek === 0 ? 7 : date.dayOfWeek, thursday = date.dayOfYear - day + 4, length = daysOf(date.year);
  if (thursday < 1) return { week: Math.floor((thursday + daysOf(date.year - 1) - 1) / 7) + 1, year: date.year - 1 };
  return thursday > length ? { week: 1, year: date.year + 1 } : { week: Math.floor((thursday - 1) / 7) + 1, year: date.year };
}
const daysOf = (year: number): number => ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365);
