/** A result as a response: format and version by negotiation, then the writers of src/odata. */
import { writeMetadata } from '../../odata/csdl/metadata.ts';
import { odataError } from '../../odata/errors.ts';
import { checkConditions, type Conditioned } from '../../odata/negotiate/conditions.ts';
import { conditionOf, namesTag } from '../../odata/negotiate/etag.ts';
import { contentType, isLight, isLightBody, METADATA_CONTENT_TYPE, negotiateFormat, TEXT_CONTENT_TYPE, type PayloadFormat, type PayloadKind } from '../../odata/negotiate/format.ts';
import type { ContentPreference } from '../../odata/negotiate/prefer.ts';
import { checkRequestVersion, highestReplyVersion, replyVersion, requestVersion, versionHeader, type DataServiceVersion, type ReplyFeatures, type VersionHeaders } from '../../odata/negotiate/version.ts';
import { entityPath, hasNextLink, type WriteContext } from '../../odata/payload.ts';
import { PAYLOAD_WRITERS } from '../../odata/payloadWriter.ts';
import { refuseQueryOptions, type QueryOptions } from '../../odata/query/queryOptions.ts';
import type { QueryPairs } from '../../odata/uri/queryPairs.ts';
import { FULL_PROJECTION, type Projection } from '../../odata/query/selectExpand.ts';
import type { Resource } from '../../odata/uri/resource.ts';
import { smaError } from '../../sma/errors.ts';
import { piecesOf } from '../store/lent/largeValue.ts';
import type { LongTexts } from '../store/query/longText.ts';
import { PAGE_SIZE, type RequestContext } from '../handlers/context.ts';
import type { Result } from '../handlers/result.ts';
import { bodyOf, longFeedBody } from './longFeed.ts';
import { joinTexts } from './joinTexts.ts';
import type { Reply } from './message.ts';
import { isPreferable, preferenceOf } from './preference.ts';
import type { ServiceRequest } from './serviceRequest.ts';

type HeaderFields = Readonly<Record<string, string>>;

/** Writes a result. Fails with NotAcceptable and VersionTooLow where the client cannot take it. */
export function writeReply(context: RequestContext, result: Result): Reply {
  const highest = highestOf(context.request);
  switch (result.kind) {
    case 'done': return empty('1.0', tagged(result.etag));
    case 'metadata': return respond(writeMetadata(context.model), METADATA_CONTENT_TYPE, highest);
    case 'text':
      if (result.written !== undefined) return propertyReply(preferenceOf(context.request), (headers, version) => respond(result.text, TEXT_CONTENT_TYPE, version, headers));
      if (result.since !== undefined && result.since > highest) throw odataError('VersionTooLow', result.since, highest);
      return respond(result.long === undefined ? result.text : filled(context, result.long, result.text, (text) => text), TEXT_CONTENT_TYPE, result.since ?? '1.0', tagged(result.etag), statusFor(context, result.etag));
    case 'media': return writeMedia(context, result);
    default: return writeFormatted(context, result, highest);
  }
}

/** Bytes as they were uploaded: as they are taken where they are many. */
function writeMedia(context: RequestContext, { bytes, contentType: type, etag }: Extract<Result, { readonly kind: 'media' }>): Reply {
  const status = statusFor(context, etag);
  if (bytes instanceof Uint8Array || status === 304) return respond(bytes instanceof Uint8Array ? bytes : '', type, '1.0', tagged(etag), status);
  return respond(bodyOf(piecesOf(context.services.changes, bytes), context), type, '1.0', { ...tagged(etag), 'Content-Length': String(bytes.size) });
}

/** A text with what its marks stand for, read as it is taken. */
const filled = (context: RequestContext, long: LongTexts, text: string, inside: (piece: string) => string): ReadableStream<Uint8Array> => bodyOf(long.filled(context.services.changes, text, inside), context);

/**
 * To be asked before anything is changed: whether the request is one that can be carried out, and the client can take what it will be answered.
 * Fails with NotAcceptable, VersionTooLow, VersionTooHigh, VersionSyntax, RequestVersionTooLow, ConditionNotAllowed, OptionNotApplicable.
 */
export function checkAcceptable(request: ServiceRequest, resource: Resource, { format, since, projection }: Pick<QueryOptions, 'format' | 'since' | 'projection'>, query: QueryPairs): void {
  const highest = highestOf(request), { method } = request;
  if (method !== 'GET' && method !== 'HEAD') refuseQueryOptions(query);
  // PATCH came with version 3.0; MERGE does the same in all (WCF's UpdateVersions).
  checkRequestVersion(versionsOf(request), method === 'PATCH' ? '3.0' : since);
  checkConditions(method, { ifMatch: conditionOf(request.headers.get('if-match')), ifNoneMatch: conditionOf(request.headers.get('if-none-match')) }, conditioned(resource, projection));
  // The light form of JSON came with version 3.0: in an earlier one there is no such format, neither to read nor to write.
  const type = request.headers.get('content-type');
  if (isLightBody(type) && method !== 'GET' && method !== 'HEAD' && requestVersion(versionsOf(request)) < 3) throw odataError('UnsupportedMediaType', type ?? '');
  // That a preference was followed is told in version 3.0 only.
  if (highest !== '3.0' && isPreferable(method, resource.kind) && preferenceOf(request) !== undefined) throw odataError('VersionTooLow', '3.0', highest);
  const kind = ANSWERS[resource.kind];
  if (kind === undefined) return;
  // A POST to a set is answered with an entry.
  negotiateFormat({ accept: request.headers.get('accept') ?? undefined, format, highest }, kind === 'feed' && method === 'POST' ? 'entry' : kind);
  // What an action returns has a form in version 3.0 only (sma-rest-api.md 3.2).
  if (resource.kind === 'action' && resource.action.returns.kind !== 'none' && highest !== '3.0') throw odataError('VersionTooLow', '3.0', highest);
}
/** As WCF Data Services has it (its IsETagHeaderAllowed): a single result, no $count, no $links, nothing expanded. */
function conditioned(resource: Resource, { expand }: Projection): Conditioned {
  switch (resource.kind) {
    case 'media': return 'media';
    case 'entities': case 'count': case 'links': case 'operation': return 'untagged';
    default: return expand.length > 0 ? 'untagged' : 'other';
  }
}
const ANSWERS: Readonly<Partial<Record<Resource['kind'], PayloadKind>>> = { serviceDocument: 'serviceDocument', entity: 'entry', entities: 'feed', action: 'value', property: 'value', links: 'links' };

const versionsOf = ({ headers }: ServiceRequest): VersionHeaders =>
  ({ dataServiceVersion: headers.get('dataserviceversion') ?? undefined, maxDataServiceVersion: headers.get('maxdataserviceversion') ?? undefined });
const highestOf = (request: ServiceRequest): DataServiceVersion => highestReplyVersion(versionsOf(request));

type Formatted = Exclude<Result, { readonly kind: 'done' | 'metadata' | 'text' | 'media' }>;

const KINDS: Readonly<Record<Formatted['kind'], PayloadKind>> = {
  serviceDocument: 'serviceDocument', entity: 'entry', feed: 'feed', longFeed: 'feed', property: 'value', actionResult: 'value', links: 'links',
};

function writeFormatted(context: RequestContext, result: Formatted, highest: DataServiceVersion): Reply {
  const kind = KINDS[result.kind];
  const format = negotiateFormat({ accept: context.request.headers.get('accept') ?? undefined, format: context.options.format, highest }, kind);
  const preference = 'written' in result && result.written !== undefined ? preferenceOf(context.request) : undefined;
  // Preferences came with version 3.0, and so does the word that one was followed.
  const version = preference === undefined ? replyVersion(featuresOf(result, format, context.options), highest) : '3.0';
  const type = contentType(format, kind);
  const writer = PAYLOAD_WRITERS[format];
  const { root, model } = context;
  const document = { model, root, version };
  const write: WriteContext = {
    ...document, updated: `${new Date(context.services.changes.ticker.wall()).toISOString().slice(0, 19)}Z`,
    projection: 'projection' in result ? result.projection : FULL_PROJECTION,
  };
  const { long } = 'long' in result ? result : {};
  const whole = (text: string): string | ReadableStream<Uint8Array> => (long === undefined ? text : filled(context, long, text, writer.inside));
  switch (result.kind) {
    case 'serviceDocument': return respond(writer.serviceDocument(document), type, version, { 'X-SMA-Events': context.services.eventsPath });
    case 'feed': {
      const texts = [...writer.feed(result.feed, result.type, result.address, write)];
      return respond(long === undefined ? joinTexts(texts) : whole(texts.join('')), type, version);
    }
    case 'longFeed': return respond(longFeedBody(result, write, writer, context), type, version);
    case 'entity': return entityReply(context, result, (headers, status) => respond(whole(writer.entry(result.entity, write)), type, version, headers, status), preference);
    case 'property':
      if (result.written !== undefined) return propertyReply(preference, (headers) => respond(writer.property(result.property, result.value, document), type, version, headers));
      return respond(whole(writer.property(result.property, result.value, document)), type, version, tagged(result.etag), statusFor(context, result.etag));
    case 'actionResult': return respond(writer.actionResult(result.name, result.type, result.value, document), type, version);
    case 'links': return respond(writer.links(result, document), type, version);
  }
}

/** 200, 201 or 204, by what was done and what the client prefers (OData v3 protocol, 6.2.4). */
function entityReply(
  context: RequestContext, result: Extract<Formatted, { readonly kind: 'entity' }>, write: (headers: HeaderFields, status: number) => Reply, preference: ContentPreference | undefined,
): Reply {
  const { entity, written } = result;
  if (written === undefined) {
    const status = statusFor(context, entity.etag);
    return status === 304 ? empty('1.0', tagged(entity.etag), 304) : write(tagged(entity.etag), 200);
  }
  const applied: HeaderFields = preference === undefined ? {} : { 'Preference-Applied': preference };
  if (written === 'updated') return preference === 'return-content' ? write(applied, 200) : empty(preference === undefined ? '1.0' : '3.0', applied);
  const address = context.root + entityPath(entity);
  if (preference === 'return-no-content') return empty('3.0', { ...applied, Location: address, DataServiceId: address });
  return write({ ...applied, Location: address }, 201);
}

/** Of a property that was changed: the value as it is now, or nothing, as the client prefers. */
const propertyReply = (preference: ContentPreference | undefined, write: (headers: HeaderFields, version: DataServiceVersion) => Reply): Reply =>
  (preference === undefined ? empty('1.0') : preference === 'return-content' ? write({ 'Preference-Applied': preference }, '3.0') : empty('3.0', { 'Preference-Applied': preference }));

const tagged = (etag: string | undefined): HeaderFields => (etag === undefined ? {} : { ETag: etag });

/** 304 where the client has what it would be sent (RFC 9110, 13.1.2). Fails with EtagMismatch where it wants another state (13.1.1). */
function statusFor({ request }: RequestContext, etag: string | undefined): 200 | 304 {
  const wanted = conditionOf(request.headers.get('if-match'));
  if (wanted !== undefined && !namesTag(wanted, etag)) throw smaError('EtagMismatch');
  const known = conditionOf(request.headers.get('if-none-match'));
  return known !== undefined && etag !== undefined && namesTag(known, etag) ? 304 : 200;
}

function featuresOf(result: Formatted, format: PayloadFormat, { top, skipToken }: QueryOptions): ReplyFeatures {
  const entities = result.kind === 'entity' ? { type: result.entity.type, projection: result.projection }
    : result.kind === 'feed' || result.kind === 'longFeed' ? { type: result.type, projection: result.projection } : undefined;
  const listed = result.kind === 'feed' ? result.feed : result.kind === 'links' ? result : undefined, counted = result.kind === 'longFeed' ? result.count : listed?.count;
  const isPaged = (result.kind === 'feed' && result.isAction !== true && result.isUnpaged !== true) || (result.kind === 'links' && result.many);
  return {
    entities, isJson: format === 'json', isLight: isLight(format), isCollection: result.kind === 'feed' || result.kind === 'longFeed' || (result.kind === 'links' && result.many),
    hasCount: counted !== undefined, isPaged: isPaged && (top === undefined || top > PAGE_SIZE || skipToken !== undefined), hasNextLink: result.kind === 'entity' ? hasNextLink(result.entity) : result.kind === 'feed' ? hasNextLink(result.feed) : listed?.next !== undefined, isAction: result.kind === 'actionResult' || (result.kind === 'feed' && result.isAction === true),
  };
}

const empty = (version: DataServiceVersion, headers: HeaderFields = {}, status = 204): Reply =>
  ({ status, headers: { DataServiceVersion: versionHeader(version), ...headers } });

function respond(body: string | Uint8Array | ReadableStream<Uint8Array>, type: string, version: DataServiceVersion, headers: HeaderFields = {}, status = 200): Reply {
  if (status === 304) return empty(version, headers, status);
  return { status, headers: { 'Content-Type': type, DataServiceVersion: versionHeader(version), ...headers }, body };
}
