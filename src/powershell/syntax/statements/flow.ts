import type { StatementAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { labelOrKey } from '../expressions/names.ts';
import { pipelineChain } from '../pipelines/chain.ts';

/** flow-control-statement: ('throw' | 'return' | 'exit') pipeline-chain:opt; the keyword is taken. */
export function flowStatement(p: Parser, kind: number): StatementAst {
  const { start, end: keywordEnd } = p;
  if (kind === Kind.Return && p.guarded > 0) p.mark(start);
  const pipeline = pipelineChain(p);
  const end = pipeline?.end ?? keywordEnd;
  if (kind === Kind.Return) return { kind: 'ReturnStatementAst', start, end, pipeline };
  if (kind === Kind.Throw) return { kind: 'ThrowStatementAst', start, end, pipeline };
  return { kind: 'ExitStatementAst', start, end, pipeline };
}

/** flow-control-statement: ('break' | 'continue') label-expression:opt; the keyword is taken. */
export function jumpStatement(p: Parser, kind: number): StatementAst {
  const { start, end: keywordEnd } = p;
  if (p.guarded > 0) p.mark(start);
  const label = labelOrKey(p);
  const end = label?.end ?? keywordEnd;
  return kind === Kind.Break ? { kind: 'BreakStatementAst', start, end, label } : { kind: 'ContinueStatementAst', start, end, label };
}
