import assert from 'node:assert/strict';
import { STREAM_TYPE_NAMES } from '../../../../src/sma/streams.ts';
import { initialPreferences, keepsStream } from '../../../../src/worker/jobs/streamRules.ts';
import type { StreamSettings } from '../../../../src/worker/jobs/streamRules.ts';

const quiet: StreamSettings = { isTest: false, logVerbose: false, logProgress: false, logDebug: false };
const kept = (job: StreamSettings): readonly string[] => STREAM_TYPE_NAMES.filter((stream) => keepsStream(job, stream));

describe('Which streams a job keeps', () => {
  it('a published run without log settings: output, warnings, errors', () => {
    assert.deepEqual(kept(quiet), ['Output', 'Warning', 'Error']);
  });
  it('a published run with each log setting', () => {
    assert.deepEqual(kept({ ...quiet, logVerbose: true }), ['Output', 'Verbose', 'Warning', 'Error']);
    assert.deepEqual(kept({ ...quiet, logProgress: true }), ['Output', 'Warning', 'Error', 'Progress']);
    assert.deepEqual(kept({ ...quiet, logDebug: true }), ['Output', 'Debug', 'Warning', 'Error']);
  });
  it('a test run: verbose as the runbook prefers, never progress or debug', () => {
    assert.deepEqual(kept({ isTest: true, logVerbose: true, logProgress: true, logDebug: true }), ['Output', 'Verbose', 'Warning', 'Error']);
    assert.equal(initialPreferences({ ...quiet, isTest: true, logVerbose: true }).verbose, 'SilentlyContinue');
  });
  it('logging turned on makes Write-Verbose write', () => {
    assert.equal(initialPreferences({ ...quiet, logVerbose: true }).verbose, 'Continue');
    assert.equal(initialPreferences(quiet).verbose, 'SilentlyContinue');
  });
});
