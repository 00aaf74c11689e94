/** A request target read whole: where it points and with what options. */
import type { ServiceModels } from '../../sma/models.ts';
import { odataError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';
import { parseQueryOptions } from '../query/queryOptions.ts';
import type { QueryOptions } from '../query/queryOptions.ts';
import { parsePath } from './path.ts';
import { parseQueryPairs } from './queryPairs.ts';
import type { QueryPairs } from './queryPairs.ts';
import type { ResourceUri } from './resource.ts';

export interface RequestUri extends ResourceUri {
  readonly options: QueryOptions;
  /** Every name and value of the query, decoded: for next links and custom options. */
  readonly query: QueryPairs;
}

/**
 * Reads `/00000000-…/Runbooks?$top=1`: path and query as they came over the wire, without scheme and host.
 * @throws ODataError and nothing else, whatever the text.
 */
export const parseRequestUri = (target: string, models: ServiceModels, limits: ODataLimits = DEFAULT_LIMITS): RequestUri =>
  readTarget(target, limits, (path, query) => parsePath(path, query, models, limits));

/** The same with another reader of the path. */
export function readTarget(target: string, limits: ODataLimits, readPath: (path: string, query: QueryPairs) => ResourceUri): RequestUri {
  if (target.length > limits.urlLength) throw odataError('UrlTooLong', target.length, limits.urlLength);
  const withoutFragment = target.split('#', 1)[0] ?? '';
  const question = withoutFragment.indexOf('?');
  const path = question < 0 ? withoutFragment : withoutFragment.slice(0, question);
  const query = parseQueryPairs(question < 0 ? '' : withoutFragment.slice(question + 1));
  const uri = readPath(path, query);
  return { ...uri, query, options: parseQueryOptions(query, uri.resource, uri.model, limits) };
}
