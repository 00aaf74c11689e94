/** Dates of records, which stand in JSON as `/Date(milliseconds since 1970)/`, and the ISO texts that cases have for them. */
const DATE = /^\/Date\((-?\d+)\)\/$/, ISO = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/;

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
  const milliseconds = DATE.exec(actual)?.[1], [, day, time = '00:00:00', zone] = ISO.exec(expected) ?? [];
  if (milliseconds === undefined || day === undefined) return false;
  return (zone === undefined ? ['', 'Z'] : [zone]).some((one) => Date.parse(`${day}T${time}${one}`) === Number(milliseconds));
}
