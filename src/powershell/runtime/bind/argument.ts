/** One argument on its way to a parameter. */
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';

export interface Argument {
  /** As written, without the dash; undefined for a positional one. */
  readonly name: string | undefined;
  readonly folded: string;
  readonly value: Value;
  /** False for `-Name` alone: a switch, or the next argument is its value. */
  readonly hasValue: boolean;
  readonly splatted?: boolean;
}
/** A parameter name inside `$args`: text for scripts, but still a name where it is splatted on. */
export class ArgumentName extends NetObject {
  readonly name: string;
  constructor(name: string) { super(); this.name = name; }
  override toString(): string { return `-${this.name}`; }
}
