/** Which function compiles which statement. */
import type { StatementAst } from '../../../syntax/ast.ts';
import { raise } from '../../errors/raise.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { assignment } from './assignment.ts';
import { defineFunction, defineType } from './definitions.ts';
import { breakStatement, continueStatement, exitStatement, returnStatement, throwStatement } from './flow.ts';
import { forEachStatement } from './forEach.ts';
import { ifStatement } from './if.ts';
import { doUntilStatement, doWhileStatement, forStatement, whileStatement } from './loops.ts';
import { pipelineChain, pipelineStatement } from './pipeline.ts';
import { switchStatement } from './switch.ts';
import { tryStatement } from './try.ts';
import { workflowBlock } from './workflow.ts';

export function compileStatement(n: StatementAst, c: Compiler): Exec {
  switch (n.kind) {
    case 'PipelineAst': return pipelineStatement(n, c);
    case 'CommandExpressionAst': return pipelineStatement({ kind: 'PipelineAst', start: n.start, end: n.end, elements: [n], background: false }, c);
    case 'AssignmentStatementAst': return assignment(n, c);
    case 'IfStatementAst': return ifStatement(n, c);
    case 'ForStatementAst': return forStatement(n, c);
    case 'ForEachStatementAst': return forEachStatement(n, c);
    case 'WhileStatementAst': return whileStatement(n, c);
    case 'DoWhileStatementAst': return doWhileStatement(n, c);
    case 'DoUntilStatementAst': return doUntilStatement(n, c);
    case 'SwitchStatementAst': return switchStatement(n, c);
    case 'TryStatementAst': return tryStatement(n, c);
    case 'BreakStatementAst': return breakStatement(n, c);
    case 'ContinueStatementAst': return continueStatement(n, c);
    case 'ReturnStatementAst': return returnStatement(n, c);
    case 'ExitStatementAst': return exitStatement(n, c);
    case 'ThrowStatementAst': return throwStatement(n, c);
    case 'FunctionDefinitionAst': return defineFunction(n, c);
    case 'TypeDefinitionAst': return defineType(n, c);
    case 'PipelineChainAst': return pipelineChain(n, c);
    case 'BlockStatementAst': return workflowBlock(n, c);
    case 'DataStatementAst': return dataStatement(n, c);
    default: return () => raise({ id: 'NotSupported', category: 'NotImplemented', message: `The statement '${n.kind}' cannot be run.` });
  }
}
import { dataStatement } from './data.ts';
