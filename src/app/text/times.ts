/** Times of the wire (UTC, often without a Z) as people read them: their own zone, and no more digits than needed. */

/** An Edm.DateTime text as a Date; undefined where it is none. The wire's times are UTC without saying so (sma-rest-api.md 1.8). */
export function parseWireTime(text: string | null | undefined): Date | undefined {
  if (text === null || text === undefined || text === '') return undefined;
  const date = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** `14:05:09` today, `2026-03-01 14:05` on other days. */
export function shortTime(date: Date, now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const today = date.toDateString() === now.toDateString();
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return today ? `${time}:${two(date.getSeconds())}` : `${day} ${time}`;
}

/** `40 ms`, `1.2 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/**
 * A date as a person types it: `2026-03-01`, `2026-03-01 14:30`, with seconds, or with a zone. Without a zone it is meant
 * in the person's own. Undefined for what is no date.
 */
export function parseTypedDate(text: string): Date | undefined {
  const trimmed = text.trim();
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)([T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(trimmed) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  // JavaScript makes the 2nd of March of a 30th of February; a person is told instead.
  if (Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return undefined;
  // A date alone would be read as UTC; people mean their own midnight.
  const date = new Date(trimmed.length === 10 ? `${trimmed}T00:00` : trimmed.replace(' ', 'T'));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The reverse, to the second, in the person's own zone. */
export function typedDate(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
