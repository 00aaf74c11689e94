/** Anything at all, sent to a real service: it answers with a proper refusal, or does what was meant, and never fails. */
import assert from 'node:assert/strict';
import type { AxiosResponse } from 'axios';
import fc from 'fast-check';
import { importRunbook } from '../support/conversation.ts';
import { checkInvariants } from '../support/invariants.ts';
import { greetings } from '../support/moduleZips.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const RUNS = 300;
const NAMESPACES = 'xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"';
const ATOM = `<?xml version="1.0"?><entry ${NAMESPACES}><category term="Orchestrator.ResourceModel.Variable" scheme="http://schemas.microsoft.com/ado/2007/08/dataservices/scheme"/><content type="application/xml"><m:properties><d:Name>x</d:Name><d:Value m:null="true"/></m:properties></content></entry>`;

/** A text with pieces of it taken out, doubled, or replaced. */
const mutated = (text: string, pieces: readonly string[]): fc.Arbitrary<Buffer> => fc.array(fc.tuple(fc.nat(text.length), fc.nat(20), fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 4 }))), { maxLength: 5 })
  .map((changes) => Buffer.from(changes.reduce((now, [at, length, piece]) => now.slice(0, at) + piece + now.slice(at + length), text)));

describe('fuzz', () => {
  let under: UnderTest;
  let version: string;
  before(async () => {
    under = await serve({ serverVersion: '2016' });
    ({ version } = await importRunbook(under.http, 'workflow Fuzzed { }'));
  });
  after(() => under[Symbol.asyncDispose]());
  const send = (method: string, url: string, type: string, data: Buffer, headers: Readonly<Record<string, string>> = {}): Promise<AxiosResponse> => under.http.request({ method, url, data, headers: { 'Content-Type': type, ...headers } });
  const fine = (reply: AxiosResponse): void => {
    assert.ok(reply.status < 500 || reply.status === 501, `${reply.status} ${JSON.stringify(reply.data).slice(0, 300)}`);
    if (reply.status >= 400) assert.match((reply.data as { error: { code: string } }).error.code, /^\w+$/);
  };
  afterEach(() => {
    assert.deepEqual(under.logger.entries.filter((entry) => entry.level === 'error'), []);
    checkInvariants(under.folder);
  });

  it('Atom', () => fc.assert(fc.asyncProperty(mutated(ATOM, ['<', '>', '&', '&amp;', '&#0;', '&x;', ']]>', '<![CDATA[', '<!DOCTYPE a [<!ENTITY x "y">]>', '<!--', '"', '<d:Name>', '</d:Name>', 'xmlns:d="', '<m:properties>', ' m:null="true"', '\0']), async (data) => {
    fine(await send('POST', 'Variables', 'application/atom+xml', data));
  }), { numRuns: RUNS }));

  it('JSON', () => fc.assert(fc.asyncProperty(fc.oneof(mutated('{"__metadata":{"type":"Orchestrator.ResourceModel.DailySchedule"},"Name":"x","StartTime":"2030-01-01T00:00:00","DayInterval":1,"Runbooks":[{"__metadata":{"uri":"x"}}]}', ['{', '}', '[', ']', '"', ':', ',', 'null', 'true', '1e999', '-', '\\u0000', '"__proto__":{}', '"constructor":1']), fc.json({ maxDepth: 6 }).map((text) => Buffer.from(text))), fc.constantFrom('Schedules', 'Variables', 'Connections', 'Certificates', 'ConnectionFields'), async (data, set) => {
    fine(await send('POST', set, 'application/json', data));
  }), { numRuns: RUNS }));

  it('multipart', () => fc.assert(fc.asyncProperty(mutated('--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-Type: application/http\r\nContent-ID: 1\r\n\r\nPOST Variables HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{"Name":"x"}\r\n--c--\r\n--b--\r\n', ['--b', '--c', '--', '\r\n', '\n', 'GET ', 'Content-Length: -1', '$1', 'HTTP/1.1', ': ', 'multipart/mixed', 'boundary=b']), async (data) => {
    const reply = await send('POST', '$batch', 'multipart/mixed; boundary=b', data);
    assert.ok(!/HTTP\/1\.1 5/.test(String(reply.data)), String(reply.data));
    if (reply.status !== 202) fine(reply);
  }), { numRuns: RUNS }));

  it('script bytes', () => fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)), mutated("workflow Fuzzed {\n param([string]$A = 'x', [int[]]$B)\n parallel { \"$A $(1 + 2)\" }\n @{ a = 1 }\n}\n", ['{', '}', '(', ')', '"', "'", '@"\n', '\n"@', '$', '$(', '`', '#', '<#', '[', ']', 'workflow ', 'class A {', 'switch ', '\0', '\uFEFF', '\uD800'])), async (data) => {
    fine(await send('PUT', `RunbookVersions(guid'${version}')/$value`, 'application/octet-stream', data));
  }), { numRuns: RUNS }));

  it('zips', () => {
    const whole = greetings();
    return fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 5 }), async (changes) => {
      const data = Buffer.from(whole);
      for (const [at, value] of changes) data[at] = value;
      fine(await send('POST', 'Modules', 'application/octet-stream', data));
    }), { numRuns: 100 });
  });

  it('headers', () => fc.assert(fc.asyncProperty(fc.dictionary(fc.constantFrom('Accept', 'DataServiceVersion', 'MaxDataServiceVersion', 'Prefer', 'If-Match', 'If-None-Match', 'X-HTTP-Method', 'Content-Encoding', 'Accept-Encoding', 'Slug'), fc.string({ unit: fc.constantFrom('a', '1', '.', '0', '"', '*', '/', ';', '=', ',', ' ', '%', 'W', 'q'), maxLength: 20 })), async (headers) => {
    fine({ ...(await send('POST', 'Variables', 'application/json', Buffer.from('{"Name":"h"}'), { ...headers, Accept: 'application/json' })) });
    const reply = await under.http.get('Variables', { headers, decompress: false });
    assert.ok(reply.status < 500, String(reply.status));
  }), { numRuns: RUNS }));
});
