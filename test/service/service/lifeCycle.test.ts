import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import axios from 'axios';
import { startService } from '../../../src/service/server.ts';
import { ServiceStartError, type StartFailure } from '../../../src/service/startError.ts';
import { ownTlsIdentity } from '../../../src/service/tls/certificate.ts';
import { makeCertificate } from '../../../src/service/tls/makeCertificate.ts';
import { client, serve, temporaryFolder, USER } from '../support/serviceUnderTest.ts';
import { eventually } from '../../support/eventually.ts';
import { body, importRunbook, job, publishNew, start } from '../support/conversation.ts';
import { fakeWorker } from '../support/fakeWorker.ts';

async function failure(attempt: Promise<unknown>, code: StartFailure): Promise<string> {
  const error = await attempt.then(() => undefined, (reason: unknown) => reason);
  assert.ok(ServiceStartError.is(error, code), `expected ${code}, got ${String(error)}`);
  return error.message;
}

const SECRETS = ['sma.db', 'sma.db-wal', 'sma.db-shm', 'tls.pem', 'secret.key', 'service.pid', 'service.lock', 'service.commits'];

describe('life cycle of the service', () => {
  let folder: string;
  beforeEach(() => { folder = temporaryFolder(); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const options = (): Parameters<typeof startService>[0] => ({ dataFolder: folder, users: [USER], worker: false });

  it('runs, answers its health, drains and closes; stopping twice is one stop', async () => {
    const service = await startService(options());
    const { http, agent } = client(service);
    assert.equal(service.state, 'running');
    const health = await axios.get<object>(`${service.origin}/health`, { httpsAgent: agent, proxy: false });
    assert.deepEqual([health.status, health.data], [200, { state: 'running' }], 'a stranger learns that it is there');
    const known = await http.get<object>(`${service.origin}/health`);
    assert.deepEqual({ ...known.data, version: '' }, { version: '', pid: process.pid, state: 'running' });
    assert.deepEqual((await http.get(`${service.origin}/health`, { auth: { username: 'x', password: 'y' } })).data, { state: 'running' });
    const [first, second] = [service.stop(), service.stop()];
    assert.equal(service.state, 'draining');
    assert.equal(first, second);
    await first;
    await service.closed;
    assert.equal(service.state, 'closed');
    agent.destroy();
    await assert.rejects(http.get(''), { code: 'ECONNREFUSED' });
  });

  it('keeps what was stored over a restart, and its certificate', async () => {
    const first = await startService(options());
    let { http, agent } = client(first);
    const { runbook } = await importRunbook(http, 'workflow Kept { "x" }');
    agent.destroy();
    await first.stop();
    const second = await startService(options());
    assert.equal(second.certificateFingerprint, first.certificateFingerprint);
    ({ http, agent } = client(second));
    assert.equal(body(await http.get(`Runbooks(guid'${runbook}')`))['RunbookName'], 'Kept');
    agent.destroy();
    await second.stop();
    assert.equal(existsSync(join(folder, 'service.pid')), false);
  });

  it('keeps its secrets to its owner', async () => {
    await using _ = await serve({ dataFolder: folder });
    for (const file of SECRETS) assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file);
    const made = join(folder, 'a', 'b');
    await (await startService({ ...options(), dataFolder: made })).stop();
    for (const one of [made, join(folder, 'a')]) assert.equal(statSync(one).mode & 0o777, 0o700);
  });

  it('closes files of its own that others could read, and warns of a folder that is open to them', async () => {
    await (await startService(options())).stop();
    for (const file of readdirSync(folder)) chmodSync(join(folder, file), 0o644);
    // Left over by a service that was killed.
    for (const end of ['-wal', '-shm']) writeFileSync(join(folder, `sma.db${end}`), '', { mode: 0o644 });
    writeFileSync(join(folder, 'users.json'), '{"version":1,"users":[]}');
    chmodSync(join(folder, 'users.json'), 0o666);
    chmodSync(folder, 0o755);
    await using running = await serve({ dataFolder: folder });
    for (const file of [...SECRETS, 'users.json']) assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file);
    assert.equal(statSync(folder).mode & 0o777, 0o755, 'a folder may be shared on purpose');
    const warning = running.logger.entries.find((entry) => entry.level === 'warn' && /may look into the data folder/.test(entry.message));
    assert.match(warning?.message ?? '', new RegExp(`chmod 700 ${folder}`));
  });

  it('says when the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => { other.listen(0, '127.0.0.1', resolve); });
    const { port } = other.address() as { readonly port: number };
    assert.match(await failure(startService({ ...options(), port }), 'PortTaken'), new RegExp(`Port ${port} on 127\\.0\\.0\\.1`));
    other.close();
    // Nothing is left behind: the same folder can be used at once.
    await (await startService(options())).stop();
  });

  it('says when the address is not its own', async () => {
    await failure(startService({ ...options(), host: '192.0.2.1' }), 'AddressNotAvailable');
  });

  it('refuses a second service in the folder, naming the process of the first', async () => {
    const first = await startService(options());
    assert.match(await failure(startService(options()), 'DatabaseLocked'), new RegExp(`process ${process.pid}\\).*${folder}`));
    await first.stop();
    await (await startService(options())).stop();
  });

  it('waits for a service in the folder that is ending, as one does whose parent was killed', async () => {
    const first = await serve({ dataFolder: folder, worker: fakeWorker(), drainMilliseconds: 20_000 });
    const { runbook } = await publishNew(first.http, '# sleep 1500\n# say done', 'Last');
    const id = await start(first.http, runbook);
    await eventually(async () => (await job(first.http, id))['JobStatus'] === 'Running');
    const gone = first[Symbol.asyncDispose]();
    await using second = await serve({ dataFolder: folder });
    await gone;
    assert.equal((await job(second.http, id))['JobStatus'], 'Completed');
    assert.equal(second.logger.entries.filter((entry) => /is ending; it is waited for/.test(entry.message)).length, 1);
    assert.equal(readFileSync(join(folder, 'service.pid'), 'utf8').split('\n')[0], String(process.pid));
  });

  it('says when another program holds the database', async () => {
    await (await startService(options())).stop();
    const other = new DatabaseSync(join(folder, 'sma.db'));
    other.exec('pragma locking_mode = exclusive; begin exclusive');
    assert.match(await failure(startService(options()), 'DatabaseLocked'), /Another program is using the database .*sma\.db/);
    other.close();
  });

  for (const [what, damage] of [
    ['replaced by something else', (path: string) => writeFileSync(path, 'not a database '.repeat(1_000))],
    ['overwritten in the middle', (path: string) => {
      const bytes = readFileSync(path);
      bytes.fill(0xab, 8_192, bytes.length - 4_096);
      writeFileSync(path, bytes);
    }],
  ] as const) {
    it(`refuses a database that was ${what}, and leaves the file alone`, async () => {
      await (await startService(options())).stop();
      const path = join(folder, 'sma.db');
      damage(path);
      const before = readFileSync(path);
      assert.match(await failure(startService(options()), 'DatabaseDamaged'), /sma\.db is damaged .*restore a backup/);
      assert.deepEqual(readFileSync(path), before);
    });
  }

  it('refuses a database that lacks a table', async () => {
    await (await startService(options())).stop();
    const database = new DatabaseSync(join(folder, 'sma.db'));
    database.exec('pragma foreign_keys = off; drop table Runbooks');
    database.close();
    assert.match(await failure(startService(options()), 'DatabaseDamaged'), /sma\.db is damaged \(its table Runbooks is missing\)\. It was left as it is: restore a backup/);
  });

  it('refuses a database of a newer version', async () => {
    await (await startService(options())).stop();
    const database = new DatabaseSync(join(folder, 'sma.db'));
    database.exec('pragma user_version = 999');
    database.close();
    assert.match(await failure(startService(options()), 'DatabaseNewer'), /schema 999/);
  });

  it('says when there is no room for the database', async () => {
    assert.match(await failure(startService({ ...options(), maxDatabaseBytes: 40_960 }), 'DiskFull'), /no room left/);
  });

  it('says when a secret database has lost its key', async () => {
    {
      await using running = await serve({ dataFolder: folder });
      assert.equal((await running.http.post('Variables', { Name: 's', Value: '"x"', IsEncrypted: true })).status, 201);
    }
    rmSync(join(folder, 'secret.key'));
    assert.match(await failure(startService(options()), 'KeyFileUnreadable'), /secret\.key is missing/);
    writeFileSync(join(folder, 'secret.key'), 'too short\n');
    assert.match(await failure(startService(options()), 'KeyFileUnreadable'), /secret\.key is damaged/);
  });

  it('says when the key is that of another database, before anything is written with it', async () => {
    {
      await using running = await serve({ dataFolder: folder });
      assert.equal((await running.http.post('Variables', { Name: 's', Value: '"x"', IsEncrypted: true })).status, 201);
    }
    const path = join(folder, 'secret.key'), right = readFileSync(path), wrong = `${Buffer.alloc(32, 1).toString('base64')}\n`;
    writeFileSync(path, wrong);
    assert.match(await failure(startService(options()), 'KeyFileUnreadable'), /secret\.key belongs to another database: .* Restore the key file from your backup\.$/);
    assert.equal(readFileSync(path, 'utf8'), wrong);
    writeFileSync(path, right);
    await (await startService(options())).stop();
  });

  it('listens without TLS on loopback only', async () => {
    assert.match(await failure(startService({ ...options(), host: '0.0.0.0', transport: { kind: 'http' } }), 'NotLoopback'), /'0\.0\.0\.0'/);
    const service = await startService({ ...options(), transport: { kind: 'http' } });
    assert.match(service.url, /^http:\/\/127\.0\.0\.1:/);
    assert.equal((await client(service).http.get('')).status, 200);
    await service.stop();
  });

  it('wants a user', async () => {
    await failure(startService({ ...options(), users: [] }), 'NoUsers');
  });

  it('reads a certificate of the operator, and says what is wrong with it', async () => {
    const own = await startService(options());
    await own.stop();
    const [key = '', certificate = ''] = readFileSync(join(folder, 'tls.pem'), 'utf8').split(/(?=-----BEGIN CERTIFICATE)/);
    const [certificateFile, keyFile, otherKey] = ['c.pem', 'k.pem', 'o.pem'].map((name) => join(folder, name)) as [string, string, string];
    writeFileSync(certificateFile, certificate);
    writeFileSync(keyFile, key);
    const given = await startService({ ...options(), transport: { kind: 'files', certificateFile, keyFile } });
    assert.equal(given.certificateFingerprint, own.certificateFingerprint);
    await given.stop();
    const transport = { kind: 'files', certificateFile, keyFile: otherKey } as const;
    assert.match(await failure(startService({ ...options(), transport }), 'CertificateUnreadable'), /key file .*o\.pem cannot be read \(ENOENT\)/);
    writeFileSync(otherKey, execFileSync(process.execPath, ['-p', 'crypto.generateKeyPairSync("ec",{namedCurve:"P-256"}).privateKey.export({type:"pkcs8",format:"pem"})']));
    assert.match(await failure(startService({ ...options(), transport }), 'CertificateUnreadable'), /key does not belong to the certificate/);
    const { certificatePem: issuer } = makeCertificate({ name: 'Issuer', hosts: ['localhost'], notBefore: new Date(), notAfter: new Date(Date.now() + 86_400_000) });
    writeFileSync(join(folder, 'turned.pem'), issuer + certificate);
    assert.match(await failure(startService({ ...options(), transport: { kind: 'files', certificateFile: join(folder, 'turned.pem'), keyFile } }), 'CertificateUnreadable'), /put the certificate of the server before those of its issuers/);
    // What OpenSSL does not take is told before anything listens: the rest of a chain, and keys that are too weak.
    const chain = join(folder, 'chain.pem');
    writeFileSync(chain, `${certificate}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`);
    assert.match(await failure(startService({ ...options(), transport: { kind: 'files', certificateFile: chain, keyFile } }), 'CertificateUnreadable'), /chain\.pem and .*k\.pem cannot be used for HTTPS: OpenSSL refuses them \(.+\)\. Give the certificate/);
    for (const [text, what] of [['junk', /tls\.pem is damaged: it holds no certificate\. Move it away/], [`${key}${certificate.slice(0, 200)}`, /tls\.pem is damaged: .*\. Move it away/], [`junk\n${certificate}`, /tls\.pem is damaged: the key is not PEM text/], ['', /tls\.pem is damaged/]] as const) {
      writeFileSync(join(folder, 'tls.pem'), text);
      assert.match(await failure(startService(options()), 'CertificateUnreadable'), what);
      assert.equal(readFileSync(join(folder, 'tls.pem'), 'utf8'), text, 'it was left as it is');
    }
  });

  it('renews its certificate before it ends', async () => {
    const soon = await startService({ ...options(), clock: { wall: () => Date.now() - 720 * 86_400_000 } });
    await soon.stop();
    const now = await startService(options());
    assert.notEqual(now.certificateFingerprint, soon.certificateFingerprint);
    await now.stop();
  });

  it('names the machine in the certificate of a service that listens on every address, and keeps it', async () => {
    mkdirSync(folder, { recursive: true });
    const own = await ownTlsIdentity(folder, '0.0.0.0', Date.now());
    const certificate = new X509Certificate(own.certificatePem);
    // Names of containers may have an underscore, which no certificate is looked up for.
    for (const name of ['localhost', ...(/^[\w.-]+$/.test(hostname()) ? [hostname()] : [])]) assert.ok(certificate.subjectAltName?.split(', ').includes(`DNS:${name}`), `${name}: ${certificate.subjectAltName ?? ''}`);
    assert.ok(certificate.checkIP('127.0.0.1'));
    assert.equal((await ownTlsIdentity(folder, '0.0.0.0', Date.now())).fingerprint, own.fingerprint);
  });

  it('says when the data folder cannot be made', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const dataFolder of [file, join(file, 'data'), '/proc/nothing', '/proc/nothing/data', '/dev/null/data']) {
      const message = await failure(startService({ ...options(), dataFolder }), 'DatabaseUnreadable');
      assert.match(message, new RegExp(`^The data folder ${dataFolder} cannot be made \\(E[A-Z]+: .*\\)\\. Choose another data folder\\.$`));
    }
    mkdirSync(join(folder, 'd', 'sma.db'), { recursive: true });
    await failure(startService({ ...options(), dataFolder: join(folder, 'd') }), 'DatabaseUnreadable');
  });
});
