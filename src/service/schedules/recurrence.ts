/** When a schedule runs next (sma-rest-api.md 3.6): once, or every so many days at the hour of its start. Pure. */
import { dateTimeFromTicks, epochOf, ticksOf } from '../../sma/values/dateTime.ts';
import { dayOf, instantOf, timeOfDay, wallAt, wallOf } from './zone.ts';

export interface Recurrence {
  readonly startTime: string;
  readonly expiryTime: string | null;
  /** Days between two runs; undefined: it runs once. */
  readonly dayInterval: number | undefined;
}

const TICKS_PER_MILLISECOND = 10_000n;
/** The last instant an Edm.DateTime can hold. */
const END = 253_402_300_799_999;

/** The first run that is later than `after`; null when there is none. All times are UTC. */
export function nextRun({ startTime, expiryTime, dayInterval }: Recurrence, after: string, zone: string): string | null {
  const next = startTime > after ? startTime : dayInterval === undefined ? undefined : laterRun(startTime, dayInterval, after, zone);
  return next === undefined || (expiryTime !== null && next > expiryTime) ? null : next;
}

function laterRun(startTime: string, dayInterval: number, after: string, zone: string): string | undefined {
  const start = epochOf(startTime);
  // Decimals of the start beyond milliseconds are those of every run.
  const rest = ticksOf(startTime) - ticksOf(dateTimeFromTicks(ticksOf(startTime) - (ticksOf(startTime) % TICKS_PER_MILLISECOND)));
  const wall = wallOf(start, zone);
  const day = dayOf(wall);
  const passed = dayOf(wallOf(epochOf(after), zone)) - day;
  // One run before the day asked about: its clock may have been put back.
  for (let count = Math.max(1, Math.floor(passed / dayInterval) - 1); ; count += 1) {
    const instant = instantOf(wallAt(day + count * dayInterval, timeOfDay(wall)), zone);
    if (instant > END) return undefined;
    const run = dateTimeFromTicks(ticksOf(new Date(instant).toISOString().slice(0, 23)) + rest);
    if (run > after) return run;
  }
}
