/** The writers of all formats behind one face: what answers a request picks a format and then forgets which it was. */
import type { EntityType, ServiceModel } from '../sma/edm/serviceModel.ts';
import type { EdmValue, PrimitiveValue } from '../sma/edm/values.ts';
import type { PrimitiveType, PropertyDefinition } from '../sma/edm/vocabulary.ts';
import { writeActionResult, writeErrorDocument, writeLink, writeLinks, writePropertyDocument, writeServiceDocument } from './atom/documents.ts';
import { atomFeedPieces, writeAtomEntry } from './atom/entry.ts';
import type { ErrorPayload } from './errorPayload.ts';
import { lightFeedPieces, writeLightActionResult, writeLightEntry, writeLightError, writeLightLink, writeLightLinks, writeLightProperty, writeLightServiceDocument } from './json/light.ts';
import { jsonFeedPieces, writeJsonActionResult, writeJsonEntry, writeJsonError, writeJsonLink, writeJsonLinks, writeJsonProperty, writeJsonServiceDocument } from './json/verbose.ts';
import type { LightFormat, PayloadFormat } from './negotiate/format.ts';
import { escapeText } from './xml/writer.ts';
import type { DataServiceVersion } from './negotiate/version.ts';
import type { EntityData, FeedAddress, FeedData, WriteContext } from './payload.ts';

/** Where a small document stands: JSON light refers to the service's metadata, verbose JSON depends on the version. */
export interface DocumentContext { readonly model: ServiceModel; readonly root: string; readonly version: DataServiceVersion }
export interface LinksData { readonly uris: readonly string[]; readonly many: boolean; readonly source: string; readonly count?: number | undefined; readonly next?: string | undefined }

export interface PayloadWriter {
  entry(entity: EntityData, context: WriteContext): string;
  /** In pieces, of an entity mostly; an empty piece means that nothing more is ready. */
  feed(feed: FeedData, type: EntityType, address: FeedAddress, context: WriteContext): Iterable<string>;
  serviceDocument(context: DocumentContext): string;
  property(property: PropertyDefinition, value: EdmValue, context: DocumentContext): string;
  actionResult(name: string, type: PrimitiveType, value: PrimitiveValue, context: DocumentContext): string;
  links(links: LinksData, context: DocumentContext): string;
  error(error: ErrorPayload): string;
  /** A piece of a text as it stands within a value. */
  readonly inside: (piece: string) => string;
}

const insideJson = (piece: string): string => JSON.stringify(piece).slice(1, -1);

const atom: PayloadWriter = {
  entry: writeAtomEntry,
  feed: (feed, _type, address, context) => atomFeedPieces(feed, address, context),
  serviceDocument: ({ model, root }) => writeServiceDocument(model, root),
  property: (property, value, { model }) => writePropertyDocument(property, value, model),
  actionResult: (name, type, value, { model }) => writeActionResult(name, type, value, model),
  links: ({ uris, many, count, next }) => (many ? writeLinks(uris, count, next) : writeLink(uris[0] ?? '')),
  error: writeErrorDocument,
  inside: escapeText,
};

const verbose: PayloadWriter = {
  entry: writeJsonEntry,
  feed: (feed, _type, _address, context) => jsonFeedPieces(feed, context),
  serviceDocument: ({ model }) => writeJsonServiceDocument(model),
  property: (property, value, { model, version }) => writeJsonProperty(property, value, model, version),
  actionResult: (name, type, value, { model }) => writeJsonActionResult(name, type, value, model),
  links: ({ uris, many, count, next }, { version }) => (many ? writeJsonLinks(uris, version, count, next) : writeJsonLink(uris[0] ?? '')),
  error: writeJsonError,
  inside: insideJson,
};

const light = (format: LightFormat): PayloadWriter => ({
  entry: (entity, context) => writeLightEntry(entity, context, format),
  feed: (feed, type, _address, context) => lightFeedPieces(feed, type, context, format),
  serviceDocument: ({ model, root }) => writeLightServiceDocument(model, root, format),
  property: (property, value, { model, root }) => writeLightProperty(property, value, model, root, format),
  actionResult: (_name, type, value, { model, root }) => writeLightActionResult(type, value, model, root, format),
  links: ({ uris, many, source, count, next }, { root }) => (many ? writeLightLinks(uris, source, root, format, count, next) : writeLightLink(uris[0] ?? '', source, root, format)),
  error: writeLightError,
  inside: insideJson,
});

export const PAYLOAD_WRITERS: Readonly<Record<PayloadFormat, PayloadWriter>> = {
  atom, json: verbose, lightMinimal: light('lightMinimal'), lightFull: light('lightFull'), lightNone: light('lightNone'),
};
