/** Primitive values as text, in XML, in `/$value` and back (OData v2 Atom format, 2: primitive types). */
import type { PrimitiveValue } from '../../sma/edm/values.ts';
import type { PrimitiveType } from '../../sma/edm/vocabulary.ts';
import { parseAnyGuid, parseDateTimeOffset, parsePrefixed, parseXmlDateTime } from './literal.ts';

/** The text of a value in XML. */
export function primitiveText(type: PrimitiveType, value: PrimitiveValue): string {
  if (type === 'Edm.Binary') return Buffer.from(value as Uint8Array).toString('base64');
  if (typeof value === 'number') {
    if (value === Number.POSITIVE_INFINITY) return 'INF';
    return value === Number.NEGATIVE_INFINITY ? '-INF' : String(value);
  }
  return String(value);
}

const RANGES: Readonly<Partial<Record<PrimitiveType, readonly [number, number]>>> = {
  'Edm.Byte': [0, 255], 'Edm.SByte': [-128, 127], 'Edm.Int16': [-32_768, 32_767], 'Edm.Int32': [-2_147_483_648, 2_147_483_647],
};
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Reads a value from its text; undefined when the text does not fit the type. Only strings keep surrounding space. */
export function parsePrimitiveText(type: PrimitiveType, raw: string): PrimitiveValue | undefined {
  if (type === 'Edm.String') return raw;
  const text = raw.trim();
  const range = RANGES[type];
  if (range !== undefined) {
    // XmlConvert.ToByte takes no sign.
    const value = (type === 'Edm.Byte' ? /^\d{1,10}$/ : /^[+-]?\d{1,10}$/).test(text) ? Number(text) : Number.NaN;
    return value >= range[0] && value <= range[1] ? value + 0 : undefined;
  }
  switch (type) {
    case 'Edm.Guid': return parseAnyGuid(text);
    case 'Edm.Boolean': return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined;
    case 'Edm.DateTime': return parseXmlDateTime(text);
    case 'Edm.DateTimeOffset': return parseDateTimeOffset(text);
    case 'Edm.Time': return parsePrefixed('time', text)?.value ?? undefined;
    case 'Edm.Int64': return int64(text);
    case 'Edm.Decimal': return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? text : undefined;
    case 'Edm.Binary': return BASE64.test(text.replace(/\s/g, '')) ? Uint8Array.from(Buffer.from(text, 'base64')) : undefined;
    default: return double(text);
  }
}

function int64(text: string): bigint | undefined {
  if (!/^[+-]?\d{1,19}$/.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

function double(text: string): number | undefined {
  if (text === 'NaN') return Number.NaN;
  if (text === 'INF') return Number.POSITIVE_INFINITY;
  if (text === '-INF') return Number.NEGATIVE_INFINITY;
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}
