/**
 * What a PowerShell value is here. The commonest value is the barest (one representation each, so that
 * `typeof v === 'number'` is the first test of every operator):
 *
 * | .NET | here |
 * | --- | --- |
 * | `$null` | `null` |
 * | AutomationNull ("no output") | `undefined`, spelled {@link nothing} |
 * | Int32 | `number` (always an integer within 32 bits) |
 * | Int64 | `bigint` |
 * | Double, Single, Byte … | small objects, see numbers.ts |
 * | String, Boolean | `string`, `boolean` |
 * | Object[] | a plain array; other element types: TypedArray (arrays.ts) |
 * | everything else | a subclass of NetObject |
 */
import type { NetType } from '../types/netType.ts';

/** Base of every value that is not a JavaScript primitive or array. */
export abstract class NetObject {
  /** The .NET type; set on the prototype by `netType(…, { class })`, or per instance where it varies. */
  declare readonly netType: NetType;
}

export type Value = null | undefined | string | number | boolean | bigint | Value[] | NetObject;

/** AutomationNull: what a command that writes nothing gives. Behaves as `$null`, but no item goes down a pipe. */
export const nothing = undefined;

class Unset extends NetObject {}
/** The content of a variable slot that has not been assigned in this scope; never seen by scripts. */
export const unset: NetObject = new Unset();
