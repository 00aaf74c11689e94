import assert from 'node:assert/strict';
import { boundaryOf, parseMultipart } from '../../../src/odata/batch/multipart.ts';
import { errorOf, importRunbook, type Wire } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

interface Answer { readonly status: number; readonly headers: ReadonlyMap<string, string>; readonly text: string }

/** A request as WCF Data Services writes it into a batch. */
const request = (method: string, uri: string, data?: unknown, contentId?: string): string => {
  const text = data === undefined ? '' : typeof data === 'string' ? data : JSON.stringify(data);
  const id = contentId === undefined ? '' : `Content-ID: ${contentId}\r\n`;
  return `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n${method} ${uri} HTTP/1.1\r\n${id}Accept: application/json;odata=verbose\r\nContent-Type: ${typeof data === 'string' ? 'application/octet-stream' : 'application/json;odata=verbose'}\r\n${data === undefined ? '' : `Content-Length: ${Buffer.byteLength(text)}\r\n`}\r\n${text}`;
};
const changeSet = (...requests: readonly string[]): string => `Content-Type: multipart/mixed; boundary=changeset_1\r\n\r\n${requests.map((one) => `--changeset_1\r\n${one}\r\n`).join('')}--changeset_1--`;

describe('$batch', () => {
  let under: UnderTest;
  before(async () => { under = await serve(); });
  after(() => under[Symbol.asyncDispose]());

  const send = async (...parts: readonly string[]): Promise<readonly (Answer | readonly Answer[])[]> => {
    const reply = await under.http.post('$batch', `${parts.map((part) => `--batch_1\r\n${part}\r\n`).join('')}--batch_1--\r\n`, {
      headers: { 'Content-Type': 'multipart/mixed; boundary=batch_1', Accept: 'multipart/mixed' }, responseType: 'arraybuffer',
    });
    assert.equal(reply.status, 202, String(reply.data));
    const boundary = boundaryOf(String(reply.headers['content-type'])) ?? '';
    assert.match(boundary, /^batchresponse_/);
    return parseMultipart(Buffer.from(reply.data as ArrayBuffer), boundary, 100).map((part) => {
      const inner = boundaryOf(part.headers.get('content-type'));
      return inner === undefined ? toAnswer(part.body) : parseMultipart(part.body, inner, 100).map((one) => toAnswer(one.body));
    });
  };
  const toAnswer = (bytes: Buffer): Answer => {
    const [head = '', ...rest] = bytes.toString().split('\r\n\r\n');
    const [line = '', ...fields] = head.split('\r\n');
    return { status: Number(line.split(' ')[1]), headers: new Map(fields.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 2)])), text: rest.join('\r\n\r\n').trim() };
  };
  const one = (answer: Answer | readonly Answer[] | undefined): Answer => {
    assert.ok(answer !== undefined && !Array.isArray(answer));
    return answer as Answer;
  };
  const many = (answer: Answer | readonly Answer[] | undefined): readonly Answer[] => {
    assert.ok(Array.isArray(answer));
    return answer as readonly Answer[];
  };
  const count = async (filter: string): Promise<unknown> => (await under.http.get(`Variables/$count?$filter=${encodeURIComponent(filter)}`)).data;

  it('answers queries and changes in their order, each with its own status', async () => {
    const answers = await send(
      request('GET', "Variables/$count?$filter=Name%20eq%20'batch-1'"),
      changeSet(request('POST', 'Variables', { Name: 'batch-1', Value: '1' }, '1'), request('POST', `${under.service.url}Variables`, { Name: 'batch-2', Value: '2' }, '2')),
      request('GET', "/00000000-0000-0000-0000-000000000000/Variables?$filter=startswith(Name,'batch-')&$orderby=Name"),
      request('GET', 'Nothing'),
    );
    assert.deepEqual([one(answers[0]).status, one(answers[0]).text], [200, '0']);
    assert.deepEqual(many(answers[1]).map((answer) => [answer.status, answer.headers.get('content-id')]), [[201, '1'], [201, '2']]);
    assert.match(many(answers[1])[0]?.headers.get('location') ?? '', /\/Variables\(guid'/);
    const found = JSON.parse(one(answers[2]).text) as { d: { results: readonly Wire[] } };
    assert.deepEqual(found.d.results.map((row) => row['Name']), ['batch-1', 'batch-2']);
    assert.equal(one(answers[3]).status, 404);
    assert.match(one(answers[3]).text, /"code":"ResourceNotFound"/);
  });

  it('looks at the path of an address, not at how a proxy calls the host; what is not below the service is not there', async () => {
    const path = new URL(under.service.url).pathname;
    const answers = await send(request('GET', `http://inner.example:8080${path}Variables/$count`), request('GET', 'https://inner.example/other/Variables/$count'));
    assert.equal(one(answers[0]).status, 200);
    assert.ok([400, 404].includes(one(answers[1]).status), String(one(answers[1]).status));
  });

  it('reads addresses with blanks in them, as Microsoft\'s readers do', async () => {
    const answers = await send(
      changeSet(request('POST', 'Variables', { Name: 'blank  in it', Value: 'x' }, '1')),
      request('GET', "Variables?$filter=Name eq 'blank  in it' and Value eq 'x'&$select=Name"), request('GET', `${under.service.url}Variables/$count?$filter=Name eq 'blank%20%20in it'`),
      request('GET', "Variables/$count?$filter=Name eq 'blank\tin it'"), request('GET', 'Variables?$filter=Name eq'),
    );
    assert.deepEqual((JSON.parse(one(answers[1]).text) as { d: { results: readonly Wire[] } }).d.results.map((row) => row['Name']), ['blank  in it']);
    assert.deepEqual(answers.slice(2).map((answer) => [one(answer).status, one(answer).text.slice(0, 1)]), [[200, '1'], [200, '0'], [400, '{']]);
  });

  it('undoes a change set when one of its requests is refused, and goes on behind it', async () => {
    const answers = await send(
      changeSet(request('POST', 'Variables', { Name: 'atomic-1' }, '1'), request('POST', 'Variables', { Name: 'ATOMIC-1' }, '2'), request('POST', 'Variables', { Name: 'atomic-2' }, '3')),
      changeSet(request('POST', 'Variables', { Name: 'atomic-3' })),
    );
    assert.deepEqual(many(answers[0]).map((answer) => [answer.status, answer.headers.get('content-id')]), [[409, '2']]);
    assert.match(many(answers[0])[0]?.text ?? '', /NameTaken/);
    assert.equal(many(answers[1])[0]?.status, 201);
    assert.equal(await count("startswith(Name,'atomic-')"), 1);
  });

  it('lets the body of a later request name what an earlier one made', async () => {
    const { runbook } = await importRunbook(under.http, 'workflow NamedInBody { }');
    assert.equal((await under.http.post(`Runbooks(guid'${runbook}')/Publish`, {})).status, 200);
    const schedule = (name: string): object => ({ __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, Name: name, StartTime: '2100-01-01T00:00:00' });
    const [answers, unknown] = await send(
      changeSet(request('POST', 'Schedules', schedule('named in a body'), '1'), request('POST', `Runbooks(guid'${runbook}')/$links/Schedules`, { uri: '$1' }, '2')),
      changeSet(request('POST', 'Schedules', schedule('never made'), '1'), request('POST', `Runbooks(guid'${runbook}')/$links/Schedules`, { uri: '$9' }, '2')),
    );
    assert.deepEqual(many(answers).map((answer) => answer.status), [201, 204]);
    assert.deepEqual(many(unknown).map((answer) => answer.status), [404]);
    assert.equal((await under.http.get(`Runbooks(guid'${runbook}')/Schedules/$count`)).data, 1);
  });

  it('lets a later request of a change set use what an earlier one made', async () => {
    const answers = await send(changeSet(
      request('POST', 'Schedules', { __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, Name: 'by reference', StartTime: '2100-01-01T00:00:00' }, '5'),
      request('MERGE', '$5', { Description: 'changed in the same set' }), request('PUT', '$5/IsEnabled', { IsEnabled: true }),
    ));
    assert.deepEqual(many(answers[0]).map((answer) => answer.status), [201, 204, 204]);
    const schedule = (await under.http.get(many(answers[0])[0]?.headers.get('location') ?? '')).data as { d: Wire };
    assert.deepEqual([schedule.d['Description'], schedule.d['IsEnabled']], ['changed in the same set', true]);
  });

  it('takes the reference behind the address of the service too, as clients of .NET write it', async () => {
    const root = (under.http.defaults.baseURL ?? '').replace(/\/?$/, '/');
    const answers = await send(changeSet(
      request('POST', 'Schedules', { __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, Name: 'by address', StartTime: '2100-01-01T00:00:00' }, '8'),
      request('MERGE', `${root}$8`, { Description: 'found' }), request('MERGE', `${root}$9`, { Description: 'nothing' }),
    ), changeSet(
      request('POST', 'Schedules', { __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, Name: 'by address', StartTime: '2100-01-01T00:00:00' }, '8'), request('MERGE', `${root}$8`, { Description: 'found' }),
    ));
    assert.deepEqual([many(answers[0]).map((answer) => answer.status), many(answers[1]).map((answer) => answer.status)], [[404], [201, 204]]);
  });

  it('asks once for all whether its client is still there', async () => {
    const warnings: string[] = [];
    const onWarning = ({ name, message }: Error): void => { if (name === 'MaxListenersExceededWarning') warnings.push(message); };
    process.on('warning', onWarning);
    try {
      assert.equal((await send(...Array.from({ length: 20 }, () => request('GET', 'Variables/$count')))).length, 20);
    } finally {
      process.off('warning', onWarning);
    }
    assert.deepEqual(warnings, []);
  });

  it('answers HEAD without a body, and refuses a method that cannot be put in the place of another', async () => {
    const answers = await send(request('HEAD', 'Variables'), request('GET', 'Variables'), request('HEAD', 'Nothing'), request('POST', 'Variables', {}).replace('HTTP/1.1\r\n', 'HTTP/1.1\r\nX-HTTP-Method: GET\r\n'));
    assert.deepEqual(answers.map((answer) => one(answer).status), [200, 200, 404, 400]);
    assert.deepEqual(answers.slice(0, 3).map((answer) => one(answer).text === ''), [true, false, true]);
    assert.deepEqual([one(answers[0]).headers.get('content-type'), one(answers[0]).headers.has('content-length')], [one(answers[1]).headers.get('content-type'), false]);
    assert.match(one(answers[3]).text, /MethodOverride/);
  });

  it('carries script bytes, actions and method overrides', async () => {
    const { runbook, version } = await importRunbook(under.http, 'workflow Batched { "one" }');
    const answers = await send(changeSet(
      request('PUT', `RunbookVersions(guid'${version}')/$value`, 'workflow Batched { param($Two) }'),
      request('POST', `Runbooks(guid'${runbook}')/Publish`, {}),
      request('POST', `Runbooks(guid'${runbook}')`, { Tags: 'x' }).replace('HTTP/1.1\r\n', 'HTTP/1.1\r\nX-HTTP-Method: MERGE\r\n'),
    ));
    assert.deepEqual(many(answers[0]).map((answer) => answer.status), [204, 200, 204]);
    assert.equal(((await under.http.get(`RunbookVersions(guid'${version}')/RunbookParameters/$count`))).data, 1);
    assert.equal(((await under.http.get(`Runbooks(guid'${runbook}')`)).data as { d: Wire }).d['Tags'], 'x');
  });

  it('refuses what it cannot read as a whole, before it does anything', async () => {
    const post = (text: string, type = 'multipart/mixed; boundary=b') => under.http.post('$batch', text, { headers: { 'Content-Type': type } });
    const good = `--b\r\n${request('POST', 'Variables', { Name: 'half' })}\r\n`;
    for (const [text, type, status, code] of [
      [good, undefined, 400, 'BodySyntax'], ['{}', 'application/json', 415, 'UnsupportedMediaType'], ['', undefined, 400, 'BodySyntax'],
      [`${good}--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--`, undefined, 400, 'BodySyntax'], [`${good}--b\r\n${changeSet(request('GET', 'Variables'))}\r\n--b--`, undefined, 400, 'BodySyntax'],
      [`${`--b\r\n${request('GET', 'x')}\r\n`.repeat(1_001)}--b--`, undefined, 400, 'TooComplex'], [good, 'multipart/mixed', 400, 'BodySyntax'],
    ] as const) {
      const reply = await post(text, type);
      assert.deepEqual([reply.status, errorOf(reply).code], [status, code]);
    }
    assert.equal(await count("Name eq 'half'"), 0);
    const twice = await post(`--b\r\n${changeSet(request('POST', 'Variables', { Name: 'half' }, '1'), request('POST', 'Variables', { Name: 'other' }, '1'))}\r\n--b--`);
    assert.deepEqual([twice.status, errorOf(twice).code], [400, 'BodySyntax']);
    assert.match(errorOf(twice).message, /Content-ID '1'/);
    assert.equal(await count("Name eq 'half'"), 0);
    const nested = await send(request('POST', '$batch', 'x'));
    assert.equal(one(nested[0]).status, 400);
  });
});
