/** `-is` and `-as`. */
import { FAILED, convertOrFail } from '../convert/convert.ts';
import { toText } from '../convert/toText.ts';
import { raise } from '../errors/raise.ts';
import { NetType } from '../types/netType.ts';
import type { AnyType } from '../types/netType.ts';
import { resolveTypeName } from '../types/resolve.ts';
import { T } from '../types/t.ts';
import { typeOf } from '../types/typeOf.ts';
import { PSObject, attachedMembers, unwrap } from '../values/psObject.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { current } from '../run/current.ts';

function typeFrom(v: Value): AnyType {
  const plain = unwrap(v);
  if (plain instanceof NetType) return plain;
  const text = toText(plain);
  return resolveTypeName(text, undefined, (x) => current().scriptType(x)) ?? raise({ id: 'RuntimeException', category: 'InvalidOperation', message: `Unable to find type [${text}].` });
}
export function isType(v: Value, t: Value): boolean {
  const type = typeFrom(t);
  if (v == null) return false;
  if (type === T.PSObject || type === T.PSCustomObject || type === T.CustomAccelerator) return v instanceof PSObject || (v instanceof NetObject && attachedMembers(v) !== undefined);
  return typeOf(v).is(type);
}
export function asType(v: Value, t: Value): Value {
  const made = convertOrFail(v, typeFrom(t));
  return made === FAILED ? null : made;
}
