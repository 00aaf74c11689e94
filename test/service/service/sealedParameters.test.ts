import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { backupData } from '../../../src/service/data/backup.ts';
import { examine } from '../../../src/service/data/doctor.ts';
import { restoreData } from '../../../src/service/data/restore.ts';
import { rotateKey } from '../../../src/service/data/rotateKey.ts';
import { cipherOf, readKeys } from '../../../src/service/secrets/cipher.ts';
import { MIGRATIONS } from '../../../src/service/store/schema/migrations.ts';
import { parameterOwner } from '../../../src/service/store/sealedValues.ts';
import { eventually } from '../../support/eventually.ts';
import { workerBundle } from '../../support/workerBundle.ts';
import { act, body, job, publishNew, rows, save, start, streamItems, type Wire } from '../support/conversation.ts';
import { smallDisks } from '../support/fullDisk.ts';
import { FakeClock } from '../support/clock.ts';
import { serve, temporaryFolder, type UnderTest } from '../support/serviceUnderTest.ts';

const FINAL: ReadonlySet<unknown> = new Set(['Completed', 'Failed', 'Stopped', 'Suspended']);
const SECURE = 'param([securestring]$Word, [pscredential]$Who, [string]$Plain, $Any)\n"$Plain"';

/** Whether file systems can be made here. */
const mountsDisks = smallDisks.length > 1;

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

/** Every file below a folder that holds a text. */
const filesWith = (folder: string, text: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => statSync(join(folder, name)).isFile() && (readFileSync(join(folder, name)).includes(text) || readFileSync(join(folder, name)).includes(Buffer.from(text, 'utf16le'))));
/** As versions did that deleted without wiping, and split pages. */
const leaveBehind = (database: DatabaseSync, text: string): void => {
  database.exec('pragma secure_delete = off');
  const insert = database.prepare('insert into "JobParameters" ("JobContextID", "Name", "Value", "Type") select "JobContextID", ?, ?, \'System.String\' from "JobParameters" limit 1');
  for (let i = 0; i < 200; i++) insert.run(`left ${i}`, `"${text} ${i}"`);
  database.exec('delete from "JobParameters" where "Name" like \'left %\'');
};
const stored = (folder: string): readonly Wire[] => {
  const database = new DatabaseSync(join(folder, 'sma.db'), { readOnly: true });
  try {
    return database.prepare('select "Name", "Value", secret is not null as isSealed from "JobParameters" order by "Name"').all();
  } finally {
    database.close();
  }
};
const parametersOf = async (under: UnderTest, jobId: string): Promise<Readonly<Record<string, unknown>>> => {
  const { JobContextID } = await job(under.http, jobId);
  return Object.fromEntries(rows(await under.http.get(`JobContexts(guid'${String(JobContextID)}')/JobParameters`)).map((one) => [String(one['Name']), one['Value']]));
};

describe('secrets in the parameters of jobs', function () {
  this.timeout(120_000);

  it('are sealed at rest where their type or an encrypted asset says so; the wire reads, filters and sorts them as ever', async () => {
    const folder = temporaryFolder();
    const given = { Word: '"opened-one-11"', Who: '"Account-of-Ann"', Plain: '"nothing to hide"', Any: '{"a":["x","over-the-\\u0077all-22"]}' };
    try {
      await using under = await serve({ dataFolder: folder });
      await under.http.post('Variables', { Name: 'Wall', Value: '{"deep":["over-the-wall-22"]}', IsEncrypted: true });
      await under.http.post('Credentials', { Name: 'Door', UserName: 'ann', RawValue: 'pass"word-33' });
      const { runbook } = await publishNew(under.http, SECURE, 'Takes-Secrets');
      const id = await start(under.http, runbook, given);
      const other = await start(under.http, runbook, { Any: 'pass\\"word-33 by itself' });
      assert.deepEqual(stored(folder).map(({ Name, Value, isSealed }) => `${String(Name)} ${String(Value)} ${String(isSealed)}`), ['Any null 1', 'Any null 1', 'Plain "nothing to hide" 0', 'Who null 1', 'Word null 1']);
      for (const text of ['opened-one-11', 'Account-of-Ann', 'over-the-', 'word-33']) assert.deepEqual(filesWith(folder, text), [], text);
      assert.notDeepEqual(filesWith(folder, 'nothing to hide'), []);
      assert.deepEqual(await parametersOf(under, id), given);
      assert.deepEqual(await parametersOf(under, other), { Any: 'pass\\"word-33 by itself' });
      // Quick and aside, counted, sorted, paged, expanded and within another question.
      const names = async (query: string): Promise<readonly string[]> => rows(await under.http.get(query)).map((one) => `${String(one['Name'])}=${String(one['Value'])}`);
      assert.deepEqual(await names("JobParameters?$filter=Value eq '\"OPENED-one-11\"'"), ['Word="opened-one-11"']);
      assert.deepEqual(await names("JobParameters?$filter=substringof('account', tolower(Value)) or startswith(Value,'{\"A\"')&$orderby=Value desc"), [`Any=${given.Any}`, 'Who="Account-of-Ann"']);
      assert.deepEqual(await names('JobParameters?$orderby=Value&$top=2&$skip=1'), ['Plain="nothing to hide"', 'Word="opened-one-11"']);
      assert.equal((await under.http.get("JobParameters/$count?$filter=Value ne null", { responseType: 'text' })).data, '5');
      assert.equal(rows(await under.http.get("JobContexts?$filter=JobParameters/any(p: p/Value eq '\"opened-one-11\"')", { headers: { MaxDataServiceVersion: '3.0', DataServiceVersion: '3.0' } })).length, 1);
      const [expanded = {}] = rows(await under.http.get("JobContexts?$expand=JobParameters&$filter=JobParameters/any(p: p/Name eq 'Word')", { headers: { MaxDataServiceVersion: '3.0', DataServiceVersion: '3.0' } }));
      assert.deepEqual((expanded['JobParameters'] as { readonly results: readonly Wire[] }).results.map((one) => String(one['Value'])).toSorted(byText), Object.values(given).toSorted(byText));
      const { JobContextID } = await job(under.http, id);
      assert.equal((await under.http.get(`JobParameters(JobContextID=guid'${String(JobContextID)}',Name='Word')/Value/$value`, { responseType: 'text' })).data, given.Word);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('are found with all digits of a number, and in JSON within JSON', async () => {
    await using under = await serve();
    for (const [Name, Value] of [['Card', '4929123456789012345'], ['Long', '{"n":12345678901234567890}'], ['Huge', '1e21'], ['Umlaut', '"P\u00e4sswort-77"'], ['Quotes', '"Zebra-\\"quote\\"-9"']] as const) await under.http.post('Variables', { Name, Value, IsEncrypted: true });
    const { runbook } = await publishNew(under.http, SECURE, 'Takes-Anything');
    const ascii = '{"p": "P\\u00e4sswort-77"}', quotes = JSON.stringify({ p: 'Zebra-"quote"-9' });
    const given = [
      '4929123456789012345', '"4929123456789012345"', '{"a":12345678901234567890}', '12345678901234567890', '1e21', '1E21', '"1E+21"', '1000000000000000000000',
      ascii, JSON.stringify(ascii), JSON.stringify({ o: JSON.stringify(ascii) }), JSON.stringify({ o: JSON.stringify({ i: JSON.stringify([ascii]) }) }), JSON.stringify(`p=${ascii}`),
      quotes, JSON.stringify(quotes), JSON.stringify({ o: JSON.stringify(quotes) }), JSON.stringify({ o: JSON.stringify({ i: JSON.stringify([quotes]) }) }),
    ];
    for (const Any of given) await start(under.http, runbook, { Any });
    await start(under.http, runbook, { Any: '4929123456789012346' });
    assert.deepEqual(stored(under.folder).filter(({ isSealed }) => isSealed === 0).map(({ Value }) => Value), ['4929123456789012346']);
    assert.equal(stored(under.folder).length, given.length + 1);
  });

  it('reach the job, are masked in what it writes, and stay sealed for the jobs that it starts with them', async () => {
    await using under = await serve({ worker: { script: join(await workerBundle(), 'worker.cjs') } });
    const ended = (id: string): Promise<Wire> => eventually(async () => {
      const entity = await job(under.http, id);
      return FINAL.has(entity['JobStatus']) ? entity : undefined;
    }, 60_000, 'the end of the job');
    const texts = async (id: string): Promise<readonly string[]> => rows(await streamItems(under.http, id)).map((item) => String(item['StreamText']));
    await under.http.post('Variables', { Name: 'Known', Value: '"from-an-asset-44"', IsEncrypted: true });
    await publishNew(under.http, 'param([string]$Inner, $Open) "inner $Inner $Open"', 'Sealed-Child');
    // No asset has any more what is handed on: only the runbook knows that it is secret.
    const { runbook } = await publishNew(under.http, "param([string]$Asset) \"asset $Asset\"; $old = Get-AutomationVariable -Name Known; Set-AutomationVariable -Name Known -Value 'changed-since'; (Start-SmaRunbook -Name 'Sealed-Child' -Parameters @{ Inner = \"with $old in it\"; Open = 'plain' }).Guid", 'Sealed-Parent');
    const id = await start(under.http, runbook, { Asset: '"it is from-an-asset-44"' });
    assert.equal((await ended(id))['JobException'], null);
    const [first, child = ''] = await texts(id);
    assert.equal(first, 'asset it is ********');
    await ended(child);
    assert.deepEqual(await texts(child), ['inner with ******** in it plain']);
    const { Inner, Open } = await parametersOf(under, child);
    assert.deepEqual([Inner, Open], ['"with from-an-asset-44 in it"', '"plain"']);
    assert.deepEqual(stored(under.folder).filter(({ Name }) => ['Inner', 'Open', 'Asset'].includes(String(Name))).map(({ Name, isSealed }) => `${String(Name)} ${String(isSealed)}`), ['Asset 1', 'Inner 1', 'Open 0']);
    assert.deepEqual(filesWith(under.folder, 'from-an-asset-44'), []);
    // A text can never become a secure string (as in PowerShell); what it was is not repeated.
    const { runbook: secure } = await publishNew(under.http, 'param([securestring]$Word) 1', 'Takes-Word');
    const refused = await start(under.http, secure, { Word: '"opened-two-55"' });
    assert.match(String((await ended(refused))['JobException']), /System.Security.SecureString/);
    assert.deepEqual(filesWith(under.folder, 'opened-two-55'), []);
  });

  it('are sealed for schedules too, and stay so when another version is started', async () => {
    const clock = new FakeClock('2026-01-01T00:00:00Z');
    await using under = await serve({ clock, schedules: { pollMilliseconds: 10 } });
    const { runbook } = await publishNew(under.http, 'param([securestring]$Word) 1', 'Nightly-Secret');
    const schedule = body(await under.http.post('Schedules', { 'odata.type': 'Orchestrator.ResourceModel.DailySchedule', __metadata: { type: 'Orchestrator.ResourceModel.DailySchedule' }, Name: 'Each day', StartTime: '2026-01-02T00:00:00', DayInterval: 1, IsEnabled: true }));
    const linked = await act(under.http, 'Runbooks', runbook, 'StartOnSchedule', { scheduleId: schedule['ScheduleID'], parameters: [{ Name: 'Word', Value: '"opened-three-66"' }] });
    assert.equal(linked.status, 200, JSON.stringify(linked.data));
    // What the next version takes is no secret by its type any more: it was one.
    const draft = String(body(await act(under.http, 'Runbooks', runbook, 'Edit'))['Edit']);
    await save(under.http, draft, 'param([string]$Word) 2');
    assert.equal((await act(under.http, 'Runbooks', runbook, 'Publish')).status, 200);
    clock.add(2 * 86_400_000);
    const [started] = await eventually(async () => { const all = rows(await under.http.get('Jobs')); return all.length > 0 ? all : undefined; }, 10_000, 'the job of the schedule');
    assert.deepEqual(await parametersOf(under, String(started?.['JobID'])), { Word: '"opened-three-66"' });
    assert.deepEqual(stored(under.folder).map(({ isSealed }) => isSealed), [1, 1]);
    assert.deepEqual(filesWith(under.folder, 'opened-three-66'), []);
  });

  it('are known to a new key, a backup, a restore and the doctor; without their key a job says so and the wire has null', async () => {
    const base = temporaryFolder(), folder = join(base, 'data'), secrets = (of: string): string => examine(of, Date.now()).filter(({ what }) => what === 'secrets').map(({ state, detail }) => `${state}: ${detail}`).join();
    try {
      let id = '';
      {
        await using under = await serve({ dataFolder: folder });
        const { runbook } = await publishNew(under.http, SECURE, 'Takes-Secrets');
        id = await start(under.http, runbook, { Word: '"opened-four-77"' });
      }
      assert.equal(secrets(folder), 'ok: 1, all of which the key opens');
      const [before] = readKeys(join(folder, 'secret.key'), false);
      await backupData(folder, join(base, 'backup'), { now: new Date() });
      assert.equal((await rotateKey(folder)).written, 1);
      assert.notDeepEqual(readKeys(join(folder, 'secret.key'), false)[0], before);
      assert.equal(secrets(folder), 'ok: 1, all of which the key opens');
      {
        await using under = await serve({ dataFolder: folder });
        assert.deepEqual(await parametersOf(under, id), { Word: '"opened-four-77"' });
      }
      assert.equal((await restoreData(join(base, 'backup'), join(base, 'restored'), new Date())).secrets, undefined);
      {
        await using under = await serve({ dataFolder: join(base, 'restored') });
        assert.deepEqual(await parametersOf(under, id), { Word: '"opened-four-77"' });
      }
      assert.deepEqual([...filesWith(folder, 'opened-four-77'), ...filesWith(join(base, 'backup'), 'opened-four-77')], []);
      // One of two secrets is of another key: the service starts, and says it where it matters.
      const database = new DatabaseSync(join(folder, 'sma.db'));
      const { JobContextID } = database.prepare('select "JobContextID" from "JobParameters"').get() ?? {};
      database.prepare('update "JobParameters" set secret = ?').run(cipherOf(Buffer.alloc(32, 7)).encrypt('"x"', `JobParameters/${String(JobContextID)}/Word`));
      database.exec("insert into Variables (VariableID, TenantID, Name, Value, IsEncrypted, CreationTime, LastModifiedTime, secret) values ('10000000-0000-4000-8000-000000000000', '00000000-0000-0000-0000-000000000000', 'v', null, 1, '2026-01-01T00:00:00', '2026-01-01T00:00:00', '')");
      database.prepare('update Variables set secret = ?').run(cipherOf(...readKeys(join(folder, 'secret.key'), false)).encrypt('"known"', 'Variables/10000000-0000-4000-8000-000000000000'));
      database.close();
      assert.match(secrets(folder), /^problem: the key does not open 1 of 2 \(JobParameters\/Word\)/);
      await using under = await serve({ dataFolder: folder, worker: { script: join(await workerBundle(), 'worker.cjs') } });
      assert.deepEqual(await parametersOf(under, id), { Word: null });
      const failed = await eventually(async () => { const entity = await job(under.http, id); return FINAL.has(entity['JobStatus']) ? entity : undefined; }, 30_000, 'the end of the job');
      assert.deepEqual([failed['JobStatus'], failed['JobException']], ['Failed', 'The values of its parameters cannot be decrypted: the service was given another key since. Start the runbook again.']);
    } finally {
      rmSync(base, { recursive: true, force: true });
    }
  });

  it('that an earlier version kept in the clear are sealed at the next start, and nothing of them is left in the file', async () => {
    const folder = temporaryFolder();
    try {
      const ids: string[] = [];
      {
        await using under = await serve({ dataFolder: folder });
        await under.http.post('Variables', { Name: 'Wall', Value: '"over-the-wall-88"', IsEncrypted: true });
        const { runbook } = await publishNew(under.http, SECURE, 'Takes-Secrets');
        for (let i = 0; i < 5; i++) ids.push(await start(under.http, runbook, { Word: `"opened-five-99-${i}"`, Plain: `"plain ${i}"`, Any: '"over-the-wall-88!"' }));
      }
      // As schema 5 had them.
      const database = new DatabaseSync(join(folder, 'sma.db')), cipher = cipherOf(...readKeys(join(folder, 'secret.key'), false));
      for (const row of database.prepare('select rowid as at, * from "JobParameters" where secret is not null').all()) {
        const plain = cipher.decrypt(String(row['secret']), `JobParameters/${String(row['JobContextID'])}/${String(row['Name'])}`);
        database.prepare('update "JobParameters" set secret = null, "Value" = ? where rowid = ?').run(plain, row['at'] as number);
      }
      database.exec(`create table old as select "JobContextID", "Name", "Value", "Type" from "JobParameters"; drop table "JobParameters"`);
      const five = new DatabaseSync(':memory:');
      for (const step of MIGRATIONS.filter(({ version }) => version <= 5)) for (const statement of step.statements()) five.exec(statement);
      for (const { sql } of five.prepare(`select sql from sqlite_schema where tbl_name = 'JobParameters' and sql is not null`).all()) database.exec(String(sql));
      five.close();
      database.exec(`insert into "JobParameters" ("JobContextID", "Name", "Value", "Type") select * from old; drop table old; drop index "Jobs_text"; alter table "Jobs" drop column text_id; alter table "link_FK_Schedule_Runbook" drop column linked_by; delete from meta where name in ('parameters sealed', 'written anew'); pragma user_version = 5; vacuum`);
      leaveBehind(database, 'left-behind-one');
      database.close();
      assert.notDeepEqual(filesWith(folder, 'opened-five-99'), []);
      assert.notDeepEqual(filesWith(folder, 'left-behind-one'), []);
      {
        await using under = await serve({ dataFolder: folder });
        for (const [i, id] of ids.entries()) assert.deepEqual(await parametersOf(under, id), { Word: `"opened-five-99-${i}"`, Plain: `"plain ${i}"`, Any: '"over-the-wall-88!"' });
      }
      assert.deepEqual(stored(folder).map(({ Name, isSealed }) => `${String(Name)} ${String(isSealed)}`), [...Array.from({ length: 5 }, () => 'Any 1'), ...Array.from({ length: 5 }, () => 'Plain 0'), ...Array.from({ length: 5 }, () => 'Word 1')]);
      assert.deepEqual([...filesWith(folder, 'opened-five-99'), ...filesWith(folder, 'over-the-wall'), ...filesWith(folder, 'left-behind')], []);
      // One that was sealed and never written anew, and while the service runs: its log is empty too.
      const leftovers = (): string => examine(folder, Date.now()).filter(({ what }) => what === 'leftovers').map(({ state }) => state).join();
      assert.equal(leftovers(), '');
      const sealed = new DatabaseSync(join(folder, 'sma.db'));
      sealed.exec("delete from meta where name = 'written anew'");
      leaveBehind(sealed, 'left-behind-two');
      sealed.close();
      assert.deepEqual([leftovers(), filesWith(folder, 'left-behind-two')], ['warning', ['sma.db']]);
      {
        await using under = await serve({ dataFolder: folder });
        assert.deepEqual(filesWith(folder, 'left-behind'), []);
        assert.deepEqual(await parametersOf(under, ids[0] ?? ''), { Word: '"opened-five-99-0"', Plain: '"plain 0"', Any: '"over-the-wall-88!"' });
        assert.equal(leftovers(), '');
      }
      // Where another program reads from the log all the while, the service starts, and the next start tries again.
      const again = new DatabaseSync(join(folder, 'sma.db'));
      again.exec("pragma journal_mode = wal; delete from meta where name = 'written anew'; begin; select 1 from meta");
      {
        await using under = await serve({ dataFolder: folder });
        assert.equal((await under.http.get('Runbooks')).status, 200);
        assert.equal(leftovers(), 'warning');
      }
      again.close();
      await (await serve({ dataFolder: folder }))[Symbol.asyncDispose]();
      assert.equal(leftovers(), '');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  if (mountsDisks) it('stay in free parts of the file where there is no room to write it anew, which is told with how much is needed, and the service starts without filling the disk', async () => {
    const folder = temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', folder], { stdio: 'ignore' });
    try {
      await (await serve({ dataFolder: folder }))[Symbol.asyncDispose]();
      const database = new DatabaseSync(join(folder, 'sma.db'));
      database.exec("delete from meta where name = 'written anew'; insert into audit (time, user_name, request_id, action, target, detail) values ('2026-01-01T00:00:00', 'u', '-', 'a', 't', printf('%.*c', 15000000, 'x'))");
      database.close();
      const leftovers = (): string => examine(folder, Date.now()).filter(({ what }) => what === 'leftovers').map(({ detail }) => detail).join();
      const size = statSync(join(folder, 'sma.db')).size;
      {
        await using under = await serve({ dataFolder: folder });
        const told = under.logger.entries.filter(({ message }) => message.includes('written anew'));
        assert.equal(told.length, 1);
        assert.match(told[0]?.message ?? '', /^The database could not be written anew \(3\d MB must be free on the disk of .*, and 2\d MB are\): free parts of it may still hold secrets .* The service goes on without; make room, and start it again, or .* SQLITE_TMPDIR\.$/);
        assert.equal((await under.http.get('Runbooks')).status, 200);
        assert.ok((statSync(join(folder, 'sma.db-wal'), { throwIfNoEntry: false })?.size ?? 0) < 1_000_000);
      }
      assert.equal(statSync(join(folder, 'sma.db')).size, size);
      assert.match(leftovers(), /once there is room: 3\d MB must be free/);
      execFileSync('mount', ['-o', 'remount,size=200m', folder], { stdio: 'ignore' });
      await using under = await serve({ dataFolder: folder });
      assert.deepEqual(under.logger.entries.filter(({ message }) => message.includes('written anew')), []);
      assert.equal(leftovers(), '');
    } finally {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('are found, counted and put in order however much they are together: of all that is opened only a row is held', async () => {
    await using under = await serve();
    const count = 90, database = new DatabaseSync(join(under.folder, 'sma.db'), { timeout: 10_000 });
    const cipher = cipherOf(...readKeys(join(under.folder, 'secret.key'), false));
    try {
      database.exec('pragma foreign_keys = off; begin');
      for (let row = 0; row < count; row += 1) {
        const id = `00000000-0000-4000-8000-${String(row).padStart(12, '0')}`;
        database.prepare("insert into JobParameters (JobContextID, Name, Value, Type, secret) values (?, 'A', null, 'System.String', ?)").run(id, cipher.encrypt(`${String((row * 37) % count).padStart(3, '0')}${'x'.repeat(400_000)}`, parameterOwner(id, 'A')));
      }
      database.exec('commit');
    } finally {
      database.close();
    }
    const numbers = async (query: string): Promise<readonly number[]> => {
      const reply = await under.http.get(`JobParameters?${query}&$top=6`);
      assert.equal(reply.status, 200, `${query}: ${JSON.stringify(reply.data).slice(0, 300)}`);
      return rows(reply).map((one) => Number(String(one['Value']).slice(0, 3)));
    };
    assert.deepEqual(await numbers('$orderby=Value'), [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(await numbers('$orderby=Value desc&$skip=20'), [69, 68, 67, 66, 65, 64]);
    assert.deepEqual(await numbers("$filter=Value gt '087'&$orderby=Value"), [87, 88, 89]);
    assert.deepEqual(await numbers("$filter=Value eq 'none'"), []);
    assert.deepEqual(await numbers(`$orderby=Value&$skiptoken='087',guid'00000000-0000-4000-8000-000000000000','A'`), [87, 88, 89]);
    assert.equal(String((await under.http.get("JobParameters/$count?$filter=Value ne 'none'")).data), String(count));
  });
});
