import type { PipelineBaseAst, StatementAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { statementBlock } from '../blocks/statementBlock.ts';
import { pipelineChain } from '../pipelines/chain.ts';
import { errorStatement } from '../recovery.ts';
import type { Label } from './statement.ts';

/**
 * for-statement: 'for' new-lines:opt '(' initializer:opt ';' condition:opt ';' iterator:opt new-lines:opt ')' statement-block
 * Parts may be left out from the end, and line ends may stand for semicolons. 'for' is taken.
 */
export function forStatement(p: Parser, label: Label): StatementAst {
  const start = label?.start ?? p.start, keywordEnd = p.end;
  p.skipNewlines();
  if (p.next() !== Kind.LParen) {
    p.unget();
    p.reportIncomplete(keywordEnd, keywordEnd, 'MissingOpenParenthesisAfterKeyword', 'for');
    return errorStatement(start, keywordEnd, [], 'for');
  }
  let errorEnd = p.end;
  const part = (separated: boolean): PipelineBaseAst | undefined => {
    p.skipNewlines();
    const found = pipelineChain(p);
    if (found !== undefined) errorEnd = found.end;
    if (separated && p.peek() === Kind.Semi) {
      errorEnd = p.end;
      p.skip();
    }
    return found;
  };
  const initializer = part(true), condition = part(true), iterator = part(false);
  p.skipNewlines();
  if (p.next() !== Kind.RParen) {
    p.unget();
    p.reportIncomplete(errorEnd, errorEnd, 'MissingEndParenthesisAfterStatement', 'for');
    return errorStatement(start, errorEnd, [initializer, condition, iterator], 'for');
  }
  const closeEnd = p.end;
  const body = statementBlock(p);
  if (body === undefined) {
    p.reportIncomplete(closeEnd, closeEnd, 'MissingLoopStatement', 'for');
    return errorStatement(start, closeEnd, [initializer, condition, iterator], 'for');
  }
  return { kind: 'ForStatementAst', start, end: body.end, label: label?.text, initializer, condition, iterator, body };
}
