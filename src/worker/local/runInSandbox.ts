/**
 * Runs one runbook in a sandbox process of its own, without a service: what `sma run` and the editor's Run use. The
 * same process, limits and records as in a job; assets come from a function of the caller.
 */
import { randomUUID } from 'node:crypto';
import type { DebugEvent, DebugReply, DebugRequest } from '../../powershell/runtime/debug/protocol.ts';
import type { TestEvent, TestPlan } from '../../powershell/testing/protocol.ts';
import { JobRun } from '../jobs/jobRun.ts';
import type { JobResult } from '../jobs/jobRun.ts';
import type { AssetReply, AssetRequest, JobParameterValue, SavedCheckpoint } from '../protocol.ts';
import { DEFAULT_SANDBOX_SETTINGS } from '../sandbox/settings.ts';
import type { SandboxSettings } from '../sandbox/settings.ts';
import { checkpointNumber } from '../wire/checkpointLine.ts';
import { SandboxProcess } from '../processes/sandboxProcess.ts';
import type { RecordsLine } from '../processes/sandboxProcess.ts';
import type { StreamTypeName } from '../../sma/streams.ts';

export interface RunOptions {
  readonly script: string;
  /** The name it is known by in errors and stack traces; for a file its name without `.ps1`. */
  readonly name: string;
  readonly type: 'Script' | 'PowerShellScript';
  /** The caller has looked at the text (`validate`), and it breaks no rule. */
  readonly isChecked?: boolean;
  /** As texts of the wire (sma-rest-api.md 5.6); `type` may be empty, then JSON decides. */
  readonly parameters?: readonly JobParameterValue[];
  /** Turn on the preference of a stream, as the log settings of a runbook do. */
  readonly verbose?: boolean;
  readonly debug?: boolean;
  /** Width of tables and lists; 120 where absent. */
  readonly width?: number;
  readonly settings?: Partial<SandboxSettings>;
  /** The folder the script starts in, so that it finds the files beside it; a temporary one where absent. */
  readonly directory?: string;
  /** The file that the script is, for `$PSScriptRoot` and its kin. */
  readonly path?: string;
  /** Gets every checkpoint of a workflow. */
  readonly onCheckpoint?: (checkpoint: SavedCheckpoint) => void;
  /** Where the workflow goes on; the script must be the one that the checkpoint was taken of. */
  readonly checkpoint?: SavedCheckpoint;
  /** Puts a debugger on the script and hears what it tells. The script waits for the request `start` before it begins. */
  readonly onDebugEvent?: (event: DebugEvent) => void;
  /** Runs these tests instead of the script, and hears what becomes of them. */
  readonly tests?: TestPlan;
  readonly onTestEvent?: (event: TestEvent) => void;
  /** Answers Get-AutomationVariable and its kind. Absent: nothing is there. */
  readonly assets?: (asset: AssetRequest) => AssetReply | Promise<AssetReply>;
  /** Takes records as they come, all streams. A promise holds the runbook back until it is fulfilled. */
  readonly onRecords: (records: readonly RunRecord[]) => void | Promise<void>;
}

/** A record, also of the information stream, which a job of a service does not keep. For errors `nameValues` has
 * FullyQualifiedErrorId, Category, ExceptionType, Line and ScriptStackTrace. */
export interface RunRecord {
  readonly streamTypeName: StreamTypeName | 'Information';
  readonly text: string;
  readonly time: string;
  readonly nameValues?: readonly { readonly name: string; readonly value: string }[];
}

export interface RunHandle {
  /** Fulfilled when the runbook has ended and all its records were taken; never rejected. */
  readonly done: Promise<JobResult>;
  /** Asks it to stop; after `graceMs` (5 s) its process is ended. */
  stop(graceMs?: number): void;
  /** Asks the debugger; once the run has ended every request fails. Never rejected. */
  debug(request: DebugRequest): Promise<DebugReply>;
}

/** Starts the runbook at once. */
export function runInSandbox(options: RunOptions): RunHandle {
  const { promise: done, resolve } = Promise.withResolvers<JobResult>();
  // Records are taken one batch after the other, and the end is told after the last.
  let taking: Promise<void> = Promise.resolve();
  let failure: string | undefined;
  const take = async (records: RecordsLine): Promise<void> => {
    const message = JSON.parse(records.line.toString('utf8')) as { readonly records: readonly RunRecord[] };
    try {
      if (failure === undefined) await options.onRecords(message.records);
    } catch (error) {
      failure = `The output could not be written: ${error instanceof Error ? error.message : String(error)}`;
      run.stop();
    }
    run.acknowledge(records.batch);
  };
  const answer = async (request: number, asset: AssetRequest): Promise<void> => {
    run.answerAsset(request, await replyOf(options, asset));
  };
  const asked = new Map<number, (reply: DebugReply) => void>();
  let ended = false, nextRequest = 1;
  const debug = async (request: DebugRequest): Promise<DebugReply> => {
    if (ended || options.onDebugEvent === undefined) return ENDED;
    const id = nextRequest++, answered = Promise.withResolvers<DebugReply>();
    asked.set(id, answered.resolve);
    run.debug(id, request);
    return await answered.promise;
  };
  const settings = { ...DEFAULT_SANDBOX_SETTINGS, ...options.settings };
  const run: JobRun = new JobRun(jobOf(options), new SandboxProcess(settings), {
    onRunning: () => {},
    onRecords: (records) => { taking = taking.then(() => take(records)); },
    onCheckpoint: (line) => {
      // Where nobody keeps it, it is passed and forgotten.
      if (options.onCheckpoint !== undefined) {
        const { state, secrets } = JSON.parse(line.toString('utf8')) as SavedCheckpoint;
        options.onCheckpoint({ state, secrets });
      }
      run.checkpointStored(checkpointNumber(line));
    },
    onAsset: (request, asset) => { void answer(request, asset); },
    onDebugReply: (id, reply) => {
      asked.get(id)?.(reply);
      asked.delete(id);
    },
    // Behind the records that were written before.
    onDebugEvent: (event) => { taking = taking.then(() => options.onDebugEvent?.(event)); },
    onTestEvent: (event) => { taking = taking.then(() => options.onTestEvent?.(event)); },
    onFinished: (whole) => {
      const { status, exception, errorCount, warningCount } = whole, result = { status, exception, errorCount, warningCount };
      ended = true;
      for (const answer of asked.values()) answer(ENDED);
      void taking.then(() => resolve(failure === undefined ? result : { ...result, status: 'Failed', exception: failure }));
    },
  });
  return { done, stop: (graceMs) => run.stop(graceMs), debug };
}

const ENDED: DebugReply = { kind: 'failed', message: 'The runbook has ended.' };

async function replyOf(options: RunOptions, asset: AssetRequest): Promise<AssetReply> {
  try {
    return (await options.assets?.(asset)) ?? { found: false, message: `There is no ${asset.kind} '${asset.name}' here.` };
  } catch (error) {
    // Whoever has the assets could not read them: that is another thing than having none.
    return { found: false, failed: true, message: `The ${asset.kind} '${asset.name}' could not be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

const jobOf = (options: RunOptions) => ({
  jobId: randomUUID(), runbookId: randomUUID(), runbookName: options.name, runbookVersionId: randomUUID(), runbookType: options.type,
  script: options.script, parameters: options.parameters ?? [], isTest: false, isChecked: options.isChecked ?? false, logVerbose: options.verbose ?? false, logProgress: true,
  logDebug: options.debug ?? false, attempt: 0, keepAllStreams: true, width: options.width ?? 120,
  ...(options.checkpoint === undefined ? {} : { checkpoint: options.checkpoint }), debugged: options.onDebugEvent !== undefined, ...(options.tests === undefined ? {} : { tests: options.tests }), ...(options.directory === undefined ? {} : { directory: options.directory }), ...(options.path === undefined ? {} : { path: options.path }),
});
