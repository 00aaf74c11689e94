/**
 * The engine thread's only way to the world outside: it posts messages to the process's main thread and blocks where
 * it needs an answer, an acknowledgement or time (engine-anchors: synchronous to the bottom).
 */
import { receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { AssetReply, AssetRequest } from '../protocol.ts';
import type { SandboxJob } from './protocol.ts';
import type { SharedState } from './sharedState.ts';

/** Main thread to engine thread. */
export type ToEngine =
  | { readonly type: 'run'; readonly job: SandboxJob }
  | { readonly type: 'asset'; readonly reply: AssetReply };

/** Engine thread to main thread. `records` is the JSON text of an array. */
export type FromEngine =
  | { readonly type: 'prepared' }
  | { readonly type: 'records'; readonly batch: number; readonly errors: number; readonly warnings: number; readonly records: string }
  | { readonly type: 'asset'; readonly asset: AssetRequest }
  | { readonly type: 'finished'; readonly outcome: JobOutcome };

export interface JobOutcome {
  readonly status: 'Completed' | 'Failed' | 'Stopped' | 'Suspended';
  readonly exception: string | null;
  readonly errorCount: number;
  readonly warningCount: number;
}

/** The job was asked to stop while the engine waited. The engine turns it into its own way of unwinding. */
export class StopRequestedError extends Error {
  readonly code = 'StopRequested';
  constructor() {
    super('The job was asked to stop.');
    this.name = 'StopRequestedError';
  }
}

export class EngineLink {
  private readonly port: MessagePort;
  private readonly shared: SharedState;

  constructor(port: MessagePort, shared: SharedState) {
    this.port = port;
    this.shared = shared;
  }

  get stopAsked(): boolean {
    return this.shared.stopAsked;
  }

  get acknowledged(): number {
    return this.shared.acknowledged;
  }

  post(message: FromEngine): void {
    this.port.postMessage(message);
  }

  /** The job, where it is there already; undefined else. */
  takeJob(): SandboxJob | undefined {
    const received: { readonly message: ToEngine } | undefined = receiveMessageOnPort(this.port);
    return received === undefined ? undefined : jobIn(received.message);
  }

  /** Blocks until the job arrives. */
  waitForJob(): SandboxJob {
    return jobIn(this.receive(false));
  }

  /** Blocks until the asset request is answered. Throws StopRequestedError when the job is stopped meanwhile. */
  askAsset(asset: AssetRequest): AssetReply {
    this.post({ type: 'asset', asset });
    const message = this.receive(true);
    if (message.type !== 'asset') throw new Error(`The engine thread expected an asset and got "${message.type}".`);
    return message.reply;
  }

  /** Sleeps. Ends early, with false, when the job is asked to stop. */
  sleep(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    for (;;) {
      const seen = this.shared.wakeCount;
      if (this.shared.stopAsked) return false;
      const left = end - performance.now();
      if (left <= 0) return true;
      this.shared.waitForWake(seen, left);
    }
  }

  /**
   * Blocks until `ready` says yes. A stop does not end it: records that a stopping job still writes are not lost, and
   * a service that never answers is what the worker's grace time is for.
   */
  waitUntil(ready: () => boolean): void {
    for (;;) {
      const seen = this.shared.wakeCount;
      if (ready()) return;
      this.shared.waitForWake(seen, Infinity);
    }
  }

  private receive(stoppable: boolean): ToEngine {
    for (;;) {
      const seen = this.shared.wakeCount;
      const received: { readonly message: ToEngine } | undefined = receiveMessageOnPort(this.port);
      if (received !== undefined) return received.message;
      if (stoppable && this.shared.stopAsked) throw new StopRequestedError();
      this.shared.waitForWake(seen, Infinity);
    }
  }
}

function jobIn(message: ToEngine): SandboxJob {
  if (message.type !== 'run') throw new Error(`The engine thread expected its job and got "${message.type}".`);
  return message.job;
}
