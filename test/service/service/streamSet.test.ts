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
});
