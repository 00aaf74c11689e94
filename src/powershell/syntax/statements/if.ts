import type { Ast, IfClause, PipelineBaseAst, StatementAst, StatementBlockAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { statementBlock } from '../blocks/statementBlock.ts';
import { pipelineChain } from '../pipelines/chain.ts';
import { errorStatement } from '../recovery.ts';
import { added, finished, type Growing } from '../lists.ts';

/**
 * if-statement: 'if' condition-and-block elseif-clauses:opt else-clause:opt; elseif-clause: 'elseif' condition-and-block
 * condition-and-block: new-lines:opt '(' pipeline-chain ')' statement-block; else-clause: 'else' statement-block
 * 'if' is taken.
 */
export function ifStatement(p: Parser): StatementAst {
  const { start } = p;
  let clauses: Growing<IfClause>, parts: Growing<Ast>;
  let elseClause: StatementBlockAst | undefined;
  let keywordStart = start, keywordEnd = p.end;
  for (;;) {
    p.skipNewlines();
    if (p.next() !== Kind.LParen) {
      p.unget(); // nothing typed yet behind the keyword
      p.reportIncomplete(keywordEnd, keywordEnd, 'MissingOpenParenthesisInIfStatement', p.slice(keywordStart, keywordEnd));
      return errorStatement(start, keywordEnd, parts, 'if');
    }
    const openEnd = p.end;
    p.skipNewlines();
    let condition: PipelineBaseAst | undefined = pipelineChain(p);
    if (condition === undefined) {
      p.reportIncomplete(openEnd, openEnd, 'IfStatementMissingCondition', p.slice(keywordStart, keywordEnd));
      condition = errorStatement(openEnd, openEnd);
    } else {
      parts = added<Ast>(parts, condition);
    }
    p.skipNewlines();
    if (p.next() !== Kind.RParen) {
      p.unget();
      if (condition.kind !== 'ErrorStatementAst') p.reportIncomplete(p.start, p.end, 'MissingEndParenthesisAfterStatement', p.slice(keywordStart, keywordEnd));
      return errorStatement(start, Math.max(p.start - 1, 0), parts, 'if');
    }
    const closeStart = p.start, closeEnd = p.end;
    p.skipNewlines();
    const body = statementBlock(p);
    if (body === undefined) {
      p.reportIncomplete(closeStart, closeEnd, 'MissingStatementBlock', p.slice(keywordStart, keywordEnd));
      return errorStatement(start, closeEnd, parts, 'if');
    }
    parts = added<Ast>(parts, body);
    clauses = added(clauses, { condition, body });
    // Line ends behind the block count where neither `elseif` nor `else` follows: they end a hashtable's entry.
    const back = p.pending ? p.start : p.restorePoint();
    p.skipNewlines();
    const kind = p.peek();
    keywordStart = p.start;
    keywordEnd = p.end;
    if (kind === Kind.ElseIf) {
      p.skip();
      continue;
    }
    if (kind === Kind.Else) {
      p.skip();
      p.skipNewlines();
      elseClause = statementBlock(p);
      if (elseClause === undefined) {
        p.reportIncomplete(keywordEnd, keywordEnd, 'MissingStatementBlockAfterElse');
        return errorStatement(start, keywordEnd, parts, 'if');
      }
    } else {
      p.resync(back);
    }
    break;
  }
  const end = elseClause?.end ?? clauses[clauses.length - 1]!.body.end;
  return { kind: 'IfStatementAst', start, end, clauses: finished(clauses), elseClause };
}
