/** `$x.psobject`: what reflection on any value's members is made of. Its members are described in types/psObjectType.ts. */
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';

export class PSObjectView extends NetObject {
  readonly target: Value;
  constructor(target: Value) { super(); this.target = target; }
}
/** `$x.psbase`: the .NET object alone, without what its keys, its nodes or scripts put before its own members (PSInternalMemberSet). */
export class BaseView extends NetObject {
  readonly target: Value;
  constructor(target: Value) { super(); this.target = target; }
}
/** `.psobject.Properties`, `.Methods`, `.Members`: enumerable, indexed by name. */
export class MemberCollection extends NetObject {
  readonly target: Value;
  readonly which: 'Properties' | 'Methods' | 'Members';
  constructor(target: Value, which: MemberCollection['which']) { super(); this.target = target; this.which = which; }
}
