import type { StatementAst } from '../ast.ts';
import type { Parser } from '../parser.ts';
import { statementBlock } from '../blocks/statementBlock.ts';
import { errorStatement } from '../recovery.ts';
import { attribute } from '../types/attributes.ts';

/** trap-statement: 'trap' new-lines:opt type-literal:opt statement-block; 'trap' is taken. */
export function trapStatement(p: Parser): StatementAst {
  const { start, end: keywordEnd } = p;
  const back = p.restorePoint();
  p.skipNewlines();
  const found = attribute(p);
  // An attribute belongs to what follows the trap.
  if (found?.kind === 'AttributeAst') p.resync(back);
  const trapType = found?.kind === 'TypeConstraintAst' ? found : undefined;
  const body = statementBlock(p);
  if (body === undefined) {
    const end = trapType?.end ?? keywordEnd;
    p.reportIncomplete(end, end, 'MissingTrapStatement');
    return errorStatement(start, end, [trapType], 'trap');
  }
  return { kind: 'TrapStatementAst', start, end: body.end, trapType, body };
}
