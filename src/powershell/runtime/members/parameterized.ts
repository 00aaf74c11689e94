/** Properties with parameters, which scripts call as methods: `$list.Item(0)`, `'text'.Chars(1)` (PSParameterizedProperty, DotNetAdapter.ParameterizedPropertyGet). */
import { convertTo } from '../convert/convert.ts';
import { toItems } from '../convert/enumerate.ts';
import { netThrow, raise } from '../errors/raise.ts';
import type { AnyType, Overload } from '../types/netType.ts';
import { T } from '../types/t.ts';
import { GenericDictionary } from '../values/dictionary.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { toText } from '../convert/toText.ts';
import type { Value } from '../values/value.ts';
import { call, guarded } from './overloads.ts';

/** The reading of such a property as a function of its arguments; undefined where the name or the type is none of the kind. `declared`: what the type's table says of it. */
export function parameterized(v: Value, type: AnyType, folded: string, declared: readonly [name: string, overloads: readonly Overload<Value>[]] | undefined): ((args: readonly Value[]) => Value) | undefined {
  if (folded === 'chars' ? declared === undefined : folded !== 'item') return undefined;
  const isList = Array.isArray(v) || type.is(T.IList);
  if (declared === undefined && !isList) return undefined;
  const name = declared?.[0] ?? 'Item';
  return (args) => {
    try {
      if (v instanceof GenericDictionary && args.length === 1 && !v.has(convertTo(args[0], v.keyType))) return guarded(() => netThrow('System.Collections.Generic.KeyNotFoundException', `The given key '${toText(args[0])}' was not present in the dictionary.`), name, 1);
      return declared !== undefined ? call(declared[1], v, args, name) : guarded(() => at(v, convertTo(args[0], T.Int32) as number), name, args.length);
    } catch (e) {
      const inner = e instanceof PowerShellError && e.record.exception.netType.name === 'System.Management.Automation.MethodInvocationException' ? e.record.exception.inner : undefined;
      if (inner === undefined) throw e;
      return raise({ id: 'ExceptionWhenGetting', category: 'NotSpecified', exception: 'System.Management.Automation.GetValueInvocationException', message: `Exception getting "${name}": "${inner.message}"`, inner });
    }
  };
}
function at(list: Value, index: number): Value {
  const items = toItems(list);
  if (index >= 0 && index < items.length) return items[index];
  return Array.isArray(list) ? netThrow('System.IndexOutOfRangeException', 'Index was outside the bounds of the array.')
    : netThrow('System.ArgumentOutOfRangeException', "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')");
}
