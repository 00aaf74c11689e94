/** A token, with the official TokenKind name. Made only when asked for: the parser works on its scanner's fields. */
export interface Token {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly flags: readonly string[];
  readonly hasError: boolean;
  /** The tokens inside an expandable string. */
  readonly nestedTokens: readonly Token[] | undefined;
}
