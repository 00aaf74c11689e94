import type { BlockStatementAst, ForEachStatementAst, SwitchStatementAst } from '../ast.ts';
import type { Parser } from '../parser.ts';
import type { Context } from './context.ts';

/** `parallel` and `sequence` stand in workflows only, not in their InlineScript and nested functions. */
export function checkBlockStatement(p: Parser, node: BlockStatementAst, context: Context): void {
  if (context.inWorkflow) return;
  const end = node.start + 'parallel'.length; // both words have eight letters
  p.report(node.start, end, 'UnexpectedKeyword', p.slice(node.start, end));
}

/** So does `foreach -parallel`, and a throttle limit needs it. */
export function checkForeach(p: Parser, node: ForEachStatementAst, context: Context): void {
  // Windows PowerShell's own words, where the author has a workflow in mind.
  if (context.inWorkflowScript && (node.parallel || node.throttleLimit !== undefined)) { p.report(node.start, node.end, 'ParallelNotSupported'); return; }
  if (!context.inWorkflow) {
    if (node.parallel) p.report(node.start, node.end, 'KeywordParameterReservedForFutureUse', 'foreach', 'parallel');
    if (node.throttleLimit !== undefined) p.report(node.start, node.end, 'KeywordParameterReservedForFutureUse', 'foreach', 'throttlelimit');
  }
  if (node.throttleLimit !== undefined && !node.parallel) p.report(node.start, node.end, 'ThrottleLimitRequiresParallelFlag');
}

/** `switch -parallel` never came to be. */
export function checkSwitch(p: Parser, node: SwitchStatementAst, context: Context): void {
  if (node.flags.includes('Parallel') && !context.inWorkflow) p.report(node.start, node.end, 'KeywordParameterReservedForFutureUse', 'switch', 'parallel');
}
