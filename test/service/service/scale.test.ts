import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { body, publishNew } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

/** Ratios within one run: other work on the machine slows both sides. */
describe('a page costs the same however many jobs there are', () => {
  let under: UnderTest;
  let version: string;
  let runbook: string;
  before(async () => {
    under = await serve();
    ({ runbook, version } = await publishNew(under.http, '# many', 'Many'));
  });
  after(() => under[Symbol.asyncDispose]());

  function fill(from: number, to: number): void {
    const database = new DatabaseSync(`${under.folder}/sma.db`, { timeout: 5_000 });
    const numbers = `with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to - 1})`;
    const id = (factor: number): string => `printf('%08x-0000-4000-8000-%012x', (i * ${factor}) % 4294967296, i)`;
    const time = "strftime('%Y-%m-%dT%H:%M:%S', '2026-01-01', '+' || i || ' seconds')";
    database.exec(`begin immediate;
      ${numbers} insert into JobContexts select ${id(7_919)}, '${version}', '00000000-0000-0000-0000-000000000000', null from n;
      ${numbers} insert into Jobs (JobID, JobContextID, TenantID, JobStatus, CreationTime, LastModifiedTime, ErrorCount, WarningCount, runbook_id)
        select ${id(104_729)}, ${id(7_919)}, '00000000-0000-0000-0000-000000000000', iif(i % 10, 'Completed', 'Failed'), ${time}, ${time}, 0, 0, '${runbook}' from n;
      commit`);
    database.close();
  }
  async function median(url: string): Promise<number> {
    const times: number[] = [];
    for (let time = 0; time < 25; time += 1) {
      const begun = performance.now();
      // Another address each time: a reply that is kept costs nothing, and says nothing.
      assert.equal((await under.http.get(`${url}${url.includes('?') ? '&' : '?'}time=${time}`)).status, 200);
      times.push(performance.now() - begun);
    }
    return times.toSorted((a, b) => a - b)[12] ?? 0;
  }

  it('first, filtered and far pages of 30,000 jobs against 100', async () => {
    const pages = ['Jobs', 'Jobs?$orderby=CreationTime%20desc', "Jobs?$filter=JobStatus%20eq%20'Failed'&$orderby=CreationTime%20desc&$top=10"];
    fill(1, 101);
    const few = [];
    for (const page of pages) few.push(await median(page));
    fill(101, 30_001);
    const many = [];
    for (const page of pages) many.push(await median(page));
    const far = "Jobs?$orderby=CreationTime%20desc&$skiptoken=datetime'2026-01-01T00:30:00',guid'00000000-0000-0000-0000-000000000000'";
    assert.equal(body(await under.http.get(far)).results?.length, 50);
    many.push(await median(far));
    few.push(few[1] ?? 0);
    // 1.5 is the budget that `npm run bench` watches; here only what is out of proportion fails.
    for (const [index, cost] of many.entries()) assert.ok(cost <= 4 * (few[index] ?? 0), `${pages[index] ?? far}: ${cost.toFixed(1)} ms, with few jobs ${few[index]?.toFixed(1)} ms`);
  }).timeout(30_000);
});
