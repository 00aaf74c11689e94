import assert from 'node:assert/strict';
import { jobChoice } from '../../../src/app/stores/jobWords.ts';
import type { Job } from '../../../src/client/api.ts';
import { jobItem } from '../../../src/features/jobs/jobItem.ts';
import type { JobNode } from '../../../src/features/jobs/jobItem.ts';
import { channelName } from '../../../src/features/streams/channelName.ts';
import { headerLine, recordLines, statusLine } from '../../../src/features/streams/streamLines.ts';
import { TextBatch } from '../../../src/features/streams/textBatch.ts';
import { statusText } from '../../../src/features/statusBar/statusText.ts';
import { JOB_STATUSES } from '../../../src/sma/jobStatus.ts';

const job = (change: Partial<Job> = {}): Job => ({
  id: '12345678-0000-0000-0000-000000000000', contextId: 'c', status: 'Completed', createdAt: '2026-03-01T10:00:00', modifiedAt: '2026-03-01T10:00:02', startedAt: '2026-03-01T10:00:01',
  endedAt: '2026-03-01T10:00:03.5', errorCount: 1, warningCount: 0, exception: null, ...change,
});
const node = (change: Partial<Job> = {}, runbookName: string | undefined = 'Get-Report'): JobNode => ({ kind: 'job', connectionId: 'local', jobId: job().id, runbookName, job: job(change), starter: undefined, isBelow: false, hasBelow: false });
const now = new Date('2026-03-01T12:00:00Z');

describe('a job in a list to choose from', () => {
  it('says runbook, state, time and errors as its row does, and what tells it from its neighbours', () => {
    const { label, description } = jobChoice(job(), 'Get-Report', now);
    assert.equal(label, 'Get-Report');
    assert.match(description, /^Completed · 1 error · \d\d:\d\d:\d\d · 12345678$/);
  });
  it('has its id for a name where no runbook is known', () => {
    const { label, description } = jobChoice(job({ errorCount: 0, startedAt: null }), undefined, now);
    assert.equal(label, 'Job 12345678');
    assert.match(description, /^Completed · \d\d:\d\d:\d\d$/);
  });
});

describe('a job as a row', () => {
  it('says runbook, state, time and errors, also to a screen reader', () => {
    const item = jobItem(node(), now);
    assert.equal(item.label, 'Get-Report');
    assert.match(item.description ?? '', /^Completed · 1 error · \d\d:\d\d:\d\d$/);
    assert.match(item.spoken ?? '', /^Get-Report, Completed, /);
    assert.match(item.tooltip ?? '', /Took: 2\.5 s/);
  });

  it('has another icon for each of the states that matter, and words for all', () => {
    const rows = JOB_STATUSES.map((status) => jobItem(node({ status }), now));
    const final = ['New', 'Running', 'Completed', 'Failed', 'Stopped', 'Suspended'].map((status) => jobItem(node({ status }), now).icon);
    assert.equal(new Set(final).size, final.length);
    for (const row of rows) assert.match(row.description ?? '', /^[A-Z][a-z]+ · /);
    assert.match(jobItem(node({ status: 'New' }), now).description ?? '', /^Queued · /);
  });

  it('can be stopped only while that leads somewhere', () => {
    const stoppable = JOB_STATUSES.filter((status) => jobItem(node({ status }), now).tokens.includes('stoppable'));
    assert.deepEqual(stoppable.filter((status) => ['Completed', 'Failed', 'Stopped', 'Stopping'].includes(status)), []);
    assert.ok(stoppable.includes('Running') && stoppable.includes('Suspended') && stoppable.includes('New'));
  });

  it('is shown with a state this version does not know, and without a name', () => {
    const unnamed: JobNode = { kind: 'job', connectionId: 'local', jobId: job().id, job: job({ status: 'Hibernating' }), starter: undefined, isBelow: false, hasBelow: false };
    const item = jobItem(unnamed, now);
    assert.equal(item.label, 'Job 12345678');
    assert.match(item.description ?? '', /^Hibernating/);
  });
});

describe('a job that another job started', () => {
  const parent = { id: '9c2e0000-0000-0000-0000-000000000000', runbook: 'Nightly' };
  const child = (isBelow: boolean): JobNode => ({ ...node(), starter: { text: `Nightly (job ${parent.id})`, job: parent }, isBelow, hasBelow: false } as JobNode);
  it('stands below it, and its hover says whose it is', () => {
    const { description, tooltip, expandable } = jobItem(child(true), now);
    assert.doesNotMatch(description ?? '', /Nightly/);
    assert.match(tooltip ?? '', new RegExp(`^Started by: Nightly \\(job ${parent.id}\\)$`, 'm'));
    assert.equal(expandable, undefined);
  });
  it('says itself whose it is where the other is not there', () => {
    const { description, spoken, tooltip } = jobItem(child(false), now);
    assert.match(description ?? '', / · by Nightly$/);
    assert.match(spoken ?? '', /, by Nightly$/);
    assert.match(tooltip ?? '', /^Started by: Nightly \(job .*\), which is not listed$/m);
  });
  it('is told from one that somebody started, whom the hover names', () => {
    const { description, tooltip } = jobItem({ ...node(), starter: { text: 'CONTOSO\\ada' } } as JobNode, now);
    assert.doesNotMatch(description ?? '', /ada/);
    assert.match(tooltip ?? '', /^Started by: CONTOSO\\ada$/m);
  });
  it('makes the other one open', () => {
    assert.equal(jobItem({ ...node(), hasBelow: true } as JobNode, now).expandable, 'expanded');
  });
});

describe('the lines of a job’s output', () => {
  it('leave output as it was written and name every other stream', () => {
    assert.equal(recordLines({ stream: 'Output', text: 'Hello' }), 'Hello\n');
    assert.equal(recordLines({ stream: 'Warning', text: 'low' }), 'WARNING: low\n');
    assert.equal(recordLines({ stream: 'Error', text: 'bad\r\n  at line 3\r\n' }), 'ERROR: bad\n     |   at line 3\n');
    assert.equal(recordLines({ stream: 'Verbose', text: '' }), 'VERBOSE: \n');
    assert.equal(recordLines({ stream: 'Information', text: 'x' }), 'INFORMATION: x\n');
  });

  it('stand in a channel that is told from the next run’s', () => {
    assert.match(channelName('Get-Report', job(), job().id, now), /^SMA .*\d\d:\d\d.* Get-Report #12345678$/);
    assert.notEqual(channelName('A', job(), 'x', now), channelName('A', job({ startedAt: '2026-03-01T10:05:01' }), 'x', now));
    assert.match(channelName(undefined, undefined, job().id, now), /^SMA \d\d:\d\d:\d\d Job #12345678$/);
  });

  it('begin with the runbook and end with the state and why', () => {
    assert.match(headerLine('Get-Report', 'id', job().startedAt, now), /^── Get-Report · started .* · job id ──\n$/);
    assert.match(statusLine(job()) ?? '', /^── Completed at .* after 2\.5 s ──\n$/);
    assert.match(statusLine(job({ status: 'Failed', exception: 'No such server\r\n' })) ?? '', /^ERROR: No such server\n── Failed at /);
    assert.match(statusLine(job({ status: 'Failed', exception: 'No such server\r\nAt A:3 char:1' }), 'No such server') ?? '', /^ERROR: At A:3 char:1\n── Failed at /);
    assert.match(statusLine(job({ status: 'Failed', exception: 'No such server\r\nAt A:3 char:1\n+ x' }), 'No such server', true) ?? '', /^ {5}\| At A:3 char:1\n {5}\| \+ x\n── Failed at /);
    assert.match(statusLine(job({ status: 'Suspended', endedAt: null, exception: 'why' })) ?? '', /^ERROR: why\n── Suspended: it waits/);
    for (const status of ['New', 'Activating', 'Running'] as const) assert.equal(statusLine(job({ status, endedAt: null })), undefined);
  });
});

describe('gathering text', () => {
  it('passes all of it on, in order, in few pieces, and at the end what is left', async () => {
    const pieces: string[] = [];
    const batch = new TextBatch((text) => pieces.push(text));
    const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index}\n`);
    for (const line of lines) batch.add(line);
    await new Promise((resolve) => { setTimeout(resolve, 80); });
    batch.add('last\n');
    batch.dispose();
    batch.add('too late\n');
    assert.equal(pieces.join(''), `${lines.join('')}last\n`);
    assert.ok(pieces.length < 10, String(pieces.length));
  });
});

describe('the status bar', () => {
  it('says the connection, what is wrong with it, and how many jobs run', () => {
    const good = statusText('Local Service', { name: 'connected', server: { root: 'r', entitySets: [], offersEvents: true, server: undefined } }, 2);
    assert.equal(good.text, '$(plug) SMA: Local Service  $(sync~spin) 2');
    assert.equal(good.spoken, 'SMA, Local Service, connected, 2 jobs running');
    const bad = statusText('sma01', { name: 'unauthorized', error: new Error('The server refused the password.') }, 0);
    assert.equal(bad.text, '$(warning) SMA: sma01 (access denied)');
    assert.match(bad.tooltip, /refused the password\.\nClick for what can be done about it$/);
    assert.doesNotMatch(good.tooltip, /Click/);
    assert.equal(bad.warning, true);
    assert.deepEqual([good.starts, bad.starts], [false, false]);
  });
  it('offers to start a local service that does not run', () => {
    const { text, tooltip, spoken, starts } = statusText('Local Service', { name: 'stopped' }, 0);
    assert.deepEqual([text, starts], ['$(play) SMA: Local Service', true]);
    assert.match(tooltip, /^Local Service: stopped\nClick to start it$/);
    assert.match(spoken, /press to start it$/);
  });
});
