/** Dates and waiting. */
import { getDate } from './getDate.ts';
import { newTimeSpan } from './newTimeSpan.ts';
import { setDate } from './setDate.ts';
import { startSleep } from './startSleep.ts';

export const timeCmdlets = [getDate, newTimeSpan, setDate, startSleep] as const;
