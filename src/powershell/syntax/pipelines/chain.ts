import type { AssignmentOperator, AssignmentStatementAst, CommandExpressionAst, ExpressionAst, PipelineAst, PipelineBaseAst, PipelineChainAst } from '../ast.ts';
import { Flag } from '../flags.ts';
import { Kind, kindFlags, kindNames } from '../kinds.ts';
import { maxRow, Mode, NestingTooDeep, type Parser } from '../parser.ts';
import { errorStatement } from '../recovery.ts';
import { expression } from '../expressions/expression.ts';
import { statement } from '../statements/statement.ts';
import { beginsCommand, pipeline } from './pipeline.ts';

/**
 * pipeline-chain: pipeline | pipeline-chain '&&' new-lines:opt pipeline | pipeline-chain '||' new-lines:opt pipeline
 * assignment: expression assignment-operator new-lines:opt statement
 *
 * Undefined where no pipeline begins.
 */
export function pipelineChain(p: Parser): PipelineBaseAst | undefined {
  p.enter();
  let result: PipelineBaseAst | undefined;
  if (beginsCommand(p)) {
    result = chain(p, undefined);
  } else {
    const mode = p.mode;
    p.setMode(Mode.Expression);
    const first = expression(p);
    // Looked at while in expression mode: else `=0` would be one word.
    const assigns = first !== undefined && (kindFlags[p.peek()]! & Flag.AssignmentOperator) !== 0;
    if (assigns) p.skip();
    const { kind, start, end } = p;
    p.setMode(mode);
    result = assigns ? assignment(p, first, kind, start, end) : chain(p, first);
  }
  p.depth--;
  return result;
}

/** Whether a target of an assignment has to be checked after parsing; most are right at first sight. */
function isDoubtful(target: ExpressionAst): boolean {
  if (target.kind === 'VariableExpressionAst') return false;
  if (target.kind === 'MemberExpressionAst' || target.kind === 'IndexExpressionAst') return target.nullConditional;
  return target.kind !== 'ConvertExpressionAst' || target.child.kind !== 'VariableExpressionAst' || special.test(target.child.variablePath) || /(?:void|ref|psreference)$/i.test(target.type.typeName.text);
}
const special = /(?:^|:)(?:_|args|this|input|pscmdlet|psboundparameters|myinvocation|psscriptroot|pscommandpath)$/i;

/** What follows the operator, which is taken. */
function assignment(p: Parser, left: ExpressionAst, operator: number, operatorStart: number, operatorEnd: number): AssignmentStatementAst {
  if (isDoubtful(left)) p.mark(left.start);
  p.skipNewlines();
  let right = statement(p);
  if (right === undefined) {
    p.reportIncomplete(operatorEnd, operatorEnd, 'ExpectedValueExpression', p.slice(operatorStart, operatorEnd));
    right = errorStatement(operatorEnd, operatorEnd);
  }
  // A lone expression stands for itself, without a pipeline around it.
  if (right.kind === 'PipelineAst' && right.elements.length === 1 && !right.background && right.elements[0]!.kind === 'CommandExpressionAst') [right] = right.elements as [CommandExpressionAst];
  return {
    kind: 'AssignmentStatementAst', start: left.start, end: right.end, operator: kindNames[operator] as AssignmentOperator,
    operatorStart, operatorEnd, left, right,
  };
}

/** Pipelines in a row, the first of which may begin with an expression that is parsed already. */
function chain(p: Parser, first: ExpressionAst | undefined): PipelineBaseAst | undefined {
  let left: PipelineAst | PipelineChainAst | undefined;
  let operator: PipelineChainAst['operator'] = 'AndAnd', operatorStart = 0, operatorEnd = 0;
  let head = first, count = 0;
  for (;;) {
    const begin = head === undefined ? p.peek() : Kind.Unknown;
    const beginEnd = p.end;
    const next = pipeline(p, head);
    head = undefined;
    if (next === undefined) {
      if (left === undefined) return undefined;
      missingPipeline(p, begin, beginEnd, operatorStart, operatorEnd);
      return errorStatement(left.start, operatorEnd, [left], p.slice(operatorStart, operatorEnd));
    }
    let kind = p.peek(), background = false;
    if (kind === Kind.Ampersand) {
      p.skip();
      background = true;
      kind = p.peek();
      if (kind === Kind.AndAnd || kind === Kind.OrOr) {
        p.skip();
        p.report(p.start, p.end, 'BackgroundOperatorInPipelineChain');
        return errorStatement((left ?? next).start, p.end);
      }
    }
    const current: PipelineAst | PipelineChainAst = left === undefined
      ? (background ? { ...next, background } : next)
      : { kind: 'PipelineChainAst', start: left.start, end: next.end, left, operator, right: next, background };
    if (background || (kind !== Kind.AndAnd && kind !== Kind.OrOr)) return current;
    if (++count > maxRow) throw new NestingTooDeep();
    p.skip();
    left = current;
    operator = kind === Kind.AndAnd ? 'AndAnd' : 'OrOr';
    operatorStart = p.start;
    operatorEnd = p.end;
    p.skipNewlines();
    if (p.peek() === Kind.EndOfInput) {
      p.reportIncomplete(operatorEnd, operatorEnd, 'EmptyPipelineChainElement');
      return left;
    }
  }
}

function missingPipeline(p: Parser, begin: number, beginEnd: number, operatorStart: number, operatorEnd: number): void {
  if (begin === Kind.EndOfInput) p.reportIncomplete(operatorEnd, operatorEnd, 'EmptyPipelineChainElement');
  // Behind `.` and `&` the command has reported the error.
  else if (begin !== Kind.Dot && begin !== Kind.Ampersand) p.report(operatorStart, beginEnd, 'EmptyPipelineChainElement');
}
