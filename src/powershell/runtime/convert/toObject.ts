/** Objects out of tables of properties, and through constructors of one argument. */
import type { AnyType, TypeTable } from '../types/netType.ts';
import { T } from '../types/t.ts';
import type { Dictionary } from '../values/dictionary.ts';
import { PSObject } from '../values/psObject.ts';
import type { NetObject, Value } from '../values/value.ts';
import { construct, findOverload } from '../members/overloads.ts';
import { setMember } from '../members/set.ts';
import { raiseCast } from './castError.ts';
import { toText } from './toText.ts';

/** `[pscustomobject]@{…}`: the pairs in their order. */
export function hashtableToObject(table: Dictionary): PSObject {
  const made = new PSObject();
  for (const e of table.entries.values()) {
    const name = toText(e.key);
    if (name.toLowerCase() === 'pstypename') { made.typeNames = [toText(e.value), 'System.Management.Automation.PSCustomObject', 'System.Object']; continue; }
    made.set(name, e.value === undefined ? null : e.value);
  }
  return made;
}
/** Makes a value of the type from one argument, or (with `pairs`) empty and then property by property. */
export function constructFrom(type: AnyType, argument: Value, pairs?: readonly (readonly [string, Value])[]): Value | undefined {
  const create = (type.table as TypeTable<unknown> | undefined)?.create ?? [];
  if (pairs !== undefined) {
    const empty = create.find((o) => o.params.length === 0);
    if (empty === undefined) return undefined;
    const made = construct(type, []) as NetObject;
    for (const [name, value] of pairs) {
      if (type.find('props', name) === undefined) missingProperty(name, type, made);
      setMember(made, name, value);
    }
    return made;
  }
  if (type === T.Regex || argument === undefined) return undefined;
  const one = create.filter((o) => o.params.length === 1);
  return findOverload(one, [argument]) === undefined ? undefined : construct(type, [argument]);
}
function missingProperty(name: string, type: AnyType, _made: NetObject): never {
  const names = [...type.list('props')].map(([n, m]) => `[${n} <${(m as readonly [AnyType | undefined])[0]?.name ?? 'System.Object'}>]`);
  return raiseCast(`Cannot create object of type "${type.name}". The ${name} property was not found for the ${type.name} object. The available property is: ${names.join(' , ')}`, 'ObjectCreationError');
}
