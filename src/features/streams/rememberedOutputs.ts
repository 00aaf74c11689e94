import type { Memento } from 'vscode';

/** A job's channel as it is remembered: enough to open it again under the same name. */
export interface RememberedOutput {
  readonly connectionId: string;
  readonly jobId: string;
  readonly runbookName?: string;
  /** The channel's name; kept, since it tells when the job began as it was known then. */
  readonly title: string;
  /** Whether it was the one in the Output panel. */
  readonly isShown: boolean;
}

const KEY = 'openOutputs';
const MOST = 20;

/** The channels that a window has open, kept in its workspace's state: a window that is loaded anew opens them again. */
export class RememberedOutputs {
  readonly #state: Pick<Memento, 'get' | 'update'>;
  #written: string;

  constructor(state: Pick<Memento, 'get' | 'update'>) {
    this.#state = state;
    this.#written = JSON.stringify(state.get(KEY) ?? []);
  }

  /** What an earlier window left; what makes no sense is dropped. */
  read(): RememberedOutput[] {
    const stored = this.#state.get<unknown>(KEY);
    if (!Array.isArray(stored)) return [];
    return (stored as readonly unknown[]).flatMap((item) => {
      if (typeof item !== 'object' || item === null) return [];
      const { connectionId, jobId, runbookName, title, isShown } = item as Record<string, unknown>;
      if (typeof connectionId !== 'string' || typeof jobId !== 'string' || typeof title !== 'string') return [];
      return [{ connectionId, jobId, title, isShown: isShown === true, ...(typeof runbookName === 'string' ? { runbookName } : {}) }];
    }).slice(-MOST);
  }

  /** Keeps these, the newest last, where they are others than before. */
  async write(outputs: readonly RememberedOutput[]): Promise<void> {
    const kept = outputs.slice(-MOST);
    const text = JSON.stringify(kept);
    if (text === this.#written) return;
    this.#written = text;
    await this.#state.update(KEY, kept);
  }
}
