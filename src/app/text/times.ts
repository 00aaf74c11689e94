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

/** `0.8 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
