/** Times on the wire: `Edm.DateTime` texts without a zone, or `/Date(ms)/` of JSON verbose (sma-rest-api.md 1.8). */
import { dateTimeFromEpoch, epochOf as epochOfText, parseDateTime, withSevenDecimals } from '../sma/values/dateTime.ts';

const VERBOSE = /^\/Date\((-?\d+)(?:[+-]\d+)?\)\/$/;

/**
 * One spelling for both: UTC, no zone letter, always seven decimals, so that texts of the same length compare as the
 * times do. A text that is no time is given back as it is: an odd time must not cost the record it belongs to.
 */
export function edmTime(text: string): string {
  const verbose = VERBOSE.exec(text);
  if (verbose !== null) {
    const milliseconds = Number(verbose[1]);
    return isInRange(milliseconds) ? timeOf(milliseconds) : text;
  }
  const time = parseDateTime(text);
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

/** Years 1 to 9999, as Edm.DateTime has. */
const isInRange = (milliseconds: number): boolean => milliseconds >= -62_135_596_800_000 && milliseconds <= 253_402_300_799_999;
