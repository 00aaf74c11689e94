/**
 * PSObject: PSCustomObject, and a wrapper for values that somebody added members to. Property names live in
 * a Shape shared by all objects made alike, so that an object is one array of values and a member access
 * compiled into a script finds its slot by comparing one shape.
 */
import type { AnyType } from '../types/netType.ts';
import { fold } from './folding.ts';
import type { ScriptBlock } from './scriptBlock.ts';
import { NetObject } from './value.ts';
import type { Value } from './value.ts';

export type MemberKind = 'NoteProperty' | 'ScriptProperty' | 'AliasProperty' | 'ScriptMethod' | 'CodeProperty' | 'PropertySet' | 'MemberSet';

/** So many ways to go on are remembered at one shape; objects with ever other names do not fill the memory with shapes. */
const MOST_NEXT = 512;

/** Members in order. Shapes that grow from each other share one list, each its beginning: an object of ten thousand members has one. */
class Members {
  readonly names: string[];
  readonly kinds: MemberKind[];
  readonly slots: Map<string, number>;
  constructor(names: string[], kinds: MemberKind[]) {
    this.names = names;
    this.kinds = kinds;
    this.slots = new Map(names.map((n, i) => [fold(n), i]));
  }
}
/** A list of member names in order; every object with the same names in the same order shares one. */
export class Shape {
  readonly length: number;
  private readonly members: Members;
  private next: Map<string, Shape> | undefined = undefined;
  private listed: { readonly names: readonly string[]; readonly kinds: readonly MemberKind[] } | undefined = undefined;
  private constructor(members: Members, length: number) {
    this.members = members;
    this.length = length;
  }
  static readonly empty: Shape = new Shape(new Members([], []), 0);
  get names(): readonly string[] { return this.list().names; }
  get kinds(): readonly MemberKind[] { return this.list().kinds; }
  nameAt(slot: number): string | undefined { return this.members.names[slot]; }
  kindAt(slot: number): MemberKind | undefined { return this.members.kinds[slot]; }
  /** The slot of a folded name, or -1. */
  slot(folded: string): number {
    const slot = this.members.slots.get(folded);
    // What was added to the list for a longer shape is none of this one's.
    return slot !== undefined && slot < this.length ? slot : -1;
  }
  /** The shape with one more member at the end. */
  with(name: string, kind: MemberKind): Shape {
    const key = kind === 'NoteProperty' ? name : `${name}\0${kind}`, known = this.next?.get(key);
    if (known !== undefined) return known;
    const { length } = this, { names, kinds } = this.members;
    // Whoever comes second at the end of a list goes on with one of his own, and so does a name that is there already: the last one counts.
    const members = names.length === length && this !== Shape.empty && this.slot(fold(name)) < 0 ? this.members : new Members(names.slice(0, length), kinds.slice(0, length));
    members.names.push(name);
    members.kinds.push(kind);
    members.slots.set(fold(name), length);
    const made = new Shape(members, length + 1);
    if (this.next === undefined) this.next = new Map();
    else if (this.next.size >= MOST_NEXT) this.next.clear();
    this.next.set(key, made);
    return made;
  }
  private list(): { readonly names: readonly string[]; readonly kinds: readonly MemberKind[] } {
    return (this.listed ??= { names: this.members.names.slice(0, this.length), kinds: this.members.kinds.slice(0, this.length) });
  }
}

/** The content of a slot whose kind is not NoteProperty. */
export class ScriptMember {
  readonly kind: 'ScriptProperty' | 'ScriptMethod' | 'AliasProperty' | 'PropertySet' | 'CodeProperty' | 'NoteProperty' | 'MemberSet';
  readonly name: string;
  readonly getter: ScriptBlock | undefined;
  readonly setter: ScriptBlock | undefined;
  /** AliasProperty: the name it stands for; PropertySet: the names. */
  readonly target: readonly string[];
  /** AliasProperty: the type its value is converted to, where one is given. */
  readonly as: AnyType | undefined;
  /** NoteProperty: the value that a type gives to all its objects. */
  readonly note: Value;
  /** It stands for a variable of a module, which is told as a note (PSVariableProperty). */
  readonly isVariable: boolean;
  constructor(kind: ScriptMember['kind'], name: string, parts: { getter?: ScriptBlock; setter?: ScriptBlock; target?: readonly string[]; as?: AnyType; note?: Value; isVariable?: boolean }) {
    this.kind = kind;
    this.name = name;
    this.getter = parts.getter;
    this.setter = parts.setter;
    this.target = parts.target ?? [];
    this.as = parts.as;
    this.note = parts.note ?? null;
    this.isVariable = parts.isVariable === true;
  }
}

/** One PSCustomObject (`base` undefined), or a value with members added (`base` is the value). */
export class PSObject extends NetObject {
  readonly base: Value;
  shape: Shape = Shape.empty;
  /** By slot; for a NoteProperty the value itself. */
  slots: (Value | ScriptMember)[] = [];
  /** `PSTypeNames` where they differ from the type's own. */
  typeNames: string[] | undefined = undefined;
  /** How the value was written, where its text is that (`Write-Output 10mb`). */
  literal: string | undefined = undefined;
  constructor(base?: Value) { super(); this.base = base; }

  get isCustom(): boolean { return this.base === undefined; }
  has(name: string): boolean { return this.shape.slot(fold(name)) >= 0; }
  /** The value of a note property, or undefined. Script members: see members/get.ts. */
  get(name: string): Value {
    const held = this.slots[this.shape.slot(fold(name))];
    return held instanceof ScriptMember ? undefined : held;
  }
  /** Sets a note property, adding it at the end where it is new. */
  set(name: string, value: Value): this {
    const slot = this.shape.slot(fold(name));
    if (slot >= 0) this.slots[slot] = value;
    else this.define(name, value);
    return this;
  }
  /** Adds or replaces a member. */
  define(name: string, held: Value | ScriptMember): void {
    const kind: MemberKind = held instanceof ScriptMember ? held.kind : 'NoteProperty';
    const slot = this.shape.slot(fold(name));
    if (slot >= 0 && this.shape.kindAt(slot) === kind) { this.slots[slot] = held; return; }
    if (slot >= 0) this.remove(name);
    this.shape = this.shape.with(name, kind);
    this.slots.push(held);
  }
  remove(name: string): boolean {
    const slot = this.shape.slot(fold(name));
    if (slot < 0) return false;
    const { names, kinds } = this.shape, held = this.slots;
    this.shape = Shape.empty;
    this.slots = [];
    names.forEach((n, i) => {
      if (i !== slot) { this.shape = this.shape.with(n, kinds[i] ?? 'NoteProperty'); this.slots.push(held[i]); }
    });
    return true;
  }
}

/** An object that has crossed a boundary of processes: its properties as they were, the text it had, and no methods. */
export class DeserializedObject extends PSObject {
  text = '';
}

/** A PSCustomObject from pairs in order. */
export function customObject(pairs: Iterable<readonly [string, Value]>, typeName?: string): PSObject {
  const made = new PSObject();
  for (const [name, value] of pairs) made.set(name, value);
  if (typeName !== undefined) made.typeNames = [typeName, 'System.Management.Automation.PSCustomObject', 'System.Object'];
  return made;
}

/** Members added to objects that have an identity of their own stay with the object, not with a wrapper. */
const attached = new WeakMap<object, PSObject>();
let anyAttached = false;
/** The members added to a reference object, or undefined. */
export const attachedMembers = (v: object): PSObject | undefined => (anyAttached ? attached.get(v) : undefined);
/** What was added to a value itself, not to its type: a wrapper's or custom object's own members, or those attached to an object. */
export const ownMembers = (v: Value): PSObject | undefined => (v instanceof PSObject ? v : v instanceof NetObject || Array.isArray(v) ? attachedMembers(v) : undefined);
/** The same, made where there are none yet. */
export function attachMembers(v: object): PSObject {
  let bag = attached.get(v);
  if (bag === undefined) attached.set(v, (bag = new PSObject()));
  anyAttached = true;
  return bag;
}
/** The value inside a wrapper; custom objects and everything else are themselves. */
export const unwrap = (v: Value): Value => (v instanceof PSObject && v.base !== undefined ? v.base : v);
