/**
 * The runbook worker without its process: claims jobs from the service while it has room, runs each in a sandbox of its
 * own, relays what they write, and reports how they end. It talks through two functions, so that tests can be the service.
 */
import { JobRun } from './jobs/jobRun.ts';
import type { JobResult } from './jobs/jobRun.ts';
import type { JobAssignment, ServiceToWorker, WorkerToService } from './protocol.ts';
import { SandboxPool } from './processes/sandboxPool.ts';
import type { WorkerOptions } from './workerOptions.ts';

const START_TRIES = 2;

export interface WorkerPorts {
  send(message: WorkerToService): void;
  /** A records message that is already a line of JSON (without its line feed). */
  sendLine(line: Buffer): void;
}

/** Less than the second that the service waits beyond the drain before it ends the worker (`service/dispatch/supervisor.ts`). */
const UNWIND_MS = 800;

export class RunbookWorker {
  private readonly options: WorkerOptions;
  private readonly ports: WorkerPorts;
  private readonly pool: SandboxPool;
  private readonly running = new Map<string, JobRun>();
  private readonly waiting: JobAssignment[] = [];
  /** Questions of jobs that the service has not answered: its number, and whose it is. */
  private readonly questions = new Map<number, { readonly run: JobRun; readonly request: number }>();
  private nextQuestion = 1;
  private claimed = false;
  private draining = false;
  private readonly heartbeat: NodeJS.Timeout;
  private drainTimer: NodeJS.Timeout | undefined;
  private readonly settleDrained: () => void;
  /** Fulfilled when a drain is over: nothing runs any more. */
  readonly drained: Promise<void>;

  constructor(options: WorkerOptions, ports: WorkerPorts) {
    this.options = options;
    this.ports = ports;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.drained = promise;
    this.settleDrained = resolve;
    this.pool = new SandboxPool(options.sandbox, options.prepared);
    this.heartbeat = setInterval(() => this.sendHeartbeat(), options.heartbeatMs);
    ports.send({ type: 'ready', pid: process.pid, capacity: options.capacity });
    this.claim();
  }

  /** Fulfilled when the pool has been filled for the first time; jobs are taken before that too. */
  async whenPrepared(): Promise<void> {
    await this.pool.whenFull();
  }

  receive(message: ServiceToWorker): void {
    switch (message.type) {
      case 'assigned':
        this.claimed = false;
        this.waiting.push(...message.jobs);
        this.startWaiting();
        return;
      case 'recordsStored':
        this.running.get(message.jobId)?.acknowledge(message.batch);
        return;
      case 'asset': {
        const question = this.questions.get(message.request);
        this.questions.delete(message.request);
        question?.run.answerAsset(question.request, message.reply);
        return;
      }
      case 'stop':
        this.stop(message.jobId);
        return;
      case 'checkpointStored':
        this.running.get(message.jobId)?.checkpointStored(message.number);
        return;
      case 'debug': {
        const run = this.running.get(message.jobId);
        if (run?.hasBegun === true) run.debug(message.id, message.request);
        else this.ports.send({ type: 'debugReply', jobId: message.jobId, id: message.id, reply: { kind: 'failed', message: 'The job has not begun yet. Attach again in a moment.' } });
        return;
      }
      case 'suspend':
        this.suspend(message.jobId);
        return;
      case 'drain':
        this.drain(message.seconds);
    }
  }

  /** Ends everything now. Jobs that were running are for the service to run again. */
  dispose(): void {
    clearInterval(this.heartbeat);
    clearTimeout(this.drainTimer);
    this.draining = true;
    this.waiting.length = 0;
    for (const run of this.running.values()) run.abandon();
    this.running.clear();
    this.pool.dispose();
    this.settleDrained();
  }

  private get room(): number {
    return this.options.capacity - this.running.size - this.waiting.length;
  }

  private claim(): void {
    if (this.claimed || this.draining || this.room <= 0) return;
    this.claimed = true;
    this.ports.send({ type: 'claim', count: this.room });
  }

  private startWaiting(): void {
    while (!this.draining && this.running.size < this.options.capacity) {
      const job = this.waiting.shift();
      if (job === undefined) break;
      this.start(job);
    }
    this.claim();
  }

  private start(job: JobAssignment, triesLeft = START_TRIES): void {
    const { jobId } = job;
    const run: JobRun = new JobRun({ ...job, keepAllStreams: false, width: this.options.width }, this.pool.take(), {
      onRunning: () => this.ports.send({ type: 'running', jobId }),
      onPowerShell: () => this.pool.preparePowerShell(),
      onRecords: (records) => this.ports.sendLine(records.line),
      onUsage: (usage) => this.ports.send({ type: 'usage', jobId, usage }),
      onCheckpoint: (line) => this.ports.sendLine(line),
      onAsset: (request, asset) => {
        const question = this.nextQuestion++;
        this.questions.set(question, { run, request });
        this.ports.send({ type: 'asset', request: question, jobId, asset });
      },
      onDebugReply: (id, reply) => this.ports.send({ type: 'debugReply', jobId, id, reply }),
      onDebugEvent: (event) => this.ports.send({ type: 'debugEvent', jobId, event }),
      onFinished: (result, died) => {
        // A sandbox that died before it began (killed while it was idle) has done nothing: another one takes the job.
        if (!run.hasBegun && result.status === 'Failed' && triesLeft > 0 && !this.draining) this.start(job, triesLeft - 1);
        else this.onFinished(run, result, died);
      },
    });
    this.running.set(jobId, run);
    this.ports.send({ type: 'log', level: 'debug', message: 'The job has its sandbox', jobId, sandbox: run.sandboxPid ?? 0 });
  }

  private onFinished(run: JobRun, result: JobResult, died: string | undefined): void {
    const { jobId } = run.job;
    this.running.delete(jobId);
    for (const [number, question] of this.questions) if (question.run === run) this.questions.delete(number);
    // A workflow goes on from its last checkpoint, here or elsewhere; a script has none, so the death is its end.
    if (died !== undefined && run.job.runbookType === 'Script' && result.status === 'Failed') this.ports.send({ type: 'lost', jobId, reason: died, ...(result.usage === undefined ? {} : { usage: result.usage }) });
    else this.ports.send({ type: 'finished', jobId, ...result });
    this.startWaiting();
    this.endDrainIfIdle();
  }

  private stop(jobId: string): void {
    const index = this.waiting.findIndex((job) => job.jobId === jobId);
    if (index >= 0) {
      this.waiting.splice(index, 1);
      this.ports.send({ type: 'finished', jobId, status: 'Stopped', exception: null, errorCount: 0, warningCount: 0 });
      this.claim();
      return;
    }
    const run = this.running.get(jobId);
    if (run === undefined) this.log('warn', 'A stop was asked for a job that does not run here.', jobId);
    else run.stop(this.options.stopGraceMs);
  }

  /** A workflow ends behind its next checkpoint; a job that has not begun waits as it is. */
  private suspend(jobId: string): void {
    const index = this.waiting.findIndex((job) => job.jobId === jobId), run = this.running.get(jobId);
    if (index >= 0) {
      this.waiting.splice(index, 1);
      this.ports.send({ type: 'finished', jobId, status: 'Suspended', exception: null, errorCount: 0, warningCount: 0 });
      this.claim();
    } else if (run === undefined) this.log('warn', 'A suspend was asked for a job that does not run here.', jobId);
    else run.suspend();
  }

  private drain(seconds: number): void {
    if (this.draining) return;
    this.draining = true;
    this.waiting.length = 0;
    this.drainTimer = setTimeout(() => { void this.cutOff(); }, seconds * 1_000);
    this.endDrainIfIdle();
  }

  /** The time is up. A script is not run again, so it gets a moment for its finally blocks; a workflow goes on from its checkpoint, where those are still before it. */
  private async cutOff(): Promise<void> {
    const scripts = [...this.running.values()].filter((run) => run.hasBegun && run.job.runbookType === 'PowerShellScript');
    await Promise.race([Promise.all(scripts.map(async (run) => await run.unwind())), new Promise<void>((resolve) => { this.drainTimer = setTimeout(resolve, UNWIND_MS); })]);
    this.dispose();
  }

  private endDrainIfIdle(): void {
    if (this.draining && this.running.size === 0) this.dispose();
  }

  private sendHeartbeat(): void {
    this.ports.send({ type: 'heartbeat', jobIds: [...this.running.keys(), ...this.waiting.map((job) => job.jobId)] });
  }

  private log(level: 'warn' | 'info', message: string, jobId: string): void {
    this.ports.send({ type: 'log', level, message, jobId });
  }
}
