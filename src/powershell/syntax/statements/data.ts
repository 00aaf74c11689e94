import type { ExpressionAst, StatementAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { statementBlock } from '../blocks/statementBlock.ts';
import { simpleName } from '../expressions/names.ts';
import { singleArgument } from '../pipelines/argument.ts';
import { errorStatement } from '../recovery.ts';
import { isParameter } from './parameters.ts';

/**
 * data-statement: 'data' new-lines:opt data-name:opt data-commands-allowed:opt statement-block (about_Data_Sections)
 * data-commands-allowed: new-lines:opt '-supportedcommand' data-commands-list; 'data' is taken.
 */
export function dataStatement(p: Parser): StatementAst {
  const { start, end: keywordEnd } = p;
  p.mark(start);
  p.skipNewlines();
  const name = simpleName(p);
  p.skipNewlines();
  const commands: ExpressionAst[] = [];
  let errorEnd = -1;
  if (p.peek() === Kind.Parameter) errorEnd = allowedCommands(p, commands);
  const body = errorEnd < 0 ? statementBlock(p) : undefined;
  if (errorEnd < 0 && body === undefined) {
    errorEnd = commands.at(-1)?.end ?? name?.end ?? keywordEnd;
    p.reportIncomplete(errorEnd, errorEnd, 'MissingStatementBlockForDataSection');
  }
  if (body === undefined) return errorStatement(start, errorEnd, commands, 'data');
  return { kind: 'DataStatementAst', start, end: body.end, variable: name?.value, variableStart: name?.start ?? start, commandsAllowed: commands, body };
}

/** The parameter is looked at. Gives where the statement ends if it is broken, else -1. */
function allowedCommands(p: Parser, commands: ExpressionAst[]): number {
  p.skip();
  const { start, end, value } = p;
  let errorEnd = -1, lastEnd = end;
  if (!isParameter(value, 'SupportedCommand')) {
    errorEnd = end; // misspelled, presumably
    p.report(start, end, 'InvalidParameterForDataSectionStatement', value);
  }
  for (;;) {
    p.skipNewlines();
    const command = singleArgument(p, 'name');
    if (command === undefined) {
      if (errorEnd < 0) p.reportIncomplete(lastEnd, lastEnd, 'MissingValueForSupportedCommandInDataSectionStatement');
      return lastEnd;
    }
    commands.push(command);
    if (p.peek() !== Kind.Comma) return errorEnd;
    lastEnd = p.end;
    p.skip();
  }
}
