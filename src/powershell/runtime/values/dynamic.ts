/** Values whose properties are not known from their type: XML nodes, data rows. Their own names hide the type's. */
import { NetObject } from './value.ts';
import type { Value } from './value.ts';

export abstract class DynamicObject extends NetObject {
  /** The property of a folded name; undefined where there is none. */
  abstract property(folded: string): Value | undefined;
  /** Names in order, for listing. */
  abstract propertyNames(): readonly string[];
  /** Assigns; false where there is no such property. */
  abstract assign(folded: string, value: Value): boolean;
}
