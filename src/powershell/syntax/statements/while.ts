import type { PipelineBaseAst, StatementAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { statementBlock } from '../blocks/statementBlock.ts';
import { pipelineChain } from '../pipelines/chain.ts';
import { errorStatement } from '../recovery.ts';
import type { Label } from './statement.ts';

/** while-statement: 'while' new-lines:opt '(' new-lines:opt pipeline-chain new-lines:opt ')' statement-block; 'while' is taken. */
export function whileStatement(p: Parser, label: Label): StatementAst {
  const start = label?.start ?? p.start, keywordEnd = p.end, keyword = p.slice(p.start, p.end);
  p.skipNewlines();
  if (p.next() !== Kind.LParen) {
    p.unget();
    p.reportIncomplete(keywordEnd, keywordEnd, 'MissingOpenParenthesisAfterKeyword', keyword);
    return errorStatement(start, keywordEnd, [], 'while');
  }
  const openEnd = p.end;
  p.skipNewlines();
  const found = pipelineChain(p);
  if (found === undefined) p.reportIncomplete(openEnd, openEnd, 'MissingExpressionAfterKeyword', 'while');
  const condition: PipelineBaseAst = found ?? errorStatement(openEnd, openEnd);
  p.skipNewlines();
  if (p.next() !== Kind.RParen) {
    p.unget();
    if (condition.kind !== 'ErrorStatementAst') p.reportIncomplete(condition.end, condition.end, 'MissingEndParenthesisAfterStatement', 'while');
    return errorStatement(start, condition.end, [found], 'while');
  }
  const closeEnd = p.end;
  p.skipNewlines();
  const body = statementBlock(p);
  if (body === undefined) {
    p.reportIncomplete(closeEnd, closeEnd, 'MissingLoopStatement', 'while');
    return errorStatement(start, closeEnd, [found], 'while');
  }
  return { kind: 'WhileStatementAst', start, end: body.end, label: label?.text, condition, body };
}
