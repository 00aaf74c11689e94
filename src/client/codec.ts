/** The two formats a server may speak, as one interface: JSON verbose and Atom (sma-rest-api.md 1.3, 5). */
import { writeAtomBody } from '../odata/client/atomBody.ts';
import { readAtomEntity, readAtomFeed, readAtomServiceDocument, readAtomValue } from '../odata/client/atomReply.ts';
import { readJsonEntity, readJsonFeed, readJsonServiceDocument, readJsonValue } from '../odata/client/jsonReply.ts';
import { ReplyError, type ReceivedEntity, type ReceivedFeed } from '../odata/client/received.ts';
import type { ServiceModel } from '../sma/edm/serviceModel.ts';
import type { PropertyBag } from '../sma/edm/values.ts';
import { modelsFor } from '../sma/models.ts';
import { SmaClientError } from './errors.ts';
import { notSmaMessage } from './http/messages.ts';

export interface Codec {
  readonly name: 'json' | 'atom';
  readonly accept: string;
  readonly contentType: string;
  readEntity(text: string, model: ServiceModel): ReceivedEntity;
  readFeed(text: string, model: ServiceModel): ReceivedFeed;
  readServiceDocument(text: string): readonly string[];
  /** The result of an action, by its name. */
  readValue(text: string, name: string): string | undefined;
  /** Only the given properties. */
  writeEntity(type: string, properties: PropertyBag): string;
}

/** The newest model known: a property that an older server lacks does no harm, and one it has must be typed. */
export const MODELS = modelsFor('2016');

export const jsonCodec: Codec = {
  name: 'json',
  accept: 'application/json;odata=verbose',
  contentType: 'application/json;odata=verbose',
  readEntity: readJsonEntity,
  readFeed: readJsonFeed,
  readServiceDocument: readJsonServiceDocument,
  readValue(text, name) {
    const value = readJsonValue(text, name);
    return typeof value === 'string' ? value : undefined;
  },
  writeEntity: (_type, properties) => JSON.stringify(properties),
};

export const atomCodec: Codec = {
  name: 'atom',
  accept: 'application/atom+xml,application/xml',
  contentType: 'application/atom+xml',
  readEntity: readAtomEntity,
  readFeed: readAtomFeed,
  readServiceDocument: readAtomServiceDocument,
  readValue: readAtomValue,
  writeEntity(type, properties) {
    const entityType = MODELS.main.entityType(type);
    if (entityType === undefined) throw new Error(`There is no entity type ${type}.`);
    return writeAtomBody(entityType, properties, MODELS.main, `${new Date().toISOString().slice(0, 19)}Z`);
  },
};

/** Some SMA answers hold raw NUL characters (3.3), which no format allows. */
export function bodyText(body: Uint8Array): string {
  return new TextDecoder('utf-8').decode(body).replaceAll('\0', '');
}

/** Runs a reader; what it cannot read did not come from an SMA web service. */
export function reading<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReplyError) throw new SmaClientError('NotSma', notSmaMessage(where, error.message));
    throw error;
  }
}
