/** The debug adapter as a program of its own, for tests that talk to it over pipes. Its sandboxes are the built ones. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CheckpointStore } from '../../src/features/debug/adapter/checkpoints.ts';
import { ReplaySession } from '../../src/features/debug/adapter/replaySession.ts';
import type { FinishedJob } from '../../src/features/debug/adapter/replaySession.ts';
import { RunbookDebugSession } from '../../src/features/debug/adapter/session.ts';
import type { runInSandbox } from '../../src/worker/runInSandbox.ts';

const folder = process.env['SMA_TEST_WORKER'] ?? '', job = process.env['SMA_TEST_JOB'];
/** What an editor has open and not saved, as the test says it. */
const open = JSON.parse(process.env['SMA_TEST_OPEN'] ?? '{}') as Readonly<Record<string, string>>;
const builtRun = (): typeof runInSandbox => (createRequire(import.meta.url)(join(folder, 'runInSandbox.cjs')) as { runInSandbox: typeof runInSandbox }).runInSandbox;

/** With a finished job that is gone through, instead of a runbook that runs. */
const session = job !== undefined ? new ReplaySession(async () => await Promise.resolve(JSON.parse(job) as FinishedJob))
  : new RunbookDebugSession({ run: builtRun(), openText: (path) => open[path], checkpoints: new CheckpointStore() });
session.start(process.stdin, process.stdout);
