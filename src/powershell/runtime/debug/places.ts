/** Where the code of a text can stop: the beginnings of its statements and of its loops' conditions. */
import type { Ast, ScriptBlockAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { SourceText } from '../run/source.ts';
import type { Place } from './sites.ts';

const STATEMENTS: ReadonlySet<string> = new Set(['PipelineAst', 'PipelineChainAst', 'AssignmentStatementAst', 'IfStatementAst', 'ForEachStatementAst', 'SwitchStatementAst', 'TryStatementAst', 'BreakStatementAst', 'ContinueStatementAst',
  'ReturnStatementAst', 'ExitStatementAst', 'ThrowStatementAst', 'DataStatementAst', 'BlockStatementAst']);

export function placesIn(ast: ScriptBlockAst, text: string): Place[] {
  const source = new SourceText(text), out: Place[] = [];
  const add = (n: Ast): void => { out.push(source.place(n.start)); };
  walk(ast, (n) => {
    if (n.kind === 'NamedBlockAst' || n.kind === 'StatementBlockAst') for (const s of n.statements) if (STATEMENTS.has(s.kind)) add(s);
    if ((n.kind === 'WhileStatementAst' || n.kind === 'DoWhileStatementAst' || n.kind === 'DoUntilStatementAst' || n.kind === 'ForStatementAst') && n.condition !== undefined) add(n.condition);
    if (n.kind === 'ForStatementAst') { if (n.initializer !== undefined) add(n.initializer); if (n.iterator !== undefined) add(n.iterator); }
    return true;
  });
  return out;
}
