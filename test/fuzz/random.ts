/** A small seeded generator, so that every finding can be made again from its number. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0;
    for (let i = 0; i < 4; i++) this.next();
  }

  /** A number from 0 up to `below`, which is not reached. */
  next(below = 0x1_0000_0000): number {
    // xorshift32
    let x = this.#state || 1;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state % below;
  }

  /** One of a list that is not empty. */
  of<T>(list: readonly T[]): T {
    return list[this.next(list.length)] as T;
  }

  chance(oneIn: number): boolean {
    return this.next(oneIn) === 0;
  }
}
