/** One job in the engine thread: host, parameters, run, and what the job ends as (sma-rest-api.md 4.1). */
import { outString } from '../../powershell/format/outString.ts';
import { runtimeView } from '../../powershell/format/runtimeView.ts';
import { changedView } from '../../powershell/format/shownText.ts';
import { createEngine } from '../../powershell/engine/index.ts';
import type { Engine } from '../../powershell/engine/index.ts';
import type { RunResult } from '../../powershell/engine/engine.ts';
import type { EngineHost } from '../../powershell/runtime/host.ts';
import { toText } from '../../powershell/runtime/convert/toText.ts';
import { Hashtable } from '../../powershell/runtime/values/dictionary.ts';
import { Guid } from '../../powershell/runtime/values/guid.ts';
import { PSCredential, SecureString } from '../../powershell/runtime/values/misc.ts';
import type { Value } from '../../powershell/runtime/values/value.ts';
import { isCredentialType } from '../../sma/values/parameterValue.ts';
import { Masker } from '../masking/masking.ts';
import { initialPreferences } from '../jobs/streamRules.ts';
import { engineHost } from './engine/engineHost.ts';
import type { EngineLink } from './engine/engineLink.ts';
import type { JobOutcome } from './engine/messages.ts';
import { errorText, parseErrorText } from './records/exceptionText.ts';
import { JobSink } from './records/jobSink.ts';
import { decodeParameter } from './parameterValue.ts';
import type { SandboxJob } from './protocol.ts';
import { runInPowerShell } from './runInPowerShell.ts';
import type { EngineChoice } from '../powerShell/engines.ts';
import { RecordClock } from './records/recordClock.ts';
import { RecordStream } from './records/recordStream.ts';

/** A job cannot begin: said as it stands in the job's exception. */
class CannotStartError extends Error {
  readonly code = 'CannotStart';
}

/** Where what a run writes goes, with what is not to be seen in it. */
interface Written { readonly masker: Masker; readonly clock: RecordClock; readonly records: RecordStream }
const writtenTo = (link: EngineLink): Written => {
  const clock = new RecordClock();
  return { masker: new Masker(), clock, records: new RecordStream(link, clock) };
};
interface Machine { readonly host: { -readonly [K in keyof EngineHost]: EngineHost[K] }; readonly sink: JobSink; readonly engine: Engine }

/** An engine that waits for its job, with all that it needs: for one job. */
export interface ReadyEngine { readonly written: Written; readonly machine: Machine }

/** Makes an engine while nobody waits for one. It is for every job that neither starts in a folder of its own nor is debugged from its first line. */
export function readyEngine(link: EngineLink, choice: EngineChoice = 'builtIn'): ReadyEngine {
  const written = writtenTo(link);
  return { written, machine: machineFor(ANY_JOB, link, written, choice) };
}
const ANY_JOB: SandboxJob = {
  jobId: '00000000-0000-0000-0000-000000000000', runbookId: '', runbookName: '', runbookVersionId: '', runbookType: 'PowerShellScript', script: '', parameters: [],
  isTest: false, logVerbose: false, logProgress: false, logDebug: false, attempt: 0, keepAllStreams: false, width: 120,
};
const fitsAny = (job: SandboxJob): boolean => job.directory === undefined && job.debugged !== true;

/** Runs the job to its end and sends all its records, in the engine that is ready where it is for such a job. Never throws. */
export function runJob(job: SandboxJob, link: EngineLink, choice: EngineChoice = 'builtIn', ready?: ReadyEngine): JobOutcome {
  const made = ready !== undefined && fitsAny(job) ? ready : undefined, written = made?.written ?? writtenTo(link), { masker, records } = written;
  if (made !== undefined) {
    written.clock.begin();
    made.machine.sink.begin(job);
    made.machine.host.width = job.width;
  }
  masker.add([...job.secrets ?? [], ...job.checkpoint?.secrets ?? []]);
  const ended = end(() => runEngine(job, made?.machine ?? machineFor(job, link, written, choice)));
  records.flush();
  return {
    status: ended.status, exception: ended.exception === null ? null : masker.mask(ended.exception),
    errorCount: records.errorCount, warningCount: records.warningCount,
  };
}

/** How a run ended. */
export type Ended = Pick<JobOutcome, 'status' | 'exception'>;

/** Whatever goes wrong outside the script's own errors fails the job, with the reason. */
export function end(run: () => Ended): Ended {
  try {
    return run();
  } catch (error) {
    if (error instanceof CannotStartError) return { status: 'Failed', exception: error.message };
    return { status: 'Failed', exception: `The engine failed, which is its fault and not the runbook's: ${error instanceof Error ? error.stack ?? error.message : String(error)}` };
  }
}

function machineFor(job: SandboxJob, link: EngineLink, { masker, records }: Written, choice: EngineChoice): Machine {
  const sink: JobSink = new JobSink(job, records, masker, (values) => engine.use((session) =>
    outString(values, changedView(runtimeView((block, item) => session.evaluateBlock(block, item)), (text) => masker.mask(text)), { width: host.width ?? job.width })));
  // Only the built-in engine has a debugger.
  const chosen = job.debugged === true && choice === 'powershell' ? 'auto' : choice;
  const host: EngineHost = engineHost({ engine: chosen, link, records, sink, masker, width: job.width, directory: job.directory, debugged: job.debugged === true, poll: () => (engine.session.debug ?? engine.session.dormant)?.whileWaiting() });
  const engine: Engine = createEngine(host);
  return { host, sink, engine };
}

function runEngine(job: SandboxJob, { host, sink, engine }: Machine): Ended {
  prepare(engine, job);
  // A workflow that goes on has its parameters in its state.
  const parameters = job.checkpoint !== undefined ? {} : parametersOf(job, host);
  const { dormant } = engine.session;
  if (dormant !== undefined && host.powershell?.use === 'everything') dormant.refusal = IN_POWERSHELL;
  const whole = host.powershell?.use === 'everything' && job.checkpoint === undefined ? runInPowerShell({ job, engine, port: host.powershell, parameters, sink }) : undefined;
  if (whole !== undefined) return whole;
  if (dormant !== undefined) dormant.refusal = undefined;
  const result = engine.run({ script: job.script, file: job.runbookName, ...(job.path === undefined ? {} : { path: job.path }), parameters, isWorkflow: job.runbookType === 'Script', isChecked: job.isChecked === true, ...(job.checkpoint === undefined ? {} : { checkpoint: job.checkpoint.state }) });
  sink.end();
  return outcomeOf(result, job, sink);
}

const IN_POWERSHELL = 'This job runs in a PowerShell and not in the built-in engine, which alone has a debugger. Set sma.engine to auto or builtIn, restart the local service and start the runbook again.';

/** The job's parameters as values of the engine. Throws CannotStartError where one names a credential that is not there. */
export function parametersOf(job: Pick<SandboxJob, 'parameters'>, host: EngineHost): Record<string, Value> {
  return Object.fromEntries(job.parameters.map(({ name, value, type }): [string, Value] => {
    if (!isCredentialType(type)) return [name, decodeParameter(value, type)];
    const asset = toText(decodeParameter(value, type));
    const found = host.assets?.getCredential(asset);
    if (found === undefined) throw new CannotStartError(`The parameter '${name}' names the credential asset '${asset}', which does not exist.`);
    return [name, new PSCredential(found.userName, new SecureString(found.password))];
  }));
}

/** What would only happen again: a state that cannot be saved or read. */
const NOT_RESUMABLE: ReadonlySet<string> = new Set(['ValueCannotBeSaved', 'StateTooLarge', 'StateUnreadable']);

/** What a runbook finds when it begins: its preferences, and who it is. */
export function prepare(engine: Engine, job: SandboxJob): void {
  const preferences = initialPreferences(job);
  const metadata = new Hashtable();
  metadata.set('JobId', Guid.parse(job.jobId) ?? job.jobId);
  engine.use((session) => {
    session.setGlobal('VerbosePreference', preferences.verbose);
    session.setGlobal('DebugPreference', preferences.debug);
    session.setGlobal('PSPrivateMetadata', metadata);
  });
}

/**
 * A script's uncaught error fails it. A workflow's suspends it, since it may be resumed; but what would fail again just
 * the same (a syntax error, a command that its compiler does not find, a state that cannot be read) fails it too, as the
 * original's compiler does (workflow-semantics.md section 16).
 */
export function outcomeOf(result: RunResult, job: SandboxJob, sink: JobSink): Ended {
  switch (result.outcome) {
    case 'completed': return { status: 'Completed', exception: null };
    case 'stopped': return { status: 'Stopped', exception: null };
    case 'suspended': return { status: 'Suspended', exception: null };
    case 'failed': {
      if (result.parseErrors.length > 0) return { status: 'Failed', exception: parseErrorText(result.parseErrors, job.script, job.runbookName) };
      const { error } = result;
      if (error === undefined) return { status: 'Failed', exception: 'The runbook ended with an error that says nothing.' };
      sink.writeError(error);
      const resumable = job.runbookType === 'Script' && result.notBegun !== true && !NOT_RESUMABLE.has(error.errorId);
      return { status: resumable ? 'Suspended' : 'Failed', exception: errorText(error) };
    }
  }
}
