/** Cuts an expression, a key or a list of literals into tokens (OData v3 ABNF, 4: expressions; literals: edm/literal.ts). */
import { LITERAL_PREFIXES, NULL_LITERAL, parseNumber, parsePrefixed } from '../edm/literal.ts';
import type { Literal } from '../edm/literal.ts';
import { odataError } from '../errors.ts';

export type Punctuation = '(' | ')' | ',' | '/' | ':' | '=' | '-' | '*';
export type Token =
  | { readonly kind: 'literal'; readonly literal: Literal; readonly position: number }
  /** A name; may contain dots (qualified) and start with `$` (`$it`). */
  | { readonly kind: 'name'; readonly text: string; readonly position: number }
  | { readonly kind: Punctuation; readonly position: number }
  | { readonly kind: 'end'; readonly position: number };

const SPACE = /[ \t\r\n]+/y;
const NAME = /\$?[\p{L}_][\p{L}\p{Nd}_]*(?:\.[\p{L}_][\p{L}\p{Nd}_]*)*/uy;
const NUMBER = /-?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[lLmMdDfF]?|INFf?(?![\p{L}\p{Nd}_]))/uy;
const STRING = /'(?:[^']|'')*'/y;
const WORD_CHARACTER = /[\p{L}\p{Nd}_.]/u;
const PUNCTUATION = '(),/:=-*';

/**
 * All tokens of a text, an `end` last.
 * @throws ODataError ExpressionSyntax, LiteralSyntax
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    return pattern.exec(text)?.[0];
  };
  const quoted = (): string => {
    const found = match(STRING);
    if (found === undefined) throw odataError('ExpressionSyntax', position, 'there is an unterminated string literal.');
    return found;
  };
  for (;;) {
    position += match(SPACE)?.length ?? 0;
    const start = position;
    const character = text.charAt(position);
    if (character === '') {
      tokens.push({ kind: 'end', position });
      return tokens;
    }
    const number = match(NUMBER);
    const name = number === undefined ? match(NAME) : undefined;
    if (character === "'") {
      const found = quoted();
      position += found.length;
      tokens.push({ kind: 'literal', literal: { type: 'Edm.String', value: found.slice(1, -1).replaceAll("''", "'") }, position: start });
    } else if (number !== undefined) {
      position += number.length;
      const literal = WORD_CHARACTER.test(text.charAt(position)) ? undefined : parseNumber(number);
      if (literal === undefined) throw odataError('LiteralSyntax', 'numeric', text.slice(start, start + 40), start);
      tokens.push({ kind: 'literal', literal, position: start });
    } else if (name !== undefined) {
      position += name.length;
      if (text.charAt(position) === "'") {
        const type = LITERAL_PREFIXES[name.toLowerCase()];
        if (type === undefined) throw odataError('ExpressionSyntax', start, `there is no literal of the form ${name}'…'.`);
        const content = quoted();
        const literal = parsePrefixed(name.toLowerCase(), content.slice(1, -1));
        if (literal === undefined) throw odataError('LiteralSyntax', type, name + content, start);
        position += content.length;
        tokens.push({ kind: 'literal', literal, position: start });
      } else {
        const literal = WORDS.get(name);
        tokens.push(literal === undefined ? { kind: 'name', text: name, position: start } : { kind: 'literal', literal, position: start });
      }
    } else if (PUNCTUATION.includes(character)) {
      position += 1;
      tokens.push({ kind: character as Punctuation, position: start });
    } else {
      throw odataError('ExpressionSyntax', start, `the character '${character}' is not allowed here.`);
    }
  }
}

const WORDS: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['null', NULL_LITERAL], ['true', { type: 'Edm.Boolean', value: true }], ['false', { type: 'Edm.Boolean', value: false }],
  ['NaN', { type: 'Edm.Double', value: Number.NaN }], ['NaNf', { type: 'Edm.Single', value: Number.NaN }],
]);
