import { Kind, kindFlags } from './kinds.ts';
import { Flag } from './flags.ts';
import { formatMessage, type ErrorId } from './messages.ts';
import type { ParseError } from './parseResult.ts';
import type { NumericTypeName, StatementAst } from './ast.ts';
import { absolutePosition, relativePosition, type SkippedCharacters } from './scan/offsets.ts';
import { onlyBlanksAfter } from './scan/lookahead.ts';
import { scanToken } from './scan/next.ts';
import { skipNewlines } from './scan/trivia.ts';
import type { StatementList } from './blocks/statementBlock.ts';
import type { Reuse } from './reparse/reuse.ts';
import { dropFrom, type TokenRecord } from './tokenRecords.ts';

/** How the scanner reads the next characters: the grammar decides, not the text (about_Parsing). */
export const Mode = { Command: 0, Expression: 1, TypeName: 2, Signature: 3 } as const;
export type ModeNumber = (typeof Mode)[keyof typeof Mode];

/** A `$name` or `$( … )` found while scanning an expandable string or a word; the sub-expression is parsed later. */
export interface NestedPart {
  readonly start: number;
  readonly end: number;
  /** The name of a variable; undefined for a sub-expression. */
  readonly variable: string | undefined;
  /** The sub-expression as it is to be parsed (doubled quotes reduced), with its brackets. */
  readonly text: string;
  readonly skips: SkippedCharacters | undefined;
  readonly hasError: boolean;
  readonly record: TokenRecord | undefined;
}

/** Thrown where nesting goes deeper than the stack allows; caught in parse.ts, never seen outside. */
export class NestingTooDeep extends Error {
  readonly code = 'ScriptTooComplicated';
}

/** Levels of the grammar entered at once. A level takes up to eight frames; the default stack holds twice as many. */
const maxDepth = 450;

/** Operands, members, casts or pipelines in one row: they make a tree as deep as the row is long, and trees are walked recursively. */
export const maxRow = 1500;

/** Says whether an assembly file or a module exists: the parser itself touches nothing. */
export interface UsingResolver {
  assembly(path: string): boolean;
  module(name: string): boolean;
}

export interface ParserOptions { readonly saveTokens: boolean; readonly resolver: UsingResolver | undefined }

/**
 * State of one parse: the text, the scanner's place in it, the current token as plain fields, and the findings.
 * The productions live in files of their own and take the parser as their first argument.
 */
export class Parser {
  /** The whole text. Positions of nodes, tokens and errors are offsets in it. */
  readonly source: string;
  readonly resolver: UsingResolver | undefined;
  /** What is being scanned now: the whole text, or a sub-expression of a string, with a NUL behind it. */
  text: string;
  /** Length of `text` without the NUL. */
  length: number;
  /** Where `text` begins in `source`. */
  base = 0;
  skips: SkippedCharacters | undefined;
  pos = 0;
  /** Where the token being scanned begins, in `text`. */
  tokenStart = 0;

  mode: ModeNumber = Mode.Command;
  allowSignedNumbers = false;
  endNumberOnTernary = false;
  wantSimpleName = false;
  inWorkflow = false;
  disableComma = false;

  /** True where the token in the fields below was looked at, not taken. */
  pending = false;
  kind: number = Kind.Unknown;
  start = 0;
  end = 0;
  /** Value of a string or word, name of a variable or parameter, label. */
  value = '';
  number: number | bigint | string = 0;
  numberType: NumericTypeName = 'System.Int32';
  /** Literal text between the nested parts of an expandable string, one more than there are parts. */
  pieces: readonly string[] = [];
  nested: readonly NestedPart[] | undefined;
  usedColon = false;
  fromStream = 0;
  /** Stream that `n>&m` merges into; 0 for a file. */
  toStream = 0;
  append = false;
  record: TokenRecord | undefined;

  tokens: TokenRecord[] | undefined;
  /** Whole statements that the parse of an earlier version of the text has found. */
  reuse: Reuse | undefined;
  readonly errors: ParseError[] = [];
  /** Starts and ends of the comments, alternating. */
  comments: number[] = [];
  readonly requires: { start: number; end: number }[] = [];
  /** Begin of what looks like a signature block; -1 where there is none. */
  signature = -1;
  depth = 0;
  /** Places inside the nodes that the checks after parsing have to look at; all others are passed over. */
  readonly marks: number[] = [];
  /** Where the words `class` and `enum` of definitions stand. */
  readonly types: number[] = [];
  /** Classes and finally blocks around the current place: only there a plain `return` or `break` can be wrong. */
  guarded = 0;
  /** Places where attributes were looked for ahead of `param` in vain, so that nesting does not repeat the search. */
  readonly notParam = new Set<number>();
  readonly notAttributes = new Set<number>();
  /** Statements of the outermost block as they are found, for a parse that has to be given up. */
  topLevel: StatementList | undefined;
  /** How many errors were told, those that were told before among them. */
  reports = 0;
  /** Where the furthest of them begins. */
  furthest = -1;
  /** How often words were read that mean something else behind an error. */
  unsure = 0;
  /** Statements of blocks in which something is wrong: the extents of all others hold what is inside. */
  readonly broken = new Set<StatementAst>();
  readonly #seen = new Set<string>();
  /** Characters that may still be read again: what is mostly read again and again is no script. */
  #patience: number;

  constructor(source: string, options: ParserOptions) {
    this.source = source;
    this.resolver = options.resolver;
    this.text = `${source}\0`;
    this.length = source.length;
    this.#patience = source.length * 20 + 1_000_000;
    this.tokens = options.saveTokens ? [] : undefined;
  }

  /** Takes the next token and gives its kind. */
  next(): number {
    if (this.pending) this.pending = false;
    else scanToken(this);
    return this.kind;
  }

  /** Looks at the next token without taking it. */
  peek(): number {
    if (!this.pending) {
      scanToken(this);
      this.pending = true;
    }
    return this.kind;
  }

  /** Takes the token that was looked at. */
  skip(): void {
    this.pending = false;
  }

  /** Puts back the token that was taken last. */
  unget(): void {
    this.pending = true;
  }

  skipNewlines(): void {
    if (!this.pending || this.kind === Kind.NewLine) {
      this.pending = false;
      skipNewlines(this, false);
    }
  }

  skipNewlinesAndSemicolons(): void {
    if (!this.pending || this.kind === Kind.NewLine || this.kind === Kind.Semi) {
      this.pending = false;
      skipNewlines(this, true);
    }
  }

  /** Changes the mode; a token that was looked at is scanned again where the modes read it differently. */
  setMode(mode: ModeNumber): void {
    if (mode !== this.mode) {
      if (this.pending && (kindFlags[this.kind]! & Flag.ParseModeInvariant) === 0) this.resync(this.start);
      this.mode = mode;
    }
  }

  /** A place to come back to with `resync`. */
  restorePoint(): number {
    return this.skips === undefined ? this.pos + this.base : absolutePosition(this, this.pos);
  }

  /** Goes back to a position of the source; tokens from there on are scanned again. */
  resync(start: number): void {
    this.pending = false;
    const pos = this.skips === undefined ? start - this.base : relativePosition(this, start);
    const to = pos > this.length + 1 ? this.length + 1 : Math.max(pos, 0);
    if (this.pos - to > 100 && (this.#patience -= this.pos - to) < 0) throw new NestingTooDeep();
    this.pos = to;
    // What looked like a comment may be part of a word: `[#x`.
    const { comments, requires } = this;
    while (comments.length > 0 && comments[comments.length - 2]! >= start) comments.length -= 2;
    while (requires.length > 0 && requires[requires.length - 1]!.start >= start) requires.pop();
    if (this.tokens !== undefined) dropFrom(this.tokens, start);
  }

  /** Text of the source between two positions. */
  slice(start: number, end: number): string {
    return this.source.slice(start, end);
  }

  enter(): void {
    if (++this.depth > maxDepth) throw new NestingTooDeep();
  }

  /** Reports an error that more text would not mend. */
  report(start: number, end: number, errorId: ErrorId, ...args: readonly string[]): void {
    this.#save(start, end, errorId, false, args);
  }

  /** Reports an error that may only mean that the text is not finished; gives whether it does. */
  reportIncomplete(start: number, end: number, errorId: ErrorId, ...args: readonly string[]): boolean {
    const incomplete = onlyBlanksAfter(this, end);
    this.#save(start, end, errorId, incomplete, args);
    return incomplete;
  }

  /** As `reportIncomplete`, where the error was noticed at another place than the one it is shown at. */
  reportIncompleteAt(start: number, end: number, noticedEnd: number, errorId: ErrorId, ...args: readonly string[]): boolean {
    const incomplete = onlyBlanksAfter(this, noticedEnd);
    this.#save(start, end, errorId, incomplete, args);
    return incomplete;
  }

  #save(start: number, end: number, errorId: ErrorId, incompleteInput: boolean, args: readonly string[]): void {
    this.reports++;
    if (start > this.furthest) this.furthest = start;
    const key = `${errorId}:${start}:${end}`;
    if (this.#seen.has(key)) return; // scanned twice
    this.#seen.add(key);
    this.errors.push({ errorId, message: formatMessage(errorId, args), start, end, incompleteInput });
  }

  /** Says that a node which covers this place has to be looked at when parsing is done. */
  mark(position: number): void {
    const { marks } = this;
    if (marks[marks.length - 1] !== position) marks.push(position);
  }

  /** Adds flags to the current token. */
  flag(bits: number): void {
    if (this.record !== undefined) this.record.flags |= bits;
  }
}
