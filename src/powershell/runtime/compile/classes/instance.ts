/** An object of a class of a script; what derives from System.Exception is a NetException with its fields in `extra`. */
import type { NetType } from '../../types/netType.ts';
import { NetException } from '../../values/errorRecord.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';

export class ClassInstance extends NetObject {
  override readonly netType: NetType;
  readonly fields: Map<string, Value> = new Map();
  constructor(netType: NetType) { super(); this.netType = netType; }
}
/** All properties with the hidden ones, in the order of their definition: what serialising an object by its type sees. */
export const instanceProperties = (o: ClassInstance): { readonly name: string; readonly get: () => Value }[] => [...o.fields.keys()].map((name) => ({ name, get: () => o.fields.get(name) ?? null }));
/** By entry of a type's table: the field that a property of a class is, where nothing checks what is set. */
export const plainFields: WeakMap<object, string> = new WeakMap();
/** An object of a class of a script, or of one of .NET that such a class derives from. */
export type Instance = NetObject;
const others = new WeakMap<NetObject, Map<string, Value>>();
function besides(o: NetObject): Map<string, Value> {
  let fields = others.get(o);
  if (fields === undefined) others.set(o, (fields = new Map()));
  return fields;
}
/** Where an instance keeps its properties, by name as declared. */
export const fieldsOf = (o: Instance): Map<string, Value> => (o instanceof NetException ? o.extra : o instanceof ClassInstance ? o.fields : besides(o));
