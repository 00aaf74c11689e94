import assert from 'node:assert/strict';
import { modelsFor } from '../../../src/sma/models.ts';
import { act, body, errorOf, importRunbook, publishNew, rows, start, type Wire } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

describe('queries against the database', () => {
  let under: UnderTest;
  before(async () => {
    under = await serve();
    for (let n = 0; n < 120; n += 1) {
      const made = await under.http.post('Variables', { Name: `v${String(n).padStart(3, '0')}`, Value: String(n), Description: n % 3 === 0 ? null : `about ${n % 7}`, IsEncrypted: n % 10 === 0 });
      assert.equal(made.status, 201);
    }
  });
  after(() => under[Symbol.asyncDispose]());

  const names = async (query: string, set = 'Variables', property = 'Name'): Promise<readonly unknown[]> => rows(await under.http.get(`${set}?${encodeURI(query)}`)).map((row) => row[property]);
  /** Follows next links to the end. */
  const all = async (url: string): Promise<{ readonly found: readonly Wire[]; readonly pages: readonly number[] }> => {
    const found: Wire[] = [];
    const pages: number[] = [];
    for (let next: string | undefined = encodeURI(url); next !== undefined;) {
      const reply = body(await under.http.get(next));
      found.push(...(reply.results ?? []));
      pages.push(reply.results?.length ?? 0);
      next = reply.__next;
    }
    return { found, pages };
  };

  it('reaches as many entities as its limits name, and refuses what is too much for the database', async () => {
    const { runbook } = await publishNew(under.http, 'workflow Reached { }');
    const far = `${'Statistics/Runbook/'.repeat(10)}RunbookName`;
    const near = await under.http.get(`Runbooks?$top=5&$inlinecount=allpages&$filter=${encodeURIComponent(`${far} ne 'x'`)}&$orderby=${far}`);
    assert.equal(near.status, 200, JSON.stringify(near.data));
    const deep = await under.http.get(`Runbooks(guid'${runbook}')${'/Statistics/Runbook'.repeat(23)}/Schedules?$filter=${encodeURIComponent(`Runbooks/any(r:r/${far} eq 'x') or Name ne 'x'`)}`);
    assert.deepEqual([deep.status, errorOf(deep)], [400, { code: 'TooComplex', message: 'The query is too complex: more than 1000 tables or levels in what the database is asked.' }]);
    assert.equal((await under.http.delete(`Runbooks(guid'${runbook}')`)).status, 204);
  });

  it('pages at 50 with next links by key, and loses nothing', async () => {
    const { found, pages } = await all('Variables');
    assert.deepEqual(pages, [50, 50, 20]);
    const ids = found.map((row) => String(row['VariableID']));
    assert.equal(new Set(ids).size, 120);
    assert.deepEqual(ids.toSorted(), ids);
    const first = body(await under.http.get('Variables'));
    assert.match(String(first.__next), /^https:\/\/127\.0\.0\.1:\d+\/0{8}-0{4}-0{4}-0{4}-0{12}\/Variables\?\$skiptoken=guid'[0-9a-f-]{36}'$/);
  });

  it('pages in any order, also over nulls and equal values, in both directions', async () => {
    for (const order of ['Name desc', 'Description', 'Description desc', 'IsEncrypted desc,Name', 'length(Name),Description desc,Value desc']) {
      const { found, pages } = await all(`Variables?$orderby=${order}`);
      assert.deepEqual(pages, [50, 50, 20], order);
      assert.equal(new Set(found.map((row) => row['VariableID'])).size, 120, order);
      const values = found.map((row) => row['Description'] as string | null);
      if (order === 'Description') assert.deepEqual(values, values.toSorted((a, b) => (a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1)));
      if (order === 'Description desc') assert.equal(values.at(-1), null);
      if (order === 'Name desc') assert.equal(found[0]?.['Name'], 'v119');
    }
  });

  it('keeps $top, $filter, $expand and the count over pages', async () => {
    const { found, pages } = await all("Variables?$filter=startswith(Name,'v')&$orderby=Name&$top=70&$inlinecount=allpages");
    assert.deepEqual(pages, [50, 20]);
    assert.equal(found.at(-1)?.['Name'], 'v069');
    assert.equal(body(await under.http.get('Variables?$inlinecount=allpages&$top=1')).__count, '120');
    assert.equal(body(await under.http.get('Variables?$top=1')).__next, undefined);
    assert.deepEqual(await names('$orderby=Name&$skip=118'), ['v118', 'v119']);
    assert.equal((await under.http.get('Variables/$count')).data, 120);
    assert.equal((await under.http.get('Variables/$count?$filter=IsEncrypted')).data, 12);
  });

  const filters: readonly (readonly [string, readonly string[] | number])[] = [
    ["Name eq 'v007'", ['v007']], ["Name eq 'V007'", ['v007']], ["'v007' eq Name", ['v007']], ["Name ne 'v007' and Name lt 'v009'", 8],
    ["Description eq null and Name lt 'v007'", ['v000', 'v003', 'v006']], ["Description ne null", 80], ["Description eq 'about 1'", 12],
    ["cast(1,'Edm.String') eq '1'", 120], ["cast(length(Name),'Edm.String') eq '4'", 120], ["cast(1.5,'Edm.String') eq '1.5'", 120], ["cast(IsEncrypted,'Edm.String') eq 'true'", 12],
    ['IsEncrypted', 12], ['not IsEncrypted', 108], ['IsEncrypted eq false', 108], ["not (Description lt 'b')", 40],
    ["substringof('11',Name)", ['v011', 'v110', 'v111', 'v112', 'v113', 'v114', 'v115', 'v116', 'v117', 'v118', 'v119']],
    ["substringof(Name,'x v001 v002 x')", ['v001', 'v002']], ["endswith(Name,'99')", ['v099']], ["endswith(Name,'')", 120],
    ["length(Name) eq 4 and indexof(Name,'5') eq 3", 11], ["substring(Name,1) eq '042'", ['v042']], ["substring(Name,1,2) eq '04'", 10],
    ["toupper(Name) eq 'V003'", ['v003']], ["concat(Name,'x') eq 'v003x'", ['v003']], ["replace(Name,'v','w') eq 'w003'", ['v003']], ["trim(Name) eq 'v003'", ['v003']],
    ['year(CreationTime) gt 2000 and month(CreationTime) le 12', 120], ["CreationTime gt datetime'2000-01-01T00:00:00'", 120], ["CreationTime lt datetime'2000-01-01'", 0],
    ['1 add 2 mul 3 eq 7', 120], ['(7 div 2) eq 3 and (-7 mod 2) eq -1', 120], ['5.5 mod 2.0 eq 1.5 and 7 div 2.0 eq 3.5', 120], ['round(2.5) eq 3 and floor(2.9) eq 2 and ceiling(2.1) eq 3', 120],
    ["Name eq 'v001' or Name eq 'v002' and IsEncrypted", ['v001']], ["(Name eq 'v001' or Name eq 'v002') and not IsEncrypted", ['v001', 'v002']],
    ["Name eq 'it''s; drop table Variables --'", []], ["substringof('%',Name)", []], ["VariableID ne guid'00000000-0000-0000-0000-000000000000'", 120],
  ];
  for (const [filter, expected] of filters) {
    it(`$filter=${filter}`, async () => {
      if (typeof expected === 'number') assert.equal((await under.http.get(`Variables/$count?$filter=${encodeURIComponent(filter)}`)).data, expected);
      else assert.deepEqual(rows(await under.http.get(`Variables?$orderby=Name&$filter=${encodeURIComponent(filter)}`)).map((row) => row['Name']), expected);
    });
  }

  it('knows the case of all letters in functions, in large sets too', async () => {
    const made = await under.http.post('Schedules', { __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, Name: 'Größe Élan', StartTime: '2100-01-01T00:00:00' });
    assert.equal(made.status, 201, JSON.stringify(made.data));
    for (const filter of ["toupper(Name) eq 'GRÖßE ÉLAN'", "tolower(Name) eq 'größe élan'", "substringof('GRÖ',Name)", "startswith(Name,'grÖ')", "endswith(Name,'éLAN')", "indexof(Name,'ÉLAN') eq 6"]) assert.deepEqual(await names(`$filter=${filter}`, 'Schedules'), ['Größe Élan'], filter);
    assert.deepEqual(await names("$filter=substringof('Ö',JobException) or toupper(JobStatus) eq 'É'", 'Jobs', 'JobID'), []);
    assert.equal((await under.http.delete(`Schedules(guid'${String(body(made)['ScheduleID'])}')`)).status, 204);
  });

  it('follows navigations in paths, filters and orders', async () => {
    const one = await publishNew(under.http, 'workflow Nav-One { param($P) }');
    const two = await publishNew(under.http, 'workflow Nav-Two { }');
    const jobs = [await start(under.http, two.runbook), await start(under.http, one.runbook, { P: 'x' })];
    assert.deepEqual(await names(`$filter=JobContext/RunbookVersion/Runbook/RunbookName eq 'Nav-One'`, 'Jobs', 'JobID'), [jobs[1]]);
    assert.deepEqual(await names('$orderby=JobContext/RunbookVersion/Runbook/RunbookName', 'Jobs', 'JobID'), jobs.toReversed());
    assert.deepEqual(await names(`$filter=RunbookParameters/any(p: p/Name eq 'P')`, 'RunbookVersions', 'RunbookVersionID'), [one.version]);
    assert.deepEqual(await names(`$filter=RunbookParameters/any() eq false and IsDraft eq false`, 'RunbookVersions', 'RunbookVersionID'), [two.version]);
    assert.deepEqual((await names(`$filter=RunbookParameters/all(p: p/IsMandatory)`, 'RunbookVersions', 'RunbookVersionID')), [two.version]);
    assert.deepEqual(await names(`$filter=DraftRunbookVersion eq null&$orderby=RunbookName`, 'Runbooks', 'RunbookName'), ['Nav-One', 'Nav-Two']);
    const deep = body(await under.http.get(`Jobs(guid'${jobs[0]}')/JobContext/RunbookVersion/Runbook`));
    assert.equal(deep['RunbookName'], 'Nav-Two');
    assert.equal((await under.http.get(`Runbooks(guid'${one.runbook}')/RunbookName/$value`)).data, 'Nav-One');
    assert.deepEqual(body(await under.http.get(`Runbooks(guid'${one.runbook}')/RunbookName`)), { RunbookName: 'Nav-One' });
    assert.match(String(body(await under.http.get(`Runbooks(guid'${one.runbook}')/$links/PublishedRunbookVersion`))['uri']), new RegExp(one.version));
    const key = `JobParameters(JobContextID=guid'${String(body(await under.http.get(`Jobs(guid'${jobs[1]}')`))['JobContextID'])}',Name='p')`;
    assert.equal(body(await under.http.get(key))['Value'], 'x');
  });

  it('counts in units of UTF-16, with decimals as they are written, and true above false', async () => {
    for (const filter of ["length('a😀b') eq 4", "indexof('a😀b','B') eq 3", "substring('a😀b',3) eq 'b'", "substring('a😀b',1,2) eq '😀'", "substring('abc',9) eq ''", 'substring(Name,2147483647 mul 2147483647) eq \'\'', "endswith('a😀','😀')",
      '0.1M add 0.2M eq 0.3M', '0.3M sub 0.1M ge 0.2M', '1.10M eq 1.1M', 'length(Name) mul 0.1M eq 0.4M', 'true gt false', 'not (IsEncrypted lt false)', 'IsEncrypted le true']) {
      assert.deepEqual([filter, (await under.http.get(`Variables/$count?$filter=${encodeURIComponent(filter)}`)).data], [filter, 120]);
    }
    assert.equal((await under.http.get("Variables/$count?$filter=IsEncrypted gt false")).data, 12);
  });

  it('compares durations and moments by what they are', async () => {
    for (const [filter, holds] of [["time'PT1H' eq time'PT60M'", true], ["time'PT1H' ne time'PT60M'", false], ["time'P1D' gt time'PT23H59M'", true], ["time'PT9H' lt time'PT10H'", true], ["hour(time'PT90M') eq 1 and minute(time'PT90M') eq 30", true],
      ["datetimeoffset'2026-01-01T00:00:00Z' eq datetimeoffset'2026-01-01T01:00:00+01:00'", true], ["datetimeoffset'2026-01-01T00:30:00+01:00' lt datetimeoffset'2026-01-01T00:00:00Z'", true]] as const) {
      assert.equal((await under.http.get(`Variables/$count?$filter=${encodeURIComponent(filter)}`)).data, holds ? 120 : 0, filter);
    }
  });

  it('expands to one and to many, level by level', async () => {
    const { runbook, version } = await importRunbook(under.http, 'workflow Expanded { param($A, $B) }');
    await act(under.http, 'Runbooks', runbook, 'Publish');
    const [found = {}] = rows(await under.http.get(`Runbooks?$filter=RunbookID%20eq%20guid'${runbook}'&$expand=PublishedRunbookVersion/RunbookParameters,DraftRunbookVersion,Statistics,Schedules`));
    const published = found['PublishedRunbookVersion'] as Wire & { RunbookParameters: { results: readonly Wire[] } };
    assert.equal(published['RunbookVersionID'], version);
    assert.deepEqual(published.RunbookParameters.results.map((p) => p['Name']), ['A', 'B']);
    assert.equal(found['DraftRunbookVersion'], null);
    assert.equal((found['Statistics'] as Wire)['RunbookID'], runbook);
    assert.deepEqual((found['Schedules'] as { results: readonly Wire[] }).results, []);
    const [chosen] = rows(await under.http.get("Runbooks?$select=RunbookName&$top=1"));
    assert.deepEqual(Object.keys(chosen ?? {}).toSorted(), ['RunbookName', '__metadata']);
    const [startable = {}] = rows(await under.http.get('Runbooks?$select=RunbookName,Start&$top=1'));
    assert.deepEqual(Object.keys((startable['__metadata'] as { readonly actions: object }).actions).map((name) => name.slice(name.indexOf('#'))), ['#OrchestratorApi.Start']);
  });

  it('refuses an answer that grows with every level', async () => {
    const { runbook } = await publishNew(under.http, 'workflow Back { }');
    for (let n = 0; n < 25; n += 1) await start(under.http, runbook);
    const back = 'JobContexts/RunbookVersion/';
    const versions = `RunbookVersions?$filter=RunbookID eq guid'${runbook}'&$expand=`;
    assert.equal(rows(await under.http.get(`${versions}${back}JobContexts`)).length, 1);
    const refused = await under.http.get(`${versions}${back}${back}JobContexts`);
    assert.deepEqual([refused.status, errorOf(refused).code], [400, 'TooComplex']);
  });

  it('reads every entity set in both formats, and shows the properties of the version asked for', async () => {
    for (const set of modelsFor('2016').main.entitySets) {
      const json = await under.http.get(set.name);
      assert.equal(json.status, 200, set.name);
      const atom = await under.http.get(`${set.name}()`, { headers: { Accept: 'application/atom+xml,application/xml' } });
      assert.match(String(atom.data), new RegExp(`<title type="text">${set.name}</title>`));
    }
    const metadata = String((await under.http.get('$metadata')).data);
    assert.ok(metadata.includes('RunbookType'));
    await using old = await serve({ serverVersion: '2012R2' });
    await importRunbook(old.http, 'workflow Old { }');
    assert.ok(!String((await old.http.get('$metadata')).data).includes('RunbookType'));
    assert.ok(!('RunbookType' in (rows(await old.http.get('Runbooks'))[0] ?? {})));
    assert.match(String((await under.http.get('JobStreams/$metadata')).data), /Namespace="Orchestrator\.Streams\.ResourceModel"/);
  });

  it('takes the assets of data: schedules with their kind, credentials and connections without their secrets', async () => {
    const schedule = await under.http.post('Schedules', { __metadata: { type: 'Orchestrator.ResourceModel.DailySchedule' }, Name: 'Nightly', StartTime: '2030-01-01T02:00:00', DayInterval: 2, IsEnabled: true });
    assert.equal(schedule.status, 201, JSON.stringify(schedule.data));
    const [daily = {}] = rows(await under.http.get('Schedules'));
    assert.deepEqual([(daily['__metadata'] as Wire)['type'], daily['DayInterval'], daily['Name']], ['Orchestrator.ResourceModel.DailySchedule', 2, 'Nightly']);
    assert.equal((await under.http.get("Schedules/$count?$filter=isof('Orchestrator.ResourceModel.OneTimeSchedule')")).data, 0);
    const credential = await under.http.post('Credentials', { Name: 'c', UserName: 'u', RawValue: 'hunter22' });
    assert.equal(credential.status, 201);
    assert.ok(!JSON.stringify((await under.http.get('Credentials')).data).includes('hunter22'));
    const id = String(body(credential)['CredentialID']);
    assert.equal((await under.http.request({ method: 'MERGE', url: `Credentials(guid'${id}')`, data: { UserName: 'w' } })).status, 204);
    assert.equal(body(await under.http.get(`Credentials(guid'${id}')`))['UserName'], 'w');
    assert.equal((await under.http.delete(`Credentials(guid'${id}')`)).status, 204);
    assert.equal((await under.http.request({ method: 'MERGE', url: "AdminConfigurations('MaxJobRecords')", data: { Name: 'MaxJobRecords', Value: '5' } })).status, 204);
    assert.equal(body(await under.http.get("AdminConfigurations('MaxJobRecords')"))['Value'], '5');
  });
});
