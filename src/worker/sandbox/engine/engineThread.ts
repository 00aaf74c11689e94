/**
 * The thread in which a job's script runs. It loads the engine, says that it is prepared, blocks until its job arrives,
 * runs it, and reports the outcome. Everything here is synchronous; the main thread does what takes time. Threads for the
 * scripts of a workflow's branches are the same, with another kind of work.
 */
import { workerData } from 'node:worker_threads';
import { EngineLink } from './engineLink.ts';
import type { EngineThreadData } from './engineThreadData.ts';
import type { SandboxJob } from '../protocol.ts';
import { readyEngine, runJob } from '../runJob.ts';
import type { ReadyEngine } from '../runJob.ts';
import { runScriptFor } from '../threads/scriptThread.ts';
import { SharedState } from './sharedState.ts';
import { runTests } from '../tests/runTests.ts';
import { warmUp, warmUpStart } from './warmUp.ts';

const data = workerData as EngineThreadData;

const link = new EngineLink(data.port, new SharedState(data.shared), data.nativeCommands);
/** So often the start of a job is tried out where nobody waits for one. */
const STARTS = 12;
/** Prepares for the job that may come, unless it is there already: then nothing is worth its time. With it comes the engine that waited for it. */
function prepare(): { readonly job: SandboxJob; readonly ready?: ReadyEngine } {
  const early = link.takeJob();
  if (early === undefined) warmUp();
  link.post({ type: 'prepared' });
  if (early !== undefined) return { job: early };
  // What the engine's start compiled is there for the next sandbox, however this one ends. Does nothing when it is there already.
  if (data.keepCode === undefined) process.getBuiltinModule('node:module').flushCompileCache(); else data.keepCode();
  for (let times = 0; times < STARTS; times++) {
    const job = link.takeJob();
    if (job !== undefined) return { job };
    warmUpStart();
  }
  const ready = readyEngine(link, data.engine);
  return { job: link.waitForJob(), ready };
}

if (data.role === 'scripts') {
  for (;;) {
    runScriptFor(link, link.waitForScript(), data.engine);
  }
} else {
  const { job, ready } = prepare();
  const outcome = job.tests === undefined ? runJob(job, link, data.engine, ready) : runTests(job, job.tests, link);
  // Where a sandbox always has its job at once (`sma run`), there is no better moment; it is done once for a version.
  data.keepCode?.();
  link.post({ type: 'finished', outcome });
}
