/** A value in a format (`IFormattable`): numbers, dates, spans, enums, guids; everything else is its text. */
import { netThrow } from '../errors/raise.ts';
import { typeOf } from '../types/typeOf.ts';
import { DateTime, DateTimeOffset } from '../values/dateTime.ts';
import { EnumValue } from '../values/enumValue.ts';
import { Guid } from '../values/guid.ts';
import { isNumber } from '../values/numbers.ts';
import { PSObject, unwrap } from '../values/psObject.ts';
import { TimeSpan } from '../values/timeSpan.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { formatDate, formatOffset } from './formatDate.ts';
import { INVARIANT } from './culture.ts';
import type { Culture } from './culture.ts';
import { formatNumber, point } from './formatNumber.ts';
import { formatTimeSpan } from './formatTimeSpan.ts';
import { numberToString } from './numberText.ts';
import { ownText, toText } from './toText.ts';

/** The text of a value in a format; an empty format is `ToString()`. Throws FormatException for a bad one. */
export function formatValue(raw: Value, format: string, culture: Culture = INVARIANT): string {
  const v = unwrap(raw);
  if (v == null) return '';
  if (typeof v === 'string') return v;
  // What an object around a number calls itself: the name of an enum's value that came out of CliXml (PSObject.ToString).
  if (format === '' && raw instanceof PSObject && raw.literal !== undefined && raw.typeNames !== undefined) return raw.literal;
  if (isNumber(v)) return format === '' ? point(numberToString(v), culture) : formatNumber(v, format, culture);
  if (v instanceof DateTime) return formatDate(v, format === '' ? 'G' : format, culture);
  if (v instanceof DateTimeOffset) return formatOffset(v, format, culture);
  if (v instanceof TimeSpan) return formatTimeSpan(v, format);
  if (v instanceof Guid) return formatGuid(v, format);
  if (v instanceof EnumValue) return formatEnum(v, format);
  if (Array.isArray(v)) return typeOf(v).name;
  return v instanceof NetObject ? (typeOf(v).get('text') === undefined ? toText(v) : ownText(v)) : toText(v);
}
function formatGuid(g: Guid, format: string): string {
  switch (format.toUpperCase()) {
    case '': case 'D': return g.text;
    case 'N': return g.digits;
    case 'B': return `{${g.text}}`;
    case 'P': return `(${g.text})`;
    case 'X': { const h = g.digits; return `{0x${h.slice(0, 8)},0x${h.slice(8, 12)},0x${h.slice(12, 16)},{${(h.slice(16).match(/../g) ?? []).map((b) => `0x${b}`).join(',')}}}`; }
    default: return netThrow('System.FormatException', 'Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".');
  }
}
/** The size of an enum's own type. */
const BYTES: Readonly<Record<string, number>> = { Byte: 1, SByte: 1, Int16: 2, UInt16: 2, Int64: 8, UInt64: 8 };
function formatEnum(e: EnumValue, format: string): string {
  switch (format.toUpperCase()) {
    case '': case 'G': case 'F': return e.toString();
    case 'D': return String(e.exact);
    case 'X': { const size = BYTES[e.netType.enumBase?.shortName ?? ''] ?? 4; return BigInt.asUintN(8 * size, e.exact).toString(16).toUpperCase().padStart(2 * size, '0'); }
    default: return netThrow('System.FormatException', 'Format string can be only "G", "g", "X", "x", "F", "f", "D" or "d".');
  }
}
