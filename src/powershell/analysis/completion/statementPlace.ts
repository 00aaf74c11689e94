/** What may begin at a place where a word begins: a statement, a command alone (behind `|`, `(` or `=`), or neither. */
import type { Ast } from '../../syntax/ast.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { nodesAt } from '../nodesAt.ts';

export type Beginning = 'statement' | 'command' | 'nothing';

/** Nodes that hold statements again, whatever stands around them. */
const holders: ReadonlySet<Ast['kind']> = new Set<Ast['kind']>(['ScriptBlockExpressionAst', 'ScriptBlockAst', 'StatementBlockAst', 'ParenExpressionAst', 'SubExpressionAst', 'ArrayExpressionAst']);

/** The last character before a place that is no blank, no line end and no comment; -1 where there is none. */
function characterBefore({ text, comments }: ParseResult, offset: number): number {
  let at = offset;
  for (;;) {
    while (at > 0 && /[\s`]/.test(text.charAt(at - 1))) at--;
    const index = comments.findIndex((end, i) => i % 2 === 1 && end === at);
    if (index < 0) return at - 1;
    at = comments[index - 1]!;
  }
}

/** Whether a place lies in the body of a class or an enum, or in a list of parameters, and not in a block inside it. */
function isAmongMembers(path: readonly Ast[], text: string, at: number): boolean {
  const index = path.findLastIndex(({ kind }) => kind === 'TypeDefinitionAst' || kind === 'ParamBlockAst'), outer = path[index];
  if (outer === undefined || (outer.end - 1 === at && /[})]/.test(text.charAt(at)))) return false;
  // The end of a method is among the members.
  return !path.slice(index + 1).some((node) => (holders.has(node.kind) || node.kind === 'FunctionMemberAst') && !(node.end - 1 === at && /[})]/.test(text.charAt(at))) && !(node.kind === 'FunctionMemberAst' && at < node.body.start));
}

/** Behind these an expression goes on: no command stands there without brackets. */
function expectsExpression(path: readonly Ast[], at: number): boolean {
  return path.some((node) => node.kind === 'BinaryExpressionAst' && node.operatorEnd === at + 1) || path.some((node) => node.kind === 'ArrayLiteralAst' && node.end === at + 1);
}

/** Words that a value follows, as far as the text goes up to it: `return`, and `in` of a foreach. */
export const valueWord = /(?:^|[\s;{}(])(?:return|throw|exit|foreach\b[^()\r\n]*\([ \t]*\$(?:\w+|\{[^}\r\n]*\})[ \t]+in)$/i;

/** Where a tree holds a place: a `foreach` whose value is not written yet ends at its `in`. */
export function heldPlace({ text }: ParseResult, offset: number): number {
  const [before] = /[ \t]*$/.exec(text.slice(Math.max(0, offset - 200), offset))!, at = offset - before.length;
  return before !== '' && /\bin$/i.test(text.slice(Math.max(0, at - 3), at)) && valueWord.test(text.slice(Math.max(0, at - 300), at)) ? at : offset;
}

/** What may begin at a place. Works in texts that are not finished. */
export function beginningAt(result: ParseResult, offset: number): Beginning {
  const { text, ast } = result, at = characterBefore(result, offset);
  if (at < 0) return 'statement';
  const path = nodesAt(ast, at), before = text.slice(Math.max(0, at - 300), at + 1), inCommand = path.findLast(({ kind }) => kind === 'CommandAst' || holders.has(kind))?.kind === 'CommandAst';
  if (isAmongMembers(path, text, at) || /(?:^|[\s;}])(?:class|enum)\s+\w+\s*(?::\s*[\w.,[\]\s]+)?\{$/i.test(before)) return 'nothing';
  switch (text.charAt(at)) {
    case '(':
      // A list of parameters, or of arguments of a method.
      return /(?:^|[\s;{)\]])param\s*\($/i.test(before) || /\b(?:function|filter|workflow)\s+[^\s(){}]+\s*\($/i.test(before) || /(?:\?\.|\.|::)(?:[\w$]+|['"][^'"\r\n]*['"])\($/.test(before) ? 'nothing' : 'command';
    case '|': case '=': return 'command';
    case '&': return text.charAt(at - 1) === '&' ? 'command' : 'statement';
    case ',': return inCommand ? 'statement' : 'nothing';
    default:
      if (!inCommand && at + 1 < offset && valueWord.test(before)) return 'command';
      return !inCommand && expectsExpression(path, at) ? 'nothing' : 'statement';
  }
}
