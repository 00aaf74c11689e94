import type { StatementAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { statementBlock } from '../blocks/statementBlock.ts';
import { errorStatement } from '../recovery.ts';

/** block-statement: ('parallel' | 'sequence') statement-block (about_Parallel, about_Sequence); the keyword is taken. */
export function blockStatement(p: Parser): StatementAst {
  const { start, end, kind } = p;
  p.mark(start);
  const body = statementBlock(p);
  if (body === undefined) {
    p.reportIncomplete(end, end, 'MissingStatementAfterKeyword', p.slice(start, end));
    return errorStatement(start, end, [], p.slice(start, end).toLowerCase());
  }
  return { kind: 'BlockStatementAst', start, end: body.end, blockKind: kind === Kind.Parallel ? 'Parallel' : 'Sequence', body };
}
