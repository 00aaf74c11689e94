// The door to a VS Code server. The server itself listens on a socket that only this user can open; on 127.0.0.1, which
// every user of the machine can reach, is this door, and it opens to a browser that once came with the key in its address.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { pipeline, type Readable, type Writable } from 'node:stream';
import { SetUpError } from './progress.ts';

export interface Gate {
  readonly port: number;
  /** Never rejects; what passes through is cut off. */
  close(): Promise<void>;
}

export interface GateOptions {
  /** Where the server listens: a path. */
  readonly socket: string;
  readonly key: string;
  /** 0 for any free one. */
  readonly port: number;
}

const KEY = 'key';
const REFUSED = 'This VS Code belongs to the user who started it.\n\nOpen the address that npm start printed in the terminal: it ends with ?key= and a long word.\n';

/** A key that cannot be guessed and needs no quoting. */
export const newKey = (): string => randomBytes(24).toString('base64url');

/** Opens the door. Throws SetUpError where the port cannot be had. */
export async function openGate({ socket, key, port }: GateOptions): Promise<Gate> {
  const open = new Set<Socket>();
  const server = createServer();
  server.on('connection', (client: Socket) => {
    open.add(client);
    client.once('close', () => open.delete(client));
  });
  const cookie = (): string => `sma-runbooks-${(server.address() as AddressInfo).port}`;

  server.on('request', (request, response) => {
    const url = addressOf(request);
    const brought = url?.searchParams.get(KEY) ?? undefined;
    if (url !== undefined && brought !== undefined && isSame(brought, key)) {
      // The key leaves the address at once: it is then in no history, no title and no referrer.
      response.writeHead(302, { Location: withoutKey(url), 'Set-Cookie': `${cookie()}=${key}; Path=/; HttpOnly; SameSite=Lax`, 'Cache-Control': 'no-store' }).end();
    } else if (mayPass(request, cookie(), key)) {
      pass(request, response, socket);
    } else {
      response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end(REFUSED);
    }
  });
  server.on('upgrade', (request: IncomingMessage, client: Socket, head: Buffer) => {
    // A page of another address (another user's, on another port) may open a socket, and the browser sends the cookie along.
    if (!mayPass(request, cookie(), key) || URL.parse(request.headers.origin ?? '')?.host !== request.headers.host) {
      client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const server = connect(socket, () => {
      server.write(`${headOf(request)}\r\n`);
      server.write(head);
      hand(client, server);
      hand(server, client);
    });
    server.on('error', () => client.destroy());
    client.on('error', () => server.destroy());
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new SetUpError(
      `Port ${port} of 127.0.0.1 cannot be used (${error.code ?? error.message}). PORT=0 npm start -- --browser takes any free one.`)));
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const client of open) client.destroy();
      await closed;
    },
  };
}

/** Hands on what comes; whoever is gone already ends the other side too (a pipeline would throw). */
function hand(from: Readable, to: Writable): void {
  if (from.destroyed || to.destroyed || to.writableEnded) {
    from.destroy();
    to.destroy();
    return;
  }
  pipeline(from, to, () => undefined);
}

function pass(request: IncomingMessage, response: ServerResponse, socket: string): void {
  const onward = ask({ socketPath: socket, method: request.method, path: request.url, headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    hand(answer, response);
  });
  // A broken connection may tell of itself more than once.
  onward.on('error', () => {
    if (!response.headersSent) response.writeHead(502, { 'Content-Type': 'text/plain' });
    if (!response.writableEnded) response.end('The VS Code server does not answer. Is npm start still running?\n');
  });
  hand(request, onward);
}

/** The head of an upgrade request as it came. */
function headOf({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [`${method ?? 'GET'} ${url ?? '/'} HTTP/1.1`];
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i] ?? ''}: ${rawHeaders[i + 1] ?? ''}`);
  return `${lines.join('\r\n')}\r\n`;
}

/** Whether a request brings the cookie that the key was exchanged for. */
function mayPass(request: IncomingMessage, name: string, key: string): boolean {
  return (request.headers.cookie ?? '').split(';').some((each) => {
    const [found = '', value = ''] = each.trim().split('=', 2);
    return found === name && isSame(value, key);
  });
}

/** The address asked for; undefined for what is none. */
const addressOf = ({ url = '/' }: IncomingMessage): URL | undefined => (url.startsWith('/') ? URL.parse(`http://localhost${url}`) ?? undefined : undefined);

function withoutKey(url: URL): string {
  url.searchParams.delete(KEY);
  // A path that begins with two slashes would lead to another host.
  return `${url.pathname.replace(/^\/+/, '/')}${url.search}`;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
