/** `.name`, `::name`, `.method()`, `[index]`: the shape of a custom object is remembered at the place of access. */
import type { ExpressionAst, IndexExpressionAst, InvokeMemberExpressionAst, MemberExpressionAst, StringConstantExpressionAst, TypeName } from '../../../syntax/ast.ts';
import { toText } from '../../convert/toText.ts';
import { raise } from '../../errors/raise.ts';
import { getMember, readProperty } from '../../members/get.ts';
import { getIndex, getKeyed } from '../../members/index.ts';
import { matchedGroup } from '../../operators/match.ts';
import { getStatic, invokeMember as callMember, invokeStatic } from '../../members/invoke.ts';
import { call as callOverloads } from '../../members/overloads.ts';
import { BaseView } from '../../members/psObjectView.ts';
import type { Frame } from '../../run/frame.ts';
import { isGrown } from '../../run/growing.ts';
import { watchedMember } from '../../run/growingMembers.ts';
import { NetType } from '../../types/netType.ts';
import { T } from '../../types/t.ts';
import type { AnyType, Overload } from '../../types/netType.ts';
import { typeOf } from '../../types/typeOf.ts';
import { fold } from '../../values/folding.ts';
import { Dictionary } from '../../values/dictionary.ts';
import { DynamicObject } from '../../values/dynamic.ts';
import { Record } from '../../values/misc.ts';
import { PSObject, ScriptMember, attachedMembers } from '../../values/psObject.ts';
import type { Shape } from '../../values/psObject.ts';
import { ScriptBlock } from '../../values/scriptBlock.ts';
import type { Value } from '../../values/value.ts';
import type { Eval } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { rememberedCall, rememberedStatic } from './remembered.ts';
import { rememberedValue } from './rememberedValue.ts';
import type { CallSite } from './remembered.ts';
import { ClassInstance, plainFields } from '../classes/instance.ts';
import { isObjectKey } from './objectKey.ts';
import { growingSlot, isLength, isQuiet } from './variables.ts';

/** The member's name: a word as written, anything else evaluated. */
export function memberName(n: ExpressionAst, c: Compiler): Eval {
  if (n.kind === 'StringConstantExpressionAst') { const { value } = n; return () => value; }
  return c.expression(n);
}
export function member(n: MemberExpressionAst, c: Compiler): Eval {
  const of = c.expression(n.expression), slot = isLength(n) ? growingSlot(n.expression, c) : -1;
  if (slot >= 0 && n.member.kind === 'StringConstantExpressionAst') {
    const get = named(n.member.value);
    return (f) => { const v = f.slots[slot]; return isGrown(f, slot, v) ? v.length : get(of(f), f); };
  }
  const inner = isLength(n) && n.member.kind === 'StringConstantExpressionAst' ? ownerOf(n.expression, c) : undefined;
  if (inner !== undefined) { const length = lengthOf(inner.name, (n.member as { readonly value: string }).value); return (f) => length(inner.of(f), f); }
  if (n.isStatic) {
    if (n.member.kind === 'StringConstantExpressionAst') {
      const { value: word } = n.member, read = rememberedValue(word);
      return (f) => { const type = typeFor(of(f)), held = read(type); return held === undefined ? staticValue(type, word, f) : held; };
    }
    const name = memberName(n.member, c);
    return (f) => staticValue(typeFor(of(f)), toText(name(f)), f);
  }
  if (n.member.kind === 'StringConstantExpressionAst' && isMatches(n.expression) && !n.nullConditional) {
    const { value: group } = n.member, get = named(group);
    return (f) => matchedGroup(f, group) ?? get(of(f), f);
  }
  if (n.member.kind === 'StringConstantExpressionAst') return n.nullConditional ? conditional(of, named(n.member.value)) : ((get) => (f: Frame) => get(of(f), f))(named(n.member.value));
  const name = c.expression(n.member), { nullConditional } = n;
  return (f) => { const o = of(f); return nullConditional && o == null ? null : readNamed(o, name(f), f); };
}
/** A property by name of something, whose array may only be looked at (run/growingMembers.ts). */
export const isOwned = (n: ExpressionAst): n is MemberExpressionAst & { readonly member: StringConstantExpressionAst } =>
  n.kind === 'MemberExpressionAst' && !n.isStatic && !n.nullConditional && n.member.kind === 'StringConstantExpressionAst' && !isMatches(n.expression) && !isLength(n);
const ownerOf = (n: ExpressionAst, c: Compiler): { readonly of: Eval; readonly name: string } | undefined => (isOwned(n) ? { of: c.expression(n.expression), name: n.member.value } : undefined);
/** `$o.name.Count`: an array that is watched stays so. */
export function lengthOf(name: string, length: string): (o: Value, f: Frame) => Value {
  const folded = fold(name), get = named(name), read = named(length);
  return (o, f) => watchedMember(o, folded)?.length ?? read(get(o, f), f);
}
/** `$o.name[i]` in the same way. */
export function itemOf(name: string): (o: Value, at: Value, f: Frame) => Value {
  const folded = fold(name), get = named(name);
  return (o, at, f) => {
    const list = (watchedMember(o, folded) as Value[] | undefined) ?? get(o, f);
    return typeof at === 'number' && Array.isArray(list) && at >= 0 && at < list.length ? list[at] : getIndex(list, at, f.strict);
  };
}
/** `$Matches` itself, whose groups are read without making it. */
export const isMatches = (n: ExpressionAst): boolean => n.kind === 'VariableExpressionAst' && !n.splatted && fold(n.variablePath) === 'matches';
const conditional = (of: Eval, get: (o: Value, f: Frame) => Value): Eval => (f) => { const o = of(f); return o == null ? null : get(o, f); };
function readNamed(o: Value, name: Value, f: Frame): Value {
  if (name instanceof ScriptBlock) return f.session.evaluateBlock(name, o);
  // A dictionary is asked for the name as it is, which may be a number.
  if (o instanceof Dictionary && typeof name !== 'string' && name != null && o.has(name)) return o.get(name) ?? null;
  return getMember(o, toText(name), f.strict);
}
/** Reads one name; the last shape seen at this place is remembered with its slot. */
export function named(name: string): (o: Value, f: Frame) => Value {
  const folded = fold(name), plain = propertyOf(name);
  let shape: Shape | undefined, slot = -1;
  return (o, f) => {
    if (o instanceof PSObject) {
      if (o.shape !== shape) { const at = o.shape.slot(folded); if (at < 0) return getMember(o, name, f.strict); shape = o.shape; slot = at; }
      const held = o.slots[slot];
      return held instanceof ScriptMember ? getMember(o, name, f.strict) : held;
    }
    return plain(o, f);
  };
}
/** The same for values of .NET's types, whose tables say how; the last type seen is remembered. */
function propertyOf(name: string): (o: Value, f: Frame) => Value {
  let type: AnyType | undefined, property: readonly [AnyType | undefined, (self: Value) => unknown] | undefined, field: string | undefined;
  return (o, f) => {
    const own = tableOf(o);
    if (own === undefined || own !== type) {
      type = own;
      property = own?.find('props', name)?.[1] as typeof property;
      field = property === undefined ? undefined : plainFields.get(property);
    }
    // What a class keeps are values already.
    if (field !== undefined && o instanceof ClassInstance) { const held = o.fields.get(field); return held === undefined ? null : held; }
    return property === undefined ? getMember(o, name, f.strict) : readProperty(o, property);
  };
}
/** The type whose table alone decides what a name means; undefined where the value has names of its own. */
export function tableOf(o: Value): AnyType | undefined {
  if (typeof o === 'string') return T.String;
  if (o == null || typeof o !== 'object' || attachedMembers(o) !== undefined) return undefined;
  return o instanceof PSObject || o instanceof Dictionary || o instanceof Record || o instanceof DynamicObject || o instanceof BaseView ? undefined : typeOf(o);
}
/** The type left of `::`, which may be a value of any type. */
export function typeFor(v: Value): AnyType {
  if (v instanceof NetType) return v;
  if (v == null) return raise({ id: 'InvokeMethodOnNull', category: 'InvalidOperation', message: 'You cannot call a method on a null-valued expression.' });
  return typeOf(v);
}
function staticValue(type: AnyType, name: string, f: Frame): Value {
  const v = getStatic(type, name);
  if (v === null && f.strict >= 2 && type.find('statics', name) === undefined)
    return raise({ id: 'PropertyNotFoundStrict', category: 'NotSpecified', exception: 'System.Management.Automation.PropertyNotFoundException', message: `The property '${name}' cannot be found on this object. Verify that the property exists.` });
  return v;
}
export function invokeMember(n: InvokeMemberExpressionAst, c: Compiler): Eval {
  const of = c.expression(n.expression), name = memberName(n.member, c), args = n.arguments.map((a) => c.expression(a));
  const { isStatic, nullConditional } = n;
  const evaluate = (f: Frame): Value[] => { const out: Value[] = []; for (const a of args) { const v = a(f); out.push(v === undefined ? null : v); } return out; };
  if (isStatic) {
    if (n.member.kind !== 'StringConstantExpressionAst') return (f) => { const type = typeFor(of(f)), values = evaluate(f); return invokeStatic(type, toText(name(f)), values); };
    const call = rememberedStatic(n.member.value), called = n.member.value, generics = n.genericTypeArguments.map((t) => c.type(t));
    // Methods whose type arguments matter have a name of their own, and take the types first.
    if (generics.length > 0) return (f) => { const type = typeFor(of(f)), found = type.find('statics', `${called}[]`); return found === undefined ? call.many(type, evaluate(f)) : callOverloads(found[1] as readonly Overload<undefined>[], undefined, [...generics.map((t) => t() as unknown as Value), ...evaluate(f)], called); };
    return calling(call, (f) => typeFor(of(f)), args, evaluate, false);
  }
  const asBase = baseCall(n);
  if (asBase !== undefined && n.member.kind === 'StringConstantExpressionAst') {
    const type = c.type(asBase), called = n.member.value;
    return (f) => {
      const o = of(f), as = type(), found = as === T.PSObject || as === T.PSCustomObject || o == null || typeOf(o) === as || !typeOf(o).is(as) ? undefined : as.find('methods', called);
      if (as === T.Object && o != null && args.length === 0 && /^tostring$/i.test(called)) return typeOf(o).name;
      return o == null && nullConditional ? null : found === undefined ? callMember(o, called, evaluate(f)) : callOverloads(found[1] as readonly Overload<Value>[], o, evaluate(f), found[0]);
    };
  }
  if (n.member.kind === 'StringConstantExpressionAst') {
    return calling(rememberedCall(n.member.value), of, args, evaluate, nullConditional);
  }
  return (f) => {
    const o = of(f);
    if (o == null && nullConditional) return null;
    const values = evaluate(f), called = name(f);
    if (called instanceof ScriptBlock) return f.session.evaluateBlock(called, o);
    return callMember(o, toText(called), values);
  };
}
/** The call of a place; with few arguments there is no list of them. */
function calling<O extends Value>(site: CallSite<O>, of: (f: Frame) => O, args: readonly Eval[], evaluate: (f: Frame) => Value[], nullConditional: boolean): Eval {
  const [first, second] = args, { none, one, two, many } = site;
  if (nullConditional) return (f) => { const o = of(f); return o == null ? null : many(o, evaluate(f)); };
  if (first === undefined) return (f) => none(of(f));
  if (second === undefined) return (f) => { const o = of(f); return one(o, first(f)); };
  if (args.length === 2) return (f) => { const o = of(f), a = first(f); return two(o, a, second(f)); };
  return (f) => { const o = of(f); return many(o, evaluate(f)); };
}
/** `([Base] $object).Method()`: the base's own method, not the one that overrides it. */
export function baseCall(n: InvokeMemberExpressionAst): TypeName | undefined {
  const inner = n.expression.kind === 'ParenExpressionAst' && n.expression.pipeline.kind === 'PipelineAst' && n.expression.pipeline.elements.length === 1 ? n.expression.pipeline.elements[0] : undefined;
  const cast = inner?.kind === 'CommandExpressionAst' ? inner.expression : undefined;
  return cast?.kind === 'ConvertExpressionAst' && cast.type.typeName.text.toLowerCase() !== 'ref' ? cast.type.typeName : undefined;
}
export function index(n: IndexExpressionAst, c: Compiler): Eval {
  const slot = isQuiet(n.index) ? growingSlot(n.target, c) : -1, read = c.expression(n.target), at = c.expression(n.index), { nullConditional } = n;
  const of: Eval = slot < 0 ? read : (f) => { const v = f.slots[slot]; return Array.isArray(v) ? v : read(f); };
  if (isMatches(n.target) && (n.index.kind === 'ConstantExpressionAst' || n.index.kind === 'StringConstantExpressionAst')) {
    const group = String(n.index.value);
    return (f) => matchedGroup(f, group) ?? getIndex(of(f), at(f), f.strict);
  }
  if (isObjectKey(n.index)) return (f) => { const o = of(f); return nullConditional && o == null ? null : getKeyed(o, at(f), f.strict); };
  const inner = !nullConditional && isQuiet(n.index) ? ownerOf(n.target, c) : undefined;
  if (inner !== undefined) { const item = itemOf(inner.name); return (f) => item(inner.of(f), at(f), f); }
  return (f) => { const o = of(f); return nullConditional && o == null ? null : getIndex(o, at(f), f.strict); };
}
