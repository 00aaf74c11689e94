import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { errorOf, importRunbook, publishNew, rows } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const JOBS = 40_000;
const many = (count: number, term: (at: number) => string): string => encodeURIComponent(Array.from({ length: count }, (_, at) => term(at)).join(' or '));

describe('questions that take long', () => {
  let under: UnderTest;
  before(async () => {
    under = await serve();
    const { runbook, version } = await publishNew(under.http, '# many', 'Many');
    const database = new DatabaseSync(`${under.folder}/sma.db`, { timeout: 5_000 });
    const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${JOBS})`;
    const id = (factor: number): string => `printf('%08x-0000-4000-8000-%012x', (i * ${factor}) % 4294967296, i)`;
    database.exec(`begin immediate;
      ${numbers} insert into JobContexts select ${id(7_919)}, '${version}', '00000000-0000-0000-0000-000000000000', null from n;
      ${numbers} insert into Jobs (JobID, JobContextID, TenantID, JobStatus, CreationTime, LastModifiedTime, ErrorCount, WarningCount, runbook_id, JobException)
        select ${id(104_729)}, ${id(7_919)}, '00000000-0000-0000-0000-000000000000', 'Failed', '2026-01-01T00:00:00', '2026-01-01T00:00:00', 0, 0, '${runbook}', 'went wrong at line ' || i from n;
      commit`);
    database.close();
  });
  after(() => under[Symbol.asyncDispose]());

  it('hold up nobody else', async () => {
    const heavyOnes = { areOver: false };
    const heavy = Promise.all([
      under.http.get(`Jobs?$filter=${many(100, (at) => `substringof('nothing ${at}',JobException)`)}&$inlinecount=allpages`),
      under.http.get(`Jobs/$count?$filter=${many(50, (at) => `endswith(JobException,'line ${at + 1}')`)}`),
    ]).finally(() => { heavyOnes.areOver = true; });
    let answered = 0;
    for (; !heavyOnes.areOver; answered += 1) assert.equal((await under.http.get(`Runbooks?$top=1&time=${answered}`)).status, 200);
    const [none, counted] = await heavy;
    assert.deepEqual([none.status, rows(none).length, (none.data as { d: { __count: string } }).d.__count], [200, 0, '0']);
    // Of 1 to 50 every number that ends so.
    const ends = Array.from({ length: JOBS }, (_, at) => `line ${at + 1}`).filter((text) => Array.from({ length: 50 }, (_, at) => `line ${at + 1}`).some((end) => text.endsWith(end))).length;
    assert.equal(String(counted.data), String(ends));
    assert.ok(answered >= 5, `${answered} were answered meanwhile`);
  });

  it('are answered as all others, page after page, with what is expanded', async () => {
    const found: string[] = [];
    for (let url: string | undefined = "Jobs?$filter=endswith(JobException,'77')&$orderby=JobException%20desc&$expand=JobContext/RunbookVersion&$top=120&$select=JobException,JobContext/RunbookVersion/VersionNumber"; url !== undefined;) {
      const reply: { readonly data: unknown; readonly status: number } = await under.http.get(url);
      const { d } = reply.data as { d: { results: readonly { JobException: string; JobContext: { RunbookVersion: { VersionNumber: number } } }[]; __next?: string } };
      for (const one of d.results) {
        found.push(one.JobException);
        assert.equal(one.JobContext.RunbookVersion.VersionNumber, 1);
      }
      url = d.__next;
    }
    const expected = Array.from({ length: JOBS }, (_, at) => `went wrong at line ${at + 1}`).filter((text) => text.endsWith('77')).toSorted((a, b) => (a < b ? 1 : -1)).slice(0, 120);
    assert.deepEqual(found, expected);
  });

  it('see what was stored before they were asked, and fail as others do', async () => {
    const { runbook } = await importRunbook(under.http, 'workflow Later { }');
    const terms = many(30, (at) => (at === 0 ? "startswith(RunbookName,'Later')" : `startswith(RunbookName,'x${at}')`));
    assert.deepEqual(rows(await under.http.get(`Runbooks?$filter=${terms}`)).map((row) => row['RunbookID']), [runbook]);
    const missing = await under.http.get(`RunbookVersions(guid'00000000-0000-0000-0000-000000000001')/JobContexts?$filter=${many(2, () => 'length(JobContextID) eq 1')}`);
    assert.equal(missing.status, 400);
    const nobody = await under.http.get("RunbookVersions(guid'00000000-0000-0000-0000-000000000001')/JobContexts?$filter=JobContextID ne guid'00000000-0000-0000-0000-000000000001'");
    assert.deepEqual([nobody.status, errorOf(nobody).code], [404, 'NotFound']);
  });
});
