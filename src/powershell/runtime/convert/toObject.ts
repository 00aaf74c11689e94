/** Objects out of tables of properties, and through constructors of one argument. */
import { fullName, typeText } from '../types/assemblies.ts';
import type { AnyType, TypeTable } from '../types/netType.ts';
import { T } from '../types/t.ts';
import type { Dictionary } from '../values/dictionary.ts';
import { PSObject } from '../values/psObject.ts';
import type { NetObject, Value } from '../values/value.ts';
import { makeException } from '../members/constructed.ts';
import { call, construct, findOverload } from '../members/overloads.ts';
import { exception } from '../errors/raise.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { isInteger } from '../values/numbers.ts';
import { typeOf } from '../types/typeOf.ts';
import { kindOfType } from './convert.ts';
import { isEnumerable } from './enumerate.ts';
import { setMember } from '../members/set.ts';
import { raiseCast } from './castError.ts';
import { toText } from './toText.ts';

/** `[pscustomobject]@{…}`: the pairs in their order. */
export function hashtableToObject(table: Dictionary): PSObject {
  const made = new PSObject();
  for (const e of table.entries.values()) {
    const name = toText(e.key);
    if (name.toLowerCase() === 'pstypename') { made.typeNames = [toText(e.value), 'System.Management.Automation.PSCustomObject', 'System.Object']; continue; }
    made.set(name, e.value);
  }
  return made;
}
/** Makes a value of the type from one argument, or (with `pairs`) empty and then property by property. */
export function constructFrom(type: AnyType, argument: Value, pairs?: readonly (readonly [string, Value])[]): Value | undefined {
  const create = (type.table as TypeTable<unknown> | undefined)?.create ?? [];
  if (pairs !== undefined) {
    if (!create.some((o) => o.params.length === 0) && !(create.length === 0 && type.is(T.Exception))) return undefined;
    const made = construct(type, []) as NetObject;
    for (const [name, value] of pairs) {
      if (type.find('props', name) === undefined) missingProperty(name, type, made);
      try { setMember(made, name, value); } catch (e) {
        if (!(e instanceof PowerShellError)) throw e;
        const { exception: outer } = e.record, inner = outer.inner ?? outer;
        raiseCast(`Cannot create object of type "${typeText(type)}". ${inner.message.replace(/^'(.*)'(?= is a ReadOnly property\.$)/, '"$1"')}`, 'ObjectCreationError', inner);
      }
    }
    return made;
  }
  if (type === T.Regex || argument === undefined) return undefined;
  // Every exception of .NET can be made from its message.
  if (typeof argument === 'string' && type.is(T.Exception) && (type.table as TypeTable<unknown> | undefined)?.create === undefined) return makeException(type, [argument]);
  // As Type.GetConstructor finds it: the parameter takes the value as it is, or widens a number.
  // No collection of .NET takes any object whatever: what our tables call one is another collection.
  const source = typeOf(argument), holdsItems = type.is(T.ICollection) || type.is(T.IDictionary), isList = type.is(T.IList) || type.is(T.ICollection);
  const one = create.filter((o) => o.params.length === 1 && takes(source, o.params[0] ?? T.Object) && !(isList && isInteger(argument)) && !(holdsItems && o.params[0] === T.Object && !isEnumerable(argument)));
  return one.length === 0 || findOverload(one, [argument]) === undefined ? undefined : call(one, undefined, [argument], '.ctor');
}
/** Whether a constructor's parameter of a type takes a value of another as .NET's binder sees it. */
function takes(source: AnyType, type: AnyType): boolean {
  if (source === type || type === T.Object || source.is(type)) return true;
  const a = kindOfType(source), b = kindOfType(type);
  return a !== undefined && b !== undefined && WIDENS[a]?.includes(b) === true;
}
const REALS = ['Single', 'Double'];
const WIDENS: Readonly<Record<string, readonly string[]>> = {
  Byte: ['UInt16', 'Int16', 'UInt32', 'Int32', 'UInt64', 'Int64', ...REALS], SByte: ['Int16', 'Int32', 'Int64', ...REALS], Int16: ['Int32', 'Int64', ...REALS], UInt16: ['UInt32', 'Int32', 'UInt64', 'Int64', ...REALS],
  Int32: ['Int64', ...REALS], UInt32: ['Int64', 'UInt64', ...REALS], Int64: REALS, UInt64: REALS, Single: ['Double'],
};
function missingProperty(name: string, type: AnyType, _made: NetObject): never {
  const names = [...type.list('props')].filter(([, m]) => (m as readonly unknown[])[2] !== undefined).map(([n, m]) => `[${n} <${(m as readonly [AnyType | undefined])[0]?.name ?? 'System.Object'}>]`);
  const why = names.length === 0 ? `The property '${name}' was not found for the '${fullName(type)}' object. There is no settable property available.`
    : `The property '${name}' was not found for the '${fullName(type)}' object. The settable properties are: ${names.join(', ')}.`;
  return raiseCast(`Cannot create object of type "${typeText(type)}". ${why}`, 'ObjectCreationError', exception('System.InvalidOperationException', why));
}
