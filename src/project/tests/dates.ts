/** Dates of records, which stand in JSON as `/Date(milliseconds since 1970)/` (those with an offset as .NET's text of them), and the ISO texts that cases have for them. */
const DATE = /^\/Date\((-?\d+)\)\/$/, WITH_OFFSET = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d:\d\d) ([+-]\d\d:\d\d)$/, ISO = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/;

/** `actual` with the texts of `expected` in the places of dates that they name. */
export function datesAs(actual: unknown, expected: unknown): unknown {
  if (typeof actual === 'string') return typeof expected === 'string' && isDate(actual, expected) ? expected : actual;
  if (typeof actual !== 'object' || actual === null || typeof expected !== 'object' || expected === null) return actual;
  if (Array.isArray(actual)) return Array.isArray(expected) ? actual.map((one, i) => datesAs(one, expected[i])) : actual;
  const wanted = new Map(Object.entries(expected).map(([name, value]) => [name.toLowerCase(), value as unknown]));
  return Object.fromEntries(Object.entries(actual).map(([name, value]) => [name, datesAs(value, wanted.get(name.toLowerCase()))]));
}
/** A text without a zone is the local time or the one of UTC: the milliseconds do not tell which kind the date was. */
function isDate(actual: string, expected: string): boolean {
  const moment = momentOf(actual), [, day, time = '00:00:00', zone] = ISO.exec(expected) ?? [];
  if (moment === undefined || day === undefined) return false;
  return (zone === undefined ? moment.zones : [zone]).some((one) => Date.parse(`${day}T${time}${one}`) === moment.milliseconds);
}
/** When it was, and in which zones a text without one may tell of it. */
function momentOf(actual: string): { readonly milliseconds: number; readonly zones: readonly string[] } | undefined {
  const milliseconds = DATE.exec(actual)?.[1], [, month, day, year, time, offset] = WITH_OFFSET.exec(actual) ?? [];
  if (milliseconds !== undefined) return { milliseconds: Number(milliseconds), zones: ['', 'Z'] };
  return offset === undefined ? undefined : { milliseconds: Date.parse(`${year}-${month}-${day}T${time}${offset}`), zones: [offset] };
}
/** JSON with its dates as a case would name them: in UTC, as the milliseconds do not tell their zone. */
export function readableDates(json: string): string {
  return JSON.stringify(JSON.parse(json, (_, value: unknown) => {
    const milliseconds = typeof value === 'string' ? DATE.exec(value)?.[1] : undefined, date = new Date(Number(milliseconds));
    return milliseconds === undefined || Number.isNaN(date.getTime()) ? value : date.toISOString().replace('.000Z', 'Z');
  }));
}
