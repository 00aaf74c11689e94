import type { Ast } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import type { Token } from '../../syntax/token.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { calledName } from '../names/functionName.ts';
import type { KnownCommand } from './casing.ts';
import { isProgram, mayBeProgram } from './programs.ts';

export interface TextEdit { readonly start: number; readonly end: number; readonly text: string }

/** What the rules ask of a text, found in one walk: places are starts of tokens. */
export interface FormatFacts {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Binary operators, `=`, and `?` and `:` where they part something, but for `..`. */
  readonly operators: ReadonlySet<number>;
  readonly unary: ReadonlySet<number>;
  /** Beginnings of the blocks of statements and of the bodies of types. */
  readonly blocks: ReadonlySet<number>;
  /** Beginnings of statements, named blocks, members of classes and clauses of `switch`. */
  readonly begins: ReadonlySet<number>;
  /** Brackets of what a loop or `switch` goes through, behind their parameters. */
  readonly conditions: ReadonlySet<number>;
  /** Beginnings of the names of functions, workflows, classes and enums. */
  readonly names: ReadonlySet<number>;
  /** Ends of the names of functions and workflows. */
  readonly functionNames: ReadonlySet<number>;
  /** Parameters of `foreach` and `switch`. */
  readonly flags: ReadonlySet<number>;
  /** Redirections, and of those into a file the operators' places too. */
  readonly redirections: ReadonlySet<number>;
  readonly intoFiles: ReadonlySet<number>;
  /** Where parts of a command begin, and where they end. */
  readonly partStarts: ReadonlySet<number>;
  readonly partEnds: ReadonlySet<number>;
  /** Words that look like keywords and are none: keys, members, arguments, names. */
  readonly words: ReadonlySet<number>;
  /** Commas of what programs are given: the blanks beside them count. */
  readonly separators: ReadonlySet<number>;
  /** Commands with `--%`: from there on every blank counts. */
  readonly verbatim: readonly { readonly start: number; readonly end: number }[];
  /** Blocks that programs are given, as the text between their braces: every letter counts. */
  readonly asText: readonly { readonly start: number; readonly end: number }[];
  readonly commands: readonly (Ast & { readonly kind: 'CommandAst' })[];
  /** Functions that the text defines, in lower case. */
  readonly defined: ReadonlySet<string>;
}

/** True for a word that ends in an escaped line end, as `try` with a backtick behind it does. */
export const endsOpen = ({ kind, end }: Token, text: string): boolean => kind !== 'NewLine' && kind !== 'LineContinuation' && /[\r\n]/.test(text.charAt(end - 1)) && end > 0;

/** Collects the facts; the walk goes into expandable strings too, whose tokens no rule sees. */
export function formatFacts(result: ParseResult, known?: KnownCommand): FormatFacts {
  const { text, tokens } = result, operators = new Set<number>(), unary = new Set<number>(), blocks = new Set<number>(), begins = new Set<number>(), conditions = new Set<number>(), names = new Set<number>(), functionNames = new Set<number>(), words = new Set<number>();
  const flags = new Set<number>(), redirections = new Set<number>(), intoFiles = new Set<number>(), partStarts = new Set<number>(), partEnds = new Set<number>();
  const verbatim: { start: number; end: number }[] = [], commands: (Ast & { readonly kind: 'CommandAst' })[] = [], defined = new Set<string>();
  const find = (into: Set<number>, kind: string, from: number, to: number): void => {
    const token = tokenBetween(tokens, from, to, kind);
    if (token !== undefined) into.add(token.start);
  };
  const flag = (from: number, to: number): void => {
    for (let token = tokenBetween(tokens, from, to, 'Parameter'); token !== undefined; token = tokenBetween(tokens, token.end, to, 'Parameter')) flags.add(token.start);
  };
  walk(result.ast, (node) => {
    switch (node.kind) {
      case 'BinaryExpressionAst': if (node.operator !== 'DotDot') operators.add(node.operatorStart); break;
      case 'AssignmentStatementAst': operators.add(node.operatorStart); break;
      case 'StatementBlockAst': blocks.add(node.start); for (const { start } of node.statements) begins.add(start); break;
      case 'NamedBlockAst': if (!node.unnamed) begins.add(node.start); for (const { start } of node.statements) begins.add(start); break;
      case 'ForEachStatementAst': if (node.parallel) flag(node.start, node.throttleLimit?.start ?? node.variable.start); find(conditions, 'LParen', node.throttleLimit?.end ?? node.start, node.variable.start); break;
      case 'SwitchStatementAst': flag(node.start, node.condition.start); find(conditions, 'LParen', node.start, node.condition.start); for (const { test, body } of node.clauses) { begins.add(test.start); blocks.add(body.start); } break;
      case 'TernaryExpressionAst': find(operators, 'QuestionMark', node.condition.end, node.ifTrue.start); find(operators, 'Colon', node.ifTrue.end, node.ifFalse.start); break;
      case 'NamedAttributeArgumentAst': if (!node.expressionOmitted) find(operators, 'Equals', node.start, node.argument.start); break;
      case 'ArrayLiteralAst': if (node.elements[0]?.start !== node.start) unary.add(node.start); break;
      case 'UnaryExpressionAst': unary.add(node.start); break;
      case 'ParameterAst': if (node.defaultValue !== undefined) find(operators, 'Equals', node.name.end, node.defaultValue.start); break;
      case 'HashtableAst': for (const { key, value } of node.pairs) find(operators, 'Equals', key.end, value.start); break;
      case 'StringConstantExpressionAst': words.add(node.start); break;
      case 'UsingStatementAst': if (node.name !== undefined) names.add(node.name.start); break;
      case 'FunctionDefinitionAst': functionNames.add(node.nameEnd); names.add(node.nameStart); words.add(node.nameStart); defined.add(calledName(node).name.toLowerCase()); break;
      case 'FunctionMemberAst':
        begins.add(node.start);
        words.add(node.nameStart);
        if (node.baseCall !== undefined) find(operators, 'Colon', node.parameters.at(-1)?.end ?? node.nameEnd, node.baseCall.keywordStart);
        break;
      case 'TypeDefinitionAst':
        words.add(node.nameStart);
        names.add(node.nameStart);
        find(blocks, 'LCurly', node.baseTypes.at(-1)?.end ?? node.nameEnd, node.end);
        if (node.baseTypes[0] !== undefined) find(operators, 'Colon', node.nameEnd, node.baseTypes[0].start);
        break;
      case 'PropertyMemberAst':
        begins.add(node.start);
        // A value of an enum is its name alone.
        if (text.startsWith(node.name, node.start)) words.add(node.start);
        if (node.initialValue !== undefined) find(operators, 'Equals', node.start, node.initialValue.start);
        break;
      case 'FileRedirectionAst': intoFiles.add(node.start); redirections.add(node.start); break;
      case 'MergingRedirectionAst': redirections.add(node.start); break;
      case 'CommandAst': {
        commands.push(node);
        for (const { start, end } of node.elements) {
          partStarts.add(start);
          partEnds.add(end);
        }
        // The block of a configuration, of its nodes and of their resources, whose words are no keywords to the grammar.
        const last = node.elements.at(-1);
        if (last?.kind === 'ScriptBlockExpressionAst' && /^(?:configuration|node)$/i.test(commandNameOf(node) ?? '')) {
          blocks.add(last.start);
          for (const statement of last.scriptBlock.endBlock?.statements ?? []) {
            const [resource] = statement.kind === 'PipelineAst' ? statement.elements : [], block = resource?.kind === 'CommandAst' ? resource.elements.at(-1) : undefined;
            if (block?.kind === 'ScriptBlockExpressionAst') blocks.add(block.start);
          }
        }
        if (node.invocationOperator !== 'Unknown' && node.elements[0]?.kind === 'ScriptBlockExpressionAst') blocks.add(node.elements[0].start);
        const stop = node.elements.find((element) => text.startsWith('--%', element.start) && element.kind !== 'ParenExpressionAst');
        if (stop !== undefined) verbatim.push({ start: stop.start, end: lineEnd(text, stop.start) });
        break;
      }
      default:
    }
  });
  const separators = new Set<number>(), asText: Ast[] = [];
  for (const command of commands) {
    if (!mayBeProgram(command, defined, known)) continue;
    for (const element of command.elements.slice(1)) {
      const value = element.kind === 'CommandParameterAst' ? element.argument : element;
      if (value?.kind === 'ArrayLiteralAst') value.elements.forEach((item, index) => find(separators, 'Comma', index === 0 ? value.start : value.elements[index - 1]!.end, item.start));
      else if (value?.kind === 'ScriptBlockExpressionAst' && isProgram(command)) asText.push(value);
    }
  }
  asText.sort((a, b) => a.start - b.start);
  return { text, tokens, operators, unary, blocks, begins, conditions, names, functionNames, flags, redirections, intoFiles, partStarts, partEnds, words, separators, verbatim, asText, commands, defined };
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
