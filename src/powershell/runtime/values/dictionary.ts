/**
 * Dictionaries: Hashtable, OrderedDictionary and Dictionary<K,V> share one store, a Map from a key's
 * identity to its entry. They enumerate in the order of insertion: .NET's own order for strings
 * changes from process to process, so no script can rely on it.
 */
import type { NetType } from '../types/netType.ts';
import { keyIdentity } from './identity.ts';
import { placed } from './placedMap.ts';
import { NetObject } from './value.ts';
import type { Value } from './value.ts';

/** System.Collections.DictionaryEntry and KeyValuePair: what a dictionary enumerates. */
export class DictionaryEntry extends NetObject {
  readonly key: Value;
  value: Value;
  constructor(key: Value, value: Value) { super(); this.key = key; this.value = value; }
}
export class KeyValuePair extends DictionaryEntry {}

export abstract class Dictionary extends NetObject {
  readonly entries: Map<unknown, DictionaryEntry> = new Map();
  readonly ignoreCase: boolean;
  isReadOnly = false;
  /** Counts changes that a walk over keys or values must notice. */
  version = 0;
  /** What makes two keys the same where an IEqualityComparer was given. */
  comparer: ((v: Value) => unknown) | undefined = undefined;
  constructor(ignoreCase = true) { super(); this.ignoreCase = ignoreCase; }

  get count(): number { return this.entries.size; }
  protected identity(key: Value): unknown { return this.comparer === undefined ? keyIdentity(key, this.ignoreCase) : this.comparer(key); }
  get(key: Value): Value { return this.entries.get(this.identity(key))?.value; }
  /** The entry itself, or undefined: tells a missing key from a stored `$null`. */
  find(key: Value): DictionaryEntry | undefined { return this.entries.get(this.identity(key)); }
  has(key: Value): boolean { return this.entries.has(this.identity(key)); }
  set(key: Value, value: Value): void {
    const id = this.identity(key);
    const entry = this.entries.get(id);
    if (entry === undefined) { this.entries.set(id, this.entry(key, value)); this.version += 1; } else { entry.value = value; this.overwritten(); }
  }
  /** Hashtables take a new value for a key they have as a change, generic dictionaries do not. */
  protected get countsOverwriting(): boolean { return true; }
  /** A key has got another value. */
  overwritten(): void { if (this.countsOverwriting) this.version += 1; }
  delete(key: Value): boolean { return this.entries.delete(this.identity(key)); }
  clear(): void { this.entries.clear(); }
  keys(): Value[] { return Array.from(this.entries.values(), (e) => e.key); }
  values(): Value[] { return Array.from(this.entries.values(), (e) => e.value); }
  protected entry(key: Value, value: Value): DictionaryEntry { return new DictionaryEntry(key, value); }
}

/** System.Collections.Hashtable; `@{}` ignores letter case. */
export class Hashtable extends Dictionary {}
/** What ConvertFrom-Json -AsHashtable gives: in the order of the text, letter case counts. */
export class OrderedHashtable extends Hashtable { constructor() { super(false); } }
/** What Hashtable.Synchronized gives: another object with the entries of the one it was made from. */
export class SyncHashtable extends Hashtable {
  readonly of: Hashtable;
  constructor(of: Hashtable) {
    super(of.ignoreCase);
    this.of = of;
    (this as { entries: Hashtable['entries'] }).entries = of.entries;
    this.comparer = of.comparer;
  }
  override set(key: Value, value: Value): void { this.of.set(key, value); this.version += 1; }
}
/** `$PSBoundParameters`. */
export class BoundParameters extends Hashtable {}
/** `[ordered]@{}`: also reached by position. */
export class OrderedDictionary extends Dictionary {
  /** Short ones are counted through; the others get places when they are first asked for one. */
  at(index: number): DictionaryEntry | undefined {
    if (this.count >= MANY) return placed(this.entries).at(index)?.[1];
    let i = 0;
    for (const entry of this.entries.values()) if (i++ === index) return entry;
    return undefined;
  }
  /** Inserts before a position. */
  insert(index: number, key: Value, value: Value): void { placed(this.entries).insert(index, this.identity(key), this.entry(key, value)); }
}
const MANY = 32;
/** System.Collections.Generic.Dictionary, SortedDictionary and their kind; `netType` is set per instance. */
export class GenericDictionary extends Dictionary {
  readonly keyType: NetType;
  readonly valueType: NetType;
  override readonly netType: NetType;
  constructor(netType: NetType, keyType: NetType, valueType: NetType, ignoreCase = false) {
    super(ignoreCase);
    this.netType = netType;
    this.keyType = keyType;
    this.valueType = valueType;
  }
  protected override entry(key: Value, value: Value): DictionaryEntry { return new KeyValuePair(key, value); }
  protected override get countsOverwriting(): boolean { return false; }
}
