/**
 * Whether a value on the wire can become what a runbook declares. Only what the engine's own conversions could never take
 * is refused, so that a caller hears of it at once instead of reading it in a failed job; types beyond the simple ones are
 * the binder's to convert.
 */
import { readDate } from '../../../powershell/runtime/convert/dates/readDate.ts';
import { attempt } from '../../../powershell/runtime/convert/dates/toDate.ts';
import { numberToken, parsePlain } from '../../../powershell/runtime/convert/readNumber.ts';
import { changeKind } from '../../../powershell/runtime/convert/toNumber.ts';
import { Guid } from '../../../powershell/runtime/values/guid.ts';
import { double, fits, type NumberKind, type NumberValue } from '../../../powershell/runtime/values/numbers.ts';
import { smaError } from '../../../sma/errors.ts';
import type { JsonValue } from '../../../sma/values/lenientJson.ts';
import { fromMicrosoftDate } from '../../../sma/values/microsoftDate.ts';
import { decodeParameterValue } from '../../../sma/values/parameterValue.ts';
import { nameTable } from '../../../powershell/syntax/nameTable.ts';

const NUMBERS: Readonly<Record<string, NumberKind>> = nameTable({
  byte: 'Byte', sbyte: 'SByte', int16: 'Int16', uint16: 'UInt16', int32: 'Int32', uint32: 'UInt32', int64: 'Int64', uint64: 'UInt64',
  single: 'Single', double: 'Double', decimal: 'Decimal',
});

/** A value is null, a simple one, or something with parts, which no simple type takes. */
type Simple = Exclude<JsonValue, readonly JsonValue[] | { readonly [name: string]: JsonValue }>;

const FITS: Readonly<Record<string, (value: Exclude<Simple, null>) => boolean>> = {
  ...Object.fromEntries(Object.entries(NUMBERS).map(([name, kind]) => [name, (value: Exclude<Simple, null>) => numberFits(value, kind)])),
  // The binder takes numbers too, and no other text than these (src/worker/sandbox/parameterValue.ts).
  boolean: (value) => typeof value !== 'string' || /^\s*\$?(?:true|false)\s*$/i.test(value),
  datetime: (value) => (typeof value === 'string' ? dateFits(value) : typeof value !== 'boolean'),
  guid: (value) => typeof value === 'string' && Guid.parse(value) !== undefined,
  char: (value) => (typeof value === 'string' ? value.length === 1 : typeof value !== 'boolean' && numberFits(value, 'UInt16')),
};

/** Fails with ParameterValue, naming the parameter and its type; the value is not repeated, it may be a secret. */
export function checkParameterFits(name: string, type: string, text: string): void {
  const simple = simpleName(type);
  const takes = Object.hasOwn(FITS, simple) ? FITS[simple] : undefined;
  if (takes === undefined) return;
  const { value } = decodeParameterValue(text, type);
  if (value === null) return;
  if (typeof value === 'object' || !takes(value)) throw smaError('ParameterValueInvalid', name, type);
}

/**
 * Whether the text of a connection's field can become what its type is, `System.Int32` or `Int32`. Nothing is one of any type, and other
 * types than the simple ones take every text.
 */
export function fieldFits(type: string, text: string): boolean {
  const simple = simpleName(type.includes('.') ? type : `System.${SHORT[type.toLowerCase()] ?? type}`);
  const takes = Object.hasOwn(FITS, simple) ? FITS[simple] : undefined;
  return takes === undefined || text.trim() === '' || takes(text) || (simple === 'boolean' && /^\s*[01]\s*$/.test(text));
}

const SHORT: Readonly<Record<string, string>> = nameTable({ int: 'Int32', long: 'Int64', bool: 'Boolean' });

/** `System.Nullable`1[System.Int32]` takes what Int32 takes, and null. */
function simpleName(type: string): string {
  const inner = /^System\.Nullable`1\[(.*)\]$/i.exec(type)?.[1] ?? type;
  const name = inner.toLowerCase();
  return name === 'system.management.automation.switchparameter' ? 'boolean' : name.startsWith('system.') ? name.slice('system.'.length) : '';
}

const DECIMAL_LIMIT = 2n ** 96n;

function numberFits(value: Exclude<Simple, null>, kind: NumberKind): boolean {
  if (typeof value === 'boolean') return true;
  if (typeof value === 'bigint') return kind === 'Single' || kind === 'Double' || (kind === 'Decimal' ? value < DECIMAL_LIMIT && value > -DECIMAL_LIMIT : fits(kind, value));
  const number = typeof value === 'string' ? readText(value, kind) : Number.isInteger(value) && Math.abs(value) <= 0x7fffffff ? value : double(value);
  return number !== undefined && changeKind(number, kind) !== undefined;
}

const readText = (text: string, kind: NumberKind): NumberValue | undefined => (text === '' ? 0 : numberToken(text) ?? parsePlain(text, kind));

function dateFits(text: string): boolean {
  return fromMicrosoftDate(text) !== undefined || typeof attempt(() => readDate(text)) !== 'string';
}
