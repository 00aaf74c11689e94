import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Changes } from '../../../src/service/domain/change.ts';
import { systemClock, Ticker } from '../../../src/service/clock.ts';
import { drainSetting } from '../../../src/service/domain/adminSettings.ts';
import { purgeAudit } from '../../../src/service/domain/auditPurge.ts';
import { purgeJobs } from '../../../src/service/domain/jobs/purge.ts';
import { starterOf } from '../../../src/service/domain/jobs/starter.ts';
import { silentLogger } from '../../../src/service/log.ts';
import { Store } from '../../../src/service/store/store.ts';
import { FakeClock } from '../support/clock.ts';
import { act, body, importRunbook, publishNew, save, start } from '../support/conversation.ts';
import { checkInvariants } from '../support/invariants.ts';
import { serve, temporaryFolder, USER } from '../support/serviceUnderTest.ts';

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
    assert.equal(await purgeJobs(changes, new AbortController().signal, silentLogger), 80);
    assert.deepEqual([count('Jobs'), count("Jobs where JobStatus = 'New'"), count('stream_record'), count('JobContexts'), count('JobParameters')], [50, 13, 100, 50, 50]);
    assert.equal(await purgeJobs(changes, new AbortController().signal, silentLogger), 0);
    assert.equal(count("audit where action = 'Purge'"), 1);
    // What is counted of a runbook is its history, which goes on.
    assert.equal(database.prepare('select TotalJobCount as n from Statistics').get()?.['n'], 130);
    database.close();
    await store.close();
  });

  it('leaves those that began a job which goes on, by age and by number: it is known by them in whose name that one asks', async () => {
    const folder = temporaryFolder(), ids: string[] = [];
    {
      await using under = await serve({ dataFolder: folder });
      const { runbook } = await publishNew(under.http, 'workflow Family { }');
      for (let n = 0; n < 6; n += 1) ids.push(await start(under.http, runbook));
      // The last goes on: grandparent, parent, child; the others are another family, all over.
      for (const id of ids.slice(0, 5)) await act(under.http, 'Jobs', id, 'Stop');
      await under.http.request({ method: 'MERGE', url: "AdminConfigurations('MaxJobRecords')", data: { Value: '1' } });
    }
    const database = new DatabaseSync(join(folder, 'sma.db')), store = Store.open({ folder }), changes = new Changes(store, new Ticker(systemClock), silentLogger);
    const [grandparent = '', parent = '', other = '', otherChild = '', , child = ''] = ids;
    for (const [one, of] of [[parent, grandparent], [child, parent], [otherChild, other]] as const) database.prepare('update Jobs set parent_job = ? where JobID = ?').run(of, one);
    const left = (): readonly string[] => database.prepare('select JobID from Jobs').all().map((row) => String(row['JobID'])).toSorted();
    const purge = (): Promise<number> => purgeJobs(changes, new AbortController().signal, silentLogger);
    assert.equal(await purge(), 3, 'by number');
    assert.deepEqual(left(), [grandparent, parent, child].toSorted());
    assert.equal(await store.read((db) => starterOf(db, child)), USER.name);
    database.exec("update Jobs set CreationTime = '2025-01-01T00:00:00', EndTime = case when EndTime is null then null else '2025-01-01T00:01:00' end");
    assert.equal(await purge(), 0, 'by age');
    database.prepare("update Jobs set JobStatus = 'Completed', EndTime = '2025-01-01T00:01:00' where JobID = ?").run(child);
    assert.equal(await purge(), 3);
    database.close();
    await store.close();
  });

  it('takes the text that tests of a draft were started with, with the last of them', async () => {
    const folder = temporaryFolder(), tests: string[] = [];
    {
      await using under = await serve({ dataFolder: folder });
      const { runbook, version } = await importRunbook(under.http, 'workflow Drafted { 1 }');
      for (let n = 0; n < 2; n += 1) tests.push(String(body(await act(under.http, 'Runbooks', runbook, 'Test'))['Test']));
      assert.equal((await save(under.http, version, 'workflow Drafted { 2 }')).status, 204);
      for (const id of tests) await act(under.http, 'Jobs', id, 'Stop');
      assert.equal((await under.http.get(`Jobs(guid'${String(tests[1])}')/$value`)).data, 'workflow Drafted { 1 }');
    }
    const database = new DatabaseSync(join(folder, 'sma.db')), store = Store.open({ folder }), changes = new Changes(store, new Ticker(systemClock), silentLogger);
    const purged = async (id: string | undefined): Promise<unknown> => {
      database.prepare("update Jobs set CreationTime = '2025-01-01T00:00:00', EndTime = '2025-01-01T00:01:00' where JobID = ?").run(String(id));
      assert.equal(await purgeJobs(changes, new AbortController().signal, silentLogger), 1);
      return database.prepare("select count(*) as n from media where set_name = 'JobTexts'").get()?.['n'];
    };
    assert.deepEqual([await purged(tests[0]), await purged(tests[1])], [1, 0]);
    database.close();
    await store.close();
    checkInvariants(folder);
  });

  it('takes a job with a great many records a part at a time, and others are answered meanwhile', async () => {
    const folder = temporaryFolder();
    {
      await using under = await serve({ dataFolder: folder });
      const { runbook } = await publishNew(under.http, 'workflow Large { }');
      for (let n = 0; n < 2; n += 1) await act(under.http, 'Jobs', await start(under.http, runbook), 'Stop');
    }
    const database = new DatabaseSync(join(folder, 'sma.db'));
    database.exec(`update Jobs set CreationTime = '2025-01-01T00:00:00', EndTime = '2025-01-01T00:01:00';
      with recursive n (i) as (select 1 union all select i + 1 from n where i < 17000) insert into stream_record (job_key, time, type, text) select (select min(job_key) from Jobs), printf('2025-01-01T00:00:00.%07d', i), 'Output', 'x' from n`);
    const store = Store.open({ folder });
    const changes = new Changes(store, new Ticker(systemClock), silentLogger);
    const left: number[] = [];
    const over = new AbortController();
    const watch = async (): Promise<void> => {
      while (!over.signal.aborted) {
        left.push((await store.read((db) => db.selectFrom('stream_record').select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow())).n);
        await nextTurn();
      }
    };
    const watching = watch();
    assert.equal(await purgeJobs(changes, new AbortController().signal, silentLogger), 2);
    over.abort();
    await watching;
    assert.ok(left.some((n) => n > 0 && n < 17_000), left.join(' '));
    assert.equal(database.prepare('select (select count(*) from Jobs) + (select count(*) from stream_record) as n').get()?.['n'], 0);
    database.close();
    await store.close();
  });

  it('takes rows of the audit that are too old or too many, but for the newest and what says that DrainTimeInSeconds was set', async () => {
    const folder = temporaryFolder(), clock = new FakeClock('2032-01-01T00:00:00Z');
    const never = new AbortController().signal;
    const database = (): DatabaseSync => new DatabaseSync(join(folder, 'sma.db'));
    const store = Store.open({ folder });
    const changes = new Changes(store, new Ticker(clock), silentLogger);
    const noted = (): readonly string[] => {
      using looking = database();
      return looking.prepare('select target from audit order by sequence').all().map((row) => String(row['target']));
    };
    {
      using writing = database();
      const add = writing.prepare("insert into audit (time, user_name, request_id, action, target) values (?, 'ana', '-', 'Update', ?)");
      add.run('2030-01-01T00:00:00', 'AdminConfigurations/DrainTimeInSeconds');
      writing.exec("with recursive n (i) as (select 1 union all select i + 1 from n where i < 4100) insert into audit (time, user_name, request_id, action, target) select printf('2030-02-01T00:00:00.%07d', i), 'ana', '-', 'Create', 'Variables/' || i from n");
      // Older than a year, and than the 30 days of jobs; then not.
      for (const [time, target] of [['2030-12-30T12:00:00', 'Variables/old'], ['2030-12-31T12:00:00', 'Variables/young'], ['2031-12-31T00:00:00', 'Variables/new']] as const) add.run(time, target);
    }
    assert.equal(await purgeAudit(changes, never, silentLogger), 4_101);
    assert.deepEqual(noted(), ['AdminConfigurations/DrainTimeInSeconds', 'Variables/young', 'Variables/new', 'audit']);
    assert.equal(await store.read(drainSetting), 900, 'somebody has set it still');
    // Half a day too old: not for every row is there a purge.
    clock.set('2032-01-02T00:00:00Z');
    assert.equal(await purgeAudit(changes, never, silentLogger), 0);
    clock.set('2032-01-03T00:00:00Z');
    assert.equal(await purgeAudit(changes, never, silentLogger), 1);
    assert.deepEqual(noted(), ['AdminConfigurations/DrainTimeInSeconds', 'Variables/new', 'audit', 'audit']);
    // By number, whatever the age.
    assert.equal(await purgeAudit(changes, never, silentLogger, 3), 0);
    assert.equal(await purgeAudit(changes, never, silentLogger, 1), 2);
    assert.deepEqual(noted(), ['AdminConfigurations/DrainTimeInSeconds', 'audit', 'audit']);
    // All of it is old, and the clock may be wrong: for a day none goes; then the newest, which is the time of the service, stays.
    clock.set('2040-01-01T00:00:00Z');
    assert.equal(await purgeAudit(changes, never, silentLogger), 0);
    clock.set('2040-01-02T00:00:01Z');
    assert.equal(await purgeAudit(changes, never, silentLogger), 1);
    assert.deepEqual(noted(), ['AdminConfigurations/DrainTimeInSeconds', 'audit', 'audit']);
    await store.close();
  });
});
