/** Methods as values, and how their overloads are written (PSMethod, about_Methods). */
import { nameTable } from '../values/nameTable.ts';
import { current } from '../run/current.ts';
import type { AnyType, Overload } from '../types/netType.ts';
import { RestType } from '../types/netType.ts';
import { acceleratorOf, lookupType } from '../types/registry.ts';
import { T } from '../types/t.ts';
import { typeNames, typeOf } from '../types/typeOf.ts';
import { fold } from '../values/folding.ts';
import { PSMethod, PSScriptMethod } from '../values/psMethod.ts';
import { PSObject, ScriptMember, attachedMembers, unwrap } from '../values/psObject.ts';
import type { ScriptBlock } from '../values/scriptBlock.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { exactDefinitions } from './exactDefinitions.ts';
import { moreDefinitions } from './moreDefinitions.ts';
import { parameterName } from './parameterNames.ts';
import { BaseView } from './psObjectView.ts';

/** The method of a value that has this name and is no property, or undefined. */
export function methodValue(v: Value, name: string): PSMethod | PSScriptMethod | undefined {
  const added = addedMethod(v, fold(name));
  if (added !== undefined) return new PSScriptMethod(added.name, v, added.getter);
  if (v instanceof PSObject && v.base !== undefined) return methodValue(v.base, name);
  if (v instanceof BaseView) return methodOfType(unwrap(v.target), name);
  if (v == null || (current().typeData.size > 0 && typeNames(v).some((n) => current().typeData.get(n)?.get(fold(name)) !== undefined))) return undefined;
  return methodOfType(v, name);
}
/** The method of a name that a script has added to the value, or to one of its types. */
function addedMethod(v: Value, folded: string): { readonly name: string; readonly getter: ScriptBlock } | undefined {
  const bag = v instanceof PSObject ? v : v instanceof NetObject || Array.isArray(v) ? attachedMembers(v) : undefined, slot = bag?.shape.slot(folded) ?? -1;
  const scripted = (m: unknown): { name: string; getter: ScriptBlock } | undefined => (m instanceof ScriptMember && m.kind === 'ScriptMethod' && m.getter !== undefined ? { name: m.name, getter: m.getter } : undefined);
  if (slot >= 0) return scripted(bag?.slots[slot]);
  const { typeData } = current();
  if (v != null && typeData.size > 0) for (const type of typeNames(v)) { const found = typeData.get(type)?.get(folded); if (found !== undefined) return scripted(found); }
  return undefined;
}
function methodOfType(v: Value, name: string): PSMethod | undefined {
  const type = typeOf(v), found = type.find('methods', name) ?? T.Object.find('methods', name);
  return found === undefined ? undefined : new PSMethod(found[0], v, type, found[1] as readonly Overload<never>[], false);
}
/** A type name as a definition says it: PowerShell's short name where there is one. */
export function shortType(name: string): string {
  if (name === 'System.Object') return name;
  const array = /^(.*)(\[,*\])$/.exec(name);
  if (array !== null) return shortType(array[1] ?? '') + (array[2] ?? '');
  const generic = /^(.*?)`\d+\[\[(.*)\]\]$/.exec(name);
  // Their arguments have no commas of their own here but within brackets.
  if (generic !== null) return `${generic[1] ?? ''}[${splitArguments(generic[2] ?? '').map(shortType).join(',')}]`;
  const type = lookupType(name);
  return type === undefined ? name : acceleratorOf(type) ?? name;
}
function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0, start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '[') depth++;
    else if (text[i] === ']') depth--;
    if (depth === -1) { parts.push(text.slice(start, i)); start = i + 3; i += 2; depth = 0; }
  }
  parts.push(text.slice(start));
  return parts;
}
/** The exact definitions of a type's methods, where they are known. */
export const exactOf = (type: AnyType): Readonly<Record<string, readonly string[]>> | undefined => (type.namespace?.startsWith('System') === true ? exactDefinitions(type.name, shortType(type.genericArguments[0]?.name ?? 'System.Object')) ?? wholeOf(type) : undefined);
const whole = new WeakMap<AnyType, Readonly<Record<string, readonly string[]>> | undefined>();
/** All methods of a type, but those of every object, where all of them are known. */
export function wholeOf(type: AnyType): Readonly<Record<string, readonly string[]>> | undefined {
  if (!whole.has(type)) {
    const { genericArguments: generics, elementType } = type, own = type.name.startsWith('System.') || type.isArray;
    const names = type.isArray && elementType !== undefined ? [elementType.name] : generics.length > 0 ? generics.map((t) => t.name) : [type.name];
    whole.set(type, own ? moreDefinitions(type.name.endsWith('Exception') ? 'System.Exception' : type.name, type.isArray, names.map(shortType)) : undefined);
  }
  return whole.get(type);
}
/** Each overload as PowerShell writes it: `string Substring(int startIndex)`. */
export function definitionsOf(name: string, overloads: readonly Overload<never>[], type: AnyType, isStatic = false): string[] {
  const exact = isStatic ? undefined : exactOf(type)?.[name];
  if (exact !== undefined) return [...exact];
  return [...overloads.map((o) => {
    const params = o.params.map((t, i) => {
      const known = o.names?.[i] ?? parameterName(type.name, name, i);
      return `${t instanceof RestType ? 'Params ' : ''}${shortType(t.name)} ${/^\d/.test(known) ? String.fromCharCode(97 + (i % 26)) : known}`;
    });
    return `${isStatic && name !== 'new' ? 'static ' : ''}${name === 'new' ? shortType(type.name) : o.returns === undefined ? 'System.Object' : shortType(o.returns.name)} ${name}(${params.join(', ')})`;
  }), ...(!isStatic && overloads[0]?.isScript === true ? type.interfaces.flatMap((i) => OF_INTERFACES[i]?.[name] ?? []) : [])];
}
/** What a class implements of an interface is there under the interface's name too. */
const OF_INTERFACES: Readonly<Record<string, Readonly<Record<string, string>>>> = nameTable({
  'System.IDisposable': nameTable({ Dispose: 'void IDisposable.Dispose()' }), 'System.IComparable': nameTable({ CompareTo: 'int IComparable.CompareTo(System.Object obj)' }), 'System.ICloneable': nameTable({ Clone: 'System.Object ICloneable.Clone()' }),
  'System.Collections.IComparer': nameTable({ Compare: 'int IComparer.Compare(System.Object x, System.Object y)' }), 'System.Collections.IEnumerable': nameTable({ GetEnumerator: 'System.Collections.IEnumerator IEnumerable.GetEnumerator()' }),
  'System.IFormattable': nameTable({ ToString: 'string IFormattable.ToString(string format, System.IFormatProvider formatProvider)' }),
});
