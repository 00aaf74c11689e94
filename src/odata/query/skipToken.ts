/**
 * $skiptoken (sma-rest-api.md 1.9): the values of the $orderby expressions of the last entity, then its key, by commas. Where those values
 * are too long for an address, or are none that should stand in one, the key alone: what the entity is ordered by is looked up again.
 */
import type { EntityType } from '../../sma/edm/serviceModel.ts';
import type { PrimitiveValue } from '../../sma/edm/values.ts';
import type { PrimitiveType } from '../../sma/edm/vocabulary.ts';
import { parseDateTime } from '../../sma/values/dateTime.ts';
import { encodeLiteral, parseGuid } from '../edm/literal.ts';
import { parsePrimitiveText } from '../edm/text.ts';
import type { Literal } from '../edm/literal.ts';
import { odataError } from '../errors.ts';
import type { OrderByItem } from './expression.ts';
import { fitsArgument } from './promotion.ts';
import { TokenStream } from './tokenStream.ts';

/** Values in the order of: $orderby, key; or of the key alone. Only those of $orderby can be null. */
export type SkipToken = readonly (PrimitiveValue | null)[];

/** @throws ODataError SkipToken when number or types do not fit the order. */
export function parseSkipToken(text: string, orderBy: readonly OrderByItem[], type: EntityType): SkipToken {
  const tokens = new TokenStream(text);
  const literals: Literal[] = [];
  const keys = type.place.map((property) => property.type), whole = [...orderBy.map((item) => item.expression.type), ...keys];
  do {
    const token = tokens.next();
    if (token.kind !== 'literal') throw odataError('SkipToken', 'literals separated by commas were expected.');
    literals.push(token.literal);
  } while (tokens.accept(',') && literals.length <= whole.length);
  tokens.expect('end');
  const wanted = literals.length === keys.length ? keys : whole;
  if (literals.length !== wanted.length) throw odataError('SkipToken', `${wanted.length} values were expected (order and key), ${literals.length} are given.`);
  return literals.map((literal, index) => {
    const type_ = wanted[index] ?? 'null';
    const isKey = index >= wanted.length - keys.length;
    if (isKey && literal.type === 'Edm.Binary') return Buffer.from(literal.value as Uint8Array).toString();
    if ((isKey && literal.value === null) || (type_ !== 'null' && !fitsArgument(literal.type, type_) && !isSmall(literal, type_))) throw odataError('SkipToken', `value ${index + 1} should be ${type_}.`);
    return literal.value;
  });
}

/** Integers of fewer than 32 bits have no literal of their own (literal.ts). */
const isSmall = (literal: Literal, type: string): boolean => literal.type === 'Edm.Int32' && (type === 'Edm.Byte' || type === 'Edm.SByte' || type === 'Edm.Int16');

/** Whether a token is the key alone of an entity that is ordered by something else. */
export const isKeyAlone = (token: SkipToken, orderBy: readonly OrderByItem[], type: EntityType): boolean => orderBy.length > 0 && token.length === type.place.length;

/** The token for the page after an entity with these values, before percent-encoding. */
export function formatSkipToken(token: SkipToken, orderBy: readonly OrderByItem[], type: EntityType): string {
  const types = [...orderBy.map((item) => item.expression.type), ...type.place.map((property) => property.type)];
  return token.map((value, index) => {
    const literalType = types[index];
    if (value === null || literalType === undefined || literalType === 'null') return 'null';
    // A key that another program has made, which is none of its type: as the bytes of its text.
    if (literalType !== 'Edm.String' && typeof value === 'string' && !readsBack(literalType, value)) return encodeLiteral({ type: 'Edm.Binary', value: Buffer.from(value) });
    return encodeLiteral({ type: literalType, value });
  }).join(',');
}

/** Whether a text, written as a literal, is read as itself: forms of GUIDs and dates that are not canonical are read as those that are. */
const readsBack = (type: PrimitiveType, value: string): boolean => (type === 'Edm.Guid' ? parseGuid(value) : type === 'Edm.DateTime' ? parseDateTime(value) : parsePrimitiveText(type, value)) !== undefined;
