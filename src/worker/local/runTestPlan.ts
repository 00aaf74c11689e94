/** Runs a plan of tests in a sandbox process of its own. */
import type { TestEvent, TestPlan } from '../../powershell/testing/protocol.ts';
import { runInSandbox } from './runInSandbox.ts';
import type { SandboxSettings } from '../sandbox/settings.ts';
import type { RunHandle } from './runInSandbox.ts';

/** Starts at once. What the tests write comes with their results. */
export const runTestPlan = (plan: TestPlan, onTestEvent: (event: TestEvent) => void, settings: Partial<SandboxSettings> = {}): RunHandle =>
  runInSandbox({ settings, script: '', name: 'tests', type: 'PowerShellScript', tests: plan, onTestEvent, onRecords: () => {} });
