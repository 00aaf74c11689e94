import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Changes } from '../../../src/service/domain/change.ts';
import { systemClock, Ticker } from '../../../src/service/clock.ts';
import { purgeJobs } from '../../../src/service/domain/purge.ts';
import { silentLogger } from '../../../src/service/log.ts';
import { Store } from '../../../src/service/store/store.ts';
import { act, publishNew, start } from '../support/conversation.ts';
import { serve, temporaryFolder } from '../support/serviceUnderTest.ts';

describe('purging', () => {
  it('takes finished jobs that are too old or too many, with their records and contexts, and no others', async () => {
    const folder = temporaryFolder();
    const ids: string[] = [];
    {
      await using under = await serve({ dataFolder: folder });
      const { runbook } = await publishNew(under.http, 'workflow Purged { param($A) }');
      for (let n = 0; n < 130; n += 1) ids.push(await start(under.http, runbook, { A: String(n) }));
      // Every tenth job is unfinished.
      for (const [n, id] of ids.entries()) if (n % 10 !== 0) await act(under.http, 'Jobs', id, 'Stop');
      await under.http.request({ method: 'MERGE', url: "AdminConfigurations('MaxJobRecords')", data: { Value: '50' } });
    }
    const database = new DatabaseSync(join(folder, 'sma.db'));
    // The first forty are from last year; each has two records.
    for (const id of ids.slice(0, 40)) database.prepare("update Jobs set CreationTime = '2025-01-01T00:00:00', EndTime = case when EndTime is null then null else '2025-01-01T00:01:00' end where JobID = ?").run(id);
    database.exec("insert into stream_record (job_key, time, type, text) select job_key, '2025-01-01T00:00:01', 'Output', 'a' from Jobs union all select job_key, '2025-01-01T00:00:02', 'Output', 'b' from Jobs");
    const count = (sql: string): unknown => database.prepare(`select count(*) as n from ${sql}`).get()?.['n'];
    const store = Store.open({ folder });
    const changes = new Changes(store, new Ticker(systemClock), silentLogger);
    // 36 finished ones are too old; of the 94 left 44 are too many.
    assert.equal(await purgeJobs(changes, new AbortController().signal), 80);
    assert.deepEqual([count('Jobs'), count("Jobs where JobStatus = 'New'"), count('stream_record'), count('JobContexts'), count('JobParameters')], [50, 13, 100, 50, 50]);
    assert.equal(await purgeJobs(changes, new AbortController().signal), 0);
    assert.equal(count("audit where action = 'Purge'"), 1);
    // What is counted of a runbook is its history, which goes on.
    assert.equal(database.prepare('select TotalJobCount as n from Statistics').get()?.['n'], 130);
    database.close();
    await store.close();
  });
});
