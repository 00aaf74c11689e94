import type { ExpressionAst, TypeName } from '../ast.ts';
import { Flag } from '../flags.ts';
import { Kind, kindFlags } from '../kinds.ts';
import { maxRow, Mode, NestingTooDeep, type Parser } from '../parser.ts';
import { isWhite } from '../chars.ts';
import { singleArgument } from '../pipelines/argument.ts';
import { errorExpression } from '../recovery.ts';
import { none, scanInvocation, scanMemberAccess } from '../scan/members.ts';
import { typeArguments } from '../types/typeNames.ts';
import { expression } from './expression.ts';
import { simpleName } from './names.ts';
import { primaryExpression } from './primary.ts';
import { scriptBlockExpression } from './brackets.ts';
import { unaryExpression } from './unary.ts';
import { added, finished, noItems, type Growing } from '../lists.ts';

/** Takes the operator of a member or element access where one follows directly. */
export function startsMemberAccess(p: Parser): boolean {
  // A token that was looked at means that something went wrong: the expression ends.
  return !p.pending && scanMemberAccess(p, true) !== none;
}

/** Member and element accesses behind an expression; the first operator is taken. Line ends may follow an operator. */
export function memberAccesses(p: Parser, target: ExpressionAst, taken: boolean): ExpressionAst {
  let result = target, count = 0;
  for (let more = taken; more; more = startsMemberAccess(p)) {
    if (++count > maxRow) throw new NestingTooDeep();
    const { kind, end } = p;
    p.skipNewlines();
    result = kind === Kind.LBracket || kind === Kind.QuestionLBracket
      ? elementAccess(p, result, kind === Kind.QuestionLBracket, end)
      : memberAccess(p, result, kind, end);
  }
  return result;
}

/** member-name: simple-name | string-literal | expression-with-unary-operator | value */
function memberName(p: Parser): ExpressionAst | undefined {
  const name = simpleName(p);
  if (name !== undefined) return name;
  const kind = p.peek();
  if ((kindFlags[kind]! & Flag.UnaryOperator) !== 0 || kind === Kind.LBracket) return unaryExpression(p, false);
  return primaryExpression(p, false);
}

/** member-access: primary-expression '.' member-name | primary-expression '::' member-name; no blanks between. */
function memberAccess(p: Parser, target: ExpressionAst, operator: number, operatorEnd: number): ExpressionAst {
  let member = memberName(p);
  const isStatic = operator === Kind.ColonColon, nullConditional = operator === Kind.QuestionDot;
  if (member === undefined) {
    p.reportIncomplete(operatorEnd, operatorEnd, 'MissingPropertyName');
    member = singleArgument(p, 'argument') ?? errorExpression(target.start, operatorEnd);
  } else if (!p.pending) {
    const back = p.restorePoint();
    const generics = genericArguments(p, back);
    const open = p.pending ? none : scanInvocation(p);
    if (open !== none) {
      const [args, end] = open === Kind.LParen ? argumentsInParens(p) : blockArgument(p);
      return {
        kind: 'InvokeMemberExpressionAst', start: target.start, end, expression: target, member, isStatic, nullConditional, arguments: args,
        genericTypeArguments: generics ?? noItems,
      };
    }
    if (generics !== undefined) p.resync(back); // an index after all
  }
  return { kind: 'MemberExpressionAst', start: target.start, end: member.end, expression: target, member, isStatic, nullConditional };
}

/** Type arguments of a generic method: '[' type-arguments ']' before '('. Undefined, and nothing taken, where there are none. */
function genericArguments(p: Parser, back: number): TypeName[] | undefined {
  let pos = p.pos;
  while (isWhite(p.text.charCodeAt(pos))) pos++;
  const c = p.text.charCodeAt(pos);
  if (c !== 91 && c !== 60 && c !== 96) return undefined;
  if (p.next() !== Kind.LBracket) {
    p.resync(back);
    return undefined;
  }
  const mode = p.mode;
  p.setMode(Mode.TypeName);
  p.skipNewlines();
  let result: TypeName[] | undefined;
  if (p.next() === Kind.Identifier) {
    const types = typeArguments(p);
    if (p.kind === Kind.RBracket) {
      result = types;
    } else {
      p.unget();
      const before = Math.max(p.start - 1, 0);
      p.reportIncomplete(before, before, 'EndSquareBracketExpectedAtEndOfType');
    }
    p.setMode(mode);
  } else {
    p.setMode(mode);
    p.resync(back);
  }
  return result;
}

/** The construct `$x.method{ … }`: the block is the argument. */
function blockArgument(p: Parser): [ExpressionAst[], number] {
  const block = scriptBlockExpression(p);
  return [[block], block.end];
}

/** invoke-param-list: '(' argument-list:opt new-lines:opt ')'; '(' is taken. The comma parts arguments. */
export function argumentsInParens(p: Parser): [readonly ExpressionAst[], number] {
  let args: Growing<ExpressionAst>;
  const disabled = p.disableComma;
  p.disableComma = true;
  let end = p.end, missing = false, commaEnd = -1;
  for (;;) {
    p.skipNewlines();
    const value = expression(p);
    if (value === undefined) {
      if (commaEnd >= 0) {
        p.reportIncomplete(commaEnd, commaEnd, 'MissingExpressionAfterToken', ',');
        missing = true;
        end = commaEnd;
      }
      break;
    }
    args = added(args, value);
    end = value.end;
    p.skipNewlines();
    if (p.next() !== Kind.Comma) {
      p.unget();
      break;
    }
    commaEnd = p.end;
  }
  p.skipNewlines();
  if (p.next() === Kind.RParen) {
    end = p.end;
  } else {
    p.unget();
    if (!missing) p.reportIncomplete(end, end, 'MissingEndParenthesisInMethodCall');
  }
  p.disableComma = disabled;
  return [finished(args), end];
}

/** element-access: primary-expression '[' new-lines:opt expression new-lines:opt ']'; '[' is taken. */
function elementAccess(p: Parser, target: ExpressionAst, nullConditional: boolean, bracketEnd: number): ExpressionAst {
  const disabled = p.disableComma;
  p.disableComma = false;
  let index = expression(p);
  p.disableComma = disabled;
  if (index === undefined) {
    p.reportIncomplete(bracketEnd, bracketEnd, 'MissingArrayIndexExpression');
    index = errorExpression(bracketEnd - 1 - (nullConditional ? 1 : 0), bracketEnd);
  }
  p.skipNewlines();
  let { end } = index;
  if (p.next() === Kind.RBracket) {
    end = p.end;
  } else {
    p.unget();
    if (index.kind !== 'ErrorExpressionAst') p.reportIncomplete(end, end, 'MissingEndSquareBracket');
  }
  return { kind: 'IndexExpressionAst', start: target.start, end, target, index, nullConditional };
}
