import type { Event } from 'vscode';
import { toDisposable } from './disposable.ts';

/**
 * An event source with the shape of the editor's, but without the editor, so that what uses it can be tested in plain
 * Node. A listener that fails does not keep the others from hearing.
 */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void = reportLater) {
    this.#onError = onError;
  }

  readonly event: Event<T> = (listener, thisArgument, disposables) => {
    const bound = (value: T): unknown => listener.call(thisArgument, value);
    this.#listeners.add(bound);
    const subscription = toDisposable(() => this.#listeners.delete(bound));
    disposables?.push(subscription);
    return subscription;
  };

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  fire(value: T): void {
    // A copy: a listener may add or remove others.
    const listeners = [...this.#listeners];
    for (const listener of listeners) {
      try {
        listener(value);
      } catch (error) {
        this.#onError(error);
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

/** Lets the error surface as the host's uncaught error, with its stack, without breaking who fires. */
function reportLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
