/** What can be assigned to: variables (typed or not), properties, static properties, items, and lists of these. */
import type { AttributeBaseAst, ExpressionAst } from '../../../syntax/ast.ts';
import { isObjectKey } from './objectKey.ts';
import { FIXED_VARIABLES, readOnlyVariable } from '../../errors/common.ts';
import { raise } from '../../errors/raise.ts';
import { toItems } from '../../convert/enumerate.ts';
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { getMember } from '../../members/get.ts';
import { getIndex, getKeyed, setIndex, setKeyed } from '../../members/index.ts';
import { getStatic, setStatic } from '../../members/invoke.ts';
import { setMember, setProperty } from '../../members/set.ts';
import type { TypeProperty } from '../../members/set.ts';
import { setDriveVariable } from '../../run/drives.ts';
import type { Frame } from '../../run/frame.ts';
import { T } from '../../types/t.ts';
import { typeOf } from '../../types/typeOf.ts';
import { NetType } from '../../types/netType.ts';
import type { AnyType } from '../../types/netType.ts';
import { fold } from '../../values/folding.ts';
import { unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import type { Eval } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { variableGuard } from '../attributes.ts';
import { PSObject, ScriptMember } from '../../values/psObject.ts';
import type { Shape } from '../../values/psObject.ts';
import { ClassInstance, plainFields } from '../classes/instance.ts';
import { memberName, named as reader, tableOf } from './members.ts';
import { plainVariable, splitPath, variable } from './variables.ts';

export type Assign = (f: Frame, v: Value) => void;
/** A target with its parts worked out once: for `+=` and `++`. */
export interface Place { readonly get: () => Value; readonly set: (v: Value) => void }
export interface Target { readonly assign: Assign; readonly prepare: (f: Frame) => Place }

const whole = (get: (f: Frame) => Value, assign: Assign): Target => ({ assign, prepare: (f) => ({ get: () => get(f), set: (v) => assign(f, v) }) });

/** Assigning a variable by its path. */
export function variableTarget(path: string, c: Compiler): Assign {
  const { scope, name } = splitPath(path), folded = fold(name) === 'psitem' ? '_' : fold(name);
  switch (scope) {
    case undefined: case 'local': case 'private': {
      if (folded === 'null') return () => undefined;
      if (FIXED_VARIABLES.has(folded)) return () => readOnlyVariable(name);
      if (folded === 'lastexitcode') return (f, v) => { f.session.lastExitCode = v; };
      if (folded === 'matches') return (f, v) => { f.session.current.matches = v as never; };
      if (scope === 'private') return (f, v) => {
        f.session.spell(name);
        f.assign(name, v);
        f.guard(folded, { check: (x) => x, ...f.guardOf(folded), isPrivate: true });
      };
      const slot = c.slot(folded);
      if (slot < 0) return (f, v) => { f.session.spell(name); f.assign(name, v); };
      return (f, v) => { if (f.guards === null) f.slots[slot] = v; else f.assignGuarded(slot, v); };
    }
    case 'global': return (f, v) => { f.session.spell(name); f.session.global.assign(name, v); };
    case 'script': return (f, v) => { f.session.spell(name); f.scriptFrame().assign(name, v); };
    case 'workflow': case 'using': return (f, v) => { (f.holder(folded) ?? f).assign(name, v); };
    default: return (f, v) => setDriveVariable(f, scope, name, v);
  }
}
export function target(n: ExpressionAst, c: Compiler): Target {
  switch (n.kind) {
    case 'VariableExpressionAst': return whole(variable(n, c), variableTarget(n.variablePath, c));
    case 'ConvertExpressionAst': return typed(n.child, [n.type], c);
    case 'AttributedExpressionAst': return typed(n, [], c);
    case 'MemberExpressionAst': return memberTarget(n.expression, n.member, n.isStatic, c);
    case 'IndexExpressionAst': {
      return itemTarget(c.expression(n.target), c.expression(n.index), isObjectKey(n.index));
    }
    case 'InvokeMemberExpressionAst': {
      const [key] = n.arguments;
      if (n.isStatic || key === undefined || n.arguments.length > 1 || n.member.kind !== 'StringConstantExpressionAst' || fold(n.member.value) !== 'item') break;
      return itemTarget(c.expression(n.expression), c.expression(key));
    }
    case 'ArrayLiteralAst': return listTarget(n.elements.map((e) => target(e, c)));
    case 'ParenExpressionAst': {
      const inner = n.pipeline;
      const only = inner.kind === 'PipelineAst' && inner.elements.length === 1 ? inner.elements[0] : undefined;
      if (only?.kind === 'CommandExpressionAst') return target(only.expression, c);
      break;
    }
    default:
  }
  return whole(() => null, () => raise({ id: 'InvalidLeftHandSide', category: 'ParserError', message: 'The assignment expression is not valid. The input to an assignment operator must be an object that is able to accept assignments, such as a variable or a property.' }));
}
/** `$row.Item('Name') = …`: the parameterized property that an index is (InvokeMemberAssignableValue). */
function itemTarget(of: Eval, at: Eval, isKey = false): Target {
  const read = isKey ? getKeyed : getIndex, write = isKey ? setKeyed : setIndex;
  return {
    assign: (f, v) => { const o = of(f); write(o, at(f), v); },
    prepare: (f) => { const o = of(f), i = at(f); return { get: () => read(o, i), set: (v) => write(o, i, v) }; },
  };
}
/** `[int]$x = …`, `[ValidateRange(1,5)][int]$x = …`: the variable keeps its guard. */
function typed(n: ExpressionAst, types: readonly AttributeBaseAst[], c: Compiler): Target {
  const attributes: AttributeBaseAst[] = [...types];
  let child = n;
  while (child.kind === 'ConvertExpressionAst' || child.kind === 'AttributedExpressionAst') {
    attributes.push(child.kind === 'ConvertExpressionAst' ? child.type : child.attribute);
    child = child.child;
  }
  if (child.kind !== 'VariableExpressionAst') {
    const inner = target(child, c), convert = attributes.flatMap((a) => (a.kind === 'TypeConstraintAst' ? [c.type(a.typeName, a)] : []));
    const change = (v: Value): Value => convert.reduceRight((x, t) => convertTo(x, t()), v);
    return { assign: (f, v) => inner.assign(f, change(v)), prepare: (f) => { const p = inner.prepare(f); return { get: p.get, set: (v) => p.set(change(v)) }; } };
  }
  const { scope, name } = splitPath(child.variablePath), folded = fold(name), read = variable(child, c);
  if (FIXED_VARIABLES.has(folded)) return whole(read, () => readOnlyVariable(name));
  const guard = variableGuard(attributes, name, c), isOwn = isOwnSlot(folded, scope, attributes, c), slot = scope === undefined ? plainVariable(name, c) : -1;
  const assign: Assign = (f, v) => {
    const holder = scope === 'global' ? f.session.global : scope === 'script' ? f.scriptFrame() : f;
    const g = guard(isOwn && f.parent !== null);
    // The variable has this very guard: what it was given in the turn before.
    if (slot >= 0 && f.guards?.[slot] === g && f.slots[slot] !== unset) { f.slots[slot] = g.check(v === undefined ? null : v); return; }
    const stored = (holder.own(folded) === unset ? g.first : g.check)(v === undefined ? null : v);
    holder.guard(folded, undefined);
    holder.assign(name, stored);
    holder.guard(folded, scope === 'private' ? { ...g, isPrivate: true } : g);
  };
  return whole(read, assign);
}
/**
 * Whether a variable lies in a slot of its type: one of its block's own scope that is given a type and no other attribute where it is first assigned to.
 * What does not become the type then fails as its cast does, elsewhere as an attribute's conversion (VariableAnalysis, Compiler.ReduceAssignment).
 */
function isOwnSlot(folded: string, scope: string | undefined, attributes: readonly AttributeBaseAst[], c: Compiler): boolean {
  const slot = c.slot(folded);
  if (c.layout === null || slot < 0 || !c.ownsScope || (scope !== undefined && scope !== 'local') || attributes.some((a) => a.kind !== 'TypeConstraintAst')) return false;
  if (!c.layout.begun.has(slot)) c.layout.begun.set(slot, 'typed');
  return c.layout.begun.get(slot) === 'typed';
}
function memberTarget(object: ExpressionAst, name: ExpressionAst, isStatic: boolean, c: Compiler): Target {
  const of = c.expression(object), named = memberName(name, c);
  if (isStatic) {
    const type = (f: Frame) => { const t = of(f); return t instanceof NetType ? t : t == null ? (T.Object as never) : typeOf(t); };
    return { assign: (f, v) => setStatic(type(f), toText(named(f)), v), prepare: (f) => { const t = type(f), k = toText(named(f)); return { get: () => getStatic(t, k), set: (v) => setStatic(t, k, v) }; } };
  }
  if (name.kind === 'StringConstantExpressionAst') {
    const set = namedSetter(name.value), get = reader(name.value);
    return { assign: (f, v) => { const o = of(f); set(o, v); }, prepare: (f) => { const o = of(f); return { get: () => get(o, f), set: (v) => set(o, v) }; } };
  }
  return { assign: (f, v) => { const o = of(f); setMember(o, toText(named(f)), v); },
    prepare: (f) => { const o = of(f), k = toText(named(f)); return { get: () => getMember(o, k), set: (v) => setMember(o, k, v) }; } };
}
/** Writes one name; the last shape seen at this place is remembered with its slot. */
export function namedSetter(name: string): (o: Value, v: Value) => void {
  const folded = fold(name);
  const plain = propertySetter(name);
  let shape: Shape | undefined, slot = -1;
  return (o, v) => {
    if (!(o instanceof PSObject)) return plain(o, v);
    if (o.shape !== shape) {
      const at = o.shape.slot(folded);
      if (at < 0) return setMember(o, name, v);
      shape = o.shape;
      slot = at;
    }
    if (o.slots[slot] instanceof ScriptMember) return setMember(o, name, v);
    o.slots[slot] = v === undefined ? null : v;
    return undefined;
  };
}
/** The same for values of .NET's types and of classes, whose tables say how; the last type seen is remembered. */
function propertySetter(name: string): (o: Value, v: Value) => void {
  let type: AnyType | undefined, property: TypeProperty | undefined, field: string | undefined, declared: AnyType | undefined;
  return (o, v) => {
    const own = tableOf(o);
    if (own === undefined) return setMember(o, name, v);
    if (own !== type) {
      type = own;
      property = own.find('props', name) as TypeProperty | undefined;
      field = property === undefined ? undefined : plainFields.get(property[1]);
      declared = field === undefined ? undefined : property?.[1][0];
    }
    if (field !== undefined && o instanceof ClassInstance && v !== undefined && (declared === undefined || (v !== null && !(v instanceof PSObject) && typeOf(v) === declared))) { o.fields.set(field, v); return undefined; }
    return property === undefined ? setMember(o, name, v) : setProperty(o, property, v === undefined ? null : v);
  };
}
/** `$a, $b = …`: one each, the last takes the rest. */
function listTarget(targets: readonly Target[]): Target {
  const assign: Assign = (f, v) => {
    const items = toItems(v === undefined ? null : v);
    targets.forEach((t, i) => {
      const last = i === targets.length - 1;
      t.assign(f, last && items.length > targets.length ? items.slice(i) : items[i] ?? null);
    });
  };
  return whole(() => null, assign);
}
