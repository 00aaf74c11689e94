/**
 * What the service and a runbook worker say to each other, one JSON object a line over the worker's pipes.
 * The service owns jobs and the database; the worker owns sandboxes. A job is claimed (a lease with a
 * heartbeat), reported on while it runs, and finished once. Records travel in batches that the service
 * acknowledges after they are stored, so that a batch is neither lost nor stored twice (by its number).
 */
import type { JobStatus } from '../sma/jobStatus.ts';
import type { JobAction } from '../sma/jobStateMachine.ts';
import type { RunbookQuery } from '../powershell/runtime/host.ts';
import type { StreamTypeName } from '../sma/streams.ts';
import type { DebugEvent, DebugReply, DebugRequest } from '../powershell/runtime/debug/protocol.ts';

/** A job as the worker gets it: everything needed to run it, so that it asks the service for nothing but assets. */
export interface JobAssignment {
  readonly jobId: string;
  readonly runbookId: string;
  readonly runbookName: string;
  readonly runbookVersionId: string;
  /** `Script` is a workflow, `PowerShellScript` a script (sma-rest-api.md 4.3). */
  readonly runbookType: 'Script' | 'PowerShellScript';
  readonly script: string;
  readonly parameters: readonly JobParameterValue[];
  /** A run of the draft: other rules for which streams are kept (sma-rest-api.md 4.2). */
  readonly isTest: boolean;
  /** The text is known to break no rule (a published version: publishing looks at all of them), so that the job need not look again. */
  readonly isChecked?: boolean;
  readonly logVerbose: boolean;
  readonly logProgress: boolean;
  readonly logDebug: boolean;
  /** How often the job was claimed before; a rerun after a lost worker is told apart by it. */
  readonly attempt: number;
  /** Where a workflow goes on; absent: at its beginning. */
  readonly checkpoint?: SavedCheckpoint;
  /** Texts to mask from the beginning: what the job that started this one knew as secret and has given it. */
  readonly secrets?: readonly string[];
}
/** A checkpoint as it travels; the service keeps it encrypted. */
export interface SavedCheckpoint {
  /** The state of the workflow, as the engine wrote it. */
  readonly state: string;
  /** Texts to mask from now on: assets that were read before the checkpoint may be in its variables. */
  readonly secrets: readonly string[];
}
/** `value` is the text of the wire: JSON where it parses as JSON, else the raw text (sma-rest-api.md 5.6). */
export interface JobParameterValue { readonly name: string; readonly value: string; readonly type: string }

/** One stream record on its way to the database. */
export interface JobRecord {
  readonly streamTypeName: StreamTypeName;
  readonly text: string;
  /** When it was written: UTC, ISO text with seven decimals, no zone letter (Edm.DateTime). Never goes backwards within a job. */
  readonly time: string;
  /** For errors and progress: the structured part, as name and value texts. */
  readonly nameValues?: readonly { readonly name: string; readonly value: string }[];
}

/** A request to the web service as a client would send it. */
export interface JobWebRequest {
  readonly method: string;
  /** Below the root of the service, with its query. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** In base64. */
  readonly body?: string;
}
export type AssetRequest =
  | { readonly kind: 'variable'; readonly operation: 'get'; readonly name: string }
  | { readonly kind: 'variable'; readonly operation: 'set'; readonly name: string; /** JSON text. */ readonly value: string; /** It is made where it is not there. */ readonly make?: { readonly description?: string; readonly isEncrypted: boolean } }
  | { readonly kind: 'credential' | 'certificate' | 'connection'; readonly operation: 'get'; readonly name: string }
  /** The published text of another runbook: JSON {"name","type","script"}. */
  | { readonly kind: 'runbook'; readonly operation: 'get'; readonly name: string }
  /** Starts another runbook: a list of {"name","value"}, values as texts of the wire; the answer is the id of the job. `secrets`: what in them the new job has to mask. */
  | { readonly kind: 'runbook'; readonly operation: 'start'; readonly name: string; readonly parameters: readonly { readonly name: string; readonly value: string }[]; readonly secrets: readonly string[] }
  /** Stops, suspends or resumes the job of that id. */
  | { readonly kind: 'runbook'; readonly operation: 'act'; readonly name: string; readonly action: JobAction }
  /** A request to the web service, in the name of whoever started the job: JSON {"status","body"}, the body in base64; `name` says for which set in the log. */
  | { readonly kind: 'runbook'; readonly operation: 'web'; readonly name: string; readonly request: JobWebRequest }
  /** A page of runbooks, jobs, variables or records: JSON {"rows":[{…}],"next":"…"}; `name` says for whom in the log. */
  | { readonly kind: 'runbook'; readonly operation: 'query'; readonly name: string; readonly query: RunbookQuery };
export type AssetReply =
  | { readonly found: true; /** JSON text of the value; a credential is {"userName","password"}. */ readonly value: string; /** Texts to mask in every stream, log and error of the job. */ readonly secrets: readonly string[] }
  | { readonly found: false; readonly message: string; /** What to do about it, where it is something else than creating the asset in the service. */ readonly hint?: string; /** The asset may be there, but could not be had: `message` says why, and the runbook must not take it for missing. */ readonly failed?: boolean };

/** What the sandbox process of a job has used, since it began. */
export interface JobUsage { readonly cpuMilliseconds: number; readonly peakMemoryKb: number }

/** The states a worker may end a job in. */
export type FinalStatus = Extract<JobStatus, 'Completed' | 'Failed' | 'Stopped' | 'Suspended'>;

export type WorkerToService =
  | { readonly type: 'ready'; readonly pid: number; readonly capacity: number }
  /**
   * Ask for up to `count` jobs; answered by exactly one `assigned` with 1 to `count` jobs, at once or when one
   * arrives. The worker has at most one unanswered claim, and claims again after each answer while it has room.
   */
  | { readonly type: 'claim'; readonly count: number }
  | { readonly type: 'heartbeat'; readonly jobIds: readonly string[] }
  /** What the job has used so far, from time to time: the last that is known where nobody can say it at the end. */
  | { readonly type: 'usage'; readonly jobId: string; readonly usage: JobUsage }
  /** The job has its sandbox and is starting; before its first records. */
  | { readonly type: 'running'; readonly jobId: string }
  | { readonly type: 'records'; readonly jobId: string; /** From 1, one higher each batch. */ readonly batch: number; readonly records: readonly JobRecord[]; /** Error and warning records of the job so far, with this batch. */ readonly errors: number; readonly warnings: number }
  | { readonly type: 'asset'; readonly request: number; readonly jobId: string; readonly asset: AssetRequest }
  /** After all records written before it. The job goes on when it is stored (`checkpointStored`). */
  | ({ readonly type: 'checkpoint'; readonly jobId: string; /** From 1, one higher each. */ readonly number: number; readonly errors: number; readonly warnings: number } & SavedCheckpoint)
  /** The sandbox of a workflow is gone without a last word: the job is for anybody to go on with from its last checkpoint. */
  | { readonly type: 'lost'; readonly jobId: string; readonly reason: string; readonly usage?: JobUsage }
  /** Of a job that somebody debugs. `id` is that of the request. */
  | { readonly type: 'debugReply'; readonly jobId: string; readonly id: number; readonly reply: DebugReply }
  /** After all records written before it. */
  | { readonly type: 'debugEvent'; readonly jobId: string; readonly event: DebugEvent }
  /** The last word on a job; all its records were sent before it. */
  | { readonly type: 'finished'; readonly jobId: string; readonly status: FinalStatus; readonly exception: string | null; readonly errorCount: number; readonly warningCount: number; readonly usage?: JobUsage }
  | { readonly type: 'log'; readonly level: 'error' | 'warn' | 'info' | 'debug'; readonly message: string; readonly jobId?: string; /** Process id of the job's sandbox. */ readonly sandbox?: number };

export type ServiceToWorker =
  | { readonly type: 'assigned'; readonly jobs: readonly JobAssignment[] }
  /** All batches of the job up to this one are stored. Without it a job may have 8 batches or 4 MB under way, then its sandbox waits. */
  | { readonly type: 'recordsStored'; readonly jobId: string; readonly batch: number }
  | { readonly type: 'checkpointStored'; readonly jobId: string; readonly number: number }
  | { readonly type: 'asset'; readonly request: number; readonly reply: AssetReply }
  | { readonly type: 'stop'; readonly jobId: string }
  | { readonly type: 'suspend'; readonly jobId: string }
  /** To the debugger of a job; the first is `attach`. Answered by `debugReply`. */
  | { readonly type: 'debug'; readonly jobId: string; readonly id: number; readonly request: DebugRequest }
  /** Take no new jobs, give the running ones `seconds`, then end (exit code 0). Jobs it has not reported as finished when it ends are the service's to run again. */
  | { readonly type: 'drain'; readonly seconds: number };
