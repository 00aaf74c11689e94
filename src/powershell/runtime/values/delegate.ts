/** A delegate made of a script block: Func, Action, Predicate, Comparison. */
import type { AnyType, NetType } from '../types/netType.ts';
import type { ScriptBlock } from './scriptBlock.ts';
import { NetObject } from './value.ts';

export class Delegate extends NetObject {
  override readonly netType: NetType;
  readonly block: ScriptBlock;
  readonly parameters: readonly AnyType[];
  /** Undefined where it gives nothing. */
  readonly returns: AnyType | undefined;
  constructor(netType: NetType, block: ScriptBlock, parameters: readonly AnyType[], returns: AnyType | undefined) { super(); this.netType = netType; this.block = block; this.parameters = parameters; this.returns = returns; }
}
