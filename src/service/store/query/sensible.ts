/**
 * Stored values as what their properties are: SQLite keeps whatever it is given, and others than the service may have written it. A value
 * that is none of its property's type is null on the wire, and what .NET has for a value that nobody has set where a property cannot be null.
 * So it answers for its own place alone: no page, format, tag or order has to do with it. The doctor names such values (data/doctorValues.ts).
 */
import type { PrimitiveType, PropertyDefinition } from '../../../sma/edm/vocabulary.ts';
import type { EdmValue } from '../../../sma/edm/values.ts';
import { isDateTime, parseDateTime, UNSET_DATE_TIME } from '../../../sma/values/dateTime.ts';
import { listOf } from './nameValues.ts';

export type ReadStored = (value: unknown) => EdmValue;

/** How values of a property are read from their column; made once, as it is asked for every value of a page. */
export function readerFor(property: PropertyDefinition): ReadStored {
  if (property.kind === 'collection') return listOf;
  const { type } = property, otherwise: EdmValue = property.nullable ? null : UNSET[type] ?? null;
  if (type === 'Edm.Boolean') return (value) => (value === null || value === undefined ? null : value === 1);
  if (type === 'Edm.DateTime') return (value) => (value === null || value === undefined ? null : timeOf(value) ?? otherwise);
  const range = RANGES[type];
  if (range !== undefined) return (value) => (value === null || value === undefined ? null : isWithin(value, range) ? value : otherwise);
  // Texts are such (store/text/storedText.ts); ids are texts to everybody who writes them.
  return (value) => (value === undefined ? null : value as EdmValue);
}

const UNSET: Readonly<Partial<Record<PrimitiveType, EdmValue>>> = { 'Edm.DateTime': UNSET_DATE_TIME, 'Edm.Byte': 0, 'Edm.SByte': 0, 'Edm.Int16': 0, 'Edm.Int32': 0 };

const RANGES: Readonly<Partial<Record<PrimitiveType, readonly [number, number]>>> = {
  'Edm.Byte': [0, 255], 'Edm.SByte': [-128, 127], 'Edm.Int16': [-32_768, 32_767], 'Edm.Int32': [-2_147_483_648, 2_147_483_647],
};
const isWithin = (value: unknown, [least, most]: readonly [number, number]): value is number => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

/** Nearly all times: those that need no calendar to be known as one. */
const PLAIN = /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,7})?$/;

function timeOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return PLAIN.test(value) ? value : isDateTime(value) ? parseDateTime(value) : undefined;
}

/** Whether a value is one of a type that its literal in an address can say; null is. */
export function isSaid(type: string | undefined, value: unknown): boolean {
  if (value === null || type === undefined) return true;
  if (type === 'Edm.DateTime') return timeOf(value) !== undefined;
  if (type === 'Edm.Guid') return typeof value === 'string' && GUID.test(value);
  if (type === 'Edm.String') return typeof value === 'string';
  if (type === 'Edm.Boolean') return typeof value === 'boolean';
  if (type === 'Edm.Decimal') return (typeof value === 'number' || typeof value === 'string') && DECIMAL.test(String(value));
  const range = RANGES[type as PrimitiveType];
  return range === undefined ? typeof value === 'number' || typeof value === 'bigint' : isWithin(value, range);
}
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
