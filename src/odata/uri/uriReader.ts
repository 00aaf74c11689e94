/** Reads request targets; what clients ask for again and again is kept from the second time on. */
import type { ServiceModels } from '../../sma/models.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { parsePath } from './path.ts';
import type { QueryPairs } from './queryPairs.ts';
import { readTarget, type RequestUri } from './requestUri.ts';
import type { ResourceUri } from './resource.ts';

const MOST_KEPT = 500;
/** Longer ones are seldom asked for twice. */
const LONGEST_KEPT = 512;

export class UriReader {
  readonly #models: ServiceModels;
  readonly #targets = new Map<string, RequestUri>();
  readonly #seen = new Set<string>();
  readonly #paths = new Map<string, ResourceUri>();

  constructor(models: ServiceModels) {
    this.#models = models;
  }

  /** As `parseRequestUri`. @throws ODataError and nothing else, whatever the text. */
  read(target: string): RequestUri {
    const known = this.#targets.get(target);
    if (known !== undefined) return known;
    const uri = readTarget(target, DEFAULT_LIMITS, (path, query) => this.#path(path, query));
    if (this.#seen.has(target)) return keep(this.#targets, target, uri);
    if (this.#seen.size >= MOST_KEPT) this.#seen.clear();
    if (target.length <= LONGEST_KEPT) this.#seen.add(target);
    return uri;
  }

  #path(path: string, query: QueryPairs): ResourceUri {
    const known = this.#paths.get(path);
    if (known !== undefined) return known;
    const uri = parsePath(path, query, this.#models);
    // The arguments of an operation stand in the query.
    return uri.resource.kind === 'operation' ? uri : keep(this.#paths, path, uri);
  }
}

function keep<T>(map: Map<string, T>, text: string, value: T): T {
  if (text.length > LONGEST_KEPT) return value;
  if (map.size >= MOST_KEPT) map.clear();
  map.set(text, value);
  return value;
}
