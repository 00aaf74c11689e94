import assert from 'node:assert/strict';
import type { AxiosResponse } from 'axios';
import { act, body, errorOf, importRunbook, publishNew, rows } from '../support/conversation.ts';
import { greetings } from '../support/moduleZips.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const JSON_TYPE = { 'Content-Type': 'application/json;odata=verbose' };

describe('links', () => {
  let under: UnderTest;
  before(async () => { under = await serve(); });
  after(() => under[Symbol.asyncDispose]());
  const schedule = async (name: string, change: object = {}): Promise<string> => {
    const made = await under.http.post('Schedules', { __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, Name: name, StartTime: '2100-01-01T00:00:00', IsEnabled: true, ...change }, { headers: JSON_TYPE });
    assert.equal(made.status, 201, JSON.stringify(made.data));
    return String(body(made)['ScheduleID']);
  };
  const names = async (url: string, property: string): Promise<readonly unknown[]> => rows(await under.http.get(url)).map((row) => row[property]);
  const refused = (reply: AxiosResponse): readonly unknown[] => [reply.status, errorOf(reply).code];

  it('join a schedule and a runbook by StartOnSchedule, with the values it starts with', async () => {
    const { runbook } = await publishNew(under.http, 'workflow OnSchedule { param([Parameter(Mandatory)][string]$Who) }');
    const id = await schedule('nightly');
    const start = (parameters: unknown, scheduleId: unknown = id): Promise<AxiosResponse> => act(under.http, 'Runbooks', runbook, 'StartOnSchedule', { parameters, scheduleId });
    assert.deepEqual(refused(await start([])), [400, 'ParameterMissing']);
    assert.deepEqual(refused(await start([{ Name: 'Who', Value: 'x' }], '00000000-0000-0000-0000-000000000001')), [404, 'NotFound']);
    const context = String(body(await start([{ Name: 'who', Value: '"me"' }]))['StartOnSchedule']);
    assert.equal(body(await under.http.get(`JobContexts(guid'${context}')`))['ScheduleID'], id);
    assert.deepEqual(await names(`JobContexts(guid'${context}')/JobParameters`, 'Value'), ['"me"']);
    assert.deepEqual(await names(`Schedules(guid'${id}')/Runbooks`, 'RunbookName'), ['OnSchedule']);
    assert.deepEqual(await names(`Runbooks(guid'${runbook}')/Schedules`, 'Name'), ['nightly']);
    assert.deepEqual(await names(`Schedules(guid'${id}')/JobContexts`, 'JobContextID'), [context]);
    assert.deepEqual(refused(await start([{ Name: 'Who', Value: 'x' }])), [409, 'AlreadyLinked']);
    assert.equal((await under.http.get("Runbooks?$filter=Schedules/any(s: s/Name eq 'nightly')&$expand=Schedules")).status, 200);
    const links = rows(await under.http.get(`Runbooks(guid'${runbook}')/$links/Schedules`)).map((row) => row['uri']);
    assert.deepEqual(links, [`${under.service.url}Schedules(guid'${id}')`]);
    assert.equal((await under.http.delete(`Runbooks(guid'${runbook}')/$links/Schedules(guid'${id}')`)).status, 204);
    assert.deepEqual(await names(`Runbooks(guid'${runbook}')/Schedules`, 'Name'), []);
    assert.equal((await under.http.get(`JobContexts(guid'${context}')`)).status, 404, 'nothing was started with it');
    assert.deepEqual(refused(await under.http.delete(`Runbooks(guid'${runbook}')/$links/Schedules(guid'${id}')`)), [404, 'NotLinked']);
  });

  it('are added by POST of an address, in both formats, from either end', async () => {
    const { runbook } = await publishNew(under.http, 'workflow Linked { }');
    const [first, second] = [await schedule('first'), await schedule('second')];
    const json = await under.http.post(`Runbooks(guid'${runbook}')/$links/Schedules`, { uri: `${under.service.url}Schedules(guid'${first}')` }, { headers: JSON_TYPE });
    assert.equal(json.status, 204, JSON.stringify(json.data));
    const xml = `<uri xmlns="http://schemas.microsoft.com/ado/2007/08/dataservices">Runbooks(guid'${runbook}')</uri>`;
    assert.equal((await under.http.post(`Schedules(guid'${second}')/$links/Runbooks`, xml, { headers: { 'Content-Type': 'application/xml' } })).status, 204);
    assert.deepEqual((await names(`Runbooks(guid'${runbook}')/Schedules`, 'Name')).map(String).toSorted(), ['first', 'second']);
    const post = (url: string, data: object): Promise<AxiosResponse> => under.http.post(url, data, { headers: JSON_TYPE });
    assert.deepEqual(refused(await post(`Runbooks(guid'${runbook}')/$links/Schedules`, { uri: `Runbooks(guid'${runbook}')` })), [400, 'PropertyInvalid']);
    assert.deepEqual(refused(await post(`Runbooks(guid'${runbook}')/$links/Schedules`, { uri: "Schedules(guid'00000000-0000-0000-0000-000000000001')" })), [400, 'PropertyInvalid']);
    assert.deepEqual(refused(await post(`Runbooks(guid'${runbook}')/$links/Schedules`, { url: 3 })), [400, 'BodySyntax']);
    const draft = await importRunbook(under.http, 'workflow NotYet { }');
    assert.deepEqual(refused(await post(`Runbooks(guid'${draft.runbook}')/$links/Schedules`, { uri: `Schedules(guid'${first}')` })), [400, 'NotPublished']);
    assert.deepEqual(refused(await under.http.put(`Runbooks(guid'${runbook}')/$links/PublishedRunbookVersion`, { uri: 'x' }, { headers: JSON_TYPE })), [405, 'MethodNotAllowed']);
  });

  it('come with a new entity: at the end of a navigation, in Atom and in JSON', async () => {
    const { runbook } = await publishNew(under.http, 'workflow Parent { }');
    const made = await under.http.post(`Runbooks(guid'${runbook}')/Schedules`, { __metadata: { type: 'Orchestrator.ResourceModel.DailySchedule' }, Name: 'made there', StartTime: '2100-01-01T00:00:00', DayInterval: 1 }, { headers: JSON_TYPE });
    assert.equal(made.status, 201, JSON.stringify(made.data));
    assert.deepEqual(await names(`Runbooks(guid'${runbook}')/Schedules`, 'Name'), ['made there']);
    const bound = await under.http.post('Schedules', {
      __metadata: { type: 'Orchestrator.ResourceModel.DailySchedule' }, Name: 'bound', StartTime: '2100-01-01T00:00:00', DayInterval: 1, JobContexts: { __deferred: { uri: 'x' } },
      Runbooks: [{ __metadata: { uri: `${under.service.url}Runbooks(guid'${runbook}')` } }],
    }, { headers: JSON_TYPE });
    assert.equal(bound.status, 201, JSON.stringify(bound.data));
    const atom = `<entry xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><category term="Orchestrator.ResourceModel.OneTimeSchedule" scheme="http://schemas.microsoft.com/ado/2007/08/dataservices/scheme"/><link rel="http://schemas.microsoft.com/ado/2007/08/dataservices/related/Runbooks" href="Runbooks(guid'${runbook}')"/><content type="application/xml"><m:properties><d:Name>by Atom</d:Name><d:StartTime m:type="Edm.DateTime">2100-01-01T00:00:00</d:StartTime></m:properties></content></entry>`;
    assert.equal((await under.http.post('Schedules', atom, { headers: { 'Content-Type': 'application/atom+xml' } })).status, 201);
    assert.deepEqual((await names(`Runbooks(guid'${runbook}')/Schedules`, 'Name')).map(String).toSorted(), ['bound', 'by Atom', 'made there']);
    const inline = await under.http.post('Schedules', { __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, Name: 'inline', StartTime: '2100-01-01T00:00:00', Runbooks: [{ RunbookName: 'x' }] }, { headers: JSON_TYPE });
    assert.deepEqual(refused(inline), [405, 'MethodNotAllowed']);
  });

  it('are made together with whole entities inside a new one, all or none', async () => {
    const { http } = under;
    assert.equal((await http.post('Modules', greetings(), { headers: { 'Content-Type': 'application/octet-stream' } })).status, 201);
    const type = rows(await http.get('ConnectionTypes'))[0]?.['ConnectionTypeID'];
    const fields = new Map(rows(await http.get('ConnectionFields')).map((row) => [row['Name'], row['ConnectionFieldID']]));
    const value = (field: string, text: string): object => ({ ConnectionFieldID: fields.get(field), Value: text });
    const post = (set: string, data: object): Promise<AxiosResponse> => http.post(set, data, { headers: JSON_TYPE });
    const made = await post('Connections', { Name: 'deep', ConnectionTypeID: type, ConnectionFieldValues: [value('Server', 'one'), value('Port', '8080')] });
    assert.equal(made.status, 201, JSON.stringify(made.data));
    const ofConnection = `Connections(guid'${String(body(made)['ConnectionID'])}')/ConnectionFieldValues`;
    assert.deepEqual(rows(await http.get(`${ofConnection}?$orderby=ConnectionFieldName`)).map((row) => [row['ConnectionName'], row['ConnectionFieldName'], row['Value']]), [['deep', 'Port', '8080'], ['deep', 'Server', 'one']]);
    const half = await post('Connections', { Name: 'half', ConnectionTypeID: type, ConnectionFieldValues: { results: [value('Server', 'one'), value('Server', 'two')] } });
    assert.deepEqual(refused(half), [409, 'NameTaken']);
    assert.equal((await http.get("Connections/$count?$filter=Name eq 'half'")).data, 0);
    const other = await post('ConnectionFieldValues', { ...value('Server', 'three'), Connection: { Name: 'from its value', ConnectionTypeID: type } });
    assert.equal(other.status, 201, JSON.stringify(other.data));
    assert.deepEqual(await names(`ConnectionFieldValues?$filter=Connection/Name eq 'from its value'`, 'ConnectionName'), ['from its value']);
    const two = { results: [{ Name: 'a', ConnectionTypeID: type }, { Name: 'b', ConnectionTypeID: type }] };
    assert.deepEqual(refused(await post('ConnectionFieldValues', { ...value('Server', 'x'), Connection: two })), [400, 'BodyProperty']);
    assert.deepEqual(refused(await post('Connections', { Name: 'many', ConnectionTypeID: type, ConnectionFieldValues: Array.from({ length: 1_000 }, () => value('Server', 'x')) })), [400, 'TooComplex']);
    assert.equal((await http.patch(`Connections(guid'${String(body(made)['ConnectionID'])}')`, { Description: 'd', ConnectionFieldValues: [value('Server', 'left alone')] }, { headers: JSON_TYPE })).status, 204, 'an update reads what is inside and leaves it alone');
  });
});
