/** `-is` and `-as`. */
import { FAILED, convertOrFail, convertTo } from '../convert/convert.ts';
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
import { PowerShellError } from '../values/errorRecord.ts';

/** The right side as a type: a name of one is looked for, and everything else is cast (TypeOps.AsOperator, IsInstance). */
function typeFrom(v: Value): AnyType {
  const plain = unwrap(v);
  if (plain instanceof NetType) return plain;
  const named = typeof plain === 'string' ? resolveTypeName(plain, undefined, (x) => current().scriptType(x)) : undefined;
  return named ?? convertTo(plain, T.AbstractType) as unknown as AnyType;
}
/** The same for `-is`, which tells what the cast told as an error of its own. */
function testedType(v: Value): AnyType {
  try { return typeFrom(v); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    return raise({ id: 'RuntimeException', category: 'InvalidOperation', message: e.record.message, inner: e.record.exception });
  }
}
const noType = (operator: 'As' | 'Is'): never => raise({ id: `${operator}OperatorRequiresType`, category: 'InvalidOperation', message: `The right operand of '-${operator.toLowerCase()}' must be a type.` });
export function isType(v: Value, t: Value): boolean {
  const type = t == null ? noType('Is') : testedType(t);
  if (v == null) return false;
  if (type === T.PSObject || type === T.PSCustomObject || type === T.CustomAccelerator) return v instanceof PSObject || (v instanceof NetObject && attachedMembers(v) !== undefined);
  return typeOf(v).is(type);
}
export function asType(v: Value, t: Value): Value {
  const type = t == null ? noType('As') : typeFrom(t);
  // Anything is a PSObject already: only the cast of a literal makes a table one of its own (Compiler.VisitConvertExpression).
  if ((type === T.PSObject || type === T.CustomAccelerator) && v != null) return v;
  const made = convertOrFail(v, type);
  return made === FAILED ? null : made;
}
