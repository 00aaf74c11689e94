/** `-eq -ne -lt -le -gt -ge`: one value against another (LanguagePrimitives.Equals and Compare); collections are filtered by the caller. */
import { FAILED, convertOrFail, convertTo } from '../convert/convert.ts';
import { numberToken } from '../convert/readNumber.ts';
import { toBoolean } from '../convert/toBoolean.ts';
import { changeKind } from '../convert/toNumber.ts';
import { toText } from '../convert/toText.ts';
import { raise } from '../errors/raise.ts';
import { T } from '../types/t.ts';
import { NetType } from '../types/netType.ts';
import { typeOf } from '../types/typeOf.ts';
import { Char } from '../values/char.ts';
import { Decimal } from '../values/decimal.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { EnumValue, enumNumber } from '../values/enumValue.ts';
import { keyIdentity } from '../values/identity.ts';
import { Double, Single, isNumber, kindOf, smallOf, toBigInt, toLong, toNumber } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';
import { PSObject, unwrap } from '../values/psObject.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { compareText, equalText } from './collation.ts';

export function equals(a: Value, b: Value, ignoreCase = true): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  if (typeof a === 'string') {
    if (typeof b === 'string') return a === b || (ignoreCase && equalText(a, b));
    return b == null ? false : equalText(a, toText(b), ignoreCase);
  }
  if (typeof a === 'bigint') { if (typeof b === 'number') return a === toLong(b); if (typeof b === 'bigint') return a === b; }
  if (a == null) return b == null;
  if (b == null) return false;
  // Not-a-number is equal to nothing, itself neither.
  if (a instanceof Char && b instanceof Char) return sameLetter(a.code, b.code, ignoreCase);
  if (a instanceof Char && typeof b === 'string') return b.length === 1 && sameLetter(a.code, b.charCodeAt(0), ignoreCase);
  if (a === b) return !((a instanceof Double || a instanceof Single) && Number.isNaN(a.value));
  return equalsSlow(unwrap(a), unwrap(b), ignoreCase);
}
function equalsSlow(a: Value, b: Value, ignoreCase: boolean): boolean {
  if (typeof a === 'string') return equals(a, b, ignoreCase);
  if (typeof a === 'boolean') return a === toBoolean(b);
  if (isNumber(a)) { const n = asNumber(b, a); return n !== undefined && compareNumbers(a, n) === 0; }
  if (a instanceof Char) {
    if (typeof b === 'string') return b.length === 1 && sameLetter(a.code, b.charCodeAt(0), ignoreCase);
    return b instanceof Char ? sameLetter(a.code, b.code, ignoreCase) : isNumber(b) && toNumber(b) === a.code;
  }
  if (a instanceof EnumValue && b instanceof EnumValue && a.netType === b.netType) return a.exact === b.exact;
  // A text is not converted to the class that types are of.
  if (!(a instanceof NetObject) || a instanceof NetType) return a === b;
  const type = typeOf(a), own = type.get('equals');
  let other: Value | typeof FAILED = b;
  if (typeOf(b) !== type) {
    if (a instanceof PSObject) return false;
    if (type.get('compare') === undefined && own === undefined && !(a instanceof EnumValue)) { return typeof b === 'string' && type.table !== undefined && type.get('text') !== undefined && type.is(T.Version) ? equalText(toText(a), b, ignoreCase) : false; }
    other = convertOrFail(b, type);
  }
  if (other === FAILED || other == null) return false;
  if (own !== undefined) return own(a, other);
  const compare = type.get('compare');
  if (compare !== undefined) return compare(a, other) === 0;
  return keyIdentity(a, ignoreCase) === keyIdentity(other, ignoreCase);
}
const lower = (code: number): number => (code >= 65 && code <= 90 ? code | 32 : code);
/** Two letters: those of ASCII are compared by their codes, all others as texts. */
function sameLetter(a: number, b: number, ignoreCase: boolean): boolean {
  if (a === b) return true;
  if (a < 128 && b < 128) return ignoreCase && lower(a) === lower(b);
  return equalText(String.fromCharCode(a), String.fromCharCode(b), ignoreCase);
}
/** As a number beside another: a text that is none of the language is converted to the other's type (Parser.ScanNumber). */
function asNumber(v: Value, other: NumberValue): NumberValue | undefined {
  if (isNumber(v)) return v;
  if (typeof v === 'boolean') return v ? 1 : 0;
  if (typeof v === 'string') { const n = numberToken(v) ?? convertOrFail(v, typeOf(other)); return n === FAILED ? undefined : n as NumberValue; }
  if (v instanceof Char) return v.code;
  return v instanceof EnumValue ? enumNumber(v) : undefined;
}
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof Double && (typeof b === 'number' || b instanceof Double)) {
    const x = a.value, y = typeof b === 'number' ? b : b.value;
    return x < y ? -1 : x > y ? 1 : x === y ? 0 : NaN;
  }
  if (a instanceof Decimal && b instanceof Decimal) return a.compare(b);
  // JavaScript orders its whole numbers of both kinds exactly.
  if ((typeof a === 'bigint' || typeof a === 'number') && (typeof b === 'bigint' || typeof b === 'number')) return a < b ? -1 : a > b ? 1 : 0;
  const s = smallOf(a), t = smallOf(b);
  if (s !== undefined && t !== undefined) return s < t ? -1 : s > t ? 1 : 0;
  const ka = kindOf(a), kb = kindOf(b);
  if (ka === 'Decimal' || kb === 'Decimal') {
    const x = changeKind(a, 'Decimal'), y = changeKind(b, 'Decimal');
    if (x instanceof Decimal && y instanceof Decimal) return x.compare(y);
  } else if (!(a instanceof Double || a instanceof Single || b instanceof Double || b instanceof Single)) {
    const x = toBigInt(a), y = toBigInt(b);
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const x = toNumber(a), y = toNumber(b);
  return x < y ? -1 : x > y ? 1 : x === y ? 0 : NaN;
}
/** Below 0, 0, above 0 (NaN where numbers cannot be ordered). Raises where the values cannot be compared. */
export function compare(a: Value, b: Value, ignoreCase = true): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof Double && (typeof b === 'number' || b instanceof Double)) return compareNumbers(a, b);
  if (a instanceof Decimal && b instanceof Decimal) return a.compare(b);
  if (typeof a === 'bigint' && (typeof b === 'number' || typeof b === 'bigint')) { const y = typeof b === 'number' ? toLong(b) : b; return a < y ? -1 : a > y ? 1 : 0; }
  const x = unwrap(a), y = unwrap(b);
  if (x == null) {
    if (y == null) return 0;
    if (isNumber(y)) return compareNumbers(0, y) < 0 || compareNumbers(0, y) === 0 ? (compareNumbers(y, 0) < 0 ? 1 : -1) : 1;
    return -1;
  }
  if (y == null) { if (isNumber(x)) return compareNumbers(x, 0) < 0 ? -1 : 1; return 1; }
  if (typeof x === 'string') return compareText(x, toText(y), ignoreCase);
  if (isNumber(x)) {
    const n = asNumber(y, x);
    if (n !== undefined) return compareNumbers(x, n);
    // A text beside a number is scanned before anything is compared: what fails is its cast (PSBinaryOperationBinder.BinaryNumericStringOp).
    if (typeof y === 'string' && kindOf(x) !== 'BigInteger') convertTo(y, typeOf(x));
    return unlike(x, y);
  }
  if (typeof x === 'boolean') return Number(x) - Number(toBoolean(y));
  if (x instanceof Char) { const c = typeof y === 'string' ? y : y instanceof Char ? y.toString() : isNumber(y) ? String.fromCharCode(toNumber(y)) : toText(y); return c.length === 1 ? x.code - c.charCodeAt(0) : compareText(x.toString(), c, ignoreCase); }
  if (x instanceof EnumValue) { const n = asNumber(y, 0) ?? asEnum(x, y); return n === undefined ? cannot(x) : compareNumbers(enumNumber(x), n); }
  if (!(x instanceof NetObject)) return cannot(x);
  const order = typeOf(x).get('compare');
  // What has no order can still be the same (LanguagePrimitives.Compare).
  if (order === undefined) return equals(x, y) ? 0 : cannot(x);
  const other = typeOf(y) === typeOf(x) ? y : convertOrFail(y, typeOf(x));
  if (other === FAILED || other == null) return unlike(x, y);
  return order(x, other);
}
/** The message of the conversion that failed. */
function whyNot(v: Value, like: Value): string { try { convertTo(v, typeOf(like)); } catch (e) { if (e instanceof PowerShellError) return e.record.message; throw e; } return ''; }
function asEnum(a: EnumValue, b: Value): NumberValue | undefined { const e = convertOrFail(b, a.netType); return e instanceof EnumValue ? enumNumber(e) : undefined; }
/** The right side does not become what the left one is. */
const unlike = (a: Value, b: Value): never => raise({ id: 'ComparisonFailure', category: 'InvalidOperation', message: `Could not compare "${toText(a)}" to "${toText(b)}". Error: "${whyNot(b, a)}"`, target: a });
const cannot = (a: Value): never => raise({ id: 'NotIcomparable', category: 'InvalidOperation', message: `Cannot compare "${toText(a)}" because it is not IComparable.`, target: a });
