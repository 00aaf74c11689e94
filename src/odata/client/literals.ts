/** Literals for requests, by name of their type (sma-rest-api.md 8.1 rules 4 and 5). */
import type { Literal } from '../edm/literal.ts';
import { parseGuid } from '../edm/literal.ts';
import { parseDateTime } from '../../sma/values/dateTime.ts';

export const text = (value: string): Literal => ({ type: 'Edm.String', value });
export const integer = (value: number): Literal => ({ type: 'Edm.Int32', value });

/** @throws RangeError when it is no GUID: an id never goes into a URL unchecked. */
export function guid(value: string): Literal {
  const id = parseGuid(value);
  if (id === undefined) throw new RangeError(`'${value}' is not a GUID`);
  return { type: 'Edm.Guid', value: id };
}

/** @throws RangeError when it is no date */
export function dateTime(value: string): Literal {
  const canonical = parseDateTime(value);
  if (canonical === undefined) throw new RangeError(`'${value}' is not a date and time`);
  return { type: 'Edm.DateTime', value: canonical };
}
