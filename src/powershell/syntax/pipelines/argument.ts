import type { ExpressionAst } from '../ast.ts';
import { Flag } from '../flags.ts';
import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { errorExpression } from '../recovery.ts';
import { expandableString } from '../expressions/expandableString.ts';
import { bareWord } from '../expressions/names.ts';
import { primaryExpression } from '../expressions/primary.ts';
import { intern } from '../scan/intern.ts';
import { added, finished } from '../lists.ts';

/** Where an argument stands: only in a command's arguments does the comma make a list, and a name does not expand. */
export type ArgumentContext = 'name' | 'nameAfterOperator' | 'file' | 'argument' | 'condition';

/** Makes the rest of the line an argument as it is written (about_Parsing). */
export const stopParsing = '--%';

const never: ReadonlySet<number> = new Set<number>([
  Kind.Pipe, Kind.RCurly, Kind.RParen, Kind.EndOfInput, Kind.NewLine, Kind.Semi, Kind.Redirection, Kind.RedirectInStd, Kind.AndAnd, Kind.OrOr,
  Kind.Ampersand, Kind.MinusMinus, Kind.Comma,
]);
const values: ReadonlySet<number> = new Set<number>([
  Kind.SplattedVariable, Kind.Variable, Kind.Number, Kind.HereStringExpandable, Kind.StringExpandable, Kind.HereStringLiteral, Kind.StringLiteral,
  Kind.LParen, Kind.DollarParen, Kind.AtParen, Kind.AtCurly, Kind.LCurly,
]);

/** One argument where the mode may be another: a file name, a condition of a switch, a throttle limit. */
export function singleArgument(p: Parser, context: ArgumentContext): ExpressionAst | undefined {
  const kind = p.peek();
  if (kind === Kind.Comma || kind === Kind.EndOfInput) return undefined;
  const mode = p.mode;
  p.setMode(Mode.Command);
  p.next();
  const result = argumentFrom(p, context);
  p.setMode(mode);
  return result;
}

/** command-argument: word | primary-expression; the first token is taken, and put back where it begins none. */
export function argumentFrom(p: Parser, context: ArgumentContext): ExpressionAst | undefined {
  let list: ExpressionAst[] | undefined, commaEnd = -1;
  for (;;) {
    const kind = p.kind;
    let value: ExpressionAst, verbatim = false;
    if (never.has(kind)) {
      p.unget();
      if (list === undefined) return undefined;
      p.reportIncomplete(commaEnd, commaEnd, 'MissingExpression', ',');
      return errorExpression(list[0]!.start, commaEnd, list);
    }
    if (values.has(kind)) {
      p.unget();
      value = primaryExpression(p, true)!;
    } else {
      verbatim = kind === Kind.Generic && p.value === stopParsing;
      value = word(p, context);
    }
    if (context !== 'argument' || verbatim || p.peek() !== Kind.Comma) {
      if (list === undefined) return value;
      list.push(value);
      return { kind: 'ArrayLiteralAst', start: list[0]!.start, end: value.end, elements: finished(list) };
    }
    commaEnd = p.end;
    list = added(list, value);
    p.skip();
    p.skipNewlines();
    p.next();
  }
}

/** A word, or whatever else stands there, taken as text. */
function word(p: Parser, context: ArgumentContext): ExpressionAst {
  const { kind, start, end } = p;
  const isName = context === 'name' || context === 'nameAfterOperator';
  if (kind === Kind.Generic) {
    if (isName) p.flag(Flag.CommandName);
    // A name expands only behind `&` and `.`.
    if (p.nested !== undefined && context !== 'name') return expandableString(p, 'BareWord');
    return bareWord(start, end, p.value);
  }
  const { record } = p;
  if (record !== undefined) {
    record.flags &= ~Flag.Keyword;
    if (isName) record.flags |= Flag.CommandName;
    else if (kind !== Kind.Identifier) record.kind = Kind.Generic;
  }
  return bareWord(start, end, intern(p.source, start, end));
}
