/** Func, Action, Predicate, Comparison from script blocks. */
import { convertTo } from '../../convert/convert.ts';
import { current } from '../../run/current.ts';
import { Delegate } from '../../values/delegate.ts';
import { ScriptBlock } from '../../values/scriptBlock.ts';
import type { Value } from '../../values/value.ts';
import { generic } from '../generic.ts';
import { from, func, method, rest } from '../netType.ts';
import type { AnyType, NetType, TypeTable } from '../netType.ts';
import { PS_METHOD, blockOf } from '../automation/psMethod.ts';
import type { PSMethod } from '../../values/psMethod.ts';
import { T, named } from '../t.ts';

const base: NetType = named('System.MulticastDelegate', []);
/** Calls a delegate or a block with arguments; what it writes last is its result. */
export function callDelegate(d: Delegate | ScriptBlock, args: readonly Value[]): Value {
  if (d instanceof ScriptBlock) return current().runBlock(d, { args: [...args], item: args[0] })[0] ?? null;
  const results = current().runBlock(d.block, { args: args.map((a, i) => { const type = d.parameters[i]; return type === undefined ? a : convertTo(a, type); }), item: args[0] });
  if (d.returns === undefined) return undefined;
  return convertTo(results.length > 1 ? results : results[0] ?? null, d.returns);
}
const table = (self: NetType, parameters: readonly AnyType[], returns: AnyType | undefined): TypeTable<never> => {
  const make = (b: ScriptBlock): Delegate => new Delegate(self, b, parameters, returns);
  return {
    convert: [from(T.ScriptBlock, make), from(PS_METHOD, (m: PSMethod) => { const b = blockOf(m, parameters, returns); return b === undefined ? undefined : make(b); })], create: [func([T.ScriptBlock], make)], props: { Method: [undefined, () => null], Target: [undefined, () => null] },
    methods: { Invoke: [method([rest(T.Object)], (d: Delegate, args) => callDelegate(d, args))], DynamicInvoke: [method([rest(T.Object)], (d: Delegate, args) => callDelegate(d, args))] },
  } as unknown as TypeTable<never>;
};
const bases = [base.name, 'System.Delegate'];
generic({ name: 'System.Func', arity: 'any', interfaces: bases, table: (self, args) => table(self as NetType, args.slice(0, -1), args.at(-1)) });
generic({ name: 'System.Action', arity: 'any', interfaces: bases, table: (self, args) => table(self as NetType, args, undefined) });
generic({ name: 'System.Predicate', arity: 1, interfaces: bases, table: (self, args) => table(self as NetType, args, T.Boolean) });
generic({ name: 'System.Comparison', arity: 1, interfaces: bases, table: (self, [item = T.Object]) => table(self as NetType, [item, item], T.Int32) });
generic({ name: 'System.Converter', arity: 2, interfaces: bases, table: (self, [a = T.Object, r = T.Object]) => table(self as NetType, [a], r) });
generic({ name: 'System.EventHandler', arity: 1, interfaces: bases, table: (self, [item = T.Object]) => table(self as NetType, [T.Object, item], undefined) });
const action = named('System.Action', [], { interfaces: bases });
action.table = table(action, [], undefined);
const evaluator = named('System.Text.RegularExpressions.MatchEvaluator', [], { interfaces: bases });
evaluator.table = table(evaluator, [T.Match], T.String);
