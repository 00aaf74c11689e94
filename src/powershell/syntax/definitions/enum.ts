import type { AttributeBaseAst, MemberAst, PropertyMemberAst, StatementAst, TypeConstraintAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { expression } from '../expressions/expression.ts';
import { errorStatement } from '../recovery.ts';
import { typeFullName } from '../types/fullName.ts';
import { fullTypeName } from '../checks/knownTypes.ts';
import { simpleName } from '../expressions/names.ts';
import { constraintsAmong, nameOfType, typeDefinition } from './typeDefinition.ts';
import { typeName } from '../types/typeNames.ts';
import { memberTerminator } from './members.ts';

/** enum-statement: attribute-list:opt 'enum' new-lines:opt enum-name (':' type-name):opt '{' enum-member-list '}'; 'enum' is taken (about_Enum). */
export function enumDefinition(p: Parser, attributes: readonly AttributeBaseAst[] | undefined): StatementAst {
  const { start, end: keywordEnd } = p, name = nameOfType(p);
  if (name === undefined) return errorStatement(start, keywordEnd, [], 'enum');
  const mode = p.mode;
  p.setMode(Mode.Signature);
  const baseTypes = underlyingType(p);
  p.skipNewlines();
  let result: StatementAst;
  if (p.next() === Kind.LCurly) {
    const { members, end } = enumBody(p);
    const types = constraintsAmong(attributes);
    result = typeDefinition('Enum', start, name, attributes, baseTypes, members, end);
    if (types.length > 0) result = errorStatement(result.start, attributes?.[0]?.end ?? end, [...types, result], 'enum');
  } else {
    p.unget();
    p.reportIncomplete(name.end, name.end, 'MissingTypeBody', 'enum');
    result = errorStatement(start, name.end, [], 'enum');
  }
  p.setMode(mode);
  return result;
}

function underlyingType(p: Parser): TypeConstraintAst[] {
  if (p.peek() !== Kind.Colon) return [];
  const { end } = p;
  p.skip();
  p.skipNewlines();
  const type = typeName(p, false);
  if (type === undefined) {
    p.reportIncomplete(end, end, 'TypeNameExpected');
    return [];
  }
  // Texts, dates and what is no type at all are refused here; other types that are no whole numbers when the enumeration is made.
  const name = fullTypeName(type);
  if (name === undefined || name === 'System.String' || name === 'System.DateTime') p.report(type.start, type.end, 'InvalidUnderlyingType', typeFullName(type));
  return [{ kind: 'TypeConstraintAst', start: type.start, end: type.end, typeName: type }];
}

function enumBody(p: Parser): { members: MemberAst[]; end: number } {
  const curlyEnd = p.end, members: MemberAst[] = [];
  for (let member = enumMember(p); member !== undefined; member = enumMember(p)) members.push(member);
  if (p.next() !== Kind.RCurly) {
    p.unget();
    p.reportIncompleteAt(curlyEnd, curlyEnd, p.end, 'MissingEndCurlyBrace');
  }
  return { members, end: p.end };
}

/** enum-member: simple-name ('=' expression):opt statement-terminator */
function enumMember(p: Parser): PropertyMemberAst | undefined {
  p.skipNewlines();
  const name = simpleName(p);
  if (name === undefined) return undefined;
  const mode = p.mode;
  let { end } = name, initialValue, missing = false;
  p.setMode(Mode.Expression);
  if (p.peek() === Kind.Equals) {
    const equalsEnd = p.end;
    p.skip();
    initialValue = expression(p);
    missing = initialValue === undefined;
    if (missing) p.report(equalsEnd, equalsEnd, 'ExpectedValueExpression', '=');
    end = initialValue?.end ?? equalsEnd;
  }
  p.setMode(mode);
  end = memberTerminator(p, end, missing);
  return {
    kind: 'PropertyMemberAst', start: name.start, end, name: name.value, isStatic: true, isHidden: false, attributes: [], propertyType: undefined, initialValue,
  };
}
