import type { ParameterAst, StatementAst } from '../ast.ts';
import { Flag } from '../flags.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { parameterList } from '../blocks/paramBlock.ts';
import { scriptBlock } from '../blocks/scriptBlock.ts';
import { errorStatement } from '../recovery.ts';

/** What cannot be the name of a function. */
const notNames: ReadonlySet<number> = new Set<number>([
  Kind.Pipe, Kind.LParen, Kind.LCurly, Kind.AtParen, Kind.AtCurly, Kind.RCurly, Kind.RParen, Kind.EndOfInput, Kind.Semi, Kind.Redirection,
  Kind.RedirectInStd, Kind.AndAnd, Kind.OrOr, Kind.Ampersand, Kind.Variable, Kind.SplattedVariable, Kind.HereStringExpandable,
  Kind.HereStringLiteral, Kind.StringLiteral, Kind.StringExpandable,
]);

/** Parameters in parentheses; `errorEnd` is -1 where nothing is wrong, `end` where they end. */
export interface ParameterDeclaration { readonly parameters: readonly ParameterAst[] | undefined; readonly end: number; readonly errorEnd: number }

/** function-parameter-declaration: new-lines:opt '(' parameter-list new-lines:opt ')' */
export function parameterDeclaration(p: Parser): ParameterDeclaration {
  p.skipNewlines();
  if (p.peek() !== Kind.LParen) return { parameters: undefined, end: -1, errorEnd: -1 };
  p.skip();
  const openEnd = p.end;
  const parameters = parameterList(p);
  p.skipNewlines();
  let end = -1, errorEnd = -1;
  if (p.next() === Kind.RParen) {
    end = p.end;
  } else {
    p.unget(); // recovery: a body may follow
    end = p.end;
    errorEnd = parameters.at(-1)?.end ?? openEnd;
    p.reportIncomplete(errorEnd, errorEnd, 'MissingEndParenthesisInFunctionParameterList');
  }
  p.skipNewlines();
  return { parameters, end, errorEnd };
}

/**
 * function-statement: ('function' | 'filter' | 'workflow') new-lines:opt command-argument function-parameter-declaration:opt
 *   '{' script-block '}'; the keyword is taken (about_Functions, about_Workflows).
 */
export function functionDefinition(p: Parser): StatementAst {
  const { start, end: keywordEnd, kind: keyword } = p;
  p.skipNewlines();
  const kind = p.next();
  if (notNames.has(kind)) {
    p.unget();
    p.reportIncomplete(keywordEnd, keywordEnd, 'MissingNameAfterKeyword', p.slice(start, keywordEnd));
    return errorStatement(start, keywordEnd, [], p.slice(start, keywordEnd).toLowerCase());
  }
  const { start: nameStart, end: nameEnd } = p;
  const name = kind === Kind.Generic ? p.value : p.slice(nameStart, nameEnd);
  if (p.record !== undefined) p.record.flags &= ~Flag.Keyword;
  const { parameters, end: parametersEnd, errorEnd } = parameterDeclaration(p);
  let end = errorEnd;
  if (p.next() !== Kind.LCurly) {
    p.unget();
    if (end < 0) {
      end = parametersEnd < 0 ? nameEnd : parametersEnd;
      p.reportIncomplete(end, end, 'MissingFunctionBody');
    }
  }
  if (end >= 0) return errorStatement(start, end, parameters, p.slice(start, keywordEnd).toLowerCase());
  const isFilter = keyword === Kind.Filter, isWorkflow = keyword === Kind.Workflow, { inWorkflow } = p;
  p.inWorkflow = isWorkflow;
  if (isWorkflow) p.mark(start);
  const body = scriptBlock(p, { start: p.start, end: p.end }, isFilter);
  p.inWorkflow = inWorkflow;
  return {
    kind: 'FunctionDefinitionAst', start, end: body.end, name, isFilter, isWorkflow, nameStart, nameEnd, body,
    parameters: parameters?.length === 0 ? undefined : parameters,
  };
}
