/**
 * Keys in parentheses (OData v2 URI conventions, 3.1): `(guid'…')`, `('name')`, `(1)`, or by name
 * `(JobContextID=guid'…',Name='message')` in any order. `()` after a set is no key at all.
 */
import type { EntityType } from '../../sma/edm/serviceModel.ts';
import type { PrimitiveValue } from '../../sma/edm/values.ts';
import type { PrimitiveProperty } from '../../sma/edm/vocabulary.ts';
import { TENANT_ID } from '../../sma/models.ts';
import { encodeLiteral } from '../edm/literal.ts';
import type { Literal } from '../edm/literal.ts';
import { odataError } from '../errors.ts';
import { fitsArgument } from '../query/promotion.ts';
import { TokenStream } from '../query/tokenStream.ts';
import { encodePercent } from './percent.ts';

/** Every key property by name, in the order of the type. */
export type EntityKey = Readonly<Record<string, PrimitiveValue>>;

/**
 * A decoded segment cut into its name and what stands in the parentheses.
 * `args` undefined: there were none.
 */
export function splitSegment(segment: string): { readonly name: string; readonly args: string | undefined } {
  const open = segment.indexOf('(');
  if (open < 0) return { name: segment, args: undefined };
  if (!segment.endsWith(')')) throw odataError('UrlSyntax', segment, "a closing ')' is missing.");
  return { name: segment.slice(0, open), args: segment.slice(open + 1, -1) };
}

/** Reads the key between parentheses; undefined for none. @throws ODataError KeySyntax */
export function parseKey(args: string, type: EntityType, set: string): EntityKey | undefined {
  if (args.trim() === '') return undefined;
  const fail = (reason: string): Error => odataError('KeySyntax', set, reason);
  const given = readArguments(args, fail);
  const [first, second] = type.key;
  const [only] = given;
  // `Stream(guid'…')`, as it is documented: every tenant is the same one (sma-rest-api.md 2.6).
  if (first !== undefined && second?.name === 'TenantId' && given.length === 1 && only !== undefined && only.name === undefined) return { [first.name]: keyValue(only.literal, first, fail), TenantId: TENANT_ID };
  if (given.length !== type.key.length) throw fail(`it needs ${type.key.map((property) => property.name).join(' and ')}.`);
  const key: Record<string, PrimitiveValue> = {};
  for (const property of type.key) {
    const argument = given.length === 1 && given[0]?.name === undefined ? given[0] : given.find((one) => one.name === property.name);
    if (argument === undefined) throw fail(`${property.name} has no value.`);
    key[property.name] = keyValue(argument.literal, property, fail);
  }
  return key;
}

function readArguments(args: string, fail: (reason: string) => Error): readonly { readonly name: string | undefined; readonly literal: Literal }[] {
  const tokens = new TokenStream(args);
  const result: { readonly name: string | undefined; readonly literal: Literal }[] = [];
  do {
    const name = tokens.peek(1).kind === '=' ? tokens.expectName().text : undefined;
    if (name !== undefined) tokens.expect('=');
    const token = tokens.next();
    if (token.kind !== 'literal') throw fail('a literal such as guid\'…\' or \'text\' was expected.');
    if (name !== undefined && result.some((one) => one.name === name)) throw fail(`${name} is given twice.`);
    result.push({ name, literal: token.literal });
  } while (tokens.accept(','));
  tokens.expect('end');
  return result;
}

function keyValue(literal: Literal, property: PrimitiveProperty, fail: (reason: string) => Error): PrimitiveValue {
  if (literal.value === null) throw fail(`${property.name} cannot be null.`);
  if (!fitsArgument(literal.type, property.type)) throw fail(`${property.name} is of type ${property.type}, not ${literal.type}.`);
  return literal.value;
}

const PLAIN_GUID = /^[0-9a-f-]+$/;

/** Writes a key as it stands in ids and links: `guid'…'`, or by name where there is more than one property. */
export function formatKey(key: EntityKey, type: EntityType): string {
  const one = (property: PrimitiveProperty): string => {
    const value = key[property.name];
    return value === undefined ? 'null' : encodePercent(encodeLiteral({ type: property.type, value }));
  };
  const [first] = type.key;
  if (first !== undefined && type.key.length === 1) {
    const value = key[first.name];
    // What most keys are, and what needs no encoding.
    return first.type === 'Edm.Guid' && typeof value === 'string' && PLAIN_GUID.test(value) ? `guid'${value}'` : one(first);
  }
  return type.key.map((property) => `${property.name}=${one(property)}`).join(',');
}
