/** `.ForEach(…)` and `.Where(…)`: the two methods every collection has (about_Arrays). Blocks run where they are called. */
import { convertTo } from '../convert/convert.ts';
import { toBoolean } from '../convert/toBoolean.ts';
import { toText } from '../convert/toText.ts';
import { netThrow, raise } from '../errors/raise.ts';
import { current } from '../run/current.ts';
import { whereMode } from '../types/system/enums.ts';
import { genericType } from '../types/generic.ts';
import { NetType } from '../types/netType.ts';
import { T } from '../types/t.ts';
import { Hashtable } from '../values/dictionary.ts';
import { List } from '../values/lists.ts';
import { toNumber } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import type { Value } from '../values/value.ts';
import { construct } from './overloads.ts';
import { MISSING, direct } from './get.ts';
import { hasMethod, invokeMember } from './invoke.ts';
import { setMember } from './set.ts';

const collection = (items: Value[], of: NetType = T.PSObject): Value => new List(genericType('System.Collections.ObjectModel.Collection', [of]) as NetType, of, items);

/** A block (with arguments), a type to convert to, a property to read or set, a method to call. */
export function forEachItem(items: readonly Value[], args: readonly Value[]): Value {
  const [what, ...more] = args;
  if (what instanceof ScriptBlock) {
    if (what.code.ast.cleanBlock !== undefined) raise({ id: 'NotSupported', category: 'NotImplemented', message: "Script block with a 'clean' block is not supported by the 'ForEach' method.", exception: 'System.Management.Automation.PSNotSupportedException' });
    return collection(current().runInPlace(what, items, more));
  }
  if (what instanceof NetType) return converted(items, what);
  const name = toText(what), out: Value[] = [];
  for (const item of items) {
    if (item instanceof Hashtable) {
      if (more.length === 0) out.push(item.get(name) ?? null); else item.set(name, more.length === 1 ? more[0] ?? null : [...more]);
    } else if (item == null) {
      if (more.length === 0) out.push(null);
      else netThrow('System.Management.Automation.MethodInvocationException', `Exception calling "${name}" with "${more.length}" argument(s): "Object reference not set to an instance of an object."`);
    } else member(item, name, more, out);
  }
  return collection(out);
}
function member(item: Value, name: string, more: readonly Value[], out: Value[]): void {
  if (hasMethod(item, name)) { out.push(invokeMember(item, name, more) ?? null); return; }
  const value = direct(item, name);
  if (value !== MISSING) {
    if (more.length === 0) out.push(value ?? null); else setMember(item, name, more.length === 1 ? more[0] : [...more]);
    return;
  }
  if (current().current.strict >= 2) raise({ id: 'PropertyNotFoundStrict', category: 'NotSpecified', message: `The property '${name}' cannot be found on this object. Verify that the property exists.` });
  if (more.length > 0) raise({ id: 'ForEachNonexistentMemberReference', category: 'InvalidOperation', target: item, message: `The ForEach() operator could not find a member '${name}' on the target object. Please verify that the named member exists and then try running your script again.` });
  out.push(null);
}
/** Items of a type: an array or collection of that type itself, else a collection of its values. */
function converted(items: readonly Value[], type: NetType): Value {
  if (type.isArray) return convertTo([...items], type);
  if (/^System\.Collections\.Generic\.\w+/.test(type.name) && type.genericArguments.length > 1) {
    raise({ id: 'ForEachBadGenericConversionTypeSpecified', category: 'InvalidOperation', target: type, message: `The generic collection type [${type.name}] passed to ForEach() has too many type arguments. Please change the specified type to be a generic collection with only one type argument then try running your script again.` });
  }
  if (type.genericArguments.length === 1 && type.find('methods', 'Add') !== undefined) {
    const made = construct(type, []);
    for (const item of items) invokeMember(made, 'Add', [item]);
    return made;
  }
  return collection(items.map((item) => convertTo(item, type)), type);
}
/** A condition, a mode (Default, First, Last, SkipUntil, Until, Split) and a count. */
export function whereItems(items: readonly Value[], args: readonly Value[]): Value {
  const [block, rawMode, rawCount] = args;
  const mode = rawMode == null ? 'default' : toText(convertTo(rawMode, whereMode)).toLowerCase();
  const count = rawCount == null ? 0 : toNumber(convertTo(rawCount, T.Int32) as NumberValue);
  if (count < 0) {
    netThrow('System.ArgumentOutOfRangeException', `The 'numberToReturn' value provided to the third argument of the Where() operator must be greater than zero. Please correct the argument's value and try running your script again. (Parameter 'numberToReturn')\nActual value was ${count}.`);
  }
  if (block == null) return sliced(items, mode, Math.max(1, count));
  if (!(block instanceof ScriptBlock)) return collection([]);
  const test = (item: Value): boolean => toBoolean(current().evaluateBlock(block, item, true)), found: Value[] = [], limit = count === 0 ? Infinity : count;
  switch (mode) {
    case 'last': { for (const i of items) if (test(i)) found.push(i); return collection(found.slice(-Math.max(1, count))); }
    case 'skipuntil': { const at = items.findIndex(test); return collection(at < 0 ? [] : items.slice(at, at + limit)); }
    case 'until': { for (const i of items) { if (test(i)) break; found.push(i); if (found.length >= limit) break; } return collection(found); }
    case 'split': {
      const rest: Value[] = [];
      for (const i of items) (found.length < limit && test(i) ? found : rest).push(i);
      return [collection(found), collection(rest)];
    }
    default: {
      const most = mode === 'first' ? Math.max(1, count) : limit;
      for (const i of items) if (test(i)) { found.push(i); if (found.length >= most) break; }
      return collection(found);
    }
  }
}
/** Without a condition: so many from one end. */
function sliced(items: readonly Value[], mode: string, count: number): Value {
  switch (mode) {
    case 'default': return netThrow('System.InvalidOperationException', 'If the expression passed to the Where() operator is null then you must specify a non-Default value for the selection mode argument. Please change the value of the mode argument to a value other than Default and try running your script again.');
    case 'skipuntil': return items.slice(count);
    case 'last': return items.slice(-count);
    case 'split': return [items.slice(0, count), items.slice(count)];
    default: return Array.from({ length: count }, (_, i) => items[i] ?? null);
  }
}
