import assert from 'node:assert/strict';
import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from 'node:http';
import { Agent as HttpsAgent, createServer as createHttpsServer, get } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createSmaClient, isSmaClientError, isUntrustedError, type SmaApi, type SmaClientErrorCode } from '../../src/client/index.ts';
import { TrustAgent } from '../../src/client/http/trustAgent.ts';
import type { RunningService } from '../../src/service/options.ts';
import { clientOf, PASSWORD, serve, temporaryFolder, USER } from './clientSupport.ts';

const basic = { kind: 'basic' as const, credentials: () => ({ user: USER, password: PASSWORD }) };

async function failure(client: SmaApi, call: (client: SmaApi) => Promise<unknown> = (api) => api.probe()): Promise<Error> {
  try {
    await call(client);
  } catch (error) {
    assert.ok(error instanceof Error);
    return error;
  } finally {
    client.dispose();
  }
  throw new assert.AssertionError({ message: 'It should have failed.' });
}

function is(error: Error, code: SmaClientErrorCode, ...words: readonly string[]): void {
  assert.ok(isSmaClientError(error, code), inspect(error));
  for (const word of words) assert.ok(error.message.includes(word), `"${error.message}" lacks "${word}"`);
  // One sentence, and no secret in it or anywhere below.
  assert.match(error.message, /^[^\n]+[.)]$/);
  const everything = inspect(error, { depth: 10, showHidden: true });
  assert.ok(!everything.includes(PASSWORD) && !everything.includes(Buffer.from(`${USER}:${PASSWORD}`).toString('base64')), everything);
}

async function listening(server: Server): Promise<{ readonly port: number } & AsyncDisposable> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: () => new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) (server as HttpServer).closeAllConnections();
  }) };
}

describe('client: connecting to a real service', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let service: RunningService;
  before(async () => {
    folder = await temporaryFolder();
    service = await serve(folder.path);
  });
  after(async () => {
    await service.stop();
    await folder[Symbol.asyncDispose]();
  });
  const pem = (): string => service.certificatePem ?? assert.fail();

  it('proves with one request that the service is reachable, trusted, lets us in and is SMA', async () => {
    const client = clientOf(service);
    const info = await client.probe();
    client.dispose();
    assert.equal(info.root, service.url);
    assert.ok(info.entitySets.includes('Runbooks') && info.entitySets.length === 22);
    assert.equal(info.offersEvents, true);
  });

  it('accepts the pinned certificate by fingerprint, in any spelling, and the authority by PEM', async () => {
    const print = service.certificateFingerprint ?? assert.fail();
    for (const certificate of [print, print.replaceAll(':', '').toLowerCase(), `sha256:${print}`]) {
      const client = clientOf(service, { trust: { kind: 'pinned', certificate } });
      await client.probe();
      client.dispose();
    }
    const client = clientOf(service, { trust: { kind: 'authorities', pem: pem() } });
    await client.probe();
    client.dispose();
  });

  it('does not trust a certificate nobody vouches for, and shows it', async () => {
    const error = await failure(clientOf(service, { trust: { kind: 'system' } }));
    is(error, 'Untrusted', 'not trusted', service.origin.slice('https://'.length), service.certificateFingerprint ?? '-');
    assert.ok(isUntrustedError(error));
    const { certificate } = error;
    assert.equal(certificate.fingerprint, service.certificateFingerprint);
    assert.equal(certificate.pem.trim(), pem().trim());
    assert.ok(certificate.subject !== '' && certificate.issuer !== '' && !/\n/.test(certificate.subject));
    assert.ok(Date.parse(certificate.validFrom) < Date.now() && Date.parse(certificate.validTo) > Date.now());
  });

  it('does not trust another certificate than the pinned one', async () => {
    await using other = await temporaryFolder();
    await using second = await serve(other.path);
    const error = await failure(clientOf({ url: service.url, certificatePem: second.certificatePem }));
    is(error, 'Untrusted', 'another certificate');
    assert.ok(isUntrustedError(error) && error.reason === 'PIN_MISMATCH');
  });

  it('sends nothing, above all no password, to a server it does not trust', async () => {
    const key = await readFile(join(folder.path, 'tls.pem'), 'utf8');
    let requests = 0;
    const spy = createHttpsServer({ key, cert: key }, (_request, response) => { requests += 1; response.end(); });
    await using place = await listening(spy);
    for (const trust of [{ kind: 'system' } as const, { kind: 'pinned', certificate: 'ab'.repeat(32) } as const]) {
      is(await failure(createSmaClient({ url: `https://127.0.0.1:${place.port}`, authentication: basic, trust })), 'Untrusted');
    }
    assert.equal(requests, 0);
  });

  it('stays safe where the host puts an agent of its own in our place, as VS Code may', async () => {
    const ask = (agent: TrustAgent): Promise<number | undefined> => new Promise((resolve, reject) => {
      get(new URL('/health', service.origin), { ...agent.requestTls, agent: new HttpsAgent() }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    assert.equal(await ask(new TrustAgent({ kind: 'pinned', certificate: pem() }, 1_000)), 200);
    assert.equal(await ask(new TrustAgent({ kind: 'authorities', pem: pem() }, 1_000)), 200);
    await assert.rejects(ask(new TrustAgent({ kind: 'pinned', certificate: service.certificateFingerprint ?? '' }, 1_000)), 'a fingerprint alone cannot be checked there');
    await assert.rejects(ask(new TrustAgent({ kind: 'system' }, 1_000)));
  });

  it('tells a wrong password, and an unknown user, from all else', async () => {
    is(await failure(clientOf(service, { authentication: { kind: 'basic', credentials: () => ({ user: USER, password: 'wrong' }) } })), 'Unauthorized', 'password');
    is(await failure(clientOf(service, { authentication: { kind: 'basic', credentials: () => ({ user: 'nobody', password: PASSWORD }) } })), 'Unauthorized');
    is(await failure(clientOf(service, { authentication: { kind: 'none' } })), 'Unauthorized');
  });

  it('asks for the password each time, and passes on that it was not given', async () => {
    const client = clientOf(service, { authentication: { kind: 'basic', credentials: () => Promise.reject(new Error('the person pressed Escape')) } });
    await assert.rejects(client.probe());
    client.dispose();
    is(await failure(clientOf(service, { authentication: { kind: 'basic', credentials: () => ({ user: 'a:b', password: 'x' }) } })), 'BadOptions', 'colon');
  });

  it('says that nothing listens there', async () => {
    const place = await listening(createHttpServer());
    await place[Symbol.asyncDispose]();
    const client = createSmaClient({ url: `https://127.0.0.1:${place.port}`, authentication: basic, retry: { attempts: 2, firstDelay: 1 } });
    is(await failure(client), 'Unreachable', 'connection refused', `127.0.0.1:${place.port}`);
  });

  describe('with something else behind the address', () => {
    const page = (status: number, headers: Readonly<Record<string, string>> = {}): RequestListener => (_request, response) => {
      response.writeHead(status, { 'Content-Type': 'text/html', ...headers }).end('<!doctype html><title>Welcome</title>');
    };
    const cases: readonly (readonly [string, RequestListener])[] = [
      ['a web site', page(200)],
      ['a web site without that page', page(404)],
      ['a sign-in page that redirects', page(302, { Location: 'https://login.example.com/' })],
      ['a JSON API', (_request, response) => { response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"hello":"world"}'); }],
      ['a JSON API that lets nobody in', (_request, response) => { response.writeHead(401, { 'Content-Type': 'application/json', 'WWW-Authenticate': 'Basic realm="search"' }).end('{"error":"unauthorized"}'); }],
      ['a server that refuses without a word', (_request, response) => { response.writeHead(403).end(); }],
      ['another OData service', (_request, response) => { response.writeHead(200, { 'Content-Type': 'application/json;odata=verbose' }).end('{"d":{"EntitySets":["Products"]}}'); }],
    ];
    for (const [what, answer] of cases) {
      it(`says that ${what} is no SMA web service`, async () => {
        const key = await readFile(join(folder.path, 'tls.pem'), 'utf8');
        const server = createHttpsServer({ key, cert: key }, answer);
        await using place = await listening(server);
        is(await failure(createSmaClient({ url: `https://127.0.0.1:${place.port}`, authentication: basic, trust: { kind: 'pinned', certificate: pem() } })), 'NotSma', 'SMA web service');
      });
    }

    it('says that plain HTTP on the port is no SMA web service', async () => {
      const server = createHttpServer(page(200));
      await using place = await listening(server);
      is(await failure(createSmaClient({ url: `https://127.0.0.1:${place.port}`, authentication: basic })), 'NotSma', 'TLS');
    });
  });

  it('speaks plain HTTP with a service on this machine', async () => {
    await using other = await temporaryFolder();
    await using plain = await serve(other.path, { transport: { kind: 'http' } });
    const client = clientOf(plain);
    assert.equal((await client.probe()).offersEvents, true);
    client.dispose();
  });

  describe('giving up', () => {
    it('ends a call at once when its signal fires, before and during', async () => {
      is(await failure(clientOf(service), (client) => client.probe(AbortSignal.abort())), 'Aborted');
      const server = createHttpServer(() => { /* never answers */ });
      await using place = await listening(server);
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 30);
      const start = performance.now();
      is(await failure(createSmaClient({ url: `http://127.0.0.1:${place.port}`, authentication: basic }), (client) => client.probe(controller.signal)), 'Aborted');
      assert.ok(performance.now() - start < 2_000);
    });

    it('ends running calls when the client is disposed', async () => {
      const server = createHttpServer(() => { /* never answers */ });
      await using place = await listening(server);
      const client = createSmaClient({ url: `http://127.0.0.1:${place.port}`, authentication: basic });
      setTimeout(() => client.dispose(), 30);
      is(await failure(client), 'Aborted');
      is(await failure(client), 'Aborted');
    });

    it('gives a server that takes the connection and says nothing a limited time', async () => {
      const server = createHttpServer(() => { /* never answers */ });
      await using place = await listening(server);
      is(await failure(createSmaClient({ url: `http://127.0.0.1:${place.port}`, authentication: basic, timeouts: { connect: 20, response: 60 } })), 'Timeout', 'did not answer');
    });

    it('gives what has never answered less time than a server that has', async () => {
      let answers = true;
      const server = createHttpServer((_request, response) => { if (answers) response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"d":{"EntitySets":["Runbooks","Jobs"]}}'); });
      await using place = await listening(server);
      const clients = [1, 2].map(() => createSmaClient({ url: `http://127.0.0.1:${place.port}`, authentication: basic, timeouts: { firstAnswer: 2_000 } }));
      const [known, unknown] = clients;
      assert.ok(known !== undefined && unknown !== undefined);
      await known.probe();
      answers = false;
      const controller = new AbortController();
      const waiting = failure(known, (client) => client.probe(controller.signal));
      is(await failure(unknown), 'Timeout', 'took the connection but did not answer the first request within 2 s', 'SMA web service listens there');
      // The other one waits on, for a loaded server's whole time.
      controller.abort();
      is(await waiting, 'Aborted');
    });

    it('takes the time that was asked for at the first answer too', async () => {
      const server = createHttpServer(() => { /* never answers */ });
      await using place = await listening(server);
      is(await failure(createSmaClient({ url: `http://127.0.0.1:${place.port}`, authentication: basic, timeouts: { response: 50, connect: 50 } })), 'Timeout', 'within 0.1 s');
    });

    it('gives a TLS handshake a limited time', async () => {
      const { createServer } = await import('node:net');
      const sockets = new Set<{ destroy(): void }>();
      const server = createServer((socket) => { sockets.add(socket); socket.on('error', () => undefined); });
      await using place = await listening(server);
      is(await failure(createSmaClient({ url: `https://127.0.0.1:${place.port}`, authentication: basic, timeouts: { connect: 60 } })), 'Timeout', 'No connection');
      for (const socket of sockets) socket.destroy();
    });

    it('gives an answer that stops in the middle a limited time', async () => {
      const server = createHttpServer((_request, response) => { response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"d":'); });
      await using place = await listening(server);
      is(await failure(createSmaClient({ url: `http://127.0.0.1:${place.port}`, authentication: basic, timeouts: { idle: 60 } })), 'Timeout', 'in the middle');
    });

    it('refuses an answer that is too large', async () => {
      const server = createHttpServer((_request, response) => { response.writeHead(200).end('x'.repeat(100_000)); });
      await using place = await listening(server);
      is(await failure(createSmaClient({ url: `http://127.0.0.1:${place.port}`, authentication: basic, maxResponseBytes: 10_000 })), 'ServerError', '10000');
    });
  });
});
