import type { ExpressionAst, PipelineBaseAst, StatementAst, StatementBlockAst, VariableExpressionAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { statementBlock } from '../blocks/statementBlock.ts';
import { singleArgument } from '../pipelines/argument.ts';
import { pipelineChain } from '../pipelines/chain.ts';
import { errorStatement } from '../recovery.ts';
import type { Label } from './statement.ts';
import { isParameter } from './parameters.ts';

interface Flags { parallel: boolean; throttleLimit: ExpressionAst | undefined; errorEnd: number }

/** foreach-parameters: '-parallel' | '-throttlelimit' command-argument (about_ForEach-Parallel) */
function foreachFlags(p: Parser): Flags {
  const flags: Flags = { parallel: false, throttleLimit: undefined, errorEnd: -1 };
  while (p.peek() === Kind.Parameter) {
    p.skip();
    const { start, end, value } = p;
    p.mark(start);
    if (isParameter(value, 'parallel')) {
      flags.parallel = true;
    } else if (isParameter(value, 'throttlelimit')) {
      p.skipNewlines();
      flags.throttleLimit = singleArgument(p, 'argument');
      if (flags.throttleLimit === undefined) p.reportIncomplete(end, end, 'MissingThrottleLimit');
    } else {
      flags.errorEnd = end;
      p.report(start, end, 'InvalidForeachFlag', value);
    }
    p.skipNewlines();
  }
  return flags;
}

/**
 * foreach-statement: 'foreach' new-lines:opt foreach-parameters:opt new-lines:opt '(' new-lines:opt variable
 *   new-lines:opt 'in' new-lines:opt pipeline-chain new-lines:opt ')' statement-block; 'foreach' is taken.
 */
export function foreachStatement(p: Parser, label: Label): StatementAst {
  const start = label?.start ?? p.start, keywordEnd = p.end;
  p.skipNewlines();
  const flags = foreachFlags(p);
  if (p.next() !== Kind.LParen) {
    p.unget();
    p.reportIncomplete(keywordEnd, keywordEnd, 'MissingOpenParenthesisAfterKeyword', 'foreach');
    return errorStatement(start, keywordEnd, [], 'foreach');
  }
  const openEnd = p.end;
  p.skipNewlines();
  const kind = p.next();
  if (kind !== Kind.Variable && kind !== Kind.SplattedVariable) {
    p.unget();
    p.reportIncomplete(openEnd, openEnd, 'MissingVariableNameAfterForeach');
    return errorStatement(start, openEnd, [], 'foreach');
  }
  const splatted = kind === Kind.SplattedVariable;
  if (splatted) p.mark(p.start);
  const variable: VariableExpressionAst = { kind: 'VariableExpressionAst', start: p.start, end: p.end, variablePath: p.value, splatted };
  const { condition, body, errorEnd } = foreachRest(p, variable);
  const end = errorEnd >= 0 ? errorEnd : flags.errorEnd;
  if (end >= 0 || condition === undefined || body === undefined) return errorStatement(start, end, [variable, condition, body], 'foreach');
  return { kind: 'ForEachStatementAst', start, end: body.end, label: label?.text, variable, condition, body, parallel: flags.parallel, throttleLimit: flags.throttleLimit };
}

interface Rest { readonly condition: PipelineBaseAst | undefined; readonly body: StatementBlockAst | undefined; readonly errorEnd: number }

/** From 'in' to the block; where something is missing the rest is given up. */
function foreachRest(p: Parser, variable: VariableExpressionAst): Rest {
  p.skipNewlines();
  if (p.next() !== Kind.In) {
    p.unget();
    p.reportIncomplete(variable.end, variable.end, 'MissingInInForeach');
    return { condition: undefined, body: undefined, errorEnd: variable.end };
  }
  const inEnd = p.end;
  p.skipNewlines();
  const condition = pipelineChain(p);
  if (condition === undefined) {
    p.reportIncomplete(inEnd, inEnd, 'MissingForeachExpression');
    return { condition, body: undefined, errorEnd: inEnd };
  }
  p.skipNewlines();
  if (p.next() !== Kind.RParen) {
    p.unget();
    p.reportIncomplete(condition.end, condition.end, 'MissingEndParenthesisAfterForeach');
    return { condition, body: undefined, errorEnd: condition.end };
  }
  const closeEnd = p.end;
  const body = statementBlock(p);
  if (body === undefined) p.reportIncomplete(closeEnd, closeEnd, 'MissingForeachStatement');
  return { condition, body, errorEnd: body === undefined ? closeEnd : -1 };
}
