/** What a `-Property` argument may be, key by key: the names, types and words of PowerShell's own reading of it. */
import { hasWildcard } from '../runtime/operators/wildcard.ts';
import { typeOf } from '../runtime/types/typeOf.ts';
import { Dictionary } from '../runtime/values/dictionary.ts';
import { unwrap } from '../runtime/values/psObject.ts';
import { ScriptBlock } from '../runtime/values/scriptBlock.ts';
import type { Value } from '../runtime/values/value.ts';

type Kind = 'string' | 'block' | 'int';
/** One key of the table; `also` is another name of it. Without `kinds` any value will do. */
export interface KeyDefinition { readonly name: string; readonly also?: string; readonly kinds?: readonly Kind[]; readonly noWildcards?: boolean }
export const EXPRESSION: KeyDefinition = { name: 'expression', kinds: ['string', 'block'] };
/** The expression of Group-Object and Compare-Object, which take names alone (GroupObjectExpressionParameterDefinition). */
export const NAMED_EXPRESSION: KeyDefinition = { ...EXPRESSION, noWildcards: true };
/** Select-Object and ConvertTo-Html call it name, the format cmdlets label; either word is taken. */
export const NAME: KeyDefinition = { name: 'name', also: 'label', kinds: ['string'] };
export const LABEL: KeyDefinition = { name: 'label', also: 'name', kinds: ['string'] };

/** An argument, key or value that is not taken; `errorId` is PowerShell's. */
export class FormatParameterError extends Error {
  readonly code = 'FormatParameterError';
  readonly errorId: string;
  constructor(errorId: string, message: string) { super(message); this.errorId = errorId; }
}
const refuse = (id: string, message: string): never => { throw new FormatParameterError(id, message); };
const TYPES: Readonly<Record<Kind, string>> = { string: 'System.String', block: 'System.Management.Automation.ScriptBlock', int: 'System.Int32' };
const fits = (value: Value, kind: Kind): boolean => (kind === 'string' ? typeof value === 'string' : kind === 'int' ? typeof value === 'number' : value instanceof ScriptBlock);
const list = (kinds: readonly Kind[]): string => `{${kinds.map((k) => TYPES[k]).join(', ')}}`;

/** The keys of one argument by their full names. A name or block alone is its expression. */
export function propertyKeys(argument: Value, definitions: readonly KeyDefinition[]): Map<string, Value> {
  const plain = argument == null ? null : unwrap(argument), found = new Map<string, Value>(), kinds = EXPRESSION.kinds ?? [];
  if (plain === null || plain === undefined) return refuse('DictionaryKeyUnknownType', `The value of a parameter was null; one of the following types was expected: ${list(kinds)}.`);
  if (!(plain instanceof Dictionary)) {
    if (!kinds.some((k) => fits(plain, k))) refuse('DictionaryKeyUnknownType', `Cannot convert ${typeOf(plain).name} to one of the following types ${list(kinds)}.`);
    if (plain === '') refuse('ExpressionEmptyString2', 'An empty string value is not allowed.');
    const pattern = refusedPattern(plain, definitions);
    if (pattern !== undefined) refuse('ExpressionGlobbing2', `Wildcard characters are not allowed in "${pattern}".`);
    return found.set('expression', plain);
  }
  for (const { key, value } of plain.entries.values()) {
    if (typeof key !== 'string') return refuse('DictionaryKeyNonString', `The ${typeOf(key).name.replace(/^.*\./, '')} key type is not valid. The key must be a string.`);
    const definition = match(key, definitions), held = value == null ? null : unwrap(value);
    if (found.has(definition.name)) refuse('DictionaryKeyDuplicate', `The duplicated key "${key}" conflicts with "${definition.name}".`);
    const wanted = definition.kinds ?? [];
    if (wanted.length > 0 && (held === null || held === undefined)) refuse('DictionaryKeyMissingValue', `The ${key} key has no value.`);
    if (wanted.length > 0 && !wanted.some((k) => fits(held, k))) {
      const type = typeOf(held).name, [only] = wanted;
      refuse(wanted.length > 1 ? 'DictionaryKeyIllegalValue1' : 'DictionaryKeyIllegalValue2', wanted.length > 1 ? `The "${key}" key has a type, ${type}, that is not valid; expected types are ${list(wanted)}.` : `The "${key}" key has a type, ${type}, that is not valid; expected type is ${only === undefined ? '' : TYPES[only]}.`);
    }
    found.set(definition.name, held);
  }
  if (!found.has('expression')) refuse('DictionaryKeyMandatoryEntry', 'A mandatory entry for expression is missing.');
  if (found.get('expression') === '') refuse('ExpressionEmptyString1', 'The "expression" key cannot have an empty string value.');
  const expression = refusedPattern(found.get('expression'), definitions);
  if (expression !== undefined) refuse('ExpressionGlobbing1', `The "expression" key cannot have wildcard characters in value "${expression}".`);
  return found;
}
const refusedPattern = (expression: Value, [first]: readonly KeyDefinition[]): string | undefined => (first?.noWildcards === true && typeof expression === 'string' && hasWildcard(expression) ? expression : undefined);
/** Key names may be shortened as long as one key is meant. */
function match(key: string, definitions: readonly KeyDefinition[]): KeyDefinition {
  const folded = key.toLowerCase(), fit = definitions.filter((d) => d.name.toLowerCase().startsWith(folded) || d.also?.startsWith(folded) === true), [first, second] = fit;
  if (first === undefined || key === '') return refuse('DictionaryKeyIllegal', `The ${key} key is not valid.`);
  return second === undefined ? first : refuse('DictionaryKeyAmbiguous', `The ${key} key is ambiguous; ${first.name} and ${second.name} conflict.`);
}
