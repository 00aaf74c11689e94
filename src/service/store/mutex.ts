/** Lets one holder in at a time, in the order they asked. */
export class Mutex {
  #tail: Promise<void> = Promise.resolve();
  #release: (() => void) | undefined;

  async acquire(): Promise<void> {
    const before = this.#tail;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#tail = promise;
    await before;
    this.#release = resolve;
  }

  release(): void {
    const release = this.#release;
    this.#release = undefined;
    release?.();
  }
}
