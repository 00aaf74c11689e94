import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { AxiosResponse } from 'axios';
import { modelsFor } from '../../../src/sma/models.ts';
import { act, body, errorOf, publishNew, rows, start } from '../support/conversation.ts';
import { greetings } from '../support/moduleZips.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const TYPE = { headers: { 'Content-Type': 'application/json;odata=verbose' } };

describe('entity tags', () => {
  let under: UnderTest;
  let runbook: string, connection: string, value: string;
  before(async () => {
    under = await serve();
    const { http } = under;
    ({ runbook } = await publishNew(http, 'workflow Tagged { "x" }'));
    await start(http, runbook);
    assert.equal((await http.post('Modules', greetings(), { headers: { 'Content-Type': 'application/octet-stream' } })).status, 201);
    const [type] = rows(await http.get('ConnectionTypes')), fields = rows(await http.get("ConnectionFields?$filter=Name eq 'Server'"));
    const made = body(await http.post('Connections', { Name: 'c', ConnectionTypeID: type?.['ConnectionTypeID'] }, TYPE));
    connection = String(made['ConnectionID']);
    value = String(body(await http.post('ConnectionFieldValues', { ConnectionID: connection, ConnectionFieldID: fields[0]?.['ConnectionFieldID'], Value: 'a' }, TYPE))['ConnectionFieldValueID']);
    for (const [set, entity] of [
      ['Variables', { Name: 'v', Value: '1' }], ['Credentials', { Name: 'k', UserName: 'u', RawValue: 'p' }],
      ['Schedules', { __metadata: { type: 'Orchestrator.ResourceModel.DailySchedule' }, Name: 's', StartTime: '2099-01-01T00:00:00', DayInterval: 1, IsEnabled: true }],
    ] as const) assert.equal((await http.post(set, entity, TYPE)).status, 201, set);
  });
  after(() => under[Symbol.asyncDispose]());
  const known = (url: string, tag: unknown): Promise<AxiosResponse> => under.http.get(url, { headers: { 'If-None-Match': String(tag) } });
  const tagOf = async (url: string): Promise<string> => String((await under.http.get(url)).headers['etag']);

  it('are others whatever of an entity is another, whoever wrote it and whether or not its time of change was moved', async () => {
    const database = new DatabaseSync(`${under.folder}/sma.db`, { timeout: 5_000 });
    database.exec('pragma foreign_keys = off');
    let tried = 0;
    const sets = new Set<string>();
    try {
      for (const { name: set, type } of modelsFor('2016').main.entitySets) {
        if (type.property('LastModifiedTime') === undefined) continue;
        const [first] = rows(await under.http.get(`${set}?$top=1`));
        if (first === undefined) continue;
        const url = (first['__metadata'] as { readonly uri: string }).uri, key = type.key[0]?.name ?? '', id = String(first[key]);
        for (const property of type.properties) {
          if (property.kind !== 'primitive' || property.name === 'LastModifiedTime' || type.key.includes(property)) continue;
          const tag = await tagOf(url), column = `"${property.name}"`;
          assert.match(tag, /^W\/"\d{18}-[\w-]{16}"$/, url);
          assert.equal((await known(url, tag)).status, 304, url);
          const other = property.type === 'Edm.String' ? `coalesce(${column}, '') || 'x'` : property.type === 'Edm.DateTime' ? "'2031-01-01T00:00:00'" : property.type === 'Edm.Guid' ? "'00000000-0000-0000-0000-0000000000aa'" : property.type === 'Edm.Boolean' ? `1 - ${column}` : `coalesce(${column}, 0) + 1`;
          const before = database.prepare(`select ${column} as value from "${set}" where "${key}" = ?`).get(id)?.['value'] ?? null;
          try {
            database.prepare(`update "${set}" set ${column} = ${other} where "${key}" = ?`).run(id);
          } catch (error) {
            // The database itself does not let it be another.
            assert.match(String(error), /constraint/i);
            continue;
          }
          assert.equal((await known(url, tag)).status, 200, `${set}.${property.name}`);
          database.prepare(`update "${set}" set ${column} = ? where "${key}" = ?`).run(before, id);
          assert.equal((await known(url, tag)).status, 304, `${set}.${property.name} as it was`);
          tried += 1;
          sets.add(set);
        }
      }
    } finally {
      database.close();
    }
    assert.ok(tried > 80 && sets.size >= 12, `${tried} properties of ${[...sets].join(', ')}`);
  });

  it('are not given with what is expanded, nor asked about: as WCF Data Services, 400 there, for sets, counts and links', async () => {
    const { http } = under;
    const expanded = await http.get(`Runbooks(guid'${runbook}')?$expand=Statistics`);
    assert.deepEqual([expanded.status, expanded.headers['etag']], [200, undefined]);
    const tag = await tagOf(`Runbooks(guid'${runbook}')`);
    for (const [method, url] of [
      ['GET', `Runbooks(guid'${runbook}')?$expand=Statistics`], ['HEAD', `Runbooks(guid'${runbook}')?$expand=Statistics`], ['GET', 'Runbooks'], ['GET', `Runbooks(guid'${runbook}')/Schedules`], ['GET', 'Runbooks/$count'],
      ['GET', `Runbooks(guid'${runbook}')/$links/Schedules`], ['DELETE', `Runbooks(guid'${runbook}')/$links/Schedules(guid'${runbook}')`],
      ['GET', "JobStreams/GetStreamItems?jobId='00000000-0000-0000-0000-000000000001'"],
    ] as const) for (const header of ['If-Match', 'If-None-Match']) {
      const refused = await http.request({ method, url, headers: { [header]: tag } });
      assert.equal(refused.status, 400, `${method} ${url} ${header}`);
      if (method !== 'HEAD') assert.deepEqual([errorOf(refused).code, errorOf(refused).message.startsWith(`${header} cannot be given where`)], ['ConditionNotAllowed', true]);
    }
    assert.equal((await http.get(`Connections(guid'${connection}')?$expand=ConnectionFieldValues`)).status, 200);
    // A single property has the tag of its entity; what has none meets no condition but that it is there.
    const property = await http.get(`Runbooks(guid'${runbook}')/RunbookName`);
    assert.equal(property.headers['etag'], tag);
    for (const url of [`Runbooks(guid'${runbook}')/RunbookName`, `Runbooks(guid'${runbook}')/RunbookName/$value`, `Runbooks(guid'${runbook}')?$select=RunbookName`]) {
      assert.deepEqual([(await known(url, tag)).status, (await http.get(url, { headers: { 'If-Match': 'W/"1"' } })).status, (await http.get(url, { headers: { 'If-Match': tag } })).status], [304, 412, 200], url);
    }
    const statistics = `Runbooks(guid'${runbook}')/Statistics`;
    assert.deepEqual([(await http.get(statistics)).headers['etag'], (await http.get(statistics, { headers: { 'If-Match': tag } })).status, (await http.get(statistics, { headers: { 'If-Match': '*' } })).status, (await known(statistics, tag)).status], [undefined, 412, 200, 200]);
  });

  it('tell a poller of names that are repeated: of a connection that is renamed in its values', async () => {
    const { http } = under, url = `ConnectionFieldValues(guid'${value}')`;
    const tag = await tagOf(url);
    assert.equal((await http.request({ method: 'MERGE', url: `Connections(guid'${connection}')`, data: { Name: 'renamed' }, ...TYPE })).status, 204);
    assert.equal(body(await known(url, tag))['ConnectionName'], 'renamed');
    // Who has read it since may change it.
    assert.equal((await http.request({ method: 'MERGE', url, data: { Value: 'b' }, headers: { ...TYPE.headers, 'If-Match': await tagOf(url) } })).status, 204);
    assert.equal((await act(http, 'Runbooks', runbook, 'Start')).status, 200);
  });
});
