/**
 * Days in a time zone. A daily schedule keeps its hour on the wall when clocks are put forward or back: what the zone's
 * clocks show is worked out with the rules that Node carries (IANA time zones).
 */
const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', era: 'short' });
    formats.set(zone, format);
  }
  return format;
}

/** Whether the zone is one that Node knows: `Europe/Berlin`, `UTC`. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the zone's clocks show at an instant, as milliseconds of a clock without a zone. */
export function wallOf(instant: number, zone: string): number {
  if (zone === 'UTC') return instant;
  const parts = new Map(formatOf(zone).formatToParts(instant).map((part) => [part.type, part.value]));
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  // Not Date.UTC, which takes the year 1 for 1901; clients that leave a start out send one of that year.
  const year = parts.get('era') === 'BC' ? 1 - number('year') : number('year');
  const whole = new Date(0).setUTCFullYear(year, number('month') - 1, number('day')) + ((number('hour') * 60 + number('minute')) * 60 + number('second')) * 1000;
  const fraction = instant - Math.floor(instant / 1000) * 1000;
  return whole + fraction;
}

/**
 * The instant at which the zone's clocks show a time. What they show twice is the first of the two; what they never show,
 * because they were put forward, is as much later as they were (02:30 is 03:30 then).
 */
export function instantOf(wall: number, zone: string): number {
  if (zone === 'UTC') return wall;
  // Zones change by less than a day, and not twice in two days.
  const [before, after] = [wall - DAY, wall + DAY].map((near) => wallOf(near, zone) - near) as [number, number];
  const earliest = Math.min(wall - before, wall - after);
  const latest = Math.max(wall - before, wall - after);
  if (wallOf(earliest, zone) === wall) return earliest;
  if (wallOf(latest, zone) === wall) return latest;
  return wall - before;
}

/** The number of a day of the wall clock, to count days by. */
export const dayOf = (wall: number): number => Math.floor(wall / DAY);
export const timeOfDay = (wall: number): number => wall - dayOf(wall) * DAY;
export const wallAt = (day: number, time: number): number => day * DAY + time;
