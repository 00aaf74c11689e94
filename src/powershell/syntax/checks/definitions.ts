import type { FunctionMemberAst, ScriptBlockAst, TypeDefinitionAst, TypeName } from '../ast.ts';
import { formatMessage, type ErrorId } from '../messages.ts';
import type { ParseError } from '../parseResult.ts';
import { typeFullName } from '../types/fullName.ts';
import { nameKey } from '../nameKey.ts';
import { checkEnumerations } from './enumerations.ts';
import { plainTypeName } from './knownTypes.ts';

export type Report = (node: { readonly start: number; readonly end: number }, errorId: ErrorId, ...args: readonly string[]) => void;

/** .NET types that nothing can be derived from. */
const sealed = /^(?:string|s?byte|char|bool(?:ean)?|u?short|u?int(?:16|32|64|128)?|u?long|float|single|double|decimal|half|datetime|datetimeoffset|timespan|guid|void|dbnull|version|intptr|uintptr|console|math|convert|environment)$/;

/** Classes and enumerations of a script itself, not those of functions and script blocks in it. */
function definedIn(script: ScriptBlockAst): TypeDefinitionAst[] {
  return [script.beginBlock, script.processBlock, script.endBlock].flatMap((block) => (block?.statements ?? []).filter((statement) => statement.kind === 'TypeDefinitionAst'));
}

const constructorsOf = (type: TypeDefinitionAst): FunctionMemberAst[] => type.members.flatMap((member) => (member.kind === 'FunctionMemberAst' && member.isConstructor ? [member] : []));

/** What a class derives from: of the script's own classes only those defined before it. */
function checkBases(type: TypeDefinitionAst, before: ReadonlyMap<string, TypeDefinitionAst>, later: ReadonlySet<string>, report: Report): void {
  type.baseTypes.forEach((base, index) => {
    const name = typeFullName(base.typeName), own = before.get(name.toLowerCase());
    if (base.typeName.form === 'array') report(base, 'SubtypeArray', name);
    else if (own === undefined && later.has(name.toLowerCase())) report(base, 'TypeNotFound', name);
    else if (index > 0) {
      if (own !== undefined || sealed.test(plainTypeName(base.typeName))) report(base, 'InterfaceNameExpected', own?.name ?? name);
    } else if (own?.typeKind === 'Enum' || sealed.test(plainTypeName(base.typeName))) {
      report(base, 'SealedBaseClass', own?.name ?? base.typeName.text);
    } else if (own !== undefined && constructorsOf(type).every((one) => one.isStatic)) {
      const inherited = constructorsOf(own).filter((one) => !one.isStatic);
      if (inherited.length > 0 && inherited.every((one) => one.parameters.length > 0)) report(type, 'BaseClassNoDefaultCtor', own.name);
    }
  });
}

/** A parameter's type, the same text for the same type. */
function signature(method: FunctionMemberAst): string {
  return method.parameters.map(({ attributes }) => {
    const type: TypeName | undefined = attributes.find((attribute) => attribute.kind === 'TypeConstraintAst')?.typeName;
    return type === undefined ? 'object' : plainTypeName(type).replace(/^int32$/, 'int').replace(/^int64$/, 'long').replace(/^boolean$/, 'bool').replace(/^single$/, 'float');
  }).join(',');
}

/** No property twice, no method twice with the same parameters, no parameters of a static constructor. */
function checkMembers(type: TypeDefinitionAst, report: Report): void {
  const properties = new Set<string>(), methods = new Map<string, FunctionMemberAst[]>();
  for (const member of type.members) {
    const key = nameKey(member.name);
    if (member.kind === 'PropertyMemberAst') {
      if (properties.has(key)) report(member, 'MemberAlreadyDefined', member.name);
      properties.add(key);
      continue;
    }
    if (member.isConstructor) continue;
    checkOverload(member, methods, report);
  }
  for (const member of constructorsOf(type)) {
    const first = member.parameters[0], last = member.parameters.at(-1);
    if (member.isStatic && first !== undefined && last !== undefined) report({ start: first.start, end: last.end }, 'StaticConstructorCantHaveParameters');
    else checkOverload(member, methods, report);
  }
}

function checkOverload(method: FunctionMemberAst, methods: Map<string, FunctionMemberAst[]>, report: Report): void {
  const key = `${nameKey(method.name)}(${signature(method)})`, known = methods.get(key) ?? [];
  if (known.some((other) => other.isStatic === method.isStatic || !method.isConstructor)) report({ start: method.nameStart, end: method.nameEnd }, 'MemberAlreadyDefined', method.name);
  else methods.set(key, [...known, method]);
}

/**
 * What keeps the classes and enumerations of a script from being made: the official engine finds it when a script begins
 * to run, before its first statement does, and reports it as it reports errors of syntax (about_Classes, about_Enum).
 */
export function definitionErrors(script: ScriptBlockAst): readonly ParseError[] {
  const types = definedIn(script), errors: ParseError[] = [];
  if (types.length === 0) return errors;
  const seen = new Set<string>();
  const report: Report = ({ start, end }, errorId, ...args) => {
    const key = `${errorId}:${start}`;
    if (seen.has(key)) return;
    seen.add(key);
    errors.push({ errorId, message: formatMessage(errorId, args), start, end, incompleteInput: false });
  };
  const before = new Map<string, TypeDefinitionAst>(), later = new Set(types.map(({ name }) => name.toLowerCase()));
  for (const type of types) if (type.typeKind === 'Enum') before.set(type.name.toLowerCase(), type);
  for (const type of types) {
    if (type.typeKind === 'Class') checkBases(type, before, later, report);
    before.set(type.name.toLowerCase(), type);
  }
  checkEnumerations(types.filter(({ typeKind }) => typeKind === 'Enum'), report);
  for (const type of types) if (type.typeKind === 'Class') checkMembers(type, report);
  return errors;
}
