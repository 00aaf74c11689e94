import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AxiosInstance } from 'axios';
import { eventually } from '../../support/eventually.ts';
import { DAY, FakeClock } from '../support/clock.ts';
import { act, body, errorOf, publishNew, rows, save, type Wire } from '../support/conversation.ts';
import { Ticker } from '../../../src/service/clock.ts';
import type { ChangePort } from '../../../src/service/domain/change.ts';
import type { DueRuns } from '../../../src/service/schedules/dueRuns.ts';
import { DEFAULT_SCHEDULES, Scheduler } from '../../../src/service/schedules/scheduler.ts';
import { MemoryLogger, serve, temporaryFolder } from '../support/serviceUnderTest.ts';

const POLL = 10;
/** The certificate of a service is of its own time. */
const HTTP = { kind: 'http' } as const;
const TYPE = { headers: { 'Content-Type': 'application/json;odata=verbose' } };

async function schedule(http: AxiosInstance, values: object, kind = 'DailySchedule'): Promise<Wire> {
  const made = await http.post('Schedules', { __metadata: { type: `Orchestrator.ResourceModel.${kind}` }, IsEnabled: true, ...(kind === 'DailySchedule' ? { DayInterval: 1 } : {}), ...values }, TYPE);
  assert.equal(made.status, 201, JSON.stringify(made.data));
  return body(made);
}
const link = async (http: AxiosInstance, runbook: string, scheduleId: unknown, parameters: readonly object[] = []): Promise<string> => {
  const reply = await act(http, 'Runbooks', runbook, 'StartOnSchedule', { parameters, scheduleId });
  assert.equal(reply.status, 200, JSON.stringify(reply.data));
  return String(body(reply)['StartOnSchedule']);
};
const jobs = async (http: AxiosInstance): Promise<readonly Wire[]> => rows(await http.get('Jobs?$orderby=CreationTime'));
const count = async (http: AxiosInstance): Promise<number> => Number((await http.get('Jobs/$count')).data);
const nextOf = async (http: AxiosInstance, id: unknown): Promise<unknown> => {
  const value = String(body(await http.get(`Schedules(guid'${String(id)}')`, { headers: { Accept: 'application/json;odata=verbose', MaxDataServiceVersion: '3.0' } }))['NextRun']);
  const found = /\((\d+)\)/.exec(value);
  return found === null ? null : new Date(Number(found[1])).toISOString();
};
const reaches = (http: AxiosInstance, expected: number): Promise<true> => eventually(async () => (await count(http) === expected ? true : undefined), 20_000, `${expected} jobs`);

describe('schedules', () => {
  it('start what is linked to them, over three years, across two changes of the clock a year', async () => {
    const clock = new FakeClock('2026-01-01T00:00:00Z');
    await using under = await serve({ clock, transport: HTTP, schedules: { timeZone: 'America/New_York', pollMilliseconds: POLL } });
    const { http } = under;
    const { runbook } = await publishNew(http, 'workflow Nightly { param([string]$Who) }');
    // 02:30 in New York.
    const { ScheduleID: id } = await schedule(http, { Name: 'nightly', StartTime: '2026-01-01T07:30:00', DayInterval: 14 });
    await link(http, runbook, id, [{ Name: 'who', Value: '"me"' }]);
    const due = [];
    for (let run = 1; run <= 79; run += 1) {
      const next = String(await nextOf(http, id));
      due.push(next);
      clock.set(next);
      await eventually(async () => (String(await nextOf(http, id)) > next ? true : undefined), 20_000, `the run of ${next}`);
    }
    assert.deepEqual([due[0], due[5], due[22], due.at(-1)], ['2026-01-01T07:30:00.000Z', '2026-03-12T06:30:00.000Z', '2026-11-05T07:30:00.000Z', '2028-12-28T07:30:00.000Z']);
    assert.equal(await count(http), 79);
    const contexts = new Set((await jobs(http)).map((job) => job['JobContextID']));
    assert.equal(contexts.size, 1, 'the jobs of a schedule share what they are started with');
    assert.equal(body(await http.get(`Runbooks(guid'${runbook}')/Statistics`))['TotalJobCount'], 79);
  });

  it('wait for a database that another program has locked, which is told once', async () => {
    const clock = new FakeClock('2030-01-01T00:00:00Z');
    await using under = await serve({ clock, transport: HTTP, schedules: { pollMilliseconds: POLL } });
    const { http } = under;
    const { runbook } = await publishNew(http, 'workflow Late { }');
    await link(http, runbook, (await schedule(http, { Name: 'late', StartTime: '2030-01-02T00:00:00' }, 'OneTimeSchedule'))['ScheduleID']);
    const told = (pattern: RegExp): number => under.logger.entries.filter((entry) => pattern.test(entry.message)).length;
    const other = new DatabaseSync(join(under.folder, 'sma.db'));
    try {
      other.exec('begin immediate');
      clock.set('2030-01-02T00:10:00Z');
      await eventually(() => told(/^Starting what schedules have due failed: another program has locked/) > 0, 15_000, 'the line in the log');
      // Several tries more.
      const begun = performance.now();
      await eventually(() => performance.now() - begun > 1_500);
      assert.deepEqual([told(/^Starting what schedules have due failed/), told(/was missed/)], [1, 0]);
    } finally {
      other.close();
    }
    await reaches(http, 1);
    await eventually(() => told(/^Starting what schedules have due works again/) > 0);
    assert.equal(told(/A run of a schedule was missed/), 1);
  });

  it('run once, or not at all when they are switched off, expired or made too late', async () => {
    const clock = new FakeClock('2030-01-01T00:00:00Z');
    await using under = await serve({ clock, transport: HTTP, schedules: { pollMilliseconds: POLL } });
    const { http } = under;
    const { runbook } = await publishNew(http, 'workflow Once { }');
    const once = await schedule(http, { Name: 'once', StartTime: '2030-01-02T00:00:00' }, 'OneTimeSchedule');
    const off = await schedule(http, { Name: 'off', StartTime: '2030-01-02T00:00:00', IsEnabled: false });
    const past = await schedule(http, { Name: 'past', StartTime: '2029-01-02T00:00:00' }, 'OneTimeSchedule');
    const short = await schedule(http, { Name: 'short', StartTime: '2029-12-30T12:00:00', ExpiryTime: '2030-01-03T00:00:00' });
    for (const one of [once, off, past, short]) await link(http, runbook, one['ScheduleID']);
    assert.deepEqual(await Promise.all([once, off, past, short].map((one) => nextOf(http, one['ScheduleID']))), ['2030-01-02T00:00:00.000Z', null, null, '2030-01-01T12:00:00.000Z']);
    for (const [time, expected] of [['2030-01-01T11:59:59Z', 0], ['2030-01-01T12:00:00Z', 1], ['2030-01-02T00:00:00Z', 2], ['2030-01-02T12:00:00Z', 3]] as const) {
      clock.set(time);
      await reaches(http, expected);
    }
    clock.set('2030-03-01T00:00:00Z');
    assert.deepEqual(await Promise.all([once, short].map((one) => nextOf(http, one['ScheduleID']))), [null, null]);
    assert.equal((await http.patch(`Schedules(guid'${String(off['ScheduleID'])}')`, { IsEnabled: true })).status, 204);
    assert.equal(await nextOf(http, off['ScheduleID']), '2030-03-02T00:00:00.000Z', 'what lies ahead, not what was missed while it was off');
    assert.equal(await count(http), 3);
  });

  for (const missedRuns of ['runOnce', 'skip'] as const) {
    it(`that have expired while nobody looked start nothing: ${missedRuns}`, async () => {
      const folder = temporaryFolder();
      const clock = new FakeClock('2031-05-01T00:00:00Z');
      const options = { clock, transport: HTTP, dataFolder: folder, schedules: { missedRuns, pollMilliseconds: POLL } };
      const ids: unknown[] = [];
      {
        await using first = await serve(options);
        const { runbook } = await publishNew(first.http, 'workflow Expired { }');
        for (const [kind, Name] of [['OneTimeSchedule', 'once'], ['DailySchedule', 'daily']] as const) {
          ids.push((await schedule(first.http, { Name, StartTime: '2031-05-01T06:00:00', ExpiryTime: '2031-05-01T06:00:02' }, kind))['ScheduleID']);
          await link(first.http, runbook, ids.at(-1));
        }
        // Of a minute later, whose end is far: nothing of it is lost.
        await link(first.http, runbook, (await schedule(first.http, { Name: 'goes on', StartTime: '2031-05-01T06:00:01', ExpiryTime: '2031-06-01T00:00:00' }))['ScheduleID']);
      }
      clock.set('2031-05-01T06:00:20Z');
      {
        await using second = await serve(options);
        await reaches(second.http, 1);
        await eventually(async () => (await Promise.all(ids.map((id) => nextOf(second.http, id)))).every((next) => next === null) || undefined, 5_000, 'no further runs');
        assert.equal(await count(second.http), 1);
        const told = second.logger.entries.filter((entry) => entry.message === 'A run of a schedule was missed');
        assert.deepEqual(told.map(({ fields }) => `${String(fields['schedule'])} ${String(fields['expired'])}`).toSorted((a, b) => a.localeCompare(b)), ['daily 2031-05-01T06:00:02', 'once 2031-05-01T06:00:02']);
        const database = new DatabaseSync(join(folder, 'sma.db'), { readOnly: true });
        assert.deepEqual(database.prepare("select detail from audit where action = 'Missed' order by target").all().map((row) => row['detail']), ['daily', 'once'].map(() => 'the run of 2031-05-01T06:00:00, which expired at 2031-05-01T06:00:02'));
        database.close();
        // What is due at its expiry runs, though it is looked at a moment later: it was seen in time, and waited for its turn.
        const { ScheduleID: last } = await schedule(second.http, { Name: 'last moment', StartTime: '2031-05-01T06:01:00', ExpiryTime: '2031-05-01T06:01:00' }, 'OneTimeSchedule');
        await link(second.http, String(rows(await second.http.get('Runbooks'))[0]?.['RunbookID']), last);
        for (let seconds = 21; seconds <= 59; seconds += 6) {
          clock.set(`2031-05-01T06:00:${seconds}Z`);
          await new Promise((resolve) => { setTimeout(resolve, 5 * POLL); });
        }
        clock.set('2031-05-01T06:01:02Z');
        await reaches(second.http, 2);
      }
      rmSync(folder, { recursive: true, force: true });
    });
  }

  it('that are due together are stored together: none waits for the disk until another has come there', async () => {
    const ids = ['a', 'b', 'c'], waiting: (() => void)[] = [];
    const changes = {
      ticker: new Ticker(new FakeClock('2031-05-01T00:00:00Z')),
      read: () => Promise.resolve(ids.map((ScheduleID) => ({ ScheduleID }))),
      make: () => new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === ids.length) for (const done of waiting) done();
      }),
    };
    const scheduler = new Scheduler({ changes: changes as unknown as ChangePort, runs: undefined as unknown as DueRuns, settings: DEFAULT_SCHEDULES, logger: new MemoryLogger() });
    assert.equal(await scheduler.runDue(), 3);
  });

  for (const [missedRuns, expected] of [['runOnce', 1], ['skip', 0]] as const) {
    it(`that were slept through: ${missedRuns}`, async () => {
      const folder = temporaryFolder();
      const clock = new FakeClock('2031-05-01T00:00:00Z');
      const options = { clock, transport: HTTP, dataFolder: folder, schedules: { missedRuns, pollMilliseconds: POLL } };
      let id: unknown;
      {
        await using first = await serve(options);
        const { runbook } = await publishNew(first.http, 'workflow Missed { }');
        id = (await schedule(first.http, { Name: 'missed', StartTime: '2031-05-01T06:00:00' }))['ScheduleID'];
        await link(first.http, runbook, id);
      }
      clock.add(10 * DAY);
      {
        await using second = await serve(options);
        await eventually(async () => (await nextOf(second.http, id) === '2031-05-11T06:00:00.000Z' ? true : undefined), 5_000, 'the next run');
        assert.equal(await count(second.http), expected);
        assert.ok(second.logger.entries.some((entry) => entry.message === 'A run of a schedule was missed' && entry.fields['policy'] === missedRuns));
        // Put back by less than a run it does not run anything twice; by more, the clock was wrong, and what lies ahead is planned anew.
        clock.add(-DAY / 2);
        await new Promise((resolve) => { setTimeout(resolve, 5 * POLL); });
        assert.deepEqual([await nextOf(second.http, id), await count(second.http)], ['2031-05-11T06:00:00.000Z', expected]);
        clock.add(-4 * DAY);
        await eventually(async () => (await nextOf(second.http, id) === '2031-05-07T06:00:00.000Z' ? true : undefined), 20_000, 'the new plan');
        assert.equal(await count(second.http), expected);
        clock.set('2031-05-07T06:00:01Z');
        await reaches(second.http, expected + 1);
      }
      rmSync(folder, { recursive: true, force: true });
    });
  }

  it('start the version that is published when they are due, and tell when its parameters no longer fit', async () => {
    const clock = new FakeClock('2032-01-01T00:00:00Z');
    await using under = await serve({ clock, transport: HTTP, schedules: { pollMilliseconds: POLL } });
    const { http } = under;
    const { runbook } = await publishNew(http, 'workflow Grows { param($A) }');
    const other = await publishNew(http, 'workflow Other { }');
    const { ScheduleID: id } = await schedule(http, { Name: 'grows', StartTime: '2032-01-02T00:00:00' });
    const context = await link(http, runbook, id, [{ Name: 'A', Value: '1' }]);
    await link(http, other.runbook, id);
    const republish = async (text: string): Promise<void> => {
      const draft = String(body(await act(http, 'Runbooks', runbook, 'Edit'))['Edit']);
      assert.equal((await save(http, draft, text)).status, 204);
      assert.equal((await act(http, 'Runbooks', runbook, 'Publish')).status, 200);
    };
    await republish('workflow Grows { param($A, $B) }');
    clock.set('2032-01-02T00:00:00Z');
    await reaches(http, 2);
    const contexts = rows(await http.get(`Schedules(guid'${String(id)}')/JobContexts`));
    assert.equal(contexts.length, 3);
    const newest = contexts.find((one) => one['JobContextID'] !== context && one['RunbookVersionID'] !== other.version);
    assert.deepEqual(rows(await http.get(`JobContexts(guid'${String(newest?.['JobContextID'])}')/JobParameters`)).map((one) => [one['Name'], one['Value']]), [['A', '1']]);
    await republish('workflow Grows { param([Parameter(Mandatory)]$B) }');
    clock.set('2032-01-03T00:00:00Z');
    await reaches(http, 3);
    const refused = under.logger.entries.find((entry) => entry.message === 'A schedule could not start a runbook');
    assert.match(String(refused?.fields['reason']), /has no parameter 'A'/);
    const database = new DatabaseSync(`${under.folder}/sma.db`, { readOnly: true });
    assert.equal(database.prepare("select count(*) as n from audit where action = 'StartRefused'").get()?.['n'], 1);
    database.close();
  });

  /** The scheduler does not look by itself while the test is on. */
  const NEVER = 3_600_000;
  const address = (set: string, id: unknown): string => `${set}(guid'${String(id)}')`;
  type Edit = (http: AxiosInstance, id: unknown, runbook: string) => Promise<{ readonly status: number }>;
  const EDITS: Readonly<Record<string, Edit>> = {
    'another expiry': (http, id) => http.patch(address('Schedules', id), { ExpiryTime: '2041-01-01T00:00:00' }),
    'an expiry that has passed': (http, id) => http.patch(address('Schedules', id), { ExpiryTime: '2033-01-02T00:00:00' }),
    'another start': (http, id) => http.patch(address('Schedules', id), { StartTime: '2034-01-01T00:00:00' }),
    'the start by its own address': (http, id) => http.put(`${address('Schedules', id)}/StartTime`, { StartTime: '2034-01-01T00:00:00' }),
    'switched off': (http, id) => http.patch(address('Schedules', id), { IsEnabled: false }),
    'unlinked': (http, id, runbook) => http.delete(`${address('Runbooks', runbook)}/$links/Schedules(guid'${String(id)}')`),
    'unlinked from its end': (http, id, runbook) => http.delete(`${address('Schedules', id)}/$links/Runbooks(guid'${runbook}')`),
    'deleted': (http, id) => http.delete(address('Schedules', id)),
  };
  for (const [kind, DayInterval] of [['OneTimeSchedule', undefined], ['DailySchedule', 1]] as const) {
    for (const [edit, change] of Object.entries<Edit>({ ...EDITS, ...(DayInterval === undefined ? {} : { 'another interval': (http, id) => http.patch(address('Schedules', id), { DayInterval: 7 }) }) })) {
      it(`run what was due before they are changed: ${kind}, ${edit}`, async () => {
        const clock = new FakeClock('2033-01-01T00:00:00Z');
        await using under = await serve({ clock, transport: HTTP, schedules: { pollMilliseconds: NEVER } });
        const { http } = under;
        const { runbook } = await publishNew(http, 'workflow Owed { }');
        const { ScheduleID: id } = await schedule(http, { Name: 'owed', StartTime: '2033-01-02T00:00:00', ExpiryTime: '2040-01-01T00:00:00' }, kind);
        await link(http, runbook, id);
        clock.set('2033-01-02T00:00:00.025Z');
        assert.equal((await change(http, id, runbook)).status, 204);
        assert.equal(await count(http), 1);
        // Once.
        await change(http, id, runbook);
        assert.equal(await count(http), 1);
        const database = new DatabaseSync(`${under.folder}/sma.db`, { readOnly: true });
        assert.deepEqual(database.prepare("select user_name, detail like '%by the schedule owed' as by from audit where action = 'Start'").all().map((row) => [row['user_name'], row['by']]), [['SMA schedule', 1]]);
        database.close();
      });
    }
  }

  it('that are due hold up the deletion of what they start, which says so: there is no job yet that could be stopped', async () => {
    const clock = new FakeClock('2033-01-01T00:00:00Z');
    await using under = await serve({ clock, transport: HTTP, schedules: { pollMilliseconds: NEVER } });
    const { http } = under;
    const { runbook } = await publishNew(http, 'workflow Owed { }');
    const { ScheduleID: id } = await schedule(http, { Name: 'owed', StartTime: '2033-01-02T00:00:00' });
    await link(http, runbook, id);
    clock.set('2033-01-02T00:00:00.025Z');
    const refused = await http.delete(address('Runbooks', runbook));
    assert.deepEqual([refused.status, errorOf(refused)], [409, { code: 'InUse', message: "The Runbook 'Owed' is in use by a run that the schedule 'owed' has due; it starts now: delete the runbook when its job is over." }]);
    assert.equal(await count(http), 0);
    // Of one that ran, the job is what is in the way.
    await http.patch(address('Schedules', id), { Description: 'x', IsEnabled: false });
    assert.match(errorOf(await http.delete(address('Runbooks', runbook))).message, /1 unfinished job; stop it first/);
  });

  it('that were slept through and are changed before they are looked at: made up for, or skipped and told', async () => {
    for (const missedRuns of ['runOnce', 'skip'] as const) {
      const folder = temporaryFolder(), clock = new FakeClock('2033-01-01T00:00:00Z');
      const options = { clock, transport: HTTP, dataFolder: folder, schedules: { missedRuns, pollMilliseconds: NEVER } };
      let id: unknown;
      {
        await using first = await serve(options);
        const { runbook } = await publishNew(first.http, 'workflow Owed { }');
        id = (await schedule(first.http, { Name: 'owed', StartTime: '2033-01-02T00:00:00' }))['ScheduleID'];
        await link(first.http, runbook, id);
      }
      clock.add(3 * DAY);
      {
        await using second = await serve(options);
        assert.equal((await second.http.patch(address('Schedules', id), { ExpiryTime: '2041-01-01T00:00:00' })).status, 204);
        assert.deepEqual([await count(second.http), await nextOf(second.http, id)], [missedRuns === 'skip' ? 0 : 1, '2033-01-05T00:00:00.000Z']);
        assert.equal(second.logger.entries.filter(({ message, fields }) => message === 'A run of a schedule was missed' && fields['policy'] === missedRuns).length, 1);
        const database = new DatabaseSync(`${folder}/sma.db`, { readOnly: true });
        assert.equal(database.prepare("select count(*) as n from audit where action = 'Missed'").get()?.['n'], missedRuns === 'skip' ? 1 : 0);
        database.close();
      }
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('start with what was due the runbooks linked before it, and with their next run the one linked after', async () => {
    const clock = new FakeClock('2033-01-01T00:00:00Z');
    await using under = await serve({ clock, transport: HTTP, schedules: { pollMilliseconds: NEVER } });
    const { http } = under;
    const first = await publishNew(http, 'workflow First { }'), second = await publishNew(http, 'workflow Second { }');
    const { ScheduleID: id } = await schedule(http, { Name: 'grows', StartTime: '2033-01-02T00:00:00' });
    await link(http, first.runbook, id);
    clock.set('2033-01-02T00:00:00.5Z');
    await link(http, second.runbook, id);
    assert.deepEqual(rows(await http.get('Jobs?$expand=JobContext')).map((one) => (one['JobContext'] as Wire)['RunbookVersionID']), [first.version]);
    clock.set('2033-01-03T00:00:00.5Z');
    assert.equal((await http.delete(address('Runbooks', second.runbook))).status, 409, 'its job was due, and is not finished');
    assert.equal(await count(http), 1, 'nothing of what was refused is done');
    assert.equal((await http.patch(address('Schedules', id), { IsEnabled: false })).status, 204);
    assert.equal(await count(http), 3);
  });

  it('go on where one of them cannot: a value that the key does not open, a start, a next run or an interval that is none', async () => {
    const clock = new FakeClock('2033-01-01T00:00:00Z'), folder = temporaryFolder();
    const options = { clock, transport: HTTP, dataFolder: folder, schedules: { pollMilliseconds: POLL } };
    const ids: Record<string, unknown> = {};
    {
      await using first = await serve(options);
      const { http } = first;
      const secret = await publishNew(http, 'workflow Secretive { param([securestring]$P) }'), plain = await publishNew(http, 'workflow Plain { }');
      for (const [name, kind] of [['poisoned', 'DailySchedule'], ['junk start', 'DailySchedule'], ['junk once', 'OneTimeSchedule'], ['junk next', 'DailySchedule'], ['early junk', 'DailySchedule'], ['no interval', 'DailySchedule'], ['good', 'DailySchedule']] as const) {
        ids[name] = (await schedule(http, { Name: name, StartTime: '2033-01-02T00:00:00' }, kind))['ScheduleID'];
        await link(http, plain.runbook, ids[name]);
      }
      await link(http, secret.runbook, ids['poisoned'], [{ Name: 'P', Value: '"topsecret"' }]);
      const draft = String(body(await act(http, 'Runbooks', secret.runbook, 'Edit'))['Edit']);
      assert.equal((await save(http, draft, 'workflow Secretive { param([securestring]$P, $Q) }')).status, 204);
      assert.equal((await act(http, 'Runbooks', secret.runbook, 'Publish')).status, 200);
    }
    const database = new DatabaseSync(join(folder, 'sma.db'));
    database.exec(`update JobParameters set secret = substr(secret, 1, length(secret) - 6) || 'AAAAAA' where secret is not null;
      update Schedules set StartTime = 'zzz' where Name in ('junk start', 'junk once'); update Schedules set NextRun = 'junk' where Name = 'junk next';
      update Schedules set NextRun = '0 junk' where Name = 'early junk'; update Schedules set DayInterval = -1 where Name = 'no interval'`);
    database.close();
    {
      await using second = await serve(options);
      const { http, logger } = second;
      await eventually(async () => (await nextOf(http, ids['junk next']) === '2033-01-02T00:00:00.000Z' && await nextOf(http, ids['early junk']) === '2033-01-02T00:00:00.000Z') || undefined, 5_000, 'what is planned anew');
      clock.set('2033-01-02T00:00:00.1Z');
      // Each starts the plain runbook, and what is wrong with some is told.
      await reaches(http, 7);
      await eventually(() => logger.entries.some(({ message, fields }) => message === 'A schedule could not start a runbook' && fields['schedule'] === 'poisoned' && fields['runbook'] === 'Secretive' && /cannot be opened with the key/.test(String(fields['reason']))) || undefined, 5_000, 'the line of the refused job');
      assert.equal(await nextOf(http, ids['poisoned']), '2033-01-03T00:00:00.000Z');
      for (const name of ['junk start', 'junk once', 'no interval']) assert.ok(logger.entries.some(({ level, message, fields }) => level === 'error' && message.startsWith('A schedule has no further run') && fields['schedule'] === name), name);
      assert.deepEqual(logger.entries.filter(({ message }) => /it is tried again/.test(message)), []);
      clock.set('2033-01-03T00:00:00.1Z');
      await reaches(http, 11);
      const reader = new DatabaseSync(join(folder, 'sma.db'), { readOnly: true });
      assert.equal(reader.prepare("select count(*) as n from audit where action = 'StartRefused' and target = 'Runbooks/Secretive'").get()?.['n'], 2);
      reader.close();
      // Mended over the wire.
      assert.equal((await http.patch(address('Schedules', ids['junk start']), { ExpiryTime: '2040-01-01T00:00:00' })).status, 400);
      assert.equal((await http.patch(address('Schedules', ids['junk start']), { StartTime: '2033-01-04T00:00:00' })).status, 204);
      assert.equal(await nextOf(http, ids['junk start']), '2033-01-04T00:00:00.000Z');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('whose run fails by itself hold back no others, and are told once', async () => {
    const clock = new FakeClock('2033-01-01T00:00:00Z');
    await using under = await serve({ clock, transport: HTTP, schedules: { pollMilliseconds: POLL } });
    const { http, logger } = under;
    const { runbook } = await publishNew(http, 'workflow Plain { }');
    // More than are looked at together, all before the good one.
    for (let i = 0; i < 60; i++) await schedule(http, { Name: `bad ${i}`, StartTime: '2033-01-02T00:00:00' }, 'OneTimeSchedule');
    await link(http, runbook, (await schedule(http, { Name: 'good', StartTime: '2033-01-02T00:00:01' }, 'OneTimeSchedule'))['ScheduleID']);
    const database = new DatabaseSync(join(under.folder, 'sma.db'));
    try {
      database.exec("create trigger refuse before update of NextRun on Schedules when old.Name like 'bad %' begin select raise(abort, 'no'); end");
      clock.set('2033-01-02T00:00:02Z');
      await reaches(http, 1);
      await eventually(() => logger.entries.filter(({ message }) => /^The run of the schedule 'bad \d+' failed; it is tried again/.test(message)).length === 60 || undefined, 5_000, 'a line each');
      database.exec('drop trigger refuse');
      await eventually(() => logger.entries.filter(({ message }) => /^The run of the schedule 'bad \d+' works again/.test(message)).length === 60 || undefined, 15_000, 'the end of it');
    } finally {
      database.close();
    }
  });

  it('refuse what no schedule can be, and end with their schedule or runbook', async () => {
    await using under = await serve();
    const { http } = under;
    const bad = (values: object, kind = 'DailySchedule') => http.post('Schedules', { __metadata: { type: `Orchestrator.ResourceModel.${kind}` }, Name: 'bad', StartTime: '2040-01-01T00:00:00', ...values }, TYPE);
    for (const [values, code] of [[{ DayInterval: 0 }, 'PropertyInvalid'], [{ DayInterval: 256 }, 'BodyProperty'], [{}, 'PropertyRequired'], [{ DayInterval: 1, ExpiryTime: '2039-01-01T00:00:00' }, 'PropertyInvalid'], [{ DayInterval: 1, StartTime: 'tomorrow' }, 'BodyProperty']] as const) {
      const reply = await bad(values);
      assert.deepEqual([reply.status, errorOf(reply).code], [400, code], JSON.stringify(values));
    }
    const abstract = await http.post('Schedules', { Name: 'abstract', StartTime: '2040-01-01T00:00:00' }, TYPE);
    assert.deepEqual([abstract.status, errorOf(abstract).code], [400, 'BodyTypeAbstract']);
    // A time that nobody has set, as clients of .NET send it: with a change as with a new one.
    const unset = '0001-01-01T00:00:00', { ScheduleID: kept } = await schedule(http, { Name: unset, StartTime: '2040-01-01T00:00:00', ExpiryTime: '2041-01-01T00:00:00' });
    for (const reply of [await bad({ DayInterval: 1, StartTime: unset }), await http.patch(`Schedules(guid'${String(kept)}')`, { StartTime: unset })]) assert.deepEqual([reply.status, errorOf(reply).code], [400, 'PropertyRequired']);
    assert.equal((await http.patch(`Schedules(guid'${String(kept)}')`, { Name: unset, ExpiryTime: unset })).status, 204);
    const after = body(await http.get(`Schedules(guid'${String(kept)}')`));
    assert.deepEqual([after['Name'], after['ExpiryTime']], [unset, null]);
    const { runbook } = await publishNew(http, 'workflow Ends { }');
    const first = await schedule(http, { Name: 'first', StartTime: '2040-01-01T00:00:00' });
    const second = await schedule(http, { Name: 'second', StartTime: '2040-01-01T00:00:00' });
    const contexts = [await link(http, runbook, first['ScheduleID']), await link(http, runbook, second['ScheduleID'])];
    assert.equal((await http.delete(`Schedules(guid'${String(first['ScheduleID'])}')`)).status, 204);
    assert.equal((await http.get(`JobContexts(guid'${contexts[0]}')`)).status, 404);
    assert.equal((await http.delete(`Runbooks(guid'${runbook}')`)).status, 204);
    assert.deepEqual(rows(await http.get(`Schedules(guid'${String(second['ScheduleID'])}')/Runbooks`)), []);
    const { startService } = await import('../../../src/service/server.ts');
    await assert.rejects(startService({ dataFolder: temporaryFolder(), users: [{ name: 'a', password: 'b' }], worker: false, schedules: { timeZone: 'Mars/Olympus' } }), /no time zone 'Mars\/Olympus'/);
  });
});
