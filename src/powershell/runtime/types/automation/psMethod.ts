/** System.Management.Automation.PSMethod: a method as a value that can be looked at, called, and be a delegate. */
import { call } from '../../members/overloads.ts';
import { definitionsOf } from '../../members/methodValue.ts';
import { current } from '../../run/current.ts';
import { typedArray } from '../../values/arrays.ts';
import { PSMethod } from '../../values/psMethod.ts';
import type { ScriptBlock } from '../../values/scriptBlock.ts';
import type { Value } from '../../values/value.ts';
import type { Overload } from '../netType.ts';
import type { AnyType } from '../netType.ts';
import { laterType, method, rest } from '../netType.ts';
import { T, named } from '../t.ts';

export const PS_METHOD = named<PSMethod>('System.Management.Automation.PSMethod');
const definitions = (m: PSMethod): string[] => definitionsOf(m.name, m.overloads, m.type, m.isStatic);
const invoke = (m: PSMethod, args: readonly Value[]): Value => call(m.overloads as readonly Overload<unknown>[], m.isStatic ? undefined : m.target, args, m.name);
laterType<PSMethod>(PS_METHOD, () => ({
  text: (m) => definitions(m).join(', '),
  props: {
    OverloadDefinitions: [undefined, (m) => typedArray(T.String, definitions(m))], MemberType: [T.String, () => 'Method'], TypeNameOfValue: [T.String, () => PS_METHOD.name],
    Value: [undefined, (m) => m], Name: [T.String, (m) => m.name], IsInstance: [T.Boolean, () => true],
  },
  // The call's own errors arrive as they are.
  methods: { Invoke: [{ ...method([rest(T.Object)], (m: PSMethod, args) => invoke(m, args as readonly Value[])), isScript: true }], Copy: [method([], (m) => m)] },
}), PSMethod);
/** A block that calls the method, where an overload takes these parameters and gives this; undefined where none does (LanguagePrimitives.ConvertPSMethodInfoToDelegate). */
export function blockOf(m: PSMethod, parameters: readonly AnyType[], returns: AnyType | undefined): ScriptBlock | undefined {
  const fits = m.overloads.some((o) => o.params.length === parameters.length && parameters.every((p, i) => p.is(o.params[i] ?? T.Object)) && (returns === undefined || o.returns === undefined || o.returns.is(returns)));
  if (!fits) return undefined;
  const block = current().parseBlock('$method.Invoke($args)');
  block.closure = new Map([['method', { name: 'method', value: m, guard: undefined }]]);
  return block;
}
