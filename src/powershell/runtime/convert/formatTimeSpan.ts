/** TimeSpan in the formats c, g, G and custom ones (TimeSpanFormat). */
import { INVARIANT } from './culture.ts';
import type { Culture } from './culture.ts';
import { badPattern, writePattern } from './customPattern.ts';
import { TICKS_PER_SECOND } from '../values/timeSpan.ts';
import type { TimeSpan } from '../values/timeSpan.ts';

const two = (n: number): string => String(Math.abs(n)).padStart(2, '0');
/** How many letters a part may have. */
const MOST: Readonly<Record<string, number>> = { d: 8, h: 2, m: 2, s: 2, f: 7, F: 7 };
export function formatTimeSpan(t: TimeSpan, format: string, c: Culture = INVARIANT): string {
  if (format === '' || format === 'c' || format === 't' || format === 'T') return t.toString();
  const sign = t.ticks < 0n ? '-' : '', days = Math.abs(t.days), fraction = ((t.ticks < 0n ? -t.ticks : t.ticks) % TICKS_PER_SECOND).toString().padStart(7, '0');
  if (format === 'g') return `${sign}${days > 0 ? `${days}:` : ''}${Math.abs(t.hours)}:${two(t.minutes)}:${two(t.seconds)}${/[1-9]/.test(fraction) ? `${c.decimal}${fraction.replace(/0+$/, '')}` : ''}`;
  if (format === 'G') return `${sign}${days}:${two(t.hours)}:${two(t.minutes)}:${two(t.seconds)}${c.decimal}${fraction}`;
  // One letter is no custom format: it is written `%h`.
  if (format.length === 1) return badPattern();
  return writePattern(format, (letter, n, before) => {
    if (n > (MOST[letter] ?? 0)) return badPattern();
    const value = letter === 'd' ? days : letter === 'h' ? t.hours : letter === 'm' ? t.minutes : letter === 's' ? t.seconds : undefined;
    return before + (value !== undefined ? String(Math.abs(value)).padStart(n, '0') : letter === 'f' ? fraction.slice(0, n) : fraction.slice(0, n).replace(/0+$/, ''));
  });
}
