import type { Ast } from '../../syntax/ast.ts';
import { Gathered } from '../../syntax/gathered.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';

/** A stretch that can be folded to its first line. */
export interface Fold { readonly start: number; readonly end: number; readonly kind: 'block' | 'comment' | 'region' }

const foldable: ReadonlySet<Ast['kind']> = new Set<Ast['kind']>([
  'TypeDefinitionAst', 'AttributeAst', 'ParamBlockAst', 'StatementBlockAst', 'ScriptBlockExpressionAst', 'HashtableAst',
  'ArrayExpressionAst', 'SubExpressionAst', 'ParenExpressionAst', 'SwitchStatementAst', 'BlockStatementAst',
]);

/** What of a node can be folded: a block that the text names, arguments behind a method's name, a list of parameters that stands on lines of its own and the body behind it. */
function stretchesOf(node: Ast, text: string): readonly { readonly start: number; readonly end: number }[] {
  switch (node.kind) {
    case 'StringConstantExpressionAst': case 'ExpandableStringExpressionAst': return node.stringConstantType !== 'BareWord' && /[\r\n]/.test(text.slice(node.start, node.end)) ? [node] : [];
    case 'NamedBlockAst': return node.unnamed ? [] : [node];
    case 'InvokeMemberExpressionAst': return [{ start: node.member.end, end: node.end }];
    case 'BaseCtorInvokeMemberExpressionAst': return [{ start: node.keywordEnd, end: node.end }];
    case 'FunctionDefinitionAst': case 'FunctionMemberAst': {
      const { start, end, nameEnd, body } = node, close = nameEnd + text.slice(nameEnd, body.start).lastIndexOf(')') + 1;
      return close > nameEnd && /[\r\n]/.test(text.slice(nameEnd, close)) ? [{ start, end: close }, { start: body.start, end }] : [node];
    }
    default: return foldable.has(node.kind) ? [node] : [];
  }
}

/** Comments that stand on lines following each other, and `#region` to `#endregion`, which nest. */
function commentFolds({ text, comments }: ParseResult): Fold[] {
  const folds: Fold[] = [], regions: number[] = [];
  let run: { start: number; end: number } | undefined;
  const close = (): void => {
    if (run !== undefined) folds.push({ ...run, kind: 'comment' });
    run = undefined;
  };
  for (let i = 0; i < comments.length; i += 2) {
    const start = comments[i]!, end = comments[i + 1]!;
    const isBlock = text.startsWith('<#', start), word = /^#(end)?region\b/i.exec(text.slice(start, Math.min(end, start + 12)));
    if (isBlock || word !== null) {
      close();
      if (isBlock) folds.push({ start, end, kind: 'comment' });
      else if (word![1] === undefined) regions.push(start);
      else if (regions.length > 0) folds.push({ start: regions.pop()!, end, kind: 'region' });
    } else if (run !== undefined && /^[ \t]*(\r\n?|\n)[ \t]*$/.test(text.slice(run.end, start))) {
      run.end = end;
    } else {
      close();
      // A comment behind code begins no run.
      if (/(^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, start - 200), start))) run = { start, end };
    }
  }
  close();
  return folds;
}

const holders = new Gathered((node, text) => (stretchesOf(node, text).length > 0 ? [node] : undefined));

/** What of a text can be folded. Whether a stretch spans lines, and which, the caller knows. */
export function foldsOf(result: ParseResult): Fold[] {
  const { ast, text } = result, folds: Fold[] = [];
  for (const node of holders.in(ast, text)) for (const { start, end } of stretchesOf(node, text)) folds.push({ start, end, kind: 'block' });
  return [...folds, ...commentFolds(result)];
}
