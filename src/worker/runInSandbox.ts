/**
 * Runs one runbook in a sandbox process of its own, without a service: what `sma run` and the editor's Run use. The
 * same process, limits and records as in a job; assets come from a function of the caller.
 */
import { randomUUID } from 'node:crypto';
import { JobRun } from './jobRun.ts';
import type { JobResult } from './jobRun.ts';
import type { AssetReply, AssetRequest, JobParameterValue } from './protocol.ts';
import { DEFAULT_SANDBOX_SETTINGS } from './sandbox/settings.ts';
import type { SandboxSettings } from './sandbox/settings.ts';
import { SandboxProcess } from './sandboxProcess.ts';
import type { RecordsLine } from './sandboxProcess.ts';
import type { StreamTypeName } from '../sma/streams.ts';

export interface RunOptions {
  readonly script: string;
  /** The name it is known by in errors and stack traces; for a file its name without `.ps1`. */
  readonly name: string;
  readonly type: 'Script' | 'PowerShellScript';
  /** As texts of the wire (sma-rest-api.md 5.6); `type` may be empty, then JSON decides. */
  readonly parameters?: readonly JobParameterValue[];
  /** Turn on the preference of a stream, as the log settings of a runbook do. */
  readonly verbose?: boolean;
  readonly debug?: boolean;
  /** Width of tables and lists; 120 where absent. */
  readonly width?: number;
  readonly settings?: Partial<SandboxSettings>;
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
  const settings = { ...DEFAULT_SANDBOX_SETTINGS, ...options.settings };
  const run: JobRun = new JobRun(jobOf(options), new SandboxProcess(settings), {
    onRunning: () => {},
    onRecords: (records) => { taking = taking.then(() => take(records)); },
    onAsset: (request, asset) => { void answer(request, asset); },
    onFinished: (result) => {
      void taking.then(() => resolve(failure === undefined ? result : { ...result, status: 'Failed', exception: failure }));
    },
  });
  return { done, stop: (graceMs) => run.stop(graceMs) };
}

async function replyOf(options: RunOptions, asset: AssetRequest): Promise<AssetReply> {
  try {
    return (await options.assets?.(asset)) ?? { found: false, message: `There is no ${asset.kind} '${asset.name}' here.` };
  } catch (error) {
    return { found: false, message: error instanceof Error ? error.message : String(error) };
  }
}

const jobOf = (options: RunOptions) => ({
  jobId: randomUUID(), runbookId: randomUUID(), runbookName: options.name, runbookVersionId: randomUUID(), runbookType: options.type,
  script: options.script, parameters: options.parameters ?? [], isTest: false, logVerbose: options.verbose ?? false, logProgress: true,
  logDebug: options.debug ?? false, attempt: 0, keepAllStreams: true, width: options.width ?? 120,
});
