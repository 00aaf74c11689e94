/** Runs a plan of tests in a sandbox process of its own. */
import type { TestEvent, TestPlan } from '../powershell/testing/protocol.ts';
import { runInSandbox } from './runInSandbox.ts';
import type { RunHandle } from './runInSandbox.ts';

/** Starts at once. What the tests write comes with their results. */
export const runTestPlan = (plan: TestPlan, onTestEvent: (event: TestEvent) => void): RunHandle =>
  runInSandbox({ script: '', name: 'tests', type: 'PowerShellScript', tests: plan, onTestEvent, onRecords: () => {} });
