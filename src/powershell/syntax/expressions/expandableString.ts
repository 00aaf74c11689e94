import type { ExpandableStringExpressionAst, ExpressionAst, StringConstantExpressionAst, StringConstantType } from '../ast.ts';
import type { NestedPart, Parser } from '../parser.ts';
import type { TokenRecord } from '../tokenRecords.ts';
import { primaryExpression, variable } from './primary.ts';

/** An expandable string or word whose token is taken; a constant where nothing in it expands. */
export function expandableString(p: Parser, type: StringConstantType): ExpandableStringExpressionAst | StringConstantExpressionAst {
  const { start, end, value, nested, pieces, record } = p;
  if (nested === undefined) return { kind: 'StringConstantExpressionAst', start, end, stringConstantType: type, value };
  const nestedExpressions: ExpressionAst[] = [], parts: (string | ExpressionAst)[] = [], tokens: TokenRecord[] = [];
  nested.forEach((part, index) => {
    const found = nestedExpression(p, part, tokens);
    if (pieces[index] !== '') parts.push(pieces[index]!);
    if (found === undefined) return;
    nestedExpressions.push(found);
    parts.push(found);
  });
  if (pieces[nested.length] !== '') parts.push(pieces[nested.length]!);
  if (record !== undefined) record.nested = tokens;
  return { kind: 'ExpandableStringExpressionAst', start, end, stringConstantType: type, value, parts, nestedExpressions };
}

/** Parses what stands in the string, as a text of its own whose positions are those of the whole. */
function nestedExpression(p: Parser, part: NestedPart, tokens: TokenRecord[]): ExpressionAst | undefined {
  if (part.variable !== undefined) {
    if (part.record !== undefined) tokens.push(part.record);
    return variable(p, part.start, part.end, part.variable, false, false);
  }
  p.enter();
  const { text, length, base, skips, pos, tokenStart, tokens: outerTokens } = p;
  p.text = `${part.text}\0`;
  p.length = part.text.length;
  p.base = part.start;
  p.skips = part.skips;
  p.pos = 0;
  p.tokenStart = 0;
  p.tokens = outerTokens === undefined ? undefined : [];
  const result = primaryExpression(p, true);
  if (p.tokens !== undefined) for (const token of p.tokens) tokens.push(token);
  p.pending = false; // the end of the part, or what an error left over
  p.text = text;
  p.length = length;
  p.base = base;
  p.skips = skips;
  p.pos = pos;
  p.tokenStart = tokenStart;
  p.tokens = outerTokens;
  p.depth--;
  return result;
}
