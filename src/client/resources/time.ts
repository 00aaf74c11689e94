/** Times on the wire: `Edm.DateTime` texts without a zone, or `/Date(ms)/` of JSON verbose (sma-rest-api.md 1.8). */
import { dateTimeFromEpoch, epochOf as epochOfText, parseDateTime, withSevenDecimals } from '../../sma/values/dateTime.ts';
import { fromMicrosoftDate } from '../../sma/values/microsoftDate.ts';

const AS_IT_IS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$/;

/**
 * One spelling for both: UTC, no zone letter, always seven decimals, so that texts compare as the times do. A text that
 * is no time is given back as it is: an odd time must not cost the record it belongs to.
 */
export function edmTime(text: string): string {
  // Stream records come by the ten thousand and mostly so.
  if (AS_IT_IS.test(text)) return text;
  const time = fromMicrosoftDate(text) ?? parseDateTime(text);
  return time === undefined ? text : withSevenDecimals(time);
}

/** Milliseconds since the epoch of such a text, rounded down; NaN where it is none. */
export function epochOf(time: string): number {
  try {
    return epochOfText(time);
  } catch {
    return Number.NaN;
  }
}

/** The text of a time in milliseconds since the epoch. */
export function timeOf(epoch: number): string {
  return withSevenDecimals(dateTimeFromEpoch(epoch));
}
