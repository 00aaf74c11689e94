import type { ScriptBlockAst } from './ast.ts';
import type { ParseResult } from './parseResult.ts';
import type { Token } from './token.ts';
import { scriptBlock } from './blocks/scriptBlock.ts';
import { checkTree } from './checks/check.ts';
import { NestingTooDeep, Parser, type UsingResolver } from './parser.ts';
import { scriptRequirements } from './requires.ts';
import { finishTokens } from './tokenRecords.ts';

export interface ParseOptions {
  /** Keep the tokens while parsing. Without it they are made, by a second parse, when somebody reads them. */
  readonly tokens?: boolean;
  /** Finds what `using assembly` and `using module` name. Without it such statements are not looked into. */
  readonly resolver?: UsingResolver;
}

const byteOrderMark = 0xfeff;

/**
 * Parses a script, a runbook or a workflow. Gives a tree for any text, with the official parser's node types, extents,
 * error ids and recovery; never throws. A byte order mark is removed first: offsets count from behind it.
 */
export function parse(text: string, options: ParseOptions = {}): ParseResult {
  const source = text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text;
  return parseWith(new Parser(source, { saveTokens: options.tokens === true, resolver: options.resolver }));
}

/** The same by a parser that is at the beginning of its text. */
export function parseWith(parser: Parser): ParseResult {
  const { source } = parser, { ast, isWhole } = parseScript(parser);
  let tokens: readonly Token[] | undefined;
  return {
    text: source,
    ast,
    errors: parser.errors,
    isWhole,
    comments: parser.comments,
    get tokens() {
      tokens ??= parser.tokens === undefined ? tokensOf(source) : finishTokens(parser.tokens);
      return tokens;
    },
  };
}

function tokensOf(source: string): readonly Token[] {
  const parser = new Parser(source, { saveTokens: true, resolver: undefined });
  parseScript(parser);
  return finishTokens(parser.tokens!);
}

function parseScript(p: Parser): { readonly ast: ScriptBlockAst; readonly isWhole: boolean } {
  try {
    const ast = scriptBlock(p, undefined, false), isWhole = p.errors.length === 0;
    const requirements = scriptRequirements(p);
    const result = requirements === undefined ? ast : { ...ast, requirements };
    if (p.marks.length > 0) checkTree(p, result);
    return { ast: result, isWhole };
  } catch (error) {
    // A caller may have left less stack than is usual.
    if (!(error instanceof NestingTooDeep || error instanceof RangeError)) throw error;
    const at = Math.min(p.restorePoint(), p.source.length);
    p.report(at, at, 'ScriptTooComplicated');
    return { ast: partialTree(p), isWhole: false };
  }
}

/** The whole statements before the place where nesting became too deep. */
function partialTree(p: Parser): ScriptBlockAst {
  const { statements = [], traps = [], start, end } = p.topLevel ?? { start: 0, end: 0 };
  return {
    kind: 'ScriptBlockAst', start: 0, end: p.source.length, attributes: [], usings: [], paramBlock: undefined, dynamicParamBlock: undefined,
    beginBlock: undefined, processBlock: undefined, cleanBlock: undefined, requirements: undefined,
    endBlock: { kind: 'NamedBlockAst', start, end, blockName: 'End', unnamed: true, statements, traps },
  };
}
