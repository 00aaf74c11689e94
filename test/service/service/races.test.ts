import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxiosResponse } from 'axios';
import { act, body, importRunbook, publishNew, rows, start } from '../support/conversation.ts';
import { checkInvariants } from '../support/invariants.ts';
import { zip } from '../support/moduleZips.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const OCTETS = { headers: { 'Content-Type': 'application/octet-stream' } };
const TIMES = 8;
const statuses = async (asked: readonly Promise<AxiosResponse>[]): Promise<readonly number[]> => (await Promise.all(asked)).map(({ status }) => status).toSorted((a, b) => a - b);
const one = (first: number, others: number): readonly number[] => [first, ...Array.from({ length: TIMES - 1 }, () => others)];
const many = (ask: (index: number) => Promise<AxiosResponse>): readonly Promise<AxiosResponse>[] => Array.from({ length: TIMES }, (_, index) => ask(index));

describe('requests that race', () => {
  let under: UnderTest;
  before(async () => { under = await serve(); });
  after(() => under[Symbol.asyncDispose]());
  afterEach(() => checkInvariants(under.folder));

  it('for one name: one has it', async () => {
    assert.deepEqual(await statuses(many((n) => under.http.post('Variables', { Name: n % 2 === 0 ? 'Raced' : 'RACED', Value: '1' }))), one(201, 409));
    assert.deepEqual(await statuses(many(() => under.http.post('RunbookVersions', 'workflow Raced { }', OCTETS))), one(201, 409));
  });

  it('to publish or edit one runbook: one does', async () => {
    const { runbook } = await importRunbook(under.http, 'workflow Published { }');
    assert.deepEqual(await statuses(many(() => act(under.http, 'Runbooks', runbook, 'Publish'))), one(200, 404));
    assert.deepEqual(await statuses(many(() => act(under.http, 'Runbooks', runbook, 'Edit'))), one(200, 409));
    // Whoever discards or publishes first wins; the runbook is whole in any case.
    const draft = String(body(await under.http.get(`Runbooks(guid'${runbook}')`))['DraftRunbookVersionID']);
    const both = await statuses([act(under.http, 'Runbooks', runbook, 'Publish'), under.http.delete(`RunbookVersions(guid'${draft}')`), under.http.put(`RunbookVersions(guid'${draft}')/$value`, 'workflow Published { 2 }', OCTETS)]);
    assert.ok(both.every((status) => status < 500) && (both[0] ?? 500) < 300, String(both));
  });

  it('to delete a runbook and to start it: a job keeps its runbook, or there is none of both', async () => {
    for (let round = 0; round < TIMES; round += 1) {
      const { runbook } = await publishNew(under.http, `workflow Gone${round} { }`);
      const [deleted, started] = await Promise.all(round % 2 === 0
        ? [under.http.delete(`Runbooks(guid'${runbook}')`), act(under.http, 'Runbooks', runbook, 'Start')]
        : [act(under.http, 'Runbooks', runbook, 'Start'), under.http.delete(`Runbooks(guid'${runbook}')`)].toReversed());
      assert.ok([[204, 404], [409, 200]].some(([one_, other]) => deleted?.status === one_ && started?.status === other), `${deleted?.status} ${started?.status}`);
    }
  });

  it('to stop one job, or to link one schedule: one does, and counts it once', async () => {
    const { runbook } = await publishNew(under.http, 'workflow Counted { }'), id = await start(under.http, runbook);
    assert.deepEqual(await statuses(many(() => act(under.http, 'Jobs', id, 'Stop'))), one(204, 409));
    const schedule = String(body(await under.http.post('Schedules', { __metadata: { type: 'Orchestrator.ResourceModel.OneTimeSchedule' }, Name: 'raced', StartTime: '2050-01-01T00:00:00' }))['ScheduleID']);
    assert.deepEqual(await statuses(many(() => act(under.http, 'Runbooks', runbook, 'StartOnSchedule', { scheduleId: schedule, parameters: [] }))), one(200, 409));
    const unlinked = await statuses(many(() => under.http.delete(`Runbooks(guid'${runbook}')/$links/Schedules(guid'${schedule}')`)));
    assert.deepEqual(unlinked, one(204, 404));
    assert.deepEqual(body(await under.http.get(`Runbooks(guid'${runbook}')/Statistics`))['StoppedCount'], 1);
  });

  it('to import one module: each counts, and the files are those of the last', async () => {
    const made = await Promise.all(many((n) => under.http.post('Modules', zip({ 'Racing/Racing.psm1': `function Get-Place${n} { ${n} }` }), OCTETS)));
    assert.deepEqual(made.map(({ status }) => status), Array.from({ length: TIMES }, () => 201));
    const module = rows(await under.http.get('Modules'))[0];
    assert.equal(module?.['Version'], TIMES);
    const text = readFileSync(join(under.folder, 'modules/Racing/Racing.psm1'), 'utf8');
    const activities = rows(await under.http.get(`Modules(guid'${String(module['ModuleID'])}')/Activities`)).map(({ Name }) => String(Name));
    assert.deepEqual(activities, [/Get-Place\d/.exec(text)?.[0]]);
    const gone = await statuses(many(() => under.http.delete(`Modules(guid'${String(module['ModuleID'])}')`)));
    assert.deepEqual(gone, one(204, 404));
  });

  it('leave no line of a failure in the log', () => {
    assert.deepEqual(under.logger.entries.filter(({ level }) => level === 'error'), []);
  });
});
