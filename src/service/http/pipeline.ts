/**
 * The way of a request, in order. Whatever is not let through explicitly is refused.
 *
 *   1 request id      2 life cycle (503 while draining)   3 URL length        4 health
 *   5 authentication  6 method override                   7 events, OData     8 errors in the format asked for
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ODataError, odataError } from '../../odata/errors.ts';
import { SmaError, smaError } from '../../sma/errors.ts';
import { describeError, type Logger } from '../log.ts';
import type { Limits, ServiceState } from '../options.ts';
import { PRODUCT_VERSION } from '../version.ts';
import { BASIC_CHALLENGE } from '../access/basicAuthentication.ts';
import { packReply, readBody } from './compression.ts';
import { errorReply } from './errorReply.ts';
import type { Identity, Person } from '../access/identity.ts';
import { IncomingHeaders, withHeaders, type Reply } from './message.ts';
import { METRICS_CONTENT_TYPE, type RequestMetrics } from './metrics.ts';
import { checkHead } from './requestSize.ts';
import { send } from './send.ts';
import { authorityOf, methodOf, originOf, type ServiceRequest } from './serviceRequest.ts';

export interface PipelineOptions {
  readonly identity: Identity;
  readonly metrics: RequestMetrics;
  readonly limits: Limits;
  readonly logger: Logger;
  state(): ServiceState;
  /** The address the service listens on. */
  origin(): string;
  writeMetrics(): Promise<string>;
  handleEvents(request: ServiceRequest): Promise<Reply>;
  /** Of a service that windows hold. */
  handleHold?(request: ServiceRequest): Reply;
  /** Of a service whose running jobs may be debugged. */
  handleDebug?(request: ServiceRequest): Promise<Reply>;
  handleOData(request: ServiceRequest): Reply | Promise<Reply>;
}

/** Of a path in the log. The query is left out: values are in it. */
const LOGGED_PATH = 300;

export const EVENTS_PATH = '/events';
const HEALTH_PATH = '/health';
const HOLD_PATH = '/hold';
const DEBUG_PATH = '/debug';
const METRICS_PATH = '/metrics';

/** What answers requests; it never fails. */
export function createPipeline(options: PipelineOptions): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  const { metrics, logger } = options;
  return async (incoming, outgoing) => {
    const visit: Visit = { incoming, outgoing, requestId: randomUUID(), path: pathOf(incoming.url ?? '/'), address: incoming.socket.remoteAddress ?? 'unknown', person: undefined, gone: undefined, releases: [] };
    const begun = performance.now();
    let reply: Reply;
    try {
      reply = await answer(visit, options);
    } catch (error) {
      reply = refuse(error, visit, options);
    }
    const milliseconds = performance.now() - begun;
    metrics.observe(incoming.method ?? '', reply.status, milliseconds);
    logger.log('debug', 'Request', {
      requestId: visit.requestId, method: incoming.method, path: visit.path.slice(0, LOGGED_PATH), status: reply.status, user: visit.person?.user ?? null, address: visit.address,
      milliseconds: Math.round(milliseconds * 10) / 10,
    });
    try {
      await send(incoming, outgoing, withHeaders(reply, { 'X-Request-Id': visit.requestId, 'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff' }));
    } catch (error) {
      logger.log('error', 'A reply could not be sent', { requestId: visit.requestId, error: describeError(error) });
      outgoing.destroy();
    }
  };
}

/** One request on its way. */
interface Visit {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly requestId: string;
  readonly path: string;
  /** Asked for at the beginning: a connection that breaks has none any more. Behind a proxy, what that says. */
  address: string;
  person: Person | undefined;
  /** Once somebody asks for it. */
  gone: AbortSignal | undefined;
  /** What to do when the reply has ended, however it did; where `gone` was asked for. */
  readonly releases: (() => void)[];
}

async function answer(visit: Visit, options: PipelineOptions): Promise<Reply> {
  const { incoming, path } = visit;
  const isHealth = path === HEALTH_PATH && (incoming.method === 'GET' || incoming.method === 'HEAD');
  if (options.state() === 'draining' && path !== HEALTH_PATH) throw smaError('Draining');
  checkHead(incoming, options.limits);
  const signedIn = (): Promise<Person | undefined> | Person | undefined => options.identity.check(incoming.headers, visit, () => signalOf(visit));
  if (isHealth) {
    // A stranger learns nothing but that the service is there.
    const known = incoming.headers.authorization !== undefined && await signedIn() !== undefined;
    const state = options.state();
    return { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(known ? { version: PRODUCT_VERSION, pid: process.pid, state } : { state }) };
  }
  visit.person = await signedIn();
  if (visit.person === undefined) throw smaError('Unauthorized');
  visit.address = visit.person.forwarded?.address ?? visit.address;
  const request = toRequest(visit, visit.person, options);
  const methods = ownMethods(path, options);
  if (methods !== undefined && request.method === 'OPTIONS') return { status: 200, headers: { Allow: allowOf(methods) } };
  if (methods?.includes(request.method) === false) throw odataError('MethodNotAllowed', request.method);
  if (path === EVENTS_PATH) return options.handleEvents(request);
  if (path === HOLD_PATH && options.handleHold !== undefined) return options.handleHold(request);
  if (path === DEBUG_PATH && options.handleDebug !== undefined) return options.handleDebug(request);
  if (path === METRICS_PATH) return { status: 200, headers: { 'Content-Type': METRICS_CONTENT_TYPE }, body: await options.writeMetrics() };
  const reply = withHeaders(await options.handleOData(request), VARY);
  return packReply(reply, incoming.headers['accept-encoding'], request.method === 'HEAD');
}

/** What an answer depends on beside its address, which also a 304 and one that is not packed says (RFC 9110, 12.5.5): who keeps it may have to give another. */
const VARY = { Vary: 'Accept, Accept-Encoding, DataServiceVersion, MaxDataServiceVersion' } as const;

/** The methods of an address of the service's own; undefined for one that is OData's. */
function ownMethods(path: string, { handleHold, handleDebug }: Pick<PipelineOptions, 'handleHold' | 'handleDebug'>): readonly string[] | undefined {
  switch (path) {
    case HEALTH_PATH: case METRICS_PATH: return ['GET', 'HEAD'];
    // What does not end has no head of its own.
    case EVENTS_PATH: return ['GET'];
    case HOLD_PATH: return handleHold === undefined ? undefined : ['GET'];
    case DEBUG_PATH: return handleDebug === undefined ? undefined : ['GET', 'POST'];
    default: return undefined;
  }
}
const allowOf = (methods: readonly string[]): string => [...methods, 'OPTIONS'].join(', ');

function refuse(failure: unknown, { incoming, requestId, path }: Visit, options: PipelineOptions): Reply {
  const { logger } = options;
  // Who broke off in the middle of a body is not there any more: nothing of ours has failed.
  const error = incoming.readableAborted && !incoming.complete ? odataError('RequestSyntax') : failure;
  const question = incoming.url?.indexOf('?') ?? -1;
  const format = question < 0 ? undefined : new URLSearchParams(incoming.url?.slice(question + 1)).get('$format') ?? undefined;
  const maximum = incoming.headers['maxdataserviceversion'];
  const reply = errorReply(error, { accept: incoming.headers.accept, format, maxVersion: maximum === undefined ? undefined : String(maximum), requestId, logger });
  const code = SmaError.is(error) ? error.code : undefined;
  // Of the service's own addresses; OData's say it themselves.
  if (ODataError.is(error, 'MethodNotAllowed') && !('Allow' in reply.headers)) return withHeaders(reply, { Allow: allowOf(ownMethods(path, options) ?? []) });
  if (code === 'Unauthorized') return withHeaders(reply, { 'WWW-Authenticate': BASIC_CHALLENGE });
  // Whoever has sent too much of a head, or a body that nobody can read, is not waited for.
  return code === 'Draining' || reply.status === 414 || reply.status === 431 || reply.status === 501 ? withHeaders(reply, { Connection: 'close' }) : reply;
}

/** The path of a target as it came; of one that names a host, what follows it. */
function pathOf(target: string): string {
  const question = target.indexOf('?');
  const path = question < 0 ? target : target.slice(0, question);
  return path.startsWith('/') ? path : path.replace(/^[a-z]+:\/\/[^/]*/i, '') || '/';
}

/** Aborts when the client goes away before it is answered. */
function signalOf(visit: Visit): AbortSignal {
  const { outgoing, releases } = visit;
  if (visit.gone !== undefined) return visit.gone;
  const gone = new AbortController();
  visit.gone = gone.signal;
  if (outgoing.destroyed) gone.abort();
  else {
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) gone.abort();
      for (const release of releases) release();
    });
  }
  return gone.signal;
}

function toRequest(visit: Visit, person: Person, options: PipelineOptions): ServiceRequest {
  const { incoming, requestId } = visit;
  const wished = incoming.headers['x-http-method'];
  const target = incoming.url ?? '/';
  const question = target.indexOf('?');
  const isAbsolute = !target.startsWith('/');
  const { user, role, forwarded } = person;
  const dismissed = options.identity.watch(person, (release) => {
    if (visit.outgoing.destroyed) return release();
    visit.releases.push(release);
    signalOf(visit);
  });
  return {
    requestId, user, role, headers: new IncomingHeaders(incoming.headers), origin: originOf(forwarded?.host ?? authorityOf(target) ?? incoming.headers.host, options.origin(), forwarded?.scheme),
    method: methodOf(incoming.method ?? 'GET', typeof wished === 'string' ? wished : undefined),
    target: isAbsolute ? visit.path + (question < 0 ? '' : target.slice(question)) : target,
    get signal() { return signalOf(visit); },
    dismissed,
    body: (most) => (most !== undefined && (most.isLarger === true || most.bytes < options.limits.bodyBytes)
      ? readBody(incoming, most.bytes, () => most.error()) : readBody(incoming, options.limits.bodyBytes)),
  };
}
