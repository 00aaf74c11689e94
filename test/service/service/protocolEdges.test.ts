/** Corners of HTTP and of the formats that few clients come to. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { AxiosResponse } from 'axios';
import { errorOf, importRunbook, publishNew, rows } from '../support/conversation.ts';
import { serve, USER, type UnderTest } from '../support/serviceUnderTest.ts';

const LIGHT = (form: string): object => ({ headers: { Accept: `application/json;odata=${form}`, MaxDataServiceVersion: '3.0' } });
const ENTRY = (value: string): string => `<entry xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><content type="application/xml">\n<m:properties><d:Name>Odd</d:Name><d:Value>${value}</d:Value></m:properties></content></entry>`;

describe('corners of the protocol', () => {
  let under: UnderTest;
  before(async () => { under = await serve({ transport: { kind: 'http' } }); });
  after(() => under[Symbol.asyncDispose]());

  /** What comes back for bytes, until the connection ends. */
  const raw = (text: string): Promise<string> => new Promise((resolve, reject) => {
    const socket = connect(under.service.port, '127.0.0.1', () => socket.write(text));
    let got = '';
    socket.on('data', (part: Buffer) => { got += part.toString(); }).on('end', () => { socket.end(); resolve(got); }).on('error', reject);
  });
  const withType = (data: string, type: string): Promise<AxiosResponse> => under.http.post('Variables', data, { headers: { 'Content-Type': type } });

  it('JSON light tells with each entity which actions it has that are not always there', async () => {
    const { runbook } = await importRunbook(under.http, 'workflow Light-Actions { }');
    const own = '#OrchestratorApi.';
    const actionsOf = (entity: object): readonly string[] => Object.keys(entity).filter((key) => key.startsWith('#')).map((key) => key.slice(key.indexOf('.') + 1));
    const minimal = (await under.http.get(`Runbooks(guid'${runbook}')`, LIGHT('minimalmetadata'))).data as Record<string, unknown>;
    assert.deepEqual(actionsOf(minimal), ['Publish', 'Edit']);
    assert.deepEqual(Object.entries(minimal).filter(([key]) => key.startsWith(own)).map(([key, value]) => [key, value]), [[`${own}Publish`, {}], [`${own}Edit`, {}]]);
    assert.deepEqual(actionsOf((await under.http.get('Runbooks', LIGHT('minimalmetadata'))).data.value[0] as object), ['Publish', 'Edit']);
    assert.deepEqual(actionsOf((await under.http.get(`Runbooks(guid'${runbook}')?$select=RunbookName`, LIGHT('minimalmetadata'))).data as object), []);
    assert.deepEqual(actionsOf((await under.http.get(`Runbooks(guid'${runbook}')`, LIGHT('nometadata'))).data as object), []);
    assert.deepEqual(actionsOf((await under.http.get(`Runbooks(guid'${runbook}')`, LIGHT('fullmetadata'))).data as object), ['Start', 'StartOnSchedule', 'GetStatistics', 'Publish', 'Edit', 'Test']);
  });

  it('a target that names a host counts, and not the header beside it', async () => {
    const head = `Authorization: Basic ${Buffer.from(`${USER.name}:${USER.password}`).toString('base64')}\r\nAccept: application/json;odata=verbose\r\nConnection: close\r\n`;
    const ask = (target: string): Promise<string> => raw(`GET ${target} HTTP/1.1\r\nHost: x:1\r\n${head}\r\n`);
    const path = `${new URL(under.service.url).pathname}Deployment`;
    assert.match(await ask(`http://other:77${path}`), /"uri":"http:\/\/other:77\/0000/);
    assert.match(await ask(path), /"uri":"http:\/\/x:1\/0000/);
    assert.match(await ask(`http://other:65535${path}`), /"uri":"http:\/\/other:65535\/0000/);
    for (const odd of ['http://user@other', 'ftp://other', 'gopher://other:70', 'http://other:99999', 'http://other:65536', 'http://']) assert.match(await ask(odd + path), /^HTTP\/1\.1 400 [^]*RequestSyntax/, odd);
    assert.match(await raw(`GET ${path} HTTP/1.1\r\nHost: x:65536\r\n${head}\r\n`), /^HTTP\/1\.1 400 [^]*"RequestSyntax"/);
  });

  it('GUIDs in every form of .NET, and values that come as texts, are taken', async () => {
    const { runbook } = await importRunbook(under.http, 'workflow Forms-Of-Guids { }');
    const forms = [runbook.replaceAll('-', ''), `{${runbook}}`, `(${runbook.toUpperCase()})`];
    for (const form of forms) {
      assert.equal((await under.http.get(`Runbooks(guid'${form}')`)).data.d.RunbookID, runbook, form);
      assert.deepEqual(rows(await under.http.get(`Runbooks?$filter=RunbookID eq guid'${form}'`)).map((row) => row['RunbookID']), [runbook], form);
      assert.equal((await under.http.put(`Runbooks(guid'${runbook}')`, { RunbookName: 'Forms-Of-Guids', RunbookID: form, LogDebug: 'True' })).status, 204, form);
    }
    assert.equal((await under.http.get(`Runbooks(guid'${runbook}')`)).data.d.LogDebug, true);
    assert.equal((await under.http.get("Runbooks(guid'{0}')")).status, 400);
    const daily = { __metadata: { type: 'Orchestrator.ResourceModel.DailySchedule' }, Name: 'Of texts', StartTime: '1/31/2100 8:00:00 AM', DayInterval: '2', IsEnabled: 'true' };
    const made = await under.http.post('Schedules', daily);
    assert.deepEqual([made.status, made.data.d?.StartTime, made.data.d?.DayInterval, made.data.d?.IsEnabled], [201, '/Date(4105065600000)/', 2, true], JSON.stringify(made.data));
    assert.equal((await under.http.delete(`Schedules(guid'{${String(made.data.d.ScheduleID)}}')`)).status, 204);
  });

  it('a document that is too large is refused with the limit of documents, however large it is', async () => {
    const { runbook } = await publishNew(under.http, 'workflow Of-Large-Bodies { }');
    for (const megabytes of [9, 40]) for (const path of ['Variables', `Runbooks(guid'${runbook}')/Start`]) {
      const reply = await under.http.post(path, Buffer.alloc(megabytes * 1024 * 1024, 32), { headers: { 'Content-Type': 'application/json' }, maxBodyLength: Number.POSITIVE_INFINITY });
      assert.deepEqual([reply.status, errorOf(reply).code, /\d{6,}/.exec(errorOf(reply).message)?.[0]], [413, 'BodyTooLarge', '8388608'], `${path} ${megabytes}`);
    }
  });

  it('bodies and filters as Microsoft\'s own readers take them', async () => {
    const { runbook } = await publishNew(under.http, 'workflow Of-Single-Quotes { }');
    assert.equal((await under.http.post(`Runbooks(guid'${runbook}')/Start`, Buffer.from("{'parameters':null}"), { headers: { 'Content-Type': 'application/json;odata=verbose' } })).status, 200);
    assert.equal((await under.http.post('Variables', Buffer.from("{Name:'single \"quotes\"',\n'Value':'it\\'s'}"), { headers: { 'Content-Type': 'application/json' } })).data.d.Value, "it's");
    const chain = (terms: number, operator: (at: number) => string): string => Array.from({ length: terms }, (_, at) => `(Name eq 'none${at}')`).reduce((sum, term, at) => `(${sum} ${operator(at)} ${term})`, "(Name eq 'single \"quotes\"')");
    for (const filter of [chain(200, () => 'or'), chain(200, (at) => (at % 2 === 0 ? 'and' : 'or')).replaceAll(' and (Name eq', ' and (Name ne')]) {
      const found = await under.http.get(`Variables?$filter=${encodeURIComponent(filter)}`);
      assert.deepEqual([found.status, rows(found).filter((row) => row['Value'] === "it's").length], [200, 1], JSON.stringify(found.data).slice(0, 300));
    }
    // As deep as the number of operands lets them be: none is too deep for the database.
    for (const [step, most] of [['eq true', 320], ['or IsEncrypted', 320], ['ne IsEncrypted', 320], ['eq true) or (IsEncrypted', 190], ["and startswith(Name,'x')) eq (IsEncrypted", 120], ['eq null', 320], ['eq (null eq null)) and (not IsEncrypted', 100]] as const) {
      const reply = await under.http.get(`Variables/$count?$filter=${encodeURIComponent(`${'('.repeat(most)}IsEncrypted${` ${step})`.repeat(most)}`)}`);
      assert.equal(reply.status, 200, `${step} ${JSON.stringify(reply.data).slice(0, 200)}`);
    }
    assert.equal((await under.http.delete(`Variables(guid'${String(rows(await under.http.get('Variables?$filter=Value eq \'it\'\'s\''))[0]?.['VariableID'])}')`)).status, 204);
  });

  it('a transfer coding other than chunked is refused, and the connection ends', async () => {
    const text = '{"Name":"sent in pieces"}';
    const post = (coding: string, more = ''): Promise<string> => raw(`POST ${new URL(under.service.url).pathname}Variables HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${Buffer.from(`${USER.name}:${USER.password}`).toString('base64')}\r\nContent-Type: application/json\r\nTransfer-Encoding: ${coding}\r\n${more}\r\n${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`);
    for (const coding of ['gzip', 'identity', 'chunked, gzip', 'chunked, chunked', 'chunked;q=1', 'xchunked', '"chunked"', 'deflate\r\nTransfer-Encoding: chunked']) assert.match(await post(coding), /^HTTP\/1\.1 501 Not Implemented\r\n[^]*Connection: close[^]*<m:code>TransferEncoding<\/m:code>/, coding);
    for (const coding of ['', 'chunked\r\nContent-Length: 3', 'gzip\r\nContent-Length: 3']) assert.match(await post(coding), /^HTTP\/1\.1 400 [^]*<m:code>RequestSyntax<\/m:code>/, coding);
    assert.match(await post('gzip, chunked'), /^HTTP\/1\.1 501 [^]*Connection: close[^]*<m:code>TransferEncoding<\/m:code>/);
    assert.match(await post('Chunked', 'Connection: close\r\n'), /^HTTP\/1\.1 201 /);
  });

  it('NaN is other than everything, itself included; null counts as null in arithmetic', async () => {
    const count = async (filter: string): Promise<string> => String((await under.http.get(`AdminConfigurations/$count?$filter=${encodeURIComponent(filter)}`, { responseType: 'text' })).data);
    const all = await count('true');
    assert.ok(Number(all) > 3);
    for (const filter of ['NaN ne NaN', 'not (NaN eq NaN)', 'NaN ne 1', 'INF sub INF ne INF', 'length(Name) add NaN ne 1', 'null add 1 eq null', '-null eq null', 'not (NaN lt 1)', 'NaN ne null', 'length(Name) mul null eq null', "cast(NaN,'Edm.Single') ne cast(NaN,'Edm.Single')", "cast(NaN,'Edm.String') eq 'NaN'", "cast(-INF,'Edm.String') eq '-INF'", "cast(INF,'Edm.Single') gt 1"]) assert.equal(await count(filter), all, filter);
    for (const filter of ['NaN eq NaN', 'NaN lt 1', 'NaN ge NaN', 'NaN eq null', 'null add 1 eq 1', 'not (NaN ne 1)', "cast(NaN,'Edm.Single') eq null"]) assert.equal(await count(filter), '0', filter);
  });

  it('what arithmetic with an infinity makes of a property may be NaN, which is other than everything, and is no null', async () => {
    await publishNew(under.http, 'workflow Infinite { }');
    const { runbook } = await importRunbook(under.http, 'workflow Never-Started { }');
    // One start: of the two, TotalJobCount is 1 and 0, and LastStart is null for one.
    const [, started] = rows(await under.http.get("Runbooks?$filter=RunbookName eq 'Infinite' or RunbookName eq 'Never-Started'&$orderby=RunbookName desc"));
    assert.equal((await under.http.post(`Runbooks(guid'${String(started?.['RunbookID'])}')/Start`, {})).status, 200);
    const count = async (filter: string): Promise<number> => {
      const reply = await under.http.get<number>(`Runbooks/$count?$filter=${encodeURIComponent(`(RunbookID eq guid'${runbook}' or RunbookID eq guid'${String(started?.['RunbookID'])}') and (${filter})`)}`);
      assert.equal(reply.status, 200, `${filter}: ${JSON.stringify(reply.data)}`);
      return reply.data;
    };
    const n = 'Statistics/TotalJobCount';
    for (const [filter, found] of [
      [`INF mul ${n} eq INF`, 1], [`INF mul ${n} eq null`, 0], [`INF mul ${n} ne null`, 2], [`INF mul ${n} eq (INF mul ${n})`, 1], [`INF mul ${n} ne (INF mul ${n})`, 1], [`not (INF mul ${n} eq INF)`, 1], [`not (INF mul ${n} lt 5)`, 2],
      [`INF mul ${n} ge 0`, 1], [`-(INF mul ${n}) lt 0`, 1], [`round(INF mul ${n}) eq INF`, 1], [`(INF sub (INF mul ${n})) ne (INF sub (INF mul ${n}))`, 2], [`(1 add INF) sub INF eq null`, 0], [`(1 add INF) sub INF ne 1`, 2],
      // A null stays one.
      ['INF mul PublishedRunbookVersion/VersionNumber eq null', 1], ['INF mul PublishedRunbookVersion/VersionNumber eq INF', 1], ['INF mul PublishedRunbookVersion/VersionNumber ne (INF mul PublishedRunbookVersion/VersionNumber)', 0],
    ] as const) assert.equal(await count(filter), found, filter);
  });

  it('an error in JSON light is of version 3.0, by itself and in a batch; other forms stay at 1.0', async () => {
    for (const [accept, version] of [['application/json;odata=minimalmetadata', '3.0;'], ['application/json;odata=nometadata', '3.0;'], ['application/json', '1.0;'], ['application/atom+xml', '1.0;']] as const) {
      const reply = await under.http.get('Nowhere', { headers: { Accept: accept } });
      assert.deepEqual([reply.status, reply.headers['dataserviceversion']], [404, version], accept);
    }
    // Who takes no 3.0 gets the form of JSON that there was before, whatever was asked.
    for (const target of ['Nowhere', 'Runbooks', 'Runbooks/$count']) {
      const reply = await under.http.request({ method: target === 'Runbooks/$count' ? 'POST' : 'GET', url: target, headers: { Accept: 'application/json;odata=minimalmetadata', MaxDataServiceVersion: '2.0;NetFx' } });
      assert.ok(reply.status >= 400);
      assert.deepEqual([reply.headers['content-type'], reply.headers['dataserviceversion'], typeof errorOf(reply).code], ['application/json;odata=verbose;charset=utf-8', '1.0;', 'string'], target);
    }
    const reply = await under.http.post('$batch', '--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nGET Nowhere HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\n\r\n\r\n--b--\r\n', { headers: { 'Content-Type': 'multipart/mixed; boundary=b' }, responseType: 'text' });
    assert.match(String(reply.data), /HTTP\/1\.1 404 Not Found\r\n(?:.*\r\n)*DataServiceVersion: 3\.0;\r\n/);
  });

  it('what XML 1.0 has no character for is refused in Atom, however it is written, with its place; JSON takes it', async () => {
    for (const [value, what] of [
      ['a&#x1;b', /'&#x1;' is no character reference that XML allows/], ['a&#11;b', /'&#11;' is no character/], ['a\u0001b', /U\+0001, which XML does not allow \(line 2, column 45\)/], ['<![CDATA[\u001F]]>', /U\+001F/],
      ['a\uFFFEb', /U\+FFFE/], ['a\fb', /U\+000C/], ['a&#xFFFF;b', /'&#xFFFF;'/], ['a&#xD800;b', /'&#xD800;'/],
    ] as const) {
      const reply = await withType(ENTRY(value), 'application/atom+xml');
      assert.equal(reply.status, 400, JSON.stringify(value));
      const { code, message } = errorOf(reply);
      assert.equal(code, 'BodySyntax');
      assert.match(message, what);
    }
    assert.deepEqual(rows(await under.http.get("Variables?$filter=Name eq 'Odd'")), []);
    assert.equal((await withType(ENTRY('a&#x9;&#xA;&#xD;&#x10FFFF;b\t'), 'application/atom+xml')).status, 201);
    assert.equal((await withType(JSON.stringify({ Name: 'Odd-Json', Value: 'a\u0001b' }), 'application/json')).status, 201);
    assert.deepEqual(rows(await under.http.get("Variables?$filter=Name eq 'Odd-Json'")).map((one) => one['Value']), ['a\u0001b']);
  });

  it('GetStreamItems is asked by GET: any other method is 405 with what is allowed, whether its parameters are there or not', async () => {
    for (const query of ['', "?jobId='11111111-1111-1111-1111-111111111111'&streamType='Any'", '?jobId=5']) {
      for (const method of ['POST', 'PUT', 'DELETE', 'MERGE']) {
        const reply = await under.http.request({ method, url: `JobStreams/GetStreamItems${query}` });
        assert.deepEqual([reply.status, reply.headers['allow'], errorOf(reply).code], [405, 'GET, HEAD, OPTIONS', 'MethodNotAllowed'], `${method} ${query}`);
      }
      assert.equal((await under.http.request({ method: 'OPTIONS', url: `JobStreams/GetStreamItems${query}` })).headers['allow'], 'GET, HEAD, OPTIONS');
    }
    for (const [query, code] of [['', 'ParameterMissing'], ["?jobId='x'&streamType=5", 'ParameterValue']] as const) {
      // Twice: addresses that come again are kept.
      for (let i = 0; i < 3; i++) assert.equal(errorOf(await under.http.get(`JobStreams/GetStreamItems${query}`)).code, code);
    }
  });

  it('CONNECT and an unknown expectation get the error body, in the format asked for, and the connection ends', async () => {
    const auth = `Authorization: Basic ${Buffer.from(`${USER.name}:${USER.password}`).toString('base64')}`;
    for (const [accept, type, form] of [['application/json', 'application/json;odata=verbose;charset=utf-8', /\{"error":\{"code":"MethodNotAllowed"/], ['*/*', 'application/xml;charset=utf-8', /<m:code>MethodNotAllowed<\/m:code>/]] as const) {
      const reply = await raw(`CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\nAccept: ${accept}\r\n${auth}\r\n\r\n`);
      assert.match(reply, /^HTTP\/1\.1 405 Method Not Allowed\r\n/);
      assert.ok(reply.includes(`Content-Type: ${type}\r\n`) && reply.includes('Allow: GET, HEAD, POST, PUT, MERGE, PATCH, DELETE, OPTIONS\r\n') && reply.includes('Connection: close\r\n'), reply);
      assert.match(reply, form);
    }
    for (const [accept, type, form, version] of [
      ['application/json', 'application/json;odata=verbose;charset=utf-8', /\{"error":\{"code":"ExpectationFailed"/, '1.0;'], ['application/json;odata=minimalmetadata', 'application/json;odata=minimalmetadata;charset=utf-8', /\{"odata\.error":\{"code":"ExpectationFailed"/, '3.0;'],
      ['application/atom+xml', 'application/xml;charset=utf-8', /<m:code>ExpectationFailed<\/m:code>/, '1.0;'],
    ] as const) {
      const reply = await raw(`PUT /x HTTP/1.1\r\nHost: h\r\nAccept: ${accept}\r\nExpect: the-impossible\r\nContent-Length: 3\r\n\r\n`);
      assert.match(reply, /^HTTP\/1\.1 417 Expectation Failed\r\n/);
      assert.ok(reply.includes(`Content-Type: ${type}\r\n`) && reply.includes(`DataServiceVersion: ${version}\r\n`) && /X-Request-Id: /.test(reply), reply);
      assert.match(reply, form);
    }
  });

  it('a link in a change set to what a later request makes is refused, and nothing is done; to an earlier one it is made', async () => {
    const { runbook } = await publishNew(under.http, 'workflow Linked-Later { }');
    const link = `POST Runbooks(guid'${runbook}')/$links/Schedules HTTP/1.1\r\nContent-Type: application/json;odata=verbose\r\n\r\n`;
    const schedule = (name: string): string => `POST Schedules HTTP/1.1\r\nContent-Type: application/json;odata=verbose\r\n\r\n${JSON.stringify({ __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, Name: name, StartTime: '2030-01-01T00:00:00', IsEnabled: true })}`;
    const send = async (...parts: readonly string[]): Promise<string> => String((await under.http.post('$batch', `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${parts.map((part, i) => `--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: ${i + 1}\r\n\r\n${part}\r\n`).join('')}--c--\r\n--b--\r\n`, { headers: { 'Content-Type': 'multipart/mixed; boundary=b' }, responseType: 'text' })).data);
    for (const uri of ['$2', `${under.service.url}$2`, '$7']) {
      const answer = await send(`${link}${JSON.stringify({ uri })}`, schedule('Later'));
      assert.match(answer, /HTTP\/1\.1 404 Not Found/);
      assert.match(answer, /ResourceNotFound.*Resource not found for the segment '\$\d'/s);
      assert.equal(rows(await under.http.get('Schedules')).length, 0);
    }
    assert.match(await send(schedule('Earlier'), `${link}{"uri":"$1"}`), /201 Created[^]*204 No Content/);
    assert.deepEqual(rows(await under.http.get(`Runbooks(guid'${runbook}')/Schedules`)).map((one) => one['Name']), ['Earlier']);
  });
});
