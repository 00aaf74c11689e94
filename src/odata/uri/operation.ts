/** Arguments of service operations: literals in the query, `?jobId='…'&streamType='Any'` (sma-rest-api.md 3.3). */
import type { EdmValue } from '../../sma/edm/values.ts';
import type { ServiceOperationDefinition } from '../../sma/edm/vocabulary.ts';
import { odataError } from '../errors.ts';
import { fitsArgument } from '../query/promotion.ts';
import { TokenStream } from '../query/tokenStream.ts';
import { single } from './queryPairs.ts';
import type { QueryPairs } from './queryPairs.ts';

/** @throws ODataError ParameterMissing, ParameterValue */
export function bindOperation(operation: ServiceOperationDefinition, query: QueryPairs): Readonly<Record<string, EdmValue>> {
  const values: Record<string, EdmValue> = {};
  for (const { name, type, nullable, choices } of operation.parameters) {
    const text = single(query, name);
    const expected = type.kind === 'primitive' ? type.type : `a collection of ${type.of}`;
    if (text === undefined || text.trim() === '') {
      if (!nullable) throw odataError('ParameterMissing', name, choices);
      values[name] = null;
      continue;
    }
    if (type.kind !== 'primitive') throw odataError('ParameterValue', name, expected, 'a list cannot be given in a URL.');
    const tokens = new TokenStream(text);
    const token = tokens.next();
    if (token.kind !== 'literal') throw odataError('ParameterValue', name, expected, type.type === 'Edm.String' ? "texts stand in single quotes, like 'this'." : 'a literal was expected.');
    tokens.expect('end');
    const { literal } = token;
    if (!fitsArgument(literal.type, type.type) || (literal.value === null && !nullable)) throw odataError('ParameterValue', name, expected, `it is ${literal.type}.`);
    values[name] = literal.value;
  }
  return values;
}
