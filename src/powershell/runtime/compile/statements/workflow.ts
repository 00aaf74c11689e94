/**
 * `parallel { }` and `sequence { }` outside of the workflow tier: their statements run one after another, which is one
 * of the orders a workflow allows. `foreach -parallel` runs as foreach; InlineScript, Checkpoint-Workflow and
 * Suspend-Workflow are cmdlets.
 */
import type { BlockStatementAst } from '../../../syntax/ast.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';

export const workflowBlock = (n: BlockStatementAst, c: Compiler): Exec => c.block(n.body);
