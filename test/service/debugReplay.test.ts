import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { FinishedJob } from '../../src/features/debug/adapter/replaySession.ts';

const record = (stream: string, text: string, line?: number) => ({ jobId: 'j', stream, text, time: '2026-11-22T09:00:00.0000000', ...(line === undefined ? {} : { line }) });
const JOB: FinishedJob = {
  runbookName: 'Old-Job', status: 'Failed', startedAt: '2026-11-22T09:00:00', endedAt: '2026-11-22T09:00:05', exception: 'no', text: '"one"\n"two"\nWrite-Error bad\nthrow "no"\n',
  records: [record('Output', 'one'), record('Output', 'two'), record('Error', 'bad', 3), record('Warning', 'late'), record('Error', 'no', 4)],
};

describe('The replay of a finished job', function () {
  this.timeout(20_000);
  let client: DebugClient, outputs: string[] = [];
  afterEach(async () => { await client.stop(); });

  async function attach(job: FinishedJob): Promise<void> {
    client = new DebugClient(process.execPath, join(import.meta.dirname, '../support/debugAdapterMain.ts'), 'sma-runbook', { env: { ...process.env, SMA_TEST_JOB: JSON.stringify(job) } });
    client.defaultTimeout = 15_000;
    outputs = [];
    client.on('output', (event: DebugProtocol.OutputEvent) => outputs.push(event.body.output));
    await client.start();
    await client.initializeRequest();
    const initialized = client.waitForEvent('initialized');
    await client.attachRequest({});
    await initialized;
  }
  async function then(go: () => Promise<unknown>): Promise<string> {
    const stopped = client.waitForEvent('stopped');
    await go();
    const { body } = await stopped as DebugProtocol.StoppedEvent, { body: { stackFrames: [frame] } } = await client.stackTraceRequest({ threadId: 1 });
    return `${body.reason} ${frame?.name ?? ''}:${frame?.line ?? ''} ${frame?.source?.name ?? '-'}`;
  }

  it('goes record by record, back, from error to error, and ends; the console has each record once', async () => {
    await attach(JOB);
    assert.equal(await then(async () => await client.configurationDoneRequest()), 'entry Record 1 of 5:0 -');
    assert.equal(await then(async () => await client.nextRequest({ threadId: 1 })), 'step Record 2 of 5:0 -');
    assert.equal(await then(async () => await client.continueRequest({ threadId: 1 })), 'exception Record 3 of 5:3 Old-Job.ps1');
    assert.equal(await then(async () => await client.stepBackRequest({ threadId: 1 })), 'step Record 2 of 5:0 -');
    assert.equal(await then(async () => await client.continueRequest({ threadId: 1 })), 'exception Record 3 of 5:3 Old-Job.ps1');
    assert.equal(await then(async () => await client.continueRequest({ threadId: 1 })), 'exception Record 5 of 5:4 Old-Job.ps1');
    assert.equal(await then(async () => await client.reverseContinueRequest({ threadId: 1 })), 'exception Record 3 of 5:3 Old-Job.ps1');
    const ended = client.waitForEvent('terminated');
    await client.stepOutRequest({ threadId: 1 });
    await ended;
    assert.deepEqual(outputs, ['one\n', 'two\n', 'ERROR: bad\n', '\u001B[33mWARNING: late\u001B[0m\n', 'ERROR: no\n', 'Old-Job ended as Failed.\n']);
  });

  it('shows an error of a child runbook or script where that was called, and never at the child\'s line in the parent\'s text', async () => {
    const at = (...places: readonly (readonly [string | undefined, number])[]) => ({ line: places[0]?.[1] ?? 0, places: places.map(([source, line]) => ({ source, line })) });
    await attach({ ...JOB, records: [
      { ...record('Error', 'of a child'), ...at(['Low-Child', 3], ['old-job', 2]) }, { ...record('Error', 'of a script'), ...at(['/jobs/7/Script-Child.ps1', 9], ['/jobs/7/Script-Child.ps1', 12], ['Old-Job', 4]) },
      { ...record('Error', 'elsewhere'), ...at([undefined, 40]) }, { ...record('Error', 'own'), ...at([undefined, 3]) },
    ] });
    const frames: string[] = [];
    for (let i = 0; i < 4; i++) {
      await then(async () => await (i === 0 ? client.configurationDoneRequest() : client.nextRequest({ threadId: 1 })));
      const { body: { stackFrames } } = await client.stackTraceRequest({ threadId: 1 });
      frames.push(stackFrames.map(({ name, line, source }) => `${name}@${source?.name ?? '-'}:${line}`).join(' | '));
    }
    assert.deepEqual(frames, ['Record 1 of 4, Low-Child:3@-:0 | Old-Job@Old-Job.ps1:2', 'Record 2 of 4, Script-Child.ps1:9@-:0 | Script-Child.ps1:12@-:0 | Old-Job@Old-Job.ps1:4', 'Record 3 of 4, line 40@-:0', 'Record 4 of 4@Old-Job.ps1:3']);
    const { body: { breakpoints } } = await client.setBreakpointsRequest({ source: { sourceReference: 1 }, breakpoints: [{ line: 2 }, { line: 3 }, { line: 9 }] });
    assert.deepEqual(breakpoints.map((b) => b.verified), [true, true, false]);
  });

  it('shows the record, the job and the source, stops at lines, and has no variables to ask for', async () => {
    await attach(JOB);
    const { body: { breakpoints } } = await client.setBreakpointsRequest({ source: { sourceReference: 1 }, breakpoints: [{ line: 4 }, { line: 1 }] });
    assert.deepEqual(breakpoints.map((b) => b.verified), [true, false]);
    assert.match(breakpoints[1]?.message ?? '', /^No error of the job is from this line\./);
    await then(async () => await client.configurationDoneRequest());
    const { body: { scopes } } = await client.scopesRequest({ frameId: 1 });
    const rows = await Promise.all(scopes.map(async ({ variablesReference }) => (await client.variablesRequest({ variablesReference })).body.variables.map((v) => `${v.name}=${v.value}`)));
    assert.deepEqual(rows[0]?.slice(0, 2), ['Stream=Output', 'Text=one']);
    assert.deepEqual([rows[1]?.[0], rows[1]?.at(-1)], ['Status=Failed', 'Exception=no']);
    const source = await client.customRequest('source', { sourceReference: 1 }) as DebugProtocol.SourceResponse;
    assert.equal(source.body.content, JOB.text);
    await assert.rejects(client.evaluateRequest({ expression: '$a' }), /keeps its records, not its variables/);
  });

  it('says so where the text was saved again after the job had begun', async () => {
    await attach({ ...JOB, isLater: true });
    assert.match(await then(async () => await client.configurationDoneRequest()), /^entry /);
    assert.equal(outputs[0], 'Old-Job was saved or published again after this job had begun. The text shown is the one of now: lines may have moved.\n');
    const { body: { sources } } = await client.customRequest('loadedSources') as DebugProtocol.LoadedSourcesResponse;
    assert.equal(sources[0]?.origin, 'saved again since it ran');
  });

  it('ends at once for a job that has written nothing', async () => {
    await attach({ ...JOB, records: [], status: 'Completed' });
    const ended = client.waitForEvent('terminated');
    await client.configurationDoneRequest();
    await ended;
    assert.deepEqual(outputs, ['Old-Job ended as Completed.\n']);
  });

  it('shows one job: a second one is refused, and what was shown stays', async () => {
    await attach(JOB);
    await assert.rejects(client.attachRequest({}), /shows a job already/);
    await assert.rejects(client.launchRequest({ program: '/x.ps1' } as DebugProtocol.LaunchRequestArguments), /launches no runbook/);
    assert.equal(await then(async () => await client.configurationDoneRequest()), 'entry Record 1 of 5:0 -');
  });

  it('answers nothing that it cannot: requests before the first record and behind the last, and those of a run', async () => {
    await attach(JOB);
    await assert.rejects(client.nextRequest({ threadId: 1 }), /No record is shown yet/);
    assert.equal(await then(async () => await client.configurationDoneRequest()), 'entry Record 1 of 5:0 -');
    assert.equal(await then(async () => { await client.configurationDoneRequest(); await client.nextRequest({ threadId: 1 }); }), 'step Record 2 of 5:0 -', 'a second end of the configuration begins nothing anew');
    await assert.rejects(client.setVariableRequest({ variablesReference: 1, name: 'Text', value: 'x' }), /setVariable is none that this session can do/);
    await assert.rejects(client.customRequest('restart', {}), /restart is none/);
    await assert.rejects(client.customRequest('exceptionInfo', { threadId: 1 }), /is no error/);
    await assert.rejects(client.variablesRequest({ variablesReference: 9 }), /no such variables/);
    await assert.rejects(client.sourceRequest({ sourceReference: 7 }), /no such source/);
    assert.equal(await then(async () => await client.reverseContinueRequest({ threadId: 1 })), 'entry Record 1 of 5:0 -');
    const over = client.waitForEvent('terminated');
    await client.stepOutRequest({ threadId: 1 });
    await over;
    await assert.rejects(client.stepBackRequest({ threadId: 1 }), /has been gone through/);
    assert.equal(outputs.filter((line) => line.includes('ended as')).length, 1);
  });
});
