/** Calling methods, instance and static, on any value. */
import { assigned } from './set.ts';
import { fullName } from '../types/assemblies.ts';
import { convertTo } from '../convert/convert.ts';
import { toItems, enumerate, isEnumerable } from '../convert/enumerate.ts';
import { carriedException, raise } from '../errors/raise.ts';
import { current } from '../run/current.ts';
import type { AnyType, NetType, Overload, StaticMember } from '../types/netType.ts';
import { T } from '../types/t.ts';
import { typeNames, typeOf } from '../types/typeOf.ts';
import { fold } from '../values/folding.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { Dictionary } from '../values/dictionary.ts';
import { PSMethod } from '../values/psMethod.ts';
import { DeserializedObject, PSObject, ScriptMember, attachedMembers, unwrap } from '../values/psObject.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { boxed, call, construct, guarded } from './overloads.ts';
import { forEachItem, whereItems } from './intrinsic.ts';
import { MISSING, netMember } from './get.ts';
import { parameterized } from './parameterized.ts';
import { BaseView } from './psObjectView.ts';

/** `$v.name(args)`. */
export function invokeMember(v: Value, name: string, args: readonly Value[]): Value {
  if (v === null && MAGIC.test(name)) return magic([], name, args);
  if (v == null) return raise({ id: 'InvokeMethodOnNull', category: 'InvalidOperation', message: 'You cannot call a method on a null-valued expression.' });
  const own = findMethod(v, name);
  if (own !== undefined) return own(args);
  if (MAGIC.test(name)) return magic(toItems(v), name, args);
  if (isEnumerable(v)) {
    const found: Value[] = [];
    let any = false;
    for (const item of enumerate(v)) {
      if (item == null) continue;
      // A list in the list is walked in its turn (EnumerableOps.MethodInvoker).
      if (findMethod(item, name) === undefined && !isEnumerable(item)) return notFound(item, name);
      any = true;
      const r = invokeMember(item, name, args);
      if (r !== undefined) found.push(...toItems(r));
    }
    if (any) return found.length === 1 ? found[0] : found.length === 0 ? undefined : found;
  }
  return notFound(v, name);
}
/** The methods that every value has, null too; for where a type has methods of these names there are others with `PS` before. */
const MAGIC = /^(PS)?(ForEach|Where)$/i;
const magic = (items: readonly Value[], name: string, args: readonly Value[]): Value => (/foreach$/i.test(name) ? forEachItem(items, args) : whereItems(items, args));
/** Whether a value has a method of a name. */
export const hasMethod = (v: Value, name: string): boolean => findMethod(v, name) !== undefined;
/** The method of a value as a function of its arguments, or undefined. */
function findMethod(v: Value, name: string): ((args: readonly Value[]) => Value) | undefined {
  const folded = fold(name);
  if (v instanceof BaseView) return ofType(unwrap(v.target), name, folded);
  const bag = v instanceof PSObject ? v : v instanceof NetObject || Array.isArray(v) ? attachedMembers(v) : undefined;
  const held = bag?.slots[bag.shape.slot(folded)];
  if (held instanceof ScriptMember && held.kind === 'ScriptMethod') return (args) => (held.getter === undefined ? null : scriptMethod(held.getter, v, name, args));
  if (held instanceof ScriptBlock && folded !== 'tostring') return undefined;
  // What came back from elsewhere has its text from there.
  if (v instanceof PSObject && folded === 'tostring' && v.literal !== undefined && v.typeNames !== undefined) { const { literal } = v; return () => literal; }
  if (v instanceof PSObject && v.base !== undefined) return findMethod(v.base, name);
  if (v instanceof DeserializedObject && folded === 'tostring') return () => v.text;
  // A custom object has a text of its members, and none of its own (PSCustomObject.ToString).
  if (v instanceof PSObject && folded === 'tostring' && !typeNames(v).some((n) => current().typeData.get(n)?.has(folded) === true)) return () => '';
  if (current().typeData.size > 0) for (const typeName of typeNames(v)) {
    const added = current().typeData.get(typeName)?.get(folded);
    if (added?.kind === 'ScriptMethod' && added.getter !== undefined) { const block = added.getter; return (args) => scriptMethod(block, v, name, args); }
  }
  return ofType(v, name, folded);
}
/** The method of the value's type. */
function ofType(v: Value, name: string, folded: string): ((args: readonly Value[]) => Value) | undefined {
  const type = typeOf(v), found = type.find('methods', name) ?? T.Object.find('methods', name);
  const read = folded === 'item' || folded === 'chars' ? parameterized(v, type, folded, found as [string, Overload<Value>[]] | undefined) : undefined;
  if (read !== undefined) return read;
  if (found !== undefined) return (args) => call(found[1] as readonly Overload<Value>[], v, args, found[0]);
  if (folded.startsWith('get_') || folded.startsWith('set_')) return accessor(v, type, folded, name);
  return undefined;
}
/** A method that scripts added: what it throws is told as an error of the call (PSScriptMethod.InvokeScript). */
export function scriptMethod(block: ScriptBlock, v: Value, name: string, args: readonly Value[]): Value {
  try { return current().callMember(block, v, args); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    const inner = carriedException(e);
    return raise({ id: 'ScriptMethodRuntimeException', category: 'NotSpecified', exception: 'System.Management.Automation.MethodInvocationException', message: `Exception calling "${name}" with "${args.length}" argument(s): "${inner.message}"`, inner });
  }
}
function accessor(v: Value, type: AnyType, folded: string, name: string): ((args: readonly Value[]) => Value) | undefined {
  if (folded === 'get_item' && type.get('index') !== undefined) return (args) => type.get('index')?.get(v, args[0]) as Value;
  if (v instanceof Dictionary && folded === 'get_item') return (args) => v.get(args[0]);
  if (folded === 'set_item') { const set = type.get('index')?.set; if (set !== undefined) return ([index, value]) => { set(v, index, value ?? null); return undefined; }; }
  const property = name.slice(4);
  if (folded.startsWith('get_')) { const got = netMember(v, property); return got === MISSING ? undefined : () => got; }
  const [declared, , set] = (type.find('props', property)?.[1] ?? []) as readonly [(AnyType | undefined)?, unknown?, ((self: Value, value: Value) => void)?];
  if (set !== undefined) return ([value]) => guarded(() => { set(v, declared === undefined ? value ?? null : convertTo(value ?? null, declared)); return undefined; }, name, 1);
  return undefined;
}
function notFound(v: Value, name: string): never {
  // An object of a script's own is called what it says it is (ParserOps.GetTypeFullName).
  const type = v instanceof PSObject && v.base === undefined ? typeNames(v)[0] ?? T.PSCustomObject.name : fullName(typeOf(v));
  return raise({ id: 'MethodNotFound', category: 'InvalidOperation', message: `Method invocation failed because [${type}] does not contain a method named '${name}'.` });
}
/** The overloads of a method that the value's own type has and nothing added hides; for calls that remember them. `Item` is a property, whose errors are its own. */
export function plainMethod(v: Value, name: string): { readonly overloads: readonly Overload<Value>[]; readonly name: string } | undefined {
  if (v instanceof PSObject || v instanceof BaseView || current().typeData.size > 0 || (v instanceof NetObject && attachedMembers(v) !== undefined)) return undefined;
  const found = fold(name) === 'item' ? undefined : typeOf(v).find('methods', name);
  return found === undefined ? undefined : { overloads: found[1] as readonly Overload<Value>[], name: found[0] };
}
/** `[T]::name(args)`. */
export function invokeStatic(type: AnyType, name: string, args: readonly Value[]): Value {
  if (fold(name) === 'new') return construct(type, args);
  const found = type.find('statics', name);
  if (found !== undefined && Array.isArray(found[1])) return call(found[1] as readonly Overload[], undefined, args, found[0]);
  if (type.isEnum || type === (T.Enum as AnyType)) { const e = T.Enum.find('statics', name); if (e !== undefined && Array.isArray(e[1])) return call(e[1] as readonly Overload[], undefined, args, e[0]); }
  if (fold(name) === 'equals' || fold(name) === 'referenceequals') return args[0] === args[1];
  return raise({ id: 'MethodNotFound', category: 'InvalidOperation', message: `Method invocation failed because [${fullName(type)}] does not contain a method named '${name}'.` });
}
/** `[T]::Name`. */
export function getStatic(type: AnyType, name: string): Value {
  if (type.enumValues !== undefined) for (const [key, value] of type.enumValues) if (fold(key) === fold(name)) return enumValue(type as NetType, value);
  const found = type.find('statics', name)?.[1] as StaticMember | undefined;
  if (found === undefined) return fold(name) === 'new' ? constructors(type) : null;
  if ('constant' in found) return found.constant;
  if ('get' in found) return guarded(() => boxed(found.get(undefined), found.type), name, 0);
  return new PSMethod(type.find('statics', name)?.[0] ?? name, undefined, type, found, true);
}
/** `[T]::new`: the constructors as a method that is not called. */
function constructors(type: AnyType): Value {
  const { create } = (type.table ?? {}) as { readonly create?: readonly Overload<never>[] };
  return create === undefined || create.length === 0 ? null : new PSMethod('new', undefined, type, create, true);
}
/** `[T]::Name = value`. */
export function setStatic(type: AnyType, name: string, value: Value): void {
  const found = type.find('statics', name)?.[1] as StaticMember | undefined;
  if (found !== undefined && 'get' in found && found.set !== undefined) { const { set } = found; assigned(name, () => set(undefined, value)); return; }
  raise({ id: 'PropertyAssignmentException', category: 'InvalidOperation', message: `The property '${name}' cannot be found on this object. Verify that the property exists and can be set.` });
}
import { EnumValue } from '../values/enumValue.ts';
const enumValue = (type: NetType, value: number | bigint): EnumValue => new EnumValue(type, value);
