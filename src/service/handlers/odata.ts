/** From a request to its handler: the URL is read, method and resource decide, the result is written. */
import { odataError } from '../../odata/errors.ts';
import { versionHeader } from '../../odata/negotiate/version.ts';
import type { RequestUri } from '../../odata/uri/requestUri.ts';
import { smaError } from '../../sma/errors.ts';
import { TENANT_ID } from '../../sma/models.ts';
import { errorReply } from '../http/errorReply.ts';
import { isAllowed } from '../access/roles.ts';
import { checkAcceptable, writeReply } from '../http/reply.ts';
import { METHODS } from '../http/malformed.ts';
import { putAside } from '../http/putAside.ts';
import { withHeaders, type Reply } from '../http/message.ts';
import type { ServiceRequest } from '../http/serviceRequest.ts';
import { invokeAction } from './actions.ts';
import { runBatch } from './batch.ts';
import type { HandlerServices, RequestContext } from './context.ts';
import { createEntity } from './create.ts';
import { deleteLink, writeLink } from './links.ts';
import { withLongTexts } from './longRecords.ts';
import { createFromMedia, readMediaStream, writeMediaStream } from './media.ts';
import { hintFor, methodsOf } from './methods.ts';
import { readCount, readFeed, readLinks, readOne, readProperty } from './read.ts';
import type { Result } from './result.ts';
import { readStreamItems } from './streams.ts';
import { deleteEntity, updateEntity, updateProperty } from './write.ts';

export class ODataHandler {
  readonly #services: HandlerServices;

  constructor(services: HandlerServices) {
    this.#services = services;
  }

  /** Answers a request below the tenant segment. Fails with an ODataError or SmaError. */
  handle(request: ServiceRequest): Reply | Promise<Reply> {
    const { replies } = this.#services;
    const key = replies.keyOf(request);
    if (key === undefined || !replies.wasAsked(key)) return this.#answer(request);
    const version = replies.version();
    return replies.get(key) ?? this.#answerAndKeep(key, version, request);
  }

  async #answerAndKeep(key: string, version: number, request: ServiceRequest): Promise<Reply> {
    return this.#services.replies.put(key, version, await this.#answer(request));
  }

  async #answer(request: ServiceRequest): Promise<Reply> {
    const services = this.#services;
    // Of the service as a whole (RFC 9110, 9.3.7).
    if (request.method === 'OPTIONS' && request.target === '*') return { status: 200, headers: { Allow: METHODS, DataServiceVersion: versionHeader('1.0') } };
    const uri = services.uris.read(request.target);
    if (uri.tenant !== TENANT_ID) throw odataError('ResourceNotFound', uri.tenant);
    const methods = methodsOf(uri.resource);
    const allow = [...methods, 'OPTIONS'].join(', ');
    if (request.method === 'OPTIONS') return { status: 200, headers: { Allow: allow, DataServiceVersion: versionHeader('1.0') } };
    if (!methods.includes(request.method)) {
      const refused = errorReply(odataError('MethodNotAllowed', request.method, hintFor(uri.resource, request.method)), {
        accept: request.headers.get('accept') ?? undefined, format: uri.options.format, maxVersion: request.headers.get('maxdataserviceversion') ?? undefined, requestId: request.requestId, logger: services.logger,
      });
      return withHeaders(refused, { Allow: allow });
    }
    if (!isAllowed(request.role, request.method, uri.resource)) throw smaError('NotAllowed', request.user, request.role, request.method);
    const path = uri.model.path === '' ? '' : `${uri.model.path}/`;
    const root = `${request.origin}/${TENANT_ID}/${path}`;
    if (uri.resource.kind === 'batch') return putAside(await runBatch(request, root, services, (inner, changes) => new ODataHandler({ ...services, changes }).handle(inner)), { services, request });
    checkAcceptable(request, uri.resource, uri.options, uri.query);
    const context: RequestContext = { services, request, model: uri.model, options: uri.options, query: uri.query, root };
    return putAside(writeReply(context, await route(context, uri.resource)), context);
  }
}

/** The method is one that the resource takes. */
function route(context: RequestContext, resource: RequestUri['resource']): Result | Promise<Result> {
  const { method } = context.request;
  const reads = method === 'GET' || method === 'HEAD';
  switch (resource.kind) {
    case 'serviceDocument':
    case 'metadata': return { kind: resource.kind === 'metadata' ? 'metadata' : 'serviceDocument' };
    case 'entities':
      if (reads) return withLongTexts(context, readFeed(context, resource.path));
      return resource.path.targetSet.create === 'stream' ? createFromMedia(context, resource.path) : createEntity(context, resource.path);
    case 'entity':
      if (reads) return withLongTexts(context, readOne(context, resource.path));
      return method === 'DELETE' ? deleteEntity(context, resource.path) : updateEntity(context, resource.path);
    case 'media': return reads ? readMediaStream(context, resource.path) : writeMediaStream(context, resource.path);
    case 'action': return invokeAction(context, resource.path, resource.action);
    case 'count': return readCount(context, resource.path);
    case 'property': return reads ? readProperty(context, resource.path, resource.property, resource.raw) : updateProperty(context, resource.path, resource.property, resource.raw);
    case 'links':
      if (reads) return readLinks(context, resource);
      return method === 'DELETE' ? deleteLink(context, resource) : writeLink(context, resource);
    case 'operation': return readStreamItems(context, resource.parameters);
    case 'batch': throw odataError('MethodNotAllowed', method);
  }
}
