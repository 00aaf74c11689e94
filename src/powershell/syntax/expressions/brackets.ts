import type { ArrayExpressionAst, ParenExpressionAst, ScriptBlockExpressionAst, SubExpressionAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { scriptBlock } from '../blocks/scriptBlock.ts';
import { statementList } from '../blocks/statementBlock.ts';
import { pipelineChain } from '../pipelines/chain.ts';
import { errorStatement } from '../recovery.ts';
import { finished } from '../lists.ts';

/** parenthesized-expression: '(' new-lines:opt pipeline-chain new-lines:opt ')'; '(' is taken. */
export function parenthesized(p: Parser): ParenExpressionAst {
  const { start, end: openEnd, mode, disableComma } = p;
  p.setMode(Mode.Command);
  p.disableComma = false;
  p.skipNewlines();
  let pipeline = pipelineChain(p);
  if (pipeline === undefined) {
    p.reportIncomplete(openEnd, openEnd, 'ExpectedExpression');
    pipeline = errorStatement(openEnd, openEnd);
  }
  p.skipNewlines();
  let { end } = pipeline;
  if (p.next() === Kind.RParen) {
    end = p.end;
  } else {
    p.unget();
    p.reportIncomplete(end, end, 'MissingEndParenthesisInExpression');
  }
  p.disableComma = disableComma;
  p.setMode(mode);
  return { kind: 'ParenExpressionAst', start, end, pipeline };
}

/** sub-expression: '$(' statement-list:opt ')'; array-expression: '@(' statement-list:opt ')'; the bracket is taken. */
export function subExpression(p: Parser, isSub: boolean): SubExpressionAst | ArrayExpressionAst {
  const { start, end: openEnd, mode, disableComma } = p;
  p.disableComma = false;
  p.setMode(Mode.Command);
  p.skipNewlines();
  const list = statementList(p);
  p.skipNewlines();
  let end = list.empty ? openEnd : list.end;
  if (p.next() === Kind.RParen) {
    end = p.end;
  } else {
    p.unget();
    p.reportIncomplete(p.start, p.end, 'MissingEndParenthesisInSubexpression');
  }
  p.disableComma = disableComma;
  p.setMode(mode);
  const block = { kind: 'StatementBlockAst', start: list.start, end: list.end, statements: finished(list.statements), traps: finished(list.traps) } as const;
  return { kind: isSub ? 'SubExpressionAst' : 'ArrayExpressionAst', start, end, subExpression: block };
}

/** script-block-expression: '{' new-lines:opt script-block new-lines:opt '}'; '{' is taken. */
export function scriptBlockExpression(p: Parser): ScriptBlockExpressionAst {
  const { start, end, mode, disableComma } = p;
  p.disableComma = false;
  p.setMode(Mode.Command);
  p.skipNewlines();
  const block = scriptBlock(p, { start, end }, false);
  p.disableComma = disableComma;
  p.setMode(mode);
  return { kind: 'ScriptBlockExpressionAst', start: block.start, end: block.end, scriptBlock: block };
}
