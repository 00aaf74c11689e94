/**
 * Literals of URIs (OData v2 overview, 2: Abstract Type System, table "Literal form"; OData v3 ABNF, primitiveLiteral):
 *
 *   null · true · false · 'it''s' · guid'…' · datetime'…' · datetimeoffset'…' · time'PT1H' · binary'0AFF' = X'0AFF'
 *   12 (Int32) · 12L (Int64) · 1.5M (Decimal) · 1.5 = 1.5D (Double) · 1.5f (Single) · NaN · INF · -INF
 *
 * An integer without suffix that does not fit Int32 is an Int64. Prefixes and suffixes are read in either case.
 */
import { parseDateTime } from '../../sma/values/dateTime.ts';
import type { PrimitiveValue } from '../../sma/edm/values.ts';
import type { PrimitiveType } from '../../sma/edm/vocabulary.ts';
import { durationTicks } from './moments.ts';

export type Literal =
  | { readonly type: 'null'; readonly value: null }
  | { readonly type: PrimitiveType; readonly value: PrimitiveValue };

export const NULL_LITERAL: Literal = { type: 'null', value: null };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const OFFSET = /^(.*?)(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;
const DATE_ONLY = /^(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)?$/;

/** Lower-case text of a GUID without braces, or undefined. */
export const parseGuid = (text: string): string | undefined => (GUID.test(text) ? text.toLowerCase() : undefined);

const ENCLOSED = /^(?:\{([^{}]*)\}|\((.*)\))$/;
const HYPHENLESS = /^[0-9a-f]{32}$/i;
const IN_FIELDS = /^\{0x([\da-f]{1,8}),0x([\da-f]{1,4}),0x([\da-f]{1,4}),\{(0x[\da-f]{1,2}(?:,0x[\da-f]{1,2}){7})\}\}$/i;

/**
 * A GUID in any form that .NET's `new Guid(text)` reads: 32 digits, with hyphens, in braces or parentheses, or in fields. So
 * ODataLib takes them from bodies (`ConvertStringValue`, `XmlConvert.ToGuid`) and from addresses (`UriPrimitiveTypeParser`).
 */
export function parseAnyGuid(given: string): string | undefined {
  const text = given.trim();
  if (HYPHENLESS.test(text)) return hyphened(text);
  const [, inBraces, inParentheses] = ENCLOSED.exec(text) ?? [];
  const plain = parseGuid(inBraces ?? inParentheses ?? text);
  if (plain !== undefined || text.length > 200) return plain;
  const fields = IN_FIELDS.exec(text.replaceAll(/\s/g, ''));
  if (fields === null) return undefined;
  const [, first = '', second = '', third = '', bytes = ''] = fields;
  return hyphened(first.padStart(8, '0') + second.padStart(4, '0') + third.padStart(4, '0') + bytes.split(',').map((byte) => byte.slice(2).padStart(2, '0')).join(''));
}
const hyphened = (digits: string): string => digits.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** A date and time as .NET's XmlConvert reads it; a date alone is its midnight. */
export function parseXmlDateTime(text: string): string | undefined {
  return parseDateTime(text.replace(DATE_ONLY, (_whole, date: string, zone = '') => `${date}T00:00:00${zone}`));
}

/** The value of `prefix'text'`, or undefined when the text does not fit. `prefix` in lower case. */
export function parsePrefixed(prefix: string, text: string): Literal | undefined {
  const make = (type: PrimitiveType, value: PrimitiveValue | undefined): Literal | undefined => (value === undefined ? undefined : { type, value });
  switch (prefix) {
    case 'guid': return make('Edm.Guid', parseAnyGuid(text));
    case 'datetime': return make('Edm.DateTime', parseXmlDateTime(text));
    case 'datetimeoffset': return make('Edm.DateTimeOffset', parseDateTimeOffset(text));
    case 'time': return make('Edm.Time', durationTicks(text) === undefined ? undefined : text);
    case 'binary':
    case 'x': return make('Edm.Binary', /^(?:[0-9a-f]{2})*$/i.test(text) ? Uint8Array.from(Buffer.from(text, 'hex')) : undefined);
    default: return undefined;
  }
}
export const LITERAL_PREFIXES: Readonly<Record<string, PrimitiveType>> = {
  guid: 'Edm.Guid', datetime: 'Edm.DateTime', datetimeoffset: 'Edm.DateTimeOffset', time: 'Edm.Time', binary: 'Edm.Binary', x: 'Edm.Binary',
};

/** Canonical text of a date with offset; none means UTC. */
export function parseDateTimeOffset(text: string): string | undefined {
  const [, local = '', offset = 'Z'] = OFFSET.exec(text) ?? [];
  const canonical = parseXmlDateTime(local);
  return canonical === undefined ? undefined : canonical + offset;
}

const NUMBER = /^(-?)(\d+)(\.\d+)?(e[+-]?\d+)?([lmdf]?)$/i;

/** A number with its suffix, or NaN, INF, -INF; undefined when it is none or out of range. */
export function parseNumber(text: string): Literal | undefined {
  const special = /^(NaN|-?INF)(f?)$/i.exec(text);
  if (special !== null) {
    const value = special[1] === 'NaN' ? Number.NaN : special[1] === 'INF' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    return { type: special[2] === '' ? 'Edm.Double' : 'Edm.Single', value };
  }
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, sign = '', digits = '', fraction, exponent, suffix = ''] = match;
  const isReal = fraction !== undefined || exponent !== undefined;
  switch (suffix.toLowerCase()) {
    case 'l': return isReal ? undefined : int64(sign + digits);
    case 'm': return exponent === undefined && BigInt(digits) <= MOST_DECIMAL ? { type: 'Edm.Decimal', value: text.slice(0, -1) } : undefined;
    case 'f': return finite('Edm.Single', Math.fround(Number(text.slice(0, -1))));
    case 'd': return finite('Edm.Double', Number(text.slice(0, -1)));
    default: break;
  }
  if (isReal) return finite('Edm.Double', Number(text));
  const value = Number(sign + digits);
  return value >= -2_147_483_648 && value <= 2_147_483_647 ? { type: 'Edm.Int32', value: value + 0 } : int64(sign + digits);
}
/** Of System.Decimal: 96 bits. */
const MOST_DECIMAL = 2n ** 96n - 1n;
const finite = (type: PrimitiveType, value: number): Literal | undefined => (Number.isFinite(value) ? { type, value } : undefined);
function int64(text: string): Literal | undefined {
  const value = BigInt(text);
  return BigInt.asIntN(64, value) === value ? { type: 'Edm.Int64', value } : undefined;
}

/** Writes a literal as it stands in a URI before percent-encoding; reading it gives the same value. */
export function encodeLiteral(literal: Literal): string {
  if (literal.type === 'null' || literal.value === null) return 'null';
  const { type, value } = literal;
  switch (type) {
    case 'Edm.String': return encodeString(String(value));
    case 'Edm.Guid': return `guid'${String(value)}'`;
    case 'Edm.DateTime': return `datetime'${String(value)}'`;
    case 'Edm.DateTimeOffset': return `datetimeoffset'${String(value)}'`;
    case 'Edm.Time': return `time'${String(value)}'`;
    case 'Edm.Binary': return `X'${Buffer.from(value as Uint8Array).toString('hex').toUpperCase()}'`;
    case 'Edm.Int64': return `${String(value)}L`;
    case 'Edm.Decimal': return `${String(value)}M`;
    case 'Edm.Double': return real(Number(value), 'D');
    case 'Edm.Single': return real(Number(value), 'f');
    default: return String(value);
  }
}
/** A string literal: single quotes, those inside doubled (sma-rest-api.md 8.1 rule 4). */
export const encodeString = (value: string): string => `'${value.replaceAll("'", "''")}'`;

function real(value: number, suffix: 'D' | 'f'): string {
  const ending = suffix === 'f' ? 'f' : '';
  if (Number.isNaN(value)) return `NaN${ending}`;
  if (!Number.isFinite(value)) return `${value < 0 ? '-INF' : 'INF'}${ending}`;
  return `${Object.is(value, -0) ? '-0' : String(value)}${suffix}`;
}
