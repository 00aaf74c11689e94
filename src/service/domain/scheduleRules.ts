/** What a schedule must be, and when it runs next (sma-rest-api.md 3.6). */
import type { PropertyBag } from '../../sma/edm/values.ts';
import { smaError } from '../../sma/errors.ts';
import { edmTime, type Ticker } from '../clock.ts';
import { nextRun } from '../schedules/recurrence.ts';
import type { Change } from './change.ts';

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * The column that the scheduler goes by. A schedule that is switched off has no next run; one that is switched on again,
 * or made with a start in the past, goes on with what lies ahead by the machine's clock. Fails with PropertyInvalid.
 */
export function nextRunColumns(_change: Change, _id: string, values: PropertyBag, before: PropertyBag | undefined, { timeZone, changes }: { readonly timeZone: string; readonly changes: { readonly ticker: Ticker } }): { readonly NextRun?: string | null } {
  const now: PropertyBag = { ...before, ...values };
  const [startTime, expiryTime] = [text(now['StartTime']) ?? '', text(now['ExpiryTime'])];
  const interval = now['DayInterval'];
  if (interval === 0) throw smaError('PropertyInvalid', 'DailySchedule', 'DayInterval', 'a schedule runs every 1 to 255 days.');
  if (expiryTime !== null && expiryTime < startTime) throw smaError('PropertyInvalid', 'Schedule', 'ExpiryTime', `it is before the start, ${startTime}.`);
  if (before !== undefined && !['StartTime', 'ExpiryTime', 'IsEnabled', 'DayInterval'].some((name) => name in values && values[name] !== before[name])) return {};
  if (now['IsEnabled'] !== true) return { NextRun: null };
  return { NextRun: nextRun({ startTime, expiryTime, dayInterval: typeof interval === 'number' ? interval : undefined }, edmTime(changes.ticker.wall()), timeZone) };
}
