import type { ClockPort } from '../../runtime/host.ts';
import { UNIX_TICKS } from '../../runtime/values/dateTime.ts';
import { TICKS_PER_MS } from '../../runtime/values/timeSpan.ts';

/** Milliseconds since 1970. */
export const unixMs = (clock: ClockPort): number => Number((clock.utcTicks() - UNIX_TICKS) / TICKS_PER_MS);
