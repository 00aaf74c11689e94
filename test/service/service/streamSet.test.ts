import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { AxiosResponse } from 'axios';
import { body, errorOf, publishNew, rows, start, type Wire } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const TENANT = '00000000-0000-0000-0000-000000000000';
const EACH = 70;

describe('the entity set of stream records', () => {
  let under: UnderTest;
  let jobs: readonly string[];
  before(async () => {
    under = await serve();
    const { runbook } = await publishNew(under.http, '# talks', 'Talks');
    jobs = [await start(under.http, runbook), await start(under.http, runbook)].toSorted((a, b) => (a < b ? -1 : 1));
    const database = new DatabaseSync(`${under.folder}/sma.db`, { timeout: 5_000 });
    const insert = database.prepare('insert into stream_record (job_key, time, type, text, name_values) values ((select job_key from Jobs where JobID = ?), ?, ?, ?, ?)');
    // The records of both jobs share their times: only the job tells them apart.
    for (const job of jobs) for (let at = 0; at < EACH; at += 1) {
      insert.run(job, `2026-01-01T00:00:00.${String(at + 1).padStart(7, '0').replace(/0+$/, '') || '0'}`, at % 2 === 0 ? 'Output' : 'Error', `Text ${at}`, at === 1 ? '[{"name":"Line","value":"7"}]' : null);
    }
    database.close();
  });
  after(() => under[Symbol.asyncDispose]());

  const all = async (first: string): Promise<readonly Wire[]> => {
    const found: Wire[] = [];
    for (let url: string | undefined = first; url !== undefined;) {
      const reply: AxiosResponse<{ d: { __next?: string } }> = await under.http.get(url);
      assert.equal(reply.status, 200, JSON.stringify(reply.data));
      assert.ok(rows(reply).length <= 50);
      found.push(...rows(reply));
      url = reply.data.d.__next;
    }
    return found;
  };

  it('gives every record once, job by job and in time, over its pages', async () => {
    const found = await all('JobStreams/Stream');
    assert.deepEqual(found.map((record) => [record['JobId'], record['StreamText']]), jobs.flatMap((job) => Array.from({ length: EACH }, (_, at) => [job, `Text ${at}`])));
    const [record] = found.filter((one) => one['JobId'] === jobs[0] && one['StreamText'] === 'Text 1');
    assert.deepEqual(record?.['NameValues'], (rows(await under.http.get(`JobStreams/GetStreamItems?jobId='${jobs[0]}'&streamType='Error'&$top=1`))[0] as Wire)['NameValues']);
    assert.match(JSON.stringify(record?.['NameValues']), /"Name":"Line","Value":"7"/);
  });

  it('takes the options of every set', async () => {
    const errors = await all(`JobStreams/Stream?$filter=JobId eq guid'${jobs[1]}' and StreamTypeName eq 'error'&$orderby=StreamTime desc`);
    assert.deepEqual(errors.map((record) => record['StreamText']), Array.from({ length: EACH / 2 }, (_, at) => `Text ${EACH - 1 - 2 * at}`));
    assert.equal(String((await under.http.get("JobStreams/Stream/$count?$filter=endswith(StreamText,'9')")).data), String(2 * EACH / 10));
    const page = await under.http.get<{ d: { __count: string } }>('JobStreams/Stream?$inlinecount=allpages&$top=3&$skip=2&$select=StreamText');
    assert.deepEqual([page.data.d.__count, rows(page).map((record) => record['StreamText'])], [String(2 * EACH), ['Text 2', 'Text 3', 'Text 4']]);
    const atom = await under.http.get<string>('JobStreams/Stream?$top=1', { headers: { Accept: 'application/atom+xml' } });
    assert.match(atom.data, new RegExp(`<id>[^<]*/JobStreams/Stream\\(JobId=guid'${jobs[0]}',TenantId=guid'${TENANT}'\\)</id>`));
  });

  it('has a record by its key, and nothing to change', async () => {
    for (const key of [`guid'${jobs[1]}'`, `JobId=guid'${jobs[1]}',TenantId=guid'${TENANT}'`]) {
      const record = body(await under.http.get(`JobStreams/Stream(${key})`)) as Wire;
      assert.deepEqual([record['JobId'], record['StreamText']], [jobs[1], 'Text 0']);
    }
    const missing = await under.http.get(`JobStreams/Stream(guid'${TENANT}')`);
    assert.deepEqual([missing.status, errorOf(missing).code], [404, 'NotFound']);
    assert.equal((await under.http.post('JobStreams/Stream', {})).status, 405);
    assert.equal((await under.http.delete(`JobStreams/Stream(guid'${jobs[0]}')`)).status, 405);
  });

  it('GetStreamItems takes the options of a set over what its arguments choose, and has no pages', async () => {
    const items = (options: string, streamType = 'Any', since = ''): Promise<AxiosResponse> => under.http.get(`JobStreams/GetStreamItems?jobId='${jobs[1]}'&streamType='${streamType}'${since}${options}`);
    const texts = async (...given: Parameters<typeof items>): Promise<readonly unknown[]> => {
      const reply = await items(...given);
      assert.equal(reply.status, 200, JSON.stringify(reply.data));
      return rows(reply).map((record) => record['StreamText']);
    };
    const numbers = Array.from({ length: EACH }, (_, at) => at), named = (some: readonly number[]): readonly string[] => some.map((at) => `Text ${at}`);
    const odd = numbers.filter((at) => at % 2 === 1), late = "&streamsCreatedSinceDateTime='2026-01-01T00:00:00.0000041'";
    assert.deepEqual(await texts("&$filter=endswith(StreamText,'7')"), named(numbers.filter((at) => at % 10 === 7)));
    assert.deepEqual(await texts("&$filter=endswith(StreamText,'8')", 'Error'), []);
    assert.deepEqual(await texts('&$filter=length(StreamText) gt 6', 'Error', late), named(odd.filter((at) => at >= 40)));
    assert.deepEqual(await texts('&$orderby=StreamTime desc'), named(numbers.toReversed()));
    assert.deepEqual(await texts('&$orderby=StreamText desc&$top=3', 'Error'), ['Text 9', 'Text 7', 'Text 69']);
    assert.deepEqual(await texts('&$skip=66'), named([66, 67, 68, 69]));
    assert.deepEqual(await texts('&$skip=2&$top=2', 'Error', late), named([45, 47]));
    assert.deepEqual(await texts('&$skip=100'), []);
    assert.deepEqual(await texts('&$top=0'), []);
    const counted = await items("&$inlinecount=allpages&$top=1&$filter=StreamTypeName eq 'Error'&$select=StreamTime");
    assert.deepEqual([(counted.data as { readonly d: Wire }).d['__count'], rows(counted).map((record) => [Object.keys(record), record['StreamTime']])], [String(EACH / 2), [[['__metadata', 'StreamTime'], '/Date(1767225600000)/']]]);
    // The other job's are never among them.
    assert.deepEqual(new Set(rows(await items('&$filter=true or 1 eq 1')).map((record) => record['JobId'])), new Set([jobs[1]]));
    for (const [option, code] of [['$skiptoken=1', 'SkipToken'], [`$skiptoken=guid'${TENANT}',guid'${TENANT}',datetime'2026-01-01T00:00:00'`, 'OptionNotApplicable'], ['$expand=Job', 'PropertyUnknown'], ['$filter=Nope eq 1', 'PropertyUnknown'], ['$orderby=', ''], ['$top=-1', 'OptionValue']] as const) {
      const reply = await items(`&${option}`);
      assert.deepEqual([reply.status, code === '' ? '' : errorOf(reply).code], [code === '' ? 200 : 400, code], option);
    }
    assert.equal((await items('&$inlinecount=allpages&$top=1', 'Error', '&streamsCreatedSinceDateTime=\'2030-01-01\'')).status, 200);
  });

  it('GetStreamItems with options streams what is longer than it reads at a time, each record once, in each format', async () => {
    const [job = ''] = jobs, more = 2_300;
    const database = new DatabaseSync(`${under.folder}/sma.db`, { timeout: 5_000 });
    try {
      database.exec('begin');
      const insert = database.prepare("insert into stream_record (job_key, time, type, text) values ((select job_key from Jobs where JobID = ?), ?, 'Output', ?)");
      for (let at = 0; at < more; at += 1) insert.run(job, `2026-02-01T00:00:00.${String(at + 1).padStart(7, '0').replace(/0+$/, '')}`, at === 700 ? 'x'.repeat(400_000) : `More ${at}`);
      database.exec('commit');
      const address = `JobStreams/GetStreamItems?jobId='${job}'&streamType='Output'&$inlinecount=allpages&$skip=1&$filter=startswith(StreamText,'Text') eq false`;
      for (const order of ['', '&$orderby=StreamTime desc', '&$orderby=length(StreamText),StreamText desc']) {
        const reply = await under.http.get<{ readonly d: { readonly __count: string; readonly __next?: string } }>(address + order);
        const found = rows(reply).map((record) => String(record['StreamText']));
        assert.deepEqual([reply.data.d.__count, reply.data.d.__next, found.length, new Set(found).size], [String(more), undefined, more - 1, more - 1], order);
        assert.equal(found[order === '' ? 699 : order.includes('desc') && order.includes('Time') ? more - 702 : more - 2]?.length, 400_000, order);
      }
      const atom = await under.http.get<string>(`${address}&$top=1500`, { headers: { Accept: 'application/atom+xml' } });
      assert.deepEqual([/<m:count>(\d+)<\/m:count>/.exec(atom.data)?.[1], atom.data.match(/<entry>/g)?.length], [String(more), 1_500]);
      const light = await under.http.get<{ readonly 'odata.count': string; readonly value: readonly unknown[] }>(`${address}&$top=1500`, { headers: { Accept: 'application/json;odata=nometadata' } });
      assert.deepEqual([light.data['odata.count'], light.data.value.length], [String(more), 1_500]);
    } finally {
      database.exec("delete from stream_record where time like '2026-02-01%'");
      database.close();
    }
  });
});
