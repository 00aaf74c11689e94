/** A worker process with a test as its service: real processes and pipes, only the database is missing. */
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { LineReader, encodeLine } from '../../src/worker/wire/lineFraming.ts';
import type { AssetReply, AssetRequest, JobAssignment, JobRecord, ServiceToWorker, WorkerToService } from '../../src/worker/protocol.ts';
import { workerBundle } from './workerBundle.ts';

type Finished = Extract<WorkerToService, { type: 'finished' }>;
type Records = Extract<WorkerToService, { type: 'records' }>;

/** One job as the test sees it. */
export class DrivenJob {
  readonly assignment: JobAssignment;
  readonly records: JobRecord[] = [];
  readonly batches: number[] = [];
  readonly finished: Promise<Finished>;
  readonly firstRecord: Promise<number>;
  /** Set to count records instead of keeping them. */
  onBatch: ((batch: Records) => void | Promise<void>) | undefined;
  end: (message: Finished) => void = () => {};
  first: (time: number) => void = () => {};

  constructor(assignment: JobAssignment) {
    this.assignment = assignment;
    this.finished = new Promise((resolve) => { this.end = resolve; });
    this.firstRecord = new Promise((resolve) => { this.first = resolve; });
  }
  texts(stream?: JobRecord['streamTypeName']): string[] {
    return this.records.filter((record) => stream === undefined || record.streamTypeName === stream).map((record) => record.text);
  }
}

export class WorkerDriver implements AsyncDisposable {
  readonly messages: WorkerToService[] = [];
  /** Gets the worker's questions about assets. */
  assets: (asset: AssetRequest) => AssetReply = (asset) => ({ found: false, message: `no ${asset.name}` });
  private readonly child: ChildProcessByStdio<Writable, Readable, null>;
  private readonly jobs = new Map<string, DrivenJob>();
  private readonly queue: JobAssignment[] = [];
  private claim = 0;
  /** Fulfilled with the exit code when the process is gone. */
  readonly exited: Promise<number | null>;
  private readonly listeners = new Set<(message: WorkerToService) => void>();

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.child = child;
    this.exited = once(child, 'close').then(([code]) => code as number | null);
    const reader = new LineReader((line) => this.receive(JSON.parse(line.toString('utf8')) as WorkerToService));
    child.stdout.on('data', (chunk: Buffer) => reader.push(chunk));
    child.stdin.on('error', () => {});
  }

  static async start(...args: readonly string[]): Promise<WorkerDriver> {
    const child = spawn(process.execPath, [join(await workerBundle(), 'worker.cjs'), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    const driver = new WorkerDriver(child);
    await driver.message('ready');
    return driver;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Gives a job to the worker as soon as it asks. */
  start(script: string, rest: Partial<JobAssignment> = {}): DrivenJob {
    const assignment: JobAssignment = {
      jobId: randomUUID(), runbookId: randomUUID(), runbookName: 'Test-Runbook', runbookVersionId: randomUUID(), runbookType: 'PowerShellScript',
      script, parameters: [], isTest: false, logVerbose: false, logProgress: false, logDebug: false, attempt: 1, ...rest,
    };
    const job = new DrivenJob(assignment);
    this.jobs.set(assignment.jobId, job);
    this.queue.push(assignment);
    this.assign();
    return job;
  }

  /** Starts a job and waits for its end. */
  async run(script: string, rest: Partial<JobAssignment> = {}): Promise<DrivenJob & { readonly result: Finished }> {
    const job = this.start(script, rest);
    return Object.assign(job, { result: await job.finished });
  }

  send(message: ServiceToWorker): void {
    this.child.stdin.write(encodeLine(message));
  }

  /** The next message of a type, from now on or already there. */
  message<T extends WorkerToService['type']>(type: T): Promise<Extract<WorkerToService, { type: T }>> {
    const is = (message: WorkerToService): message is Extract<WorkerToService, { type: T }> => message.type === type;
    const there = this.messages.find(is);
    if (there !== undefined) return Promise.resolve(there);
    return new Promise((resolve) => {
      const listen = (message: WorkerToService): void => {
        if (!is(message)) return;
        this.listeners.delete(listen);
        resolve(message);
      };
      this.listeners.add(listen);
    });
  }

  /** Closes the worker's input, as a service that is gone does, and waits for its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.child.stdin.end();
    await this.exited;
  }

  private assign(): void {
    if (this.claim === 0 || this.queue.length === 0) return;
    const jobs = this.queue.splice(0, this.claim);
    this.claim = 0;
    this.send({ type: 'assigned', jobs });
  }

  private receive(message: WorkerToService): void {
    if (message.type !== 'records') this.messages.push(message);
    for (const listener of this.listeners) listener(message);
    switch (message.type) {
      case 'claim':
        this.claim = message.count;
        this.assign();
        return;
      case 'records': void this.store(message); return;
      case 'asset': this.send({ type: 'asset', request: message.request, reply: this.assets(message.asset) }); return;
      case 'checkpoint': this.send({ type: 'checkpointStored', jobId: message.jobId, number: message.number }); return;
      case 'finished': this.jobs.get(message.jobId)?.end(message); return;
      default:
    }
  }

  private async store(message: Records): Promise<void> {
    const job = this.jobs.get(message.jobId);
    if (job === undefined) return;
    job.first(performance.now());
    job.batches.push(message.batch);
    if (job.onBatch === undefined) job.records.push(...message.records);
    else await job.onBatch(message);
    this.send({ type: 'recordsStored', jobId: message.jobId, batch: message.batch });
  }
}
