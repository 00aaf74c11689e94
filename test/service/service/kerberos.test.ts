/**
 * The recipe of src/service/README.md with the real things: a Kerberos KDC, Apache with mod_auth_gssapi, curl. They are in
 * Debian's packages krb5-kdc krb5-admin-server krb5-user apache2-bin (which has mod_ssl) libapache2-mod-auth-gssapi curl, which a run for CI
 * installs (scripts/lib/system.ts); where they are not installed there is nothing to try.
 */
import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TENANT_ID } from '../../../src/sma/models.ts';
import { makeCertificate } from '../../../src/service/tls/makeCertificate.ts';
import { writeUsers } from '../../../src/service/access/usersFile.ts';
import { cannot } from '../../support/counting.ts';
import { eventually } from '../../support/eventually.ts';
import { publishNew } from '../support/conversation.ts';
import { serve, temporaryFolder } from '../support/serviceUnderTest.ts';

const run = promisify(execFile);
const MODULES = '/usr/lib/apache2/modules';
const PROGRAMS = ['/usr/sbin/krb5kdc', '/usr/sbin/kdb5_util', '/usr/sbin/kadmin.local', '/usr/bin/kinit', '/usr/bin/curl', '/usr/sbin/apache2', `${MODULES}/mod_auth_gssapi.so`, `${MODULES}/mod_ssl.so`];
const isInstalled = PROGRAMS.every((path) => existsSync(path)) && spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout.includes('GSS-API');
const SECRET = 'shared by Apache and the service';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

describe('Kerberos by Apache', () => {
  before(function () {
    if (!isInstalled) cannot(this, 'krb5-kdc, krb5-user, apache2-bin, libapache2-mod-auth-gssapi or curl is not installed');
  });

  const base = temporaryFolder();
  const children: ChildProcess[] = [];
  const environment = { ...process.env, KRB5_CONFIG: join(base, 'krb5.conf'), KRB5_KDC_PROFILE: join(base, 'kdc.conf'), KRB5RCACHEDIR: join(base, 'replays') };
  const start = (program: string, args: readonly string[]): void => { children.push(spawn(program, args, { env: environment, stdio: ['ignore', 'ignore', 'inherit'] })); };
  after(async () => {
    await Promise.all(children.map((child) => new Promise((resolve) => {
      child.once('exit', resolve);
      if (child.exitCode !== null) resolve(undefined);
      child.kill('SIGTERM');
    })));
    rmSync(base, { recursive: true, force: true });
  });

  it('signs people in, and tells the service who they are', async () => {
    const [kdc, web] = [await freePort(), await freePort()];
    writeFileSync(join(base, 'krb5.conf'), `[libdefaults]\n default_realm = SMA.TEST\n dns_lookup_kdc = false\n dns_canonicalize_hostname = false\n rdns = false\n[realms]\n SMA.TEST = {\n  kdc = 127.0.0.1:${kdc}\n }\n[domain_realm]\n localhost = SMA.TEST\n`);
    writeFileSync(join(base, 'kdc.conf'), `[kdcdefaults]\n kdc_listen = 127.0.0.1:${kdc}\n kdc_tcp_listen = 127.0.0.1:${kdc}\n[realms]\n SMA.TEST = {\n  database_name = ${base}/principal\n  key_stash_file = ${base}/stash\n }\n[logging]\n kdc = FILE:${base}/kdc.log\n`);
    const admin = (query: string): Promise<unknown> => run('/usr/sbin/kadmin.local', ['-r', 'SMA.TEST', '-q', query], { env: environment });
    await run('/usr/sbin/kdb5_util', ['-r', 'SMA.TEST', 'create', '-s', '-P', 'master'], { env: environment });
    for (const query of ['addprinc -pw ana-password ana', 'addprinc -pw bob-password bob', 'addprinc -randkey HTTP/localhost', `ktadd -k ${base}/http.keytab HTTP/localhost`]) await admin(query);
    start('/usr/sbin/krb5kdc', ['-n', '-r', 'SMA.TEST', '-P', join(base, 'kdc.pid')]);

    const data = join(base, 'data');
    mkdirSync(data, { mode: 0o700 });
    writeUsers(data, [{ name: 'ana', role: 'operator' }]);
    await using under = await serve({ dataFolder: data, transport: { kind: 'http' }, proxy: { secret: SECRET } });
    const { runbook } = await publishNew(under.http, 'workflow ByKerberos { }');
    // The recipe as the README has it, with the addresses and files of this run.
    const recipe = /AllowEncodedSlashes[^]+?\n(?=\n)/.exec(readFileSync(join(import.meta.dirname, '../../../src/service/README.md'), 'utf8'))?.[0] ?? '';
    const location = recipe.replaceAll('/etc/apache2/http.keytab', join(base, 'http.keytab')).replaceAll('http://127.0.0.1:9090', under.service.origin);
    assert.equal(location.split(under.service.origin).length, 4, recipe);
    const { certificatePem, keyPem } = makeCertificate({ name: 'KDC test', hosts: ['localhost'], notBefore: new Date(Date.now() - 86_400_000), notAfter: new Date(Date.now() + 86_400_000) });
    writeFileSync(join(base, 'web.pem'), certificatePem);
    writeFileSync(join(base, 'web.key'), keyPem);
    const isRoot = userInfo().uid === 0;
    chmodSync(base, 0o755);
    mkdirSync(join(base, 'replays'));
    chmodSync(join(base, 'replays'), 0o777);
    chmodSync(join(base, 'http.keytab'), 0o644);
    const modules = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'auth_gssapi', 'headers', 'proxy', 'proxy_http', 'ssl'];
    writeFileSync(join(base, 'apache.conf'), `ServerRoot ${base}\nServerName localhost\nListen 127.0.0.1:${web}\nPidFile ${base}/apache.pid\nErrorLog ${base}/error.log\nDefaultRuntimeDir ${base}\n${isRoot ? 'User www-data\nGroup www-data\n' : ''}${modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so\n`).join('')}Define SMA_PROXY_SECRET "${SECRET}"\nSSLEngine On\nSSLCertificateFile ${base}/web.pem\nSSLCertificateKeyFile ${base}/web.key\n${location}\n`);
    start('/usr/sbin/apache2', ['-f', join(base, 'apache.conf'), '-DFOREGROUND']);

    const curl = async (who: string | undefined, args: readonly string[] = [], path = 'Runbooks'): Promise<string> => {
      const cache = who === undefined ? {} : { KRB5CCNAME: `FILE:${base}/${who}.cache` };
      const { stdout } = await run('curl', ['-s', '-o', join(base, 'answer'), '-w', '%{http_code}', '--cacert', join(base, 'web.pem'), '--negotiate', '-u', ':', ...args, `https://localhost:${web}/${TENANT_ID}/${path}`], { env: { ...environment, KRB5CCNAME: `FILE:${base}/nobody.cache`, ...cache } });
      return stdout;
    };
    await eventually(async () => (await curl(undefined).catch(() => '000') === '401' ? true : undefined), 15_000, 'Apache');
    for (const who of ['ana', 'bob']) {
      const signedIn = spawnSync('/usr/bin/kinit', ['-c', `FILE:${base}/${who}.cache`, who], { input: `${who}-password\n`, env: environment, encoding: 'utf8' });
      assert.equal(signedIn.status, 0, signedIn.stderr);
    }
    assert.equal(await curl('ana'), '200', readFileSync(join(base, 'error.log'), 'utf8'));
    assert.match(readFileSync(join(base, 'answer'), 'utf8'), new RegExp(`xml:base="https://localhost:${web}/`));
    assert.ok(under.logger.entries.some(({ fields }) => fields['user'] === 'ana' && fields['address'] === '127.0.0.1'));
    assert.equal(await curl('ana', ['-X', 'POST'], `Runbooks(guid'${runbook}')/Start`), '200');
    assert.equal(await curl('ana', ['-X', 'DELETE'], `Runbooks(guid'${runbook}')`), '403');
    assert.equal(await curl('bob'), '403', 'signed in, and let in by nobody');
    // The push stream, which the service document names, and letters that Apache would keep to itself.
    const answer = (): string => readFileSync(join(base, 'answer'), 'utf8');
    assert.equal(await curl('ana', ['-D', join(base, 'heads')], ''), '200');
    assert.match(readFileSync(join(base, 'heads'), 'utf8'), /\r\nX-SMA-Events: \/events\r\n/i);
    const events = await run('curl', ['-s', '-N', '-m', '3', '--cacert', join(base, 'web.pem'), '--negotiate', '-u', ':', '-w', '%{http_code} %{content_type}', `https://localhost:${web}/events`], { env: { ...environment, KRB5CCNAME: `FILE:${base}/ana.cache` } }).catch((error: { readonly stdout: string }) => error);
    assert.match(events.stdout, /200 text\/event-stream/);
    const stranger = await run('curl', ['-s', '-m', '3', '-o', join(base, 'answer'), '--cacert', join(base, 'web.pem'), '-w', '%{http_code}', `https://localhost:${web}/events`], { env: environment });
    assert.equal(stranger.stdout, '401');
    assert.equal((await under.http.post('Variables', { Name: 'a/b%2F c', Value: '1' })).status, 201);
    assert.equal(await curl('ana', [], `Variables?$filter=Name%20eq%20'a%2Fb%252F%20c'`), '200');
    assert.match(answer(), /a\/b%2F c/);
    assert.equal(await curl('ana', [], "AdminConfigurations('no%2Fsuch%2520thing')"), '404');
    assert.match(answer(), /no\/such%20thing/);
    assert.doesNotMatch(answer(), /<!DOCTYPE HTML/i);
    // What a client says of itself does not get through.
    assert.equal(await curl('bob', ['-H', 'X-Remote-User: ana', '-H', `X-SMA-Proxy-Secret: ${SECRET}`]), '403');
    assert.equal(await curl(undefined, ['-H', 'X-Remote-User: ana']), '401');
    // Nor does what Apache is told to take away of what it adds: nobody is somebody by it.
    for (const field of ['X-Remote-User', 'X-SMA-Proxy-Secret', 'X-Remote-User, X-SMA-Proxy-Secret']) assert.equal(await curl('ana', ['-H', `Connection: ${field}`]), '401', field);
    // However a path is written, it does not get past the place where people sign in.
    for (const path of ['', '/', `//${TENANT_ID}/Runbooks`, `/${TENANT_ID.replace('0', '%30')}/Runbooks`, `/x/../${TENANT_ID}/Runbooks`, `/events/../${TENANT_ID}/Runbooks`, `/${TENANT_ID}/../events`, `/${TENANT_ID}/%2e%2e/health`, `/${TENANT_ID}/..%2fmetrics`, `/events%2f..%2fmetrics`, `/${TENANT_ID};x/Runbooks`, `/${TENANT_ID}%3f`, '/events/x', '/eventsx', '/health', '/metrics', '/debug', '/hold', `/${TENANT_ID}/$batch`]) {
      const { stdout } = await run('curl', ['-s', '-m', '5', '--path-as-is', '-o', join(base, 'answer'), '--cacert', join(base, 'web.pem'), '-w', '%{http_code}', '-H', 'X-Remote-User: ana', '-H', `X-SMA-Proxy-Secret: ${SECRET}`, `https://localhost:${web}${path}`], { env: environment });
      assert.match(stdout, /^40[14]$/, path);
    }
    // What changes something by another name is held to the same role.
    assert.equal(await curl('ana', ['-X', 'POST', '-H', 'X-HTTP-Method: DELETE'], `Runbooks(guid'${runbook}')`), '403');
    assert.equal(await curl('ana', ['-X', 'POST', '-H', 'Content-Type: multipart/mixed; boundary=b', '--data-binary', `--b\r\nContent-Type: application/http\r\n\r\nDELETE Runbooks(guid'${runbook}') HTTP/1.1\r\n\r\n\r\n--b--\r\n`], '$batch'), '202');
    assert.match(answer(), /HTTP\/1\.1 403 Forbidden/);
  }).timeout(60_000);
});
