/** Requests over the network: what goes with them, and how long an answer may take. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { WebRequest } from '../../../../src/powershell/runtime/host.ts';
import { sendWebRequest } from '../../../../src/worker/sandbox/ports/webSender.ts';

describe('Web requests on their way', () => {

  let server: Server, url = '';
  before(async () => {
    server = createServer((request, response) => {
      void (async () => {
        if (request.url === '/headers') { response.end(JSON.stringify(request.headers)); return; }
        if (request.url === '/drop') { request.socket.destroy(); return; }
        if (request.url === '/names') { response.writeHead(200, { 'content-type': 'a/b', 'x-own': '1', ETAG: 'e' }); response.end(); return; }
        const [, before = '0', between = '0'] = /^\/slow\/(\d+)\/(\d+)/.exec(request.url ?? '') ?? [];
        await pause(Number(before));
        if (request.url?.endsWith('gzip') === true) { response.setHeader('Content-Encoding', 'gzip'); response.end(gzipSync('packed')); return; }
        for (const part of ['one ', 'two ', 'three']) { response.write(part); await pause(Number(between)); }
        response.end();
      })();
    });
    await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => { server.closeAllConnections(); server.close(); });
  const send = async (path: string, more: Partial<WebRequest> = {}): Promise<string> => {
    const reply = await sendWebRequest({ method: 'GET', url: url + path, headers: [], body: undefined, timeoutMs: 0, maximumRedirection: 0, skipCertificateCheck: false, proxy: 'none', ...more });
    return reply.kind === 'response' ? Buffer.from(reply.response.body).toString() : `${reply.reason}: ${reply.message}`;
  };

  it('name no types that nobody gave, as .NET does not', async () => {
    assert.deepEqual(Object.keys(JSON.parse(await send('/headers', { method: 'PUT', body: Buffer.from('x') })) as object).sort(), ['accept-encoding', 'connection', 'content-length', 'host']);
    assert.equal((JSON.parse(await send('/headers', { headers: [['Accept', 'text/plain'], ['Content-Type', 'a/b']], method: 'POST', body: Buffer.from('x') })) as Record<string, string>)['content-type'], 'a/b');
  });
  it('name headers as .NET knows them, however the server writes them', async () => {
    const reply = await sendWebRequest({ method: 'GET', url: `${url}/names`, headers: [], body: undefined, timeoutMs: 0, maximumRedirection: 0, skipCertificateCheck: false, proxy: 'none' });
    assert.deepEqual(reply.kind === 'response' ? reply.response.headers.map(([name]) => name).slice(0, 3) : reply, ['Content-Type', 'x-own', 'ETag']);
  });
  it('have no length where they go in pieces', async () => {
    const headers = JSON.parse(await send('/headers', { method: 'POST', body: Buffer.from('x'), headers: [['Transfer-Encoding', 'chunked']] })) as Record<string, string>;
    assert.deepEqual([headers['transfer-encoding'], headers['content-length']], ['chunked', undefined]);
  });
  it('fail with what .NET says of the request, and of what lay below', async () => {
    const failed = async (to: string) => { const reply = await sendWebRequest({ method: 'GET', url: to, headers: [], body: undefined, timeoutMs: 0, maximumRedirection: 0, skipCertificateCheck: false, proxy: 'none' }); return reply.kind === 'failed' ? [reply.message, reply.inner?.type, reply.inner?.message] : []; };
    assert.deepEqual(await failed(`${url}/drop`), ['An error occurred while sending the request.', 'System.Net.Http.HttpIOException', 'The response ended prematurely. (ResponseEnded)']);
    assert.deepEqual(await failed('http://127.0.0.1:1/'), ['Connection refused (127.0.0.1:1)', 'System.Net.Sockets.SocketException', 'Connection refused']);
  });
  it('are read to their end, however long that takes, where only the beginning has its time', async () => {
    assert.equal(await send('/slow/0/80', { answerTimeoutMs: 120, readTimeoutMs: 0 }), 'one two three');
    assert.equal(await send('/slow/0/0/gzip', { answerTimeoutMs: 5000, readTimeoutMs: 5000 }), 'packed');
    assert.equal(await send('/slow/0/60', { readTimeoutMs: 400 }), 'one two three');
  });
  it('end where the answer does not begin, stands still, or takes too long as a whole', async () => {
    assert.equal(await send('/slow/3000/0', { answerTimeoutMs: 50 }), 'timeout: The request was canceled due to the configured HttpClient.Timeout of 0.05 seconds elapsing.');
    assert.equal(await send('/slow/0/3000', { readTimeoutMs: 50 }), 'stalled: The request was canceled due to the configured OperationTimeout of 0.05 seconds elapsing');
    assert.match(await send('/slow/0/3000', { timeoutMs: 60 }), /^timeout: /);
  });
});
