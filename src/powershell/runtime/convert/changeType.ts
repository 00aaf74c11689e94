/** Convert.ChangeType for what PowerShell has no conversion of its own for: it says which cast there is none of (LanguagePrimitives.ConvertIConvertible). */
import { clrText } from '../members/clrText.ts';
import { exception } from '../errors/raise.ts';
import { T } from '../types/t.ts';
import type { AnyType } from '../types/netType.ts';
import { typeOf } from '../types/typeOf.ts';
import { Char } from '../values/char.ts';
import { DateTime } from '../values/dateTime.ts';
import { NUMBER_KINDS, isInteger, isNumber } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import { raiseCast } from './castError.ts';

/** The types that IConvertible has a method for, which are told by their short names. */
const plain: ReadonlySet<AnyType> = new Set<AnyType>([T.Boolean, T.Char, T.DateTime, ...NUMBER_KINDS.filter((kind) => kind !== 'BigInteger').map((kind) => T[kind])]);
/** Ends in the error of the cast; undefined for values that are not IConvertible. */
export function changeType(value: Value, type: AnyType): undefined {
  if (!(typeof value === 'boolean' || value instanceof Char || value instanceof DateTime || (type === T.Char && isNumber(value) && typeOf(value) !== T.BigInteger))) return undefined;
  const isTooLarge = type === T.Char && isNumber(value) && isInteger(value), source = typeOf(value), name = (t: AnyType): string => (plain.has(type) ? t.shortName : t.name);
  const why = isTooLarge ? 'Value was either too large or too small for a character.' : `Invalid cast from '${name(source)}' to '${name(type)}'.`;
  return raiseCast(`Cannot convert value "${clrText(value)}" to type "${type.name}". Error: "${why}"`, 'InvalidCastIConvertible', exception(isTooLarge ? 'System.OverflowException' : 'System.InvalidCastException', why));
}
