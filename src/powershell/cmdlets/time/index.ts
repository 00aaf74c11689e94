/** Dates and waiting. */
import { getDate } from './getDate.ts';
import { newTimeSpan } from './newTimeSpan.ts';
import { startSleep } from './startSleep.ts';

export const timeCmdlets = [getDate, newTimeSpan, startSleep] as const;
