/** Values of runbook parameters as they travel in NameValuePair.Value and JobParameter.Value (sma-rest-api.md 5.6). */
import { parseLenientJson, writeJson } from './lenientJson.ts';
import type { JsonValue } from './lenientJson.ts';

/** `text`: the value is no JSON and stands for itself. */
export type ParameterValue = { readonly kind: 'json'; readonly value: JsonValue } | { readonly kind: 'text'; readonly value: string };

const CREDENTIAL_TYPES: ReadonlySet<string> = new Set(['pscredential', 'system.management.automation.pscredential']);

/** True for a parameter that takes the name of a credential asset. Type names compare without case, as in .NET. */
export const isCredentialType = (type: string): boolean => CREDENTIAL_TYPES.has(type.toLowerCase());

/**
 * What a value on the wire means: JSON where it parses (single quotes too), else the raw text. For a credential the
 * text is a name even if it looks like JSON; one pair of quotes around it is taken off.
 */
export function decodeParameterValue(text: string, type = ''): ParameterValue {
  const parsed = parseLenientJson(text);
  if (isCredentialType(type)) return { kind: 'text', value: typeof parsed?.value === 'string' ? parsed.value : text };
  return parsed === undefined ? { kind: 'text', value: text } : { kind: 'json', value: parsed.value };
}

/** The wire text of a value: JSON, so that the string `42` stays a string; a credential goes by its bare name (8.1 rule 9). */
export const encodeParameterValue = (value: JsonValue, type = ''): string =>
  isCredentialType(type) && typeof value === 'string' ? value : writeJson(value);
