/** What must be given back. Structurally the editor's own Disposable, so either can own the other. */
export interface DisposableLike { dispose(): unknown }

/**
 * Owner of things that must be given back. What is registered on an owner that is already disposed is disposed on the
 * spot, so that an `await` in between cannot leak. Disposal goes backwards and does not stop at a failure.
 */
export abstract class Disposable implements DisposableLike {
  readonly #owned = new Set<DisposableLike>();
  #disposed = false;

  get isDisposed(): boolean {
    return this.#disposed;
  }

  /** Takes ownership of `item` and hands it back. */
  protected own<T extends DisposableLike>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#owned.add(item);
    return item;
  }

  /** Gives `item` back before its time. */
  protected release(item: DisposableLike): void {
    if (this.#owned.delete(item)) item.dispose();
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const failures: unknown[] = [];
    for (const item of [...this.#owned].reverse()) {
      try {
        item.dispose();
      } catch (error) {
        failures.push(error);
      }
    }
    this.#owned.clear();
    if (failures.length > 0) throw new AggregateError(failures, 'Some parts could not be closed.');
  }
}

/** An owner that anybody may add to. */
export class DisposableBag extends Disposable {
  add<T extends DisposableLike>(item: T): T {
    return this.own(item);
  }
}

/** A function to be run once, as a disposable. */
export function toDisposable(run: () => void): DisposableLike {
  let done = false;
  return {
    dispose: () => {
      if (done) return;
      done = true;
      run();
    },
  };
}
