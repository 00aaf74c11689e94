import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { isSmaClientError, type SmaClientErrorCode } from '../../../src/client/index.ts';
import { FakeNetwork, type Scripted } from './fakeNetwork.ts';

const odata = (text: string): string => JSON.stringify({ error: { code: '', message: { lang: 'en-US', value: text } } });
const xml = '<?xml version="1.0"?><m:error xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><m:code>X</m:code><m:message xml:lang="en">job not found</m:message></m:error>';

const html = { 'content-type': 'text/html; charset=utf-8' }, sma = { dataserviceversion: '1.0;' };

interface Case { readonly what: string; readonly answer: Scripted; readonly code: SmaClientErrorCode; readonly says: RegExp; readonly serverText?: string }
const cases: readonly Case[] = [
  { what: 'nothing listens', answer: { fails: 'ECONNREFUSED' }, code: 'Unreachable', says: /nothing listens there \(connection refused\); check the address/ },
  { what: 'unknown host', answer: { fails: 'ENOTFOUND' }, code: 'Unreachable', says: /host name is not known; check the host name/ },
  { what: 'connection reset', answer: { fails: 'ECONNRESET' }, code: 'Unreachable', says: /closed by the other side/ },
  { what: 'no route', answer: { fails: 'EHOSTUNREACH' }, code: 'Unreachable', says: /no route/ },
  { what: 'a code nobody knows', answer: { fails: 'EODD' }, code: 'Unreachable', says: /EODD/ },
  { what: 'not HTTP', answer: { fails: 'HPE_INVALID_CONSTANT' }, code: 'NotSma', says: /does not speak HTTP/ },
  { what: 'not TLS', answer: { fails: 'ERR_SSL_WRONG_VERSION_NUMBER' }, code: 'NotSma', says: /TLS could not be set up/ },
  { what: '401', answer: { status: 401, headers: sma, body: odata('Sign in') }, code: 'Unauthorized', says: /does not accept the user name or password; check both .* is on\.$/, serverText: 'Sign in' },
  { what: '403', answer: { status: 403, body: odata('not in the group') }, code: 'Forbidden', says: /not in the group; .*smaAdminGroup/, serverText: 'not in the group' },
  { what: '404 of OData, in XML', answer: { status: 404, headers: { 'content-type': 'application/xml' }, body: xml }, code: 'NotFound', says: /job not found/, serverText: 'job not found' },
  { what: '404 of a web server', answer: { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>' }, code: 'NotSma', says: /a web page with status 404/ },
  { what: '409 with the way out', answer: { status: 409, body: odata("The Runbook 'A' is in use by 1 unfinished job; stop it first.") }, code: 'Conflict', says: /^The Runbook 'A' is in use by 1 unfinished job; stop it first\.$/, serverText: "The Runbook 'A' is in use by 1 unfinished job; stop it first." },
  { what: '409', answer: { status: 409, body: odata('the job has ended') }, code: 'Conflict', says: /the job has ended/, serverText: 'the job has ended' },
  { what: '412', answer: { status: 412 }, code: 'Conflict', says: /changed .* since it was read/ },
  { what: '400', answer: { status: 400, body: odata('line 3,\n column 4:  bad.') }, code: 'BadRequest', says: /: line 3, column 4: bad; correct it/, serverText: 'line 3,\n column 4:  bad.' },
  { what: '413', answer: { status: 413, body: odata('4 MB at most; split it.') }, code: 'BadRequest', says: /status 413\): 4 MB at most; split it\.$/, serverText: '4 MB at most; split it.' },
  { what: '413 without a word', answer: { status: 413 }, code: 'BadRequest', says: /status 413\); correct it and try again\.$/ },
  { what: '405', answer: { status: 405 }, code: 'BadRequest', says: /status 405/ },
  { what: '429', answer: { status: 429, headers: { 'retry-after': '90' } }, code: 'ServerError', says: /asked too often/ },
  // An IIS before a real SMA speaks in pages of its own.
  { what: '401 of IIS', answer: { status: 401, headers: { ...html, server: 'Microsoft-IIS/8.5', 'www-authenticate': 'Negotiate, NTLM, Basic realm="sma"' }, body: '<html>' }, code: 'Unauthorized', says: /password; check both.*It answered with a web page/ },
  { what: '401 of IIS where no sign-in is on', answer: { status: 401, headers: { server: 'Microsoft-IIS/10.0', 'content-type': '' } }, code: 'Unauthorized', says: /that Basic authentication is on\.$/ },
  { what: '403 of a user who is locked out', answer: { status: 403, body: odata('Too many wrong passwords: this user cannot sign in from this address for 15 minutes. Wait, or have an administrator run "sma users unlock".') }, code: 'Forbidden', says: /lets nobody in with this name at the moment: Too many wrong passwords: .* for 15 minutes\. Wait, or have an administrator run "sma users unlock"\.$/, serverText: 'Too many wrong passwords: this user cannot sign in from this address for 15 minutes. Wait, or have an administrator run "sma users unlock".' },
  { what: '403 of IIS', answer: { status: 403, headers: { ...html, 'x-powered-by': 'ASP.NET' }, body: '<html>' }, code: 'Forbidden', says: /smaAdminGroup\. It answered with a web page/ },
  { what: '500 of IIS', answer: { status: 500, headers: { ...html, server: 'Microsoft-IIS/8.5' }, body: '<html>secret stack</html>' }, code: 'ServerError', says: /status 500\); try again.*It answered with a web page: check that the address/ },
  // A proxy in front of one asks for a password as well.
  { what: '401 of a proxy that asks for a password', answer: { status: 401, headers: { ...html, server: 'nginx', 'www-authenticate': 'Basic realm="x"' }, body: '<html>' }, code: 'Unauthorized', says: /password; check both.*It answered with a web page/ },
  { what: '401 without a body that asks for a password', answer: { status: 401, headers: { 'content-type': '', 'www-authenticate': 'Basic realm="x"' } }, code: 'Unauthorized', says: /password; check both.* It did not answer as an SMA web service does: check the address too\.$/ },
  { what: '403 with a page', answer: { status: 403, headers: html, body: '<html>' }, code: 'Forbidden', says: /smaAdminGroup\. It answered with a web page/ },
  { what: '500 with a page', answer: { status: 500, headers: html, body: '<html>secret stack</html>' }, code: 'ServerError', says: /status 500\); try again.*It answered with a web page: check that the address/ },
  { what: '502 of a gateway', answer: { status: 502, body: '{"error":"upstream"}' }, code: 'ServerError', says: /status 502\); try again.*check the address too/ },
  // Others are no SMA, whatever they refuse.
  ...[401, 403, 500, 501].flatMap((status): Case[] => [
    { what: `${status} without a body`, answer: { status, headers: { 'content-type': '' } }, code: 'NotSma', says: new RegExp(`not as an SMA web service \\(status ${status} in words that are not SMA's\\); check the address and port`) },
    { what: `${status} of a JSON API`, answer: { status, headers: { 'content-type': 'application/json', 'www-authenticate': 'Basic realm="search"' }, body: '{"error":{"message":"no","type":"x"}}' }, code: 'NotSma', says: /not as an SMA web service/, serverText: 'no' },
  ]),
  { what: '401 that asks for a token', answer: { status: 401, headers: { 'content-type': 'text/plain', 'www-authenticate': 'Bearer realm="x", error="invalid_token"' }, body: 'no' }, code: 'NotSma', says: /not as an SMA web service/ },
  { what: '401 with a page that asks for nothing', answer: { status: 401, headers: html, body: '<html>' }, code: 'NotSma', says: /a web page with status 401/ },
  { what: '500 in the words of OData', answer: { status: 500, headers: { 'content-type': 'application/json' }, body: '{"odata.error":{"code":"","message":{"lang":"en-US","value":"broken."}}}' }, code: 'ServerError', says: /status 500\): broken; try again, and look at the server's log if it stays\.$/, serverText: 'broken.' },
  { what: '503', answer: { status: 503 }, code: 'ServerError', says: /status 503/ },
  { what: '503 that says to try again', answer: { status: 503, body: odata('The database of the service is not available. Try again later.') }, code: 'ServerError', says: /not available\. Try again later; look at the server's log if it stays\.$/, serverText: 'The database of the service is not available. Try again later.' },
  { what: '503 of our service whose database is damaged', answer: { status: 503, body: JSON.stringify({ error: { code: 'StorageDamaged', message: { lang: 'en-US', value: 'The database of the service is damaged; restore a backup.' } } }) }, code: 'ServerError', says: /cannot answer: The database of the service is damaged; restore a backup\.$/, serverText: 'The database of the service is damaged; restore a backup.' },
  { what: 'a redirect', answer: { status: 301, headers: { location: 'https://elsewhere' } }, code: 'NotSma', says: /redirects elsewhere/ },
  { what: 'HTML instead of data', answer: { headers: { 'content-type': 'text/html' }, body: '<html>' }, code: 'NotSma', says: /not as an SMA web service/ },
  { what: 'an entity without its properties', answer: { body: '{"d":{"RunbookName":"x"}}' }, code: 'NotSma', says: /lacks the property RunbookID/ },
];

describe('client: failures', () => {
  for (const { what, answer, code, says, serverText } of cases) {
    it(`${what} is ${code}`, async () => {
      const client = new FakeNetwork(() => answer).client({ retry: { attempts: 1 } });
      await assert.rejects(client.runbooks.get('2e32df92-2364-4c1a-bfea-e1ba45baa79f'), (error) => {
        assert.ok(isSmaClientError(error, code), inspect(error));
        assert.match(error.message, says);
        assert.match(error.message, /^[^\n]*[.)]$/);
        assert.equal(error.serverText, serverText);
        const everything = inspect(error, { depth: 9, showHidden: true });
        assert.ok(!everything.includes('p@ss') && !everything.includes(Buffer.from('ann:p@ss').toString('base64')) && !everything.includes('secret stack'));
        return true;
      });
      client.dispose();
    });
  }

  it('a connection that has spoken with an SMA takes what comes afterwards for words about it', async () => {
    const ok = { headers: sma, body: '{"d":{"EntitySets":["Runbooks","Jobs"]}}' };
    for (const [status, code] of [[401, 'Unauthorized'], [403, 'Forbidden'], [500, 'ServerError']] as const) {
      const client = new FakeNetwork([ok, { status, headers: { 'content-type': '' } }]).client({ retry: { attempts: 1 } });
      await client.probe();
      await assert.rejects(client.probe(), (error) => isSmaClientError(error, code));
      client.dispose();
    }
  });

  it('knows how long a server asks to wait, in seconds or until a time', async () => {
    for (const [header, least, most] of [['7', 7_000, 7_000], [new Date(Date.now() + 60_000).toUTCString(), 50_000, 60_000], ['soon', undefined, undefined]] as const) {
      const client = new FakeNetwork(() => ({ status: 503, headers: { 'retry-after': header } })).client({ retry: { attempts: 1 } });
      await assert.rejects(client.probe(), (error) => {
        assert.ok(isSmaClientError(error, 'ServerError'));
        if (least === undefined) assert.equal(error.retryAfter, undefined);
        else assert.ok((error.retryAfter ?? 0) >= least && (error.retryAfter ?? 0) <= most);
        return true;
      });
    }
  });
});
