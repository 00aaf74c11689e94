/**
 * What a worker and one sandbox process say to each other: JSON lines on the sandbox's stdin and stdout. A sandbox
 * is prepared, gets one job, reports it in the worker's own words (records lines are passed on to the service as
 * bytes, without being parsed again) and ends. When its stdin closes it ends at once: no orphans.
 */
import type { DebugEvent, DebugReply, DebugRequest } from '../../powershell/runtime/debug/protocol.ts';
import type { TestEvent, TestPlan } from '../../powershell/testing/protocol.ts';
import type { AssetReply, JobAssignment, WorkerToService } from '../protocol.ts';

/** What the sandbox needs to know of a job beside the assignment. */
export interface SandboxJob extends JobAssignment {
  /** True where nothing filters what is shown (`sma run`): Information records come too. */
  readonly keepAllStreams: boolean;
  /** Lines are this wide where objects are shown as tables or lists. */
  readonly width: number;
  /** The folder the script starts in; a temporary one where absent. */
  readonly directory?: string;
  /** The file that the script is; a published runbook is in none. */
  readonly path?: string;
  /** A debugger is there: the script begins when it says so. */
  readonly debugged?: boolean;
  /** Not one run of a runbook but these tests, one after the other. */
  readonly tests?: TestPlan;
}

export type WorkerToSandbox =
  | { readonly type: 'run'; readonly job: SandboxJob }
  | { readonly type: 'acknowledge'; readonly batch: number }
  | { readonly type: 'asset'; readonly request: number; readonly reply: AssetReply }
  | { readonly type: 'checkpointStored'; readonly number: number }
  | { readonly type: 'suspend' }
  | { readonly type: 'debug'; readonly id: number; readonly request: DebugRequest }
  | { readonly type: 'stop' };

export type SandboxToWorker =
  | { readonly type: 'debugReply'; readonly id: number; readonly reply: DebugReply }
  | { readonly type: 'debugEvent'; readonly event: DebugEvent }
  | { readonly type: 'testEvent'; readonly event: TestEvent }
  /** The engine is loaded and waits for its job. */
  | { readonly type: 'prepared' }
  /** The job has asked for a PowerShell. */
  | { readonly type: 'usesPowerShell' }
  /** A program of the runbook has begun or ended: with the sandbox it goes too. */
  | { readonly type: 'program'; readonly id: number; readonly runs: boolean }
  | Extract<WorkerToService, { readonly type: 'running' | 'records' | 'checkpoint' | 'asset' | 'usage' | 'finished' | 'log' }>;

/** How every records line begins; `recordsHeader` reads it, so that the worker need not parse the records. */
export const recordsPrefix = (jobId: string, batch: number, errors: number, warnings: number): string =>
  `{"type":"records","jobId":${JSON.stringify(jobId)},"batch":${batch},"errors":${errors},"warnings":${warnings},"records":`;

const RECORDS_HEADER = /^\{"type":"records","jobId":"[^"\\]*","batch":(\d+),"errors":(\d+),"warnings":(\d+),"records":/;
const RECORDS_START = Buffer.from('{"type":"records",');

/** The numbers of a records line, or undefined when the line is another message. */
export function recordsHeader(line: Buffer): { batch: number; errors: number; warnings: number } | undefined {
  if (line.length < RECORDS_START.length || line.compare(RECORDS_START, 0, RECORDS_START.length, 0, RECORDS_START.length) !== 0) return undefined;
  const match = RECORDS_HEADER.exec(line.toString('latin1', 0, Math.min(line.length, 300)));
  if (match === null) return undefined;
  return { batch: Number(match[1]), errors: Number(match[2]), warnings: Number(match[3]) };
}
