/** Tests instead of a job: one after the other in the same engine thread, each with an engine of its own. */
import type { TestPlan } from '../../../powershell/testing/protocol.ts';
import type { EngineLink } from '../engine/engineLink.ts';
import type { JobOutcome } from '../engine/messages.ts';
import type { SandboxJob } from '../protocol.ts';
import { RecordClock } from '../records/recordClock.ts';
import { RecordStream } from '../records/recordStream.ts';
import { runCase } from './runCase.ts';
import { runPester } from './runPester.ts';
import type { TestWorld } from './testWorld.ts';

/** Runs them to their end, or to where a stop was asked for. Never throws. */
export function runTests(job: SandboxJob, plan: TestPlan, link: EngineLink): JobOutcome {
  const stream = new RecordStream(link, new RecordClock()), world: TestWorld = { job, link, stream, counts: plan.coverage, tell: (event) => link.post({ type: 'testEvent', event }) };
  const done = (status: JobOutcome['status'], exception: string | null): JobOutcome => {
    stream.flush();
    return { status, exception, errorCount: stream.errorCount, warningCount: stream.warningCount };
  };
  try {
    for (const [index, item] of plan.items.entries()) {
      if (link.stopAsked) return done('Stopped', null);
      if (item.kind === 'pester') runPester(item, index, world);
      else {
        const result = runCase(item, index, world);
        if (result !== undefined) world.tell({ kind: 'case', item: index, result });
      }
    }
    return done(link.stopAsked ? 'Stopped' : 'Completed', null);
  } catch (error) {
    return done('Failed', `The engine failed, which is its fault and not the test's: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  }
}
