/** A method that is named and not called (`'a'.Substring`): what it is a method of, and its overloads. */
import type { AnyType, Overload } from '../types/netType.ts';
import { NetObject } from './value.ts';
import type { Value } from './value.ts';

export class PSMethod extends NetObject {
  /** As its type spells it. */
  readonly name: string;
  /** The value it is called on; undefined for a static method. */
  readonly target: Value;
  readonly type: AnyType;
  readonly overloads: readonly Overload<never>[];
  readonly isStatic: boolean;
  constructor(name: string, target: Value, type: AnyType, overloads: readonly Overload<never>[], isStatic: boolean) {
    super();
    this.name = name;
    this.target = target;
    this.type = type;
    this.overloads = overloads;
    this.isStatic = isStatic;
  }
}
