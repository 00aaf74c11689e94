import type { Ast } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import type { ParseError, ParseResult } from '../../syntax/parseResult.ts';

/** The longest word that is sought. */
const AROUND = 8;

/** Where the words of a text stand, without its comments. */
class Place {
  readonly #text: string;
  readonly #comments: readonly number[];
  constructor({ text, comments }: Pick<ParseResult, 'text' | 'comments'>) {
    this.#text = text;
    this.#comments = comments;
  }
  /** The first match between two places that begins in no comment. */
  find(words: RegExp, from: number, to: number): { readonly start: number; readonly end: number; readonly text: string } | undefined {
    // What is not there would be sought to the end of the text. A word may begin there and end behind it, and be told by what stands before it.
    const first = Math.max(0, from - AROUND), part = this.#text.slice(first, to + AROUND), sought = new RegExp(words.source, 'g');
    sought.lastIndex = from - first;
    for (let match = sought.exec(part); match !== null && first + match.index < to; match = sought.exec(part)) {
      const index = first + match.index, end = this.#commentEnd(index);
      if (end === undefined) return { start: index, end: index + match[0].length, text: match[0] };
      sought.lastIndex = end - first;
    }
    return undefined;
  }

  /** Where the comment ends that a place is in. */
  #commentEnd(index: number): number | undefined {
    let low = 0, high = this.#comments.length / 2;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#comments[2 * middle + 1]! <= index) low = middle + 1;
      else high = middle;
    }
    return (this.#comments[2 * low] ?? Infinity) <= index ? this.#comments[2 * low + 1] : undefined;
  }
}

const definesWorkflow = (ast: Ast): boolean => {
  let found = false;
  walk(ast, (node) => {
    found ||= node.kind === 'FunctionDefinitionAst' && node.isWorkflow;
    return !found;
  });
  return found;
};

/** Numbers that 5.1's tokenizer reads as words (ScanNumberHelper knows `0x`, the suffixes d and l, and the multipliers). */
const LATER_NUMBER = /^[-+]?(?:0b[01]+\w*|(?:0x[0-9a-f]+|[\d.]+(?:e[-+]?\d+)?)(?:u[ysl]?|y|s|n)(?:[kmgtp]b)?)$/i;

/** What an expression begins with: a word there is the name of a command. */
function beginningOf(node: Ast): Ast {
  switch (node.kind) {
    case 'BinaryExpressionAst': return beginningOf(node.left);
    case 'ArrayLiteralAst': return node.elements[0] === undefined ? node : beginningOf(node.elements[0]);
    case 'MemberExpressionAst': case 'InvokeMemberExpressionAst': return beginningOf(node.expression);
    case 'IndexExpressionAst': return beginningOf(node.target);
    default: return node;
  }
}

/**
 * What a text that defines a workflow writes in the language of a later PowerShell. Workflows are in Windows PowerShell alone, whose parser
 * takes none of it anywhere in the text, InlineScript blocks and functions included. With the ids and extents of that parser (5.1).
 */
export function laterSyntax(result: Pick<ParseResult, 'ast' | 'text' | 'comments'>): ParseError[] {
  if (!definesWorkflow(result.ast)) return [];
  return laterWords(result).map(({ word, instead, errorId, start, end }) => ({ errorId, message: `'${word}' is of PowerShell 7, and a text with a workflow is for Windows PowerShell 5.1, which cannot read it. ${instead}`, start, end, incompleteInput: false }));
}

/** What a text writes that the parser of Windows PowerShell 5.1 does not read, with what to write instead. */
export interface LaterWord { readonly word: string; readonly instead: string; readonly errorId: string; readonly start: number; readonly end: number }

/** The words of a later PowerShell in any text. */
export function laterWords(result: Pick<ParseResult, 'ast' | 'text' | 'comments'>): LaterWord[] {
  const errors: LaterWord[] = [], place = new Place(result);
  const tell = (at: { readonly start: number; readonly end: number; readonly text: string } | undefined, errorId: string, instead: string): void => {
    if (at !== undefined) errors.push({ word: at.text, instead, errorId, start: at.start, end: at.end });
  };
  // Words that are arguments are texts there, no errors.
  const words = new Set<Ast>(), names = new Set<Ast>(), operands = new Set<Ast>();
  const WORD = /\?[^\s;|&(){},<>]*/;
  walk(result.ast, (node) => {
    switch (node.kind) {
      case 'CommandAst':
        for (const element of node.elements) {
          const value = element.kind === 'CommandParameterAst' ? element.argument : element;
          if (value?.kind === 'ConstantExpressionAst') words.add(value);
          else if (value?.kind === 'ArrayLiteralAst') for (const one of value.elements) words.add(one);
        }
        break;
      case 'CommandExpressionAst': names.add(beginningOf(node.expression)); break;
      case 'UnaryExpressionAst': operands.add(node.child); break;
      case 'ArrayLiteralAst': for (const one of node.elements) operands.add(one); break;
      case 'ConstantExpressionAst': {
        const { start, end } = node, text = result.text.slice(start, end);
        if (!LATER_NUMBER.test(text) || words.has(node)) break;
        tell({ start, end, text }, names.has(node) ? 'CommandNotFound' : operands.has(node) ? 'ExpectedValueExpression' : 'UnexpectedToken', 'Write the number without it, and its type in front.');
        break;
      }
      case 'PipelineChainAst':
        tell(place.find(/&&|\|\|/, node.left.end, node.right.start), 'InvalidEndOfLine', 'Write two statements, the second one in an if where it depends on the first.');
        break;
      case 'TernaryExpressionAst': tell(place.find(/\?/, node.condition.end, node.ifTrue.start), 'UnexpectedToken', 'Write if and else.'); break;
      case 'BinaryExpressionAst':
        operands.add(node.right);
        if (node.operator === 'QuestionQuestion') tell(place.find(/\?\?/, node.operatorStart, node.operatorEnd), 'UnexpectedToken', 'Write an if that compares with $null.');
        break;
      case 'AssignmentStatementAst':
        if (node.operator === 'QuestionQuestionEquals') tell(place.find(/\?\?=/, node.operatorStart, node.operatorEnd), 'UnexpectedToken', 'Write an if that compares with $null.');
        break;
      case 'MemberExpressionAst': case 'InvokeMemberExpressionAst':
        if (node.nullConditional) tell(place.find(WORD, node.expression.end, node.end), 'UnexpectedToken', 'Compare with $null before.');
        if (node.kind === 'InvokeMemberExpressionAst' && node.genericTypeArguments.length > 0) tell(place.find(/\(/, node.genericTypeArguments.at(-1)?.end ?? node.end, node.end), 'UnexpectedToken', 'A method cannot be given its types there.');
        break;
      case 'IndexExpressionAst':
        if (node.nullConditional) tell(place.find(WORD, node.target.end, node.end), 'UnexpectedToken', 'Compare with $null before.');
        break;
      case 'PipelineAst':
        node.elements.slice(1).forEach((element, i) => {
          const from = node.elements[i]?.end ?? node.start, pipe = place.find(/\|/, from, element.start);
          // Behind a backtick the line goes on.
          const line = place.find(/(?<![`\r]|`\r)\r?\n/, from, pipe?.start ?? from);
          if (line !== undefined) tell(pipe, 'EmptyPipeElement', 'Put it at the end of the line before.');
        });
        break;
      case 'ScriptBlockAst': {
        const { cleanBlock } = node;
        if (cleanBlock !== undefined) tell(place.find(/\w+/, cleanBlock.start, cleanBlock.end), 'MissingNamedBlocks', 'Write try and finally.');
        break;
      }
      case 'TypeDefinitionAst':
        if (node.typeKind === 'Enum' && node.baseTypes.length > 0) tell(place.find(/:/, node.nameEnd, node.end), 'MissingTypeBody', 'Leave the type of its numbers out.');
        break;
      default:
    }
    if ((node.kind === 'PipelineAst' || node.kind === 'PipelineChainAst') && node.background) tell(place.find(/&/, node.end, result.text.length), 'AmpersandNotAllowed', 'Use Start-Job.');
  });
  return errors;
}
