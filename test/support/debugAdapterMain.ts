/** The debug adapter as a program of its own, for tests that talk to it over pipes. Its sandboxes are the built ones. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createSmaClient } from '../../src/client/index.ts';
import { AttachedSession } from '../../src/features/debug/adapter/attachedSession.ts';
import type { AttachedJob } from '../../src/features/debug/adapter/attachedSession.ts';
import { CheckpointStore } from '../../src/features/debug/adapter/checkpoints.ts';
import { ReplaySession } from '../../src/features/debug/adapter/replaySession.ts';
import type { FinishedJob } from '../../src/features/debug/adapter/replaySession.ts';
import { RunbookDebugSession } from '../../src/features/debug/adapter/session.ts';
import type { runInSandbox } from '../../src/worker/local/runInSandbox.ts';

const folder = process.env['SMA_TEST_WORKER'] ?? '', job = process.env['SMA_TEST_JOB'], running = process.env['SMA_TEST_RUNNING'];
/** What an editor has open and not saved, as the test says it. */
const open = JSON.parse(process.env['SMA_TEST_OPEN'] ?? '{}') as Readonly<Record<string, string>>;
const builtRun = (): typeof runInSandbox => (createRequire(import.meta.url)(join(folder, 'runInSandbox.cjs')) as { runInSandbox: typeof runInSandbox }).runInSandbox;

/** A job that runs on a service of the test. */
export interface RunningJob { readonly url: string; readonly certificate: string; readonly user: string; readonly password: string; readonly jobId: string; readonly runbookName: string; readonly text: string; readonly file?: string }
async function attach(text: string): Promise<AttachedJob> {
  const { url, certificate, user, password, jobId, runbookName, text: script, file } = JSON.parse(text) as RunningJob;
  const { jobs } = createSmaClient({ url, authentication: { kind: 'basic', credentials: () => ({ user, password }) }, trust: { kind: 'pinned', certificate } });
  return { runbookName, text: script, file, debugging: await jobs.debug(jobId), stop: async () => await jobs.stop(jobId) };
}

/** With a finished job that is gone through, instead of a runbook that runs. */
const session = running !== undefined ? new AttachedSession(async () => await attach(running)) : job !== undefined ? new ReplaySession(async () => await Promise.resolve(JSON.parse(job) as FinishedJob))
  : new RunbookDebugSession({ run: builtRun(), openText: (path) => open[path], checkpoints: new CheckpointStore() });
session.start(process.stdin, process.stdout);
