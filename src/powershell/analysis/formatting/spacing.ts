import type { Token } from '../../syntax/token.ts';
import { endsOpen, type FormatFacts, type TextEdit } from './facts.ts';

const opens: ReadonlySet<string> = new Set(['LParen', 'AtParen', 'DollarParen']);
const curlies: ReadonlySet<string> = new Set(['LCurly', 'AtCurly']);
const joins: ReadonlySet<string> = new Set(['Pipe', 'AndAnd', 'OrOr']);
const beforeParen: ReadonlySet<string> = new Set(['If', 'ElseIf', 'While', 'For', 'Foreach', 'Switch', 'Until', 'Return', 'Throw', 'Exit']);
const beforeCurly: ReadonlySet<string> = new Set([
  'Else', 'Try', 'Finally', 'Catch', 'Trap', 'Do', 'Begin', 'Process', 'End', 'Clean', 'Dynamicparam', 'Parallel', 'Sequence', 'Data',
]);
const beforeType: ReadonlySet<string> = new Set(['Static', 'Hidden']);
const afterCurly: ReadonlySet<string> = new Set(['Default', 'Else', 'ElseIf', 'Catch', 'Finally', 'While', 'Until']);

/** The blanks that belong between two tokens of a line: a text, `some` for at least one, `one` for one at most, undefined where they are left as they are. */
function wanted(a: Token, b: Token, facts: FormatFacts, inside: string | undefined): string | undefined {
  const isKeyword = (token: Token): boolean => token.flags.includes('Keyword') && !facts.words.has(token.start);
  if (b.kind === 'Comment' || a.kind === 'Comment' || b.kind === 'LineContinuation' || a.kind === 'LineContinuation') return undefined;
  if (b.kind === 'Semi') return a.kind === 'Semi' ? undefined : '';
  if (opens.has(a.kind) || b.kind === 'RParen') return '';
  if (a.kind === 'Semi') return b.kind === 'RCurly' ? 'some' : ' ';
  if (facts.separators.has(a.start) || facts.separators.has(b.start)) return undefined;
  if (inside !== 'LBracket') {
    if (b.kind === 'Comma') return !facts.unary.has(b.start) ? '' : facts.operators.has(a.start) ? ' ' : undefined;
    if (a.kind === 'Comma') return facts.unary.has(a.start) ? undefined : ' ';
  }
  if (facts.operators.has(b.start) || joins.has(b.kind)) return 'some';
  if (facts.operators.has(a.start) || joins.has(a.kind)) return ' ';
  if (b.kind === 'LParen' && (facts.conditions.has(b.start) || (beforeParen.has(a.kind) && isKeyword(a)))) return ' ';
  if (b.kind === 'LBracket' && beforeType.has(a.kind) && isKeyword(a)) return ' ';
  if (facts.names.has(b.start) || (a.kind === 'RBracket' && /^(?:Class|Enum)$/.test(b.kind) && isKeyword(b))) return ' ';
  // `-not$a`, but `!$a` and `-$a`.
  if (facts.unary.has(a.start) && /^[-\u2013-\u2015]\p{L}/u.test(facts.text.slice(a.start, a.end))) return ' ';
  if (b.kind === 'LCurly') {
    if (a.kind === 'RParen' || facts.blocks.has(b.start) || (beforeCurly.has(a.kind) && isKeyword(a)) || facts.functionNames.has(a.end) || a.flags.includes('CommandName')) return ' ';
  }
  if (facts.redirections.has(b.start)) return 'some';
  if (facts.intoFiles.has(a.start)) return ' ';
  if (curlies.has(a.kind)) return b.kind === 'RCurly' ? undefined : ' ';
  if (b.kind === 'RCurly') return 'some';
  if (a.kind === 'RCurly' && afterCurly.has(b.kind) && isKeyword(b)) return ' ';
  if (facts.partEnds.has(a.end) && facts.partStarts.has(b.start)) return 'one';
  if ((a.kind === 'RCurly' || a.kind === 'RParen') && facts.begins.has(b.start)) return 'some';
  // `using  namespace`, `continue  label`, `:label  foreach`, `function Name  (`, `foreach  -parallel`, `($a  in`.
  if (isKeyword(a) || a.kind === 'Label' || facts.functionNames.has(a.end) || (a.kind === 'Parameter' && facts.text[a.end - 1] !== ':') || b.kind === 'Parameter' || (b.kind === 'In' && isKeyword(b))) return 'one';
  return undefined;
}

/** Blanks between the tokens of a line, and none at its end. */
export function spacingEdits(facts: FormatFacts): TextEdit[] {
  const { text, tokens, verbatim } = facts, edits: TextEdit[] = [], stack: string[] = [];
  let region = 0;
  for (let i = 0; i < tokens.length; i++) {
    const b = tokens[i]!, a = tokens[i - 1], from = a?.end ?? 0;
    while (region < verbatim.length && verbatim[region]!.end <= from) region++;
    const gap = text.slice(from, b.start), isVerbatim = region < verbatim.length && verbatim[region]!.start < b.end && from < verbatim[region]!.end;
    if (/^[ \t]*$/.test(gap) && !isVerbatim && (a === undefined || !endsOpen(a, text))) {
      const isFirst = a === undefined || a.kind === 'NewLine' || a.kind === 'LineContinuation';
      if (b.kind === 'NewLine' || b.kind === 'EndOfInput') {
        // The end of input stands one behind the text.
        if (gap !== '' && a?.kind !== 'LineContinuation') edits.push({ start: from, end: Math.min(b.start, text.length), text: '' });
      } else if (!isFirst) {
        const want = wanted(a, b, facts, stack.at(-1));
        const blanks = want === 'some' ? (gap === '' ? ' ' : gap) : want === 'one' ? (gap === '' ? gap : ' ') : want;
        if (blanks !== undefined && blanks !== gap) edits.push({ start: from, end: b.start, text: blanks });
      }
    }
    if (opens.has(b.kind) || curlies.has(b.kind) || b.kind === 'LBracket') stack.push(b.kind);
    else if (b.kind === 'RParen' || b.kind === 'RCurly' || b.kind === 'RBracket') stack.pop();
  }
  return edits;
}
