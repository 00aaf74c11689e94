/** A place in a list of tokens, shared by the parsers of expressions, keys and lists. */
import { odataError } from '../errors.ts';
import { tokenize } from './lexer.ts';
import type { Punctuation, Token } from './lexer.ts';

export class TokenStream {
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  /** The token `ahead` places on; past the end it is the end. */
  peek(ahead = 0): Token {
    return this.#tokens[this.#index + ahead] ?? (this.#tokens.at(-1) as Token);
  }

  next(): Token {
    const token = this.peek();
    this.#index += 1;
    return token;
  }

  /** Takes the token when it is this one. */
  accept(kind: Punctuation): boolean {
    if (this.peek().kind !== kind) return false;
    this.#index += 1;
    return true;
  }

  /** Takes the name when it is one of these words. */
  acceptWord<W extends string>(words: readonly W[]): W | undefined {
    const token = this.peek();
    const word = token.kind === 'name' ? words.find((one) => one === token.text) : undefined;
    if (word !== undefined) this.#index += 1;
    return word;
  }

  expect(kind: Punctuation | 'end'): void {
    const token = this.peek();
    if (token.kind !== kind) throw this.unexpected(kind === 'end' ? 'the end' : `'${kind}'`);
    this.#index += 1;
  }

  expectName(): { readonly text: string; readonly position: number } {
    const token = this.peek();
    if (token.kind !== 'name') throw this.unexpected('a name');
    this.#index += 1;
    return token;
  }

  unexpected(expected: string): Error {
    const token = this.peek();
    const found = token.kind === 'end' ? 'the end' : token.kind === 'name' ? `'${token.text}'` : token.kind === 'literal' ? 'a value' : `'${token.kind}'`;
    return odataError('ExpressionSyntax', token.position, `${expected} was expected, but ${found} was found.`);
  }
}
