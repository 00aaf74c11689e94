/** The names of the types: `T.String`, `T.Int32` … used by type tables and by cmdlet parameters alike. */
import type { Char } from '../values/char.ts';
import type { DateTime, DateTimeOffset } from '../values/dateTime.ts';
import type { Decimal } from '../values/decimal.ts';
import type { Dictionary, DictionaryEntry, Hashtable, OrderedDictionary } from '../values/dictionary.ts';
import type { ErrorRecord, NetException } from '../values/errorRecord.ts';
import type { Guid } from '../values/guid.ts';
import type { ArrayList, Enumerator } from '../values/lists.ts';
import { SwitchParameter } from '../values/misc.ts';
import type { DBNull, PSCredential, PSReference, Record, SecureString, StringBuilder, Uri } from '../values/misc.ts';
import { BigInteger, Double, Int16, SByte, Single, UInt16, UInt32, UInt64, byte } from '../values/numbers.ts';
import type { PSObject } from '../values/psObject.ts';
import type { Capture, Group, Match, Regex } from '../values/regex.ts';
import type { ScriptBlock } from '../values/scriptBlock.ts';
import type { TimeSpan } from '../values/timeSpan.ts';
import type { Value } from '../values/value.ts';
import type { Version } from '../values/version.ts';
import { NetType } from './netType.ts';
import type { AnyType, TypeTraits } from './netType.ts';
import { register } from './registry.ts';

/** Names a type. `aliases` are PowerShell's accelerators. */
export function named<N = Value>(name: string, aliases: readonly string[] = [], traits: TypeTraits<N> = {}): NetType<N> {
  const type = new NetType<N>(name, name === 'System.Object' ? traits : { base: object, ...traits });
  register(type, aliases);
  return type;
}
const object = new NetType<Value>('System.Object');
register(object, ['object']);
const valueType = named('System.ValueType');
const value = { valueType: true, base: valueType };
const numeric = { ...value, interfaces: ['System.IComparable', 'System.IFormattable', 'System.IConvertible'] };
const reading = (v: Value): number => (v as Double).value;
const MA = 'System.Management.Automation.';
const abstractType = named<AnyType>('System.Type', ['type']);

export const T = {
  Object: object,
  ValueType: valueType,
  String: named<string>('System.String', ['string'], { interfaces: ['System.IComparable', 'System.Collections.IEnumerable', 'System.IConvertible', 'System.ICloneable'] }),
  Boolean: named<boolean>('System.Boolean', ['bool'], { ...value, interfaces: ['System.IComparable', 'System.IConvertible'] }),
  Char: named<Char>('System.Char', ['char'], { ...value, interfaces: ['System.IComparable', 'System.IConvertible'] }),
  Int32: named<number>('System.Int32', ['int', 'int32'], numeric),
  Int64: named<bigint>('System.Int64', ['long', 'int64'], numeric),
  Byte: named<number>('System.Byte', ['byte'], { ...numeric, box: byte, unbox: reading }),
  SByte: named<number>('System.SByte', ['sbyte'], { ...numeric, box: (n) => new SByte(n), unbox: reading }),
  Int16: named<number>('System.Int16', ['short', 'int16'], { ...numeric, box: (n) => new Int16(n), unbox: reading }),
  UInt16: named<number>('System.UInt16', ['ushort', 'uint16'], { ...numeric, box: (n) => new UInt16(n), unbox: reading }),
  UInt32: named<number>('System.UInt32', ['uint', 'uint32'], { ...numeric, box: (n) => new UInt32(n), unbox: reading }),
  UInt64: named<bigint>('System.UInt64', ['ulong', 'uint64'], { ...numeric, box: (n) => new UInt64(n), unbox: (v) => (v as UInt64).value }),
  BigInteger: named<bigint>('System.Numerics.BigInteger', ['bigint'], { ...numeric, box: (n) => new BigInteger(n), unbox: (v) => (v as BigInteger).value }),
  Single: named<number>('System.Single', ['float', 'single'], { ...numeric, box: (n) => new Single(n), unbox: reading }),
  Double: named<number>('System.Double', ['double'], { ...numeric, box: (n) => new Double(n), unbox: reading }),
  Decimal: named<Decimal>('System.Decimal', ['decimal'], numeric),
  Void: named<undefined>('System.Void', ['void'], value),
  Array: named<Value[]>('System.Array', ['array'], { interfaces: ['System.Collections.IEnumerable', 'System.Collections.IList', 'System.Collections.ICollection', 'System.ICloneable'] }),
  Hashtable: named<Hashtable>('System.Collections.Hashtable', ['hashtable'], { interfaces: ['System.Collections.IDictionary', 'System.Collections.ICollection', 'System.Collections.IEnumerable', 'System.ICloneable'] }),
  OrderedDictionary: named<OrderedDictionary>('System.Collections.Specialized.OrderedDictionary', ['ordered'], { interfaces: ['System.Collections.Specialized.IOrderedDictionary', 'System.Collections.IDictionary', 'System.Collections.ICollection', 'System.Collections.IEnumerable'] }),
  IDictionary: named<Dictionary>('System.Collections.IDictionary'),
  IEnumerable: named('System.Collections.IEnumerable'),
  ICollection: named('System.Collections.ICollection'),
  IList: named('System.Collections.IList'),
  Assembly: named('System.Reflection.Assembly'),
  Stream: named('System.IO.Stream', [], { interfaces: ['System.IDisposable'] }),
  IComparable: named('System.IComparable'),
  IDisposable: named('System.IDisposable'),
  DictionaryEntry: named<DictionaryEntry>('System.Collections.DictionaryEntry', [], value),
  ArrayList: named<ArrayList>('System.Collections.ArrayList', [], { interfaces: ['System.Collections.IList', 'System.Collections.ICollection', 'System.Collections.IEnumerable', 'System.ICloneable'] }),
  IEnumerator: named<Enumerator>('System.Collections.IEnumerator'),
  DateTime: named<DateTime>('System.DateTime', ['datetime'], numeric),
  DateTimeOffset: named<DateTimeOffset>('System.DateTimeOffset', [], numeric),
  TimeSpan: named<TimeSpan>('System.TimeSpan', ['timespan'], { ...value, interfaces: ['System.IComparable', 'System.IFormattable'] }),
  Guid: named<Guid>('System.Guid', ['guid'], { ...value, interfaces: ['System.IComparable', 'System.IFormattable'] }),
  Version: named<Version>('System.Version', ['version'], { interfaces: ['System.IComparable', 'System.ICloneable'] }),
  Uri: named<Uri>('System.Uri', ['uri']),
  Regex: named<Regex>('System.Text.RegularExpressions.Regex', ['regex']),
  Capture: named<Capture>('System.Text.RegularExpressions.Capture'),
  Group: named<Group>('System.Text.RegularExpressions.Group'),
  Match: named<Match>('System.Text.RegularExpressions.Match'),
  StringBuilder: named<StringBuilder>('System.Text.StringBuilder'),
  Type: named<AnyType>('System.RuntimeType', [], { base: abstractType }),
  /** What `[type]` names: the base of every type object. */
  AbstractType: abstractType,
  Enum: named('System.Enum', [], value),
  Exception: named<NetException>('System.Exception'),
  DBNull: named<DBNull>('System.DBNull'),
  SecureString: named<SecureString>('System.Security.SecureString', ['securestring']),
  PSCredential: named<PSCredential>(`${MA}PSCredential`, ['pscredential']),
  PSCustomObject: named<PSObject>(`${MA}PSCustomObject`),
  PSObject: named(`${MA}PSObject`, ['psobject']),
  /** What `[pscustomobject]` names: PSObject, told apart because a cast to it makes an object of a table. */
  CustomAccelerator: named(`${MA}PSObject`, ['pscustomobject']),
  ScriptBlock: named<ScriptBlock>(`${MA}ScriptBlock`, ['scriptblock']),
  /** A `boolean` for cmdlet code; the value a script sees is a SwitchParameter. */
  Switch: named<boolean>(`${MA}SwitchParameter`, ['switch'], { ...value, box: (b) => new SwitchParameter(b), unbox: (v) => (v as SwitchParameter).isPresent }),
  ErrorRecord: named<ErrorRecord>(`${MA}ErrorRecord`),
  Ref: named<PSReference>(`${MA}PSReference`, ['ref']),
  InvocationInfo: named<Record>(`${MA}InvocationInfo`),
} as const;

const arrays = new Map<AnyType, NetType<Value[]>>(), ranks = new Map<number, typeof arrays>();
/** `T[]`: one type object for each element type and rank. */
export function arrayOf<N>(element: NetType<N>, rank = 1): NetType<N[]> {
  let known = rank === 1 ? arrays : ranks.get(rank);
  if (known === undefined) ranks.set(rank, (known = new Map()));
  let made = known.get(element);
  if (made === undefined) known.set(element, (made = new NetType<Value[]>(`${element.name}[${','.repeat(rank - 1)}]`, { base: T.Array, elementType: element })));
  return made as unknown as NetType<N[]>;
}
/** Object[], the type of every plain array. */
export const objectArray: NetType<Value[]> = arrayOf(T.Object);
