/** The generic interfaces that collections and comparable values of .NET implement, with the variance of those that are only read (`out T`). */
import type { AnyType } from './netType.ts';

const READ = ['IEnumerable`1', 'IReadOnlyCollection`1'];
const LIST = [...READ, 'ICollection`1', 'IList`1', 'IReadOnlyList`1'];
const SET = [...READ, 'ICollection`1', 'ISet`1', 'IReadOnlySet`1'];
const TABLE = [...READ, 'ICollection`1', 'IDictionary`2', 'IReadOnlyDictionary`2'];
/** By the type's name without namespace. */
const OFFERED: ReadonlyMap<string, readonly string[]> = new Map([
  ...['List`1', 'Collection`1', 'ReadOnlyCollection`1', 'ObservableCollection`1', 'PSDataCollection`1'].map((name) => [name, LIST] as const), ...['HashSet`1', 'SortedSet`1'].map((name) => [name, SET] as const),
  ...['Queue`1', 'Stack`1', 'ConcurrentQueue`1', 'ConcurrentStack`1', 'ConcurrentBag`1'].map((name) => [name, READ] as const), ['LinkedList`1', [...READ, 'ICollection`1']] as const,
  ...['Dictionary`2', 'SortedDictionary`2', 'SortedList`2', 'ConcurrentDictionary`2'].map((name) => [name, TABLE] as const),
]);
const COVARIANT: ReadonlySet<string> = new Set([...READ, 'IReadOnlyList`1']);

/** Whether values of a type are values of a generic interface. */
export function offers(type: AnyType, asked: AnyType): boolean {
  const kind = asked.shortName, [wanted] = asked.genericArguments;
  if (wanted === undefined) return false;
  if (kind === 'IComparable`1' || kind === 'IEquatable`1') return wanted === type && !type.isEnum && type.interfaces.includes('System.IComparable');
  if (type.name === 'System.String') return kind === 'IEnumerable`1' && wanted.name === 'System.Char';
  const { elementType } = type, isVector = type.isArray && elementType !== undefined && type.name === `${elementType.name}[]`;
  if (isVector) return LIST.includes(kind) && (elementType === wanted || (!elementType.isValueType && elementType.is(wanted)));
  if (OFFERED.get(type.shortName)?.includes(kind) !== true) return false;
  const { genericArguments: own } = type, [item] = own;
  if (kind.endsWith('2')) return own.every((each, i) => each === asked.genericArguments[i]);
  if (own.length === 2) return wanted.shortName === 'KeyValuePair`2' && own.every((each, i) => each === wanted.genericArguments[i]);
  return item !== undefined && (item === wanted || (COVARIANT.has(kind) && !item.isValueType && item.is(wanted)));
}
