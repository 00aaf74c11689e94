import type { Ast, ScriptBlockAst } from '../ast.ts';
import { slots } from '../children.ts';
import { commandNameOf } from '../commandName.ts';
import type { Parser } from '../parser.ts';
import { checkAssignment, checkIncrement } from './assignment.ts';
import { checkAttribute, checkAttributedExpression, checkParameters, checkOrdered } from './attributes.ts';
import { checkMethod, checkMethodVariables, checkTypes } from './classes.ts';
import type { Context } from './context.ts';
import { checkJump, checkReturn, checkTry } from './flow.ts';
import { checkHashtable, checkSplatting, checkUsingExpression, checkUsingStatement } from './values.ts';
import { checkBlockStatement, checkForeach, checkSwitch } from './workflowKeywords.ts';

/** What the grammar allows but the language does not: looked for once the tree is there, as the official parser does. */
export function checkTree(p: Parser, ast: ScriptBlockAst): void {
  for (const using of ast.usings) checkModule(p, using);
  checkTypes(p, ast);
  visit(p, ast, { inWorkflow: false, method: undefined, type: undefined, finallyLoops: undefined, loops: [] }, undefined, undefined);
}

function checkModule(p: Parser, using: ScriptBlockAst['usings'][number]): void {
  if (using.usingKind !== 'Module') return;
  const name = using.name?.value ?? p.slice(using.moduleSpecification?.start ?? 0, using.moduleSpecification?.end ?? 0);
  if (/[*?[]/.test(using.name?.value ?? '')) p.report(using.start, using.end, 'WildCardModuleNameError');
  else if (p.resolver?.module(name) === false) p.report(using.start, using.end, 'ModuleNotFoundDuringParse', name);
}

/** Reports what is wrong with a node itself. */
function checkNode(p: Parser, node: Ast, context: Context, parent: Ast | undefined, grandparent: Ast | undefined): void {
  switch (node.kind) {
    case 'AssignmentStatementAst': checkAssignment(p, node); break;
    case 'UnaryExpressionAst': checkIncrement(p, node); break;
    case 'AttributeAst': checkAttribute(p, node, { parent, grandparent }); break;
    case 'AttributedExpressionAst': checkAttributedExpression(p, node); break;
    case 'ConvertExpressionAst': checkOrdered(p, node); break;
    case 'ParamBlockAst': checkParameters(p, node.parameters); break;
    case 'FunctionDefinitionAst':
      if (node.parameters !== undefined && node.body.paramBlock !== undefined) p.report(node.body.paramBlock.start, node.body.paramBlock.end, 'OnlyOneParameterListAllowed');
      else checkParameters(p, node.parameters ?? []);
      break;
    case 'FunctionMemberAst': checkMethod(p, node); break;
    case 'TryStatementAst': checkTry(p, node); break;
    case 'BreakStatementAst': case 'ContinueStatementAst': checkJump(p, node, context); break;
    case 'ReturnStatementAst': checkReturn(p, node, context); break;
    case 'UsingExpressionAst': checkUsingExpression(p, node); break;
    case 'UsingStatementAst': checkUsingStatement(p, node); break;
    case 'HashtableAst': checkHashtable(p, node); break;
    case 'BlockStatementAst': checkBlockStatement(p, node, context); break;
    case 'ForEachStatementAst': checkForeach(p, node, context); break;
    case 'SwitchStatementAst': checkSwitch(p, node, context); break;
    default:
  }
}

/** Nine nodes of ten are of these kinds, which nothing is checked on: they are passed on the shortest way. */
function visit(p: Parser, node: Ast, context: Context, parent: Ast | undefined, grandparent: Ast | undefined): void {
  switch (node.kind) {
    case 'StringConstantExpressionAst': case 'ConstantExpressionAst': case 'TypeExpressionAst': case 'TypeConstraintAst':
      return;
    case 'VariableExpressionAst':
      if (node.splatted) checkSplatting(p, node, { parent, grandparent });
      return;
    case 'CommandExpressionAst':
      visit(p, node.expression, context, node, parent);
      for (const redirection of node.redirections) visit(p, redirection, context, node, parent);
      return;
    case 'PipelineAst':
      for (const element of node.elements) visit(p, element, context, node, parent);
      return;
    case 'MemberExpressionAst':
      visit(p, node.expression, context, node, parent);
      visit(p, node.member, context, node, parent);
      return;
    case 'BinaryExpressionAst':
      visit(p, node.left, context, node, parent);
      visit(p, node.right, context, node, parent);
      return;
    case 'InvokeMemberExpressionAst':
      visit(p, node.expression, context, node, parent);
      visit(p, node.member, context, node, parent);
      for (const argument of node.arguments) visit(p, argument, context, node, parent);
      return;
    case 'CommandParameterAst':
      if (node.argument !== undefined) visit(p, node.argument, context, node, parent);
      return;
    case 'ParenExpressionAst':
      visit(p, node.pipeline, context, node, parent);
      return;
    case 'StatementBlockAst':
      for (const statement of node.statements) visit(p, statement, context, node, parent);
      for (const trap of node.traps) visit(p, trap, context, node, parent);
      return;
    default: visitOther(p, node, context, parent, grandparent);
  }
}

function visitOther(p: Parser, node: Ast, context: Context, parent: Ast | undefined, grandparent: Ast | undefined): void {
  checkNode(p, node, context, parent, grandparent);
  const children = slots(node);
  if (children.length === 0) return;
  const inner = innerContext(node, context);
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (child !== undefined) visit(p, child, node.kind === 'TryStatementAst' && child === node.finally ? { ...inner, finallyLoops: [] } : inner, node, parent);
  }
  if (node.kind === 'FunctionMemberAst') checkMethodVariables(p, node, context.type);
}

function innerContext(node: Ast, context: Context): Context {
  switch (node.kind) {
    case 'FunctionDefinitionAst': return { ...context, inWorkflow: node.isWorkflow, method: undefined, finallyLoops: undefined, loops: [] };
    case 'TypeDefinitionAst': return { ...context, type: node };
    case 'FunctionMemberAst': return { ...context, method: node, inWorkflow: false, finallyLoops: undefined, loops: [] };
    case 'ScriptBlockExpressionAst':
      return context.method === undefined && context.finallyLoops === undefined ? context : { ...context, method: undefined, finallyLoops: undefined };
    case 'TrapStatementAst': return { ...context, finallyLoops: undefined };
    case 'CommandAst': return context.inWorkflow && commandNameOf(node)?.toLowerCase() === 'inlinescript' ? { ...context, inWorkflow: false } : context;
    case 'WhileStatementAst': case 'DoWhileStatementAst': case 'DoUntilStatementAst': case 'ForStatementAst': case 'ForEachStatementAst':
      return { ...context, loops: [...context.loops, node.label], finallyLoops: context.finallyLoops && [...context.finallyLoops, node.label] };
    case 'SwitchStatementAst': return context.finallyLoops === undefined ? context : { ...context, finallyLoops: [...context.finallyLoops, node.label] };
    default: return context;
  }
}
