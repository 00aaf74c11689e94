import type { AttributeBaseAst, ExpressionAst, UnaryOperator } from '../ast.ts';
import { Flag } from '../flags.ts';
import { Kind, kindFlags, kindNames } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { errorExpression } from '../recovery.ts';
import { none, scanMemberAccess } from '../scan/members.ts';
import { attributeList } from '../types/attributes.ts';
import { typeFullName } from '../types/fullName.ts';
import { memberAccesses } from './members.ts';
import { primaryExpression } from './primary.ts';

/** Looks at the next token where a signed number may stand. */
function peekOperand(p: Parser, ternary: boolean): number {
  const { allowSignedNumbers, endNumberOnTernary } = p;
  p.allowSignedNumbers = true;
  p.endNumberOnTernary = ternary;
  // A dash may be the sign of a number, a word a number before `?` or `:`.
  if (p.pending && (p.kind === Kind.Minus || (ternary && p.kind === Kind.Generic))) p.resync(p.start);
  const kind = p.peek();
  p.allowSignedNumbers = allowSignedNumbers;
  p.endNumberOnTernary = endNumberOnTernary;
  return kind;
}

/**
 * unary-expression: primary-expression | unary-operator new-lines:opt unary-expression | attribute-list unary-expression
 *   | unary-expression '++' | unary-expression '--'
 * unary-operator: one of ',' '-not' '!' '-bnot' '+' '-' '++' '--' '-split' '-join'
 */
export function unaryExpression(p: Parser, ternary: boolean): ExpressionAst | undefined {
  p.enter();
  const kind = peekOperand(p, ternary);
  let result: ExpressionAst | undefined;
  if ((kindFlags[kind]! & Flag.UnaryOperator) !== 0) {
    const isComma = kind === Kind.Comma;
    result = isComma && p.disableComma ? undefined : operatorAndOperand(p, kind);
    if (result === undefined || result.kind === 'ErrorExpressionAst') {
      p.depth--;
      return result;
    }
  } else {
    result = kind === Kind.LBracket ? typeOrCast(p) : primaryExpression(p, true);
  }
  if (result !== undefined) result = postfix(p, result);
  p.depth--;
  return result;
}

function postfix(p: Parser, child: ExpressionAst): ExpressionAst {
  const kind = p.peek();
  if (kind !== Kind.PlusPlus && kind !== Kind.MinusMinus) return child;
  p.skip();
  p.mark(child.start);
  return { kind: 'UnaryExpressionAst', start: child.start, end: p.end, operator: kind === Kind.PlusPlus ? 'PostfixPlusPlus' : 'PostfixMinusMinus', child };
}

function operatorAndOperand(p: Parser, kind: number): ExpressionAst {
  const { start, end } = p;
  p.skip();
  p.skipNewlines();
  const child = unaryExpression(p, true);
  if (child === undefined) {
    p.reportIncomplete(end, end, 'MissingExpressionAfterOperator', p.slice(start, end));
    return errorExpression(start, end);
  }
  if (kind === Kind.Comma) return { kind: 'ArrayLiteralAst', start, end: child.end, elements: [child] };
  if (kind === Kind.PlusPlus || kind === Kind.MinusMinus) p.mark(start);
  return { kind: 'UnaryExpressionAst', start, end: child.end, operator: kindNames[kind] as UnaryOperator, child };
}

/** Wraps an expression into what stands before it: a cast or an attribute. */
function attributed(attribute: AttributeBaseAst, child: ExpressionAst): ExpressionAst {
  const { start } = attribute, { end } = child;
  return attribute.kind === 'TypeConstraintAst'
    ? { kind: 'ConvertExpressionAst', start, end, type: attribute, child }
    : { kind: 'AttributedExpressionAst', start, end, attribute, child };
}

/** cast-expression: type-literal unary-expression; or a type literal alone, or one whose member is used; '[' is looked at. */
function typeOrCast(p: Parser): ExpressionAst | undefined {
  const attributes = attributeList(p, true);
  if (attributes === undefined) return undefined;
  const last = attributes[attributes.length - 1]!;
  let result: ExpressionAst | undefined;
  if (last.kind === 'AttributeAst') {
    p.mark(last.start);
    p.skipNewlines();
    const child = unaryExpression(p, true);
    if (child === undefined) {
      p.reportIncomplete(last.start, last.end, 'UnexpectedAttribute', typeFullName(last.typeName));
      return errorExpression(attributes[0]!.start, last.end, attributes);
    }
    result = attributed(last, child);
  } else {
    const type: ExpressionAst = { kind: 'TypeExpressionAst', start: last.start, end: last.end, typeName: last.typeName };
    // A token that was looked at means that something went wrong: no member then.
    if (!p.pending && scanMemberAccess(p, false) !== none) {
      result = memberAccesses(p, type, true);
    } else {
      const kind = p.peek();
      const child = kind === Kind.NewLine || kind === Kind.Comma ? undefined : unaryExpression(p, true);
      result = child === undefined ? type : attributed(last, child);
    }
  }
  for (let i = attributes.length - 2; i >= 0; i--) result = attributed(attributes[i]!, result);
  const length = last.end - last.start;
  // `[ordered]` is a word of the language; `[ref]` among casts and very long types are looked at.
  if (attributes.length > 1 || length === '[ordered]'.length || length > 400) for (const attribute of attributes) p.mark(attribute.start);
  else if ('child' in result && (result.child.kind === 'ConvertExpressionAst' || result.child.kind === 'AttributedExpressionAst')) p.mark(result.child.start);
  return result;
}
