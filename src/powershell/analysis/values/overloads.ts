import type { FunctionMemberAst, InvokeMemberExpressionAst, MemberExpressionAst, TypeDefinitionAst } from '../../syntax/ast.ts';
import { textOf } from '../commands/arguments.ts';
import type { Inference, Value } from './inference.ts';
import type { TypeMember } from './typeView.ts';

export interface OverloadParameter { readonly name: string; /** As a script names it, or the full name. */ readonly type: string; readonly isRest: boolean }
/** One way to call a method or a constructor. */
export interface MethodOverload { readonly name: string; readonly returns: string | undefined; readonly isStatic: boolean; readonly parameters: readonly OverloadParameter[] }

function ofClass({ name, isStatic, isConstructor, parameters, returnType }: FunctionMemberAst, type: TypeDefinitionAst): MethodOverload {
  return {
    name: isConstructor ? 'new' : name, isStatic, returns: isConstructor ? type.name : (returnType?.typeName.text ?? 'void'),
    parameters: parameters.map((parameter) => ({ name: parameter.name.variablePath, isRest: false, type: parameter.attributes.find((one) => one.kind === 'TypeConstraintAst')?.typeName.text ?? 'System.Object' })),
  };
}

/** A class's own method, else that of the class it comes from: an overload that is said anew counts once. */
function ofOwn(values: Inference, own: TypeDefinitionAst, name: string): MethodOverload[] {
  if (name.toLowerCase() === 'new') {
    const made = own.members.flatMap((member) => (member.kind === 'FunctionMemberAst' && member.isConstructor && !member.isStatic ? [ofClass(member, own)] : []));
    return made.length > 0 || own.typeKind !== 'Class' ? made : [{ name: 'new', returns: own.name, isStatic: false, parameters: [] }];
  }
  const found = new Map<string, MethodOverload>();
  for (const type of values.lineage(own)) {
    for (const member of type.members) {
      if (member.kind !== 'FunctionMemberAst' || member.isConstructor || member.name.toLowerCase() !== name.toLowerCase()) continue;
      const overload = ofClass(member, type), key = overload.parameters.map((parameter) => parameter.type.toLowerCase()).join();
      if (!found.has(key)) found.set(key, overload);
    }
  }
  return [...found.values()];
}

/** What a method gives, of its own; `object` is what overloads have that give each something else, and what nobody knows. */
const ofNet = ({ name, type, overloads }: TypeMember, isStatic: boolean, of: string): MethodOverload[] =>
  overloads.map((parameters) => ({ name, returns: name === 'new' ? of : type === 'System.Object' ? undefined : type, isStatic: isStatic && name !== 'new', parameters }));

function ofValue(values: Inference, value: Value | undefined, name: string, isStatic: boolean): MethodOverload[] {
  if (value?.own !== undefined) return ofOwn(values, value.own, name);
  if (value?.type !== undefined) {
    const type = value.type.endsWith('[]') && !isStatic ? 'System.Array' : value.type, member = values.types.member(type, name, isStatic);
    if (member?.isMethod === true) return ofNet(member, isStatic, values.types.type(type)?.name ?? type);
  }
  return value?.item === undefined || value.item === value ? [] : ofValue(values, value.item, name, false);
}

/** The ways to call the method that an expression names; none where nobody knows it. */
export function overloadsOf(values: Inference, { expression, member, isStatic }: InvokeMemberExpressionAst | MemberExpressionAst): MethodOverload[] {
  const name = textOf(member);
  if (name === undefined) return [];
  return ofValue(values, isStatic && expression.kind === 'TypeExpressionAst' ? values.named(expression.typeName) : values.expression(expression), name, isStatic);
}
