/** `$PSCmdlet.PagingParameters`: what -First, -Skip and -IncludeTotalCount say (PagingParameters in UserFeedbackParameters.cs). */
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { functionParameters } from '../../runtime/bind/functionParameters.ts';
import { PAGING_PARAMETERS } from '../../runtime/bind/common.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { current } from '../../runtime/run/current.ts';
import type { CommandRuntime } from '../../runtime/run/pipeline/commandRuntime.ts';
import { laterType, method } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import type { Hashtable } from '../../runtime/values/dictionary.ts';
import { Double } from '../../runtime/values/numbers.ts';
import { SwitchParameter } from '../../runtime/values/misc.ts';
import { PSObject, ScriptMember } from '../../runtime/values/psObject.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';

const NO_LIMIT = '18446744073709551615';
export class Paging extends NetObject { readonly bound: Hashtable; constructor(bound: Hashtable) { super(); this.bound = bound; } }
/** What the call bound; undefined where the function does not support paging. */
export function pagingValues({ invocation, frame }: CommandRuntime): Hashtable | undefined {
  const { command } = invocation;
  if (command === null || !('block' in command)) return undefined;
  return functionParameters(command.block, frame).list.includes(PAGING_PARAMETERS[0]) ? invocation.bound : undefined;
}
/** A number that says in its text how sure it is. */
export function totalCount(count: Value, accuracy: number): Value {
  const made = new PSObject(count);
  made.define('ToString', new ScriptMember('ScriptMethod', 'ToString', { getter: current().parseBlock("$n = $this.PSObject.BaseObject; if ($this.Accuracy -ge 1.0) { 'Total count: {0}' -f $n } elseif ($this.Accuracy -le 0.0) { 'Unknown total count' } else { 'Estimated total count: {0}' -f $n }") }));
  made.set('Accuracy', new Double(Math.max(0, Math.min(1, accuracy))));
  return made;
}
laterType<Paging>(named<Paging>('System.Management.Automation.PagingParameters'), () => ({
  props: {
    IncludeTotalCount: [T.Switch, (p) => new SwitchParameter(toBoolean(p.bound.get('IncludeTotalCount') ?? false))], Skip: [undefined, (p) => p.bound.get('Skip') ?? convertTo(0, T.UInt64)], First: [undefined, (p) => p.bound.get('First') ?? convertTo(NO_LIMIT, T.UInt64)],
  },
  methods: { NewTotalCount: [method([T.UInt64, T.Double], (_, count, accuracy) => totalCount(convertTo(count as unknown as Value, T.UInt64), accuracy))] },
}), Paging);
