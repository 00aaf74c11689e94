/** One case: a run of a runbook with parameters, assets and mocks of its own. */
import { placeOf } from '../../../powershell/runtime/run/source.ts';
import { Mocks } from '../../../powershell/testing/mocks.ts';
import type { CaseResult, RunbookCase } from '../../../powershell/testing/protocol.ts';
import { jobTable } from '../../../powershell/workflow/jobs/jobTable.ts';
import { end, outcomeOf, parametersOf, prepare } from '../runJob.ts';
import type { Ended } from '../runJob.ts';
import type { SandboxJob } from '../protocol.ts';
import { Masker } from '../../masking/masking.ts';
import { behaviourOf, fixtureAssets } from './fixtures.ts';
import { testEngine } from './testWorld.ts';
import type { TestWorld } from './testWorld.ts';

/** Gives undefined where the whole run was asked to stop. */
export function runCase(given: RunbookCase, item: number, world: TestWorld): CaseResult | undefined {
  const job: SandboxJob = {
    ...world.job, runbookName: given.runbook, runbookType: given.type, script: given.script, directory: given.directory, parameters: given.parameters, logVerbose: given.verbose, logDebug: given.debug,
  };
  const masker = new Masker(), assets = fixtureAssets(given.assets, masker), { engine, host, records, sink, limit, tellCoverage } = testEngine(world, job, { assets, masker, wantsJson: given.wantsJson, isPester: false }), { session } = engine;
  const mocks = new Mocks(session, { isExpected: () => true, conditionsFirst: false }), owner = {}, behaviours = given.mocks.map((mock) => behaviourOf(mock, session, owner));
  let at: CaseResult['at'], timedOut = false;
  const began = performance.now();
  world.tell({ kind: 'begin', item, path: [], line: 0 });
  limit.begin(given.limitMs);
  const ended: Ended = end(() => {
    if (behaviours.length > 0) {
      session.mocks = mocks;
      engine.use(() => { for (const behaviour of behaviours) mocks.add(behaviour); });
    }
    prepare(engine, job);
    const result = engine.run({ script: job.script, file: job.runbookName, path: given.path, parameters: parametersOf(job, host), isWorkflow: job.runbookType === 'Script' });
    timedOut = limit.end();
    sink.end();
    const { position } = result.error ?? {};
    if (position !== undefined) at = { source: position.source.file, ...placeOf(position) };
    return outcomeOf(result, job, sink);
  });
  jobTable(engine).end();
  tellCoverage();
  if (world.link.stopAsked) return undefined;
  return {
    status: ended.status, exception: ended.exception === null ? null : masker.mask(ended.exception), ...(at === undefined ? {} : { at }), records: records.take(), dropped: records.dropped, variables: assets.variables(), timedOut: timedOut && ended.status === 'Stopped',
    mockCalls: behaviours.map((behaviour) => mocks.calls.filter((call) => call.behaviour === behaviour).length), milliseconds: performance.now() - began,
  };
}
