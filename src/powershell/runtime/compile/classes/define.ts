/** class-statement: a type table like .NET's own, so that members, conversion and formatting know nothing of scripts. */
import type { ExpressionAst, TypeDefinitionAst } from '../../../syntax/ast.ts';
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { retrieved } from '../../convert/retrieved.ts';
import { exception, raise, raiseRecord } from '../../errors/raise.ts';
import { enumerate, isEnumerable, steps } from '../../convert/enumerate.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import { boxed, call, construct } from '../../members/overloads.ts';
import { getMember } from '../../members/get.ts';
import { invokeMember } from '../../members/invoke.ts';
import { emptyOf, makeException } from '../../members/constructed.ts';
import { takesNone, unwatch, watch } from '../../run/porous.ts';
import { Frame } from '../../run/frame.ts';
import { current } from '../../run/current.ts';
import { Invocation } from '../../run/commands/invocation.ts';
import { Layout } from '../../run/layout.ts';
import { isSignal } from '../../run/pipeline/signals.ts';
import type { SourceText } from '../../run/source.ts';
import { plainStreams } from '../../run/pipeline/streams.ts';
import { nullWriter } from '../../run/pipeline/writers.ts';
import { asError, locate } from '../../errors/recover.ts';
import type { ModuleState } from '../../run/session.ts';
import { declaredBy } from '../../types/declared.ts';
import { resolveType } from '../../types/resolve.ts';
import { NetType, netType } from '../../types/netType.ts';
import type { AnyType, Overload, StaticMember, TypeTable } from '../../types/netType.ts';
import { T } from '../../types/t.ts';
import { ErrorRecord, NetException, PowerShellError } from '../../values/errorRecord.ts';
import { fold } from '../../values/folding.ts';
import { PSObject } from '../../values/psObject.ts';
import { typeOf } from '../../types/typeOf.ts';
import { identifyBy } from '../../values/identity.ts';
import { toNumber } from '../../values/numbers.ts';
import type { NumberValue } from '../../values/numbers.ts';
import { ItemCollection } from '../../values/lists.ts';
import { NetObject, nothing, unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { readAttribute } from '../attributes.ts';
import { validator } from '../../bind/validation.ts';
import { customTransform, customValidator } from '../../bind/customAttributes.ts';
import { NORMAL } from '../code.ts';
import type { Exec, Eval } from '../code.ts';
import { Compiler } from '../compiler.ts';
import { watchedValue } from '../watch.ts';
import { ClassInstance, fieldsOf, plainFields } from './instance.ts';
import type { Instance } from './instance.ts';
import { scriptMethod } from './method.ts';
import type { ScriptMethod } from './method.ts';

interface PropertyPlan { readonly name: string; readonly isStatic: boolean; readonly isHidden: boolean; readonly type: (() => AnyType) | undefined; readonly initial: Initial | undefined; readonly rules: readonly ((v: Value) => Value)[] }
/** The value a property begins with, worked out as a method of the class would. */
interface Initial { readonly value: Eval; readonly isConstant: boolean; readonly mark: number; readonly layout: Layout; readonly source: SourceText }
/** What a class adds to its type's table. */
interface ClassPlan { readonly base: AnyType; /** Static properties and constructors, until they have run. */ begin: (() => void) | undefined; readonly properties: readonly PropertyPlan[]; readonly constructors: readonly ScriptMethod[]; readonly module: ModuleState; /** The classes of scripts from the base on, and what the first of them derives from: known once an object is made. */ line?: readonly (readonly [AnyType, ClassPlan])[]; native?: AnyType | undefined; isException?: boolean }
const plans = new WeakMap<AnyType, ClassPlan>();

export function defineClass(n: TypeDefinitionAst, c: Compiler): Exec {
  return (f) => {
    const { module } = f, bases = n.baseTypes.map((b) => resolveType(b.typeName, c.namespaces, (folded) => module.types.get(folded)));
    const [first] = bases, isInterface = first !== undefined && /(^|\.)I[A-Z]/.test(first.name) && !plans.has(first);
    const base = first === undefined || isInterface ? T.Object : first;
    const type = new NetType<Value>(n.name, { base, interfaces: n.baseTypes.map((b, i) => bases[i]?.name ?? b.typeName.text) });
    module.types.set(fold(n.name), type);
    const properties = n.members.flatMap((m) => (m.kind === 'PropertyMemberAst' ? [{
      name: m.name, isStatic: m.isStatic, isHidden: m.isHidden, type: m.propertyType === undefined ? undefined : c.type(m.propertyType.typeName),
      initial: initialOf(m.initialValue, c), rules: m.attributes.flatMap((a) => { const read = readAttribute(a, c)(f), r = validator(read) ?? customTransform(read) ?? customValidator(read); return r === undefined ? [] : [r]; }),
    }] : []));
    const methods = n.members.flatMap((m) => (m.kind === 'FunctionMemberAst' ? [{ isConstructor: m.isConstructor, method: scriptMethod(m, c, module, n.name) }] : []));
    const constructors = methods.filter((m) => m.isConstructor && !m.method.isStatic).map((m) => m.method);
    const statics = methods.filter((m) => m.isConstructor && m.method.isStatic);
    plans.set(type, { base, properties, constructors, module, begin: () => { for (const p of properties) if (p.isStatic) staticValues.get(p)?.(); for (const m of statics) m.method.run(null, []); } });
    describe(type, properties, methods.filter((m) => !m.isConstructor).map((m) => m.method), constructors, f);
    return NORMAL;
  };
}
/** The items an enumerator of a script's class gives. */
function* walk(source: Value): Iterable<Value> {
  if (isEnumerable(source)) { yield* enumerate(source); return; }
  while (toBoolean(invokeMember(source, 'MoveNext', []))) yield getMember(source, 'Current');
}
function boxedAll(args: readonly unknown[], types: readonly AnyType[]): readonly Value[] {
  const all: Value[] = [];
  for (let i = 0; i < args.length; i++) all.push(boxed(args[i], types[i]));
  return all;
}
const overload = (m: ScriptMethod): Overload<Value> => ({
  isScript: true, isHidden: m.isHidden, names: m.names, get params() { return m.params(); }, get returns() { return m.returns === undefined ? T.Void : m.returns(); },
  invoke: (self, args) => m.run(self, boxedAll(args, m.params())) ?? (m.returns === undefined ? nothing : null),
});
/** A static method: the class begins before it runs. */
const begun = (o: Overload<Value>, type: AnyType, name: string): Overload<Value> => ({ isScript: true, isHidden: o.isHidden === true, ...(o.names === undefined ? {} : { names: o.names }), get params() { return o.params; }, get returns() { return o.returns; }, invoke: (self, args) => { beginType(type, name, args.length); return o.invoke(self, args); } });
function initialOf(n: ExpressionAst | undefined, c: Compiler): Initial | undefined {
  if (n === undefined) return undefined;
  const layout = new Layout();
  layout.slot('this');
  return { value: watchedValue(n, new Compiler(layout, c.source, c.namespaces)), isConstant: n.kind === 'ConstantExpressionAst' || n.kind === 'StringConstantExpressionAst', mark: c.mark(n), layout, source: c.source };
}
/** A property's first value, in a scope of its own below the class's session; what goes wrong went wrong there. */
function begins(p: PropertyPlan, initial: Initial, module: ModuleState, type: AnyType, self: Value): Value {
  const session = current(), caller = session.current;
  // No scope is needed, except to say where a constant that does not fit is written.
  if (initial.isConstant) try { return typed(p, initial.value(caller)); } catch { /* told below */ }
  const f = new Frame(session, initial.layout, module === caller.module ? caller : module.active ?? module.frame, module, nullWriter, plainStreams, initial.source);
  f.invocation = new Invocation({ kind: 'Function', name: type.name, block: undefined as never, module }, type.name, caller.source.extent(caller.at));
  f.invocation.isMethod = true;
  f.caller = caller;
  f.at = initial.mark;
  if (self !== null) f.slots[initial.layout.slot('this')] = self;
  session.current = f;
  // A call of its own: what steps over the making of an object does not stop here.
  session.depth += 1;
  const isWatched = watch(session, takesNone);
  try { return typed(p, initial.value(f) ?? null); } catch (e) {
    if (isSignal(e)) throw e;
    const error = asError(e, f);
    locate(error, f);
    throw error;
  } finally { unwatch(session, isWatched); session.depth -= 1; session.current = caller; }
}
const noNames = <V>(): Record<string, V> => Object.create(null) as Record<string, V>;
function describe(type: NetType, properties: readonly PropertyPlan[], methods: readonly ScriptMethod[], constructors: readonly ScriptMethod[], f: Frame): void {
  // Without a prototype: a script's member may be called `toString` or `constructor`.
  const own = { props: noNames<NonNullable<TypeTable<Instance>['props']>[string]>(), methods: noNames<Overload<Value>[]>(), statics: noNames<StaticMember>() };
  const hidden: [string, readonly unknown[]][] = [];
  for (const p of properties) {
    if (p.isStatic) { own.statics[p.name] = Object.assign(staticProperty(p, f, type), p.isHidden ? { isHidden: true } : {}); continue; }
    // Only asked for when it is used: the type may be a class further down.
    const entry = [undefined as AnyType | undefined, (o: Instance) => fieldsOf(o).get(p.name) ?? null, p.rules.length === 0 ? (o: Instance, v: Value) => { fieldsOf(o).set(p.name, v); } : (o: Instance, v: Value) => { fieldsOf(o).set(p.name, p.rules.reduce((x, rule) => rule(x), v)); }] as const;
    if (p.type !== undefined) Object.defineProperty(entry, 0, { get: p.type, enumerable: true });
    if (p.rules.length === 0) plainFields.set(entry, p.name);
    if (p.isHidden) hidden.push([p.name, entry]); else own.props[p.name] = entry;
  }
  const declared = methods.map((m) => ({ name: m.name, isStatic: m.isStatic, overload: (m.isStatic ? begun(overload(m), type, m.name) : overload(m)) as Overload<Value> & Overload }));
  for (const { name, isStatic, overload: one } of declared) (isStatic ? ((own.statics[name] ??= []) as Overload[]) : (own.methods[name] ??= [])).push(one);
  declaredBy.set(type, { properties, methods: declared });
  // Overloads of the base that this class does not replace are there beside its own.
  for (const [kind, table] of [['methods', own.methods], ['statics', own.statics]] as const) for (const [name, list] of Object.entries(table)) {
    const inherited: unknown = type.base?.find(kind, name)?.[1];
    if (Array.isArray(list) && Array.isArray(inherited)) list.push(...(inherited as Overload<Value>[]).filter((o) => !(list as Overload<Value>[]).some((mine) => sameParameters(mine, o))));
  }
  const named = (name: string, count: number): ScriptMethod | undefined => methods.find((m) => !m.isStatic && fold(m.name) === name && m.params().length === count);
  const text = named('tostring', 0), same = named('equals', 1), order = named('compareto', 1), each = named('getenumerator', 0), move = named('movenext', 0), at = named('get_current', 0);
  const enumerates = (kind: string): boolean => type.interfaces.some((i) => new RegExp(`(^|\\.)${kind}\\b`).test(i));
  netType<Value>(type, {
    ...own as unknown as TypeTable<Value>,
    create: constructors.length === 0 ? [{ isHidden: true, params: [], returns: type, invoke: () => make(type, []) }] : constructors.map((m) => ({ isScript: true, names: m.names, get params() { return m.params(); }, returns: type, invoke: (_: void, args: readonly unknown[]) => make(type, boxedAll(args, m.params()), m) })),
    ...(text === undefined ? {} : { text: (o: Value) => current().looking ? type.name : retrieved('ToStringObjectBasicException', () => toText(text.run(o, []))) }),
    // What is ordered is not the same for that.
    ...(same === undefined ? order === undefined ? {} : { equals: (a: Value, b: Value) => a === b } : { equals: (a: Value, b: Value) => same.run(a, [b]) === true }),
    ...(each === undefined || !enumerates('IEnumerable') ? {} : { enumerate: (o: Value) => walk(each.run(o, [])) }),
    ...(move === undefined || at === undefined || !enumerates('IEnumerator') ? {} : { enumerate: (o: Value) => steps(() => move.run(o, []) === true, () => at.run(o, [])) }),
    ...(order === undefined ? {} : { compare: (a: Value, b: Value) => toNumber(order.run(a, [b]) as NumberValue) }),
  });
  const hash = named('gethashcode', 0);
  if (hash !== undefined && same !== undefined) identifyBy(type, (v) => hash.run(v, []), (a, b) => same.run(a, [b]) === true);
  const index = type.index().props as Map<string, readonly [string, unknown]>;
  for (const [name, entry] of hidden) index.set(fold(name), [name, entry]);
}
/** Whether a method takes the place of another; types that are not there yet are nobody's else. */
function sameParameters(a: Overload<Value>, b: Overload<Value>): boolean {
  try { return a.params.length === b.params.length && a.params.every((t, i) => t === b.params[i]); } catch { return true; }
}
/** What gives a static property its first value. */
const staticValues = new WeakMap<PropertyPlan, () => void>();
function staticProperty(p: PropertyPlan, f: Frame, type: AnyType): StaticMember {
  let value: Value = unset;
  // Without a value of its own it is empty as its type is, which may be a class further down.
  staticValues.set(p, () => { if (value === unset) value = p.initial === undefined ? p.type === undefined ? null : emptyOf(p.type()) : begins(p, p.initial, f.module, type, null); });
  const ready = (): void => { beginType(type); staticValues.get(p)?.(); };
  return { type: undefined, declared: p.type, ...(p.isHidden ? { isHidden: true } : {}), get: () => { ready(); return value; }, set: (_, v) => { ready(); value = typed(p, v); } };
}
/** Classes whose beginning failed: .NET tells it again at every use. */
const failures = new WeakMap<AnyType, NetException>();
/** Runs what a class does once, before its first object or static member is used; its bases come first. `method`: what is called, where something is. */
function beginType(type: AnyType, method?: string, count = 0): void {
  const plan = plans.get(type);
  if (plan === undefined) return;
  beginType(plan.base, method, count);
  const { begin } = plan;
  plan.begin = undefined;
  if (begin !== undefined) try { begin(); } catch (e) {
    if (isSignal(e) || !(e instanceof PowerShellError)) throw e;
    failures.set(type, exception('System.TypeInitializationException', `The type initializer for '${type.name}' threw an exception.`, e.record.exception, [['TypeName', type.name]]));
  }
  const failed = failures.get(type);
  if (failed === undefined) return;
  if (method === undefined) raiseRecord(new ErrorRecord(failed, failed.netType.name, 'NotSpecified'));
  raise({ id: 'TypeInitializationException', category: 'NotSpecified', exception: 'System.Management.Automation.MethodInvocationException', message: `Exception calling "${method}" with "${count}" argument(s): "${failed.message}"`, inner: failed });
}
const typed = (p: PropertyPlan, v: Value): Value => p.rules.reduce((x, rule) => rule(x), p.type === undefined ? v : convertTo(v, p.type()));

/** A new object: fields of all classes from the base on, then the constructors. */
function make(type: NetType, args: readonly Value[], chosen?: ScriptMethod): Instance {
  beginType(type, '.ctor', args.length);
  const plan = plans.get(type) as ClassPlan, line = plan.line ?? lineOf(type, plan);
  const made: Instance = plan.isException === true ? new NetException(type, `Exception of type '${type.name}' was thrown.`) : derived(plan.native, type) ?? new ClassInstance(type);
  const fields = fieldsOf(made);
  for (const [t, { properties, module }] of line) for (const p of properties) {
    if (p.isStatic) continue;
    fields.set(p.name, p.initial === undefined ? (p.type === undefined ? null : emptyOf(p.type())) : begins(p, p.initial, module, t, made));
  }
  initialise(type, made, args, chosen);
  return made;
}
function lineOf(type: AnyType, plan: ClassPlan): NonNullable<ClassPlan['line']> {
  const line: (readonly [AnyType, ClassPlan])[] = [];
  let native: AnyType | undefined = type;
  for (let own = plans.get(type); native !== undefined && own !== undefined; native = native.base, own = native === undefined ? undefined : plans.get(native)) line.unshift([native, own]);
  plan.native = native;
  plan.isException = type.is(T.Exception);
  return (plan.line = line);
}
/** An object of the .NET class that a script's class derives from, as one of the script's class. */
function derived(native: AnyType | undefined, type: NetType): NetObject | undefined {
  if (native === undefined || native === T.Object || (native.table as TypeTable<unknown> | undefined)?.create?.some((o) => o.params.length === 0) !== true) return undefined;
  const made = construct(native, []);
  if (!(made instanceof NetObject)) return undefined;
  Object.defineProperty(made, 'netType', { value: type });
  return made;
}
/** Runs the constructor of one class; its base's first, with the arguments the text gives. */
function initialise(type: AnyType, made: Instance, args: readonly Value[], chosen?: ScriptMethod): void {
  const plan = plans.get(type);
  if (plan === undefined) { baseOfDotNet(type, made, args); return; }
  const constructor = chosen ?? pick(plan, args, type);
  if (constructor === undefined) { initialise(plan.base, made, []); return; }
  constructor.run(made, args, (f) => initialise(plan.base, made, (constructor.baseArguments ?? []).map((a) => a(f) ?? null)));
}
const fitsExactly = (params: readonly AnyType[], args: readonly Value[]): boolean => params.length === args.length && args.every((v, i) => v != null && !(v instanceof PSObject) && typeOf(v) === params[i]);
function pick(plan: ClassPlan, args: readonly Value[], type: AnyType): ScriptMethod | undefined {
  if (plan.constructors.length === 0 && args.length === 0) return undefined;
  // The commonest: one, and what it is given is of its parameters' types.
  const [only] = plan.constructors;
  if (only !== undefined && plan.constructors.length === 1 && fitsExactly(only.params(), args)) return only;
  let found: ScriptMethod | undefined;
  call(plan.constructors.map((m) => ({ get params() { return m.params(); }, returns: undefined, isScript: true, invoke: () => { found = m; return null; } })), undefined, args, type.name);
  return found ?? raise({ id: 'MethodCountCouldNotFindBest', category: 'NotSpecified', message: `Cannot find an overload for "${type.name}" and the argument count: "${args.length}".`, exception: 'System.Management.Automation.MethodException' });
}
function baseOfDotNet(type: AnyType, made: Instance, args: readonly Value[]): void {
  if (args.length > 0 && made instanceof ItemCollection) { const like = construct(type, args); if (like instanceof ItemCollection) made.items = like.items; return; }
  if (!(made instanceof NetException) || args.length === 0) return;
  const like = makeException(type, args);
  made.message = like.message;
  made.inner = like.inner;
  for (const [k, v] of like.extra) made.extra.set(k, v);
}
