import { argumentFor, commandKeyOf, itemOf, memberText, textOf, walk } from '../../../powershell/index.ts';
import type { ExpressionAst, TypeDefinitionAst, TypeMember, Value } from '../../../powershell/index.ts';
import { moreMembers } from '../../../powershell/cmdlets/typeCatalogue.ts';
import type { ParsedText } from '../parsedText.ts';
import { candidate, type Candidate, type KnowledgeView } from './candidate.ts';
import { assetMembers } from './words.ts';

const shortType = (type: string | undefined): string | undefined => type?.replace(/^.*\.(?=[^.]+$)/, '').replace(/`\d+.*$/, '');

function property(name: string, order: string, type?: string): Candidate {
  return candidate(name, 'member', order, { insert: memberText(name), filter: name, note: shortType(type) });
}

/** A method with its brackets; the cursor goes between them where it takes anything. */
function method(name: string, order: string, isBare: boolean, type?: string): Candidate {
  return candidate(`${name}()`, 'method', order, { insert: isBare ? `${name}()` : `${name}($1)`, isSnippet: !isBare, filter: name, note: shortType(type) });
}

const ofMember = ({ name, isMethod, isBare, type }: TypeMember, order: string): Candidate => (isMethod ? method(name, `${order}5`, isBare, type) : property(name, order, type));
const ofWord = (word: string, order: string): Candidate => (word.endsWith('()') ? method(word.slice(0, -2), `${order}5`, false) : property(word, order));

/** Members that a class or enum of the text declares. */
function ofClass(first: TypeDefinitionAst, isStatic: boolean, parsed: ParsedText): Candidate[] {
  const found: Candidate[] = [], seen = new Set<TypeDefinitionAst>(), open = [first];
  // One class may come from another of the text, and that from a third: any number of them.
  for (let own = open.pop(); own !== undefined; own = open.pop()) {
    if (seen.size === seen.add(own).size) continue;
    for (const one of declaredBy(own, isStatic)) found.push(one);
    for (const { typeName } of own.baseTypes) {
      const base = parsed.values.named(typeName);
      if (base?.own !== undefined) open.push(base.own);
      else if (base !== undefined) for (const one of membersOf(base, isStatic, parsed)) found.push(one);
    }
  }
  return found;
}

function declaredBy(own: TypeDefinitionAst, isStatic: boolean): Candidate[] {
  const found: Candidate[] = own.typeKind === 'Class' && isStatic ? [method('new', '15', false, own.name)] : [];
  for (const member of own.members) {
    if (own.typeKind === 'Enum' ? !isStatic : member.isStatic !== isStatic) continue;
    if (member.kind === 'PropertyMemberAst') found.push(property(member.name, '1', member.propertyType?.typeName.text));
    else if (!member.isConstructor) found.push(method(member.name, '15', member.parameters.length === 0, member.returnType?.typeName.text));
  }
  return found;
}

/** Members of values of a type; of an array those of its items first, which PowerShell gives for all of them (about_Member-Access_Enumeration), of any other list its own. */
export function membersOf(value: Value, isStatic: boolean, parsed: ParsedText, order = '2'): Candidate[] {
  const { types } = parsed.values, found: Candidate[] = (value.keys ?? []).map((key) => property(key, '1'));
  if (value.own !== undefined) for (const one of ofClass(value.own, isStatic, parsed)) found.push(one);
  const { type } = value, facts = type === undefined ? undefined : types.type(type);
  if (isStatic) {
    if (facts === undefined) return found;
    return [...found, ...facts.values.map((name) => candidate(name, 'value', order)), ...facts.statics.map((member) => ofMember(member, order))];
  }
  const item = itemOf(value), hasItems = item !== undefined && item !== value;
  // A list that somebody made is dealt with as such; what a command gives may as well be one.
  const isMade = hasItems && type !== undefined && !type.endsWith('[]'), ofItems = hasItems ? membersOf(item, false, parsed, isMade ? '3' : '2') : [];
  if (!isMade) for (const one of ofItems) found.push(one);
  if (type !== undefined) {
    const own = type.endsWith('[]') ? 'System.Array' : type;
    for (const word of moreMembers[types.type(own)?.name ?? own] ?? []) found.push(ofWord(word, own === type ? order : '25'));
    for (const member of types.instance(own)) found.push(ofMember(member, item === value || isMade ? order : '3'));
    if (isMade) for (const one of ofItems) found.push(one);
  } else if (found.length > 0) {
    for (const member of types.instance('System.Object')) found.push(ofMember(member, '3'));
  }
  return found;
}

/** Members that the text itself takes of the same variable elsewhere; `$_` is the same within its block only. */
function ofText(owner: ExpressionAst, parsed: ParsedText): Candidate[] {
  const { text, ast } = parsed.result, name = text.slice(owner.start, owner.end).toLowerCase(), found: Candidate[] = [];
  if (name.length > 80 || !name.startsWith('$') || /[\r\n(]/.test(name)) return [];
  const from = /^\$(?:_|psitem)\b/.test(name) ? parsed.values.blockAround(owner) : ast;
  walk(from, (node) => {
    if ((node.kind !== 'MemberExpressionAst' && node.kind !== 'InvokeMemberExpressionAst') || node.isStatic || node.expression === owner || node.member.kind !== 'StringConstantExpressionAst' || node.member.value === '') return;
    if (node.expression.end - node.expression.start !== name.length || text.slice(node.expression.start, node.expression.end).toLowerCase() !== name) return;
    found.push(node.kind === 'InvokeMemberExpressionAst' ? method(node.member.value, '15', false) : property(node.member.value, '1'));
  });
  return found;
}

/** Fields of the connection that an expression is: where a variable holds its name, of each that it may be. */
export function connectionFields(owner: ExpressionAst, parsed: ParsedText, knowledge: KnowledgeView): readonly string[] {
  const command = parsed.values.expression(owner)?.command, argument = command !== undefined && commandKeyOf(command) === 'get-automationconnection' ? argumentFor(command, 'Name', 0) : undefined;
  const held = argument?.kind === 'VariableExpressionAst' ? parsed.commands.find(({ node }) => node === command)?.texts.textsOf(argument).map(({ value }) => value) : undefined, name = textOf(argument);
  return [...new Set((held ?? (name === undefined ? [] : [name])).flatMap((connection) => knowledge.connectionFields({ connection })))];
}

/** What stands behind the dot or the colons of an expression; undefined where nothing is known of it. Without `general` what only SMA knows. */
export function memberCandidates(owner: ExpressionAst, isStatic: boolean, parsed: ParsedText, knowledge: KnowledgeView, general: boolean): Candidate[] {
  const value = isStatic && owner.kind === 'TypeExpressionAst' ? parsed.values.named(owner.typeName) : parsed.values.expression(owner), command = value?.command;
  const name = command === undefined ? undefined : commandKeyOf(command);
  // A connection's field may be called anything, `()` at its end is no call.
  const found = name === 'get-automationconnection' ? connectionFields(owner, parsed, knowledge).map((field) => property(field, '0')) : (assetMembers[name ?? ''] ?? []).map((word) => ofWord(word, '0'));
  if (general && value !== undefined) for (const one of membersOf(value, isStatic, parsed)) found.push(one);
  if (general && !isStatic && value?.own === undefined) for (const one of ofText(owner, parsed)) found.push(one);
  const seen = new Set<string>();
  return found.filter(({ label }) => {
    const key = label.replace(/\(\)$/, '').toLowerCase(), isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
