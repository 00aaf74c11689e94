import { watch, type FSWatcher } from 'node:fs';
import { Disposable } from '../../app/disposable.ts';
import type { ServiceSupervisor } from './supervisor.ts';
import { SHARED_FILE } from './sharedService.ts';

/**
 * Notices while this window has no local service that another one tells where its own is (sharedService.ts): two windows
 * side by side show the same, whichever has the focus. While the service runs its folder is written to all the time, and
 * nobody looks.
 */
export class OthersWatch extends Disposable {
  readonly #supervisor: Pick<ServiceSupervisor, 'state' | 'onDidChangeState'>;
  readonly #folder: () => Promise<string>;
  readonly #told: () => void;
  #watcher: FSWatcher | undefined;

  constructor(supervisor: Pick<ServiceSupervisor, 'state' | 'onDidChangeState'>, folder: () => Promise<string>, told: () => void) {
    super();
    this.#supervisor = supervisor;
    this.#folder = folder;
    this.#told = told;
    this.own(supervisor.onDidChangeState(() => void this.look()));
    this.own({ dispose: () => this.#close() });
  }

  /** Begins or ends to look, as the state asks for. Without a folder, or a system that tells nothing, a window finds out when it gets the focus. */
  async look(): Promise<void> {
    const folder = await this.#folder().catch(() => undefined);
    if (this.isDisposed || folder === undefined || this.#supervisor.state !== 'stopped') return this.#close();
    if (this.#watcher !== undefined) return;
    try {
      this.#watcher = watch(folder, { persistent: false }, (_event, name) => { if (name === SHARED_FILE) this.#told(); });
      this.#watcher.on('error', () => this.#close());
    } catch {
      this.#close();
    }
  }

  #close(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}
