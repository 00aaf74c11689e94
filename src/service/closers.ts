/** What has to be taken down, in reverse order of building (as AsyncDisposableStack, which Node 22 lacks). */
export class Closers {
  readonly #closers: (() => void | Promise<void>)[] = [];

  defer(close: () => void | Promise<void>): void {
    this.#closers.push(close);
  }

  /** Closes everything, also when something fails to; the first failure is thrown at the end. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let close = this.#closers.pop(); close !== undefined; close = this.#closers.pop()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
