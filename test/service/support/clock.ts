import type { Clock } from '../../../src/service/clock.ts';

/** A clock that stands still until it is set. */
export class FakeClock implements Clock {
  #now: number;
  constructor(now: string) { this.#now = Date.parse(now); }
  wall(): number { return this.#now; }
  set(now: string): void { this.#now = Date.parse(now); }
  add(milliseconds: number): void { this.#now += milliseconds; }
}
export const DAY = 86_400_000;
