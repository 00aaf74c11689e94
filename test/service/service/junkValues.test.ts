import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AxiosResponse } from 'axios';
import { XMLValidator } from 'fast-xml-parser';
import type { EntitySet } from '../../../src/sma/edm/serviceModel.ts';
import { modelsFor } from '../../../src/sma/models.ts';
import { storedProperties } from '../../../src/service/store/schema/schema.ts';
import { act, importRunbook, publishNew, rows, start, type Wire } from '../support/conversation.ts';
import { insertRow } from '../support/insertRow.ts';
import { eventually } from '../../support/eventually.ts';
import { greetings } from '../support/moduleZips.ts';
import { serve, temporaryFolder, type UnderTest } from '../support/serviceUnderTest.ts';

const ATOM = 'application/atom+xml', LIGHT = 'application/json;odata=fullmetadata';
type Junk = readonly (readonly [name: string, sql: string])[];
const TEXTS: Junk = [['a word', "'junk'"], ['bytes', "x'00ff'"]];
const TIMES: Junk = [['nothing', "''"], ['a day that is none', "'2026-02-30T00:00:00'"], ['a time as others write it', "'2026-01-01 10:00'"], ['the year 0', "'0000-01-01T00:00:00'"]];
const NUMBERS: Junk = [['a number beyond all', '1e300'], ['a number beyond JavaScript', '1152921504606846977'], ['a fraction', '1.5'], ['infinity', '9e999'], ['below zero', '-7']];
const junkOf = (type: string): Junk => (type === 'Edm.Guid' ? TEXTS : type === 'Edm.DateTime' ? [...TEXTS, ...TIMES] : [...TEXTS, ...NUMBERS]);

describe('junk in one row', () => {
  let under: UnderTest, database: DatabaseSync;
  const { main } = modelsFor('2016');
  before(async () => {
    under = await serve();
    const { http } = under;
    const { runbook } = await publishNew(http, 'workflow One { param([string]$P) }');
    await importRunbook(http, 'workflow Two { }');
    for (const value of ['a', 'b', 'c']) await start(http, runbook, { P: `"${value}"` });
    for (const name of ['s1', 's2', 's3']) assert.equal((await http.post('Schedules', { 'odata.type': 'Orchestrator.ResourceModel.DailySchedule', Name: name, StartTime: '2070-01-01T00:00:00', IsEnabled: true, DayInterval: 1 }, { headers: { 'Content-Type': 'application/json;odata=light' } })).status, 201);
    for (const name of ['v1', 'v2']) await http.post('Variables', { Name: name, Value: '1' });
    database = new DatabaseSync(join(under.folder, 'sma.db'), { enableForeignKeyConstraints: false });
    database.exec('pragma ignore_check_constraints = on');
    // Two of each at least, so that a page has another row and the next page is asked for.
    for (const set of main.entitySets) {
      for (let n = Number(database.prepare(`select count(*) as n from "${set.name}"`).get()?.['n']); n < 2; n += 1) insertRow(database, set.name, { ...Object.fromEntries(set.type.key.map(({ name, type }) => [name, type === 'Edm.Guid' ? randomUUID() : type === 'Edm.String' ? `row-${n}` : n + 1_000])), ...(set.type.property('Name') === undefined ? {} : { Name: `row-${n}` }) });
    }
  });
  after(async () => {
    database.close();
    await under[Symbol.asyncDispose]();
  });

  const get = (url: string, accept = 'application/json;odata=verbose', version = '3.0'): Promise<AxiosResponse> => under.http.get(url, { headers: { Accept: accept, MaxDataServiceVersion: version } });
  /** Answered, whole, and with all rows of the set. */
  const readable = (reply: AxiosResponse, what: string): void => {
    assert.equal(reply.status, 200, `${what}: ${JSON.stringify(reply.data)}`);
    if (typeof reply.data === 'string' && reply.data.startsWith('<')) assert.equal(XMLValidator.validate(reply.data), true, what);
  };
  /** All pages of one entity each, behind their links. */
  const paged = async (url: string, what: string): Promise<number> => {
    let count = 0;
    for (let next: string | undefined = url; next !== undefined;) {
      const reply: AxiosResponse<{ readonly d: { readonly results: readonly Wire[]; readonly __next?: string } }> = await get(next);
      readable(reply, what);
      count += reply.data.d.results.length;
      assert.ok(count <= 200, `${what}: it goes on for ever`);
      next = reply.data.d.__next;
    }
    return count;
  };

  const columnsOf = (set: EntitySet): readonly { readonly name: string; readonly type: string; readonly owner: string }[] => {
    const there = new Set(database.prepare('select name from pragma_table_info(?) where pk = 0 or type not like \'int%\'').all(set.name).map((row) => String(row['name'])));
    return storedProperties(set, main).filter(({ property }) => there.has(property.name)).map(({ property }) => ({ name: property.name, type: property.type, owner: set.type.property(property.name) === undefined ? `${main.namespace}.DailySchedule/` : '' }));
  };

  for (const set of main.entitySets) {
    it(`of ${set.name} stops no page, in no format, order or condition`, async () => {
      for (const { name, type, owner } of columnsOf(set)) {
        if (type === 'Edm.String') continue;
        for (const [kind, sql] of junkOf(type)) {
          const what = `${set.name}.${name} with ${kind}`;
          const [victim] = database.prepare(`select rowid as at, quote("${name}") as was from "${set.name}" order by rowid desc limit 1`).all();
          try {
            database.exec(`update "${set.name}" set "${name}" = ${sql} where rowid = ${Number(victim?.['at'])}`);
          } catch (error) {
            // Which SQLite itself refuses.
            if (error instanceof Error && /UNIQUE|datatype mismatch/.test(error.message)) continue;
            throw error;
          }
          try {
            for (const [accept, version] of [[ATOM, '3.0'], ['application/json;odata=verbose', '3.0'], ['application/json;odata=verbose', '2.0'], [LIGHT, '3.0']] as const) readable(await get(set.name, accept, version), `${what} as ${accept}`);
            const all = Number((await get(`${set.name}/$count`)).data);
            for (const order of ['asc', 'desc']) if (type !== 'Edm.Binary') readable(await get(`${set.name}?$orderby=${owner}${name} ${order}`), `${what} in order`);
            for (const condition of type === 'Edm.DateTime' ? [`year(${owner}${name}) ge 0`, `${owner}${name} gt datetime'2000-01-01T00:00:00'`] : type === 'Edm.Guid' || type === 'Edm.Boolean' ? [`${owner}${name} ne null`] : [`${owner}${name} add 1 gt 0`, `${owner}${name} mul 2 eq 4`, `${owner}${name} mod 2 eq 0`, `cast(${owner}${name},'Edm.String') ne 'x'`, `round(${owner}${name} div 1.5) gt 0`]) readable(await get(`${set.name}?$filter=${encodeURIComponent(condition)}`), `${what} where ${condition}`);
            if (all > 1 && all < 20) for (const url of [`${set.name}?$expand=${set.type.navigations.map((one) => one.name).join(',')}`.replace(/\?\$expand=$/, '')]) readable(await get(url), `${what} expanded`);
            const key = database.prepare(`select ${set.type.key.map((one) => `"${one.name}"`).join(', ')} from "${set.name}" where rowid = ${Number(victim?.['at'])}`).get() ?? {};
            const keys = set.type.key.map((one) => `${one.name}=${one.type === 'Edm.Guid' ? `guid'${String(key[one.name])}'` : one.type === 'Edm.String' ? `'${String(key[one.name])}'` : String(key[one.name])}`).join(',');
            for (const rest of ['', `/${owner}${name}`, `/${owner}${name}/$value`, ...set.type.navigations.flatMap((one) => [`/${one.name}`, `/$links/${one.name}`])]) assert.ok((await get(`${set.name}(${encodeURIComponent(keys)})${rest}`)).status < 500, `${what} at ${rest}`);
          } finally {
            database.exec(`update "${set.name}" set "${name}" = ${String(victim?.['was'])} where rowid = ${Number(victim?.['at'])}`);
          }
        }
      }
    }).timeout(120_000);
  }

  it('is passed over by pages: each row comes once, whatever it is ordered by and where the page ends', async () => {
    for (let n = 0; n < 60; n += 1) insertRow(database, 'Schedules', { ScheduleID: randomUUID(), Name: `p${String(n).padStart(2, '0')}`, type_name: 'DailySchedule', DayInterval: 10, StartTime: '2070-01-01T00:00:00', CreationTime: '2070-01-01T00:00:00', LastModifiedTime: '2070-01-01T00:00:00', IsEnabled: 0 });
    const { n } = database.prepare('select count(*) as n from Schedules').get() as { readonly n: number };
    for (const change of ["StartTime = 'junk' || Name", 'DayInterval = 1152921504606846977 + rowid', "DayInterval = 'junk' || Name", 'DayInterval = 1e300 * (1 + rowid)', "ScheduleID = 'key ''/' || rowid", 'IsEnabled = 2 + rowid']) {
      database.exec(`savepoint s`);
      database.exec(`update Schedules set ${change} where Name like 'p%'`);
      database.exec('release s');
      for (const order of ['', '?$orderby=StartTime', '?$orderby=StartTime desc', `?$orderby=${main.namespace}.DailySchedule/DayInterval`, `?$orderby=${main.namespace}.DailySchedule/DayInterval add 1 desc`, '?$orderby=IsEnabled,Name desc']) assert.equal(await paged(`Schedules${order}`, `${change} ${order}`), n, `${change} ${order}`);
    }
  }).timeout(60_000);

  it('is told for whom it is: records of a job, batches, the log', async () => {
    const [job] = database.prepare('select j.job_key as key, j.JobID as id from Jobs j limit 1').all();
    const record = database.prepare("insert into stream_record (job_key, time, type, text, name_values) values (?, ?, 'Error', ?, ?)");
    for (const [time, pairs] of [['2026-01-01T00:00:00', '[{"name":"Line","value":"7"}]'], ['junk', '{'], ['2026-01-01T00:00:01', '[1]'], ['2026-01-01T00:00:02', '[{"name":{}}]']] as const) record.run(Number(job?.['key']), time, `at ${time}`, pairs);
    for (const url of [`JobStreams/GetStreamItems?jobId='${String(job?.['id'])}'&streamType='Any'`, 'JobStreams/Stream']) for (const [accept, version] of [[ATOM, '3.0'], ['application/json;odata=verbose', '3.0'], [LIGHT, '3.0']] as const) {
      const reply = await get(url, accept, version);
      readable(reply, `${url} as ${accept}`);
      assert.equal((JSON.stringify(reply.data).match(/at (?:junk|2026)/g) ?? []).length, 4);
    }
    database.exec("update Schedules set StartTime = 'junk', IsEnabled = 2 where Name = 's1'");
    const batch = await under.http.post<string>('$batch', '--b\r\nContent-Type: application/http\r\n\r\nGET Schedules HTTP/1.1\r\nAccept: application/json;odata=verbose\r\n\r\n\r\n--b--\r\n', { headers: { 'Content-Type': 'multipart/mixed; boundary=b', MaxDataServiceVersion: '2.0' } });
    assert.match(batch.data, /HTTP\/1\.1 200 OK[^]*"StartTime":"\\\/Date\(-62135596800000\)\\\/"/);
  });

  it('is in nobody’s way who changes the rest, and numbers that go up begin again', async () => {
    const { http } = under, octets = { headers: { 'Content-Type': 'application/octet-stream' } };
    const { runbook, version } = await publishNew(http, 'workflow Odd { }');
    for (const junk of ["'junk'", '1152921504606846977', "x'00ff'", '1.5']) {
      database.exec(`update RunbookVersions set VersionNumber = ${junk} where RunbookVersionID = '${version}'`);
      assert.equal((await act(http, 'Runbooks', runbook, 'Edit')).status, 200, junk);
      const draft = (await http.get<{ readonly d: Wire }>(`Runbooks(guid'${runbook}')/DraftRunbookVersion`)).data.d;
      assert.equal(draft['VersionNumber'], 1, junk);
      const text = `RunbookVersions(guid'${String(draft['RunbookVersionID'])}')/$value`;
      database.exec(`update RunbookVersions set LastModifiedTime = ${junk} where RunbookVersionID = '${String(draft['RunbookVersionID'])}'`);
      const { headers } = await http.get(text);
      assert.equal(headers['etag'], '"0"', junk);
      assert.equal((await http.put(text, 'workflow Odd { 1 }', { headers: { ...octets.headers, 'If-Match': '"5"' } })).status, 412, junk);
      assert.equal((await http.put(text, 'workflow Odd { 1 }', { headers: { ...octets.headers, 'If-Match': '"0"' } })).status, 204, junk);
      assert.equal((await http.delete(`RunbookVersions(guid'${String(draft['RunbookVersionID'])}')`)).status, 204, junk);
      assert.equal((await http.post('Modules', greetings(), octets)).status, 201, junk);
      database.exec(`update Modules set Version = ${junk} where ModuleName = 'Greetings'`);
      const again = await http.post<{ readonly d: Wire }>('Modules', greetings(), octets);
      assert.deepEqual([again.status, again.data.d['Version']], [201, 1], junk);
    }
  });

  it('of a schedule, whether it is enabled, is a line in the log at the next start', async () => {
    const folder = temporaryFolder();
    try {
      {
        await using first = await serve({ dataFolder: folder });
        for (const Name of ['odd', 'well']) assert.equal((await first.http.post('Schedules', { 'odata.type': 'Orchestrator.ResourceModel.DailySchedule', Name, StartTime: '2070-01-01T00:00:00', IsEnabled: true, DayInterval: 1 }, { headers: { 'Content-Type': 'application/json;odata=light' } })).status, 201);
      }
      const spoiled = new DatabaseSync(join(folder, 'sma.db'));
      spoiled.exec("update Schedules set IsEnabled = 'perhaps' where Name = 'odd'");
      spoiled.close();
      await using again = await serve({ dataFolder: folder });
      const told = await eventually(() => Promise.resolve(again.logger.entries.find(({ level }) => level === 'error')), 5_000, 'the line');
      assert.deepEqual([told.message, told.fields], ['A schedule does not run: whether it is enabled is neither true nor false. Set it anew', { schedule: 'odd', enabled: 'perhaps' }]);
      // The way out that it names.
      const [odd] = rows(await again.http.get("Schedules?$filter=Name eq 'odd'"));
      assert.equal(odd?.['IsEnabled'], false);
      assert.equal((await again.http.patch(`Schedules(guid'${String(odd['ScheduleID'])}')`, { 'odata.type': 'Orchestrator.ResourceModel.DailySchedule', IsEnabled: true }, { headers: { 'Content-Type': 'application/json;odata=light' } })).status, 204);
      assert.equal(rows(await again.http.get('Schedules?$filter=IsEnabled')).length, 2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
