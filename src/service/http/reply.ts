/** A result as a response: format and version by negotiation, then the writers of src/odata. */
import { writeActionResult, writeLink, writeLinks, writePropertyDocument, writeServiceDocument } from '../../odata/atom/documents.ts';
import { writeAtomEntry, writeAtomFeed } from '../../odata/atom/entry.ts';
import { writeMetadata } from '../../odata/csdl/metadata.ts';
import { writeJsonActionResult, writeJsonEntry, writeJsonFeed, writeJsonLink, writeJsonLinks, writeJsonProperty, writeJsonServiceDocument } from '../../odata/json/verbose.ts';
import { contentType, METADATA_CONTENT_TYPE, negotiateFormat, TEXT_CONTENT_TYPE, type PayloadFormat, type PayloadKind } from '../../odata/negotiate/format.ts';
import { highestReplyVersion, replyVersion, versionHeader, type DataServiceVersion, type ReplyFeatures } from '../../odata/negotiate/version.ts';
import { entityPath, type WriteContext } from '../../odata/payload.ts';
import { FULL_PROJECTION } from '../../odata/query/selectExpand.ts';
import type { RequestContext } from '../handlers/context.ts';
import type { Result } from '../handlers/result.ts';
import { longFeedBody } from './longFeed.ts';

/** Writes a result. Fails with NotAcceptable and VersionTooLow where the client cannot take it. */
export function writeReply(context: RequestContext, result: Result): Response {
  const { headers } = context.request;
  const highest = highestReplyVersion({ dataServiceVersion: headers.get('dataserviceversion') ?? undefined, maxDataServiceVersion: headers.get('maxdataserviceversion') ?? undefined });
  switch (result.kind) {
    case 'done': return new Response(null, { status: 204, headers: { DataServiceVersion: versionHeader('1.0') } });
    case 'metadata': return respond(writeMetadata(context.model), METADATA_CONTENT_TYPE, highest);
    case 'text': return respond(result.text, TEXT_CONTENT_TYPE, '1.0');
    case 'media': return respond(result.bytes, result.contentType, '1.0', result.etag === undefined ? {} : { ETag: result.etag });
    default: return writeFormatted(context, result, highest);
  }
}

type Formatted = Exclude<Result, { readonly kind: 'done' | 'metadata' | 'text' | 'media' }>;

const KINDS: Readonly<Record<Formatted['kind'], PayloadKind>> = {
  serviceDocument: 'serviceDocument', entity: 'entry', feed: 'feed', longFeed: 'feed', property: 'value', actionResult: 'value', links: 'links',
};

function writeFormatted(context: RequestContext, result: Formatted, highest: DataServiceVersion): Response {
  const kind = KINDS[result.kind];
  const format = negotiateFormat({ accept: context.request.headers.get('accept') ?? undefined, format: context.options.format }, kind);
  const version = replyVersion(featuresOf(result, format), highest);
  const type = contentType(format, kind);
  const json = format === 'json';
  const write: WriteContext = {
    root: context.root, model: context.model, version, updated: `${new Date(context.services.changes.ticker.wall()).toISOString().slice(0, 19)}Z`,
    projection: 'projection' in result ? result.projection : FULL_PROJECTION,
  };
  switch (result.kind) {
    case 'serviceDocument': return respond(json ? writeJsonServiceDocument(context.model) : writeServiceDocument(context.model, context.root), type, version, { 'X-SMA-Events': context.services.eventsPath });
    case 'feed': return respond(json ? writeJsonFeed(result.feed, write) : writeAtomFeed(result.feed, result.address, write), type, version);
    case 'longFeed': return respond(longFeedBody(result, write, format, context), type, version);
    case 'entity': {
      const address = context.root + entityPath(result.entity);
      return respond(json ? writeJsonEntry(result.entity, write) : writeAtomEntry(result.entity, write), type, version, result.created === true ? { Location: address } : {}, result.created === true ? 201 : 200);
    }
    case 'property': return respond(json ? writeJsonProperty(result.property, result.value, context.model, version) : writePropertyDocument(result.property, result.value, context.model), type, version);
    case 'actionResult': return respond(json ? writeJsonActionResult(result.name, result.type, result.value, context.model) : writeActionResult(result.name, result.type, result.value, context.model), type, version);
    case 'links': {
      const [only = ''] = result.uris;
      if (!result.many) return respond(json ? writeJsonLink(only) : writeLink(only), type, version);
      return respond(json ? writeJsonLinks(result.uris, version, result.count, result.next) : writeLinks(result.uris, result.count, result.next), type, version);
    }
  }
}

function featuresOf(result: Formatted, format: PayloadFormat): ReplyFeatures {
  const entities = result.kind === 'entity' ? { type: result.entity.type, projection: result.projection }
    : result.kind === 'feed' || result.kind === 'longFeed' ? { type: result.type, projection: result.projection } : undefined;
  const listed = result.kind === 'feed' ? result.feed : result.kind === 'links' ? result : undefined;
  return {
    entities, isJson: format === 'json', isCollection: result.kind === 'feed' || result.kind === 'longFeed' || (result.kind === 'links' && result.many),
    hasCount: listed?.count !== undefined, hasNextLink: listed?.next !== undefined, isAction: result.kind === 'actionResult',
  };
}

function respond(body: string | Uint8Array | ReadableStream<Uint8Array>, type: string, version: DataServiceVersion, headers: Readonly<Record<string, string>> = {}, status = 200): Response {
  return new Response(body, { status, headers: { 'Content-Type': type, DataServiceVersion: versionHeader(version), ...headers } });
}
