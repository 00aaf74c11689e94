/** When a schedule runs next (sma-rest-api.md 3.6): once, or every so many days at the hour of its start. Pure. */
import { dateTimeFromTicks, epochOf, isDateTime, ticksOf } from '../../sma/values/dateTime.ts';
import { dayOf, instantOf, timeOfDay, wallAt, wallOf } from './zone.ts';

export interface Recurrence {
  readonly startTime: string;
  readonly expiryTime: string | null;
  /** Days between two runs; undefined: it runs once. */
  readonly dayInterval: number | undefined;
}

const DAY = 86_400_000;
const TICKS_PER_MILLISECOND = 10_000n;
/** The last instant an Edm.DateTime can hold. */
const END = 253_402_300_799_999;

/** The first run that is later than `after`; null when there is none. All times are UTC. Fails with RangeError where start or interval, written by others, is none. */
export function nextRun({ startTime, expiryTime, dayInterval }: Recurrence, after: string, zone: string): string | null {
  if (!isDateTime(startTime)) throw new RangeError(`The start '${startTime}' is no time.`);
  if (dayInterval !== undefined && !(dayInterval >= 1)) throw new RangeError(`An interval of ${dayInterval} days is none.`);
  const next = startTime > after ? startTime : dayInterval === undefined ? undefined : laterRun(startTime, dayInterval, after, zone);
  return next === undefined || (expiryTime !== null && next > expiryTime) ? null : next;
}

/**
 * The same run in a zone: what was planned in another one, or by older rules of this one, is of the same day and perhaps of another hour.
 * What would be beyond the expiry stays as it was planned.
 */
export function runIn({ startTime, expiryTime, dayInterval }: Recurrence, planned: string, zone: string): string {
  if (dayInterval === undefined || planned <= startTime) return planned;
  // Zones differ by less than half a day in how far their clocks are put forward and back.
  const count = Math.round((wallOf(epochOf(planned), zone) - wallOf(epochOf(startTime), zone)) / (dayInterval * DAY));
  const run = count < 1 ? undefined : runOf(startTime, dayInterval, count, zone);
  return run === undefined || (expiryTime !== null && run > expiryTime) ? planned : run;
}

function laterRun(startTime: string, dayInterval: number, after: string, zone: string): string | undefined {
  const passed = dayOf(wallOf(epochOf(after), zone)) - dayOf(wallOf(epochOf(startTime), zone));
  // One run before the day asked about: its clock may have been put back.
  for (let count = Math.max(1, Math.floor(passed / dayInterval) - 1); ; count += 1) {
    const run = runOf(startTime, dayInterval, count, zone);
    if (run === undefined || run > after) return run;
  }
}

/** The run after so many others; undefined where no Edm.DateTime can hold it. */
function runOf(startTime: string, dayInterval: number, count: number, zone: string): string | undefined {
  const wall = wallOf(epochOf(startTime), zone);
  // Decimals of the start beyond milliseconds are those of every run.
  const rest = ticksOf(startTime) % TICKS_PER_MILLISECOND;
  const instant = instantOf(wallAt(dayOf(wall) + count * dayInterval, timeOfDay(wall)), zone);
  return instant > END ? undefined : dateTimeFromTicks(ticksOf(new Date(instant).toISOString().slice(0, 23)) + rest);
}
