/**
 * `$input` of a workflow: an expression that names it takes what was piped to the workflow, and what comes after finds nothing there
 * (section 2; PowerShellValue.Execute clears the collection). Alone, as a statement, at the head of a pipeline or behind foreach, it is
 * `Write-Output` of what was piped in, which leaves it there (VisitCommandExpression); behind `=` it is an expression.
 */
import { walk } from '../../syntax/children.ts';
import type { Ast } from '../../syntax/ast.ts';
import type { ArgumentMaker } from '../../runtime/compile/commands/arguments.ts';
import type { Eval } from '../../runtime/compile/code.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { workflowScope } from '../activities/assignment.ts';

const isInput = (n: Ast): boolean => n.kind === 'VariableExpressionAst' && /^input$/i.test(n.variablePath);
/** Whether it takes what was piped in. Blocks are given what their command is given. */
function takes(n: Ast): boolean {
  let found = false;
  walk(n, (x) => { found ||= isInput(x); return !found && x.kind !== 'ScriptBlockExpressionAst'; });
  return found;
}
const clear = (f: Frame): void => { workflowScope(f).assign('input', []); };

/** The expression, which leaves nothing where it takes what was piped in. */
export function taking(n: Ast, value: Eval): Eval {
  if (!takes(n)) return value;
  return (f) => {
    const v = value(f);
    clear(f);
    return v;
  };
}
/** Where it is written as it is. */
export const isWritten = (n: Ast): boolean => isInput(n.kind === 'CommandExpressionAst' ? n.expression : n);
/** The arguments of a command, which leave nothing either. */
export const takingArguments = (elements: readonly Ast[], makers: ArgumentMaker[]): ArgumentMaker[] => {
  const made = makers.map((m, i) => staying(elements[i], m));
  return elements.some(takes) ? [...made, { kind: 'all', arguments: (f) => { clear(f); return []; } }] : made;
};
/** Each argument is an expression of its own: where its commands go is left again before the next one (1.3). */
function staying(n: Ast | undefined, maker: ArgumentMaker): ArgumentMaker {
  if (maker.kind === 'all' || maker.value === undefined || n === undefined || !runs(n)) return maker;
  const { value } = maker;
  return { ...maker, value: (f) => {
    const back = f.session.holdPlace();
    try { return value(f); } finally { back(); }
  } };
}
/** Whether it calls anything. */
function runs(n: Ast): boolean {
  let found = false;
  walk(n, (x) => { found ||= x.kind === 'CommandAst' || x.kind === 'InvokeMemberExpressionAst'; return !found && x.kind !== 'ScriptBlockExpressionAst'; });
  return found;
}
