import type { PipelineBaseAst, StatementAst, StatementBlockAst } from '../ast.ts';
import { Kind, kindTexts } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { statementBlock } from '../blocks/statementBlock.ts';
import { pipelineChain } from '../pipelines/chain.ts';
import { errorStatement } from '../recovery.ts';
import type { Label } from './statement.ts';

/** do-statement: 'do' statement-block new-lines:opt ('while' | 'until') new-lines:opt '(' pipeline-chain new-lines:opt ')'; 'do' is taken. */
export function doStatement(p: Parser, label: Label): StatementAst {
  const start = label?.start ?? p.start, doEnd = p.end;
  const broken = (end: number, body?: StatementBlockAst, condition?: PipelineBaseAst): StatementAst => errorStatement(start, end, [body, condition], 'do');
  const body = statementBlock(p);
  if (body === undefined) {
    p.reportIncomplete(doEnd, doEnd, 'MissingLoopStatement', 'do');
    return broken(doEnd);
  }
  p.skipNewlines();
  const kind = p.next(), keywordEnd = p.end;
  if (kind !== Kind.While && kind !== Kind.Until) {
    p.unget();
    p.reportIncomplete(body.end, body.end, 'MissingWhileOrUntilInDoWhile');
    return broken(body.end, body);
  }
  p.skipNewlines();
  if (p.next() !== Kind.LParen) {
    p.unget();
    p.reportIncomplete(keywordEnd, keywordEnd, 'MissingOpenParenthesisAfterKeyword', kindTexts[kind]!);
    return broken(keywordEnd, body);
  }
  const openEnd = p.end;
  p.skipNewlines();
  const condition = pipelineChain(p);
  if (condition === undefined) p.reportIncomplete(openEnd, openEnd, 'MissingExpressionAfterKeyword', kindTexts[kind]!);
  p.skipNewlines();
  const closed = p.next() === Kind.RParen, end = p.end;
  if (!closed) p.unget();
  if (condition === undefined) return broken(openEnd, body);
  if (!closed) {
    p.reportIncomplete(condition.end, condition.end, 'MissingEndParenthesisAfterStatement', kindTexts[kind]!);
    return broken(condition.end, body, condition);
  }
  return { kind: kind === Kind.Until ? 'DoUntilStatementAst' : 'DoWhileStatementAst', start, end, label: label?.text, condition, body };
}
