/** In whose name jobs ask the web service, and that none may do what whoever started it may not. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { AxiosInstance } from 'axios';
import { hashUser } from '../../../src/service/access/users.ts';
import { writeUsers } from '../../../src/service/access/usersFile.ts';
import { eventually } from '../../support/eventually.ts';
import { workerBundle } from '../../support/workerBundle.ts';
import { act, body, job, publishNew, rows, start, streamItems, type Wire } from '../support/conversation.ts';
import { client, serve, type UnderTest } from '../support/serviceUnderTest.ts';

const FINAL: ReadonlySet<unknown> = new Set(['Completed', 'Failed', 'Stopped', 'Suspended']);
const UNKNOWN = "SmaNotAllowed The user 'ana', who started this job, may not use this service any more, and a job asks the web service in nobody else's name. Start it anew (what a schedule starts: link it anew), or give -Credential.";

describe('jobs ask the web service in the name of whoever started them', function () {
  this.timeout(120_000);
  let under: UnderTest, ana: AxiosInstance, users: readonly Awaited<ReturnType<typeof hashUser>>[], seen = 0;
  before(async () => {
    under = await serve({ worker: { script: join(await workerBundle(), 'worker.cjs') }, schedules: { pollMilliseconds: 50 } });
    users = [await hashUser('ana', 'ana-word', 'operator'), await hashUser('rea', 'rea-word', 'reader')];
    await letIn(users);
    const known = client(under.service);
    ana = known.http;
    ana.defaults.auth = { username: 'ana', password: 'ana-word' };
    after(() => known.agent.destroy());
  });
  after(() => under[Symbol.asyncDispose]());
  /** Lets these in beside the user of the settings; the service sees it within a second. */
  const letIn = async (some: typeof users): Promise<void> => {
    writeUsers(under.folder, some);
    await eventually(async () => { await under.http.get('Runbooks?$top=1'); const news = under.logger.entries.filter(({ message }) => message === 'The users have changed').length; return news > seen ? (seen = news) : undefined; }, 10_000, 'the change of the users');
  };
  const ended = (id: string): Promise<Wire> => eventually(async () => {
    const entity = await job(under.http, id);
    return FINAL.has(entity['JobStatus']) ? entity : undefined;
  }, 60_000, 'the end of the job');
  const texts = async (id: string): Promise<readonly string[]> => {
    await ended(id);
    return rows(await streamItems(under.http, id)).map((item) => String(item['StreamText']));
  };
  const tried = (line: string): string => `try { ${line} -ErrorAction Stop; 'done' } catch { "$($_.FullyQualifiedErrorId -replace ',.*') $($_.Exception.Message)" }`;
  const COUNT = tried('$null = Get-SmaAdminConfiguration');

  it('what an operator has started reads; when the operator is let in no more, it asks for nothing', async () => {
    const { runbook } = await publishNew(under.http, `workflow Asks-Twice { ${COUNT}\nSuspend-Workflow\n${COUNT} }`);
    const id = await start(ana, runbook);
    assert.deepEqual(await texts(id), ['done']);
    await letIn(users.slice(1));
    assert.equal((await act(under.http, 'Jobs', id, 'Resume')).status, 204);
    assert.deepEqual(await eventually(async () => { const all = await texts(id); return all.length > 1 ? all : undefined; }, 30_000, 'the second answer'), ['done', UNKNOWN], 'though an administrator has resumed it');
    await letIn(users);
  });

  it('what an operator has started changes nothing that the operator may not change, and starts and stops jobs', async () => {
    const pwsh = "[pscredential]::new('u', (ConvertTo-SecureString 'p' -AsPlainText -Force))";
    const lines = [`Set-SmaCredential -Name Gained -Value (${pwsh})`, "Remove-SmaRunbook -Name 'Is-Removed'", 'Set-SmaAdminConfiguration -Telemetry $true', "Publish-SmaRunbook -Name 'Changes-All'", 'Set-SmaVariable -Name Gained -Value 1', "$null = Start-SmaRunbook -Name 'Does-Little'"];
    for (const name of ['Does-Little', 'Is-Removed']) await publishNew(under.http, '1', name);
    const { runbook } = await publishNew(under.http, lines.map(tried).join('\n'), 'Changes-All');
    const refused = (method: string): string => `SmaNotAllowed The user 'ana' is an operator, who starts and stops jobs; ${method} is not allowed here.`;
    assert.deepEqual(await texts(await start(ana, runbook)), [refused('POST'), refused('DELETE'), refused('MERGE'), refused('POST'), refused('Set-SmaVariable').replace('NotAllowed', 'VariableNotSet'), 'done']);
    assert.equal(rows(await under.http.get("Credentials?$filter=Name eq 'Gained'")).length, 0);
    assert.equal(rows(await under.http.get("Variables?$filter=Name eq 'Gained'")).length, 0);
    const [made, ...others] = await texts(await start(under.http, runbook));
    assert.deepEqual([made, others[0], others[3]], ['done', 'done', 'done'], 'an administrator may');
    const trace = under.logger.entries.filter(({ message, fields }) => message === 'Request of a job' && fields['method'] === 'DELETE').map(({ fields }) => [fields['path'], fields['status']]);
    assert.deepEqual(trace, [['Runbooks', 403], ['Runbooks', 204]]);
  });

  it('a job that a job has started asks in the name of whoever started the first', async () => {
    await publishNew(under.http, `Start-Sleep -Milliseconds 100; ${COUNT}`, 'Second-Asks');
    const { runbook } = await publishNew(under.http, "(Start-SmaRunbook -Name 'Second-Asks').Guid; Start-Sleep -Seconds 20", 'First-Asks');
    const ask = async (http: AxiosInstance): Promise<readonly string[]> => {
      const first = await start(http, runbook);
      const second = await eventually(async () => rows(await streamItems(under.http, first)).map((item) => String(item['StreamText']))[0], 30_000, 'the id of the second job');
      const all = await texts(second);
      await act(under.http, 'Jobs', first, 'Stop');
      return all;
    };
    assert.deepEqual(await ask(ana), ['done']);
    const { runbook: late } = await publishNew(under.http, "$id = Start-SmaRunbook -Name 'Third-Asks'; $id.Guid", 'Late-Asks');
    await publishNew(under.http, `while (-not (Get-AutomationVariable -Name Go)) { Start-Sleep -Milliseconds 50 }; ${COUNT}`, 'Third-Asks');
    const variable = await under.http.post('Variables', { Name: 'Go', Value: 'false' });
    const third = (await texts(await start(ana, late)))[0] ?? '';
    await letIn(users.slice(1));
    await under.http.patch(`Variables(guid'${String(body(variable)['VariableID'])}')`, { Value: 'true' });
    assert.deepEqual(await texts(third), [UNKNOWN]);
    await letIn(users);
  });

  it('what a schedule has started asks in the name of whoever linked it', async () => {
    const { runbook } = await publishNew(under.http, COUNT, 'Planned-Asks');
    const schedule = await under.http.post('Schedules', { __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, Name: 'Soon', StartTime: new Date(Date.now() + 1_500).toISOString().replace('Z', ''), IsEnabled: true }, { headers: { 'Content-Type': 'application/json;odata=verbose' } });
    assert.equal(schedule.status, 201, JSON.stringify(schedule.data));
    const scheduleId = String(body(schedule)['ScheduleID']);
    assert.equal((await act(under.http, 'Runbooks', runbook, 'StartOnSchedule', { parameters: [], scheduleId })).status, 200);
    const id = await eventually(async () => rows(await under.http.get('Jobs?$orderby=CreationTime desc&$top=3&$expand=JobContext')).find((one) => (one['JobContext'] as Wire)['ScheduleID'] === scheduleId), 30_000, 'the job of the schedule');
    assert.deepEqual(await texts(String(id['JobID'])), ['done']);
  });

  it('with a name and a password it is that user; a wrong one is told, and in no stream', async () => {
    const { runbook } = await publishNew(under.http, `param($Word) $c = [pscredential]::new('rea', (ConvertTo-SecureString $Word -AsPlainText -Force)); ${tried('$null = Get-SmaSchedule -Credential $c')}`, 'Signs-In');
    assert.deepEqual(await texts(await start(under.http, runbook, { Word: '"rea-word"' })), ['done']);
    assert.deepEqual(await texts(await start(under.http, runbook, { Word: '"wrong-word"' })), ['SmaSignInFailed Sign in with a user name and password.']);
  });
});
