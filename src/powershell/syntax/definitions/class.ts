import type { Ast, AttributeBaseAst, MemberAst, StatementAst, TypeConstraintAst } from '../ast.ts';
import { Flag } from '../flags.ts';
import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { errorStatement } from '../recovery.ts';
import { constraintsAmong, nameOfType, typeDefinition } from './typeDefinition.ts';
import { typeName } from '../types/typeNames.ts';
import { classMember } from './members.ts';

/**
 * class-statement: attribute-list:opt 'class' new-lines:opt class-name new-lines:opt (':' base-type-list):opt
 *   '{' new-lines:opt class-member-list:opt '}'; 'class' is taken (about_Classes).
 */
export function classDefinition(p: Parser, attributes: readonly AttributeBaseAst[] | undefined): StatementAst {
  const { start, end: keywordEnd } = p, name = nameOfType(p);
  if (name === undefined) return errorStatement(start, keywordEnd, [], 'class');
  if (p.record !== undefined) p.record.flags = (p.record.flags & ~Flag.MemberName) | Flag.TypeName;
  p.skipNewlines();
  const mode = p.mode;
  p.setMode(Mode.Signature);
  const baseTypes = baseTypeList(p);
  let result: StatementAst;
  if (p.next() === Kind.LCurly) {
    p.guarded++;
    const body = classBody(p, name.value);
    p.guarded--;
    const types = constraintsAmong(attributes);
    result = typeDefinition('Class', start, name, attributes, baseTypes, body.members, body.end);
    const broken = types.length > 0 ? [...body.broken, ...types, result] : body.broken;
    if (broken.length > 0) result = errorStatement(result.start, body.end, broken, 'class');
  } else {
    p.unget();
    const last = baseTypes.at(-1) ?? name;
    p.reportIncomplete(last.end, last.end, 'MissingTypeBody', 'class');
    result = errorStatement(start, last.end, baseTypes, 'class');
  }
  p.setMode(mode);
  return result;
}

/** ':' base-type-list; base-type-list: new-lines:opt type-name new-lines:opt | base-type-list ',' new-lines:opt type-name new-lines:opt */
function baseTypeList(p: Parser): TypeConstraintAst[] {
  const types: TypeConstraintAst[] = [];
  if (p.peek() !== Kind.Colon) return types;
  for (;;) {
    const separatorEnd = p.end;
    p.skip();
    p.skipNewlines();
    const type = typeName(p, false);
    if (type === undefined) {
      p.reportIncomplete(separatorEnd, separatorEnd, 'TypeNameExpected');
      return types;
    }
    types.push({ kind: 'TypeConstraintAst', start: type.start, end: type.end, typeName: type });
    p.skipNewlines();
    if (p.peek() !== Kind.Comma) return types;
  }
}

interface Body { readonly members: MemberAst[]; readonly broken: Ast[]; readonly end: number }

/** class-member-list: class-member new-lines:opt | class-member-list class-member; '{' is taken. */
function classBody(p: Parser, className: string): Body {
  const members: MemberAst[] = [], broken: Ast[] = [];
  const curlyEnd = p.end;
  let { end } = p;
  for (;;) {
    const found = classMember(p, className);
    if (found.member !== undefined) {
      members.push(found.member);
      end = found.member.end;
    } else if (found.broken === undefined) {
      break;
    }
    for (const part of found.broken ?? []) {
      broken.push(part);
      end = part.end;
    }
  }
  if (p.next() === Kind.RCurly) {
    end = p.end;
  } else {
    p.unget();
    p.reportIncompleteAt(curlyEnd, curlyEnd, p.end, 'MissingEndCurlyBrace');
  }
  return { members, broken, end };
}
