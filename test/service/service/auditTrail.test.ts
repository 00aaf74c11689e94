import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AxiosResponse } from 'axios';
import { hashUser } from '../../../src/service/access/users.ts';
import { writeUsers } from '../../../src/service/access/usersFile.ts';
import { rotateKey } from '../../../src/service/data/rotateKey.ts';
import { eventually } from '../../support/eventually.ts';
import { body, rows } from '../support/conversation.ts';
import { zip } from '../support/moduleZips.ts';
import { serve, temporaryFolder, USER, type UnderTest } from '../support/serviceUnderTest.ts';

const OCTETS = { headers: { 'Content-Type': 'application/octet-stream' } };
const SECRET = 'never-to-be-told-1234';

interface Row { readonly user_name: string; readonly request_id: string; readonly action: string; readonly target: string; readonly detail: string | null }

describe('the audit', () => {
  const folder = temporaryFolder();
  let under: UnderTest;
  before(async () => {
    writeUsers(folder, [await hashUser('bob', SECRET, 'reader')]);
    under = await serve({ dataFolder: folder });
  });
  after(async () => {
    await under[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });
  const trail = (): readonly Row[] => {
    const database = new DatabaseSync(join(folder, 'sma.db'), { readOnly: true });
    try {
      return database.prepare('select user_name, request_id, action, target, detail from audit order by sequence').all() as unknown as readonly Row[];
    } finally {
      database.close();
    }
  };

  it('has a row for each change by each way, with who made it and the id of the request, and none for what was refused', async () => {
    const { http } = under;
    const ids = new Map<string, string>();
    const make = (set: string, name: string, value: object) => async (): Promise<AxiosResponse> => {
      const made = await http.post(set, { Name: name, ...value });
      ids.set(name, String(Object.entries(body(made)).find(([key]) => key === `${set.replace(/s$/, '')}ID`)?.[1]));
      return made;
    };
    const at = (set: string, name: string): string => `${set}(guid'${ids.get(name) ?? ''}')`;
    const imported = async (): Promise<AxiosResponse> => {
      const made = await http.post('RunbookVersions', 'workflow Told { param($P) }', OCTETS);
      ids.set('Told', String(body(made)['RunbookID']));
      return made;
    };
    const draft = (): string => `${at('Runbooks', 'Told')}/DraftRunbookVersion/$value`;
    const act = (name: string, data: object = {}) => (): Promise<AxiosResponse> => http.post(`${at('Runbooks', 'Told')}/${name}`, data);
    const batch = async (): Promise<AxiosResponse> => http.post('$batch', [
      '--b', 'Content-Type: multipart/mixed; boundary=c', '', '--c', 'Content-Type: application/http', '', `POST ${under.service.url}Variables HTTP/1.1`, 'Content-Type: application/json', '',
      JSON.stringify({ Name: 'batched', Value: '1' }), '--c--', '--b--', ''].join('\r\n'), { headers: { 'Content-Type': 'multipart/mixed; boundary=b' } });
    const daily = { __metadata: { type: 'Orchestrator.ResourceModel.DailySchedule' }, StartTime: '2050-01-01T00:00:00', DayInterval: 1 };
    const changes: readonly (readonly [action: string, target: RegExp, ask: () => Promise<AxiosResponse>])[] = [
      ['Create', /^Variables\/v$/, make('Variables', 'v', { Value: '1' })], ['Create', /^Variables\/hidden$/, make('Variables', 'hidden', { Value: `"${SECRET}"`, IsEncrypted: true })],
      ['Update', /^Variables\/v$/, () => http.put(at('Variables', 'v'), { Value: '2' })], ['Update', /^Variables\/v$/, () => http.put(`${at('Variables', 'v')}/Description`, { Description: 'd' })],
      ['Update', /^Variables\/v$/, () => http.put(`${at('Variables', 'v')}/Value/$value`, '3', { headers: { 'Content-Type': 'text/plain' } })],
      ['Update', /^Variables\/v$/, () => http.delete(`${at('Variables', 'v')}/Description/$value`)],
      ['Update', /^Variables\/hidden$/, () => http.post(at('Variables', 'hidden'), { Value: `"${SECRET}2"` }, { headers: { 'X-HTTP-Method': 'MERGE' } })],
      ['Create', /^Variables\/batched$/, batch], ['Create', /^Credentials\/c$/, make('Credentials', 'c', { UserName: 'u', RawValue: SECRET })], ['Update', /^Credentials\/c$/, () => http.patch(at('Credentials', 'c'), { RawValue: SECRET })],
      ['Create', /^Schedules\/s$/, make('Schedules', 's', daily)], ['Update', /^Schedules\/s$/, () => http.patch(at('Schedules', 's'), { IsEnabled: false })],
      ['Import', /^Runbooks\/Told$/, imported], ['Save', /^Runbooks\/Told$/, () => http.put(draft(), 'workflow Told { param($P) 1 }', OCTETS)], ['Test', /^Runbooks\/Told$/, act('Test')],
      ['Publish', /^Runbooks\/Told$/, act('Publish')], ['Update', /^Runbooks\/Told$/, () => http.patch(at('Runbooks', 'Told'), { Tags: 'a' })],
      ['Start', /^Runbooks\/Told$/, act('Start', { parameters: [{ Name: 'P', Value: `"${SECRET}"` }] })],
      ['Stop', /^Jobs\//, async () => http.post(`Jobs(guid'${String(rows(await http.get("Jobs?$filter=JobStatus%20eq%20'New'"))[0]?.['JobID'])}')/Stop`)],
      ['StartOnSchedule', /^Runbooks\/Told$/, async () => act('StartOnSchedule', { scheduleId: ids.get('s'), parameters: [] })()],
      ['Unlink', /^Runbooks\/Told$/, () => http.delete(`${at('Runbooks', 'Told')}/$links/${at('Schedules', 's')}`)],
      ['StartOnSchedule', /^Runbooks\/Told$/, () => http.post(`${at('Runbooks', 'Told')}/$links/Schedules`, { uri: under.service.url + at('Schedules', 's') })],
      ['Edit', /^Runbooks\/Told$/, act('Edit')], ['Discard', /^Runbooks\/Told$/, async () => http.delete(`RunbookVersions(guid'${String(body(await http.get(at('Runbooks', 'Told')))['DraftRunbookVersionID'])}')`)],
      ['Import', /^Modules\/Greeting$/, () => http.post('Modules', zip({ 'Greeting/Greeting.psm1': 'function Get-Greeting { "hi" }' }), OCTETS)],
      ['Update', /^AdminConfigurations\/MaxJobRecords$/, () => http.put("AdminConfigurations('MaxJobRecords')", { Value: '100000' })],
      ['Delete', /^Modules\/Greeting$/, async () => http.delete(`Modules(guid'${String(rows(await http.get('Modules'))[0]?.['ModuleID'])}')`)],
      ['Delete', /^Variables\/v$/, () => http.delete(at('Variables', 'v'))], ['Delete', /^Credentials\/c$/, () => http.delete(at('Credentials', 'c'))], ['Delete', /^Schedules\/s$/, () => http.delete(at('Schedules', 's'))],
    ];
    for (const [action, target, ask] of changes) {
      const before = trail().length, reply = await ask(), what = `${action} ${target.source}`;
      assert.ok(reply.status < 300, `${what}: ${reply.status} ${JSON.stringify(reply.data)}`);
      const own = trail().slice(before);
      assert.ok(own.some((row) => row.action === action && target.test(row.target)), `${what}: ${JSON.stringify(own)}`);
      for (const row of own) assert.deepEqual([row.user_name, row.request_id], [USER.name, reply.headers['x-request-id']], what);
    }
    const before = trail().length;
    for (const refused of [http.post('Variables', { Name: '' }), http.post(`${at('Runbooks', 'Told')}/Publish`, {}), http.post('Modules', 'no zip', OCTETS), http.get('Variables'), http.delete(at('Variables', 'v'))]) await refused;
    assert.equal(trail().length, before);
    assert.doesNotMatch(JSON.stringify([trail(), under.logger.entries]), new RegExp(SECRET));
  });

  it('has the users that are added, changed and removed while the service runs, without their passwords', async () => {
    const [bob, eve] = [await hashUser('bob', `${SECRET}-new`, 'operator'), await hashUser('eve', SECRET, 'reader')];
    const told = (): readonly string[] => trail().filter(({ action }) => action.startsWith('User')).map(({ user_name, action, target, detail }) => `${user_name}: ${action} ${target} ${detail ?? ''}`.trim());
    writeUsers(folder, [bob, eve]);
    await eventually(async () => { await under.http.get(''); return told().length === 2 || undefined; });
    writeUsers(folder, [eve]);
    await eventually(async () => { await under.http.get(''); return told().length === 3 || undefined; });
    assert.deepEqual(told(), ['SMA service: UserAdded Users/eve reader', 'SMA service: UserChanged Users/bob operator', 'SMA service: UserRemoved Users/bob']);
    assert.ok(under.logger.entries.some(({ message, fields }) => message === 'The users have changed' && fields['removed'] === 'bob'));
    assert.doesNotMatch(JSON.stringify(trail()), new RegExp(SECRET));
  });

  it('has a new key, and the log the id of the request that failed to sign in', async () => {
    const refused = await under.http.get('', { auth: { username: 'nobody', password: 'wrong' } });
    assert.equal(refused.status, 401);
    assert.equal(under.logger.entries.find(({ message }) => message === 'A login failed')?.fields['requestId'], refused.headers['x-request-id']);
    await under[Symbol.asyncDispose]();
    await rotateKey(folder);
    assert.deepEqual(trail().slice(-1).map(({ action, target, user_name }) => [action, target, user_name]), [['RotateKey', 'secret.key', 'sma rotate-key']]);
    under = await serve({ dataFolder: folder });
  });
});
