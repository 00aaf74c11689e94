/** The query of a URL as names and values: cut at `&` and the first `=`, then decoded. */
import { odataError } from '../errors.ts';
import { decodeQuery } from './percent.ts';

/** Names as given; a name that occurs twice keeps all its values. */
export type QueryPairs = ReadonlyMap<string, readonly string[]>;

/** @param query without the question mark. @throws ODataError BadPercentEncoding */
export function parseQueryPairs(query: string): QueryPairs {
  const pairs = new Map<string, string[]>();
  for (const piece of query.split('&')) {
    if (piece === '') continue;
    const equals = piece.indexOf('=');
    const name = decodeQuery(equals < 0 ? piece : piece.slice(0, equals)).trim();
    const value = equals < 0 ? '' : decodeQuery(piece.slice(equals + 1));
    const values = pairs.get(name);
    if (values === undefined) pairs.set(name, [value]);
    else values.push(value);
  }
  return pairs;
}

/** The one value of a parameter, or undefined. @throws ODataError OptionRepeated */
export function single(pairs: QueryPairs, name: string): string | undefined {
  const values = pairs.get(name);
  if (values !== undefined && values.length > 1) throw odataError('OptionRepeated', name);
  return values?.[0];
}
