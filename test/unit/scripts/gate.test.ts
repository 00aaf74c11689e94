import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKey, openGate, type Gate } from '../../../scripts/lib/gate.ts';

interface Answer { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }

describe('the gate before a VS Code server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sma-gate-'));
  const socket = join(folder, 's');
  const key = newKey();
  const seen: string[] = [];
  let server: Server;
  let gate: Gate;
  let cookie = '';

  before(async () => {
    server = createServer((incoming, response) => {
      seen.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`);
      incoming.resume().once('end', () => response.writeHead(200, { 'Set-Cookie': ['a=1', 'b=2'] }).end('the editor'));
    });
    server.on('upgrade', (_request, client, head) => {
      client.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      client.write(head);
      client.on('data', (chunk) => client.write(chunk));
      client.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    gate = await openGate({ socket, key, port: 0 });
    cookie = `sma-runbooks-${gate.port}=${key}`;
  });
  after(async () => {
    await gate.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const call = async (path: string, headers: Record<string, string> = {}): Promise<Answer> => await new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: gate.port, path, headers }, (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => { body += chunk.toString(); });
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    }).once('error', reject).end();
  });

  /** What comes back on a raw connection, until it ends or `until` is there. */
  const raw = async (text: string, until?: string): Promise<string> => await new Promise((resolve, reject) => {
    let came = '';
    const client = connect(gate.port, '127.0.0.1', () => client.write(text));
    const done = (): void => { client.destroy(); resolve(came); };
    client.on('data', (chunk) => {
      came += chunk.toString();
      if (until !== undefined && came.includes(until)) done();
    });
    client.once('end', done).once('error', reject);
  });

  it('sends strangers away with the next step, and lets nothing of theirs through', async () => {
    const strangers: [string, Record<string, string>][] = [
      ['/', {}], ['/healthz', {}], ['/?key=', {}], [`/?key=${'x'.repeat(key.length)}`, {}], [`/?KEY=${key}`, {}],
      ['/', { Cookie: `sma-runbooks-${gate.port}=` }], ['/', { Cookie: `other=${key}` }], ['/', { Cookie: `sma-runbooks-${gate.port}=${key}x` }], ['//?a', {}],
    ];
    for (const [path, headers] of strangers) {
      const { status, body } = await call(path, headers);
      assert.equal(status, 403, path);
      assert.match(body, /Open the address that npm start printed/);
    }
    assert.deepEqual(seen, []);
  });

  it('gives who has the key a cookie that scripts cannot read, and takes the key out of the address', async () => {
    const { status, headers } = await call(`/?folder=%2Fa%20b&key=${key}&x=1`);
    assert.equal(status, 302);
    assert.equal(headers.location, '/?folder=%2Fa+b&x=1');
    assert.deepEqual(headers['set-cookie'], [`${cookie}; Path=/; HttpOnly; SameSite=Lax`]);
    assert.equal((await call(`//evil.example/?key=${key}`)).headers.location, '/evil.example/');
    assert.deepEqual(seen, []);
  });

  it('passes requests and answers on as they are', async () => {
    const { status, headers, body } = await call('/?folder=%2Fa', { Cookie: `z=1; ${cookie}` });
    assert.deepEqual([status, body, headers['set-cookie']], [200, 'the editor', ['a=1', 'b=2']]);
    assert.deepEqual(seen, ['GET /?folder=%2Fa']);
  });

  it('connects sockets of its own pages and of no others', async () => {
    const upgrade = (cookies: string, origin: string): string =>
      `GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${gate.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: ${origin}\r\nCookie: ${cookies}\r\n\r\nping`;
    assert.match(await raw(upgrade('', `http://127.0.0.1:${gate.port}`)), /^HTTP\/1\.1 403/);
    assert.match(await raw(upgrade(cookie, 'http://127.0.0.1:1')), /^HTTP\/1\.1 403/);
    assert.match(await raw(upgrade(cookie, 'null')), /^HTTP\/1\.1 403/);
    assert.match(await raw(upgrade(cookie, `http://127.0.0.1:${gate.port}`), 'ping'), /^HTTP\/1\.1 101[\s\S]*ping$/);
  });

  it('survives what is no HTTP and no address', async () => {
    await raw('\u0000\u0001nonsense\r\n\r\n');
    await raw(`GET http:// HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    assert.equal((await call('/', { Cookie: cookie })).status, 200);
  });

  it('says in one sentence that its port is taken', async () => {
    await assert.rejects(openGate({ socket, key, port: gate.port }), /Port \d+ of 127\.0\.0\.1 cannot be used \(EADDRINUSE\)/);
  });
});
