import type { Ast, ExpressionAst, MemberAst, TypeDefinitionAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import type { NamePlace } from '../names/occurrences.ts';
import { writtenName } from '../names/quoted.ts';
import { itemOf, type Inference, type Value } from './inference.ts';
import { propertyArguments } from './propertyArguments.ts';
import { sameName } from '../names/sameName.ts';

/** A member of a class or enum by the class at the bottom that first has it: what comes from that class and says the same name is the same. */
export interface OwnMember { readonly type: TypeDefinitionAst; readonly name: string }

/** Places of a member; `unknown` are those of the same name behind values that nobody knows the type of. */
export interface MemberPlaces { readonly places: readonly NamePlace[]; readonly unknown: readonly NamePlace[] }


const isNamed = (name: string) => (member: MemberAst): boolean => sameName(member.name, name) && !(member.kind === 'FunctionMemberAst' && member.isConstructor);

/** The member that a name means in values of a class; undefined where the class has none of it. */
export function ownMember(values: Inference, type: TypeDefinitionAst, name: string): OwnMember | undefined {
  const bottom = values.lineage(type).findLast(({ members }) => members.some(isNamed(name)));
  return bottom && { type: bottom, name: bottom.members.find(isNamed(name))!.name };
}

/** The letters of a member's name where it is declared. */
export function memberNameExtent(text: string, member: MemberAst): { readonly start: number; readonly end: number } | undefined {
  if (member.kind === 'FunctionMemberAst') return { start: member.nameStart, end: member.nameEnd };
  const from = Math.max(member.start, member.propertyType?.end ?? 0, ...member.attributes.map(({ end }) => end)), written = text.slice(from, member.end);
  const at = written.startsWith(member.name) ? from : from + written.indexOf(`$${member.name}`) + 1;
  return at === from && !written.startsWith(member.name) ? undefined : { start: at, end: at + member.name.length };
}

/** The class whose member `name` of a value is: of a list that of its items, which PowerShell gives for all of them. */
function ownerOf(values: Inference, value: Value | undefined, name: string): TypeDefinitionAst | undefined {
  if (value === undefined || value.own !== undefined) return value?.own;
  if (value.chosen?.names.has(name.toLowerCase()) === true) return value.chosen.own;
  return value.type !== undefined && values.types.member(value.type.endsWith('[]') ? 'System.Array' : value.type, name, false) !== undefined ? undefined : value.item?.own;
}

const ownerValue = (values: Inference, expression: ExpressionAst, isStatic: boolean): Value | undefined => (isStatic && expression.kind === 'TypeExpressionAst' ? values.named(expression.typeName) : values.expression(expression));

interface Use { readonly name: string; readonly start: number; readonly end: number; readonly access: NamePlace['access']; readonly owner: () => Value | undefined; readonly isStatic: boolean }

/** Texts that become a value of an enum, with what says so: a cast, a typed variable or property, the other side of a comparison, the condition of a switch. */
function textsForEnum(values: Inference, node: Ast): readonly (readonly [text: Ast | undefined, owner: () => Value | undefined])[] {
  switch (node.kind) {
    case 'ConvertExpressionAst': return [[node.child, () => values.named(node.type.typeName)]];
    case 'PropertyMemberAst': return [[node.initialValue, () => node.propertyType && values.named(node.propertyType.typeName)]];
    case 'BinaryExpressionAst': return /^[IC](?:eq|ne)$/.test(node.operator) ? [[node.left, () => values.expression(node.right)], [node.right, () => values.expression(node.left)]] : [];
    case 'SwitchStatementAst': return node.clauses.map(({ test }) => [test, () => itemOf(values.statement(node.condition))] as const);
    case 'ParameterAst': {
      const type = node.attributes.find((one) => one.kind === 'TypeConstraintAst');
      return [[node.defaultValue, () => type && values.named(type.typeName)]];
    }
    case 'AssignmentStatementAst': return node.operator === 'Equals' && node.right.kind === 'CommandExpressionAst' && node.left.kind !== 'ArrayLiteralAst' ? [[node.right.expression, () => values.expression(node.left)]] : [];
    default: return [];
  }
}

/** The names behind dots and colons, those that commands take of what comes to them, the keys of tables that become objects of a class, and texts that become values of an enum. */
function usesOf(values: Inference, node: Ast): Use[] {
  const texts = textsForEnum(values, node).flatMap(([text, owner]): Use[] => {
    const written = text?.kind === 'StringConstantExpressionAst' ? writtenName(values.result.text, text) : undefined;
    if (text?.kind !== 'StringConstantExpressionAst' || written === undefined || written.end - written.start !== text.value.length) return [];
    // What is no enum of the text stays a text.
    return [{ name: text.value, start: written.start, end: written.end, access: 'read', isStatic: true, owner: () => {
      const value = owner();
      return value?.own?.typeKind === 'Enum' ? value : undefined;
    } }];
  });
  return [...texts, ...namesOf(values, node)];
}

function namesOf(values: Inference, node: Ast): Use[] {
  if (node.kind === 'CommandAst') {
    return propertyArguments(node).flatMap((text): Use[] => {
      const written = writtenName(values.result.text, text);
      // Where nobody knows what comes down the pipeline, a name says nothing of a class.
      return written === undefined || written.end - written.start !== text.value.length ? [] : [{ name: text.value, start: written.start, end: written.end, access: 'read', isStatic: true, owner: () => values.input(node) }];
    });
  }
  if ((node.kind === 'MemberExpressionAst' || node.kind === 'InvokeMemberExpressionAst') && node.member.kind === 'StringConstantExpressionAst' && node.member.stringConstantType === 'BareWord') {
    const { member: { value: name, start, end }, expression, isStatic } = node, parent = values.facts.parents.get(node), isWritten = parent?.kind === 'AssignmentStatementAst' && parent.left === node;
    return end - start === name.length ? [{ name, start, end, access: isWritten ? 'write' : 'read', isStatic, owner: () => ownerValue(values, expression, isStatic) }] : [];
  }
  if (node.kind !== 'ConvertExpressionAst' || node.child.kind !== 'HashtableAst') return [];
  return node.child.pairs.flatMap(({ key }): Use[] => {
    if (key.kind !== 'StringConstantExpressionAst') return [];
    const inside = key.stringConstantType === 'BareWord' ? 0 : 1;
    return [{ name: key.value, start: key.start + inside, end: key.end - inside, access: 'write', isStatic: false, owner: () => values.named(node.type.typeName) }];
  });
}

/** The member of a class or enum that is named at a place, with the name's extent. */
export function ownMemberAt(values: Inference, offset: number): (OwnMember & { readonly start: number; readonly end: number }) | undefined {
  const touches = ({ start, end }: { readonly start: number; readonly end: number }): boolean => start <= offset && offset <= end;
  let found: (OwnMember & { readonly start: number; readonly end: number }) | undefined;
  walk(values.result.ast, (node) => {
    if (found !== undefined || !touches(node)) return false;
    if (node.kind === 'TypeDefinitionAst') {
      for (const member of node.members) {
        const extent = memberNameExtent(values.result.text, member), meant = extent !== undefined && touches(extent) ? ownMember(values, node, member.name) : undefined;
        if (meant !== undefined && extent !== undefined && !(member.kind === 'FunctionMemberAst' && member.isConstructor)) found = { ...meant, ...extent };
      }
    }
    for (const { name, start, end, owner } of usesOf(values, node).filter(touches)) {
      const type = ownerOf(values, owner(), name), meant = type && ownMember(values, type, name);
      if (meant !== undefined) found = { ...meant, start, end };
    }
    return found === undefined;
  });
  return found;
}

/** Every place of a text that means a member of a class. */
export function ownMemberPlaces(values: Inference, { type, name }: OwnMember): MemberPlaces {
  const places: NamePlace[] = [], unknown: NamePlace[] = [], isIt = (owner: TypeDefinitionAst): boolean => ownMember(values, owner, name)?.type === type;
  walk(values.result.ast, (node) => {
    if (node.kind === 'TypeDefinitionAst' && node.members.some(isNamed(name)) && isIt(node)) {
      for (const member of node.members.filter(isNamed(name))) {
        const extent = memberNameExtent(values.result.text, member);
        if (extent !== undefined) places.push({ ...extent, access: 'declare' });
      }
    }
    for (const use of usesOf(values, node)) {
      if (!sameName(use.name, name)) continue;
      const value = use.owner(), owner = ownerOf(values, value, name), place = { start: use.start, end: use.end, access: use.access };
      if (owner === undefined ? false : isIt(owner)) places.push(place);
      else if (value === undefined && !use.isStatic) unknown.push(place);
    }
  });
  return { places: places.sort((a, b) => a.start - b.start), unknown };
}
