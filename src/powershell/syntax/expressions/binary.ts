import type { BinaryOperator, CommandParameterAst, ExpressionAst } from '../ast.ts';
import { Flag, precedenceMask } from '../flags.ts';
import { Kind, kindFlags, kindNames } from '../kinds.ts';
import { maxRow, NestingTooDeep, type Parser } from '../parser.ts';
import { errorExpression } from '../recovery.ts';
import { unaryExpression } from './unary.ts';
import { finished } from '../lists.ts';

interface Operator { readonly name: BinaryOperator; readonly precedence: number; readonly start: number; readonly end: number }

/**
 * binary-expression: operators by falling precedence, each left-associative, new-lines:opt behind each:
 * '..'; '-f'; '*' '/' '%'; '+' '-'; '??'; comparison; '-band' '-bor' '-bxor'; '-and' '-or' '-xor'.
 * Operands are array literals: the comma binds tighter than any of them (about_Operator_Precedence).
 */
export function binaryExpression(p: Parser, ternary: boolean): ExpressionAst | undefined {
  const first = arrayLiteral(p, ternary);
  if (first === undefined) return undefined;
  const kind = p.peek();
  if ((kindFlags[kind]! & Flag.BinaryOperator) === 0) return kind === Kind.Parameter ? withStrayParameter(p, first) : first;
  return operatorChain(p, first);
}

function takeOperator(p: Parser): Operator {
  p.skip();
  return { name: kindNames[p.kind] as BinaryOperator, precedence: kindFlags[p.kind]! & precedenceMask, start: p.start, end: p.end };
}

function combine(operands: ExpressionAst[], operator: Operator): void {
  const right = operands.pop()!, left = operands.pop()!;
  operands.push({
    kind: 'BinaryExpressionAst', start: left.start, end: right.end, left, operator: operator.name, right, operatorStart: operator.start, operatorEnd: operator.end,
  });
}

/** The first operator is looked at. */
function operatorChain(p: Parser, first: ExpressionAst): ExpressionAst {
  const { start, end } = p, kind = p.kind;
  p.skip();
  const second = operand(p, start, end);
  let result: ExpressionAst;
  if ((kindFlags[p.peek()]! & Flag.BinaryOperator) === 0) {
    result = { kind: 'BinaryExpressionAst', start: first.start, end: second.end, left: first, operator: kindNames[kind] as BinaryOperator, right: second, operatorStart: start, operatorEnd: end };
  } else {
    result = longChain(p, [first, second], { name: kindNames[kind] as BinaryOperator, precedence: kindFlags[kind]! & precedenceMask, start, end });
  }
  return p.kind === Kind.Parameter ? withStrayParameter(p, result) : result;
}

/** What stands behind an operator. */
function operand(p: Parser, operatorStart: number, operatorEnd: number): ExpressionAst {
  p.skipNewlines();
  const found = arrayLiteral(p, true);
  if (found !== undefined) return found;
  p.reportIncomplete(operatorEnd, operatorEnd, 'ExpectedValueExpression', p.slice(operatorStart, operatorEnd));
  return errorExpression(operatorEnd, operatorEnd);
}

/** More than one operator: the next is looked at. */
function longChain(p: Parser, operands: ExpressionAst[], first: Operator): ExpressionAst {
  const operators = [first];
  let count = 2;
  do {
    const operator = takeOperator(p);
    while (operators.length > 0 && operator.precedence <= operators[operators.length - 1]!.precedence) combine(operands, operators.pop()!);
    operators.push(operator);
    if (++count > maxRow) throw new NestingTooDeep();
    operands.push(operand(p, operator.start, operator.end));
  } while ((kindFlags[p.peek()]! & Flag.BinaryOperator) !== 0);
  while (operators.length > 0) combine(operands, operators.pop()!);
  return operands[0]!;
}

/** A parameter in an expression is taken for an operator that is not finished. */
function withStrayParameter(p: Parser, left: ExpressionAst): ExpressionAst {
  const { start, end, value } = p;
  p.report(start, end, 'UnexpectedToken', p.slice(start, end));
  p.skip();
  const parameter: CommandParameterAst = { kind: 'CommandParameterAst', start, end, parameterName: value, argument: undefined };
  return errorExpression(left.start, end, [left, parameter]);
}

/** array-literal-expression: unary-expression | unary-expression ',' new-lines:opt array-literal-expression */
function arrayLiteral(p: Parser, ternary: boolean): ExpressionAst | undefined {
  const first = unaryExpression(p, ternary);
  if (first === undefined || p.peek() !== Kind.Comma || p.disableComma) return first;
  const elements = [first];
  do {
    const { start, end } = p;
    p.skip();
    p.skipNewlines();
    const element = unaryExpression(p, true);
    if (element === undefined) {
      p.reportIncomplete(end, end, 'MissingExpressionAfterToken', ',');
      elements.push(errorExpression(start, end));
      break;
    }
    elements.push(element);
  } while (p.peek() === Kind.Comma);
  return { kind: 'ArrayLiteralAst', start: first.start, end: elements[elements.length - 1]!.end, elements: finished(elements) };
}
