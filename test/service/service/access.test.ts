import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { ClientRequest } from 'node:http';
import { request } from 'node:https';
import { connect as connectTls } from 'node:tls';
import axios from 'axios';
import { serve, USER, type UnderTest } from '../support/serviceUnderTest.ts';
import { eventually } from '../../support/eventually.ts';
import { errorOf } from '../support/conversation.ts';

describe('who gets in, and how much they may send', () => {
  let under: UnderTest;
  before(async () => { under = await serve({ limits: { bodyBytes: 200_000, urlBytes: 8_000, headerMilliseconds: 300 } }); });
  after(() => under[Symbol.asyncDispose]());

  const status = async (authorization: string | undefined): Promise<{ status: number; challenge: unknown }> => {
    const reply = await axios.get(under.service.url, {
      httpsAgent: under.http.defaults.httpsAgent, proxy: false, validateStatus: () => true, headers: authorization === undefined ? {} : { Authorization: authorization },
    });
    return { status: reply.status, challenge: reply.headers['www-authenticate'] };
  };
  /** What comes back for bytes as they are. */
  const raw = (text: string): Promise<string> => new Promise((resolve, reject) => {
    const socket = connectTls({ port: under.service.port, host: '127.0.0.1', ca: under.service.certificatePem ?? '', servername: 'localhost' });
    let all = '';
    const finish = (): void => { socket.destroy(); resolve(all); };
    socket.on('data', (chunk) => {
      all += String(chunk);
      if (/<\/m:error>|\}\}$/.test(all)) finish();
    }).on('close', finish).on('error', (error: Error) => (all === '' ? reject(error) : finish()));
    socket.write(text);
  });
  const basic = (name: string, password: string): string => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

  it('refuses whoever has no password, the wrong one, or another scheme, and says how to sign in', async () => {
    for (const header of [undefined, basic(USER.name, 'wrong'), basic('nobody', USER.password), basic(USER.name, ''), 'Basic !!!', 'Basic', 'Bearer abc', `Basic ${Buffer.from('no colon').toString('base64')}`]) {
      const reply = await status(header);
      assert.equal(reply.status, 401, header);
      assert.equal(reply.challenge, 'Basic realm="SMA", charset="UTF-8"');
    }
    const refused = await under.http.get('Runbooks', { auth: { username: 'x', password: 'y' } });
    assert.deepEqual(errorOf(refused), { code: 'Unauthorized', message: 'Sign in with a user name and password.' });
  });

  it('lets a user in whatever the case of the name, again and again', async () => {
    for (let time = 0; time < 3; time += 1) assert.equal((await status(basic(USER.name.toLowerCase(), USER.password))).status, 200);
    assert.equal((await status(basic(USER.name, `${USER.password} `))).status, 401);
  });

  it('refuses everything but health without a password, also what does not exist', async () => {
    for (const path of ['/', '/events', '/nothing', '/00000000-0000-0000-0000-000000000000/Runbooks', '/%2e%2e/etc/passwd']) {
      const reply = await under.http.get(under.service.origin + path, { auth: { username: 'a', password: 'b' } });
      assert.equal(reply.status, 401, path);
    }
  });

  it('tells a failed login in the log, by user and address, and never the password', async () => {
    const name = 'mallory\n{"level"}';
    assert.equal((await status(basic(name, 'my secret guess'))).status, 401);
    const entry = under.logger.entries.find((one) => one.message === 'A login failed' && one.fields['user'] === name);
    assert.deepEqual([entry?.level, entry?.fields['address'], entry?.fields['failures']], ['warn', '127.0.0.1', 1]);
    assert.ok(!JSON.stringify(under.logger.entries).includes('my secret guess'));
  });

  it('slows guessing down, and nobody else meanwhile', async () => {
    const guess = async (): Promise<number> => {
      const began = performance.now();
      assert.equal((await status(basic('victim', 'wrong'))).status, 401);
      return performance.now() - began;
    };
    for (let time = 0; time < 3; time += 1) await guess();
    const [slow, ...good] = await Promise.all([guess(), ...Array.from({ length: 5 }, async () => {
      const began = performance.now();
      assert.equal((await status(basic(USER.name, USER.password))).status, 200);
      return performance.now() - began;
    })]);
    assert.ok(slow >= 400, String(slow));
    assert.ok(Math.max(...good) < slow, String(good));
  });

  it('logs every request with method, path without query, status, time and user', async () => {
    await under.http.get("Variables?$filter=Name%20eq%20'hidden'");
    const entry = under.logger.entries.findLast((one) => one.message === 'Request');
    assert.ok(entry !== undefined);
    const { requestId, milliseconds, ...fields } = entry.fields;
    assert.match(String(requestId), /^[0-9a-f-]{36}$/);
    assert.ok(typeof milliseconds === 'number' && milliseconds >= 0);
    assert.deepEqual(fields, { method: 'GET', path: `/00000000-0000-0000-0000-000000000000/Variables`, status: 200, user: USER.name, address: '127.0.0.1' });
  });

  it('stops reading a body at the limit', async () => {
    const reply = await under.http.post('RunbookVersions', Buffer.alloc(200_001, 'a'), { headers: { 'Content-Type': 'application/octet-stream' } });
    assert.equal(reply.status, 413);
    assert.match(errorOf(reply).message, /larger than 200000 bytes/);
    // The same without a length: what streams in is counted.
    const chunked = await new Promise<number | undefined>((resolve, reject) => {
      const upload = request(`${under.service.url}RunbookVersions`, { method: 'POST', ca: under.service.certificatePem, auth: `${USER.name}:${USER.password}` }, (answer) => { answer.resume(); resolve(answer.statusCode); });
      upload.on('error', reject);
      for (let part = 0; part < 5; part += 1) upload.write(Buffer.alloc(50_000, 'b'));
      upload.end();
    });
    assert.equal(chunked, 413);
  });

  it('refuses a URL that is too long', async () => {
    const reply = await under.http.get(`Runbooks?$filter=RunbookName%20eq%20'${'x'.repeat(8_000)}'`);
    assert.equal(reply.status, 414);
    assert.equal(errorOf(reply).code, 'UrlTooLong');
  });

  for (const [what, path, headers, expected, code] of [
    ['an address of 60,000 characters', `/${'a'.repeat(60_000)}`, {}, 414, 'UrlTooLong'],
    ['headers of 40,000 bytes', '/', { 'X-Large': 'b'.repeat(40_000) }, 431, 'HeadersTooLarge'],
    ['an address of a megabyte', `/${'a'.repeat(1_000_000)}`, {}, 431, 'HeadersTooLarge'],
    ['headers of a megabyte', '/', { 'X-Large': 'b'.repeat(1_000_000) }, 431, 'HeadersTooLarge'],
    ['5,000 headers of 40,000 bytes in all', '/', Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`x${String(at).padStart(4, '0')}`, 'bbb'])), 431, 'HeadersTooLarge'],
  ] as const) {
    it(`refuses ${what} in the words of the protocol`, async () => {
      const reply = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
      assert.match(reply, new RegExp(`^HTTP/1\\.1 ${expected} [A-Z]`));
      assert.match(reply, new RegExp(`"code":"${code}"|<m:code>${code}</m:code>`));
      assert.ok(reply.length < 2_000);
      // Whoever counts, the bounds are the same.
      if (code === 'HeadersTooLarge') assert.match(reply, /The head of the request is too large: its address may have 8000 bytes, its headers 32768\./);
    });
  }

  it('takes headers by their bytes, however many they are', async () => {
    for (const count of [900, 1_000, 3_000]) assert.match(await raw(`GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${Array.from({ length: count }, (_, at) => `x${at}: 1\r\n`).join('')}\r\n`), /^HTTP\/1\.1 200 OK/, String(count));
  });

  for (const [what, text] of [
    ['no HTTP at all', 'hello\r\n\r\n'], ['no host', 'GET / HTTP/1.1\r\n\r\n'], ['two hosts', 'GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n'], ['an impossible host', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'], ['a header without a name', 'GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n'],
    ['a length and chunks', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'], ['a version to come', 'GET / HTTP/9.7\r\nHost: x\r\n\r\n'],
  ] as const) {
    it(`answers ${what} with a short 400`, async () => {
      const reply = await raw(text);
      assert.match(reply, /^HTTP\/1\.1 400 Bad Request\r\n/);
      assert.match(reply, /<m:code>RequestSyntax<\/m:code><m:message xml:lang="en-US">The request is not valid HTTP\.</);
      assert.equal((await under.http.get('')).status, 200);
    });
  }

  it('tells what it takes as a whole', async () => {
    assert.match(await raw(`OPTIONS * HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic(USER.name, USER.password)}\r\nConnection: close\r\n\r\n`), /^HTTP\/1\.1 200 [^]*\r\nAllow: GET, HEAD, POST, PUT, MERGE, PATCH, DELETE, OPTIONS\r\n/);
  });

  it('lets HTTP 1.0 leave out the host', async () => {
    assert.match(await raw('GET /health HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 200 [^]*"state"/);
  });

  it('answers an expectation that it does not know in the words of the protocol', async () => {
    assert.match(await raw('GET / HTTP/1.1\r\nHost: x\r\nExpect: nonsense\r\n\r\n'), /^HTTP\/1\.1 417 [^]*<m:code>ExpectationFailed<\/m:code>/);
  });

  it('ends connections that are slow with their headers', async () => {
    const socket = connectTls({ port: under.service.port, host: '127.0.0.1', ca: under.service.certificatePem ?? '', servername: 'localhost' });
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    const text = await new Promise<string>((resolve) => {
      let all = '';
      socket.on('data', (chunk) => { all += String(chunk); }).on('close', () => resolve(all));
    });
    assert.match(text, /408 Request Timeout[^]*<m:code>RequestTimeout/);
  }).timeout(12_000);

  it('survives what is no TLS and no HTTP', async () => {
    const socket = connect(under.service.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\n\r\n');
    await new Promise((resolve) => { socket.on('close', resolve).on('error', () => undefined).resume(); });
    assert.equal((await under.http.get('')).status, 200);
  });

  it('gives every reply a request id, and logs no secret', async () => {
    const reply = await under.http.get('Nowhere');
    assert.match(String(reply.headers['x-request-id']), /^[0-9a-f-]{36}$/);
    const log = JSON.stringify(under.logger.entries);
    assert.ok(!log.includes(USER.password) && !log.includes(Buffer.from(USER.password).toString('base64').slice(4, -4)));
  });

  it('takes a verb from X-HTTP-Method of a POST, and only there', async () => {
    const made = await under.http.post('Variables', { Name: 'override', Value: '1' });
    const id = (made.data as { readonly d: { readonly VariableID: string } }).d.VariableID;
    const merged = await under.http.post(`Variables(guid'${id}')`, { Value: '2' }, { headers: { 'X-HTTP-Method': 'MERGE' } });
    assert.equal(merged.status, 204);
    assert.equal((await under.http.get(`Variables(guid'${id}')`, { headers: { 'X-HTTP-Method': 'DELETE' } })).status, 400);
    const wrong = await under.http.post(`Variables(guid'${id}')`, '', { headers: { 'X-HTTP-Method': 'GET' } });
    assert.deepEqual([wrong.status, errorOf(wrong).code], [400, 'MethodOverride']);
    assert.equal((await under.http.post(`Variables(guid'${id}')`, '', { headers: { 'X-HTTP-Method': 'DELETE' } })).status, 204);
    assert.equal((await under.http.get(`Variables(guid'${id}')`)).status, 404);
  });

  it('leaves who is at work its connection, however many others want one, and tells them', async () => {
    await using full = await serve({ limits: { connections: 2 } });
    const { port, certificatePem: ca = '' } = full.service;
    const follow = (): Promise<ClientRequest> => new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path: '/events', ca, servername: 'localhost', agent: false, headers: { Authorization: basic(USER.name, USER.password) } }, (reply) => {
        reply.on('error', () => undefined).resume();
        resolve(asked);
      }).on('error', reject);
      asked.end();
    });
    const followers = await Promise.all([follow(), follow()]);
    // Longer than anybody may be idle when others have no place.
    const began = performance.now();
    do {
      const refused = await full.http.get('Runbooks');
      assert.deepEqual([refused.status, errorOf(refused).code, refused.headers['retry-after']], [503, 'TooManyConnections', '5']);
    } while (performance.now() - began < 1_500);
    for (const one of followers) one.destroy();
    await eventually(async () => (await full.http.get('Runbooks')).status === 200);
  });
});
