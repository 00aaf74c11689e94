/**
 * Durations and moments as what they are, not as how they are written: `PT1H` is as long as `PT60M`, and the same moment is
 * written with many offsets (OData v2 overview, 2: Edm.Time, Edm.DateTimeOffset). In ticks of 100 ns, as .NET counts.
 */
import { ticksOf } from '../../sma/values/dateTime.ts';

const DURATION = /^(-?)P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/;
const SECOND = 10_000_000n;
const MINUTE = 60n * SECOND;
const HOUR = 60n * MINUTE;
const DAY = 24n * HOUR;
const MOST = 2n ** 63n - 1n;

/** Ticks of an Edm.Time; a year has 365 days and a month 30, as in .NET. Undefined where the text is none, or longer than .NET can say. */
export function durationTicks(text: string): bigint | undefined {
  const match = DURATION.exec(text);
  if (match === null) return undefined;
  const [, sign, years = '0', months = '0', days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const ticks = (BigInt(years) * 365n + BigInt(months) * 30n + BigInt(days)) * DAY + BigInt(hours) * HOUR + BigInt(minutes) * MINUTE
    + BigInt(seconds) * SECOND + BigInt(fraction.slice(0, 7).padEnd(7, '0'));
  return ticks > MOST ? undefined : sign === '-' ? -ticks : ticks;
}

/** What `hour`, `minute` and `second` of a duration are: its parts, not what is written (`PT90M` has one hour and 30 minutes). */
export function durationPart(text: string, part: 'hour' | 'minute' | 'second'): number {
  const ticks = durationTicks(text) ?? 0n;
  return Number(part === 'hour' ? (ticks / HOUR) % 24n : part === 'minute' ? (ticks / MINUTE) % 60n : (ticks / SECOND) % 60n);
}

const OFFSET = /^(.*?)(?:Z|([+-])(\d\d):(\d\d))$/;

/** Ticks, in UTC, of an Edm.DateTimeOffset in its canonical text. Throws RangeError where it is none. */
export function momentTicks(text: string): bigint {
  const [, local = text, sign, hours = '0', minutes = '0'] = OFFSET.exec(text) ?? [];
  const offset = BigInt(hours) * HOUR + BigInt(minutes) * MINUTE;
  return ticksOf(local) - (sign === '-' ? -offset : offset);
}
