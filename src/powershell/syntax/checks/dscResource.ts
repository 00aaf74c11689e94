import type { FunctionMemberAst, PropertyMemberAst, TypeDefinitionAst, TypeName } from '../ast.ts';
import type { Parser } from '../parser.ts';
import { returnsNothing } from './classes.ts';
import { knownAttribute } from './knownAttributes.ts';
import { plainTypeName } from './knownTypes.ts';

interface Parts { set: boolean; test: boolean; get: boolean; key: boolean }
type Types = ReadonlyMap<string, TypeDefinitionAst>;

const keyTypes = /^(?:string|s?byte|u?short|u?int|u?long|u?int16|u?int32|u?int64)$/;

function checkKey(p: Parser, property: PropertyMemberAst, types: Types): boolean {
  const attribute = property.attributes.find(({ typeName }) => knownAttribute(typeName.text)?.name === 'DscProperty');
  const key = attribute?.namedArguments.find(({ argumentName }) => argumentName.toLowerCase() === 'key');
  const isTrue = key?.argument.kind === 'ConstantExpressionAst' ? Boolean(key.argument.value) : key?.argument.kind === 'VariableExpressionAst' && key.argument.variablePath.toLowerCase() === 'true';
  if (!isTrue) return false;
  const type = property.propertyType?.typeName;
  const fits = type?.form === 'simple' && (keyTypes.test(plainTypeName(type)) || types.get(type.name.toLowerCase())?.typeKind === 'Enum');
  if (!fits) p.report(property.start, property.end, 'DscResourceInvalidKeyProperty');
  return true;
}

function checkGet(p: Parser, method: FunctionMemberAst, owner: TypeDefinitionAst): void {
  const type: TypeName | undefined = method.returnType?.typeName, element = type?.form === 'array' ? type.element : type;
  if (element?.form !== 'simple' || element.name.toLowerCase() !== owner.name.toLowerCase()) p.report(method.start, method.end, 'DscResourceInvalidGetMethod', owner.name);
}

/** What a resource's members, and those of the classes it derives from, give of what it needs. */
function look(p: Parser, type: TypeDefinitionAst, parts: Parts, types: Types, depth: number): void {
  for (const member of type.members) {
    if (member.kind === 'PropertyMemberAst') {
      if (checkKey(p, member, types)) parts.key = true;
    } else if (member.parameters.length === 0) {
      const name = member.name.toLowerCase();
      if (name === 'set' && returnsNothing(member)) parts.set = true;
      else if (name === 'test' && member.returnType !== undefined && /^bool(?:ean)?$/.test(plainTypeName(member.returnType.typeName))) parts.test = true;
      else if (name === 'get' && !parts.get) {
        checkGet(p, member, type);
        parts.get = true;
      }
    }
  }
  for (const base of type.baseTypes) {
    const found = types.get(base.typeName.text.toLowerCase());
    if (found !== undefined && found.typeKind === 'Class' && depth < 50 && !(parts.set && parts.get && parts.test && parts.key)) look(p, found, parts, types, depth + 1);
  }
}

/** A class with `[DscResource()]` has Get, Set, Test, a key, and a constructor without parameters (about_Classes_and_DSC). */
export function checkDscResource(p: Parser, type: TypeDefinitionAst, types: Types): void {
  const attribute = type.attributes.find(({ typeName }) => knownAttribute(typeName.text)?.name === 'DscResource');
  if (attribute === undefined) return;
  const parts: Parts = { set: false, test: false, get: false, key: false };
  look(p, type, parts, types, 0);
  const constructors = type.members.filter((member) => member.kind === 'FunctionMemberAst' && member.isConstructor && !member.isStatic);
  const { start, end } = attribute;
  if (!parts.set) p.report(start, end, 'DscResourceMissingSetMethod', type.name);
  if (!parts.get) p.report(start, end, 'DscResourceMissingGetMethod', type.name);
  if (!parts.test) p.report(start, end, 'DscResourceMissingTestMethod', type.name);
  if (constructors.length > 0 && constructors.every((one) => one.kind === 'FunctionMemberAst' && one.parameters.length > 0)) p.report(start, end, 'DscResourceMissingDefaultConstructor', type.name);
  if (!parts.key) p.report(start, end, 'DscResourceMissingKeyProperty', type.name);
}
