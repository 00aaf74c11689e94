import { Kind } from '../kinds.ts';
import { Flag } from '../flags.ts';
import type { NestedPart, Parser } from '../parser.ts';
import { isDoubleQuote } from '../chars.ts';
import { absolutePosition } from './offsets.ts';

/**
 * `$( … )` in a string or word; `$(` is taken. It ends at the matching bracket, whatever quotes stand between: brackets
 * are counted, nothing is understood yet. Outside here-strings `""` and a backtick before `"` are reduced to the quote.
 */
export function scanSubExpression(p: Parser, hereString: boolean, saveTokens: boolean): NestedPart {
  p.tokenStart = p.pos - 2;
  let text = '', run = p.tokenStart, open = 1, hasError = false;
  const skipped: number[] = [];
  while (open > 0) {
    const c = p.text.charCodeAt(p.pos);
    p.pos++;
    if (c === 40) {
      open++;
    } else if (c === 41) {
      open--;
    } else if (c === 96 || isDoubleQuote(c)) {
      if (!hereString && isDoubleQuote(p.text.charCodeAt(p.pos))) {
        text += p.text.slice(run, p.pos - 1);
        skipped.push(p.pos - 1 + p.base);
        run = p.pos++;
      }
    } else if (c === 0 && p.pos > p.length) {
      p.pos--;
      p.reportIncomplete(p.tokenStart + p.base, p.pos + p.base, 'IncompleteDollarSubexpressionReference');
      hasError = true;
      break;
    }
  }
  text = run === p.tokenStart ? p.text.slice(run, p.pos) : text + p.text.slice(run, p.pos);
  const start = absolutePosition(p, p.tokenStart), end = absolutePosition(p, p.pos);
  const flags = Flag.ParseModeInvariant | (hasError ? Flag.TokenInError : 0);
  const record = saveTokens ? { kind: Kind.StringLiteral, start, end, flags, nested: undefined } : undefined;
  return { start, end, variable: undefined, text, skips: skipped.length > 0 ? skipped : p.skips, hasError, record };
}
