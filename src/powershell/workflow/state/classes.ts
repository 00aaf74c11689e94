/** Classes whose objects are saved field by field, under a name that outlives a renaming of the class. */
import { Byte, Double, Int16, SByte, Single, UInt16, UInt32, UInt64, BigInteger } from '../../runtime/values/numbers.ts';
import { MultiArray } from '../../runtime/values/arrays.ts';
import { Char } from '../../runtime/values/char.ts';
import { DateOnly, TimeOnly } from '../../runtime/values/dateOnly.ts';
import { DateTime, DateTimeOffset } from '../../runtime/values/dateTime.ts';
import { Decimal } from '../../runtime/values/decimal.ts';
import { BoundParameters, DictionaryEntry, GenericDictionary, Hashtable, KeyValuePair, OrderedDictionary, SyncHashtable } from '../../runtime/values/dictionary.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { ErrorRecord, NetException, PowerShellError } from '../../runtime/values/errorRecord.ts';
import { Guid } from '../../runtime/values/guid.ts';
import { ArrayList, HashSet, List, Queue, Stack, SyncArrayList } from '../../runtime/values/lists.ts';
import { DBNull, PSCredential, Record as NamedValues, StringBuilder, SwitchParameter } from '../../runtime/values/misc.ts';
import { Capture, Group, Match, Regex } from '../../runtime/values/regex.ts';
import { SeededRandom } from '../../runtime/values/seededRandom.ts';
import { InformationRecord, MessageRecord } from '../../runtime/values/streamRecords.ts';
import { DeserializedObject } from '../../runtime/values/psObject.ts';
import { savableName, savableNamed } from '../../runtime/values/savable.ts';
import { TimeSpan } from '../../runtime/values/timeSpan.ts';
import { Version } from '../../runtime/values/version.ts';
import { XmlNode } from '../../runtime/values/xml.ts';
import type { AnyType, NetType } from '../../runtime/types/netType.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { resolveTypeName } from '../../runtime/types/resolve.ts';
import { exceptionType } from '../../runtime/types/system/exceptions.ts';
import { NetObject } from '../../runtime/values/value.ts';
import { CancelSignal, Collection, ReturnSignal } from '../run/fiber.ts';
import { nameTable } from '../../syntax/nameTable.ts';

interface Class { readonly prototype: object }
const CLASSES: Readonly<Record<string, Class>> = nameTable({
  Byte, Double, Int16, SByte, Single, UInt16, UInt32, UInt64, BigInteger, MultiArray, Char, DateOnly, TimeOnly, DateTime, DateTimeOffset, Decimal,
  BoundParameters, DictionaryEntry, GenericDictionary, Hashtable, KeyValuePair, OrderedDictionary, SyncHashtable, EnumValue, ErrorRecord, NetException, PowerShellError,
  Guid, ArrayList, SyncArrayList, HashSet, List, Queue, Stack, DBNull, PSCredential, Record: NamedValues, StringBuilder, SwitchParameter, Capture, Group, Match, Regex, SeededRandom, InformationRecord, MessageRecord,
  TimeSpan, Version, XmlNode, DeserializedObject, Collection, ReturnSignal, CancelSignal,
});
const names = new Map<unknown, string>(Object.entries(CLASSES).map(([name, made]) => [made, name]));

/** The name to save an object's class under; undefined where such an object cannot be saved. */
export function classNameOf(v: object): string | undefined {
  const known = names.get(v.constructor) ?? savableName(v);
  if (known !== undefined) return known;
  // Any other .NET type that is plain data: found again by its type.
  const type = v instanceof NetObject ? (v.netType as NetType | undefined) : undefined;
  return type !== undefined && classOf(type) === v.constructor ? `:${type.name}` : undefined;
}
/**
 * What objects of a saved class are made from; undefined where this version does not know it. `fields`: as they were saved. Whoever reads may have
 * described no type yet but those of the engine's start: a closed generic is made, and a class that tells itself is there once its type is described.
 */
export function prototypeNamed(name: string, fields?: unknown): object | undefined {
  if (name.startsWith(':')) { const type = savedType(name.slice(1)), made = type === undefined ? undefined : classOf(type as NetType); return made?.prototype; }
  const known = CLASSES[name] ?? savableNamed(name);
  if (known !== undefined) return known.prototype;
  const { netType } = (fields ?? {}) as { readonly netType?: unknown };
  if (Array.isArray(netType)) savedType(String(netType[1]));
  return savableNamed(name)?.prototype;
}
/** A type by the name that a state has of it. */
export const savedType = (name: string): AnyType | undefined => lookupType(name) ?? resolveTypeName(name) ?? (name.endsWith('Exception') ? exceptionType(name) : undefined);
const classOf = (type: NetType): Class | undefined => (type.table as { readonly class?: Class } | undefined)?.class;
