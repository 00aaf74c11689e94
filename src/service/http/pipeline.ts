/**
 * The way of a request, in order. Whatever is not let through explicitly is refused.
 *
 *   1 request id      2 life cycle (503 while draining)   3 URL length        4 health
 *   5 authentication  6 method override                   7 events, OData     8 errors in the format asked for
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Hono, type Context } from 'hono';
import { odataError } from '../../odata/errors.ts';
import { smaError } from '../../sma/errors.ts';
import type { Logger } from '../log.ts';
import type { Limits, ServiceState } from '../options.ts';
import { PRODUCT_VERSION } from '../version.ts';
import { BASIC_CHALLENGE } from './basicAuthentication.ts';
import { errorReply } from './errorReply.ts';
import { packReply, readBody } from './compression.ts';
import { originOf, type ServiceRequest } from './serviceRequest.ts';
import { checkHead } from './requestSize.ts';
import type { Identity, Person } from './identity.ts';
import { METRICS_CONTENT_TYPE, type RequestMetrics } from './metrics.ts';
import type { Role } from './roles.ts';

export interface PipelineOptions {
  readonly identity: Identity;
  readonly metrics: RequestMetrics;
  readonly limits: Limits;
  readonly logger: Logger;
  state(): ServiceState;
  /** The address the service listens on. */
  origin(): string;
  writeMetrics(): Promise<string>;
  handleEvents(request: ServiceRequest): Promise<Response>;
  handleOData(request: ServiceRequest): Promise<Response>;
}

interface Bindings { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse }
type Environment = { Bindings: Bindings; Variables: { requestId: string; user: string; role: Role } };

/** Of a path in the log. The query is left out: values are in it. */
const LOGGED_PATH = 300;

export const EVENTS_PATH = '/events';
const METRICS_PATH = '/metrics';
/** Methods that a client may put in `X-HTTP-Method` of a POST (sma-rest-api.md 8.1 rule 6). */
const OVERRIDES: ReadonlySet<string> = new Set(['MERGE', 'PATCH', 'PUT', 'DELETE']);

export function createPipeline(options: PipelineOptions): Hono<Environment> {
  const app = new Hono<Environment>();
  const signedIn = ({ req, env }: Context<Environment>): Promise<Person | undefined> => options.identity.check(env.incoming.headers, addressOf(env.incoming), req.raw.signal);

  app.use('*', async (c, next) => {
    c.set('requestId', randomUUID());
    const begun = performance.now();
    // Asked now: a connection that breaks has none any more.
    const address = addressOf(c.env.incoming);
    await next();
    c.res.headers.set('X-Request-Id', c.get('requestId'));
    c.res.headers.set('Cache-Control', 'no-cache');
    c.res.headers.set('X-Content-Type-Options', 'nosniff');
    options.metrics.observe(c.env.incoming.method ?? '', c.res.status, performance.now() - begun);
    options.logger.log('debug', 'Request', {
      requestId: c.get('requestId'), method: c.env.incoming.method, path: c.req.path.slice(0, LOGGED_PATH), status: c.res.status, user: c.get('user') ?? null, address,
      milliseconds: Math.round((performance.now() - begun) * 10) / 10,
    });
  });

  app.use('*', async (c, next) => {
    if (options.state() === 'draining' && c.req.path !== '/health') {
      c.header('Connection', 'close');
      throw smaError('Draining');
    }
    checkHead(c.env.incoming, options.limits);
    await next();
  });

  app.get('/health', async (c) => {
    // A stranger learns nothing but that the service is there.
    const known = c.req.header('authorization') !== undefined && await signedIn(c) !== undefined;
    return c.json(known ? { version: PRODUCT_VERSION, pid: process.pid, state: options.state() } : { state: options.state() });
  });

  app.use('*', async (c, next) => {
    const person = await signedIn(c);
    if (person === undefined) {
      c.header('WWW-Authenticate', BASIC_CHALLENGE);
      throw smaError('Unauthorized');
    }
    c.set('user', person.user);
    c.set('role', person.role);
    await next();
  });

  app.all('*', async (c) => {
    const request = toRequest(c.env, c.req.raw, c.get('requestId'), { user: c.get('user'), role: c.get('role') }, options);
    const path = request.target.split('?', 1)[0];
    if (path === EVENTS_PATH) return options.handleEvents(request);
    if (path === METRICS_PATH && request.method === 'GET') return new Response(await options.writeMetrics(), { headers: { 'Content-Type': METRICS_CONTENT_TYPE } });
    const reply = await options.handleOData(request);
    return request.method === 'HEAD' ? reply : packReply(reply, c.req.header('accept-encoding'));
  });

  app.onError((error, c) => {
    const reply = errorReply(error, { accept: c.req.header('accept'), format: c.req.query('$format'), requestId: c.get('requestId'), logger: options.logger });
    // Set by a step above, for the answer that goes with its refusal.
    for (const name of ['WWW-Authenticate', 'Connection']) {
      const value = c.res.headers.get(name);
      if (value !== null) reply.headers.set(name, value);
    }
    return reply;
  });
  return app;
}

const addressOf = (incoming: IncomingMessage): string => incoming.socket.remoteAddress ?? 'unknown';

function toRequest(env: Bindings, raw: Request, id: string, person: Person, options: PipelineOptions): ServiceRequest {
  const { incoming } = env;
  const wished = incoming.headers['x-http-method'];
  const method = incoming.method ?? 'GET';
  if (typeof wished === 'string' && (method !== 'POST' || !OVERRIDES.has(wished.toUpperCase()))) throw odataError('MethodNotAllowed', wished);
  const target = incoming.url ?? '/';
  return {
    requestId: id, ...person, headers: raw.headers, origin: originOf(incoming.headers.host, options.origin()),
    method: typeof wished === 'string' ? wished.toUpperCase() : method,
    target: target.startsWith('/') ? target : new URL(target, options.origin()).pathname + new URL(target, options.origin()).search,
    signal: raw.signal,
    body: (most) => (most !== undefined && most.bytes < options.limits.bodyBytes
      ? readBody(incoming, most.bytes, () => most.error()) : readBody(incoming, options.limits.bodyBytes)),
  };
}
