/** Parameter values as people write them, as texts of the wire (sma-rest-api.md 5.6). Used by forms and the command line. */
import { parseLenientJson, writeJson } from '../sma/values/lenientJson.ts';
import { isCredentialType } from '../sma/values/parameterValue.ts';
import { nameTable } from '../powershell/index.ts';

export type EncodedText = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string };

const INTEGERS = new Set(['int32', 'int64', 'int16', 'uint16', 'uint32', 'uint64', 'byte', 'sbyte', 'int', 'long', 'short', 'bigint', 'biginteger']);
/** Bits, negative where there is a sign. Those without bounds are not here. */
const BITS: Readonly<Record<string, number>> = nameTable({ sbyte: -8, byte: 8, int16: -16, short: -16, uint16: 16, int32: -32, int: -32, uint32: 32, int64: -64, long: -64, uint64: 64 });
const NUMBERS = new Set(['double', 'single', 'decimal', 'float']);
const SWITCHES = new Set(['boolean', 'bool', 'switch', 'switchparameter']);
/** Values that stand for themselves as text and that PowerShell converts. */
const TEXTS = new Set(['string', 'char', 'datetime', 'datetimeoffset', 'timespan', 'guid', 'uri', 'version', 'regex', 'mailaddress', 'ipaddress']);
const TRUE = new Set(['true', '$true', '1', 'yes', 'on']);
const FALSE = new Set(['false', '$false', '0', 'no', 'off']);

/**
 * The text to send for what was written, by the parameter's type (`System.String[]`, `Int32` …): strings become JSON
 * strings, so that `42` stays a string; numbers and switches are checked; arrays and objects are JSON, and a single word
 * is taken as an array of one. A value of a type not known here is JSON where it is such, else a string.
 */
export function encodeParameterText(text: string, type: string): EncodedText {
  if (isCredentialType(type)) return { ok: true, value: text };
  const name = unbracketed(type).replace(/^System\.(Management\.Automation\.|Numerics\.|Net\.|Net\.Mail\.|Text\.RegularExpressions\.)?/i, '').toLowerCase();
  if (name.endsWith('[]')) return encodeArray(text, type);
  const word = text.trim();
  if (INTEGERS.has(name)) return encodeInteger(word, name, type);
  if (NUMBERS.has(name)) return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(word) ? ok(jsonNumber(word)) : no(`a number is needed (with a point for decimals), as ${type} says`);
  if (SWITCHES.has(name)) return TRUE.has(word.toLowerCase()) ? ok('true') : FALSE.has(word.toLowerCase()) ? ok('false') : no('true or false is needed');
  if (TEXTS.has(name)) return ok(writeJson(text));
  const json = parseLenientJson(text);
  return ok(json === undefined ? writeJson(text) : writeJson(json.value));
}

function encodeArray(text: string, type: string): EncodedText {
  const json = parseLenientJson(text);
  if (json !== undefined && Array.isArray(json.value)) return ok(writeJson(json.value));
  if (text.trim().startsWith('[')) return no('the JSON array is not complete; write it as ["a","b"]');
  const one = encodeParameterText(text, unbracketed(type).slice(0, -2));
  return one.ok ? ok(`[${one.value}]`) : no(`${one.message}; several are written as JSON: [1,2]`);
}

function encodeInteger(word: string, name: string, type: string): EncodedText {
  if (!/^[+-]?\d+$/.test(word)) return no(`a whole number is needed, as ${type} says`);
  const number = word.replace(/^\+/, '');
  const bits = BITS[name] ?? 0;
  const [least, most] = bits < 0 ? [-(2n ** BigInt(-bits - 1)), 2n ** BigInt(-bits - 1) - 1n] : [0n, 2n ** BigInt(bits) - 1n];
  return bits !== 0 && (BigInt(number) < least || BigInt(number) > most) ? no(`a whole number from ${least} to ${most} is needed, as ${type} says`) : ok(number);
}

const unbracketed = (type: string): string => (type.startsWith('[') ? type.slice(1, -1) : type);

/** JSON has no leading plus, no bare point. */
const jsonNumber = (word: string): string => word.replace(/^\+/, '').replace(/^(-?)\./, '$10.').replace(/\.(?=$|e)/i, '');

const ok = (value: string): EncodedText => ({ ok: true, value });
const no = (message: string): EncodedText => ({ ok: false, message });
