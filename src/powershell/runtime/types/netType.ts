/**
 * A .NET type as data: member access, Get-Member, conversion, static calls, checkpoints and completion are all
 * served from one table. Types are named first (t.ts) and described afterwards (`netType(T.TimeSpan, {…})` in a
 * file of their own), so that tables may refer to each other.
 */
import { fold } from '../values/folding.ts';
import { NetObject } from '../values/value.ts';
import type { PSReference } from '../values/misc.ts';
import { offers } from './offered.ts';
import type { Value } from '../values/value.ts';

/** A type where what it holds does not matter. */
export type AnyType = NetType<unknown>;
/** What a value of the type is for JavaScript code (a Double parameter arrives as `number`). */
export type Native<T> = T extends NetType<infer N> ? N : never;
export type Natives<P extends readonly AnyType[]> = { -readonly [K in keyof P]: Native<P[K]> };

/** One overload of a method, constructor or static method. `S` is the instance (`void` where there is none). */
export interface Overload<in S = void> {
  readonly params: readonly AnyType[];
  readonly returns: AnyType | undefined;
  readonly invoke: (self: S, args: readonly unknown[]) => unknown;
  /** A method of a script's class: its errors arrive as they are. */
  readonly isScript?: boolean;
  /** Declared `hidden`: it is called as any, and listed only by force. */
  readonly isHidden?: boolean;
  /** The function itself, where it makes a Double of a Double and refuses none: a call of it needs no lists. */
  readonly real?: ((x: number) => number) | undefined;
  /** The same of two Doubles. */
  readonly reals?: ((a: number, b: number) => number) | undefined;
  /** The same of one or two Int32; undefined where the body itself has to say. */
  readonly whole?: ((a: number, b: number) => number | undefined) | undefined;
  /** The parameters' names, where the type's own script gives them. */
  readonly names?: readonly string[];
}
export interface Property<in S> {
  readonly type: AnyType | undefined;
  /** The type a script's class gives it: asked for when it is used, for it may be a class further down. */
  readonly declared?: (() => AnyType) | undefined;
  readonly get: (self: S) => unknown;
  readonly set?: ((self: S, value: Value) => void) | undefined;
}
export type StaticMember = { readonly constant: Value } | Property<void> | readonly Overload[];
/** A conversion INTO the type; gives undefined where this value cannot be converted. */
export interface Conversion<out N> { readonly from: AnyType; readonly convert: (v: never) => N | undefined }

export interface TypeTable<S> {
  /** The JavaScript class whose instances are of this type. */
  readonly class?: abstract new (...args: never[]) => NetObject;
  readonly base?: AnyType;
  readonly interfaces?: readonly string[];
  readonly create?: readonly Overload[];
  readonly statics?: Readonly<Record<string, StaticMember>>;
  readonly props?: Readonly<Record<string, readonly [AnyType | undefined, (self: S) => unknown, ((self: S, value: Value) => void)?]>>;
  readonly methods?: Readonly<Record<string, readonly Overload<S>[]>>;
  readonly convert?: readonly Conversion<S>[];
  /** `ToString()` without arguments. */
  readonly text?: (self: S) => string;
  /** `$x[i]`: the getter, and the setter where it can be written. */
  readonly index?: { readonly get: (self: S, index: Value) => unknown; readonly set?: (self: S, index: Value, value: Value) => void };
  /** What the pipeline, foreach and `@()` see; absent for what counts as one thing. */
  readonly enumerate?: (self: S) => Iterable<Value>;
  readonly compare?: (a: S, b: S) => number;
  readonly equals?: (a: S, b: S) => boolean;
  /** `op_Addition` and the like, by the names that PowerShell's operators ask for. */
  readonly operators?: Readonly<Partial<Record<'op_Addition' | 'op_Subtraction' | 'op_Multiply' | 'op_Division', readonly Overload[]>>>;
  /** For checkpoints: a text from which `load` makes an equal value. */
  readonly save?: (self: S) => string;
  readonly load?: (text: string) => S;
}

export interface TypeTraits<N> {
  readonly valueType?: boolean;
  readonly base?: AnyType;
  readonly interfaces?: readonly string[];
  readonly elementType?: AnyType;
  readonly genericArguments?: readonly AnyType[];
  readonly box?: (native: N) => Value;
  readonly unbox?: (value: Value) => N;
}

/** A System.Type. */
export class NetType<out N = Value> extends NetObject {
  declare readonly native?: N;
  /** Full name: `System.Collections.Generic.List`1[[System.String]]` keeps its arguments in brackets. */
  readonly name: string;
  base: AnyType | undefined;
  readonly isValueType: boolean;
  readonly interfaces: readonly string[];
  readonly elementType: AnyType | undefined;
  readonly genericArguments: readonly AnyType[];
  /** Enum names and values in order of declaration; undefined where the type is no enum. */
  enumValues: ReadonlyMap<string, number | bigint> | undefined;
  isFlags = false;
  /** An enum's underlying type, where it is not Int32. */
  enumBase: AnyType | undefined = undefined;
  private held: unknown = undefined;
  /** Parts of the table that are made when somebody asks for it: most types are never used by a script. */
  private pending: (() => void)[] | undefined;
  readonly box: ((native: never) => Value) | undefined;
  readonly unbox: ((value: Value) => N) | undefined;
  members: Readonly<Record<'statics' | 'props' | 'methods', ReadonlyMap<string, readonly [string, unknown]>>> | undefined;

  constructor(name: string, traits: TypeTraits<N> = {}) {
    super();
    this.name = name;
    this.base = traits.base;
    this.isValueType = traits.valueType ?? false;
    this.interfaces = traits.interfaces ?? [];
    this.elementType = traits.elementType;
    this.genericArguments = traits.genericArguments ?? [];
    this.box = traits.box;
    this.unbox = traits.unbox;
  }
  /** Set by `netType`; read through `typeTable`. */
  get table(): unknown {
    const { pending } = this;
    if (pending !== undefined) { this.pending = undefined; for (const make of pending) make(); }
    return this.held;
  }
  set table(table: unknown) {
    this.held = table;
    this.pending = undefined;
  }
  whenAsked(make: () => void): void {
    (this.pending ??= []).push(make);
    this.members = undefined;
  }
  get isEnum(): boolean { return this.enumValues !== undefined; }
  get isArray(): boolean { return this.elementType !== undefined && this.name.endsWith(']') && this.genericArguments.length === 0; }
  /** `Name` of System.Type: without namespace. */
  get shortName(): string {
    const bracket = this.name.indexOf('[[');
    const plain = bracket >= 0 ? this.name.slice(0, bracket) : this.name;
    return plain.slice(Math.max(plain.lastIndexOf('.'), plain.lastIndexOf('+')) + 1);
  }
  get namespace(): string | null {
    const bracket = this.name.indexOf('[');
    const plain = bracket >= 0 ? this.name.slice(0, bracket) : this.name;
    const dot = plain.lastIndexOf('.');
    return dot < 0 ? null : plain.slice(0, dot);
  }
  /** Whether values of this type are values of `other`: the same, a base, or an interface by name. */
  is(other: AnyType): boolean {
    if (other.name === 'System.Object') return true;
    for (let t: AnyType | undefined = this; t !== undefined; t = t.base) {
      if (t === other || t.name === other.name || t.interfaces.includes(other.name)) return true;
      const table = t.table as TypeTable<unknown> | undefined;
      if (table?.interfaces?.includes(other.name) === true || (other.genericArguments.length > 0 && offers(t, other))) return true;
    }
    return false;
  }
  /** A named member of the table (statics, props, methods), found without regard to case, inherited ones too. */
  find(section: 'statics' | 'props' | 'methods', name: string): readonly [name: string, member: unknown] | undefined {
    const folded = fold(name);
    for (let t: AnyType | undefined = this; t !== undefined; t = t.base) {
      const found = (t.members ?? t.index())[section].get(folded);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  /** The members by folded name, made once. */
  index(): NonNullable<NetType['members']> {
    const table = (this.table ?? {}) as TypeTable<never>;
    const of = (part: object): Map<string, readonly [string, unknown]> => new Map(Object.entries(part).map(([key, member]) => [fold(key), [key, member]]));
    return (this.members = { statics: of(table.statics ?? {}), props: of(table.props ?? {}), methods: of(table.methods ?? {}) });
  }
  /** All names of a section with their members, inherited ones last. */
  list(section: 'statics' | 'props' | 'methods'): Map<string, unknown> {
    const all = new Map<string, unknown>(Object.entries(((this.table ?? {}) as TypeTable<never>)[section] ?? {}));
    const own = new Set(Array.from(all.keys(), fold));
    for (const [name, member] of this.base?.list(section) ?? []) if (!own.has(fold(name))) all.set(name, member);
    return all;
  }
  /** An entry of the table, the base's where the type has none. */
  get<K extends keyof TypeTable<Value>>(key: K): TypeTable<Value>[K] | undefined {
    const own = (this.table as TypeTable<Value> | undefined)?.[key];
    return own ?? this.base?.get(key);
  }
  /** The text of an enum value. */
  enumText(value: number | bigint): string {
    const names = this.enumValues ?? new Map<string, number | bigint>();
    for (const [name, v] of names) if (v === value) return name;
    if (!this.isFlags) return String(value);
    let rest = BigInt(value);
    const found: string[] = [];
    for (const [name, v] of [...names].map(([n, x]) => [n, BigInt(x)] as const).sort((a, b) => (a[1] < b[1] ? 1 : -1))) if (v !== 0n && (rest & v) === v) { found.unshift(name); rest &= ~v; }
    return rest === 0n && found.length > 0 ? found.join(', ') : String(value);
  }
}

/** Describes a type; call once a type, at the top level of the file that belongs to it. */
export function netType<S>(type: NetType<S> | AnyType, table: TypeTable<S>): void {
  type.table = table;
  type.members = undefined;
  if (table.base !== undefined) type.base = table.base;
  if (table.class !== undefined) instancesAre(type, table.class);
}
/** The same with a table that is made when it is first asked for; class and base cannot wait. */
export function laterType<S>(type: NetType<S> | AnyType, make: () => Omit<TypeTable<S>, 'class' | 'base'>, ofClass?: TypeTable<S>['class']): void {
  type.table = undefined;
  type.whenAsked(() => { type.table = ofClass === undefined ? make() : { ...make(), class: ofClass }; });
  if (ofClass !== undefined) instancesAre(type, ofClass);
}
function instancesAre(type: AnyType, ofClass: NonNullable<TypeTable<unknown>['class']>): void {
  Object.defineProperty(ofClass.prototype, 'netType', { value: type, configurable: true });
}
/** A body with the instance and its arguments one by one, which a call that knows it needs no list for. */
export type Body = (self: unknown, a?: unknown, b?: unknown) => unknown;
const bodies = new WeakMap<(...all: never[]) => unknown, Body>();
/** The body behind `invoke`, with no more than two arguments; undefined where there is none. It belongs to the function and not to the overload, which is spread into others. */
export const bodyOf = <S>({ invoke }: Overload<S>): Body | undefined => bodies.get(invoke);
function withBody<I extends (...all: never[]) => unknown>(invoke: I, body: Body | undefined): I { if (body !== undefined) bodies.set(invoke, body); return invoke; }
/** Bodies take their arguments one by one; a call with few of them needs no spreading. */
const plain = (count: number, run: (...all: unknown[]) => unknown): ((self: unknown, args: readonly unknown[]) => unknown) => withBody(listed(count, run), count < 3 ? run : undefined);
const plainStatic = (count: number, run: (...all: unknown[]) => unknown): ((self: unknown, args: readonly unknown[]) => unknown) =>
  withBody(listedStatic(count, run), count === 0 ? () => run() : count === 1 ? (_, a) => run(a) : count === 2 ? (_, a, b) => run(a, b) : undefined);
function listed(count: number, run: (...all: unknown[]) => unknown): (self: unknown, args: readonly unknown[]) => unknown {
  if (count === 0) return (self) => run(self);
  return count === 1 ? (self, args) => run(self, args[0]) : count === 2 ? (self, args) => run(self, args[0], args[1]) : (self, args) => run(self, ...args);
}
function listedStatic(count: number, run: (...all: unknown[]) => unknown): (self: unknown, args: readonly unknown[]) => unknown {
  if (count === 0) return () => run();
  return count === 1 ? (_, args) => run(args[0]) : count === 2 ? (_, args) => run(args[0], args[1]) : (_, args) => run(...args);
}
/** More members for a type that is described elsewhere. */
export function addMembers<S>(type: NetType<S> | AnyType, make: () => Pick<TypeTable<S>, 'props' | 'methods' | 'statics'>): void {
  type.whenAsked(() => {
    const table = (type.table ?? {}) as TypeTable<S>, more = make();
    type.table = { ...table, props: { ...table.props, ...more.props }, methods: { ...table.methods, ...more.methods }, statics: { ...table.statics, ...more.statics } };
  });
}
/** More overloads and members for a type that is described elsewhere: what has the same name stands behind what is there. */
export function addOverloads<S>(type: NetType<S> | AnyType, make: () => Pick<TypeTable<S>, 'props' | 'methods' | 'statics' | 'create'>): void {
  const joined = (a: object = {}, b: object = {}): Record<string, never> => {
    const all: Record<string, unknown> = { ...a };
    for (const [name, value] of Object.entries(b)) all[name] = Array.isArray(all[name]) && Array.isArray(value) ? [...all[name] as unknown[], ...value as unknown[]] : value;
    return all as Record<string, never>;
  };
  type.whenAsked(() => {
    const table = (type.table ?? {}) as TypeTable<S>, more = make();
    type.table = { ...table, props: { ...table.props, ...more.props }, methods: joined(table.methods, more.methods), statics: joined(table.statics, more.statics), create: [...table.create ?? [], ...more.create ?? []] };
  });
}
/** Looks at the arguments of a call before its body does, and throws where .NET refuses them. */
export type Guard<S> = (self: S, ...args: never[]) => void;
export interface Guards<S> { readonly methods?: Readonly<Record<string, Guard<S>>>; readonly statics?: Readonly<Record<string, Guard<void>>>; readonly create?: Guard<void>; readonly props?: Readonly<Record<string, Guard<S>>> }
type AnyGuard = (self: unknown, ...args: unknown[]) => void;
/** A body behind its guard, which gets as many arguments as the overload has: one that is not there is the dearest to ask for. */
function looking<T>(count: number, run: Overload<T>['invoke'], guard: AnyGuard): Overload<T>['invoke'] {
  switch (count) {
    case 0: return (self, args) => { guard(self); return run(self, args); };
    case 1: return (self, args) => { guard(self, args[0]); return run(self, args); };
    case 2: return (self, args) => { guard(self, args[0], args[1]); return run(self, args); };
    case 3: return (self, args) => { guard(self, args[0], args[1], args[2]); return run(self, args); };
    default: return (self, args) => { guard(self, args[0], args[1], args[2], args[3], args[4], args[5], args[6]); return run(self, args); };
  }
}
/** The same of the body itself. */
function lookingBody(count: number, body: Body | undefined, guard: AnyGuard): Body | undefined {
  if (body === undefined) return undefined;
  return count === 0 ? (self) => { guard(self); return body(self); } : count === 1 ? (self, a) => { guard(self, a); return body(self, a); } : (self, a, b) => { guard(self, a, b); return body(self, a, b); };
}
/** The same members, each behind its guard: one for all overloads of a name, so that bodies need not say what is refused. A property's guard stands before its setter. */
export function guardedTable<S>(table: TypeTable<S>, { methods = {}, statics = {}, create, props = {} }: Guards<S>): TypeTable<S> {
  const behind = <T>(overloads: readonly Overload<T>[], guard: AnyGuard): Overload<T>[] => overloads.map((each) => ({ ...each, real: undefined, reals: undefined, whole: undefined, invoke: withBody(looking(each.params.length, each.invoke, guard), lookingBody(each.params.length, bodyOf(each), guard)) }));
  const all = <M>(members: Readonly<Record<string, M>> = {}, guards: object, change: (member: M, guard: AnyGuard) => M): Record<string, M> => {
    const made: Record<string, M> = { ...members };
    for (const [name, guard] of Object.entries(guards)) { const member = made[name]; if (member !== undefined) made[name] = change(member, guard as AnyGuard); }
    return made;
  };
  return {
    ...table,
    methods: all(table.methods, methods, behind),
    statics: all(table.statics, statics, (member, guard): StaticMember => (Array.isArray(member) ? behind(member as readonly Overload[], guard) : member)),
    props: all(table.props, props, ([type, get, set], guard) => [type, get, (self, value) => { guard(self, value); set?.(self, value); }]),
    ...(create === undefined ? {} : { create: behind(table.create ?? [], create as AnyGuard) }),
  };
}
/** Guards for a type that is described elsewhere, before. */
export function addGuards<S>(type: NetType<S> | AnyType, guards: Guards<S>): void {
  type.whenAsked(() => { type.table = guardedTable((type.table ?? {}) as TypeTable<S>, guards); });
}
/** A method: `method([T.Double], (self, n) => …, T.DateTime)`. */
export const method = <S, const P extends readonly AnyType[]>(
  params: P, run: (self: S, ...args: Natives<P>) => unknown, returns?: AnyType,
): Overload<S> => ({ params, returns, invoke: plain(params.length, run as (...all: unknown[]) => unknown) });
/** A static method or constructor. */
export const func = <const P extends readonly AnyType[]>(params: P, run: (...args: Natives<P>) => unknown, returns?: AnyType): Overload =>
  ({ params, returns, invoke: plainStatic(params.length, run as (...all: unknown[]) => unknown) });
export const constant = (value: Value): StaticMember => ({ constant: value });
export const from = <F, N>(type: NetType<F>, convert: (v: F) => N | undefined): Conversion<N> => ({ from: type, convert: convert });

/** A `ref` or `out` parameter: takes a `[ref]` whose value could be the type; the body gets the reference. */
export class RefType extends NetType<PSReference> {
  readonly item: AnyType;
  constructor(item: AnyType) { super('System.Management.Automation.PSReference'); this.item = item; }
}
export const refTo = (item: AnyType): RefType => new RefType(item);

/** A trailing `params T[]`: the call's remaining arguments arrive as one array. */
export class RestType<N> extends NetType<N[]> {
  readonly item: AnyType;
  constructor(item: AnyType) { super(`${item.name}[]`, { elementType: item }); this.item = item; }
}
export const rest = <N>(item: NetType<N>): RestType<N> => new RestType<N>(item);
