/** A method that is named and not called (`'a'.Substring`): what it is a method of, and its overloads. */
import type { AnyType, Overload } from '../types/netType.ts';
import type { ScriptBlock } from './scriptBlock.ts';
import { NetObject } from './value.ts';
import type { Value } from './value.ts';

/** A method that a script has added to an object or a type, named and not called. */
export class PSScriptMethod extends NetObject {
  readonly name: string;
  /** Null for one that belongs to no object yet. */
  readonly target: Value;
  readonly script: ScriptBlock;
  constructor(name: string, target: Value, script: ScriptBlock) { super(); this.name = name; this.target = target; this.script = script; }
}
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
