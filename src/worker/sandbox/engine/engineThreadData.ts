import type { MessagePort } from 'node:worker_threads';
import type { EngineChoice } from '../../powerShell/engines.ts';
import type { EngineBytes } from './readAhead.ts';

/** What the main thread of a sandbox gives an engine thread at birth: the job's own, or one that runs scripts for it. */
export interface EngineThreadData {
  readonly port: MessagePort;
  readonly shared: SharedArrayBuffer;
  readonly role: 'job' | 'scripts';
  readonly engine: EngineChoice;
  /** Native commands may be run. */
  readonly nativeCommands: boolean;
  /** The engine as the main thread reads it for this one; gone when it is loaded. */
  readonly code?: EngineBytes | undefined;
  /** Keeps what was compiled so far for the next thread; set by loadEngine.ts where it does that itself. */
  readonly keepCode?: () => void;
}
