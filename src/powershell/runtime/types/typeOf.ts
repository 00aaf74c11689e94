/** The .NET type of a value, and its `PSTypeNames`. */
import { TypedArray, MultiArray } from '../values/arrays.ts';
import { DynamicObject } from '../values/dynamic.ts';
import { PSObject, ownMembers } from '../values/psObject.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import type { AnyType } from './netType.ts';
import { T, arrayOf, objectArray } from './t.ts';

/** The type of a value that is not null. A wrapper has the type of what it wraps. */
export function typeOf(v: Value): AnyType {
  switch (typeof v) {
    case 'string': return T.String;
    case 'number': return T.Int32;
    case 'boolean': return T.Boolean;
    case 'bigint': return T.Int64;
    default:
  }
  if (Array.isArray(v)) return v instanceof TypedArray ? arrayOf(v.elementType) : objectArray;
  if (v instanceof PSObject) return v.base === undefined ? T.PSCustomObject : typeOf(v.base);
  if (v instanceof MultiArray) return arrayOf(v.elementType, v.lengths.length);
  return v instanceof NetObject ? (v.netType ?? T.Object) : T.Object;
}
/** `PSTypeNames`: the type and its bases, most special first. */
export function typeNames(v: Value): readonly string[] {
  const bag = ownMembers(v);
  if (bag?.typeNames !== undefined) return bag.typeNames;
  const chain = typeChain(typeOf(v)), own = v instanceof DynamicObject ? v.ownTypeName() : undefined;
  return own === undefined ? chain : [own, ...chain];
}
const chains = new Map<AnyType, readonly string[]>();
function typeChain(type: AnyType): readonly string[] {
  let made = chains.get(type);
  if (made === undefined) {
    const names: string[] = [];
    for (let t: AnyType | undefined = type; t !== undefined; t = t.base) names.push(t.name);
    chains.set(type, (made = names));
  }
  return made;
}
