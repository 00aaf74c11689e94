import type { Ast, ExpressionAst, PipelineBaseAst, StatementAst, StatementBlockAst, SwitchClause, SwitchFlag } from '../ast.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { statementBlock } from '../blocks/statementBlock.ts';
import { bareWord } from '../expressions/names.ts';
import { singleArgument } from '../pipelines/argument.ts';
import { pipelineChain } from '../pipelines/chain.ts';
import { errorStatement } from '../recovery.ts';
import { isParameter } from './parameters.ts';
import type { Label } from './statement.ts';

/** What is known of a switch while it is read. */
interface Switch {
  readonly flags: Set<SwitchFlag>;
  condition: PipelineBaseAst | undefined;
  readonly clauses: SwitchClause[];
  default: StatementBlockAst | undefined;
  /** Parts for an error statement. */
  readonly parts: Ast[];
  /** The file of `-file`, which a condition in parentheses takes the place of. */
  fileName: PipelineBaseAst | undefined;
  /** Where the statement ends if it turns out to be broken. */
  errorEnd: number;
  isError: boolean;
  isIncomplete: boolean;
}

const flagOrder: readonly SwitchFlag[] = ['File', 'Regex', 'Wildcard', 'Exact', 'CaseSensitive', 'Parallel'];

/**
 * switch-statement: 'switch' new-lines:opt switch-parameters:opt switch-condition switch-body
 * switch-condition: '(' new-lines:opt pipeline new-lines:opt ')' | '-file' new-lines:opt (command-argument | primary-expression)
 * switch-body: new-lines:opt '{' new-lines:opt switch-clauses '}'; 'switch' is taken.
 */
export function switchStatement(p: Parser, label: Label): StatementAst {
  const start = label?.start ?? p.start;
  const found: Switch = {
    flags: new Set(), condition: undefined, clauses: [], default: undefined, parts: [], fileName: undefined, errorEnd: label === undefined ? p.end : label.start + 1 + label.text.length, isError: false, isIncomplete: false,
  };
  p.skipNewlines();
  while (p.peek() === Kind.Parameter) switchParameter(p, found);
  if (p.peek() === Kind.LParen) switchCondition(p, found);
  else if (found.condition === undefined && !found.flags.has('File')) {
    found.isError = true;
    found.isIncomplete = p.reportIncomplete(found.errorEnd, found.errorEnd, 'PipelineValueRequired');
  }
  p.skipNewlines();
  let end = 0;
  if (p.next() === Kind.LCurly) {
    end = switchBody(p, found);
  } else {
    p.unget();
    if (!found.isIncomplete) {
      found.isError = true;
      p.reportIncomplete(found.errorEnd, found.errorEnd, 'MissingCurlyBraceInSwitchStatement');
    }
  }
  const { condition, clauses } = found;
  if (found.isError || condition === undefined) return errorStatement(start, found.errorEnd, [found.fileName === condition ? undefined : found.fileName, condition, ...found.parts], 'switch');
  const flags = flagOrder.filter((flag) => found.flags.has(flag));
  return { kind: 'SwitchStatementAst', start, end, label: label?.text, flags, condition, clauses, default: found.default };
}

/** switch-parameter: one of '-regex' '-wildcard' '-exact' '-casesensitive' '-parallel' '-file' (about_Switch) */
function switchParameter(p: Parser, found: Switch): void {
  p.skip();
  const { start, end, value } = p, { flags } = found;
  found.errorEnd = end;
  if (isParameter(value, 'regex')) {
    flags.add('Regex').delete('Wildcard');
  } else if (isParameter(value, 'wildcard')) {
    flags.add('Wildcard').delete('Regex');
  } else if (isParameter(value, 'exact')) {
    flags.delete('Regex');
    flags.delete('Wildcard');
  } else if (isParameter(value, 'casesensitive')) {
    flags.add('CaseSensitive');
  } else if (isParameter(value, 'parallel')) {
    flags.add('Parallel');
    p.mark(start);
  } else if (isParameter(value, 'file')) {
    fileName(p, found, end);
  } else {
    found.isError = true;
    p.report(start, end, 'InvalidSwitchFlag', value);
  }
}

function fileName(p: Parser, found: Switch, parameterEnd: number): void {
  found.flags.add('File');
  p.skipNewlines();
  const name = singleArgument(p, 'file');
  if (name === undefined) {
    found.isError = true;
    found.isIncomplete = p.reportIncomplete(parameterEnd, parameterEnd, 'MissingFilenameOption');
    return;
  }
  const { start, end } = name;
  found.errorEnd = end;
  found.condition = { kind: 'PipelineAst', start, end, elements: [{ kind: 'CommandExpressionAst', start, end, expression: name, redirections: [] }], background: false };
  found.fileName = found.condition;
}

/** The condition in parentheses; '(' is looked at. */
function switchCondition(p: Parser, found: Switch): void {
  p.skip();
  const { start, end } = p;
  found.errorEnd = end;
  if (found.flags.has('File')) {
    found.isError = true;
    p.report(start, end, 'PipelineValueRequired');
  }
  p.skipNewlines();
  found.condition = pipelineChain(p);
  if (found.condition === undefined) {
    found.isError = true;
    found.isIncomplete = p.reportIncomplete(end, end, 'PipelineValueRequired');
  } else {
    found.errorEnd = found.condition.end;
  }
  p.skipNewlines();
  if (p.next() === Kind.RParen) {
    found.errorEnd = p.end;
    return;
  }
  p.unget();
  if (!found.isIncomplete) {
    found.isError = true;
    found.isIncomplete = p.reportIncomplete(found.errorEnd, found.errorEnd, 'MissingEndParenthesisInSwitchStatement');
  }
}

/** switch-clause: ('default' | command-argument | primary-expression) statement-block statement-terminators:opt; '{' is taken. Gives the end. */
function switchBody(p: Parser, found: Switch): number {
  const { start, end } = p;
  found.errorEnd = end;
  p.skipNewlines();
  for (;;) {
    const isDefault = p.peek() === Kind.Default;
    let test: ExpressionAst | undefined;
    if (isDefault) {
      p.skip();
      test = bareWord(p.start, p.end, p.slice(p.start, p.end));
    } else {
      test = singleArgument(p, 'condition');
    }
    if (test === undefined) {
      // No condition, so no block either: hope for the end.
      found.isError = true;
      p.reportIncomplete(found.errorEnd, found.errorEnd, 'MissingSwitchConditionExpression');
      if (p.peek() === Kind.RCurly) p.skip();
      return p.end;
    }
    clause(p, found, test, isDefault);
    p.skipNewlinesAndSemicolons();
    const kind = p.peek();
    if (kind === Kind.RCurly) {
      p.skip();
      return p.end;
    }
    if (kind === Kind.EndOfInput) {
      if (!found.isIncomplete) {
        found.isError = true;
        p.reportIncompleteAt(start, end, p.end, 'MissingEndCurlyBrace');
      }
      return p.end;
    }
  }
}

function clause(p: Parser, found: Switch, test: ExpressionAst, isDefault: boolean): void {
  found.parts.push(test);
  found.errorEnd = test.end;
  const body = statementBlock(p);
  if (body === undefined) {
    found.isError = true;
    found.isIncomplete = p.reportIncomplete(test.end, test.end, 'MissingSwitchStatementClause');
    return;
  }
  found.parts.push(body);
  found.errorEnd = body.end;
  if (!isDefault) {
    found.clauses.push({ test, body });
    return;
  }
  if (found.default !== undefined) {
    found.isError = true;
    p.report(test.start, test.end, 'MultipleSwitchDefaultClauses');
  }
  found.default = body;
}
