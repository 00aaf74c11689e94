/**
 * Objects that a script in another thread has in common with its caller, as a synchronized hashtable in a runspace has.
 * The script works on a copy; when it is over, what it has changed there is done to the caller's own objects: added,
 * changed and removed entries one by one, so that several scripts may fill one table. While it runs nobody sees anything.
 */
import { toText } from '../../runtime/convert/toText.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import { TypedArray } from '../../runtime/values/arrays.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { HashSet, ItemCollection, Queue } from '../../runtime/values/lists.ts';
import { StringBuilder } from '../../runtime/values/misc.ts';
import { DeserializedObject, PSObject, ScriptMember } from '../../runtime/values/psObject.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { ScriptRequest } from './scriptRun.ts';

export type Shared = Dictionary | ItemCollection | HashSet | StringBuilder | PSObject | Value[];
/** What became of the n-th shared object. */
export interface Change {
  readonly at: number;
  /** Entries, properties or items by index that are new or have another value. */
  readonly set: readonly (readonly [key: Value, value: Value])[];
  readonly removed: readonly Value[];
  /** Items that came behind the ones there were. */
  readonly added: readonly Value[];
  /** All items, where more than that has changed; a whole text. */
  readonly whole: readonly Value[] | null;
}
/** Every object of the request that can be changed, in an order that is the same on both sides. */
export function sharedIn(request: ScriptRequest): readonly Shared[] {
  const found = new Set<Shared>();
  reached(request, (v) => {
    if (!isShared(v) || found.has(v)) return [];
    found.add(v);
    return partsOf(v);
  });
  return [...found];
}
/** The name of the type of an object in the request through which threads talk while they run, if there is one. Here they share no memory: such a talk never ends. */
export function conduitIn(request: ScriptRequest): string | undefined {
  const seen = new Set<unknown>();
  let name: string | undefined;
  reached(request, (v) => {
    if (v instanceof NetObject && typeOf(v).name.startsWith(CONDUIT)) name ??= CONDUIT;
    if (!isShared(v) || seen.has(v)) return [];
    seen.add(v);
    return partsOf(v);
  });
  return name;
}
const CONDUIT = 'System.Collections.Concurrent.BlockingCollection';
/** Visits what a script is given, and what `inside` says is in it. */
function reached({ part, using, variables, input }: ScriptRequest, inside: (v: unknown) => readonly unknown[]): void {
  const args = part.kind === 'shell' ? part.steps.flatMap((s) => s.args) : part.args ?? [], open: unknown[] = [...args.map((a) => a.value), ...using.values(), ...variables.values(), ...(input ?? [])].toReversed();
  for (let v = open.pop(); v !== undefined || open.length > 0; v = open.pop()) {
    const items = inside(v);
    for (let i = items.length; i-- > 0;) { const item = items[i]; if (typeof item === 'object' && item !== null) open.push(item); }
  }
}
const isShared = (v: unknown): v is Shared => v instanceof PSObject || v instanceof Dictionary || v instanceof ItemCollection || v instanceof HashSet || v instanceof StringBuilder || Array.isArray(v);
function partsOf(v: Shared): readonly unknown[] {
  if (v instanceof PSObject) return v instanceof DeserializedObject ? [] : [v.base, ...v.slots];
  if (v instanceof Dictionary) return v.values();
  if (v instanceof ItemCollection) return v.items;
  if (v instanceof HashSet) return [...v.members.values()];
  return v instanceof StringBuilder || v instanceof TypedArray ? [] : v;
}
/** What the objects hold now; gives what has changed since when it is asked. */
export function watchShared(request: ScriptRequest): () => readonly Change[] {
  const before = sharedIn(request).map((v) => [v, contentOf(v)] as const);
  return () => before.flatMap(([v, held], at): Change[] => {
    const change = difference(v, held);
    return change === undefined ? [] : [{ at, set: [], removed: [], added: [], whole: null, ...change }];
  });
}
type Content = ReadonlyMap<unknown, readonly [Value, Value]> | readonly Value[] | string;
function contentOf(v: Shared): Content {
  if (v instanceof Dictionary) return new Map(Array.from(v.entries, ([id, { key, value }]) => [id, [key, value] as const]));
  if (v instanceof HashSet) return new Map(Array.from(v.members, ([id, item]) => [id, [item, item] as const]));
  if (v instanceof PSObject) return new Map(notesOf(v).map(([name, value]) => [name, [name, value] as const]));
  return v instanceof StringBuilder ? v.toString() : [...(v instanceof ItemCollection ? v.items : v)];
}
const notesOf = (v: PSObject): (readonly [string, Value])[] => v.shape.names.flatMap((name, i) => { const held = v.slots[i]; return held instanceof ScriptMember ? [] : [[name, held] as const]; });
function difference(v: Shared, before: Content): Partial<Change> | undefined {
  const now = contentOf(v);
  if (typeof now === 'string' || typeof before === 'string') return now === before ? undefined : { whole: [now as string] };
  if (now instanceof Map && before instanceof Map) {
    const set = [...now.entries()].flatMap(([id, entry]) => { const old = before.get(id); return old !== undefined && old[1] === entry[1] ? [] : [entry]; }), removed = [...before.entries()].flatMap(([id, entry]) => (now.has(id) ? [] : [entry[0]]));
    return set.length + removed.length === 0 ? undefined : { set, removed };
  }
  const list = now as readonly Value[], old = before as readonly Value[], kept = old.every((item, i) => item === list[i]) && list.length >= old.length;
  if (kept) return list.length === old.length ? undefined : { added: list.slice(old.length) };
  return list.length === old.length ? { set: list.flatMap((item, i) => (item === old[i] ? [] : [[i, item] as const])) } : { whole: list };
}
/** Does to the caller's objects what was done to the copies. */
export function applyChanges(shared: readonly Shared[], changes: readonly Change[]): void {
  for (const { at, set, removed, added, whole } of changes) {
    const v = shared[at];
    if (v === undefined) continue;
    if (v instanceof StringBuilder) { if (whole !== null) v.replaceAll(toText(whole[0])); continue; }
    if (v instanceof HashSet) { for (const item of removed) v.delete(item); for (const [item] of set) v.add(item); continue; }
    if (v instanceof Dictionary) { for (const key of removed) v.delete(key); for (const [key, value] of set) v.set(key, value); continue; }
    if (v instanceof PSObject) { for (const name of removed) v.remove(toText(name)); for (const [name, value] of set) v.set(toText(name), value); continue; }
    const items = v instanceof ItemCollection ? v.items : v;
    if (whole !== null) { if (v instanceof ItemCollection) v.items = [...whole]; continue; }
    for (const [index, item] of set) items[index as number] = item;
    for (const item of added) if (v instanceof Queue) v.enqueue(item); else items.push(item);
  }
}
