/** System.DateOnly and System.TimeOnly. */
import { NetObject } from './value.ts';

export class DateOnly extends NetObject {
  /** Days since 0001-01-01. */
  readonly days: number;
  constructor(days: number) { super(); this.days = days; }
}
export class TimeOnly extends NetObject {
  /** Ticks since midnight. */
  readonly ticks: bigint;
  constructor(ticks: bigint) { super(); this.ticks = ticks; }
}
