import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createSmaClient } from '../../../src/client/index.ts';
import type { JobDebugging } from '../../../src/client/api.ts';
import type { DebugReply, DebugRequest } from '../../../src/powershell/runtime/debug/protocol.ts';
import type { DebugNews } from '../../../src/service/debug/sessions.ts';
import { eventually } from '../../support/eventually.ts';
import { testPowerShell } from '../../support/testPowerShell.ts';
import { workerBundle } from '../../support/workerBundle.ts';
import { act, job, publishNew, rows, start, streamItems } from '../support/conversation.ts';
import { readAudit } from '../../../src/service/data/audit.ts';
import { serve, temporaryFolder, USER, type UnderTest } from '../support/serviceUnderTest.ts';

const FINAL: ReadonlySet<unknown> = new Set(['Completed', 'Failed', 'Stopped', 'Suspended']);

/** A client that is attached to a job. */
class Attached {
  readonly news: DebugNews[] = [];
  readonly over: Promise<void>;
  readonly link: JobDebugging;
  private waiting: (() => void)[] = [];
  private seen = 0;
  private next = 1;
  constructor(link: JobDebugging) {
    this.link = link;
    this.over = this.read();
  }
  async ask(request: DebugRequest): Promise<DebugReply> {
    const id = this.next++;
    await this.link.send(id, request);
    return (await this.until((one) => one.type === 'reply' && one.id === id) as Extract<DebugNews, { type: 'reply' }>).reply;
  }
  async value(expression: string): Promise<string> {
    const reply = await this.ask({ kind: 'evaluate', expression, frame: 0 });
    return reply.kind === 'value' ? reply.variable.value : JSON.stringify(reply);
  }
  /** The next stop. */
  async stopped(): Promise<string> {
    const stop = await this.until((one, i) => i >= this.seen && one.type === 'event' && one.event.kind === 'stopped');
    this.seen = this.news.indexOf(stop) + 1;
    return stop.type === 'event' && stop.event.kind === 'stopped' ? stop.event.reason : '';
  }
  async until(wanted: (one: DebugNews, index: number) => boolean): Promise<DebugNews> {
    for (;;) {
      const found = this.news.find(wanted);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => { this.waiting.push(resolve); });
    }
  }
  private async read(): Promise<void> {
    try {
      for await (const one of this.link.news) {
        this.news.push(one as unknown as DebugNews);
        for (const go of this.waiting.splice(0)) go();
      }
    } catch {
      // It was left.
    }
  }
}

describe('a debugger of running jobs', () => {
  let under: UnderTest;
  before(async () => { under = await serve({ debugging: true, worker: { script: join(await workerBundle(), 'worker.cjs') } }); });
  after(() => under[Symbol.asyncDispose]());
  const clientOf = (credentials: { readonly name: string; readonly password: string } = USER, of: UnderTest = under) =>
    createSmaClient({ url: of.service.url, authentication: { kind: 'basic', credentials: () => ({ user: credentials.name, password: credentials.password }) }, trust: { kind: 'pinned', certificate: of.service.certificatePem ?? '' } });
  /** A job that has written its first line. */
  const running = async (script: string, name?: string): Promise<string> => {
    const { runbook } = await publishNew(under.http, script, name), id = await start(under.http, runbook);
    await eventually(async () => rows(await streamItems(under.http, id)).length > 0, 20_000, 'the first record');
    return id;
  };
  const ended = (id: string): Promise<unknown> => eventually(async () => { const { JobStatus } = await job(under.http, id); return FINAL.has(JobStatus) ? JobStatus : undefined; }, 20_000, 'the end of the job');

  it('stops a script that runs, shows it, and lets it go on to its end', async () => {
    const id = await running("'begins'\n$i = 0\n$go = $true\nwhile ($go) {\n  $i += 1\n}\n\"went to $($i -gt 0)\"", 'Debugged-Loop');
    const sma = clientOf();
    try {
      const attached = new Attached(await sma.jobs.debug(id));
      const bound = await attached.ask({ kind: 'setBreakpoints', source: 'Debugged-Loop', breakpoints: [{ line: 5 }] });
      assert.deepEqual(bound, { kind: 'breakpoints', breakpoints: [{ id: 1, verified: true, line: 5 }] });
      assert.equal(await attached.stopped(), 'breakpoint');
      assert.equal(await attached.value('$i -gt 0'), '$true');
      assert.deepEqual(await attached.ask({ kind: 'setBreakpoints', source: 'Debugged-Loop', breakpoints: [] }), { kind: 'breakpoints', breakpoints: [] });
      await attached.value('$go = $false');
      await attached.ask({ kind: 'resume', mode: 'continue' });
      await attached.over;
      assert.deepEqual(attached.news.flatMap((one) => (one.type === 'records' ? one.records.map((r) => r.text) : [])), ['went to True']);
      assert.deepEqual(attached.news.at(-1), { type: 'ended', status: 'Completed', exception: null });
      assert.equal((await job(under.http, id))['JobStatus'], 'Completed');
    } finally { sma.dispose(); }
  });

  it('pauses a workflow in its sleep; whoever leaves lets it go on, and may come again', async () => {
    const id = await running("workflow Debugged-Flow {\n  $left = 100\n  'begins'\n  while ($left -gt 0) {\n    Start-Sleep -Seconds 1\n    $left = $left - 1\n  }\n  'over'\n}");
    const sma = clientOf();
    try {
      const first = new Attached(await sma.jobs.debug(id));
      await first.ask({ kind: 'pause' });
      assert.equal(await first.stopped(), 'pause');
      assert.equal(await first.value('$left -gt 0'), '$true');
      // One at a time.
      await assert.rejects(sma.jobs.debug(id), { code: 'Conflict', serverText: 'The job is debugged already, perhaps in another window. End that first: the job goes on meanwhile.' });
      first.link.close();
      await first.over;
      const second = new Attached(await eventually(async () => { try { return await sma.jobs.debug(id); } catch { return undefined; } }, 20_000, 'a free job'));
      await second.ask({ kind: 'setBreakpoints', source: 'Debugged-Flow', breakpoints: [{ line: 6 }] });
      assert.equal(await second.stopped(), 'breakpoint');
      await second.value('$left = 1');
      await second.ask({ kind: 'setBreakpoints', source: 'Debugged-Flow', breakpoints: [] });
      await second.ask({ kind: 'resume', mode: 'continue' });
      await second.over;
      assert.equal(await ended(id), 'Completed');
    } finally { sma.dispose(); }
  });

  it('keeps the values of encrypted assets to itself', async () => {
    await under.http.post('Variables', { Name: 'DebugSecret', Value: '"hunter2hunter2"', IsEncrypted: true });
    const id = await running("$secret = Get-AutomationVariable -Name 'DebugSecret'\n'begins'\n$go = $true\nwhile ($go) { $n = 1 }", 'Debugged-Secret');
    const sma = clientOf();
    try {
      const attached = new Attached(await sma.jobs.debug(id));
      await attached.ask({ kind: 'pause' });
      await attached.stopped();
      assert.doesNotMatch(await attached.value('$secret'), /hunter2/);
      assert.doesNotMatch(await attached.value('"is $secret"'), /hunter2/);
      await act(under.http, 'Jobs', id, 'Stop');
      await attached.over;
      assert.deepEqual(attached.news.at(-1), { type: 'ended', status: 'Stopped', exception: null });
      assert.doesNotMatch(JSON.stringify(attached.news), /hunter2/);
    } finally { sma.dispose(); }
  });

  it('refuses a job that has ended, one that is not there, and what is no request', async () => {
    const { runbook } = await publishNew(under.http, "'short'", 'Debugged-Short'), id = await start(under.http, runbook);
    assert.equal(await ended(id), 'Completed');
    const sma = clientOf(), { origin } = under.service, nobody = '11111111-1111-1111-1111-111111111111';
    try {
      await assert.rejects(sma.jobs.debug(id), { code: 'Conflict', serverText: 'The job is Completed: only a job that is Running can be attached to.' });
      await assert.rejects(sma.jobs.debug(nobody), { code: 'NotFound' });
      await assert.rejects(sma.jobs.debug('x'), { code: 'BadRequest' });
    } finally { sma.dispose(); }
    const post = async (body: unknown) => await under.http.post(`${origin}/debug?job=${id}&session=x`, body);
    assert.equal((await post({ id: 1, request: { kind: 'pause' } })).status, 409);
    for (const body of ['{', { id: 1 }, { id: 1, request: { kind: 'attach' } }, { id: 1, request: { kind: 'setBreakpoints', source: 'x', breakpoints: [{ line: 'y' }] } }, { id: 1, request: { kind: 'pause', more: 1 } }]) {
      assert.equal((await post(body)).status, 400, JSON.stringify(body));
    }
    const deleted = await under.http.delete(`${origin}/debug?job=${id}`);
    assert.deepEqual([deleted.status, deleted.headers['allow']], [405, 'GET, POST, OPTIONS']);
  });

  it('refuses a job that runs in a PowerShell', async () => {
    using shell = await testPowerShell();
    await using other = await serve({ debugging: true, worker: { script: join(await workerBundle(), 'worker.cjs'), arguments: ['--engine', 'powershell', '--powershell', shell.path] } });
    const { runbook } = await publishNew(other.http, "'begins'\nwhile ($true) { Start-Sleep -Milliseconds 50 }", 'Debugged-There'), id = await start(other.http, runbook);
    await eventually(async () => rows(await streamItems(other.http, id)).length > 0, 60_000, 'the first record');
    const sma = clientOf(USER, other);
    try {
      await assert.rejects(sma.jobs.debug(id), (error: { readonly serverText?: string }) => error.serverText?.startsWith('This job runs in a PowerShell and not in the built-in engine') === true);
    } finally { sma.dispose(); }
    await act(other.http, 'Jobs', id, 'Stop');
    await eventually(async () => FINAL.has((await job(other.http, id))['JobStatus']), 60_000, 'the end of the job');
  }).timeout(180_000);

  it('is kept in the audit, each time', async () => {
    const folder = temporaryFolder();
    try {
      await using own = await serve({ dataFolder: folder, debugging: true, worker: { script: join(await workerBundle(), 'worker.cjs') } });
      const { runbook } = await publishNew(own.http, "'begins'\nwhile ($true) { Start-Sleep -Milliseconds 50 }", 'Debugged-Audited'), id = await start(own.http, runbook);
      await eventually(async () => rows(await streamItems(own.http, id)).length > 0, 20_000, 'the first record');
      const sma = clientOf(USER, own), attached = (): unknown[] => readAudit(folder, 10).filter(({ action }) => action === 'Debug').map(({ user, target }) => [user, target]);
      try {
        const link = await sma.jobs.debug(id);
        assert.deepEqual(attached(), [[USER.name, `Jobs/${id}`]]);
        await assert.rejects(sma.jobs.debug(id), { code: 'Conflict' });
        assert.equal(attached().length, 1);
        link.close();
      } finally { sma.dispose(); }
      await act(own.http, 'Jobs', id, 'Stop');
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });

  it('is for administrators, and for services that were told so', async () => {
    const { hashUser } = await import('../../../src/service/access/users.ts');
    const operator = { name: 'op', password: 'operates only' };
    await using closed = await serve();
    assert.equal((await closed.http.get(`${closed.service.origin}/debug?job=11111111-1111-1111-1111-111111111111`)).status, 404);
    await using open = await serve({ debugging: true, worker: { script: join(await workerBundle(), 'worker.cjs') }, users: [USER, { ...await hashUser(operator.name, operator.password), role: 'operator' }] });
    const sma = clientOf(operator, open);
    try { await assert.rejects(sma.jobs.debug('11111111-1111-1111-1111-111111111111'), { code: 'Forbidden' }); } finally { sma.dispose(); }
    assert.equal((await open.http.get(`${open.service.origin}/debug?job=11111111-1111-1111-1111-111111111111`, { auth: { username: USER.name, password: 'wrong' } })).status, 401);
  });
});
