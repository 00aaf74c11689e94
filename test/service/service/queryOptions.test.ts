/** Options of queries as WCF Data Services takes them (RequestQueryProcessor, RequestDescription): where, in which version, and with which methods. */
import assert from 'node:assert/strict';
import type { AxiosResponse } from 'axios';
import { errorOf, publishNew, rows } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

describe('options of queries', () => {
  let under: UnderTest;
  let runbook: string;
  let variable: string;
  before(async () => {
    under = await serve({ transport: { kind: 'http' } });
    ({ runbook } = await publishNew(under.http, 'workflow Alpha { }'));
    variable = `Variables(guid'${(await under.http.post<{ d: { VariableID: string } }>('Variables', { Name: 'num', Value: '1' })).data.d.VariableID}')`;
  });
  after(() => under[Symbol.asyncDispose]());
  const ask = (method: string, url: string, headers: Readonly<Record<string, string>> = {}, data?: unknown): Promise<AxiosResponse> =>
    under.http.request({ method, url, headers: { ...(data === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers }, data });
  const outcome = async (...given: Parameters<typeof ask>): Promise<unknown> => {
    const reply = await ask(...given);
    return reply.status >= 400 ? [reply.status, errorOf(reply).code] : reply.status;
  };

  it('count in one way at a time', async () => {
    assert.deepEqual(await outcome('GET', 'Runbooks/$count?$inlinecount=allpages'), [400, 'OptionNotApplicable']);
    for (const url of ['Runbooks/$count?$inlinecount=none', `${variable}?$inlinecount=none`, 'Runbooks?$inlinecount=%20allpages']) assert.equal(await outcome('GET', url), 200, url);
    assert.deepEqual(await outcome('GET', `${variable}?$inlinecount=allpages`), [400, 'OptionNotApplicable']);
  });

  it('that came with version 2.0 or 3.0 are refused in requests of older ones', async () => {
    for (const url of ['Variables?$select=Name', 'Variables?$inlinecount=allpages', 'Variables/$count', `${variable}?$select=Name`, `Variables?$skiptoken=guid'00000000-0000-0000-0000-000000000000'`, `Runbooks(guid'${runbook}')/$links/Schedules/$count`]) {
      assert.deepEqual(await outcome('GET', url, { DataServiceVersion: '1.0;NetFx' }), [400, 'RequestVersionTooLow'], url);
      for (const headers of [{}, { DataServiceVersion: '2.0;NetFx', MaxDataServiceVersion: '3.0;NetFx' }, { MaxDataServiceVersion: '2.0' }]) assert.equal(await outcome('GET', url, headers), 200, url);
    }
    for (const url of ["Variables?$filter=Name eq 'num'&$orderby=Name&$top=1&$skip=0", `Runbooks?$expand=Schedules`, variable]) assert.equal(await outcome('GET', url, { DataServiceVersion: '1.0;NetFx', MaxDataServiceVersion: '3.0;NetFx' }), 200, url);
    for (const version of ['1.0', '2.0']) {
      assert.deepEqual(await outcome('PATCH', variable, { DataServiceVersion: version }, { Value: '2' }), [400, 'RequestVersionTooLow']);
      assert.deepEqual(await outcome('POST', variable, { DataServiceVersion: version, 'X-HTTP-Method': 'PATCH' }, { Value: '2' }), [400, 'RequestVersionTooLow']);
      assert.equal(await outcome('MERGE', variable, { DataServiceVersion: version }, { Value: '3' }), 204);
    }
    assert.equal(await outcome('PATCH', variable, { DataServiceVersion: '3.0' }, { Value: '4' }), 204);
    assert.equal(await outcome('PATCH', variable, {}, { Value: '5' }), 204);
  });

  it('a feed that may end with a page is of version 2.0', async () => {
    const version = async (url: string, headers = {}): Promise<unknown> => (await ask('GET', url, { Accept: 'application/atom+xml', ...headers })).headers['dataserviceversion'];
    for (const [url, expected] of [["Variables?$filter=Name eq 'a'", '2.0;'], ['Variables', '2.0;'], ['Variables?$top=50', '1.0;'], ['Variables?$top=51', '2.0;'], [`Variables?$top=5&$skiptoken=guid'00000000-0000-0000-0000-000000000000'`, '2.0;'], [variable, '1.0;']]) assert.equal(await version(url as string), expected, url);
    for (const url of ['Variables', 'Variables?$top=51']) assert.deepEqual(await outcome('GET', url, { MaxDataServiceVersion: '1.0' }), [400, 'VersionTooLow'], url);
    for (const url of ['Variables?$top=50', variable, "JobStreams/Stream?$top=1&$select=StreamText"]) {
      const reply = await ask('GET', url, { MaxDataServiceVersion: url.includes('Stream') ? '2.0' : '1.0' });
      assert.equal(reply.status, 200, url);
    }
  });

  it('a filter says of one entity whether it is there', async () => {
    assert.equal(await outcome('GET', `Runbooks(guid'${runbook}')?$filter=RunbookName eq 'Alpha'`), 200);
    assert.equal(await outcome('GET', `Runbooks(guid'${runbook}')?$filter=RunbookName eq 'Alpha'&$expand=Schedules`), 200);
    for (const more of ['', '&$expand=Schedules']) assert.equal((await ask('GET', `Runbooks(guid'${runbook}')?$filter=RunbookName eq 'Beta'${more}`)).status, 404);
    assert.deepEqual(await outcome('GET', `Runbooks(guid'${runbook}')?$filter=Nope eq 1`), [400, 'PropertyUnknown']);
    assert.deepEqual(await outcome('GET', `Runbooks(guid'${runbook}')/RunbookName?$filter=true`), [400, 'OptionNotApplicable']);
  });

  it('that are empty are overlooked', async () => {
    for (const option of ['$top', '$skip', '$inlinecount', '$skiptoken', '$filter', '$orderby', '$select', '$expand', '$format']) {
      assert.equal(await outcome('GET', `Variables?${option}=`), 200, option);
      assert.equal(await outcome('GET', `${variable}?${option}=`), 200, option);
    }
    assert.match(String((await ask('GET', 'Variables?$format=')).headers['content-type']), /^application\/json;odata=verbose/);
    assert.match(String((await ask('GET', 'Variables?$format=&$nope=1')).headers['content-type']), /^application\/json;odata=verbose/);
    for (const url of ['Variables?$top=%2B1', 'Variables?$top=%201%20', 'Variables?$skip=-0', 'Variables?$select=Name,', 'Runbooks?$expand=Schedules/']) assert.equal(await outcome('GET', url), 200, url);
    assert.equal(rows(await ask('GET', 'Variables?$top=%2B1')).length, 1);
    for (const url of ['Variables?$select=Name,,', 'Variables?$select=,', 'Variables?$select=,Name', 'Variables?$top=-1', 'Variables?$top=1.0', 'Variables?$top=%20']) assert.deepEqual(await outcome('GET', url), [400, 'OptionValue'], url);
  });

  it('are refused by what changes something, before it does, and by actions', async () => {
    for (const option of ['$select=Name', '$expand=x', '$filter=true', '$orderby=Name', '$top=1', '$skip=1', '$skiptoken=1', '$inlinecount=allpages']) {
      const refused = await ask('POST', `Variables?${option}`, {}, { Name: 'never' });
      assert.equal(refused.status, 400, option);
    }
    assert.equal((await ask('GET', "Variables/$count?$filter=Name eq 'never'")).data, 0);
    for (const [method, url, data] of [['MERGE', `${variable}?$filter=true`, { Value: '9' }], ['PUT', `${variable}/Value?$select=Name`, { Value: '9' }], ['DELETE', `${variable}?$filter=true`, undefined], ['POST', `Runbooks(guid'${runbook}')/GetStatistics?$top=1`, { parameters: [] }], ['POST', `Runbooks(guid'${runbook}')/GetStatistics?$filter=true`, {}]] as const) {
      assert.deepEqual(await outcome(method, url, {}, data), [400, 'OptionNotApplicable'], url);
    }
    assert.equal(await outcome('POST', 'Variables?$format=json&$top=', {}, { Name: 'made' }), 201);
  });

  it('a type before any and all is asked of those of that type alone', async () => {
    const type = 'Orchestrator.ResourceModel';
    await under.http.post('Schedules', { __metadata: { type: `${type}.DailySchedule` }, Name: 'daily', StartTime: '2099-01-01T00:00:00', ExpiryTime: '9999-12-31T23:59:59', IsEnabled: true, DayInterval: 2 });
    const [schedule] = rows(await ask('GET', "Schedules?$filter=Name eq 'daily'"));
    assert.equal((await ask('POST', `Runbooks(guid'${runbook}')/$links/Schedules`, {}, { uri: `${under.service.url}Schedules(guid'${String(schedule?.['ScheduleID'])}')` })).status, 204);
    for (const [filter, expected] of [
      [`Schedules/${type}.DailySchedule/any(s: s/DayInterval eq 2)`, 1], [`Schedules/${type}.DailySchedule/any(s: s/DayInterval eq 3)`, 0], [`Schedules/${type}.DailySchedule/any()`, 1], [`Schedules/${type}.OneTimeSchedule/any()`, 0],
      [`Schedules/${type}.DailySchedule/all(s: s/DayInterval eq 3)`, 0], [`Schedules/${type}.OneTimeSchedule/all(s: s/Name eq 'x')`, 1], [`Schedules/${type}.OneTimeSchedule/any(s: s/Name eq 'daily')`, 0],
    ] as const) {
      const reply = await ask('GET', `Runbooks?$filter=${encodeURIComponent(filter)}`);
      assert.deepEqual([reply.status, rows(reply).length], [200, expected], filter);
    }
    for (const filter of [`Schedules/${type}.Runbook/any()`, `Schedules/${type}.OneTimeSchedule/any(s: s/DayInterval eq 2)`]) assert.equal((await ask('GET', `Runbooks?$filter=${encodeURIComponent(filter)}`)).status, 400, filter);
  });

  it('conditions that are empty are none, and lists of tags name each of them', async () => {
    const tag = String((await ask('GET', variable)).headers['etag']);
    assert.equal(await outcome('GET', variable, { 'If-Match': `W/"2", ${tag}` }), 200);
    assert.equal(await outcome('MERGE', variable, { 'If-Match': '' }, { Value: '6' }), 204);
    const now = String((await ask('GET', variable)).headers['etag']);
    assert.equal(await outcome('MERGE', variable, { 'If-Match': `W/"2",${now}` }, { Value: '7' }), 204);
    assert.deepEqual(await outcome('MERGE', variable, { 'If-Match': `W/"2",${now}` }, { Value: '8' }), [412, 'EtagMismatch']);
  });

  it('numbers beyond Edm.Decimal are refused; GetStreamItems takes times as HTTP writes them', async () => {
    assert.deepEqual(await outcome('GET', 'Variables?$filter=1m lt 79228162514264337593543950336m'), [400, 'LiteralSyntax']);
    assert.equal(await outcome('GET', 'Variables?$filter=1m lt 79228162514264337593543950335m'), 200);
    const nobody = "JobStreams/GetStreamItems?jobId='00000000-0000-0000-0000-000000000001'&streamType='Any'&streamsCreatedSinceDateTime=";
    assert.deepEqual(await outcome('GET', `${nobody}'Mon, 23 Nov 2026 06:10:15 GMT'`), await outcome('GET', `${nobody}'2026-11-23T06:10:15'`));
    assert.deepEqual(await outcome('GET', `${nobody}'Tue, 23 Nov 2026 06:10:15 GMT'`), [400, 'InvalidDateTime']);
  });
});
