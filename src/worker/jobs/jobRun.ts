/**
 * One job in one sandbox, from the first message to the last. It relays records and questions, asks for a stop and
 * enforces it after a grace time, and turns the death of the sandbox into the job's failure.
 */
import type { DebugEvent, DebugReply, DebugRequest } from '../../powershell/runtime/debug/protocol.ts';
import type { TestEvent } from '../../powershell/testing/protocol.ts';
import { Masker } from '../masking/masking.ts';
import type { AssetReply, AssetRequest, FinalStatus, JobUsage } from '../protocol.ts';
import type { SandboxJob } from '../sandbox/protocol.ts';
import type { RecordsLine, SandboxProcess } from '../processes/sandboxProcess.ts';

export interface JobResult { readonly status: FinalStatus; readonly exception: string | null; readonly errorCount: number; readonly warningCount: number; /** The last that is known where the sandbox died; absent where it died before it said any. */ readonly usage?: JobUsage }

export interface JobEvents {
  onRunning(): void;
  onRecords(records: RecordsLine): void;
  /** To be stored; answer with `JobRun.checkpointStored`. */
  onCheckpoint(line: Buffer): void;
  /** Answer with `JobRun.answerAsset`. */
  onAsset(request: number, asset: AssetRequest): void;
  /** What it has used so far, from time to time. */
  onUsage?(usage: JobUsage): void;
  /** The job has asked for a PowerShell. */
  onPowerShell?(): void;
  /** Only for a job with a debugger. */
  onDebugReply?(id: number, reply: DebugReply): void;
  onDebugEvent?(event: DebugEvent): void;
  /** Only where tests run. */
  onTestEvent?(event: TestEvent): void;
  /** Exactly once, when the sandbox is gone or has said its last word. `died` says why where it did not say it itself. */
  onFinished(result: JobResult, died?: string): void;
}

/** How long a job that was asked to stop may take to unwind (its finally blocks run) before its sandbox is ended. */
export const STOP_GRACE_MS = 5_000;

export class JobRun {
  readonly job: SandboxJob;
  private readonly sandbox: SandboxProcess;
  private readonly events: JobEvents;
  private readonly masker = new Masker();
  private errors = 0;
  private warnings = 0;
  private used: JobUsage | undefined;
  private stopTimer: NodeJS.Timeout | undefined;
  private stopping = false;
  private done = false;
  /** Set where nobody waits for its end any more; told when its script is through. */
  private leaving: (() => void) | undefined;
  /** True once the sandbox has begun with the script. */
  hasBegun = false;

  constructor(job: SandboxJob, sandbox: SandboxProcess, events: JobEvents) {
    this.job = job;
    this.masker.add([...job.secrets ?? [], ...job.checkpoint?.secrets ?? []]);
    this.sandbox = sandbox;
    this.events = events;
    sandbox.attach({
      onRecords: (records) => {
        this.errors = records.errors;
        this.warnings = records.warnings;
        events.onRecords(records);
      },
      onCheckpoint: (line) => events.onCheckpoint(line),
      onMessage: (message) => {
        switch (message.type) {
          case 'running':
            this.hasBegun = true;
            return events.onRunning();
          case 'asset': return events.onAsset(message.request, message.asset);
          case 'usesPowerShell': return events.onPowerShell?.();
          case 'debugReply': return events.onDebugReply?.(message.id, message.reply);
          case 'debugEvent': return events.onDebugEvent?.(message.event);
          case 'testEvent': return events.onTestEvent?.(message.event);
          case 'usage':
            this.used = message.usage;
            return events.onUsage?.(message.usage);
          case 'finished': return this.finish(message);
          case 'log': return undefined;
        }
      },
      onEnd: (cause) => this.onSandboxEnd(cause),
    });
    sandbox.send({ type: 'run', job });
  }

  get sandboxPid(): number | undefined {
    return this.sandbox.pid;
  }

  /** Batches up to this one are safe: the sandbox may send more. */
  acknowledge(batch: number): void {
    this.sandbox.send({ type: 'acknowledge', batch });
  }

  checkpointStored(number: number): void {
    this.sandbox.send({ type: 'checkpointStored', number });
  }

  /** Asks a workflow to end behind its next checkpoint. */
  suspend(): void {
    this.sandbox.send({ type: 'suspend' });
  }

  /** Asks the debugger of the script; `onDebugReply` gets the answer under the same id. */
  debug(id: number, request: DebugRequest): void {
    this.sandbox.send({ type: 'debug', id, request });
  }

  answerAsset(request: number, reply: AssetReply): void {
    if (reply.found) this.masker.add(reply.secrets);
    this.sandbox.send({ type: 'asset', request, reply });
  }

  /** First the flag that the engine looks at, then, after `graceMs`, the end of the process. */
  stop(graceMs = STOP_GRACE_MS): void {
    if (this.stopping || this.done) return;
    this.stopping = true;
    this.sandbox.send({ type: 'stop' });
    this.stopTimer = setTimeout(() => this.sandbox.kill('was ended because the runbook did not stop in time'), graceMs);
  }

  /** Asks a script to end that somebody else tells the end of: its finally blocks run. Fulfilled when they have; what ended by itself meanwhile is told as ever. */
  async unwind(): Promise<void> {
    if (this.done) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.leaving = resolve;
    this.sandbox.send({ type: 'stop' });
    await promise;
  }

  /** Ends the sandbox without a word to anybody: the job is for somebody else to run again. */
  abandon(): void {
    this.done = true;
    clearTimeout(this.stopTimer);
    this.sandbox.kill('was ended with its worker');
  }

  private onSandboxEnd(cause: string | undefined): void {
    const exception = this.masker.mask(`The sandbox process of this job ${cause ?? 'ended before the runbook did'}.`);
    this.finish({ status: 'Failed', exception, errorCount: this.errors, warningCount: this.warnings, ...(this.used === undefined ? {} : { usage: this.used }) }, cause === undefined ? undefined : this.masker.mask(`the sandbox process ${cause}`));
  }

  private finish(result: JobResult, died?: string): void {
    if (this.done) return;
    this.done = true;
    clearTimeout(this.stopTimer);
    this.leaving?.();
    if (this.leaving !== undefined && !this.stopping && (died !== undefined || result.status === 'Stopped')) return;
    const { errorCount, warningCount, usage } = result, used = usage === undefined ? {} : { usage };
    // A job that was asked to stop ends as Stopped, whatever it managed meanwhile: no other state may follow Stopping.
    if (this.stopping) this.events.onFinished({ status: 'Stopped', exception: null, errorCount, warningCount, ...used });
    else this.events.onFinished({ status: result.status, exception: result.exception, errorCount, warningCount, ...used }, died);
  }
}
