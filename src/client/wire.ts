/**
 * OData over the transport: which headers, which format, which pages. JSON verbose is spoken until a server refuses it
 * (406 or 415), Atom from then on (sma-rest-api.md 1.3, 8.1 rule 2); actions are JSON always, they have no Atom form.
 */
import type { ReceivedFeed } from '../odata/client/received.ts';
import type { ServiceModel } from '../sma/edm/serviceModel.ts';
import type { PropertyBag } from '../sma/edm/values.ts';
import { Address, type EntitySet } from './address.ts';
import { systemClock } from './clock.ts';
import { atomCodec, bodyText, jsonCodec, MODELS, reading, type Codec } from './codec.ts';
import { isSmaClientError } from './errors.ts';
import type { Fields } from './resources/fields.ts';
import type { SmaClientOptions } from './options.ts';
import { PageWalk } from './resources/paging.ts';
import { retryPolicy, withRetry, type RetryPolicy } from './http/retry.ts';
import type { Method, Transport, WireRequest, WireResponse, WireStream } from './http/transport.ts';

/** 406 and 415: the server does not speak this format. A write is sent again only after 415, before which nothing is done. */
const FORMAT_REFUSED: ReadonlySet<number | undefined> = new Set([406, 415]);
const BODY_REFUSED: ReadonlySet<number | undefined> = new Set([415]);
const MAX_VERSION = { MaxDataServiceVersion: '3.0' } as const;

export class Wire {
  readonly at: Address;
  /** The push stream's address: undefined while the service document was not read, null where none is offered. */
  eventsUrl: string | null | undefined;
  readonly #transport: Transport;
  readonly #options: SmaClientOptions;
  #codec: Codec = jsonCodec;

  constructor(transport: Transport, options: SmaClientOptions) {
    this.#transport = transport;
    this.#options = options;
    this.at = new Address(transport.root);
  }

  get where(): string {
    return this.#transport.where;
  }

  /** One entity; NotFound where there is none. */
  async entity(url: string, signal?: AbortSignal, policy?: RetryPolicy): Promise<Fields> {
    return this.#get(url, signal, policy, (codec, text) => codec.readEntity(text, this.#modelOf(url)).values);
  }

  async page(url: string, signal?: AbortSignal, policy?: RetryPolicy): Promise<ReceivedFeed> {
    return this.#get(url, signal, policy, (codec, text) => codec.readFeed(text, this.#modelOf(url)));
  }

  pages(url: string, policy?: RetryPolicy): PageWalk {
    return new PageWalk(this.#transport.root, url, (next, signal) => this.page(next, signal, policy));
  }

  /** Every entity of a collection, over all its pages. */
  async *all(url: string, signal?: AbortSignal, policy?: RetryPolicy): AsyncGenerator<Fields, void, undefined> {
    const walk = this.pages(url, policy);
    for (let page = await walk.next(signal); page !== undefined; page = await walk.next(signal)) for (const entity of page.entities) yield entity.values;
  }

  /** The service document: the names of the entity sets, and the answer's headers. */
  async serviceDocument(signal?: AbortSignal, policy?: RetryPolicy): Promise<{ readonly entitySets: readonly string[]; readonly headers: Readonly<Record<string, string>> }> {
    const document = await this.#get(this.at.serviceDocument, signal, policy, (codec, text, headers) => ({ entitySets: codec.readServiceDocument(text), headers }));
    this.eventsUrl = eventsUrl(this.at.serviceDocument, document.headers);
    return document;
  }

  /** Calls an action; its value as text, undefined where it gives none (sma-rest-api.md 3.2). */
  async action(entityUrl: string, name: string, parameters: Readonly<Record<string, unknown>> | undefined, signal?: AbortSignal): Promise<string | undefined> {
    const response = await this.#send('POST', `${entityUrl}/${name}`, {
      // No second try in the other format here: the action may have been done. The reads before it have found the format.
      Accept: this.#codec.accept,
      ...MAX_VERSION,
      // An action with parameters is OData v3 (1.3); without any, `{}` is what a real client sends.
      ...(parameters === undefined ? {} : { DataServiceVersion: '3.0' }),
      'Content-Type': jsonCodec.contentType,
    }, JSON.stringify(parameters ?? {}), signal);
    if (response.status === 204 || response.body.length === 0) return undefined;
    return reading(this.where, () => codecOf(response, this.#codec).readValue(bodyText(response.body), name));
  }

  async create(set: EntitySet, type: string, properties: PropertyBag, signal?: AbortSignal): Promise<Fields> {
    const response = await this.#write('POST', this.at.set(set), type, properties, signal);
    return this.readEntity(response);
  }

  /** Changes the given properties alone (MERGE, 8.1 rule 6). */
  async merge(url: string, type: string, changes: PropertyBag, signal?: AbortSignal): Promise<void> {
    if (Object.keys(changes).length === 0) return;
    await this.#write('MERGE', url, type, changes, signal);
  }

  async delete(url: string, signal?: AbortSignal): Promise<void> {
    await this.#send('DELETE', url, { Accept: this.#codec.accept, ...MAX_VERSION }, undefined, signal);
  }

  /** The bytes of a media stream. */
  download(url: string, signal?: AbortSignal): Promise<WireResponse> {
    return this.#repeated(undefined, signal, () => this.#send('GET', url, { Accept: 'application/octet-stream, */*;q=0.5' }, undefined, signal));
  }

  upload(method: 'POST' | 'PUT', url: string, bytes: Uint8Array, headers: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<WireResponse> {
    return this.#send(method, url, { Accept: this.#codec.accept, ...MAX_VERSION, ...headers }, bytes, signal);
  }

  /** The entity in the answer to a write, whatever format the server chose for it. */
  readEntity(response: WireResponse): Fields {
    return reading(this.where, () => codecOf(response, this.#codec).readEntity(bodyText(response.body), MODELS.main).values);
  }

  /** A body that goes on for as long as the server has news. */
  stream(url: string, headers: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<WireStream> {
    return this.#transport.open({ method: 'GET', url, headers, signal });
  }

  /** Sends JSON to what is no part of OData. */
  async post(url: string, json: string, signal?: AbortSignal): Promise<void> {
    await this.#send('POST', url, { 'Content-Type': 'application/json' }, json, signal);
  }

  #get<T>(url: string, signal: AbortSignal | undefined, policy: RetryPolicy | undefined, read: (codec: Codec, text: string, headers: WireResponse['headers']) => T): Promise<T> {
    return this.#repeated(policy, signal, () =>
      this.#negotiated(FORMAT_REFUSED, async (codec) => {
        const response = await this.#send('GET', url, { Accept: codec.accept, ...MAX_VERSION }, undefined, signal);
        return reading(this.where, () => read(codecOf(response, codec), bodyText(response.body), response.headers));
      }),
    );
  }

  #write(method: 'POST' | 'MERGE', url: string, type: string, properties: PropertyBag, signal?: AbortSignal): Promise<WireResponse> {
    return this.#negotiated(BODY_REFUSED, (codec) =>
      this.#send(method, url, { Accept: codec.accept, ...MAX_VERSION, 'Content-Type': codec.contentType }, codec.writeEntity(type, properties), signal),
    );
  }

  async #negotiated<T>(refusals: ReadonlySet<number | undefined>, attempt: (codec: Codec) => Promise<T>): Promise<T> {
    try {
      return await attempt(this.#codec);
    } catch (error) {
      if (this.#codec === atomCodec || !isSmaClientError(error) || !refusals.has(error.status)) throw error;
      const answer = await attempt(atomCodec);
      this.#codec = atomCodec;
      return answer;
    }
  }

  #modelOf(url: string): ServiceModel {
    return url.startsWith(`${this.at.serviceDocument}JobStreams/`) ? MODELS.jobStreams : MODELS.main;
  }

  #send(method: Method, url: string, headers: Readonly<Record<string, string>>, body: string | Uint8Array | undefined, signal: AbortSignal | undefined): Promise<WireResponse> {
    const tunnelled = method === 'MERGE' && this.#options.tunnelMerge === true;
    const request: WireRequest = {
      method: tunnelled ? 'POST' : method,
      url,
      headers: tunnelled ? { ...headers, 'X-HTTP-Method': 'MERGE' } : headers,
      ...(body === undefined ? {} : { body }),
      signal,
    };
    return this.#transport.send(request);
  }

  #repeated<T>(policy: RetryPolicy | undefined, signal: AbortSignal | undefined, attempt: () => Promise<T>): Promise<T> {
    return withRetry(policy ?? retryPolicy(this.#options.retry), this.#options.clock ?? systemClock, signal, attempt);
  }
}

/** The push stream that a service announces (src/service/README.md); elsewhere than on the same origin it is not used. */
function eventsUrl(root: string, headers: WireResponse['headers']): string | null {
  const announced = headers['x-sma-events'];
  const url = announced === undefined ? null : URL.parse(announced, root);
  return url !== null && url.origin === new URL(root).origin ? url.href : null;
}

/** Servers may answer in another format than asked for; the content type tells. */
function codecOf(response: WireResponse, asked: Codec): Codec {
  const type = response.headers['content-type'] ?? '';
  if (type.includes('json')) return jsonCodec;
  return type.includes('xml') ? atomCodec : asked;
}
