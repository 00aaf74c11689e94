import { AppError } from '../errors.ts';
import { parseTypedDate } from '../text/times.ts';
import type { NameValuePair } from '../../client/api.ts';
import { parseLenientJson, writeJson } from '../../sma/values/lenientJson.ts';
import type { JsonValue } from '../../sma/values/lenientJson.ts';
import { toMicrosoftDateLiteral } from '../../sma/values/microsoftDate.ts';
import { isNeededNow, missingOfSets } from '../../sma/parameterSets.ts';
import type { ParameterSet } from '../../sma/parameterSets.ts';
import { encodeParameterValue, isCredentialType } from '../../sma/values/parameterValue.ts';

/** A parameter of a runbook, as the form needs it. */
export interface ParameterSpec {
  readonly name: string;
  /** As written (`string[]`) or as the server says it (`System.String[]`). */
  readonly type: string;
  /** It must be given whichever set is meant. */
  readonly isMandatory: boolean;
  /** The parameter sets of the runbook, where it names some. */
  readonly sets?: readonly ParameterSet[] | undefined;
  /** The default's source text. */
  readonly defaultText?: string | undefined;
  /** From the help comment. */
  readonly help?: string | undefined;
  /** From ValidateSet. */
  readonly choices?: readonly string[] | undefined;
}
export type ParameterKind = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'list' | 'object' | 'credential';

/** The bits of each type of whole numbers, negative for those without a sign. */
const INTEGERS: Readonly<Record<string, number>> = { int: 32, int16: 16, int32: 32, int64: 64, long: 64, short: 16, byte: -8, sbyte: 8, uint: -32, uint16: -16, uint32: -32, uint64: -64, ushort: -16, ulong: -64 };
const NUMBERS: readonly string[] = ['double', 'single', 'float', 'decimal'];

/** What a type asks a person for (sma-rest-api.md 5.6). Types that the web service cannot carry are asked for as JSON. */
export function kindOf(type: string): ParameterKind {
  const simple = plainType(type);
  if (isCredentialType(type) || simple === 'pscredential' || simple === 'management.automation.pscredential') return 'credential';
  if (simple.endsWith('[]') || simple === 'array' || simple === 'collections.arraylist') return 'list';
  if (simple in INTEGERS) return 'integer';
  if (NUMBERS.includes(simple)) return 'number';
  if (['bool', 'boolean', 'switch', 'switchparameter', 'management.automation.switchparameter'].includes(simple)) return 'boolean';
  if (simple === 'datetime') return 'date';
  if (['hashtable', 'collections.hashtable', 'psobject', 'pscustomobject', 'management.automation.psobject'].includes(simple)) return 'object';
  return 'text';
}

/** A parameter as it is asked for after others: mandatory where what was given and left out so far leaves no set that can do without it. */
export function afterOthers(spec: ParameterSpec, texts: ReadonlyMap<string, string>): ParameterSpec {
  const names = (isGiven: boolean): Set<string> => new Set([...texts].flatMap(([name, text]) => ((text !== '') === isGiven && name !== spec.name ? [name.toLowerCase()] : [])));
  return spec.sets === undefined ? spec : { ...spec, isMandatory: isNeededNow(spec.sets, spec.name, names(true), names(false)) };
}

/** What is wrong with a text for a parameter, in a sentence; undefined where it is good. Empty means: not given. */
export function checkParameterText(spec: ParameterSpec, text: string): string | undefined {
  if (text === '') return spec.isMandatory ? `${spec.name} must be given.` : undefined;
  switch (kindOf(spec.type)) {
    case 'integer': return isInteger(text) ? outOfRange(spec.type, text) : 'Type a whole number, for example 42.';
    case 'number': return isNumber(text) ? undefined : 'Type a number, for example 2.5.';
    case 'boolean': return /^\s*(true|false)\s*$/i.test(text) ? undefined : 'Type true or false.';
    case 'date': return parseTypedDate(text) === undefined ? 'Type a date, for example 2026-03-01 14:30.' : undefined;
    case 'object': return jsonOf(text, 'object') === undefined ? 'Type a JSON object, for example {"name": "web-01", "size": 2}.' : undefined;
    case 'list': return checkList(spec.type, text);
    case 'text':
    case 'credential': return spec.isMandatory && text.trim() === '' ? `${spec.name} must be given.` : undefined;
  }
}

/** The value as it travels, for a text that checkParameterText found good; undefined where nothing is to be sent. */
export function wireValue(spec: ParameterSpec, text: string): string | undefined {
  if (text === '') return undefined;
  const kind = kindOf(spec.type);
  if (kind === 'credential') return encodeParameterValue(text.trim(), 'PSCredential');
  // A literal of its own: the escaped slashes are what tells a date from a text (sma-rest-api.md 5.6).
  if (kind === 'date') return toMicrosoftDateLiteral((parseTypedDate(text) ?? new Date(0)).toISOString().replace('Z', ''));
  return encodeParameterValue(jsonValue(kind, spec.type, text));
}

/** Parameters from texts by name, as a caller gives them. Fails with BadParameter for one that is missing, unknown or of another type. */
export function parametersFrom(runbookName: string, specs: readonly ParameterSpec[], texts: Readonly<Record<string, string>>): NameValuePair[] {
  const given = new Map(Object.entries(texts).map(([name, text]) => [name.toLowerCase(), { name, text }]));
  const parameters = specs.flatMap((spec) => {
    const text = given.get(spec.name.toLowerCase())?.text ?? '';
    given.delete(spec.name.toLowerCase());
    const problem = checkParameterText(spec, text);
    if (problem !== undefined) throw new AppError('BadParameter', `${runbookName} was not started. Parameter ${spec.name}: ${problem}`);
    const value = wireValue(spec, text);
    return value === undefined ? [] : [{ name: spec.name, value }];
  });
  const sent = new Set(parameters.map(({ name }) => name.toLowerCase())), missing = missingOfSets(specs[0]?.sets ?? [], sent), lacking = specs.find(({ name }) => missing.includes(name.toLowerCase()));
  if (lacking !== undefined) throw new AppError('BadParameter', `${runbookName} was not started. Parameter ${lacking.name}: ${lacking.name} must be given.`);
  const [unknown] = given.values();
  if (unknown !== undefined) throw new AppError('BadParameter', `${runbookName} was not started: it has no parameter ${unknown.name}.`);
  return parameters;
}

function jsonValue(kind: ParameterKind, type: string, text: string): JsonValue {
  switch (kind) {
    case 'integer': return exactInteger(text);
    case 'number': return Number(text.trim());
    case 'boolean': return text.trim().toLowerCase() === 'true';
    case 'object': return jsonOf(text, 'object') ?? null;
    case 'list': return listOf(type, text) ?? [];
    // Two quotes are the way to say the empty text, since an empty box means the default.
    case 'text':
    case 'date':
    case 'credential': return text === "''" || text === '""' ? '' : text;
  }
}

function checkList(type: string, text: string): string | undefined {
  if (text.trim().startsWith('[') && jsonOf(text, 'list') === undefined) return 'This begins like a JSON array and is none. Type ["a", "b"], or the items with commas between them.';
  const element = kindOf(elementType(type));
  const items = listOf(type, text) ?? [];
  const bad = items.find((item) => (element === 'integer' && typeof item !== 'number' && typeof item !== 'bigint') || (element === 'number' && typeof item !== 'number'));
  if (bad === undefined && element === 'integer') {
    const problems = items.map((item) => [writeJson(item), outOfRange(elementType(type), writeJson(item))] as const);
    const [first] = problems.filter(([, problem]) => problem !== undefined);
    return first === undefined ? undefined : `${first[0]}: ${first[1]}`;
  }
  return bad === undefined ? undefined : `${writeJson(bad)} is not a number. Type numbers with commas between them, for example 1, 2, 3.`;
}

/** `a, b` or a JSON array. The items of a list of texts stay texts, also where they look like numbers. */
function listOf(type: string, text: string): readonly JsonValue[] | undefined {
  if (text.trim().startsWith('[')) return jsonOf(text, 'list') as readonly JsonValue[] | undefined;
  const element = kindOf(elementType(type));
  return text.split(',').map((item) => item.trim()).filter((item) => item !== '').map((item) => {
    if (element === 'integer' && isInteger(item)) return exactInteger(item);
    if (element === 'number' && isNumber(item)) return Number(item);
    if (element === 'boolean' && /^(true|false)$/i.test(item)) return item.toLowerCase() === 'true';
    return item;
  });
}

function jsonOf(text: string, want: 'object' | 'list'): JsonValue | undefined {
  const value = parseLenientJson(text)?.value;
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== (want === 'list')) return undefined;
  return value;
}

const isInteger = (text: string): boolean => /^\s*[+-]?\d{1,40}\s*$/.test(text);
/** What a number of a type of whole numbers may be, where this one is none; the server would refuse it. */
function outOfRange(type: string, text: string): string | undefined {
  const bits = INTEGERS[plainType(type)] ?? 64, size = BigInt(Math.abs(bits)), value = BigInt(exactInteger(text));
  const [least, most] = bits < 0 ? [0n, (1n << size) - 1n] : [-(1n << (size - 1n)), (1n << (size - 1n)) - 1n];
  return value < least || value > most ? `Type a whole number from ${least} to ${most}.` : undefined;
}
const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));
const elementType = (type: string): string => type.trim().replace(/\[\]$/, '');

function exactInteger(text: string): number | bigint {
  const value = BigInt(text.trim().replace(/^\+/, ''));
  return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER) ? Number(value) : value;
}

/** In lower case, without `System.`, and without the Nullable around it. */
function plainType(type: string): string {
  const lower = type.trim().toLowerCase().replace(/^\[(.*)\]$/, '$1');
  const inner = /^(?:system\.)?nullable(?:`1)?\[\[?([^,\]]+)/.exec(lower)?.[1];
  return (inner ?? lower).replace(/^system\./, '');
}
