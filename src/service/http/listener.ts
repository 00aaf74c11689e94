/** The socket: HTTPS or HTTP, with header timeouts, and an end that waits for running requests. */
import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type Server as HttpServer, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { isIP, type AddressInfo, type Socket } from 'node:net';
import { odataError } from '../../odata/errors.ts';
import { smaError } from '../../sma/errors.ts';
import { errorCode } from '../files.ts';
import { silentLogger, type Logger } from '../log.ts';
import type { Limits } from '../options.ts';
import { ServiceStartError } from '../startError.ts';
import type { TlsIdentity } from '../tls/certificate.ts';
import { Connections } from './connections.ts';
import { errorReply } from './errorReply.ts';
import { answerMalformed, answerTunnel } from './malformed.ts';
import { parsedHeadBytes } from './requestSize.ts';
import { Turns } from './turns.ts';

export interface Listener {
  readonly port: number;
  readonly origin: string;
  readonly connections: Connections;
  /** New connections have this certificate; of a listener without TLS nothing happens. */
  secure(identity: TlsIdentity): void;
  /** Takes no more connections, waits for running requests, then cuts what is left. */
  close(milliseconds: number): Promise<void>;
}

/** `127.0.0.0/8`, `::1` or `localhost`. */
export const isLoopback = (host: string): boolean => host.toLowerCase() === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** Starts to listen. Fails with PortTaken, AddressNotAvailable, PermissionDenied. */
export async function listen(onRequest: RequestListener, address: { readonly host: string; readonly port: number; readonly tls: TlsIdentity | undefined }, limits: Limits, logger: Logger): Promise<Listener> {
  const { host, tls } = address;
  const connections = new Connections(limits, logger), turns = new Turns();
  const options = { headersTimeout: limits.headerMilliseconds, requestTimeout: limits.requestMilliseconds, maxHeaderSize: parsedHeadBytes(limits), keepAliveTimeout: 65_000, requireHostHeader: false, connectionsCheckingInterval: 5_000 };
  const server: HttpServer | HttpsServer = tls === undefined
    ? createHttpServer(options)
    : createHttpsServer({ ...options, ...contextOf(tls), handshakeTimeout: limits.headerMilliseconds });
  // Their bytes are limited; however many they are in.
  server.maxHeadersCount = 0;
  server.on('connection', (socket: Socket) => connections.opened(socket));
  server.on('secureConnection', (socket: Socket) => connections.secured(socket));
  const ended = function ended(this: ServerResponse): void {
    connections.ended(this.req.socket);
  };
  server.on('request', (incoming, outgoing) => {
    outgoing.once('close', ended);
    if (connections.began(incoming.socket)) turns.take(incoming, outgoing, () => onRequest(incoming, outgoing));
    else refuse(incoming, outgoing, smaError('TooManyConnections'), { 'Retry-After': '5' });
  });
  // Who waits for an answer, or for what happens next, has nothing to take; who takes nothing of what there is holds it in memory.
  server.setTimeout(limits.stalledMilliseconds, (socket: Socket) => {
    if (socket.writableLength > 0 || !connections.isAtWork(socket)) socket.destroy();
  });
  // Nothing but 100-continue is known (RFC 9110, 10.1.1): answered as an error of the protocol, not with an empty body.
  server.on('checkExpectation', (incoming, outgoing) => refuse(incoming, outgoing, odataError('ExpectationFailed')));
  // Without this Node ends the connection and says nothing.
  server.on('connect', (incoming, socket) => answerTunnel(incoming, socket));
  server.on('clientError', (error, socket) => answerMalformed(error, socket, limits, logger));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(toStartError(error, address)));
    server.listen({ host, port: address.port, exclusive: true }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { port, origin: `${tls === undefined ? 'http' : 'https'}://${isIP(host) === 6 ? `[${host}]` : host}:${port}`, connections, secure: (identity) => { if ('setSecureContext' in server) server.setSecureContext(contextOf(identity)); }, close: (milliseconds) => close(server, milliseconds) };
}

const contextOf = ({ certificatePem, keyPem }: TlsIdentity) => ({ cert: certificatePem, key: keyPem, minVersion: 'TLSv1.2' }) as const;

/** What is refused before anybody has looked at it; what is yet to come of it is not waited for. */
function refuse({ headers: { accept, maxdataserviceversion: maximum } }: IncomingMessage, outgoing: ServerResponse, error: Error, more: Readonly<Record<string, string>> = {}): void {
  const requestId = randomUUID();
  const { status, headers, body } = errorReply(error, { accept, format: undefined, maxVersion: typeof maximum === 'string' ? maximum : undefined, requestId, logger: silentLogger });
  outgoing.writeHead(status, { ...headers, ...more, 'X-Content-Type-Options': 'nosniff', 'X-Request-Id': requestId, Connection: 'close' }).end(body);
}

async function close(server: HttpServer | HttpsServer, milliseconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => { server.close(() => resolve()); });
  server.closeIdleConnections();
  // A kept-alive connection that finishes its request now is idle a moment later.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const limit = setTimeout(() => server.closeAllConnections(), milliseconds);
  await closed;
  clearInterval(idle);
  clearTimeout(limit);
}

function toStartError(error: Error, { host, port }: { readonly host: string; readonly port: number }): Error {
  switch (errorCode(error)) {
    case 'EADDRINUSE': return new ServiceStartError('PortTaken', `Port ${port} on ${host} is in use by another program. Choose another port, or 0 for any free one.`, { cause: error });
    case 'EADDRNOTAVAIL': case 'ENOTFOUND': case 'EAI_AGAIN': return new ServiceStartError('AddressNotAvailable', `This machine has no address '${host}'. Choose one of its own, or 127.0.0.1.`, { cause: error });
    case 'EACCES': case 'EPERM': return new ServiceStartError('PermissionDenied', `Listening on port ${port} of ${host} is not permitted. Choose a port above 1023.`, { cause: error });
    default: return error;
  }
}
