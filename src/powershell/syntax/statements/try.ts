import type { CatchClauseAst, StatementAst, StatementBlockAst, TypeConstraintAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { statementBlock } from '../blocks/statementBlock.ts';
import { errorStatement } from '../recovery.ts';
import { attribute } from '../types/attributes.ts';

interface Broken { end: number; readonly types: TypeConstraintAst[] }

/**
 * try-statement: 'try' statement-block catch-clauses:opt finally-clause:opt, one of the two at least
 * finally-clause: new-lines:opt 'finally' statement-block; 'try' is taken.
 */
export function tryStatement(p: Parser): StatementAst {
  const { start, end: keywordEnd } = p;
  p.skipNewlines();
  const body = statementBlock(p);
  if (body === undefined) {
    p.reportIncomplete(keywordEnd, keywordEnd, 'MissingTryStatementBlock');
    return errorStatement(start, keywordEnd, [], 'try');
  }
  const catchClauses: CatchClauseAst[] = [], broken: Broken = { end: -1, types: [] };
  for (let found = catchClause(p, broken); found !== undefined; found = catchClause(p, broken)) catchClauses.push(found);
  if (catchClauses.length > 1) p.mark(start);
  p.skipNewlines();
  let finallyBlock: StatementBlockAst | undefined;
  if (p.peek() === Kind.Finally) {
    p.skip();
    const { end } = p;
    p.guarded++;
    finallyBlock = statementBlock(p);
    p.guarded--;
    if (finallyBlock === undefined) {
      broken.end = end;
      p.reportIncomplete(end, end, 'MissingFinallyStatementBlock');
    }
  }
  if (catchClauses.length === 0 && finallyBlock === undefined && broken.end < 0) {
    broken.end = body.end;
    p.reportIncomplete(body.end, body.end, 'MissingCatchOrFinally');
  }
  if (broken.end >= 0) return errorStatement(start, broken.end, [body, ...catchClauses, ...broken.types], 'try');
  return { kind: 'TryStatementAst', start, end: finallyBlock?.end ?? catchClauses.at(-1)!.end, body, catchClauses, finally: finallyBlock };
}

/** catch-clause: new-lines:opt 'catch' catch-type-list:opt statement-block */
function catchClause(p: Parser, broken: Broken): CatchClauseAst | undefined {
  p.skipNewlines();
  if (p.next() !== Kind.Catch) {
    p.unget();
    return undefined;
  }
  const { start, end: keywordEnd } = p;
  const catchTypes: TypeConstraintAst[] = [];
  const reported = catchTypeList(p, catchTypes, broken);
  const body = statementBlock(p);
  if (body === undefined) {
    if (!reported) {
      broken.end = catchTypes.at(-1)?.end ?? keywordEnd;
      p.reportIncomplete(broken.end, broken.end, 'MissingCatchHandlerBlock');
    }
    for (const one of catchTypes) broken.types.push(one);
    return undefined;
  }
  return { kind: 'CatchClauseAst', start, end: body.end, catchTypes, body };
}

/** catch-type-list: type-literal | catch-type-list new-lines:opt ',' new-lines:opt type-literal. True where an error was reported. */
function catchTypeList(p: Parser, catchTypes: TypeConstraintAst[], broken: Broken): boolean {
  for (let commaEnd = -1; ;) {
    const back = p.restorePoint();
    p.skipNewlines();
    const type = attribute(p);
    if (type === undefined) {
      if (commaEnd < 0) return false;
      broken.end = commaEnd;
      p.reportIncomplete(commaEnd, commaEnd, 'MissingTypeLiteralToken');
      return true;
    }
    if (type.kind === 'AttributeAst') {
      p.resync(back); // it belongs to what follows the statement
      return false;
    }
    catchTypes.push(type);
    p.skipNewlines();
    if (p.peek() !== Kind.Comma) return false;
    commaEnd = p.end;
    p.skip();
  }
}
