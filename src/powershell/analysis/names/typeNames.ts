import type { Ast, ScriptBlockAst, SimpleTypeName, TypeName } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { accelerators } from '../../syntax/types/accelerators.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { argumentFor } from '../commands/arguments.ts';
import { Gathered } from '../../syntax/gathered.ts';
import { nodesAt } from '../nodesAt.ts';
import type { NamePlace } from './occurrences.ts';
import { writtenName } from './quoted.ts';

/** Where a class's or an enum's plain name stands: `declare` at its definition, `write` at a constructor, which bears the name too. */
export interface TypeNamePlace extends NamePlace { readonly name: string }

/** The simple names within a type's name: of `[Dictionary[string,Disk[]]]` all three. */
export function simpleNames(name: TypeName): readonly SimpleTypeName[] {
  if (name.form === 'simple') return [name];
  return name.form === 'array' ? simpleNames(name.element) : [name.generic, ...name.arguments.flatMap(simpleNames)];
}

/** The simple name within a type's name that stands at a place: in `[List[Disk]]` and `[Disk[]]` it may be Disk. */
export const simpleNameAt = (name: TypeName, offset: number): SimpleTypeName | undefined => simpleNames(name).findLast(({ start, end }) => start <= offset && offset <= end);

/** False for the short names that .NET's types have; a name with dots is never one of a text's own. */
export const mayBeOwnType = (name: SimpleTypeName): boolean => /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name.name) && !accelerators().has(name.name.toLowerCase()) && !/^(?:boolean|nullable)$/i.test(name.name);

const known = new WeakMap<ScriptBlockAst, readonly TypeNamePlace[]>();

/**
 * Every place of a text that names a type in one word which .NET's short names do not have: in brackets, as the base of a
 * class, in `New-Object`. They stand in the order of the text.
 */
export function typeNamePlaces({ ast, text }: ParseResult): readonly TypeNamePlace[] {
  let places = known.get(ast);
  if (places !== undefined) return places;
  const found = new Map<number, TypeNamePlace>();
  walk(ast, (node) => {
    for (const place of placesOf(node, text) ?? []) if (!found.has(place.start)) found.set(place.start, place);
  });
  known.set(ast, (places = [...found.values()].sort((a, b) => a.start - b.start)));
  return places;
}

const gathered = new Gathered((node, text) => placesOf(node, text)?.map(({ name, access }) => ({ name: name.toLowerCase(), access })));

/** The same names in lower case, without their places. */
export const typeNamesIn = ({ ast, text }: ParseResult): readonly Pick<TypeNamePlace, 'name' | 'access'>[] => gathered.in(ast, text);

/** The names of types that a node itself writes. */
function placesOf(node: Ast, text: string): readonly TypeNamePlace[] | undefined {
  const found: TypeNamePlace[] = [];
  const add = (name: string, start: number, end: number, access: NamePlace['access']): void => {
    if (text.slice(start, end).toLowerCase() === name.toLowerCase()) found.push({ name, start, end, access });
  };
  const read = (type: TypeName): void => {
    for (const one of simpleNames(type)) if (mayBeOwnType(one)) add(one.name, one.start, one.start + one.name.length, 'read');
  };
  switch (node.kind) {
    case 'TypeDefinitionAst':
      add(node.name, node.nameStart, node.nameEnd, 'declare');
      for (const member of node.members) if (member.kind === 'FunctionMemberAst' && member.isConstructor) add(node.name, member.nameStart, member.nameEnd, 'write');
      return found;
    case 'TypeExpressionAst': case 'TypeConstraintAst': read(node.typeName); return found;
    case 'InvokeMemberExpressionAst': node.genericTypeArguments.forEach(read); return found;
    case 'CommandAst': {
      const [command] = node.elements, type = command?.kind === 'StringConstantExpressionAst' && /^new-object$/i.test(command.value) ? argumentFor(node, 'TypeName', 0) : undefined;
      const written = type?.kind === 'StringConstantExpressionAst' ? writtenName(text, type) : undefined;
      if (type?.kind === 'StringConstantExpressionAst' && written !== undefined && /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(type.value)) add(type.value, written.start, written.end, 'read');
      return found;
    }
    default: return undefined;
  }
}

/** False where no member of a class or enum can stand, without a look at what values are. */
export function mayNameMember({ ast }: ParseResult, offset: number): boolean {
  const touches = ({ start, end }: { readonly start: number; readonly end: number }): boolean => start <= offset && offset <= end;
  return nodesAt(ast, offset).some((node) => {
    if (node.kind === 'MemberExpressionAst' || node.kind === 'InvokeMemberExpressionAst') return touches(node.member);
    return node.kind === 'TypeDefinitionAst' || node.kind === 'HashtableAst' || node.kind === 'StringConstantExpressionAst';
  });
}

/** Why a class or enum cannot have a name; undefined where it can. */
export function typeNameProblem(name: string): string | undefined {
  if (!/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name)) return `“${name}” is no name for a type: use letters, digits and _.`;
  const simple: SimpleTypeName = { form: 'simple', name, assembly: undefined, start: 0, end: name.length, text: name };
  return mayBeOwnType(simple) ? undefined : `[${name}] is a type of .NET already: the brackets would mean that one.`;
}
