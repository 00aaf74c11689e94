/** Times on the wire: `Edm.DateTime` texts without a zone, or `/Date(ms)/` of JSON verbose (sma-rest-api.md 1.8). */

/**
 * One spelling for both: UTC, no zone letter, always seven decimals, so that texts of the same length compare as the
 * times do. A text that is no time is given back as it is: an odd time must not cost the record it belongs to.
 */
export function edmTime(text: string): string {
  const verbose = /^\/Date\((-?\d+)(?:[+-]\d+)?\)\/$/.exec(text);
  if (verbose !== null) {
    const time = new Date(Number(verbose[1]));
    return Number.isNaN(time.getTime()) ? text : `${time.toISOString().slice(0, -1)}0000`;
  }
  const iso = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::(\d\d))?(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (iso === null) return text;
  const [, minute, second = '00', fraction = '', zone] = iso;
  if (zone !== undefined && zone !== 'Z') {
    const time = new Date(`${minute}:${second}${zone}`);
    if (Number.isNaN(time.getTime())) return text;
    return `${time.toISOString().slice(0, 19)}.${fraction.padEnd(7, '0').slice(0, 7)}`;
  }
  return `${minute}:${second}.${fraction.padEnd(7, '0').slice(0, 7)}`;
}

/** Milliseconds since the epoch of such a text, rounded down; NaN where it is none. */
export function epochOf(time: string): number {
  return Date.parse(`${time.slice(0, 23)}Z`);
}

/** The text of a time in milliseconds since the epoch. */
export function timeOf(epoch: number): string {
  return `${new Date(epoch).toISOString().slice(0, -1)}0000`;
}
