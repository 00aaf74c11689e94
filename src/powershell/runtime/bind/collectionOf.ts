/** What a parameter's type collects (ParameterCollectionTypeInformation): tables collect nothing, and neither does what is only enumerated. */
import type { AnyType } from '../types/netType.ts';
import { T } from '../types/t.ts';

export interface Collection { readonly isArray: boolean; /** Undefined where items are of any type. */ readonly item: AnyType | undefined }
/** Generic types of .NET that are an ICollection of their one argument. */
const GENERIC = new Set(['List`1', 'HashSet`1', 'SortedSet`1', 'LinkedList`1', 'Collection`1', 'ObservableCollection`1', 'ReadOnlyCollection`1', 'IList`1', 'ISet`1']);
const PLAIN = new Set(['System.Array', 'System.Collections.ArrayList', 'System.Collections.Specialized.StringCollection']);
const known = new WeakMap<AnyType, Collection | 0>();
export function collectionOf(type: AnyType): Collection | undefined {
  let found = known.get(type);
  if (found === undefined) known.set(type, (found = read(type) ?? 0));
  return found === 0 ? undefined : found;
}
function read(type: AnyType): Collection | undefined {
  if (type.isArray && type.elementType !== undefined) return { isArray: true, item: type.elementType };
  if (PLAIN.has(type.name)) return { isArray: false, item: undefined };
  const [item] = type.genericArguments;
  return item !== undefined && GENERIC.has(type.shortName) ? { isArray: false, item: item === T.Object ? undefined : item } : undefined;
}
