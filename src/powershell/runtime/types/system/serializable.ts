/** Which types .NET marks as serializable: every `GetType()` that is shown says it. Enums and arrays are; classes of scripts and of PowerShell are not. */
import type { AnyType } from '../netType.ts';

const NAMES: ReadonlySet<string> = new Set([
  ['System', 'Action ArraySegment Array Attribute Boolean Byte Char Comparison DBNull DateTimeOffset DateTime Decimal Delegate Double Enum EventArgs EventHandler Func Guid Int16 Int32 Int64 IntPtr MulticastDelegate Nullable Object Predicate SByte Single StringComparer String TimeSpan TimeZoneInfo Tuple UInt16 UInt32 UInt64 Uri ValueTuple ValueType Version WeakReference'],
  ['System.Collections', 'ArrayList BitArray Comparer DictionaryEntry Hashtable Queue SortedList Stack'],
  ['System.Collections.Generic', 'Comparer Dictionary EqualityComparer HashSet KeyValuePair LinkedList List Queue SortedDictionary SortedList SortedSet Stack'],
  ['System.Collections.ObjectModel', 'Collection ObservableCollection ReadOnlyCollection'],
  ['System.Collections.Specialized', 'HybridDictionary ListDictionary OrderedDictionary StringCollection StringDictionary'],
  ['System.Data', 'DataSet DataTable'], ['System.Globalization', 'CompareInfo'], ['System.Management.Automation', 'PSCredential'],
  ['System.Net', 'CookieCollection CookieContainer Cookie'], ['System.Numerics', 'BigInteger Complex'], ['System.Text', 'StringBuilder'], ['System.Text.RegularExpressions', 'MatchEvaluator'],
].flatMap(([space, names = '']) => names.split(' ').map((name) => `${space ?? ''}.${name}`)));

export function isSerializable(type: AnyType): boolean {
  if (type.isArray || type.isEnum) return true;
  const name = type.name.replace(/[`[].*$/, '');
  if (NAMES.has(name)) return true;
  return name.startsWith('System.') && name.endsWith('Exception') && !name.startsWith('System.Management.Automation.') && name !== 'System.Net.Http.HttpRequestException';
}
