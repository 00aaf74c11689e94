import type { ExpressionAst, StringConstantType, VariableExpressionAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { expandableString } from './expandableString.ts';
import { hashtable } from './hashtable.ts';
import { memberAccesses, startsMemberAccess } from './members.ts';
import { parenthesized, scriptBlockExpression, subExpression } from './brackets.ts';

const stringTypes: Readonly<Record<number, StringConstantType>> = {
  [Kind.StringLiteral]: 'SingleQuoted', [Kind.HereStringLiteral]: 'SingleQuotedHereString',
};

/**
 * primary-expression: value | member-access | element-access | invocation-expression
 * value: parenthesized-expression | sub-expression | array-expression | script-block | hash-literal | literal | variable
 */
export function primaryExpression(p: Parser, withMembers: boolean): ExpressionAst | undefined {
  const value = valueExpression(p, withMembers);
  return value !== undefined && withMembers && startsMemberAccess(p) ? memberAccesses(p, value, true) : value;
}

function valueExpression(p: Parser, withMembers: boolean): ExpressionAst | undefined {
  const kind = p.next();
  const { start, end } = p;
  switch (kind) {
    case Kind.Variable: case Kind.SplattedVariable:
      return variable(p, start, end, p.value, kind === Kind.SplattedVariable, withMembers);
    case Kind.Number:
      return { kind: 'ConstantExpressionAst', start, end, type: p.numberType, value: p.number };
    case Kind.StringLiteral: case Kind.HereStringLiteral:
      return { kind: 'StringConstantExpressionAst', start, end, stringConstantType: stringTypes[kind]!, value: p.value };
    case Kind.StringExpandable: case Kind.HereStringExpandable:
      return expandableString(p, kind === Kind.StringExpandable ? 'DoubleQuoted' : 'DoubleQuotedHereString');
    case Kind.LParen:
      return parenthesized(p);
    case Kind.AtParen: case Kind.DollarParen:
      return subExpression(p, kind === Kind.DollarParen);
    case Kind.AtCurly:
      return hashtable(p);
    case Kind.LCurly:
      return scriptBlockExpression(p);
    default:
      p.unget();
      return undefined;
  }
}

const using = /^using:./is;

/** A variable, or `$using:name` with the members read of it (about_Remote_Variables). */
export function variable(p: Parser, start: number, end: number, path: string, splatted: boolean, withMembers: boolean): ExpressionAst {
  if (splatted) p.mark(start);
  if (path.charCodeAt(5) !== 58 || !using.test(path)) return { kind: 'VariableExpressionAst', start, end, variablePath: path, splatted };
  p.mark(start);
  const inner: VariableExpressionAst = { kind: 'VariableExpressionAst', start, end, variablePath: path.slice(6), splatted };
  const value = withMembers && startsMemberAccess(p) ? memberAccesses(p, inner, true) : inner;
  return { kind: 'UsingExpressionAst', start, end: value.end, subExpression: value };
}
