import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { request } from 'node:https';
import { connect as connectTls } from 'node:tls';
import axios from 'axios';
import { serve, USER, type UnderTest } from '../support/serviceUnderTest.ts';
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

  it('ends connections that are slow with their headers', async () => {
    const socket = connectTls({ port: under.service.port, host: '127.0.0.1', ca: under.service.certificatePem ?? '', servername: 'localhost' });
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    const text = await new Promise<string>((resolve) => {
      let all = '';
      socket.on('data', (chunk) => { all += String(chunk); }).on('close', () => resolve(all));
    });
    assert.match(text, /408 Request Timeout/);
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
    assert.equal((await under.http.get(`Variables(guid'${id}')`, { headers: { 'X-HTTP-Method': 'DELETE' } })).status, 405);
    assert.equal((await under.http.post(`Variables(guid'${id}')`, '', { headers: { 'X-HTTP-Method': 'DELETE' } })).status, 204);
    assert.equal((await under.http.get(`Variables(guid'${id}')`)).status, 404);
  });
});
