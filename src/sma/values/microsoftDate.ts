/** Dates as JSON of the .NET world writes them: `/Date(ms)/`, in JSON text also `"\/Date(ms)\/"` (sma-rest-api.md 1.8, 3.7). */
import { dateTimeFromEpoch, epochOf } from './dateTime.ts';

const FORM = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;

/**
 * The Edm.DateTime a text `/Date(ms)/` stands for; the number counts from 1970 UTC whatever offset follows it.
 * @returns undefined when the text has another form or leaves the years 1 to 9999.
 */
export function fromMicrosoftDate(text: string): string | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const milliseconds = Number(match[1]);
  return milliseconds < -62_135_596_800_000 || milliseconds > 253_402_300_799_999 ? undefined : dateTimeFromEpoch(milliseconds);
}

/** `/Date(ms)/` of an Edm.DateTime; decimals beyond the third do not fit this form. */
export const toMicrosoftDate = (dateTime: string): string => `/Date(${epochOf(dateTime)})/`;

/** The same as a JSON string literal with escaped slashes, which is how .NET tells it from a text (`"\/Date(ms)\/"`). */
export const toMicrosoftDateLiteral = (dateTime: string): string => `"\\/Date(${epochOf(dateTime)})\\/"`;
