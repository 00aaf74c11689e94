import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SMA_ERROR_CODES, SmaError, smaError, statusOf } from '../../../src/sma/errors.ts';
import { ACTION_TARGET, allowedActions, canFollow, endsWaiting, isActionAllowed, isJobStatus, isTerminal, jobStatusLabel, nextStates } from '../../../src/sma/jobStateMachine.ts';
import { JOB_STATUSES } from '../../../src/sma/jobStatus.ts';
import type { JobStatus } from '../../../src/sma/jobStatus.ts';
import { runbookNameProblem } from '../../../src/sma/runbookName.ts';
import { authoringState, runbookTypeLabel } from '../../../src/sma/runbookType.ts';
import { isStreamKept, isStreamTypeQuery, withoutNul } from '../../../src/sma/streams.ts';
import type { StreamTypeName } from '../../../src/sma/streams.ts';
import { formatTags, parseTags, tagsProblem } from '../../../src/sma/tags.ts';

describe('states of a job', () => {
  const documented: readonly (readonly [JobStatus, JobStatus])[] = [
    ['New', 'Activating'], ['Activating', 'Running'], ['Activating', 'Failed'], ['Running', 'Completed'], ['Running', 'Failed'], ['Running', 'Suspended'], ['Running', 'Suspending'],
    ['Suspending', 'Suspended'], ['Suspending', 'Completed'], ['Running', 'Stopping'], ['Suspended', 'Stopping'], ['New', 'Stopping'], ['Activating', 'Stopping'], ['Stopping', 'Stopped'],
    ['Suspended', 'Resuming'], ['Resuming', 'Running'], ['Running', 'Activating'], ['Running', 'New'],
  ];
  for (const [from, to] of documented) it(`${from} to ${to}`, () => assert.ok(canFollow(from, to)));

  it('never leaves a terminal state, and reaches one from every other but Removing', () => {
    for (const status of JOB_STATUSES) {
      if (isTerminal(status)) assert.deepEqual(nextStates(status), [], status);
      const seen = new Set<JobStatus>([status]);
      for (const one of seen) for (const next of nextStates(one)) seen.add(next);
      assert.equal([...seen].some(isTerminal), status !== 'Removing', status);
    }
    assert.ok(!canFollow('Stopping', 'Running') && !canFollow('New', 'Completed') && !canFollow('Suspended', 'Running'));
  });

  it('stays within the machine on any walk, and never acts on a finished job', () => {
    fc.assert(fc.property(fc.array(fc.nat(20), { maxLength: 30 }), (choices) => {
      let status: JobStatus = 'New';
      for (const choice of choices) {
        const next: JobStatus | undefined = nextStates(status)[choice % Math.max(1, nextStates(status).length)];
        if (next === undefined) {
          assert.deepEqual(allowedActions(status), []);
          break;
        }
        assert.ok(canFollow(status, next));
        status = next;
      }
    }));
  });

  it('allows actions by state and kind of runbook', () => {
    const expected: Readonly<Record<JobStatus, readonly string[]>> = {
      New: ['Stop'], Activating: ['Stop'], Running: ['Stop', 'Suspend'], Completed: [], Failed: [], Stopped: [], Blocked: [], Suspended: ['Stop', 'Resume'], Disconnected: ['Stop'],
      Suspending: ['Stop'], Stopping: [], Resuming: ['Stop'], Removing: [],
    };
    for (const status of JOB_STATUSES) assert.deepEqual(allowedActions(status, 'Script'), expected[status], status);
    assert.deepEqual(allowedActions('Running', 'PowerShellScript'), ['Stop']);
    assert.ok(isActionAllowed('Resume', 'Suspended') && !isActionAllowed('Resume', 'Suspended', 'PowerShellScript') && !isActionAllowed('Suspend', 'New'));
    assert.deepEqual(ACTION_TARGET, { Stop: 'Stopping', Suspend: 'Suspending', Resume: 'Resuming' });
  });

  it('takes an unknown status for one that goes on', () => {
    assert.deepEqual(['Completed', 'Blocked', 'Suspended', 'Queued', ''].map(isTerminal), [true, true, false, false, false]);
    assert.deepEqual(['Suspended', 'Running', 'Hibernating'].map(endsWaiting), [true, false, false]);
    assert.deepEqual(['New', 'new', 'Queued'].map(isJobStatus), [true, false, false]);
    assert.deepEqual(['New', 'Activating', 'Running'].map(jobStatusLabel), ['Queued', 'Starting', 'Running']);
  });
});

describe('streams', () => {
  it('compares names with case', () => assert.deepEqual(['Any', 'Output', 'output', 'ANY', '', 'Progress'].map(isStreamTypeQuery), [true, true, false, false, false, true]));

  it('keeps records by the rules of history', () => {
    const kept = (stream: StreamTypeName, isTest: boolean, logVerbose: boolean, logProgress: boolean): boolean => isStreamKept(stream, { isTest, logVerbose, logProgress });
    for (const stream of ['Output', 'Warning', 'Error'] as const) assert.ok(kept(stream, false, false, false) && kept(stream, true, false, false));
    assert.deepEqual([kept('Verbose', false, false, true), kept('Verbose', false, true, false), kept('Verbose', true, false, false)], [false, true, true]);
    assert.deepEqual([kept('Progress', false, true, false), kept('Progress', false, false, true), kept('Progress', true, true, true)], [false, true, false]);
    assert.ok(!kept('Debug', false, true, true) && !kept('Debug', true, true, true));
    assert.equal(withoutNul('a\0b'), 'ab');
  });
});

describe('names, types and tags', () => {
  it('accepts what SMA accepts as a runbook name', () => {
    for (const name of ['A', 'Get-Thing_2', 'Übung', 'x'.repeat(64)]) assert.equal(runbookNameProblem(name), undefined, name);
    const problems: readonly (readonly [string, string])[] = [['', 'empty'], ['x'.repeat(65), 'tooLong'], ['1a', 'firstCharacter'], ['_a', 'firstCharacter'], ['-a', 'firstCharacter'], ['a b', 'character'], ['a.b', 'character'], ['a/b', 'character'], ["a'b", 'character'], ['a\0', 'character']];
    for (const [name, problem] of problems) assert.equal(runbookNameProblem(name)?.problem, problem, name);
    assert.equal(runbookNameProblem('a b')?.message, "The runbook name 'a b' contains ' '; only letters, digits, underscores and dashes are allowed.");
  });

  it('derives what is not stored', () => {
    const of = (published: string | null, draft: string | null): string => authoringState({ PublishedRunbookVersionID: published, DraftRunbookVersionID: draft });
    assert.deepEqual([of(null, 'd'), of('p', null), of('p', 'd')], ['New', 'Published', 'InEdit']);
    assert.deepEqual([runbookTypeLabel('Script'), runbookTypeLabel('PowerShellScript')], ['PowerShell Workflow', 'PowerShell script']);
  });

  it('splits and joins tags', () => {
    assert.deepEqual(parseTags(' a, b;c ,,A,'), ['a', 'b', 'c']);
    assert.deepEqual(parseTags(null), []);
    assert.equal(formatTags(['a', 'b']), 'a,b');
    assert.equal(formatTags([]), null);
    assert.match(tagsProblem(['a,b']) ?? '', /'a,b' contains a comma/);
    assert.match(tagsProblem(['x'.repeat(300), 'y'.repeat(212)]) ?? '', /513 characters/);
    assert.equal(tagsProblem(['x'.repeat(300), 'y'.repeat(211)]), undefined);
  });
});

describe('errors of SMA', () => {
  it('carry code, status and one sentence', () => {
    const error = smaError('JobNotFound', 'abc');
    assert.deepEqual([error.code, error.status, error.message, error.name], ['JobNotFound', 404, "job id 'abc' not found", 'SmaError']);
    assert.ok(SmaError.is(error, 'JobNotFound') && !SmaError.is(error, 'NoDraft') && !SmaError.is(new Error('x')));
    assert.equal(smaError('RunbookSyntax', 3, 7, "Missing '}'").message, "The runbook has a syntax error at line 3, column 7: Missing '}'");
    assert.equal(smaError('JobActionNotAllowed', 'Resume', 'Running').message, 'Resume is not possible while the job is Running.');
    assert.equal(smaError('JobActionNotAllowed', 'Suspend', 'Running', 'PowerShellScript').message, 'Suspend is for workflows only: this job runs a PowerShell script, which has no checkpoints.');
    assert.equal(smaError('JobActionNotAllowed', 'Stop', 'Stopped', 'PowerShellScript').message, 'Stop is not possible while the job is Stopped.');
  });

  it('all have a status of an error', () => {
    for (const code of SMA_ERROR_CODES) assert.ok(statusOf(code) >= 400 && statusOf(code) < 600, code);
    assert.equal(new Set(SMA_ERROR_CODES).size, SMA_ERROR_CODES.length);
  });
});
