import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { isSmaClientError, type SmaClientErrorCode } from '../../../src/client/index.ts';
import { FakeNetwork, type Scripted } from './fakeNetwork.ts';

const odata = (text: string): string => JSON.stringify({ error: { code: '', message: { lang: 'en-US', value: text } } });
const xml = '<?xml version="1.0"?><m:error xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><m:code>X</m:code><m:message xml:lang="en">job not found</m:message></m:error>';

interface Case { readonly what: string; readonly answer: Scripted; readonly code: SmaClientErrorCode; readonly says: RegExp; readonly serverText?: string }
const cases: readonly Case[] = [
  { what: 'nothing listens', answer: { fails: 'ECONNREFUSED' }, code: 'Unreachable', says: /nothing listens there \(connection refused\); check the address/ },
  { what: 'unknown host', answer: { fails: 'ENOTFOUND' }, code: 'Unreachable', says: /host name is not known; check the host name/ },
  { what: 'connection reset', answer: { fails: 'ECONNRESET' }, code: 'Unreachable', says: /closed by the other side/ },
  { what: 'no route', answer: { fails: 'EHOSTUNREACH' }, code: 'Unreachable', says: /no route/ },
  { what: 'a code nobody knows', answer: { fails: 'EODD' }, code: 'Unreachable', says: /EODD/ },
  { what: 'not HTTP', answer: { fails: 'HPE_INVALID_CONSTANT' }, code: 'NotSma', says: /does not speak HTTP/ },
  { what: 'not TLS', answer: { fails: 'ERR_SSL_WRONG_VERSION_NUMBER' }, code: 'NotSma', says: /TLS could not be set up/ },
  { what: '401', answer: { status: 401 }, code: 'Unauthorized', says: /does not accept the user name or password/ },
  { what: '403', answer: { status: 403, body: odata('not in the group') }, code: 'Forbidden', says: /not in the group; .*smaAdminGroup/, serverText: 'not in the group' },
  { what: '404 of OData, in XML', answer: { status: 404, headers: { 'content-type': 'application/xml' }, body: xml }, code: 'NotFound', says: /job not found/, serverText: 'job not found' },
  { what: '404 of a web server', answer: { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>' }, code: 'NotSma', says: /a web page with status 404/ },
  { what: '409', answer: { status: 409, body: odata('the job has ended') }, code: 'Conflict', says: /the job has ended/, serverText: 'the job has ended' },
  { what: '412', answer: { status: 412 }, code: 'Conflict', says: /changed .* since it was read/ },
  { what: '400', answer: { status: 400, body: odata('line 3,\n column 4:  bad.') }, code: 'BadRequest', says: /: line 3, column 4: bad; correct it/, serverText: 'line 3,\n column 4:  bad.' },
  { what: '405', answer: { status: 405 }, code: 'BadRequest', says: /status 405/ },
  { what: '429', answer: { status: 429, headers: { 'retry-after': '90' } }, code: 'ServerError', says: /asked too often/ },
  { what: '500 with a page', answer: { status: 500, headers: { 'content-type': 'text/html' }, body: '<html>secret stack</html>' }, code: 'ServerError', says: /status 500\); try again.*It answered with a web page: check that the address/ },
  { what: '401 with a page', answer: { status: 401, headers: { 'content-type': 'text/html' }, body: '<html>' }, code: 'Unauthorized', says: /password; check both.*It answered with a web page/ },
  { what: '403 with a page', answer: { status: 403, headers: { 'content-type': 'text/html' }, body: '<html>' }, code: 'Forbidden', says: /smaAdminGroup\. It answered with a web page/ },
  { what: '503', answer: { status: 503 }, code: 'ServerError', says: /status 503/ },
  { what: '503 that says to try again', answer: { status: 503, body: odata('The database of the service is not available. Try again later.') }, code: 'ServerError', says: /not available\. Try again later; look at the server's log if it stays\.$/, serverText: 'The database of the service is not available. Try again later.' },
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
