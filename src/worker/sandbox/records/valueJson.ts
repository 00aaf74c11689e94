/** An engine value as the JSON text that a variable asset holds (sma-rest-api.md 3.7). */
import { toText } from '../../../powershell/runtime/convert/toText.ts';
import { DateTime } from '../../../powershell/runtime/values/dateTime.ts';
import { Decimal } from '../../../powershell/runtime/values/decimal.ts';
import { Dictionary } from '../../../powershell/runtime/values/dictionary.ts';
import { ArrayList } from '../../../powershell/runtime/values/lists.ts';
import { Double, Single, SmallInteger, WideInteger } from '../../../powershell/runtime/values/numbers.ts';
import { PSObject, ScriptMember, unwrap } from '../../../powershell/runtime/values/psObject.ts';
import { SwitchParameter } from '../../../powershell/runtime/values/misc.ts';
import type { Value } from '../../../powershell/runtime/values/value.ts';

const MAX_DEPTH = 32;

/** JSON of a value: objects and dictionaries by their properties, dates in Microsoft's form, anything else as its text. */
export function valueToJson(value: Value, depth = 0): string {
  const v = unwrap(value);
  if (v === null || v === undefined) return 'null';
  if (typeof v === 'string') return JSON.stringify(v);
  if (typeof v === 'boolean' || typeof v === 'number' || typeof v === 'bigint') return String(v);
  if (v instanceof SwitchParameter) return String(v.isPresent);
  if (v instanceof SmallInteger || v instanceof WideInteger || v instanceof Decimal) return v instanceof Decimal ? v.toString() : String(v.value);
  if (v instanceof Double || v instanceof Single) return fraction(v.value);
  if (v instanceof DateTime) return `"\\/Date(${v.unixMs})\\/"`;
  if (depth >= MAX_DEPTH) return '""';
  if (Array.isArray(v)) return list(v, depth);
  if (v instanceof ArrayList) return list(v.items, depth);
  if (v instanceof Dictionary) return object(Array.from(v.entries.values(), (entry) => [toText(entry.key), entry.value] as const), depth);
  if (v instanceof PSObject) return object(v.shape.names.flatMap((name, i) => noteOf(name, v.slots[i])), depth);
  return JSON.stringify(toText(v));
}

const list = (items: readonly Value[], depth: number): string => `[${items.map((item) => valueToJson(item, depth + 1)).join(',')}]`;
const object = (members: readonly (readonly [string, Value])[], depth: number): string =>
  `{${members.map(([name, member]) => `${JSON.stringify(name)}:${valueToJson(member, depth + 1)}`).join(',')}}`;
const noteOf = (name: string, held: Value | ScriptMember): (readonly [string, Value])[] => (held instanceof ScriptMember ? [] : [[name, held]]);

/** A whole Double keeps its point, so that it is a Double again when read. */
function fraction(n: number): string {
  if (!Number.isFinite(n)) return JSON.stringify(String(n));
  const written = String(n);
  return /[.e]/.test(written) ? written : `${written}.0`;
}
