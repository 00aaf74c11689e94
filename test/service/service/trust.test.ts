import assert from 'node:assert/strict';
import { randomBytes, scryptSync } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { hashUser, type UserRecord } from '../../../src/service/access/users.ts';
import { writeUsers } from '../../../src/service/access/usersFile.ts';
import { eventually } from '../../support/eventually.ts';
import { body, errorOf, publishNew, start } from '../support/conversation.ts';
import { serve, temporaryFolder, USER, type UnderTest } from '../support/serviceUnderTest.ts';

const SECRET = 'a secret between proxy and service';
const as = (username: string, password: string) => ({ auth: { username, password } });
/** The same client without a password. */
const nobody = ({ http: { defaults } }: UnderTest): AxiosInstance => {
  const { auth: _auth, ...rest } = defaults;
  return axios.create({ ...rest, headers: { Accept: 'application/json;odata=verbose' } });
};
const ANA = as('ana', 'operator password');
const RITA = as('rita', 'reader password');

/** As versions kept a password that knew nothing of its forms. */
const earlier = (password: string): UserRecord => {
  const salt = randomBytes(16);
  return { name: 'earlier', role: 'reader', password: { salt, hash: scryptSync(password, salt, 32, { N: 16_384, r: 8, p: 1 }) } };
};

describe('who may do what', () => {
  let under: UnderTest;
  let folder: string;
  let runbook: string;
  let version: string;
  before(async () => {
    folder = temporaryFolder();
    writeUsers(folder, [await hashUser('ana', ANA.auth.password, 'operator'), await hashUser('rita', RITA.auth.password, 'reader'), { name: 'CONTOSO\\kim', role: 'operator' }, { name: 'contoso\\müller', role: 'operator' },
      await hashUser('zoë'.normalize('NFD'), 'reader password', 'reader'),
      await hashUser('composed', 'pässwörd ñ'.normalize('NFC'), 'reader'), await hashUser('decomposed', 'pässwörd ñ'.normalize('NFD'), 'reader'), await hashUser('blanks', 'a\u00A0b\u3000c d', 'reader'), earlier('ä-from-before'.normalize('NFD'))]);
    under = await serve({ dataFolder: folder, proxy: { secret: SECRET } });
    ({ runbook, version } = await publishNew(under.http, 'workflow Allowed { }'));
  });
  after(async () => {
    await under[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  type Ask = readonly [what: string, send: (http: AxiosInstance, who: object) => Promise<AxiosResponse>];
  const reads: readonly Ask[] = [
    ['the service document', (http, who) => http.get('', who)], ['$metadata', (http, who) => http.get('$metadata', who)], ['a set', (http, who) => http.get('Runbooks', who)],
    ['a text', (http, who) => http.get(`RunbookVersions(guid'${version}')/$value`, who)], ['statistics', (http, who) => http.post(`Runbooks(guid'${runbook}')/GetStatistics`, undefined, who)], ['OPTIONS', (http, who) => http.options('Runbooks', who)],
  ];
  const operates: readonly Ask[] = [
    ['Start', (http, who) => http.post(`Runbooks(guid'${runbook}')/Start`, undefined, who)],
    ['Stop', async (http, who) => http.post(`Jobs(guid'${await start(under.http, runbook)}')/Stop`, undefined, who)],
  ];
  const administers: readonly Ask[] = [
    ['a new runbook', (http, who) => http.post('RunbookVersions', 'workflow Other { }', { ...who, headers: { 'Content-Type': 'application/octet-stream' } })],
    ['Edit', (http, who) => http.post(`Runbooks(guid'${runbook}')/Edit`, undefined, who)], ['Test', (http, who) => http.post(`Runbooks(guid'${runbook}')/Test`, undefined, who)],
    ['a variable', (http, who) => http.post('Variables', { Name: 'x' }, who)], ['a setting', (http, who) => http.put("AdminConfigurations('MaxJobRecords')", { Value: '1' }, who)],
    ['deleting', (http, who) => http.delete(`Runbooks(guid'${runbook}')`, who)], ['a verb in disguise', (http, who) => http.post(`Runbooks(guid'${runbook}')`, { Tags: 'x' }, { ...who, headers: { 'X-HTTP-Method': 'MERGE' } })],
    ['a link', (http, who) => http.post(`Runbooks(guid'${runbook}')/$links/Schedules`, { uri: 'x' }, who)], ['a schedule', (http, who) => http.post(`Runbooks(guid'${runbook}')/StartOnSchedule`, {}, who)],
  ];
  for (const [who, name, allowed, refused] of [[RITA, 'a reader', reads, [...operates, ...administers]], [ANA, 'an operator', [...reads, ...operates], administers]] as const) {
    it(`${name} does that, and nothing else`, async () => {
      for (const [what, send] of allowed) assert.ok((await send(under.http, who)).status < 300, what);
      for (const [what, send] of refused) {
        const reply = await send(under.http, who);
        assert.deepEqual([reply.status, errorOf(reply).code], [403, 'NotAllowed'], what);
      }
    });
  }

  it('a name is the same whether its letters come composed or not, everywhere', async () => {
    for (const form of ['NFC', 'NFD']) for (const [name, password] of [['composed', 'pässwörd ñ'.normalize('NFC')], ['decomposed', 'pässwörd ñ'.normalize('NFD')], ['blanks', 'a\u00A0b\u3000c d'], ['earlier', 'ä-from-before'.normalize('NFD')]] as const) {
      // What an earlier version kept as it came is known by that form alone.
      if (name !== 'earlier' || form === 'NFD') assert.equal((await under.http.get('Runbooks', as(name, password.normalize(form)))).status, 200, `${form} ${name}`);
    }
    assert.equal((await under.http.get('Runbooks', as('blanks', 'a b c d'))).status, 200);
    assert.equal((await under.http.get('Runbooks', as('composed', 'password n'))).status, 401);
    for (const form of ['NFC', 'NFD']) for (const name of ['zoë', 'ZOË']) assert.equal((await under.http.get('Runbooks', as(name.normalize(form), 'reader password'))).status, 200, `${form} ${name}`);
    assert.equal((await under.http.get('Runbooks', as('zoe', 'reader password'))).status, 401);
  });

  it('a batch is looked at request by request', async () => {
    const part = (method: string, uri: string): string => `--b\r\nContent-Type: application/http\r\n\r\n${method} ${uri} HTTP/1.1\r\n\r\n\r\n`;
    const reply = await under.http.post('$batch', `${part('GET', 'Runbooks')}${part('DELETE', `Runbooks(guid'${runbook}')`)}--b--`, { ...RITA, headers: { 'Content-Type': 'multipart/mixed; boundary=b' } });
    assert.deepEqual([...String(reply.data).matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1]), ['200', '403']);
  });

  it('a reverse proxy names people only with its secret', async () => {
    const through = (headers: Readonly<Record<string, string>>, method = 'GET', url = 'Runbooks'): Promise<AxiosResponse> => nobody(under).request({ method, url, headers });
    const proxied = { 'X-SMA-Proxy-Secret': SECRET };
    assert.equal((await through({ ...proxied, 'X-Remote-User': 'contoso\\KIM' })).status, 200);
    assert.equal((await through({ ...proxied, 'X-Remote-User': 'contoso\\KIM' }, 'DELETE', `Runbooks(guid'${runbook}')`)).status, 403);
    // As macOS and some proxies write it: letter and mark apart.
    assert.equal((await through({ ...proxied, 'X-Remote-User': Buffer.from('CONTOSO\\müller'.normalize('NFD')).toString('latin1') })).status, 200);
    const stranger = await through({ ...proxied, 'X-Remote-User': 'stranger' });
    assert.deepEqual([stranger.status, errorOf(stranger).code], [403, 'Forbidden']);
    for (const headers of [{ 'X-Remote-User': 'CONTOSO\\kim' }, { 'X-SMA-Proxy-Secret': 'wrong', 'X-Remote-User': 'CONTOSO\\kim' }, proxied, { ...proxied, 'X-Remote-User': ' ' }]) {
      const reply = await through(headers);
      assert.deepEqual([reply.status, reply.headers['www-authenticate']], [401, 'Basic realm="SMA", charset="UTF-8"'], JSON.stringify(headers));
    }
    assert.ok(under.logger.entries.some((entry) => entry.message === 'A reverse proxy without the right secret was refused'));
    assert.ok(!JSON.stringify(under.logger.entries).includes(SECRET));
    // Who comes with a password all the same, and not through the proxy, is as ever.
    assert.equal((await under.http.get('Runbooks', { headers: { 'X-Remote-User': 'CONTOSO\\kim' } })).status, 200);
    await using other = await serve({ proxy: { secret: SECRET, defaultRole: 'reader' } });
    assert.equal((await nobody(other).get('Runbooks', { headers: { ...proxied, 'X-Remote-User': 'stranger' } })).status, 200);
    await using none = await serve();
    assert.equal((await nobody(none).get('Runbooks', { headers: { ...proxied, 'X-Remote-User': USER.name } })).status, 401);
  });

  it('a reverse proxy names nobody whom the settings alone know, whose name belongs to a password', async () => {
    const path = temporaryFolder(), proxied = { 'X-SMA-Proxy-Secret': SECRET, 'X-Remote-User': USER.name.toLowerCase() };
    try {
      await using own = await serve({ dataFolder: path, proxy: { secret: SECRET } });
      const ask = async (): Promise<readonly unknown[]> => {
        const made = await nobody(own).post('Variables', { Name: 'x' }, { headers: proxied });
        return [made.status, errorOf(made).code, (await nobody(own).get('Runbooks', { headers: proxied })).status, (await own.http.get('Runbooks')).status];
      };
      assert.deepEqual(await ask(), [403, 'Forbidden', 403, 200]);
      const refused = own.logger.entries.filter(({ message }) => message.startsWith('A reverse proxy named the user of the settings'));
      assert.deepEqual(refused.map(({ level, fields }) => [level, fields['user']]), [['warn', USER.name.toLowerCase()], ['warn', USER.name.toLowerCase()]]);
      // Named in the file too: what that says holds for the proxy, and the settings for the password.
      writeUsers(path, [{ name: USER.name, role: 'reader' }]);
      await eventually(async () => (await ask())[2] === 200 || undefined, 5_000, 'the changed file');
      assert.deepEqual(await ask(), [403, 'NotAllowed', 200, 200]);
      assert.equal((await own.http.post('Variables', { Name: 'by the settings' })).status, 201);
      assert.ok(own.logger.entries.some(({ level, message, fields }) => level === 'warn' && message.startsWith('The file of users names the user of the settings') && fields['user'] === USER.name));
      await eventually(() => {
        const database = new DatabaseSync(join(path, 'sma.db'), { readOnly: true });
        try {
          return database.prepare("select detail from audit where action = 'UserAdded'").get()?.['detail'] === 'reader' || undefined;
        } finally {
          database.close();
        }
      }, 5_000, 'the row of the audit');
      // An account that everybody else is let in as is let in so, and as nothing more.
      await using all = await serve({ proxy: { secret: SECRET, defaultRole: 'reader' } });
      assert.deepEqual([(await nobody(all).get('Runbooks', { headers: proxied })).status, (await nobody(all).post('Variables', { Name: 'x' }, { headers: proxied })).status], [200, 403]);
    } finally {
      rmSync(path, { recursive: true, force: true });
    }
  });

  it('a reverse proxy tells how it was addressed, and by whom, in letters of any alphabet', async () => {
    const path = temporaryFolder();
    writeUsers(path, [{ name: 'CONTOSO\\müller', role: 'operator' }]);
    await using proxied = await serve({ dataFolder: path, transport: { kind: 'http' }, proxy: { secret: SECRET } });
    for (let n = 0; n < 51; n += 1) await proxied.http.post('Variables', { Name: `v${n}`, Value: '1' });
    const ask = async (headers: Readonly<Record<string, string>>, user = 'CONTOSO\\MÜLLER', coding: BufferEncoding = 'utf8'): Promise<AxiosResponse> => nobody(proxied).get('Variables', {
      headers: { Accept: 'application/json;odata=verbose', 'X-SMA-Proxy-Secret': SECRET, 'X-Remote-User': Buffer.from(user, coding).toString('latin1'), ...headers },
    });
    const linkOf = (reply: AxiosResponse): string => new URL(String(body(reply).__next)).origin;
    const own = proxied.service.origin;
    for (const [headers, expected] of [
      [{}, own], [{ 'X-Forwarded-Proto': 'https' }, own.replace('http:', 'https:')], [{ 'X-Forwarded-Proto': 'https', Host: 'sma.contoso.com' }, 'https://sma.contoso.com'],
      [{ 'X-Forwarded-Proto': 'http, HTTPS', 'X-Forwarded-Host': 'evil.example, sma.contoso.com:8443', 'X-Forwarded-For': '203.0.113.7, 192.0.2.1' }, 'https://sma.contoso.com:8443'],
      [{ 'X-Forwarded-Proto': 'javascript', 'X-Forwarded-Host': 'a"b', 'X-Forwarded-For': 'somebody' }, own],
    ] as const) assert.equal(linkOf(await ask(headers)), expected, JSON.stringify(headers));
    const requests = proxied.logger.entries.filter(({ message, fields }) => message === 'Request' && fields['user'] === 'CONTOSO\\müller').map(({ fields }) => fields['address']);
    assert.deepEqual(requests, ['127.0.0.1', '127.0.0.1', '127.0.0.1', '192.0.2.1', '127.0.0.1']);
    assert.equal((await ask({}, 'CONTOSO\\müller', 'latin1')).status, 200, 'one byte a letter');
    // Nobody else is listened to.
    const reply = await proxied.http.get('Variables', { headers: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'evil.example' } });
    assert.equal(linkOf(reply), own);
  });

  it('users come and go while the service runs; a damaged file changes nothing', async () => {
    const read = async (who: object): Promise<number> => (await under.http.get('Runbooks?$top=0', who)).status;
    const leo = as('leo', 'pässword');
    assert.equal(await read(leo), 401);
    assert.equal(statSync(join(folder, 'users.json')).mode & 0o777, 0o600);
    assert.ok(!readFileSync(join(folder, 'users.json'), 'utf8').includes('operator password'));
    writeUsers(folder, [await hashUser('Leo', leo.auth.password, 'reader')]);
    await eventually(async () => (await read(RITA) === 401 ? true : undefined), 4_000, 'the reader to be gone');
    assert.deepEqual([await read(leo), await read(as(USER.name, USER.password))], [200, 200]);
    writeFileSync(join(folder, 'users.json'), '{"version":1,"users":[{"name":');
    await eventually(() => Promise.resolve(under.logger.entries.find((entry) => entry.message.startsWith('The file of users cannot be used'))).then(async (found) => { await read(leo); return found; }), 4_000, 'the log');
    assert.deepEqual([await read(leo), await read(as(USER.name, USER.password))], [200, 200]);
    const { startService } = await import('../../../src/service/server.ts');
    const broken = temporaryFolder();
    writeFileSync(join(broken, 'users.json'), '[]');
    await assert.rejects(startService({ dataFolder: broken, users: [USER], worker: false }), /users\.json is damaged/);
    writeUsers(broken, [await hashUser('only', 'kept in the folder')]);
    const service = await startService({ dataFolder: broken, users: [], worker: false });
    await service.stop();
    rmSync(broken, { recursive: true, force: true });
  });

  it('metrics are for those who have signed in, in the words of Prometheus', async () => {
    await using own = await serve();
    await publishNew(own.http, 'workflow Measured { }');
    assert.equal((await nobody(own).get(`${own.service.origin}/metrics`)).status, 401);
    const reply = await own.http.get(`${own.service.origin}/metrics`);
    assert.equal(reply.headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
    const text = String(reply.data);
    for (const line of text.trimEnd().split('\n')) assert.match(line, /^(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+(?:\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})? [\d.e+-]+)$/);
    assert.match(text, /^sma_http_requests_total\{method="POST",status="201"\} 1$/m);
    assert.match(text, /^sma_http_request_seconds_bucket\{le="\+Inf"\} 3$/m);
    assert.match(text, /^# TYPE sma_jobs gauge$/m);
    const head = await own.http.head(`${own.service.origin}/metrics`);
    assert.deepEqual([head.status, head.headers['content-type'], head.data], [200, 'text/plain; version=0.0.4; charset=utf-8', '']);
  });

  it("the service's own addresses tell which methods they take, to those who have signed in", async () => {
    await using own = await serve({ debugging: true });
    for (const [path, allowed] of [['/health', 'GET, HEAD, OPTIONS'], ['/metrics', 'GET, HEAD, OPTIONS'], ['/events', 'GET, OPTIONS'], ['/debug', 'GET, POST, OPTIONS']] as const) {
      for (const method of ['OPTIONS', 'PUT', 'DELETE', 'PATCH'] as const) {
        const reply = await own.http.request({ method, url: own.service.origin + path });
        assert.deepEqual([reply.status, reply.headers['allow']], [method === 'OPTIONS' ? 200 : 405, allowed], `${method} ${path}`);
        assert.equal((await nobody(own).request({ method, url: own.service.origin + path })).status, 401, `${method} ${path}`);
      }
    }
    // Where nobody is let in by a setting there is no such address.
    assert.equal((await own.http.request({ method: 'OPTIONS', url: `${own.service.origin}/hold` })).status, 404);
  });
});
