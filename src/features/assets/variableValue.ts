import { parseTypedDate, typedDate } from '../../app/text/times.ts';
import { parseLenientJson } from '../../sma/values/lenientJson.ts';
import { decodeVariableValue, encodeVariableValue } from '../../sma/values/variableValue.ts';

/** The types a person can give a variable; on the server the type is what the JSON says (sma-rest-api.md 3.7). */
export type VariableType = 'String' | 'Integer' | 'Boolean' | 'DateTime' | 'Complex';

export const VARIABLE_TYPES: readonly { readonly type: VariableType; readonly label: string; readonly hint: string }[] = [
  { type: 'String', label: 'Text', hint: 'any text' },
  { type: 'Integer', label: 'Whole number', hint: 'for example 42' },
  { type: 'Boolean', label: 'True or false', hint: 'a switch' },
  { type: 'DateTime', label: 'Date and time', hint: 'for example 2026-03-01 14:30' },
  { type: 'Complex', label: 'JSON', hint: 'an array, an object, or a number with decimals' },
];

const LONGEST_PREVIEW = 60;

/** What a row shows of a value: one line, not too long. */
export function previewOf(stored: string | null): string {
  const text = editableText(stored).replace(/\s*\r?\n\s*/g, ' ⏎ ');
  if (stored === null) return 'not set';
  if (text === '') return 'empty text';
  return text.length > LONGEST_PREVIEW ? `${text.slice(0, LONGEST_PREVIEW - 1)}…` : text;
}

/** The type of a stored value in words. */
export function typeWord(stored: string | null): string {
  const { type } = decodeVariableValue(stored);
  if (type === 'Null') return 'Not set';
  return VARIABLE_TYPES.find((known) => known.type === asEditable(type))?.label ?? 'Text';
}

/** The type a stored value is edited as. */
export function editableType(stored: string | null): VariableType {
  return asEditable(decodeVariableValue(stored).type);
}

/** A stored value as a person edits it: text without quotes, dates in their own zone, everything else as JSON. */
export function editableText(stored: string | null): string {
  const decoded = decodeVariableValue(stored);
  switch (decoded.type) {
    case 'Null': return '';
    case 'String':
    case 'Text': return decoded.value;
    case 'DateTime': return typedDate(new Date(`${decoded.value}Z`));
    case 'Complex': return stored ?? '';
    default: return String(decoded.value);
  }
}

/** What is wrong with a text for a type, in a sentence; undefined where it is good. */
export function checkVariableText(type: VariableType, text: string): string | undefined {
  switch (type) {
    case 'String': return undefined;
    case 'Integer': return /^\s*[+-]?\d{1,18}\s*$/.test(text) ? undefined : 'Type a whole number, for example 42.';
    case 'Boolean': return /^\s*(true|false)\s*$/i.test(text) ? undefined : 'Type true or false.';
    case 'DateTime': return parseTypedDate(text) === undefined ? 'Type a date, for example 2026-03-01 14:30 (in your own time zone).' : undefined;
    case 'Complex': return parseLenientJson(text) === undefined ? 'This is not JSON. Strings and names need double quotes; each { and [ needs its end.' : undefined;
  }
}

/** The text to store for what a person typed and checkVariableText found good. */
export function storedValue(type: VariableType, text: string): string {
  switch (type) {
    case 'String': return encodeVariableValue({ type: 'String', value: text });
    case 'Integer': return BigInt(text.trim().replace(/^\+/, '')).toString();
    case 'Boolean': return text.trim().toLowerCase();
    case 'DateTime': return encodeVariableValue({ type: 'DateTime', value: (parseTypedDate(text) ?? new Date(0)).toISOString().replace('Z', '') });
    case 'Complex': return text.trim();
  }
}

/** SMA's limit (sma-rest-api.md 2.3.14); `~` makes a variable unreadable for script runbooks (3.7). */
export function checkVariableName(name: string, taken: readonly string[]): string | undefined {
  const trimmed = name.trim();
  if (trimmed === '') return 'Type a name.';
  if (trimmed.length > 512) return `The name has ${trimmed.length} characters; SMA allows 512.`;
  if (trimmed.includes('~')) return 'Leave out ~: script runbooks cannot read a variable with it in its name.';
  if (taken.some((other) => other.toLowerCase() === trimmed.toLowerCase())) return `There is a variable ${trimmed} already; edit that one, or choose another name.`;
  return undefined;
}

function asEditable(type: ReturnType<typeof decodeVariableValue>['type']): VariableType {
  if (type === 'Text' || type === 'Null') return 'String';
  return type === 'Number' ? 'Complex' : type;
}
