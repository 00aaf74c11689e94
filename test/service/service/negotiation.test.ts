import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import type { AxiosResponse } from 'axios';
import { body, errorOf, importRunbook, publishNew } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const VARY = 'Accept, Accept-Encoding, DataServiceVersion, MaxDataServiceVersion';

describe('what travels around the payload', () => {
  let under: UnderTest;
  before(async () => { under = await serve(); });
  after(() => under[Symbol.asyncDispose]());
  const ask = (method: string, url: string, headers: Readonly<Record<string, string>> = {}, data?: unknown): Promise<AxiosResponse> =>
    under.http.request({ method, url, headers, ...(data === undefined ? {} : { data }) });
  const make = async (name: string, headers: Readonly<Record<string, string>> = {}): Promise<AxiosResponse> => ask('POST', 'Variables', { 'Content-Type': 'application/json', ...headers }, { Name: name, Value: '1' });

  it('JSON light in its three forms, read and written; a client of version 2 is told that it cannot have it', async () => {
    const light = { Accept: 'application/json;odata=minimalmetadata' };
    const made = await make('light', light);
    assert.equal(made.status, 201);
    assert.equal(made.headers['content-type'], 'application/json;odata=minimalmetadata;charset=utf-8');
    const entity = made.data as Record<string, unknown>;
    assert.equal(entity['odata.metadata'], `${under.service.url}$metadata#Variables/@Element`);
    const url = `Variables(guid'${String(entity['VariableID'])}')`;
    assert.equal((await ask('PATCH', url, { 'Content-Type': 'application/json;odata=light' }, { 'odata.type': 'Orchestrator.ResourceModel.Variable', 'Name@odata.type': 'Edm.String', Description: 'd' })).status, 204);
    const plain = await ask('GET', `${url}?$select=Description`, { Accept: 'application/json;odata=nometadata' });
    assert.deepEqual(plain.data, { Description: 'd' });
    const full = await ask('GET', "Variables?$filter=Name eq 'light'&$inlinecount=allpages", { Accept: 'application/json;odata=fullmetadata' });
    const found = full.data as { 'odata.count': string; value: readonly Record<string, unknown>[] };
    assert.deepEqual([found['odata.count'], found.value[0]?.['odata.type'], found.value[0]?.['odata.editLink']], ['1', 'Orchestrator.ResourceModel.Variable', url]);
    const counted = await ask('GET', 'Variables/$count');
    assert.deepEqual([counted.status, counted.headers['dataserviceversion'], (await ask('GET', 'Variables/$count', { MaxDataServiceVersion: '1.0' })).status], [200, '2.0;', 400]);
    for (const [method, address] of [['GET', 'Variables'], ['GET', url], ['GET', `${url}/Name`], ['GET', ''], ['POST', 'Variables']] as const) {
      for (const form of ['minimalmetadata', 'fullmetadata', 'nometadata', 'light']) for (const version of ['1.0', '2.0;NetFx']) {
        const refused = await ask(method, address, { Accept: `application/json;odata=${form}`, 'Content-Type': 'application/json', MaxDataServiceVersion: version }, method === 'POST' ? { Name: 'never', Value: '1' } : undefined);
        // No format that there is in that version (WCF: "Unsupported media type requested."), told in a form that there is.
        assert.deepEqual([refused.status, errorOf(refused).code, refused.headers['content-type']], [415, 'NotAcceptable', 'application/json;odata=verbose;charset=utf-8'], `${method} ${address} ${form} ${version}`);
      }
    }
    // What else it takes is asked, by name or by a wildcard.
    for (const [rest, type] of [['application/atom+xml;q=0.1', 'application/atom+xml;type=feed;charset=utf-8'], ['application/json;q=0.5', 'application/json;odata=verbose;charset=utf-8'], ['*/*;q=0.1', 'application/atom+xml;type=feed;charset=utf-8']] as const) {
      const other = await ask('GET', 'Variables', { Accept: `application/json;odata=minimalmetadata,${rest}`, MaxDataServiceVersion: '2.0' });
      assert.deepEqual([other.status, other.headers['content-type']], [200, type], rest);
    }
    // The version of the request itself does not limit its reply.
    const written = await ask('GET', 'Variables', { ...light, DataServiceVersion: '1.0' });
    assert.deepEqual([written.status, written.headers['dataserviceversion']], [200, '3.0;']);
    // A body is read in the version that the request says.
    for (const versions of [{ DataServiceVersion: '1.0' }, { DataServiceVersion: '2.0;NetFx' }, { MaxDataServiceVersion: '2.0' }]) {
      const unread = await ask('MERGE', url, { 'Content-Type': 'application/json;odata=minimalmetadata', ...versions }, { Description: 'e' });
      assert.deepEqual([unread.status, errorOf(unread).code], [415, 'UnsupportedMediaType'], JSON.stringify(versions));
    }
    assert.equal((await ask('MERGE', url, { 'Content-Type': 'application/json;odata=minimalmetadata', DataServiceVersion: '3.0', MaxDataServiceVersion: '2.0' }, { Description: 'd' })).status, 204);
    assert.deepEqual((await ask('GET', `${url}?$select=Description`, { Accept: 'application/json;odata=nometadata' })).data, { Description: 'd' });
    const missing = await ask('GET', "Variables(guid'00000000-0000-0000-0000-000000000001')", light);
    assert.deepEqual([missing.status, (missing.data as { 'odata.error': { code: string } })['odata.error'].code], [404, 'NotFound']);
  });

  it('Prefer: an update that answers with the entity, a creation that answers with its address only', async () => {
    const made = await make('preferred', { Prefer: 'return-no-content' });
    assert.deepEqual([made.status, made.data, made.headers['preference-applied'], made.headers['location']], [204, '', 'return-no-content', made.headers['dataserviceid']]);
    const url = String(made.headers['location']);
    const merged = await ask('MERGE', url, { Prefer: 'return-content', 'Content-Type': 'application/json' }, { Description: 'x' });
    assert.deepEqual([merged.status, merged.headers['preference-applied'], merged.headers['dataserviceversion'], body(merged)['Description']], [200, 'return-content', '3.0;', 'x']);
    const old = await ask('MERGE', url, { Prefer: 'return-content', MaxDataServiceVersion: '2.0', 'Content-Type': 'application/json' }, { Description: 'y' });
    assert.deepEqual([old.status, old.headers['preference-applied']], [204, undefined]);
  });

  it('Prefer: followed in requests of version 3.0 alone, for what is made, changed, and single properties', async () => {
    const url = `Variables(guid'${String(body(await make('preferring'))['VariableID'])}')`, json = { 'Content-Type': 'application/json' }, text = { 'Content-Type': 'text/plain' };
    const said = async (method: string, at: string, headers: Readonly<Record<string, string>>, data: unknown): Promise<readonly unknown[]> => {
      const { status, headers: given, data: answered } = await ask(method, at, headers, data);
      return [status, given['preference-applied'], given['dataserviceversion'], answered];
    };
    const content = { DataServiceVersion: '3.0', Prefer: 'return-content' }, nothing = { DataServiceVersion: '3.0;NetFx', Prefer: 'return-no-content' };
    for (const method of ['PUT', 'MERGE', 'PATCH']) {
      assert.deepEqual(await said(method, `${url}/Description`, { ...json, ...content }, { Description: method }), [200, 'return-content', '3.0;', { d: { Description: method } }]);
      assert.deepEqual(await said(method, `${url}/Description/$value`, { ...text, ...content }, `raw ${method}`), [200, 'return-content', '3.0;', `raw ${method}`]);
      assert.deepEqual(await said(method, `${url}/Description`, { ...json, ...nothing }, { Description: 'n' }), [204, 'return-no-content', '3.0;', '']);
      assert.deepEqual(await said(method, `${url}/Description/$value`, { ...text, ...nothing }, 'r'), [204, 'return-no-content', '3.0;', '']);
      assert.deepEqual(await said(method, url, { ...json, ...nothing }, { Description: 'e' }), [204, 'return-no-content', '3.0;', '']);
    }
    for (const version of ['1.0;NetFx', '2.0']) for (const Prefer of ['return-content', 'return-no-content']) {
      const headers = { ...json, DataServiceVersion: version, MaxDataServiceVersion: '3.0;NetFx', Prefer };
      for (const at of [url, `${url}/Description`]) assert.deepEqual(await said('MERGE', at, headers, { Description: version }), [204, undefined, '1.0;', '']);
      const made = await ask('POST', 'Variables', headers, { Name: `of ${version.slice(0, 1)} ${Prefer}`, Value: '1' });
      assert.deepEqual([made.status, made.headers['preference-applied'], body(made)['Value']], [201, undefined, '1']);
    }
    // A secret is told to nobody; and who cannot take version 3.0 is told so before anything is changed.
    const secret = `Credentials(guid'${String(body(await ask('POST', 'Credentials', json, { Name: 'c', UserName: 'u', RawValue: 'first' }))['CredentialID'])}')/RawValue`;
    assert.deepEqual(await said('PUT', `${secret}/$value`, { ...text, ...content }, 'hidden').then(([status, , , answered]) => [status, answered]), [204, '']);
    assert.deepEqual(await said('PUT', secret, { ...json, ...content }, { RawValue: 'hidden' }), [200, 'return-content', '3.0;', { d: { RawValue: null } }]);
    assert.deepEqual((await said('PUT', `${url}/Description`, { ...json, ...content, MaxDataServiceVersion: '2.0' }, { Description: 'never' }))[0], 400);
    assert.equal(body(await ask('GET', url))['Description'], '2.0');
  });

  it('ETags: a header of what has a time of change, 304 for what is known, 412 for what somebody else changed', async () => {
    const made = body(await make('tagged'));
    const url = `Variables(guid'${String(made['VariableID'])}')`;
    const first = await ask('GET', url);
    const etag = String(first.headers['etag']);
    assert.match(etag, /^W\/"\d{18}-[\w-]{16}"$/);
    assert.ok(!JSON.stringify(first.data).includes('etag'), 'no payload of SMA carries an entity tag');
    assert.equal((await ask('GET', url, { 'If-None-Match': `"other", ${etag}` })).status, 304);
    assert.equal((await ask('MERGE', url, { 'If-Match': etag, 'Content-Type': 'application/json' }, { Value: '2' })).status, 204);
    const late = await ask('MERGE', url, { 'If-Match': etag, 'Content-Type': 'application/json' }, { Value: '3' });
    assert.deepEqual([late.status, errorOf(late).code], [412, 'EtagMismatch']);
    assert.equal((await ask('DELETE', url, { 'If-Match': etag })).status, 412);
    assert.equal(body(await ask('GET', url))['Value'], '2');
    assert.equal((await ask('DELETE', url, { 'If-Match': '*' })).status, 204);
    const { version } = await importRunbook(under.http, 'workflow Tagged { }');
    const media = await ask('GET', `RunbookVersions(guid'${version}')/$value`);
    assert.equal((await ask('GET', `RunbookVersions(guid'${version}')/$value`, { 'If-None-Match': String(media.headers['etag']) })).status, 304);
  });

  it('conditions: what cannot be looked at is refused, and changes nothing', async () => {
    const url = `Variables(guid'${String(body(await make('conditional'))['VariableID'])}')`, json = { 'Content-Type': 'application/json' };
    const etag = String((await ask('GET', url)).headers['etag']);
    assert.deepEqual([(await ask('GET', url, { 'If-Match': etag })).status, (await ask('GET', url, { 'If-Match': 'W/"1"' })).status], [200, 412]);
    for (const [method, at, headers, named] of [
      ['MERGE', url, { 'If-None-Match': '*' }, /^If-None-Match cannot be given with MERGE, .*If-Match/], ['PATCH', url, { 'If-None-Match': '"other"' }, /If-None-Match .* PATCH/],
      ['PUT', `${url}/Description`, { 'If-None-Match': '*' }, /If-None-Match .* PUT/], ['DELETE', url, { 'If-None-Match': '*' }, /If-None-Match .* DELETE/],
      ['POST', 'Variables', { 'If-None-Match': '*' }, /^If-None-Match cannot be given with POST/], ['POST', 'Variables', { 'If-Match': '*' }, /^If-Match cannot be given with POST/],
      ['GET', url, { 'If-Match': etag, 'If-None-Match': '"other"' }, /^If-Match and If-None-Match cannot be given in one request/], ['MERGE', url, { 'If-Match': etag, 'If-None-Match': '"other"' }, /in one request/],
    ] as const) {
      const refused = await ask(method, at, { ...json, ...headers }, method === 'GET' || method === 'DELETE' ? undefined : { Name: 'never', Value: '7', Description: 'never' });
      assert.deepEqual([refused.status, errorOf(refused).code], [400, 'ConditionNotAllowed'], `${method} ${JSON.stringify(headers)}`);
      assert.match(errorOf(refused).message, named);
    }
    const after = await ask('GET', url);
    assert.deepEqual([after.headers['etag'], body(after)['Value'], (await ask('GET', "Variables/$count?$filter=Name eq 'never'")).data], [etag, '1', 0]);
    // Streams: there is always one, and whoever wants to put the first comes too late.
    const { version } = await importRunbook(under.http, 'workflow Conditional { "first" }');
    const stream = `RunbookVersions(guid'${version}')/$value`, media = String((await ask('GET', stream)).headers['etag']);
    const put = async (headers: Readonly<Record<string, string>>): Promise<number> => (await ask('PUT', stream, { 'Content-Type': 'application/octet-stream', ...headers }, 'workflow Conditional { "second" }')).status;
    assert.deepEqual([await put({ 'If-None-Match': '*' }), await put({ 'If-None-Match': media }), await put({ 'If-Match': '"1"' })], [412, 412, 412]);
    assert.equal((await ask('GET', stream)).data, 'workflow Conditional { "first" }');
    assert.deepEqual([await put({ 'If-None-Match': '"other"' }), await put({ 'If-Match': '*' })], [204, 204]);
    // Whoever writes learns the tag of what was written: without it a client's next write would not be guarded.
    const written = await ask('PUT', stream, { 'Content-Type': 'application/octet-stream' }, 'workflow Conditional { "third" }');
    assert.deepEqual([written.status, written.headers['etag']], [204, (await ask('GET', stream)).headers['etag']]);
  });

  it('any and all are of version 3.0: a request of an older one is refused', async () => {
    const url = "Runbooks?$filter=Schedules/any(s: s/Name eq 'x') or not (RunbookName eq 'y')", counted = "Runbooks/$count?$filter=not Schedules/all(s: s/Name ne 'x')";
    for (const one of [url, counted, 'Runbooks?$filter=Schedules/any()']) {
      for (const headers of [{ MaxDataServiceVersion: '2.0' }, { DataServiceVersion: '2.0;NetFx', MaxDataServiceVersion: '3.0;NetFx' }, { DataServiceVersion: '1.0' }]) {
        const refused = await ask('GET', one, headers);
        assert.deepEqual([refused.status, errorOf(refused).code], [400, 'RequestVersionTooLow'], JSON.stringify(headers));
        assert.match(errorOf(refused).message, /^Request version '[12]\.0' is too low for the request\. The lowest supported version is '3\.0'/);
      }
      for (const headers of [{}, { MaxDataServiceVersion: '3.0' }, { DataServiceVersion: '3.0', MaxDataServiceVersion: '2.0' }]) assert.equal((await ask('GET', one, headers)).status, 200, JSON.stringify(headers));
    }
    assert.equal((await ask('GET', "Runbooks?$filter=RunbookName eq 'y'", { DataServiceVersion: '1.0' })).status, 200);
  });

  it('HEAD without a body, OPTIONS and 405 with what is allowed', async () => {
    const [get, head] = [await ask('GET', 'Variables'), await ask('HEAD', 'Variables')];
    assert.deepEqual([head.status, head.data, head.headers['content-length']], [200, '', get.headers['content-length']]);
    // Packed too: the fields are those of GET (RFC 9110, 8.6).
    for (const coding of ['gzip', 'x-gzip', 'deflate', 'identity']) for (const url of ['$metadata', 'Variables', 'Activities']) {
      const [packed, told] = await Promise.all(['GET', 'HEAD'].map((method) => under.http.request({ method, url, headers: { 'Accept-Encoding': coding }, decompress: false, responseType: 'arraybuffer' })));
      const fields = ({ headers }: AxiosResponse): unknown => [headers['content-length'], headers['content-encoding'], headers['transfer-encoding']];
      assert.deepEqual(fields(told!), fields(packed!), `${coding} ${url}`);
      if (url === '$metadata') assert.equal(told!.headers['content-encoding'], coding === 'identity' ? undefined : coding.replace('x-', ''));
    }
    const allowed: readonly (readonly [string, string])[] = [
      ['', 'GET, HEAD, OPTIONS'], ['Jobs', 'GET, HEAD, OPTIONS'], ['Variables', 'GET, HEAD, POST, OPTIONS'], ['Variables/$count', 'GET, HEAD, OPTIONS'],
      ["Variables(guid'00000000-0000-0000-0000-000000000001')", 'GET, HEAD, PUT, MERGE, PATCH, DELETE, OPTIONS'],
      ["Runbooks(guid'00000000-0000-0000-0000-000000000001')/Start", 'POST, OPTIONS'], ['$batch', 'POST, OPTIONS'],
      ["RunbookVersions(guid'00000000-0000-0000-0000-000000000001')/$value", 'GET, HEAD, PUT, OPTIONS'],
      ["Runbooks(guid'00000000-0000-0000-0000-000000000001')/$links/Schedules", 'GET, HEAD, POST, OPTIONS'],
      ["Runbooks(guid'00000000-0000-0000-0000-000000000001')/RunbookName", 'GET, HEAD, OPTIONS'],
      ["AdminConfigurations('x')/Value", 'GET, HEAD, PUT, MERGE, PATCH, DELETE, OPTIONS'], ["JobStreams/GetStreamItems?jobId='x'&streamType='Any'", 'GET, HEAD, OPTIONS'],
    ];
    for (const [url, allow] of allowed) {
      const options = await ask('OPTIONS', url);
      assert.deepEqual([options.status, options.headers['allow'], options.headers['content-length']], [200, allow, '0'], url);
      const refused = await ask('PROPFIND', url);
      assert.deepEqual([refused.status, refused.headers['allow'], errorOf(refused).code], [405, allow, 'MethodNotAllowed'], url);
    }
  });

  it('changes nothing when the client could not take the answer', async () => {
    const { runbook } = await publishNew(under.http, 'workflow Unanswered { }');
    const url = `Runbooks(guid'${runbook}')/Start`;
    assert.equal((await ask('POST', url, { Accept: 'image/png' })).status, 415);
    assert.equal((await ask('POST', url, { MaxDataServiceVersion: '2.0' })).status, 400);
    assert.equal((await make('unanswered', { Accept: 'text/html' })).status, 415);
    assert.equal((await ask('GET', `Jobs/$count?$filter=JobContext/RunbookVersion/RunbookID eq guid'${runbook}'`)).data, 0);
    assert.equal((await ask('GET', "Variables/$count?$filter=Name eq 'unanswered'")).data, 0);
  });

  it('one property: read, put in both formats and as text, set to null', async () => {
    const made = body(await make('single'));
    const url = `Variables(guid'${String(made['VariableID'])}')/Description`;
    assert.equal((await ask('PUT', url, { 'Content-Type': 'application/json' }, { Description: 'json' })).status, 204);
    assert.equal(body(await ask('GET', url))['Description'], 'json');
    const xml = '<d:Description xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices">xml</d:Description>';
    assert.equal((await ask('PUT', url, { 'Content-Type': 'application/xml' }, xml)).status, 204);
    assert.equal((await ask('GET', `${url}/$value`)).data, 'xml');
    assert.equal((await ask('PUT', `${url}/$value`, { 'Content-Type': 'text/plain' }, 'plain text')).status, 204);
    assert.equal((await ask('GET', `${url}/$value`)).data, 'plain text');
    assert.equal((await ask('DELETE', `${url}/$value`)).status, 204);
    assert.equal(body(await ask('GET', url))['Description'], null);
    assert.equal((await ask('GET', `${url}/$value`)).status, 404);
    assert.equal(errorOf(await ask('PUT', url, { 'Content-Type': 'application/xml' }, xml.replaceAll('Description', 'Other'))).code, 'BodySyntax');
    assert.equal(errorOf(await ask('DELETE', url.replace('Description', 'Name'))).code, 'PropertyRequired');
  });

  it('every answer says what it depends on beside its address: packed or not, whole or none', async () => {
    const url = `Variables(guid'${String(body(await make('varying'))['VariableID'])}')`;
    const first = await ask('GET', url, { 'Accept-Encoding': 'identity' }), known = await ask('GET', url, { 'If-None-Match': String(first.headers['etag']) });
    assert.deepEqual([first.status, first.headers['vary'], known.status, known.headers['vary']], [200, VARY, 304, VARY]);
    for (const [method, address] of [['GET', 'Variables'], ['HEAD', url], ['GET', '$metadata'], ['GET', 'Variables/$count']] as const) assert.equal((await ask(method, address, { 'Accept-Encoding': 'identity' })).headers['vary'], VARY, `${method} ${address}`);
  });

  it('answers are UTF-8 and say so, whatever charset is asked for', async () => {
    const made = await make('gr\u00F6\u00DFe');
    for (const accept of ['application/json', 'application/atom+xml']) {
      const reply = await ask('GET', `Variables(guid'${String(body(made)['VariableID'])}')`, { Accept: accept, 'Accept-Charset': 'utf-16, iso-8859-1;q=0.5, *;q=0' });
      assert.deepEqual([reply.status, /charset=([\w-]+)/.exec(String(reply.headers['content-type']))?.[1]], [200, 'utf-8']);
      assert.ok((typeof reply.data === 'string' ? reply.data : JSON.stringify(reply.data)).includes('gr\u00F6\u00DFe'));
    }
  });

  it('gzip and deflate, out and in', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await ask('POST', 'Variables', { 'Content-Type': 'application/json' }, { Name: `packed-${name}`, Value: JSON.stringify(name.repeat(900)) });
    const raw = (coding: string): Promise<AxiosResponse<ArrayBuffer>> => under.http.get('Variables', { headers: { 'Accept-Encoding': coding }, decompress: false, responseType: 'arraybuffer' });
    const plain = Buffer.from((await raw('identity')).data).toString();
    for (const [coding, open] of [['gzip', gunzipSync], ['deflate', inflateSync], ['br;q=1, gzip;q=0.5', gunzipSync], ['*', gunzipSync]] as const) {
      const reply = await raw(coding);
      assert.equal(reply.headers['vary'], VARY, coding);
      assert.equal(open(Buffer.from(reply.data)).toString(), plain, coding);
      assert.ok(reply.data.byteLength < plain.length / 2);
    }
    for (const coding of ['gzip;q=0', 'br', 'identity, gzip;q=0.5']) assert.equal((await raw(coding)).headers['content-encoding'], undefined, coding);
    // .NET's DeflateStream writes no head.
    for (const [index, [coding, pack]] of ([['gzip', gzipSync], ['deflate', deflateSync], ['Deflate', deflateRawSync], ['DEFLATE', (text: string) => deflateRawSync(text, { level: 0 })]] as const).entries()) {
      const sent = await ask('POST', 'Variables', { 'Content-Type': 'application/json', 'Content-Encoding': coding }, pack(JSON.stringify({ Name: `sent-${index}` })));
      assert.equal(sent.status, 201, JSON.stringify(sent.data));
    }
  });

  it('refuses a body that is packed badly, in another way, or into a bomb', async () => {
    const send = (coding: string, data: Buffer): Promise<AxiosResponse> => ask('POST', 'Variables', { 'Content-Type': 'application/json', 'Content-Encoding': coding }, data);
    for (const data of [randomBytes(100), gzipSync('{"Name":"x"}').subarray(0, 15), Buffer.alloc(0)]) {
      const bad = await send('gzip', data);
      assert.deepEqual([bad.status, errorOf(bad).code], [400, 'BodySyntax']);
    }
    for (const data of [deflateRawSync('{"Name":"x"}').subarray(0, 5), deflateSync('{"Name":"x"}').subarray(0, 6), Buffer.alloc(0), Buffer.alloc(50, 0xff)]) {
      const bad = await send('deflate', data);
      assert.deepEqual([bad.status, errorOf(bad).code], [400, 'BodySyntax'], data.toString('hex'));
    }
    const other = await send('br', Buffer.from('x'));
    assert.deepEqual([other.status, errorOf(other).code], [415, 'UnsupportedMediaType']);
    // Both packed before: that keeps this process, with the service in it, from reading.
    const large = Buffer.alloc(200 * 1024 * 1024), bombs = [gzipSync(large), deflateRawSync(large, { level: 1 })] as const;
    const bomb = await send('gzip', bombs[0]);
    assert.deepEqual([bomb.status, errorOf(bomb).code], [413, 'BodyTooLarge']);
    const bare = await send('deflate', bombs[1]);
    assert.deepEqual([bare.status, errorOf(bare).code], [413, 'BodyTooLarge']);
    assert.ok(process.memoryUsage().arrayBuffers < 500 * 1024 * 1024);
  });
});
