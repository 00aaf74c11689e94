import type { Ast, IfClause, PipelineBaseAst, StatementAst, StatementBlockAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { statementBlock } from '../blocks/statementBlock.ts';
import { pipelineChain } from '../pipelines/chain.ts';
import { errorStatement } from '../recovery.ts';
import { finished } from '../lists.ts';

/**
 * if-statement: 'if' condition-and-block elseif-clauses:opt else-clause:opt; elseif-clause: 'elseif' condition-and-block
 * condition-and-block: new-lines:opt '(' pipeline-chain ')' statement-block; else-clause: 'else' statement-block
 * 'if' is taken.
 */
export function ifStatement(p: Parser): StatementAst {
  const { start } = p;
  const clauses: IfClause[] = [], parts: Ast[] = [];
  let elseClause: StatementBlockAst | undefined;
  let keywordStart = start, keywordEnd = p.end;
  for (;;) {
    const keyword = p.slice(keywordStart, keywordEnd);
    const broken = (end: number): StatementAst => errorStatement(start, end, parts, 'if');
    p.skipNewlines();
    if (p.next() !== Kind.LParen) {
      p.unget(); // nothing typed yet behind the keyword
      p.reportIncomplete(keywordEnd, keywordEnd, 'MissingOpenParenthesisInIfStatement', keyword);
      return broken(keywordEnd);
    }
    const openEnd = p.end;
    p.skipNewlines();
    let condition: PipelineBaseAst | undefined = pipelineChain(p);
    if (condition === undefined) {
      p.reportIncomplete(openEnd, openEnd, 'IfStatementMissingCondition', keyword);
      condition = errorStatement(openEnd, openEnd);
    } else {
      parts.push(condition);
    }
    p.skipNewlines();
    if (p.next() !== Kind.RParen) {
      p.unget();
      if (condition.kind !== 'ErrorStatementAst') p.reportIncomplete(p.start, p.end, 'MissingEndParenthesisAfterStatement', keyword);
      return broken(Math.max(p.start - 1, 0));
    }
    const closeStart = p.start, closeEnd = p.end;
    p.skipNewlines();
    const body = statementBlock(p);
    if (body === undefined) {
      p.reportIncomplete(closeStart, closeEnd, 'MissingStatementBlock', keyword);
      return broken(closeEnd);
    }
    parts.push(body);
    clauses.push({ condition, body });
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
        return broken(keywordEnd);
      }
    } else {
      p.resync(back);
    }
    break;
  }
  const end = elseClause?.end ?? clauses[clauses.length - 1]!.body.end;
  return { kind: 'IfStatementAst', start, end, clauses: finished(clauses), elseClause };
}
