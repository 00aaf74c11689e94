/** The errors of failed conversions. */
import { raiseRecord, exception } from '../errors/raise.ts';
import { fullName, typeText } from '../types/assemblies.ts';
import { NetType } from '../types/netType.ts';
import type { AnyType } from '../types/netType.ts';
import { typeNames, typeOf } from '../types/typeOf.ts';
import { ErrorRecord } from '../values/errorRecord.ts';
import type { Value } from '../values/value.ts';
import { HashSet, ItemCollection } from '../values/lists.ts';
import { T } from '../types/t.ts';
import { toText } from './toText.ts';

/** A value by its text; a collection by what .NET calls it: its items could be endless, `$Error` holds the errors of earlier attempts. */
const shown = (v: Value): string => (typeof v === 'object' && (Array.isArray(v) || v instanceof ItemCollection || v instanceof HashSet) ? typeText(typeOf(v)) : v instanceof NetType ? typeText(v) : toText(v));
/** `Cannot convert value "x" to type "T". Error: "…"`. The exception is a PSInvalidCastException, inner one as named. */
export function castError(v: Value, type: AnyType, id: string, why: string, inner?: string | ReturnType<typeof exception>): never {
  return raiseCast(`Cannot convert value "${shown(v)}" to type "${typeText(type)}". Error: "${why}"`, id, typeof inner === 'string' ? exception(inner, why) : inner);
}
/** `Cannot convert the "x" value of type "A" to type "B".` */
export function noConversion(v: Value, type: AnyType): never {
  if (v == null) return raiseCast(`Cannot convert null to type "${typeText(type)}".`, 'nullToObjectInvalidCast');
  const own = typeOf(v), name = own.genericArguments.length > 0 ? fullName(own) : typeNames(v)[0] ?? own.name;
  if (type === T.SecureString || type === T.PSCredential) return raiseCast(`Cannot convert the value of type "${name}" to type "${typeText(type)}".`, 'ConvertToFinalInvalidCastException');
  return raiseCast(`Cannot convert the "${shown(v)}" value of type "${name}" to type "${typeText(type)}".`, 'ConvertToFinalInvalidCastException');
}
export function raiseCast(message: string, id: string, inner?: ReturnType<typeof exception>): never {
  const e = exception('System.Management.Automation.PSInvalidCastException', message, inner);
  const record = new ErrorRecord(e, id, 'InvalidArgument', null);
  e.errorRecord = record;
  return raiseRecord(record);
}
