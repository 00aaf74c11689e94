/** Values of variables: a JSON document in a string, of which the type is read off (sma-rest-api.md 3.7). */
import { parseLenientJson, writeJson } from './lenientJson.ts';
import type { JsonValue } from './lenientJson.ts';
import { fromMicrosoftDate, toMicrosoftDateLiteral } from './microsoftDate.ts';

/** `Text`: stored without quotes by a client that does not write JSON; it is taken as a string. */
export type VariableValue =
  | { readonly type: 'String' | 'Text'; readonly value: string }
  | { readonly type: 'Integer'; readonly value: number | bigint }
  | { readonly type: 'Number'; readonly value: number }
  | { readonly type: 'Boolean'; readonly value: boolean }
  /** Edm.DateTime text, UTC. */
  | { readonly type: 'DateTime'; readonly value: string }
  | { readonly type: 'Complex'; readonly value: JsonValue }
  | { readonly type: 'Null'; readonly value: null };

/** Reads the stored text; null (not set, or encrypted) is Null. Never fails: text that is no JSON is Text. */
export function decodeVariableValue(stored: string | null): VariableValue {
  if (stored === null) return { type: 'Null', value: null };
  const parsed = parseLenientJson(stored);
  if (parsed === undefined) return { type: 'Text', value: stored };
  const { value } = parsed;
  if (value === null) return { type: 'Null', value };
  if (typeof value === 'boolean') return { type: 'Boolean', value };
  if (typeof value === 'bigint') return { type: 'Integer', value };
  if (typeof value === 'number') return Number.isInteger(value) && !/[.eE]/.test(stored) ? { type: 'Integer', value } : { type: 'Number', value };
  if (typeof value !== 'string') return { type: 'Complex', value };
  const date = fromMicrosoftDate(value);
  return date === undefined ? { type: 'String', value } : { type: 'DateTime', value: date };
}

/** The text to store. A string is quoted, a date takes the Microsoft form. */
export function encodeVariableValue(value: VariableValue): string {
  return value.type === 'DateTime' ? toMicrosoftDateLiteral(value.value) : writeJson(value.value);
}
