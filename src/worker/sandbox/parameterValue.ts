/**
 * A job parameter's text as a value of the engine (sma-rest-api.md 5.6): JSON first, leniently, else the raw text; the
 * declared type decides in doubt. Converting to the type itself is the parameter binder's work, as in any call.
 */
import { DateTime } from '../../powershell/runtime/values/dateTime.ts';
import { Hashtable } from '../../powershell/runtime/values/dictionary.ts';
import { double, fits } from '../../powershell/runtime/values/numbers.ts';
import { customObject } from '../../powershell/runtime/values/psObject.ts';
import type { Value } from '../../powershell/runtime/values/value.ts';
import { epochOf } from '../../sma/values/dateTime.ts';
import type { JsonValue } from '../../sma/values/lenientJson.ts';
import { fromMicrosoftDate } from '../../sma/values/microsoftDate.ts';
import { decodeParameterValue, isCredentialType } from '../../sma/values/parameterValue.ts';
import type { ParameterValue } from '../../sma/values/parameterValue.ts';

/**
 * Decodes `text` for a parameter declared as `type` (a .NET name, as in RunbookParameters). For a PSCredential this is
 * the name of a credential asset, which the caller resolves.
 */
export function decodeParameter(text: string, type: string): Value {
  const decoded = decodeParameterValue(text, type);
  const declared = type.toLowerCase();
  if (isText(declared)) return textOf(decoded, text);
  if (isTruth(declared)) return truthOf(decoded);
  if (decoded.kind === 'text') return decoded.value;
  const { value } = decoded;
  // 25.0 is a Double though its value is whole: the text says so.
  if (typeof value === 'number' && /[.eE]/.test(text)) return double(value);
  return toValue(value, declared === 'system.collections.hashtable' || declared === 'hashtable');
}

const isText = (declared: string): boolean => declared === 'system.string' || declared === 'string' || isCredentialType(declared);
const isTruth = (declared: string): boolean => /^(?:system\.)?boolean$|^bool$|switch(?:parameter)?$/.test(declared);

/**
 * For a parameter declared as text only a JSON string is decoded: a person who sends 007 or {"a":1} means these
 * characters, and the original's own answer (7, "@{a=1}") helps nobody.
 */
function textOf(decoded: ParameterValue, text: string): Value {
  if (typeof decoded.value === 'string') return decoded.value;
  return decoded.value === null ? null : text;
}

/** JSON's truth, and PowerShell's and .NET's spellings of it; anything else is for the binder to convert or refuse. */
function truthOf(decoded: ParameterValue): Value {
  if (typeof decoded.value !== 'string') return toValue(decoded.value);
  const match = /^\s*\$?(true|false)\s*$/i.exec(decoded.value);
  return match === null ? decoded.value : match[1]?.toLowerCase() === 'true';
}

/** JSON as ConvertFrom-Json gives it, with Microsoft dates read; the outermost object as a Hashtable where one is asked for. */
export function toValue(json: JsonValue, asHashtable = false): Value {
  if (json === null || typeof json === 'boolean') return json;
  if (typeof json === 'string') return dateOrText(json);
  if (typeof json === 'bigint') return fits('Int64', json) ? json : double(Number(json));
  if (typeof json === 'number') return numberOf(json);
  if (Array.isArray(json)) return json.map((item: JsonValue) => toValue(item));
  const pairs = Object.entries(json).map(([name, item]): [string, Value] => [name, toValue(item)]);
  if (!asHashtable) return customObject(pairs);
  const table = new Hashtable();
  for (const [name, item] of pairs) table.set(name, item);
  return table;
}

function dateOrText(text: string): Value {
  const date = fromMicrosoftDate(text);
  return date === undefined ? text : DateTime.fromUnixMs(epochOf(date), 'Utc');
}

function numberOf(n: number): Value {
  if ((n | 0) === n && !Object.is(n, -0)) return n;
  return Number.isSafeInteger(n) ? BigInt(n) : double(n);
}
