import { throwIfAborted, type Clock } from '../../../src/client/clock.ts';

/** A clock that jumps: a sleep takes no real time, but is remembered. */
export class ManualClock implements Clock {
  time: number;
  readonly sleeps: number[] = [];
  /** What happens at the end of each sleep: the world moves on. */
  onSleep: ((milliseconds: number) => void) | undefined;

  constructor(time = Date.UTC(2026, 0, 1)) {
    this.time = time;
  }

  now(): number {
    return this.time;
  }

  random(): number {
    return 0.5;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    this.sleeps.push(milliseconds);
    this.time += milliseconds;
    this.onSleep?.(milliseconds);
    await Promise.resolve();
    throwIfAborted(signal);
  }
}
