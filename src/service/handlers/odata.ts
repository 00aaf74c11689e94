/** From a request to its handler: the URL is read, method and resource decide, the result is written. */
import { odataError } from '../../odata/errors.ts';
import { parseRequestUri, type RequestUri } from '../../odata/uri/requestUri.ts';
import { smaError } from '../../sma/errors.ts';
import { TENANT_ID } from '../../sma/models.ts';
import { writeReply } from '../http/reply.ts';
import type { ServiceRequest } from '../http/serviceRequest.ts';
import { invokeAction } from './actions.ts';
import type { HandlerServices, RequestContext } from './context.ts';
import { createFromMedia, readMediaStream, writeMediaStream } from './media.ts';
import { readCount, readFeed, readLinks, readOne, readProperty } from './read.ts';
import type { Result } from './result.ts';
import { readStreamItems } from './streams.ts';
import { createEntity, deleteEntity, updateEntity } from './write.ts';

export class ODataHandler {
  readonly #services: HandlerServices;

  constructor(services: HandlerServices) {
    this.#services = services;
  }

  /** Answers a request below the tenant segment. Fails with an ODataError or SmaError. */
  async handle(request: ServiceRequest): Promise<Response> {
    const uri = parseRequestUri(request.target, this.#services.models);
    if (uri.tenant !== TENANT_ID) throw odataError('ResourceNotFound', uri.tenant);
    const path = uri.model.path === '' ? '' : `${uri.model.path}/`;
    const context: RequestContext = {
      services: this.#services, request, model: uri.model, options: uri.options, query: uri.query, root: `${request.origin}/${TENANT_ID}/${path}`,
    };
    return writeReply(context, await route(context, uri.resource));
  }
}

async function route(context: RequestContext, resource: RequestUri['resource']): Promise<Result> {
  // Records are only reached through the operation: the documented example of reading the set shows something else (2.6).
  if (context.model.path !== '' && 'path' in resource) throw smaError('NotSupported', `reading '${resource.path.set.name}' itself; use GetStreamItems`);
  const { method } = context.request;
  const refuse = (): Error => odataError('MethodNotAllowed', method);
  const reads = method === 'GET' || method === 'HEAD';
  const merges = method === 'PUT' || method === 'MERGE' || method === 'PATCH';
  switch (resource.kind) {
    case 'serviceDocument':
    case 'metadata':
      if (!reads) throw refuse();
      return { kind: resource.kind === 'metadata' ? 'metadata' : 'serviceDocument' };
    case 'entities':
      if (reads) return readFeed(context, resource.path);
      if (method !== 'POST') throw refuse();
      return resource.path.targetSet.create === 'stream' ? createFromMedia(context, resource.path) : createEntity(context, resource.path);
    case 'entity':
      if (reads) return readOne(context, resource.path);
      if (merges) return updateEntity(context, resource.path);
      if (method === 'DELETE') return deleteEntity(context, resource.path);
      throw refuse();
    case 'media':
      if (reads) return readMediaStream(context, resource.path);
      if (method === 'PUT') return writeMediaStream(context, resource.path);
      throw refuse();
    case 'action': return invokeAction(context, resource.path, resource.action);
    case 'count':
      if (!reads) throw refuse();
      return readCount(context, resource.path);
    case 'property':
      if (!reads) throw refuse();
      return readProperty(context, resource.path, resource.property, resource.raw);
    case 'links':
      if (!reads) throw refuse();
      return readLinks(context, resource);
    case 'operation':
      if (!reads) throw refuse();
      return readStreamItems(context, resource.parameters);
    case 'batch': throw smaError('NotSupported', '$batch');
  }
}
