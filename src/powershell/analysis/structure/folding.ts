import type { Ast } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';

/** A stretch that can be folded to its first line. */
export interface Fold { readonly start: number; readonly end: number; readonly kind: 'block' | 'comment' | 'region' }

const foldable: ReadonlySet<Ast['kind']> = new Set<Ast['kind']>([
  'FunctionDefinitionAst', 'FunctionMemberAst', 'TypeDefinitionAst', 'ParamBlockAst', 'StatementBlockAst', 'ScriptBlockExpressionAst', 'HashtableAst',
  'ArrayExpressionAst', 'SubExpressionAst', 'ParenExpressionAst', 'SwitchStatementAst', 'BlockStatementAst',
]);
const isHereString = (node: Ast): boolean =>
  (node.kind === 'StringConstantExpressionAst' || node.kind === 'ExpandableStringExpressionAst') && node.stringConstantType.endsWith('HereString');

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

/** What of a text can be folded. Whether a stretch spans lines, and which, the caller knows. */
export function foldsOf(result: ParseResult): Fold[] {
  const folds: Fold[] = [];
  walk(result.ast, (node) => {
    if (foldable.has(node.kind) || isHereString(node)) folds.push({ start: node.start, end: node.end, kind: 'block' });
  });
  return [...folds, ...commentFolds(result)];
}
