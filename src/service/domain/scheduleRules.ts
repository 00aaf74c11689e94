/** What a schedule must be, and when it runs next (sma-rest-api.md 3.6). */
import type { PropertyBag } from '../../sma/edm/values.ts';
import { smaError } from '../../sma/errors.ts';
import { UNSET_DATE_TIME } from '../../sma/values/dateTime.ts';
import { edmTime, type Ticker } from '../clock.ts';
import type { DueRuns } from '../schedules/dueRuns.ts';
import { nextRun } from '../schedules/recurrence.ts';
import type { Change } from './change.ts';

/** What falls due before a schedule, or what it starts, is changed is not part of the change: it runs first, as it was planned. */
export interface SettlesDue { readonly dueRuns: Pick<DueRuns, 'settle' | 'settleOf'> }

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * The column that the scheduler goes by. A schedule that is switched off has no next run; one that is switched on again,
 * or made with a start in the past, goes on with what lies ahead by the machine's clock. What was due before is run first. Fails with PropertyInvalid.
 */
export async function nextRunColumns(change: Change, id: string, values: PropertyBag, before: PropertyBag | undefined, { timeZone, changes, dueRuns }: SettlesDue & { readonly timeZone: string; readonly changes: { readonly ticker: Ticker } }): Promise<{ readonly NextRun?: string | null }> {
  const now: PropertyBag = { ...before, ...values };
  const [startTime, expiryTime] = [text(now['StartTime']) ?? '', text(now['ExpiryTime'])];
  const interval = now['DayInterval'];
  if (interval === 0) throw smaError('PropertyInvalid', 'DailySchedule', 'DayInterval', 'a schedule runs every 1 to 255 days.');
  if (expiryTime !== null && expiryTime < startTime) throw smaError('PropertyInvalid', 'Schedule', 'ExpiryTime', `it is before the start, ${startTime}.`);
  if (before !== undefined && !['StartTime', 'ExpiryTime', 'IsEnabled', 'DayInterval'].some((name) => name in values && values[name] !== before[name])) return {};
  if (before !== undefined) await dueRuns.settle(change, id);
  if (now['IsEnabled'] !== true) return { NextRun: null };
  // No client can set it (1.8): what is stored is none (store/query/sensible.ts).
  if (startTime === UNSET_DATE_TIME) throw smaError('PropertyInvalid', 'Schedule', 'StartTime', 'what is stored is no time. Set it anew.');
  try {
    return { NextRun: nextRun({ startTime, expiryTime, dayInterval: typeof interval === 'number' ? interval : undefined }, edmTime(changes.ticker.wall()), timeZone) };
  } catch (error) {
    // What is stored was written by somebody else, and is not among what is set now.
    if (error instanceof RangeError) throw smaError('PropertyInvalid', 'Schedule', 'StartTime', `${error.message} Set it anew.`);
    throw error;
  }
}
