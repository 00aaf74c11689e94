import type { ScriptBlockAst } from './ast.ts';
import type { Token } from './token.ts';

/** One finding of the parser, with the official error id (`MissingEndCurlyBrace` …) and extent. */
export interface ParseError {
  readonly errorId: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** True where more text could still make it right (the prompt and an editor treat it differently). */
  readonly incompleteInput: boolean;
}

/** What `parse` gives: always a tree, however broken the text. */
export interface ParseResult {
  readonly text: string;
  readonly ast: ScriptBlockAst;
  readonly tokens: readonly Token[];
  readonly errors: readonly ParseError[];
  /** Whether the text reads well to its end, so that its tree is whole: what errors it has are of meaning. */
  readonly isWhole?: boolean | undefined;
  /** Starts and ends of the comments, alternating, in the order of the text. */
  readonly comments: readonly number[];
}
