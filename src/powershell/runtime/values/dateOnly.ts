/** System.DateOnly and System.TimeOnly. */
import { lookupType } from '../types/registry.ts';
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
// What describes the types may be read later than the first value is there: a saved run has it without naming the type.
for (const [made, name] of [[DateOnly, 'System.DateOnly'], [TimeOnly, 'System.TimeOnly']] as const) Object.defineProperty(made.prototype, 'netType', { configurable: true, get: () => lookupType(name) });
