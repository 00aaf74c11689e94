/** TimeSpan in the formats c, g, G and custom ones. */
import { netThrow } from '../errors/raise.ts';
import { writePattern } from './customPattern.ts';
import { TICKS_PER_SECOND } from '../values/timeSpan.ts';
import type { TimeSpan } from '../values/timeSpan.ts';

const two = (n: number): string => String(Math.abs(n)).padStart(2, '0');
export function formatTimeSpan(t: TimeSpan, format: string): string {
  if (format === '' || format === 'c' || format === 't' || format === 'T') return t.toString();
  const sign = t.ticks < 0n ? '-' : '', days = Math.abs(t.days), fraction = ((t.ticks < 0n ? -t.ticks : t.ticks) % TICKS_PER_SECOND).toString().padStart(7, '0');
  if (format === 'g') return `${sign}${days > 0 ? `${days}:` : ''}${Math.abs(t.hours)}:${two(t.minutes)}:${two(t.seconds)}${/[1-9]/.test(fraction) ? `.${fraction.replace(/0+$/, '')}` : ''}`;
  if (format === 'G') return `${sign}${days}:${two(t.hours)}:${two(t.minutes)}:${two(t.seconds)}.${fraction}`;
  return writePattern(format, (c, n, before) => {
    const value = c === 'd' ? days : c === 'h' ? t.hours : c === 'm' ? t.minutes : c === 's' ? t.seconds : undefined;
    if (value !== undefined) return before + String(Math.abs(value)).padStart(n, '0');
    if (c === 'f') return before + fraction.slice(0, n);
    if (c === 'F') return before + fraction.slice(0, n).replace(/0+$/, '');
    return netThrow('System.FormatException', 'Input string was not in a correct format.');
  });
}
