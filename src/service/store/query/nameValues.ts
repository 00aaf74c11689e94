/** Lists of complex values as they are stored: `[{"name","value"},…]` in JSON. */
import type { ComplexValue } from '../../../sma/edm/values.ts';

/** On the wire each record has one list of pairs (sma-rest-api.md 2.6); what is no such list is an empty one. */
export function toNameValues(json: string): readonly ComplexValue[] {
  const pairs = pairsOf(json);
  return pairs === undefined ? [] : [{ NameValueInner: pairs.map((pair) => ({ Name: textOf(pair.name), Value: textOf(pair.value) })) }];
}

/** The list of a column. */
export const listOf = (value: unknown): readonly ComplexValue[] => (typeof value === 'string' ? toNameValues(value) : []);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

interface Pair { readonly name?: unknown; readonly value?: unknown }

function pairsOf(json: string): readonly Pair[] | undefined {
  try {
    const found: unknown = JSON.parse(json);
    return Array.isArray(found) && found.every((one: unknown): one is Pair => typeof one === 'object' && one !== null) ? found : undefined;
  } catch {
    return undefined;
  }
}
