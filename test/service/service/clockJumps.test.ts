/** The machine's clock is put forward and back: what was planned, locked, leased and kept meanwhile holds, and is told. */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { connect } from 'node:tls';
import type { AxiosInstance } from 'axios';
import { examine } from '../../../src/service/data/doctor.ts';
import { Lockout } from '../../../src/service/access/lockout.ts';
import { silentLogger } from '../../../src/service/log.ts';
import { ClockWatch } from '../../../src/service/clock.ts';
import { makeCertificate } from '../../../src/service/tls/makeCertificate.ts';
import { eventually } from '../../support/eventually.ts';
import { DAY, FakeClock } from '../support/clock.ts';
import { act, body, job, publishNew, rows, start, streamItems } from '../support/conversation.ts';
import { fakeWorker } from '../support/fakeWorker.ts';
import { serve, temporaryFolder, type UnderTest } from '../support/serviceUnderTest.ts';

const HTTP = { kind: 'http' } as const;
const HOUR = 3_600_000;
const TYPE = { headers: { 'Content-Type': 'application/json;odata=verbose' } };
const told = ({ logger }: UnderTest, pattern: RegExp): number => logger.entries.filter(({ message }) => pattern.test(message)).length;
const schedule = async (http: AxiosInstance, values: object, kind = 'DailySchedule'): Promise<string> => String(body(await http.post('Schedules', { __metadata: { type: `Orchestrator.ResourceModel.${kind}` }, IsEnabled: true, ...(kind === 'DailySchedule' ? { DayInterval: 1 } : {}), ...values }, TYPE))['ScheduleID']);
const next = async (http: AxiosInstance, id: string): Promise<string | null> => {
  const value = body(await http.get(`Schedules(guid'${id}')`))['NextRun'];
  return typeof value === 'string' ? new Date(Number(value.replaceAll(/\D+/g, ''))).toISOString() : null;
};
/** When old jobs were last looked for. */
const lookedAt = (dataFolder: string): string => {
  const database = new DatabaseSync(join(dataFolder, 'sma.db'), { readOnly: true });
  try {
    return String(database.prepare("select value from meta where name = 'purge_clock'").get()?.['value'] ?? '');
  } finally {
    database.close();
  }
};
const statusOf = async (http: AxiosInstance, id: string): Promise<unknown> => (await job(http, id))['JobStatus'];

describe('a clock that jumps', () => {
  it('takes no job from a worker that speaks of it', async () => {
    const clock = new FakeClock('2030-06-01T12:00:00Z');
    await using under = await serve({ clock, transport: HTTP, worker: fakeWorker({ leaseMilliseconds: 5_000 }) });
    const { runbook } = await publishNew(under.http, '# wait', 'Waits');
    const id = await start(under.http, runbook);
    await eventually(async () => (await statusOf(under.http, id) === 'Running' ? true : undefined), 20_000, 'the job');
    const begun = performance.now();
    // Between any two looks at who is silent, which come every 1.7 s.
    await eventually(() => {
      clock.add(HOUR);
      return performance.now() - begun > 4_000 ? true : undefined;
    }, 20_000, 'some looks');
    assert.deepEqual([await statusOf(under.http, id), told(under, /lost its worker/)], ['Running', 0]);
    await act(under.http, 'Jobs', id, 'Stop');
    await eventually(async () => (await statusOf(under.http, id) === 'Stopped' ? true : undefined), 20_000, 'its end');
  });

  it('does not keep schedules waiting until it is there again', async () => {
    const clock = new FakeClock('2030-01-01T00:00:00Z');
    const dataFolder = temporaryFolder(), options = { clock, transport: HTTP, dataFolder, schedules: { pollMilliseconds: 10 } };
    let made = '';
    {
      await using under = await serve(options);
      const { http } = under;
      const { runbook } = await publishNew(http, 'workflow Nightly { }');
      const [nightly, ends] = [await schedule(http, { Name: 'nightly', StartTime: '2030-01-01T06:00:00' }), await schedule(http, { Name: 'ends', StartTime: '2030-01-01T07:00:00', ExpiryTime: '2030-02-01T00:00:00' })];
      await act(http, 'Runbooks', runbook, 'StartOnSchedule', { parameters: [], scheduleId: nightly });
      clock.set('2038-01-19T00:00:00Z');
      await eventually(async () => (await next(http, nightly) === '2038-01-19T06:00:00.000Z' && await next(http, ends) === null ? true : undefined), 20_000, 'the runs of 2038');
      clock.set('2030-01-01T05:00:00Z');
      await eventually(async () => (await next(http, nightly) === '2030-01-01T06:00:00.000Z' && await next(http, ends) === '2030-01-01T07:00:00.000Z' ? true : undefined), 20_000, 'the new plan');
      assert.deepEqual([told(under, /^A schedule was planned while the clock was ahead/), told(under, /was put back/)], [2, 1]);
      clock.set('2030-01-01T06:00:00Z');
      await eventually(async () => (rows(await http.get('Jobs')).length === 2 ? true : undefined), 20_000, 'the run at its hour');
      // Made while times go on from 2038.
      made = await schedule(http, { Name: 'once', StartTime: '2030-01-02T00:00:00' }, 'OneTimeSchedule');
      assert.equal(await next(http, made), '2030-01-02T00:00:00.000Z');
    }
    await using again = await serve(options);
    assert.equal(told(again, /behind the newest time in the database/), 1);
    assert.equal(await next(again.http, made), '2030-01-02T00:00:00.000Z');
  });

  it('runs nothing twice that was to run once, which is told, and plans what started nothing', async () => {
    const clock = new FakeClock('2030-01-01T00:00:00Z');
    const dataFolder = temporaryFolder(), options = { clock, transport: HTTP, dataFolder, schedules: { pollMilliseconds: 10 } };
    const early = /^A one-time schedule ran early, while the clock was ahead, and does not run again at its time/;
    const at = { StartTime: '2030-06-01T06:00:00' };
    let runbook = '', once = '', late = '';
    {
      await using under = await serve(options);
      const { http } = under;
      ({ runbook } = await publishNew(http, 'workflow Once { }'));
      once = await schedule(http, { Name: 'once', ...at }, 'OneTimeSchedule');
      await act(http, 'Runbooks', runbook, 'StartOnSchedule', { parameters: [], scheduleId: once });
      clock.set('2038-01-19T00:00:00Z');
      await eventually(async () => (await next(http, once) === null && rows(await http.get('Jobs')).length === 1 ? true : undefined), 20_000, 'the run that is early');
      // Made while its start seems to be over.
      late = await schedule(http, { Name: 'late', ...at }, 'OneTimeSchedule');
      assert.equal(await next(http, late), null);
      clock.set('2030-02-01T00:00:00Z');
      await eventually(async () => (await next(http, late) === '2030-06-01T06:00:00.000Z' ? true : undefined), 20_000, 'the plan');
      assert.deepEqual(under.logger.entries.filter(({ message }) => early.test(message)).map(({ fields: { ran, ...fields } }) => [fields, String(ran).slice(0, 10)]), [[{ schedule: 'once', start: '2030-06-01T06:00:00' }, '2038-01-19']]);
    }
    {
      // The job is gone; the audit knows.
      using database = new DatabaseSync(join(dataFolder, 'sma.db'));
      database.exec('delete from Jobs');
    }
    await using again = await serve(options);
    const { http } = again;
    await eventually(() => (told(again, early) === 1 ? true : undefined), 20_000, 'the line in the log');
    assert.equal(await next(http, once), null);
    // The way out that the line names.
    for (const IsEnabled of [false, true]) await http.request({ method: 'MERGE', url: `Schedules(guid'${once}')`, data: { __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, IsEnabled }, ...TYPE });
    assert.equal(await next(http, once), '2030-06-01T06:00:00.000Z');
    clock.set('2030-06-01T06:00:00Z');
    await eventually(async () => (await next(http, once) === null && await next(http, late) === null ? true : undefined), 20_000, 'the runs');
    assert.equal(rows(await http.get('Jobs')).length, 1);
  });

  it('and a time zone that is changed: the next run is of its day, at the hour of that zone', async () => {
    const clock = new FakeClock('2030-07-01T06:30:00Z');
    const dataFolder = temporaryFolder(), options = (timeZone: string) => ({ clock, transport: HTTP, dataFolder, schedules: { timeZone, pollMilliseconds: 10 } });
    let [nine, eight]: readonly string[] = [];
    {
      await using under = await serve(options('UTC'));
      // 09:00 and 08:00 in Berlin, in winter.
      [nine, eight] = [await schedule(under.http, { Name: 'nine', StartTime: '2030-01-01T08:00:00' }), await schedule(under.http, { Name: 'eight', StartTime: '2030-01-01T07:00:00' })];
      assert.deepEqual([await next(under.http, nine), await next(under.http, eight)], ['2030-07-01T08:00:00.000Z', '2030-07-01T07:00:00.000Z']);
    }
    const moved = /^A schedule was planned in another time zone, and gets its hour in Europe\/Berlin$/;
    {
      await using under = await serve(options('Europe/Berlin'));
      await eventually(async () => (await next(under.http, nine) === '2030-07-01T07:00:00.000Z' ? true : undefined), 20_000, 'the new hour');
      assert.equal(told(under, moved), 1);
      assert.equal(await next(under.http, eight), '2030-07-01T07:00:00.000Z', 'its hour has passed: today it runs as planned');
      clock.set('2030-07-01T07:00:00Z');
      await eventually(async () => (await next(under.http, nine) === '2030-07-02T07:00:00.000Z' && await next(under.http, eight) === '2030-07-02T06:00:00.000Z' ? true : undefined), 20_000, 'tomorrow');
    }
    await using again = await serve(options('UTC'));
    // What ran today does not run again.
    await eventually(async () => (await next(again.http, nine) === '2030-07-02T08:00:00.000Z' && await next(again.http, eight) === '2030-07-02T07:00:00.000Z' ? true : undefined), 20_000, 'the old hours');
  });

  it('makes no record older than its job', async () => {
    const clock = new FakeClock('2099-01-01T00:00:00Z');
    await using under = await serve({ clock, transport: HTTP, worker: fakeWorker() });
    // The worker's clock is the machine's.
    const { runbook } = await publishNew(under.http, '# say first\n# say second', 'Says');
    const id = await start(under.http, runbook);
    await eventually(async () => (await statusOf(under.http, id) === 'Completed' ? true : undefined), 20_000, 'the job');
    assert.deepEqual(rows(await streamItems(under.http, id, "&streamType='Any'&streamsCreatedSinceDateTime='2099-01-01T00:00:00'")).map((item) => item['StreamText']), ['first', 'second']);
  });

  it('locks nobody out for longer', () => {
    const clock = new FakeClock('2099-01-01T00:00:00Z');
    const dataFolder = temporaryFolder(), options = { dataFolder, clock, logger: silentLogger, isUser: () => true };
    const lockout = new Lockout(options);
    lockout.lock('ana', '192.0.2.1');
    clock.set('2030-01-01T00:00:00Z');
    const locked = /for 15 minutes/;
    assert.throws(() => lockout.check('ana', '192.0.2.1'), locked);
    clock.add(14 * 60_000);
    assert.throws(() => lockout.check('ana', '192.0.2.1'), /for 1 minute/);
    assert.throws(() => new Lockout(options).check('ana', '192.0.2.1'), /for 1 minute/, 'kept so');
    clock.add(2 * 60_000);
    lockout.check('ana', '192.0.2.1');
  });

  it('purges no history by its age before it was so for a day', async () => {
    const clock = new FakeClock('2030-01-01T00:00:00Z');
    const dataFolder = temporaryFolder(), options = { clock, transport: HTTP, dataFolder };
    let runbook = '';
    const jobs = async (under: UnderTest): Promise<number> => Number((await under.http.get('Jobs/$count')).data);
    const purged = /^Old jobs were purged/, held = /none is purged by its age for a day/;
    {
      await using under = await serve(options);
      ({ runbook } = await publishNew(under.http, 'workflow Old { }'));
      await act(under.http, 'Jobs', await start(under.http, runbook), 'Stop');
    }
    // At each start old jobs are looked for.
    const startAt = async (time: string, pattern: RegExp | undefined, left: number): Promise<void> => {
      clock.set(time);
      await using under = await serve(options);
      if (pattern !== undefined) await eventually(() => (told(under, pattern) > 0 ? true : undefined), 20_000, String(pattern));
      assert.equal(await jobs(under), left);
    };
    await startAt('2038-01-19T00:00:00Z', held, 1);
    await startAt('2038-01-19T12:00:00Z', undefined, 1);
    // It was wrong, and is corrected.
    await startAt('2030-01-01T01:00:00Z', undefined, 1);
    await startAt('2030-03-01T00:00:00Z', held, 1);
    await startAt('2030-03-02T00:00:01Z', purged, 0);
    const database = new DatabaseSync(join(dataFolder, 'sma.db'), { readOnly: true });
    assert.equal(database.prepare("select count(*) as n from audit where action = 'Purge'").get()?.['n'], 1);
    database.close();
  });

  it('purges history of a service that is started once a week, and none when the clock jumps for years', async () => {
    const clock = new FakeClock('2030-01-01T00:00:00Z');
    const dataFolder = temporaryFolder(), options = { clock, transport: HTTP, dataFolder };
    {
      await using under = await serve(options);
      const { runbook } = await publishNew(under.http, 'workflow Weekly { }');
      await act(under.http, 'Jobs', await start(under.http, runbook), 'Stop');
    }
    const held = /none is purged by its age for a day/, purged = /^Old jobs were purged/;
    const startAfter = async (days: number, pattern: RegExp | undefined, left: number): Promise<void> => {
      clock.add(days * DAY);
      await using under = await serve(options);
      if (pattern !== undefined) await eventually(() => (told(under, pattern) > 0 ? true : undefined), 20_000, String(pattern));
      // Where nothing is told, what was looked at is noted.
      else await eventually(() => (lookedAt(dataFolder).startsWith(new Date(clock.wall()).toISOString().slice(0, 10)) ? true : undefined), 20_000, 'the look');
      assert.equal(Number((await under.http.get('Jobs/$count')).data), left);
    };
    await startAfter(7, held, 1);
    await startAfter(7, undefined, 1);
    await startAfter(7, held, 1);
    await startAfter(8 * 366, held, 1);
    await startAfter(7, purged, 0);
  });

  it('has a certificate replaced that was made while it was ahead, which is told; one of an operator stays', async () => {
    const dataFolder = temporaryFolder(), path = join(dataFolder, 'tls.pem');
    {
      await using plain = await serve({ dataFolder, clock: new FakeClock('2099-01-01T00:00:00Z'), transport: HTTP });
      await plain.http.post('Variables', { Name: 'made', Value: '1' });
    }
    {
      await using under = await serve({ dataFolder, clock: new FakeClock('2099-01-01T00:00:00Z') });
      assert.equal(told(under, /will not trust|while the clock was ahead/), 0);
    }
    const early = readFileSync(path, 'utf8');
    const what = 'it is valid from 2098-12-31 on only, and by the clock of this machine it is 2030-01-01';
    const findings = (): readonly object[] => examine(dataFolder, Date.parse('2030-01-01T12:00:00Z')).filter(({ state }) => state !== 'ok').map((finding) => ({ ...finding, detail: finding.detail.replace(/2099-01-01T\S+/, '…') }));
    const clockFinding = { what: 'clock', state: 'warning', detail: 'the newest time in the database is … (UTC), and by the clock of this machine that is yet to come: set the clock right; where it is, times go on from that one' };
    assert.deepEqual(findings(), [clockFinding, { what: 'certificate', state: 'problem', detail: `${what}; set the clock right; where it is, the next start of the service makes another` }]);
    const clock = new FakeClock('2030-01-01T12:00:00Z'), aside = `${path}.early-2030-01-01T12-00-00-000Z`;
    {
      await using under = await serve({ dataFolder, clock });
      assert.deepEqual(under.logger.entries.filter(({ message }) => /will not trust|certificate/.test(message)).map(({ level, message }) => [level, message]), [['warn', `The certificate of the service was made while the clock was ahead: ${what}. Another one was made, which clients that have trusted the old one must trust; the old one is ${aside}. Where it is the clock of now that is wrong, set it right, put that file in the place of ${path}, and start the service again.`]]);
      assert.equal(new X509Certificate(readFileSync(path)).validFromDate.toISOString(), '2029-12-31T12:00:00.000Z');
      assert.equal(readFileSync(aside, 'utf8'), early);
      assert.equal(statSync(aside).mode & 0o077, 0);
    }
    assert.deepEqual(findings(), [clockFinding]);
    const [validFrom, validTo] = [new Date('2098-12-31T00:00:00Z'), new Date('2100-12-31T00:00:00Z')];
    const { certificatePem, keyPem } = makeCertificate({ name: 'sma.contoso.com', hosts: ['127.0.0.1'], notBefore: validFrom, notAfter: validTo });
    writeFileSync(path, keyPem + certificatePem);
    await using again = await serve({ dataFolder, clock });
    assert.ok(again.logger.entries.some(({ level, message }) => level === 'error' && message === `Clients will not trust the certificate of the service: ${what}. Set the clock right, or where it is, remove ${path} and start the service again to have another one made.`));
    assert.equal(readFileSync(path, 'utf8'), keyPem + certificatePem);
  });

  it('and a certificate that ends while the service runs: it is told before, and another one made; files of an operator are taken when they change', async () => {
    const peer = async (port: number): Promise<string> => {
      const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      const { fingerprint256 } = socket.getPeerCertificate();
      socket.destroy();
      return fingerprint256;
    };
    const soon = (check: () => void | Promise<void>): Promise<boolean> => eventually(async () => { await check(); return true; });
    const dataFolder = temporaryFolder(), path = join(dataFolder, 'tls.pem'), clock = new FakeClock('2030-01-01T12:00:00Z'), certificatePollMilliseconds = 10;
    const said = ({ logger }: UnderTest): readonly (readonly string[])[] => logger.entries.filter(({ message }) => /certificate/.test(message)).map(({ level, message }) => [level, message]);
    {
      await using under = await serve({ dataFolder, clock, certificatePollMilliseconds });
      const first = await peer(under.service.port);
      assert.equal(under.service.certificateFingerprint, first);
      clock.add(710 * DAY);
      await soon(() => assert.deepEqual(said(under), [['warn', 'The certificate of the service ends on 2032-01-01: the service makes another one then, or at a start before, which clients must trust.']]));
      assert.equal(await peer(under.service.port), first, 'whom clients trust stays for as long as they do');
      clock.add(30 * DAY);
      await soon(() => assert.notEqual(under.service.certificateFingerprint, first));
      const second = await peer(under.service.port);
      assert.deepEqual([second, new X509Certificate(readFileSync(path)).fingerprint256], [under.service.certificateFingerprint, under.service.certificateFingerprint]);
      assert.deepEqual(said(under).slice(1), [['warn', 'Clients do not trust the certificate of the service any more: it ended on 2032-01-01. Another one was made, which they must trust now.']]);
    }
    const [certificateFile, keyFile] = [join(dataFolder, 'own.pem'), join(dataFolder, 'own.key')];
    const give = (days: number): void => {
      const { certificatePem, keyPem } = makeCertificate({ name: 'sma.contoso.com', hosts: ['127.0.0.1'], notBefore: new Date(clock.wall() - DAY), notAfter: new Date(clock.wall() + days * DAY) });
      writeFileSync(certificateFile, certificatePem);
      writeFileSync(keyFile, keyPem);
    };
    give(10);
    await using under = await serve({ dataFolder, clock, certificatePollMilliseconds, transport: { kind: 'files', certificateFile, keyFile } });
    const first = await peer(under.service.port);
    await soon(() => assert.match(said(under)[0]?.[1] ?? '', /ends on 2032-01-21: put another one in the place of its files, which the service takes within an hour\.$/));
    clock.add(20 * DAY);
    await soon(() => assert.deepEqual(said(under)[1], ['error', 'Clients do not trust the certificate of the service: it ended on 2032-01-21.']));
    give(300);
    await soon(async () => assert.notEqual(await peer(under.service.port), first));
    assert.deepEqual([await peer(under.service.port), said(under).at(-1)], [new X509Certificate(readFileSync(certificateFile)).fingerprint256, ['info', 'Another certificate was given to the service; connections have it from now on.']]);
  });

  it('is noticed from a minute on', () => {
    const clock = new FakeClock('2030-01-01T00:00:00Z');
    let steady = 0;
    const watch = new ClockWatch(clock, () => steady);
    const after = (wall: number, passed: number): number => {
      clock.add(wall);
      steady += passed;
      return watch.jumped();
    };
    assert.deepEqual([after(1_000, 1_000), after(31_000, 1_000), after(-29_000, 1_000), after(DAY + 1_000, 1_000), after(1_000, 1_000), after(-HOUR, 1_000)], [0, 0, 0, DAY, 0, -HOUR - 1_000]);
  });
});
