/** The two formats a server may speak, as one interface: JSON verbose and Atom (sma-rest-api.md 1.3, 5). */
import { SmaClientError } from './errors.ts';
import type { Fields } from './fields.ts';
import type { FeedPage } from './paging.ts';
import type { WireResponse } from './transport.ts';

export interface Codec {
  readonly accept: string;
  readonly contentType: string;
  readEntity(response: WireResponse): Fields;
  readFeed(response: WireResponse): FeedPage;
  readServiceDocument(response: WireResponse): readonly string[];
  readAction(response: WireResponse, name: string): string | undefined;
  writeEntity(type: string, properties: Fields): string;
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const notSma = (what: string): SmaClientError => new SmaClientError('NotSma', `The answer is not what an SMA web service sends (${what}); check the address and port (SMA's is https://host:9090).`);

/** Some SMA answers hold raw NUL characters (3.3); no format allows them. */
export function textOf(response: WireResponse): string {
  return new TextDecoder('utf-8').decode(response.body).replaceAll('\0', '');
}

function verbose(response: WireResponse): unknown {
  let document: unknown;
  try {
    document = JSON.parse(textOf(response));
  } catch {
    throw notSma('no JSON');
  }
  if (!isObject(document) || !('d' in document)) throw notSma('JSON without "d"');
  return document['d'];
}

export const jsonCodec: Codec = {
  accept: 'application/json;odata=verbose',
  contentType: 'application/json;odata=verbose',
  readEntity(response) {
    const entity = verbose(response);
    if (!isObject(entity)) throw notSma('no entity');
    return entity;
  },
  readFeed(response) {
    const feed = verbose(response);
    const items = Array.isArray(feed) ? feed : isObject(feed) ? feed['results'] : undefined;
    if (!Array.isArray(items)) throw notSma('no collection');
    const next = isObject(feed) ? feed['__next'] : undefined;
    const count = isObject(feed) ? Number(feed['__count'] ?? Number.NaN) : Number.NaN;
    return { items: items.filter(isObject), next: typeof next === 'string' ? next : undefined, count: Number.isNaN(count) ? undefined : count };
  },
  readServiceDocument(response) {
    const document = verbose(response);
    const sets = isObject(document) ? document['EntitySets'] : undefined;
    if (!Array.isArray(sets)) throw notSma('no service document');
    return sets.filter((name) => typeof name === 'string');
  },
  readAction(response, name) {
    if (response.status === 204 || response.body.length === 0) return undefined;
    const value = verbose(response);
    const result = isObject(value) ? value[name] : undefined;
    return typeof result === 'string' ? result : undefined;
  },
  writeEntity: (_type, properties) => JSON.stringify(properties),
};

/** Filled in when the Atom reader of the odata room is there. */
export const atomCodec: Codec = { ...jsonCodec, accept: 'application/atom+xml,application/xml' };
