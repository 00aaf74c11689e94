/** Dates out of text as the types of .NET give them, with the errors they give. */
import { netThrow } from '../../errors/raise.ts';
import { DateTimeOffset } from '../../values/dateTime.ts';
import type { DateTime } from '../../values/dateTime.ts';
import { TICKS_PER_MINUTE, TimeSpan } from '../../values/timeSpan.ts';
import { castError } from '../castError.ts';
import { INVARIANT } from '../culture.ts';
import type { Culture } from '../culture.ts';
import type { AnyType } from '../../types/netType.ts';
import { NotADate, STYLE } from './dateResult.ts';
import type { DateResult } from './dateResult.ts';
import { readDate } from './readDate.ts';

/** What was read, or why nothing was. */
export function attempt(read: () => DateResult): DateResult | string {
  try { return read(); } catch (e) { if (e instanceof NotADate) return e.message; throw e; }
}
export function orFormatError(read: () => DateResult): DateResult {
  const r = attempt(read);
  return typeof r === 'string' ? netThrow('System.FormatException', r) : r;
}
export const offsetOf = (r: DateResult): DateTimeOffset => new DateTimeOffset(r.date, new TimeSpan(BigInt(r.offset) * TICKS_PER_MINUTE));
/** A cast reads in the invariant culture, unless a cmdlet's parameter is bound. */
export function castDate(text: string, type: AnyType, withOffset: boolean, culture: Culture = INVARIANT): DateResult {
  const r = attempt(() => readDate(text, culture, 0, withOffset));
  return typeof r === 'string' ? castError(text, type, 'InvalidCastParseTargetInvocationWithFormatProvider', r, 'System.FormatException') : r;
}
export const castDateTime = (text: string, type: AnyType, culture?: Culture): DateTime => castDate(text, type, false, culture).date;
/** Styles that make no sense are refused (DateTimeFormatInfo.ValidateStyles). */
export function checkStyles(styles: number, name: string, withOffset = false): number {
  const refuse = (why: string): never => netThrow('System.ArgumentException', `${why} (Parameter '${name}')`, [['ParamName', name]]), has = (style: number): boolean => (styles & style) !== 0;
  if ((styles & ~255) !== 0) refuse('An undefined DateTimeStyles value is being used.');
  if (has(STYLE.assumeLocal) && has(STYLE.assumeUtc)) refuse('The DateTimeStyles values AssumeLocal and AssumeUniversal cannot be used together.');
  if (!withOffset && has(STYLE.roundtrip) && has(STYLE.assumeLocal | STYLE.assumeUtc | STYLE.toUtc)) refuse('The DateTimeStyles value RoundtripKind cannot be used with the values AssumeLocal, AssumeUniversal or AdjustToUniversal.');
  if (withOffset && has(STYLE.noDefault)) refuse("The DateTimeStyles value 'NoCurrentDateDefault' is not allowed when parsing DateTimeOffset.");
  return withOffset ? styles & ~(STYLE.roundtrip | STYLE.assumeLocal) : styles;
}
