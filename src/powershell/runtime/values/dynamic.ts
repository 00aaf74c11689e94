/** Values whose properties are not known from their type: XML nodes, data rows. Their own names hide the type's. */
import { NetObject } from './value.ts';
import type { Value } from './value.ts';

export abstract class DynamicObject extends NetObject {
  /** Whether a property that it lacks is read as a null among those of a collection: what an adapter of its own looks into (PSGetMemberBinder.GetAdaptedValue). */
  get isAdapted(): boolean { return false; }
  /** The property of a folded name; undefined where there is none. */
  abstract property(folded: string): Value | undefined;
  /** Names in order, for listing. */
  abstract propertyNames(): readonly string[];
  /** Properties of the type itself, which a wildcard finds behind the own ones, in the order .NET tells them. */
  typeNames(): readonly string[] { return []; }
  /** Whether a property can be assigned, by its folded name. */
  isSettable(folded: string): boolean { return folded !== ''; }
  /** The name of the value's own type, before that of its .NET type; undefined where it has none. */
  ownTypeName(): string | undefined { return undefined; }
  /** Assigns; false where there is no such property. `name` is as the script wrote it, for those that get a new one by it. */
  abstract assign(folded: string, value: Value, name: string): boolean;
}
