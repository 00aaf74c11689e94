/** The system query options of a request (OData v2 URI conventions 4; sma-rest-api.md 1.10), checked against what they apply to. */
import type { EntityType, ServiceModel } from '../../sma/edm/serviceModel.ts';
import { odataError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';
import { single } from '../uri/queryPairs.ts';
import type { QueryPairs } from '../uri/queryPairs.ts';
import type { Resource } from '../uri/resource.ts';
import type { DataServiceVersion } from '../negotiate/version.ts';
import { bindFilter, bindOrderBy } from './bind.ts';
import type { Expression, OrderByItem } from './expression.ts';
import { parseExpression, parseOrderBy } from './parser.ts';
import { FULL_PROJECTION, parseSelectExpand } from './selectExpand.ts';
import type { Projection } from './selectExpand.ts';
import { hasLambda } from './syntax.ts';
import { parseSkipToken } from './skipToken.ts';
import type { SkipToken } from './skipToken.ts';

export interface QueryOptions {
  readonly filter: Expression | undefined;
  /** The version that a request with these options must be written in. */
  readonly since: DataServiceVersion;
  /** As given; the key is to be added as the last order. */
  readonly orderBy: readonly OrderByItem[];
  readonly top: number | undefined;
  readonly skip: number | undefined;
  readonly skipToken: SkipToken | undefined;
  readonly projection: Projection;
  /** $inlinecount=allpages: the number of entities that pass the filter, before $skip, $top and paging. */
  readonly inlineCount: boolean;
  /** The value of $format, still to be understood by negotiation. */
  readonly format: string | undefined;
}

const KNOWN: ReadonlySet<string> = new Set(['$filter', '$orderby', '$top', '$skip', '$skiptoken', '$select', '$expand', '$inlinecount', '$format', '$callback']);

/** Options that change a set of entities, and those that choose what is written of them. */
const OF_SETS = ['$filter', '$orderby', '$top', '$skip', '$skiptoken', '$inlinecount'] as const;
const OF_ENTITIES = ['$select', '$expand'] as const;

/** Reads all options of a request. @throws ODataError */
export function parseQueryOptions(pairs: QueryPairs, resource: Resource, model: ServiceModel, limits: ODataLimits = DEFAULT_LIMITS): QueryOptions {
  for (const name of pairs.keys()) if (name.startsWith('$') && !KNOWN.has(name)) throw odataError('OptionUnknown', name);
  const { type, isSet, isEntity } = appliesTo(resource, model);
  const isOfEntity = isEntity && !isSet;
  const value = (name: string): string | undefined => {
    const text = valueOf(pairs, name);
    if (text === undefined) return undefined;
    // Of one entity it says whether it is there.
    if (name === '$filter' && isOfEntity) return text;
    if (!isSet && (OF_SETS as readonly string[]).includes(name)) throw odataError('OptionNotApplicable', name);
    if (!isEntity && (OF_ENTITIES as readonly string[]).includes(name)) throw odataError('OptionNotApplicable', name);
    return text;
  };
  const filter = value('$filter');
  const orderByText = value('$orderby');
  const skipToken = value('$skiptoken');
  // Which counts nothing may stand anywhere.
  const inlineCount = valueOf(pairs, '$inlinecount')?.trimStart() === 'none' ? undefined : value('$inlinecount')?.trimStart();
  if (inlineCount !== undefined && countsAlone(resource)) throw odataError('OptionNotApplicable', '$inlinecount');
  if (inlineCount !== undefined && inlineCount !== 'allpages') throw odataError('OptionValue', '$inlinecount', inlineCount, "'none' or 'allpages' was expected.");
  const top = count('$top', value('$top'));
  const skip = count('$skip', value('$skip'));
  const select = value('$select');
  const expand = value('$expand');
  const format = valueOf(pairs, '$format');
  const newer = inlineCount !== undefined || select !== undefined || skipToken !== undefined || countsAlone(resource);
  if (type === undefined) return { filter: undefined, since: newer ? '2.0' : '1.0', orderBy: [], top, skip, skipToken: undefined, projection: FULL_PROJECTION, inlineCount: false, format };
  const orderBy = orderByText === undefined || orderByText.trim() === '' ? [] : bindOrderBy(parseOrderBy(orderByText, limits), type, model);
  const syntax = filter === undefined || filter.trim() === '' ? undefined : parseExpression(filter, limits);
  return {
    filter: syntax === undefined ? undefined : bindFilter(syntax, type, model),
    since: syntax !== undefined && hasLambda(syntax) ? '3.0' : newer ? '2.0' : '1.0',
    orderBy, top, skip,
    skipToken: skipToken === undefined ? undefined : parseSkipToken(skipToken, orderBy, type),
    projection: select === undefined && expand === undefined ? FULL_PROJECTION : parseSelectExpand(select, expand, type, model, limits),
    inlineCount: inlineCount === 'allpages',
    format,
  };
}

/** One that is empty is overlooked, as WCF does (`string.IsNullOrEmpty` in its RequestQueryProcessor). */
function valueOf(pairs: QueryPairs, name: string): string | undefined {
  const text = single(pairs, name);
  return text === '' ? undefined : text;
}

/** The answer is a number. */
const countsAlone = (resource: Resource): boolean => resource.kind === 'count' || (resource.kind === 'links' && resource.count);

/** All options of a query but for the format: what changes something, or is an action, takes none (WCF's CheckEmptyQueryArguments). */
const OF_QUERIES = [...OF_SETS, ...OF_ENTITIES] as const;

/** @throws ODataError OptionNotApplicable for the first option of a query that is given. */
export function refuseQueryOptions(pairs: QueryPairs): void {
  for (const name of OF_QUERIES) if (valueOf(pairs, name) !== undefined) throw odataError('OptionNotApplicable', name);
}

/** As .NET reads an integer: with a sign, and with blanks around it. */
const INTEGER = /^\s*[+-]?\d+\s*$/;

function count(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  // Minus nought is nought.
  const number = INTEGER.test(text) ? Number(text) + 0 : Number.NaN;
  if (!(number >= 0 && number <= 2_147_483_647)) throw odataError('OptionValue', name, text, 'a whole number from 0 to 2147483647 was expected.');
  return number;
}

function appliesTo(resource: Resource, model: ServiceModel): { readonly type: EntityType | undefined; readonly isSet: boolean; readonly isEntity: boolean } {
  switch (resource.kind) {
    case 'entities': return { type: resource.path.targetType, isSet: true, isEntity: true };
    case 'count': return { type: resource.path.targetType, isSet: true, isEntity: false };
    case 'entity': return { type: resource.path.targetType, isSet: false, isEntity: true };
    case 'links': return { type: resource.navigation.target, isSet: resource.navigation.many && resource.key === undefined, isEntity: false };
    case 'action':
    case 'operation': {
      const { returns } = resource.kind === 'action' ? resource.action : resource.operation;
      const set = returns.kind === 'entities' ? model.entitySet(returns.entitySet) : undefined;
      return { type: set?.type, isSet: set !== undefined, isEntity: set !== undefined };
    }
    default: return { type: undefined, isSet: false, isEntity: false };
  }
}
