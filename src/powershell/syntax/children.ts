import type { Ast } from './ast.ts';

/** Takes one node below another, with what the walk carries along. */
export type ChildVisit<C> = (child: Ast, parent: Ast, carried: C) => void;

const none: readonly Ast[] = [];
const keep = (child: Ast, _parent: Ast, found: Ast[]): void => { found.push(child); };

/** Nodes directly below a node, in the order of the text as far as the grammar gives it. Types' names are no nodes. */
export function childrenOf(node: Ast): readonly Ast[] {
  switch (node.kind) {
    // Most nodes have nothing below them, or a list already.
    case 'StringConstantExpressionAst': case 'VariableExpressionAst': case 'ConstantExpressionAst': return none;
    case 'PipelineAst': return node.elements;
    case 'CommandAst': if (node.redirections.length === 0) return node.elements; break;
    case 'NamedBlockAst': case 'StatementBlockAst': if (node.traps.length === 0) return node.statements; break;
    default:
  }
  const found: Ast[] = [];
  eachChild(node, keep, found);
  return found;
}

type Visit = (node: Ast, parent: Ast | undefined) => boolean | void;

/** Calls `visit` for a node and everything below it, outermost first; a node for which it gives false is not entered. */
export function walk(node: Ast, visit: Visit, parent?: Ast): void {
  if (visit(node, parent) !== false) eachChild(node, walkOn, visit);
}

function walkOn(node: Ast, parent: Ast, visit: Visit): void {
  if (visit(node, parent) !== false) eachChild(node, walkOn, visit);
}

/** As `childrenOf`, one by one and without a list: trees are walked at every key. */
export function eachChild<C>(node: Ast, visit: ChildVisit<C>, carried: C): void {
  // The kinds that most nodes are of come first.
  switch (node.kind) {
    case 'StringConstantExpressionAst': case 'VariableExpressionAst': case 'ConstantExpressionAst': return;
    case 'PipelineAst': return every(node.elements, node, visit, carried);
    case 'CommandAst': return every2(node.elements, node.redirections, node, visit, carried);
    case 'CommandExpressionAst':
      visit(node.expression, node, carried);
      return every(node.redirections, node, visit, carried);
    case 'CommandParameterAst': return one(node.argument, node, visit, carried);
    case 'MemberExpressionAst':
      visit(node.expression, node, carried);
      return visit(node.member, node, carried);
    case 'InvokeMemberExpressionAst':
      visit(node.expression, node, carried);
      visit(node.member, node, carried);
      return every(node.arguments, node, visit, carried);
    case 'BinaryExpressionAst': case 'AssignmentStatementAst': case 'PipelineChainAst':
      visit(node.left, node, carried);
      return visit(node.right, node, carried);
    case 'NamedBlockAst': case 'StatementBlockAst': return every2(node.statements, node.traps, node, visit, carried);
    case 'ArrayLiteralAst': return every(node.elements, node, visit, carried);
    case 'ExpandableStringExpressionAst': return every(node.nestedExpressions, node, visit, carried);
    case 'ParenExpressionAst': return visit(node.pipeline, node, carried);
    case 'ScriptBlockExpressionAst': return visit(node.scriptBlock, node, carried);
    case 'SubExpressionAst': case 'ArrayExpressionAst': case 'UsingExpressionAst': return visit(node.subExpression, node, carried);
    case 'UnaryExpressionAst': return visit(node.child, node, carried);
    case 'ConvertExpressionAst':
      visit(node.type, node, carried);
      return visit(node.child, node, carried);
    case 'TypeExpressionAst': case 'TypeConstraintAst': case 'MergingRedirectionAst': return;
    case 'HashtableAst':
      for (const { key, value } of node.pairs) {
        visit(key, node, carried);
        visit(value, node, carried);
      }
      return;
    case 'IndexExpressionAst':
      visit(node.target, node, carried);
      return visit(node.index, node, carried);
    case 'IfStatementAst':
      for (const { condition, body } of node.clauses) {
        visit(condition, node, carried);
        visit(body, node, carried);
      }
      return one(node.elseClause, node, visit, carried);
    case 'ScriptBlockAst':
      every2(node.attributes, node.usings, node, visit, carried);
      one(node.paramBlock, node, visit, carried);
      one(node.dynamicParamBlock, node, visit, carried);
      one(node.beginBlock, node, visit, carried);
      one(node.processBlock, node, visit, carried);
      one(node.endBlock, node, visit, carried);
      return one(node.cleanBlock, node, visit, carried);
    case 'ParameterAst':
      every(node.attributes, node, visit, carried);
      visit(node.name, node, carried);
      return one(node.defaultValue, node, visit, carried);
    case 'AttributeAst': return every2(node.positionalArguments, node.namedArguments, node, visit, carried);
    case 'NamedAttributeArgumentAst': return visit(node.argument, node, carried);
    default: eachRareChild(node, visit, carried);
  }
}

function eachRareChild<C>(node: Ast, visit: ChildVisit<C>, carried: C): void {
  switch (node.kind) {
    case 'ParamBlockAst': return every2(node.attributes, node.parameters, node, visit, carried);
    case 'FunctionDefinitionAst':
      if (node.parameters !== undefined) every(node.parameters, node, visit, carried);
      return visit(node.body, node, carried);
    case 'TypeDefinitionAst':
      every2(node.attributes, node.baseTypes, node, visit, carried);
      return every(node.members, node, visit, carried);
    case 'PropertyMemberAst':
      every(node.attributes, node, visit, carried);
      one(node.propertyType, node, visit, carried);
      return one(node.initialValue, node, visit, carried);
    case 'FunctionMemberAst':
      every(node.attributes, node, visit, carried);
      one(node.returnType, node, visit, carried);
      every(node.parameters, node, visit, carried);
      one(node.baseCall, node, visit, carried);
      return visit(node.body, node, carried);
    case 'UsingStatementAst':
      one(node.name, node, visit, carried);
      one(node.moduleSpecification, node, visit, carried);
      return one(node.alias, node, visit, carried);
    case 'BreakStatementAst': case 'ContinueStatementAst': return one(node.label, node, visit, carried);
    case 'ReturnStatementAst': case 'ExitStatementAst': case 'ThrowStatementAst': return one(node.pipeline, node, visit, carried);
    case 'BlockStatementAst': return visit(node.body, node, carried);
    case 'DataStatementAst':
      every(node.commandsAllowed, node, visit, carried);
      return visit(node.body, node, carried);
    case 'TrapStatementAst':
      one(node.trapType, node, visit, carried);
      return visit(node.body, node, carried);
    case 'CatchClauseAst':
      every(node.catchTypes, node, visit, carried);
      return visit(node.body, node, carried);
    case 'ErrorStatementAst': case 'ErrorExpressionAst': return every(node.children, node, visit, carried);
    case 'FileRedirectionAst': return visit(node.location, node, carried);
    case 'WhileStatementAst':
      visit(node.condition, node, carried);
      return visit(node.body, node, carried);
    case 'DoWhileStatementAst': case 'DoUntilStatementAst':
      visit(node.body, node, carried);
      return visit(node.condition, node, carried);
    case 'ForStatementAst':
      one(node.initializer, node, visit, carried);
      one(node.condition, node, visit, carried);
      one(node.iterator, node, visit, carried);
      return visit(node.body, node, carried);
    case 'ForEachStatementAst':
      one(node.throttleLimit, node, visit, carried);
      visit(node.variable, node, carried);
      visit(node.condition, node, carried);
      return visit(node.body, node, carried);
    case 'SwitchStatementAst':
      visit(node.condition, node, carried);
      for (const { test, body } of node.clauses) {
        visit(test, node, carried);
        visit(body, node, carried);
      }
      return one(node.default, node, visit, carried);
    case 'TryStatementAst':
      visit(node.body, node, carried);
      every(node.catchClauses, node, visit, carried);
      return one(node.finally, node, visit, carried);
    case 'TernaryExpressionAst':
      visit(node.condition, node, carried);
      visit(node.ifTrue, node, carried);
      return visit(node.ifFalse, node, carried);
    case 'AttributedExpressionAst':
      visit(node.attribute, node, carried);
      return visit(node.child, node, carried);
    case 'BaseCtorInvokeMemberExpressionAst': return every(node.arguments, node, visit, carried);
    default:
  }
}

function one<C>(child: Ast | undefined, node: Ast, visit: ChildVisit<C>, carried: C): void {
  if (child !== undefined) visit(child, node, carried);
}

function every<C>(list: readonly Ast[], node: Ast, visit: ChildVisit<C>, carried: C): void {
  for (let i = 0; i < list.length; i++) visit(list[i]!, node, carried);
}

function every2<C>(first: readonly Ast[], second: readonly Ast[], node: Ast, visit: ChildVisit<C>, carried: C): void {
  every(first, node, visit, carried);
  every(second, node, visit, carried);
}
