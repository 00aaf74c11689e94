/**
 * Reads the path of a request (sma-rest-api.md 1.1, 8.2; OData v2 URI conventions, 3.2 to 3.4):
 *
 *   path    = '/' tenant [ '/' 'JobStreams' ] [ '/' ( '$metadata' | '$batch' | operation | entity ) ] [ '/' ], each slash once or more
 *   entity  = set [ '(' [ key ] ')' ] { '/' ( navigation [ '(' [ key ] ')' ] | derived type [ '(' [ key ] ')' ] ) } [ '/' tail ]
 *   tail    = '$value' | '$count' | property [ '/' '$value' ] | '$links' '/' navigation [ '(' key ')' | '/' '$count' ] | action
 */
import type { EntitySet, EntityType, Navigation, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import type { ServiceModels } from '../../sma/models.ts';
import { parseGuid } from '../edm/literal.ts';
import { odataError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';
import { parseKey, splitSegment } from './key.ts';
import { bindOperation } from './operation.ts';
import { decodePercent, splitPath } from './percent.ts';
import type { QueryPairs } from './queryPairs.ts';
import type { EntityPath, NavigationStep, Resource, ResourceUri } from './resource.ts';

/**
 * Resolves a path (still percent-encoded, starting with a slash). The query is needed for the arguments of operations.
 * @throws ODataError ResourceNotFound (404) for what does not exist, 400 for what cannot be read.
 */
export function parsePath(path: string, query: QueryPairs, models: ServiceModels, limits: ODataLimits = DEFAULT_LIMITS): ResourceUri {
  const parts = splitPath(path.startsWith('/') ? path.slice(1) : path);
  // WCF's provider passes over empty segments: a root with a slash at its end and a set make `//Runbooks`.
  const raw = parts.filter((part) => part !== '');
  if (raw.length > limits.pathSegments) throw odataError('TooManySegments', limits.pathSegments);
  const segments = raw.map(decodePercent);
  const tenant = parseGuid(segments[0] ?? '');
  if (tenant === undefined) throw odataError('ResourceNotFound', segments[0] ?? '');
  const isStreams = segments[1] === models.jobStreams.path;
  const model = isStreams ? models.jobStreams : models.main;
  return { tenant, model, resource: parseResource(segments.slice(isStreams ? 2 : 1), query, model) };
}

/** The part below the service root. */
export function parseResource(segments: readonly string[], query: QueryPairs, model: ServiceModel): Resource {
  const [first, ...rest] = segments;
  if (first === undefined) return { kind: 'serviceDocument' };
  const only = <R extends Resource>(resource: R): R => {
    if (rest[0] !== undefined) throw odataError('ResourceNotFound', rest[0]);
    return resource;
  };
  if (first === '$metadata') return only({ kind: 'metadata' });
  if (first === '$batch') return only({ kind: 'batch' });
  const { name, args } = splitSegment(first);
  const set = model.entitySet(name);
  if (set !== undefined) return new PathReader(set, args).read(rest, model);
  const operation = model.operation(name);
  if (operation === undefined) throw odataError('ResourceNotFound', name);
  if (args !== undefined && args.trim() !== '') throw odataError('UrlSyntax', first, 'arguments of an operation belong in the query.');
  // Read when it is invoked: what asks for its methods, or by a wrong one, need not give any.
  return only({ kind: 'operation', operation, get parameters() { return bindOperation(operation, query); } });
}

class PathReader {
  readonly #set: EntitySet;
  #key: EntityPath['key'];
  readonly #steps: NavigationStep[] = [];
  #targetSet: EntitySet;
  #type: EntityType;
  #filtered = false;
  #many: boolean;

  constructor(set: EntitySet, args: string | undefined) {
    this.#set = set;
    this.#key = args === undefined ? undefined : parseKey(args, set.type, set.name);
    this.#targetSet = set;
    this.#type = set.type;
    this.#many = this.#key === undefined;
  }

  read(segments: readonly string[], model: ServiceModel): Resource {
    for (const [index, segment] of segments.entries()) {
      const rest = segments.slice(index + 1);
      if (segment.startsWith('$')) return this.#system(segment, rest);
      const { name, args } = splitSegment(segment);
      const navigation = this.#type.navigation(name);
      if (navigation !== undefined && !this.#many) {
        this.#follow(navigation, args);
        continue;
      }
      const derived = name.includes('.') ? model.entityType(name) : undefined;
      if (derived !== undefined && derived.fullName === name && derived.isOrDerivesFrom(this.#type)) {
        this.#castTo(derived, args);
        continue;
      }
      if (this.#many) throw odataError('ResourceNotFound', name);
      return this.#tail(name, args, rest, model);
    }
    return { kind: this.#many ? 'entities' : 'entity', path: this.#path() };
  }

  #path(): EntityPath {
    return {
      set: this.#set, key: this.#key, steps: this.#steps, targetSet: this.#targetSet, targetType: this.#type,
      isTypeFiltered: this.#filtered, isCollection: this.#many,
    };
  }

  #follow(navigation: Navigation, args: string | undefined): void {
    const key = args === undefined ? undefined : parseKey(args, navigation.target, navigation.name);
    if (key !== undefined && !navigation.many) throw odataError('KeySyntax', navigation.name, 'it leads to a single entity and takes no key.');
    this.#steps.push({ navigation, key });
    this.#targetSet = navigation.targetSet;
    this.#type = navigation.target;
    this.#filtered = false;
    this.#many = navigation.many && key === undefined;
  }

  /** A key may stand behind the type too: generated clients write `Schedules/…DailySchedule()` and `(guid'…')` there. */
  #castTo(type: EntityType, args: string | undefined): void {
    const key = args === undefined ? undefined : parseKey(args, type, type.name);
    this.#type = type;
    this.#filtered = true;
    if (key === undefined) return;
    if (!this.#many) throw odataError('KeySyntax', type.name, 'the key stands before the type already.');
    const last = this.#steps.pop();
    if (last === undefined) this.#key = key;
    else this.#steps.push({ navigation: last.navigation, key });
    this.#many = false;
  }

  #system(segment: string, rest: readonly string[]): Resource {
    const done = rest.length === 0;
    if (segment === '$count' && done && this.#many) return { kind: 'count', path: this.#path() };
    if (segment === '$value' && done && !this.#many && this.#type.hasStream) return { kind: 'media', path: this.#path() };
    if (segment !== '$links' || this.#many || rest[0] === undefined) throw odataError('ResourceNotFound', segment);
    const { name, args } = splitSegment(rest[0]);
    const navigation = this.#type.navigation(name);
    if (navigation === undefined) throw odataError('ResourceNotFound', name);
    const key = args === undefined ? undefined : parseKey(args, navigation.target, name);
    if (key !== undefined && !navigation.many) throw odataError('KeySyntax', name, 'it leads to a single entity and takes no key.');
    const count = rest[1] === '$count' && navigation.many && key === undefined;
    if (rest.length > (count ? 2 : 1)) throw odataError('ResourceNotFound', rest[1] ?? '');
    return { kind: 'links', path: this.#path(), navigation, key, count };
  }

  #tail(name: string, args: string | undefined, rest: readonly string[], model: ServiceModel): Resource {
    const property = args === undefined ? this.#type.property(name) : undefined;
    if (property !== undefined) return this.#property(property, rest);
    // The qualified name stands in metadata URLs; requests use the plain one (1.1). Both are taken.
    const plain = name.startsWith(`${model.container}.`) ? name.slice(model.container.length + 1) : name;
    const action = this.#type.actions.find((one) => one.name === plain);
    if (action === undefined || (args !== undefined && args.trim() !== '')) throw odataError('ResourceNotFound', name);
    if (rest[0] !== undefined) throw odataError('ResourceNotFound', rest[0]);
    return { kind: 'action', path: this.#path(), action };
  }

  #property(property: PropertyDefinition, rest: readonly string[]): Resource {
    const raw = rest[0] === '$value' && property.kind === 'primitive';
    const extra = rest[raw ? 1 : 0];
    if (extra !== undefined) throw odataError('ResourceNotFound', extra);
    return { kind: 'property', path: this.#path(), property, raw };
  }
}
