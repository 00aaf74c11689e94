import assert from 'node:assert/strict';
import type { AxiosInstance } from 'axios';
import { eventually } from '../../support/eventually.ts';
import { act, body, errorOf, job, publishNew, rows, importRunbook, save, start, streamItems, type Wire } from '../support/conversation.ts';
import { fakeWorker } from '../support/fakeWorker.ts';
import { client, serve, temporaryFolder, type UnderTest } from '../support/serviceUnderTest.ts';
import { checkInvariants } from '../support/invariants.ts';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const until = (http: AxiosInstance, id: string, ...states: readonly string[]): Promise<Wire> =>
  eventually(async () => {
    const entity = await job(http, id);
    return states.includes(String(entity['JobStatus'])) ? entity : undefined;
  }, 8_000, `job in ${states.join(' or ')}`);
const texts = async (http: AxiosInstance, id: string, query?: string): Promise<readonly unknown[]> => rows(await streamItems(http, id, query)).map((item) => item['StreamText']);
/** Orders for the fake worker, as comments of a runbook. */
const orders = (...lines: readonly string[]): string => lines.map((line) => `# ${line}`).join('\n');
let names = 0;

describe('dispatch of jobs to a worker process', () => {
  let under: UnderTest;
  before(async () => { under = await serve({ worker: fakeWorker() }); });
  after(() => under[Symbol.asyncDispose]());
  const run = async (...lines: readonly string[]): Promise<string> => {
    names += 1;
    return start(under.http, (await publishNew(under.http, orders(...lines), `Orders-${names}`)).runbook);
  };
  const runWorkflow = async (...lines: readonly string[]): Promise<string> => {
    names += 1;
    return start(under.http, (await publishNew(under.http, `workflow Flow-${names} {\n${orders(...lines)}\n}`)).runbook);
  };

  it('start and wait: New to Completed, records as they come, counts and times', async () => {
    const id = await run('say one', 'error bad', 'warn careful', 'say two');
    const done = await until(under.http, id, 'Completed');
    assert.deepEqual(await texts(under.http, id), ['one', 'bad', 'careful', 'two']);
    assert.deepEqual([done['ErrorCount'], done['WarningCount'], done['JobException']], [1, 1, null]);
    assert.ok(String(done['StartTime']) !== 'null' && String(done['EndTime']) !== 'null');
    assert.deepEqual(await texts(under.http, id, "&streamType='Error'"), ['bad']);
    const [error] = rows(await streamItems(under.http, id, "&streamType='Error'"));
    assert.deepEqual(JSON.stringify(error?.['NameValues']).includes('"Value":"E1"'), true);
  });

  it('keeps the records that the log settings ask for, and others in a test run', async () => {
    const { runbook } = await importRunbook(under.http, orders('streams'), 'Streams');
    const testId = String(body(await act(under.http, 'Runbooks', runbook, 'Test', { parameters: null }))['Test']);
    await until(under.http, testId, 'Completed');
    assert.deepEqual(await texts(under.http, testId), ['a Output', 'a Verbose', 'a Warning', 'a Error']);
    await act(under.http, 'Runbooks', runbook, 'Publish');
    const plain = await start(under.http, runbook);
    await until(under.http, plain, 'Completed');
    assert.deepEqual(await texts(under.http, plain), ['a Output', 'a Warning', 'a Error']);
    await under.http.put(`Runbooks(guid'${runbook}')`, { LogVerbose: true, LogProgress: true });
    const full = await start(under.http, runbook);
    await until(under.http, full, 'Completed');
    assert.deepEqual(await texts(under.http, full), ['a Output', 'a Verbose', 'a Warning', 'a Error', 'a Progress']);
    const statistics = body(await under.http.get(`Runbooks(guid'${runbook}')/Statistics`));
    assert.deepEqual([statistics['TotalJobCount'], statistics['CompletedCount'], statistics['RunningCount']], [2, 2, 0]);
  });

  it('a test runs the text that its draft had when it was started, and tells it, whatever the draft becomes; a draft is not discarded under it', async () => {
    const { http, folder } = under;
    const flow = (...lines: readonly string[]): string => `workflow Tested {\n${orders(...lines)}\n}`;
    const { runbook, version } = await importRunbook(http, flow('say first'));
    const test = async (): Promise<string> => String(body(await act(http, 'Runbooks', runbook, 'Test', { parameters: null }))['Test']);
    const textOf = async (id: string): Promise<unknown> => (await http.get(`Jobs(guid'${id}')/$value`)).data;
    const ended = await test();
    await until(http, ended, 'Completed');
    // Suspended, so to run its text once more when it is resumed.
    const large = `wait\n# ${'x'.repeat(400_000)}`;
    await save(http, version, flow(large));
    const suspended = await test(), beside = await test();
    await until(http, suspended, 'Running');
    assert.equal((await act(http, 'Jobs', suspended, 'Suspend')).status, 204);
    await until(http, suspended, 'Suspended');
    await act(http, 'Jobs', beside, 'Stop');
    await until(http, beside, 'Stopped');
    assert.equal((await save(http, version, flow(large))).status, 204);
    assert.equal((await save(http, version, flow('say third'))).status, 204);
    assert.deepEqual([await textOf(ended), await textOf(suspended), await textOf(beside)], [flow('say first'), flow(large), flow(large)]);
    checkInvariants(folder);
    const kept = (): unknown => { const database = new DatabaseSync(join(folder, 'sma.db'), { readOnly: true }); try { return database.prepare("select count(*) as n from media where set_name = 'JobTexts'").get()?.['n']; } finally { database.close(); } };
    assert.equal(kept(), 2, 'one text for all jobs that were started with it, none for the same text again');
    assert.equal((await act(http, 'Jobs', suspended, 'Resume')).status, 204);
    await until(http, suspended, 'Running');
    assert.equal((await act(http, 'Runbooks', runbook, 'Publish')).status, 200);
    const draft = String(body(await act(http, 'Runbooks', runbook, 'Edit'))['Edit']);
    assert.equal((await save(http, draft, flow('wait'))).status, 204);
    const blocking = await test();
    await until(http, blocking, 'Running');
    const refused = await http.delete(`RunbookVersions(guid'${draft}')`);
    assert.deepEqual([refused.status, errorOf(refused)], [409, { code: 'InUse', message: "The RunbookVersion 'draft of Tested' is in use by 1 unfinished job; stop it first." }]);
    assert.equal((await act(http, 'Jobs', blocking, 'Stop')).status, 204);
    await until(http, blocking, 'Stopped');
    assert.equal((await save(http, draft, flow('say fifth'))).status, 204);
    assert.equal((await http.delete(`RunbookVersions(guid'${draft}')`)).status, 204);
    assert.equal((await http.get(`Jobs(guid'${blocking}')/$value`)).status, 404, 'a text goes with its version');
    assert.equal(await textOf(suspended), flow(large));
    assert.equal((await act(http, 'Jobs', suspended, 'Stop')).status, 204);
    await until(http, suspended, 'Stopped');
    checkInvariants(folder);
    assert.equal((await http.delete(`Runbooks(guid'${runbook}')`)).status, 204);
    assert.equal(kept(), 0);
    checkInvariants(folder);
  });

  it('gives the worker what it needs: parameters with their types', async () => {
    const { runbook } = await publishNew(under.http, `param([int]$A, $B)\n${orders('echo')}`, 'Echo');
    const id = await start(under.http, runbook, { a: '3' });
    await until(under.http, id, 'Completed');
    assert.deepEqual(await texts(under.http, id), ['[{"name":"A","value":"3","type":"System.Int32"}]']);
  });

  it('gives the note of who started a job to a script that declares it, and to no other', async () => {
    const note = { microsoftapplicationmanagementstartedby: 'portal' };
    const { runbook: plain } = await publishNew(under.http, `param([int]$A)\n${orders('echo')}`, 'No-Note');
    const without = await start(under.http, plain, { A: '3', ...note });
    await until(under.http, without, 'Completed');
    assert.deepEqual(await texts(under.http, without), ['[{"name":"A","value":"3","type":"System.Int32"}]']);
    const context = String((await job(under.http, without))['JobContextID']);
    assert.equal(rows(await under.http.get(`JobContexts(guid'${context}')/JobParameters`)).length, 2);
    const { runbook: declaring } = await publishNew(under.http, `param([string]$MicrosoftApplicationManagementStartedBy)\n${orders('echo')}`, 'Note');
    const withNote = await start(under.http, declaring, note);
    await until(under.http, withNote, 'Completed');
    assert.match(String((await texts(under.http, withNote))[0]), /"name":"MicrosoftApplicationManagementStartedBy","value":"portal"/);
  });

  it('stops a running job, and tells of a failed one', async () => {
    const waiting = await run('say begun', 'wait', 'say never');
    await until(under.http, waiting, 'Running');
    assert.equal((await act(under.http, 'Jobs', waiting, 'Stop')).status, 204);
    assert.equal((await until(under.http, waiting, 'Stopped'))['JobStatus'], 'Stopped');
    assert.deepEqual(await texts(under.http, waiting), ['begun']);
    const again = await act(under.http, 'Jobs', waiting, 'Stop');
    assert.deepEqual([again.status, errorOf(again).code], [409, 'JobActionNotAllowed']);
    const failed = await until(under.http, await run('fail It went wrong.'), 'Failed');
    assert.equal(failed['JobException'], 'It went wrong.');
  });

  it('takes a second Stop while the first is carried out', async () => {
    // It looks at its stop flag only when it has slept.
    const sleepy = await run('say begun', 'sleep 3000', 'say never');
    await until(under.http, sleepy, 'Running');
    assert.equal((await act(under.http, 'Jobs', sleepy, 'Stop')).status, 204);
    assert.equal((await job(under.http, sleepy))['JobStatus'], 'Stopping');
    assert.equal((await act(under.http, 'Jobs', sleepy, 'Stop')).status, 204);
    assert.equal((await job(under.http, sleepy))['JobStatus'], 'Stopping');
    await until(under.http, sleepy, 'Stopped');
  });

  it('suspends and resumes a workflow, and refuses both for a script', async () => {
    const flow = await runWorkflow('say before', 'wait');
    await until(under.http, flow, 'Running');
    assert.equal((await act(under.http, 'Jobs', flow, 'Suspend')).status, 204);
    const suspended = await until(under.http, flow, 'Suspended');
    assert.equal(suspended['EndTime'], null);
    // It may be resumed, so its runbook stays.
    const { RunbookID: runbook } = body(await under.http.get(`Jobs(guid'${flow}')/JobContext/RunbookVersion`));
    const refused = await under.http.delete(`Runbooks(guid'${String(runbook)}')`);
    assert.deepEqual([refused.status, errorOf(refused).code], [409, 'InUse']);
    assert.equal((await act(under.http, 'Jobs', flow, 'Resume', { label: null })).status, 204);
    await until(under.http, flow, 'Running');
    await act(under.http, 'Jobs', flow, 'Stop');
    await until(under.http, flow, 'Stopped');
    const script = await run('wait');
    await until(under.http, script, 'Running');
    assert.equal((await act(under.http, 'Jobs', script, 'Suspend')).status, 409);
    await act(under.http, 'Jobs', script, 'Stop');
    await until(under.http, script, 'Stopped');
  });

  it('stores a batch once, however often it is sent, and times that only rise', async () => {
    const id = await run('say once', 'repeat-batch', 'repeat-batch', 'backwards', 'say last');
    await until(under.http, id, 'Completed');
    const items = rows(await streamItems(under.http, id));
    assert.deepEqual(items.map((item) => item['StreamText']), ['once', 'new', 'old', 'last']);
    const times = items.map((item) => String(item['StreamTime']));
    assert.deepEqual(times.toSorted(), times);
    assert.equal(new Set(times).size, times.length);
  });

  it('carries any text: NUL, lone surrogates, nothing', async () => {
    const id = await run('nul', 'say');
    await until(under.http, id, 'Completed');
    const [odd, empty] = await texts(under.http, id);
    assert.equal(String(odd).startsWith('a\u0000b'), true, JSON.stringify(odd));
    assert.equal(String(odd).endsWith('c'), true);
    assert.equal(empty, '');
    const atom = String((await under.http.get(`JobStreams/GetStreamItems?jobId='${id}'&streamType='Any'`, { headers: { Accept: 'application/atom+xml' } })).data);
    assert.ok(!atom.includes('\u0000') && !atom.includes('&#x0;') && atom.includes('<d:StreamText'));
  });

  it('reads and writes variables for a job; secrets come with what to mask', async () => {
    await under.http.post('Variables', { Name: 'Plain', Value: '42' });
    await under.http.post('Variables', { Name: 'Secret', Value: '{"password":"hunter22"}', IsEncrypted: true });
    const id = await run('variable plain', 'variable SECRET', 'variable none', 'set Plain 43', 'set none 1');
    await until(under.http, id, 'Completed');
    const replies = (await texts(under.http, id)).map((text) => JSON.parse(String(text)) as { found: boolean; value?: string; secrets?: readonly string[]; message?: string });
    assert.deepEqual(replies.slice(0, 2), [{ found: true, value: '42', secrets: [] }, { found: true, value: '{"password":"hunter22"}', secrets: ['hunter22'] }]);
    assert.match(replies[2]?.message ?? '', /'none' was not found/);
    assert.equal(rows(await under.http.get("Variables?$filter=Name%20eq%20'Plain'"))[0]?.['Value'], '43');
    assert.match(replies[4]?.message ?? '', /changes existing variables only/);
    assert.equal(rows(await under.http.get("Variables?$filter=Name%20eq%20'Secret'"))[0]?.['Value'], null);
  });

  it('lives on when the worker dies: a script fails and says why, a workflow runs again, others go on', async () => {
    const script = await run('say alive', 'sleep 50', 'die');
    const failed = await until(under.http, script, 'Failed');
    assert.match(String(failed['JobException']), /worker was lost while the runbook was running.*no checkpoint.*Start it again/);
    assert.deepEqual(await texts(under.http, script), ['alive']);
    const workflow = await runWorkflow('say alive', 'die');
    assert.match(String((await until(under.http, workflow, 'Suspended'))['JobException']), /tried 3 times.*Resume the job/);
    // Each attempt begins where the one before did, and what that had written is taken back.
    assert.deepEqual(await texts(under.http, workflow), ['alive']);
    await until(under.http, await run('say still here'), 'Completed');
  });

  it('ends a worker that is silent, and one that talks nonsense', async () => {
    const silent = await run('hang');
    assert.match(String((await until(under.http, silent, 'Failed'))['JobException']), /lost/);
    const nonsense = await run('garbage', 'wait');
    assert.match(String((await until(under.http, nonsense, 'Failed'))['JobException']), /not the protocol/);
    await until(under.http, await run('say fine'), 'Completed');
  });

  it('fails the job of a worker that is not there', async () => {
    const { runbook } = await publishNew(under.http, orders('say hi'), 'Designated');
    await under.http.put(`Runbooks(guid'${runbook}')`, { RunbookWorker: 'ELSEWHERE' });
    const failed = await until(under.http, await start(under.http, runbook), 'Failed');
    assert.match(String(failed['JobException']), /worker 'ELSEWHERE', which is not available/);
  });

  it('gives a job to any worker where the designated one is an empty text, which clients write back for none', async () => {
    const { runbook } = await publishNew(under.http, orders('say hi'), 'Anywhere');
    for (const none of ['', ' ', null]) {
      await under.http.put(`Runbooks(guid'${runbook}')`, { RunbookWorker: none });
      await until(under.http, await start(under.http, runbook), 'Completed');
    }
  });

  it('tails 10 MB by time while they are written: nothing lost, nothing twice', async () => {
    const id = await run('lines 10000 1024');
    const seen = new Set<number>();
    let since = '';
    let over = false;
    for (let isLast = false; !isLast;) {
      isLast = over;
      over = String((await job(under.http, id))['JobStatus']) === 'Completed';
      const query = `&streamType='Any'&$top=700${since === '' ? '' : `&streamsCreatedSinceDateTime='${since}'`}`;
      for (let items = rows(await streamItems(under.http, id, query)); ; items = rows(await streamItems(under.http, id, `&streamType='Any'&$top=700&streamsCreatedSinceDateTime='${since}'`))) {
        const fresh = items.filter((item) => String(item['StreamTime']) !== since);
        for (const item of fresh) {
          const number = Number.parseInt(String(item['StreamText']), 10);
          assert.ok(!seen.has(number), `record ${number} came twice`);
          seen.add(number);
        }
        const last = fresh.at(-1);
        if (last !== undefined) since = String(last['StreamTime']);
        if (items.length < 700) break;
      }
    }
    assert.equal(seen.size, 10_000);
    const whole = await under.http.get(`JobStreams/GetStreamItems?jobId='${id}'&streamType='Any'`);
    assert.equal(rows(whole).length, 10_000);
  }).timeout(30_000);

  it('goes on when a client leaves in the middle of a long answer', async () => {
    const id = await run('lines 5000 1024');
    await until(under.http, id, 'Completed');
    for (let time = 0; time < 5; time += 1) {
      const leaving = new AbortController();
      const reply = await under.http.get(`JobStreams/GetStreamItems?jobId='${id}'&streamType='Any'`, { responseType: 'stream', signal: leaving.signal });
      leaving.abort();
      (reply.data as NodeJS.ReadableStream).on('error', () => undefined);
    }
    assert.equal(rows(await streamItems(under.http, id, "&streamType='Any'&$top=3")).length, 3);
  });
});

describe('jobs over the end of a service', () => {
  it('drains: a running job gets its time, and what is left goes by the rules at the end', async () => {
    const folder = temporaryFolder();
    const under = await serve({ dataFolder: folder, worker: fakeWorker(), drainMilliseconds: 400 });
    const quick = await start(under.http, (await publishNew(under.http, orders('say a', 'sleep 150', 'say b'), 'Quick')).runbook);
    const endless = await start(under.http, (await publishNew(under.http, orders('wait'), 'Endless')).runbook);
    await until(under.http, quick, 'Running', 'Completed');
    await until(under.http, endless, 'Running');
    await under[Symbol.asyncDispose]();
    await using later = await serve({ dataFolder: folder });
    assert.equal((await job(later.http, quick))['JobStatus'], 'Completed');
    assert.deepEqual(await texts(later.http, quick), ['a', 'b']);
    const cut = await job(later.http, endless);
    assert.equal(cut['JobStatus'], 'Failed');
    assert.match(String(cut['JobException']), /^The service was stopped while the runbook was running\. A script has no checkpoint .* Start it again if that is safe\.$/);
    await later.service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('gets as long as DrainTimeInSeconds says at the end, once somebody has set it, unless that is cut short', async () => {
    const folder = temporaryFolder();
    const options = { dataFolder: folder, worker: fakeWorker(), drainMilliseconds: 1, drainBySetting: true } as const;
    const ended = async (script: string, seconds: string | undefined, hurry: boolean): Promise<unknown> => {
      const under = await serve(options);
      if (seconds !== undefined) assert.equal((await under.http.patch("AdminConfigurations('DrainTimeInSeconds')", { Value: seconds })).status, 204);
      const id = await start(under.http, (await publishNew(under.http, script, `Drained${Math.random().toString(36).slice(2)}`)).runbook);
      await until(under.http, id, 'Running');
      const stopping = under[Symbol.asyncDispose]();
      if (hurry) {
        await eventually(() => (under.logger.entries.some(({ message }) => message.startsWith('Running jobs have as long as DrainTimeInSeconds says')) ? true : undefined), 20_000, 'the end');
        await eventually(() => { under.service.hurry(); return under.service.state === 'closed' ? true : undefined; }, 20_000, 'its hurry');
      }
      await stopping;
      await using later = await serve({ dataFolder: folder });
      return (await job(later.http, id))['JobStatus'];
    };
    assert.equal(await ended(orders('wait'), undefined, false), 'Failed', 'the first value is nobody\'s wish');
    assert.equal(await ended(orders('sleep 300', 'say done'), '60', false), 'Completed');
    assert.equal(await ended(orders('wait'), '3600', true), 'Failed');
  });

  it('runs a workflow again after the service was stopped, however often', async () => {
    const folder = temporaryFolder();
    let id: string | undefined;
    for (let time = 1; time <= 4; time += 1) {
      await using service = await serve({ dataFolder: folder, worker: fakeWorker(), drainMilliseconds: 50 });
      id ??= await start(service.http, (await publishNew(service.http, `workflow Again {\n${orders('say begun', 'wait')}\n}`)).runbook);
      await until(service.http, id, 'Running');
    }
    await using last = await serve({ dataFolder: folder });
    const waiting = await job(last.http, id ?? '');
    assert.deepEqual([waiting['JobStatus'], waiting['JobException']], ['New', null]);
    await last.service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('starts waiting jobs when a worker comes', async () => {
    const folder = temporaryFolder();
    let id: string;
    {
      await using first = await serve({ dataFolder: folder });
      id = await start(first.http, (await publishNew(first.http, orders('say at last'), 'Patient')).runbook);
    }
    await using second = await serve({ dataFolder: folder, worker: fakeWorker() });
    await until(client(second.service).http, id, 'Completed');
    await second.service.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});
