/** Where the code of a text can stop: the beginnings of its statements and of its loops' conditions. */
import type { Ast, ScriptBlockAst, StatementAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { SourceText } from '../run/source.ts';
import type { Place } from './sites.ts';

const STATEMENTS: ReadonlySet<string> = new Set(['PipelineAst', 'PipelineChainAst', 'AssignmentStatementAst', 'IfStatementAst', 'ForEachStatementAst', 'SwitchStatementAst', 'TryStatementAst', 'BreakStatementAst', 'ContinueStatementAst',
  'ReturnStatementAst', 'ExitStatementAst', 'ThrowStatementAst', 'DataStatementAst', 'BlockStatementAst']);

/** What says its value by itself: there is nothing to see how it comes about. */
const PLAIN: ReadonlySet<string> = new Set(['ConstantExpressionAst', 'StringConstantExpressionAst', 'VariableExpressionAst', 'ScriptBlockExpressionAst', 'TypeExpressionAst', 'TypeConstraintAst', 'ConvertExpressionAst', 'ArrayLiteralAst', 'ParenExpressionAst',
  'PipelineAst', 'CommandExpressionAst', 'UnaryExpressionAst', 'ArrayExpressionAst', 'StatementBlockAst', 'HashtableAst']);
/** Whether something is worked out for the default of a parameter or the first value of a property: it can be stopped at then. */
export function isWorkedOut(n: Ast): boolean {
  let found = false;
  walk(n, (each) => {
    found ||= !PLAIN.has(each.kind);
    return !found && each.kind !== 'ScriptBlockExpressionAst';
  });
  return found;
}

/** Loops that ask at their conditions, and definitions, are no places to stop. */
const PASSED: ReadonlySet<string> = new Set(['FunctionDefinitionAst', 'TypeDefinitionAst', 'WhileStatementAst', 'DoWhileStatementAst', 'DoUntilStatementAst', 'ForStatementAst']);
export const canStop = (n: StatementAst): boolean => !PASSED.has(n.kind);

export function placesIn(ast: ScriptBlockAst, text: string): Place[] {
  const source = new SourceText(text), out: Place[] = [];
  const add = (n: Ast | undefined): void => { if (n !== undefined) out.push(source.place(n.start)); };
  const conditions = (n: Ast): void => {
    switch (n.kind) {
      case 'WhileStatementAst': case 'DoWhileStatementAst': case 'DoUntilStatementAst': add(n.condition); break;
      case 'ForStatementAst': add(n.initializer); add(n.condition); add(n.iterator); break;
      case 'IfStatementAst': for (const { condition } of n.clauses.slice(1)) add(condition); break;
      default:
    }
  };
  const script = (root: Ast): void => walk(root, (n) => {
    switch (n.kind) {
      case 'FunctionDefinitionAst': if (!n.isWorkflow) break; workflow(n.body); return false;
      case 'NamedBlockAst': case 'StatementBlockAst': for (const s of n.statements) if (STATEMENTS.has(s.kind)) add(s); break;
      case 'ParameterAst': if (n.defaultValue !== undefined && isWorkedOut(n.defaultValue)) add(n.defaultValue); break;
      case 'PropertyMemberAst': if (n.initialValue !== undefined && isWorkedOut(n.initialValue)) add(n.initialValue); break;
      default: conditions(n);
    }
    return true;
  });
  // The statements of a workflow are its activities; the defaults of its parameters are values of the compiler's. What is in expressions and scripts is as elsewhere.
  const workflow = (root: Ast): void => walk(root, (n) => {
    switch (n.kind) {
      case 'FunctionDefinitionAst': (n.isWorkflow ? workflow : script)(n.body); return false;
      case 'SubExpressionAst': case 'ArrayExpressionAst': script(n.subExpression); return false;
      case 'ScriptBlockExpressionAst': script(n.scriptBlock); return false;
      case 'ParamBlockAst': case 'TypeDefinitionAst': return false;
      case 'NamedBlockAst': case 'StatementBlockAst': for (const s of n.statements) if (canStop(s)) add(s); break;
      default: conditions(n);
    }
    return true;
  });
  script(ast);
  return out;
}
