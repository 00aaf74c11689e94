import type { Ast } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import type { Token } from '../../syntax/token.ts';
import { calledName } from '../functionName.ts';

export interface TextEdit { readonly start: number; readonly end: number; readonly text: string }

/** What the rules ask of a text, found in one walk: places are starts of tokens. */
export interface FormatFacts {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Binary operators and `=`, but for `..`. */
  readonly operators: ReadonlySet<number>;
  readonly unary: ReadonlySet<number>;
  /** Beginnings of the blocks of statements. */
  readonly blocks: ReadonlySet<number>;
  /** Ends of the names of functions and workflows. */
  readonly functionNames: ReadonlySet<number>;
  /** Words that look like keywords and are none: keys, members, arguments, names. */
  readonly words: ReadonlySet<number>;
  /** Commands with `--%`: from there on every blank counts. */
  readonly verbatim: readonly { readonly start: number; readonly end: number }[];
  readonly commands: readonly (Ast & { readonly kind: 'CommandAst' })[];
  /** Functions that the text defines, in lower case. */
  readonly defined: ReadonlySet<string>;
}

/** True for a word that ends in an escaped line end, as `try` with a backtick behind it does. */
export const endsOpen = ({ kind, end }: Token, text: string): boolean => kind !== 'NewLine' && kind !== 'LineContinuation' && /[\r\n]/.test(text.charAt(end - 1)) && end > 0;

/** Collects the facts; the walk goes into expandable strings too, whose tokens no rule sees. */
export function formatFacts(result: ParseResult): FormatFacts {
  const { text, tokens } = result, operators = new Set<number>(), unary = new Set<number>(), blocks = new Set<number>(), functionNames = new Set<number>(), words = new Set<number>();
  const verbatim: { start: number; end: number }[] = [], commands: (Ast & { readonly kind: 'CommandAst' })[] = [], defined = new Set<string>();
  const equals = (from: number, to: number): void => {
    const token = tokenBetween(tokens, from, to, 'Equals');
    if (token !== undefined) operators.add(token.start);
  };
  walk(result.ast, (node) => {
    switch (node.kind) {
      case 'BinaryExpressionAst': if (node.operator !== 'DotDot') operators.add(node.operatorStart); break;
      case 'AssignmentStatementAst': operators.add(node.operatorStart); break;
      case 'StatementBlockAst': blocks.add(node.start); break;
      case 'ArrayLiteralAst': if (node.elements[0]?.start !== node.start) unary.add(node.start); break;
      case 'UnaryExpressionAst': unary.add(node.start); break;
      case 'ParameterAst': if (node.defaultValue !== undefined) equals(node.name.end, node.defaultValue.start); break;
      case 'HashtableAst': for (const { key, value } of node.pairs) equals(key.end, value.start); break;
      case 'StringConstantExpressionAst': words.add(node.start); break;
      case 'FunctionDefinitionAst': functionNames.add(node.nameEnd); words.add(node.nameStart); defined.add(calledName(node).name.toLowerCase()); break;
      case 'FunctionMemberAst': case 'TypeDefinitionAst': words.add(node.nameStart); break;
      case 'PropertyMemberAst': words.add(node.start); break;
      case 'CommandAst': {
        commands.push(node);
        const stop = node.elements.find((element) => text.startsWith('--%', element.start) && element.kind !== 'ParenExpressionAst');
        if (stop !== undefined) verbatim.push({ start: stop.start, end: lineEnd(text, stop.start) });
        break;
      }
      default:
    }
  });
  return { text, tokens, operators, unary, blocks, functionNames, words, verbatim, commands, defined };
}

const lineEnd = (text: string, from: number): number => {
  const found = /\r|\n/.exec(text.slice(from, from + 20_000));
  return found === null ? text.length : from + found.index + 1;
};

/** The first token of a kind between two places. */
function tokenBetween(tokens: readonly Token[], from: number, to: number, kind: string): Token | undefined {
  let low = 0, high = tokens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tokens[middle]!.start < from) low = middle + 1;
    else high = middle;
  }
  for (; low < tokens.length && tokens[low]!.start < to; low++) if (tokens[low]!.kind === kind) return tokens[low];
  return undefined;
}
