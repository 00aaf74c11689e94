import type { MessagePort } from 'node:worker_threads';

/** What the main thread of a sandbox gives its engine thread at birth. */
export interface EngineThreadData {
  readonly port: MessagePort;
  readonly shared: SharedArrayBuffer;
}
