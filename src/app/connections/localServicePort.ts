import type { Event } from 'vscode';
import type { Endpoint } from './connection.ts';

export type LocalServiceState = 'stopped' | 'starting' | 'running' | 'stopping' | 'failed';

/** What messages about the local service as a whole are about: the last one stands, until the service runs. */
export const LOCAL_SERVICE_TROUBLE = 'the local service';

/** What connections need of the local service; features/localService fills it. */
export interface LocalServicePort {
  readonly state: LocalServiceState;
  readonly onDidChangeState: Event<LocalServiceState>;
  /** Set while running, and while a crashed service is being started again. */
  readonly endpoint: Endpoint | undefined;
  /** Why the last start failed. */
  readonly failure: Error | undefined;
  /** Starts it, or joins a start under way, or answers at once where it runs. */
  start(): Promise<Endpoint>;
}
