import type { Ast } from './ast.ts';

type MaybeAst = Ast | undefined;

/** Nodes directly below a node, in the order of the text as far as the grammar gives it. Types' names are no nodes. */
export function childrenOf(node: Ast): readonly Ast[] {
  return slots(node).filter((child): child is Ast => child !== undefined);
}

/** Calls `visit` for a node and everything below it, outermost first; a node for which it gives false is not entered. */
export function walk(node: Ast, visit: (node: Ast, parent: Ast | undefined) => boolean | void, parent?: Ast): void {
  if (visit(node, parent) === false) return;
  for (const child of slots(node)) if (child !== undefined) walk(child, visit, node);
}

/** As `childrenOf`, with gaps where a part is missing: for walks that must not make lists. */
export function slots(node: Ast): readonly MaybeAst[] {
  switch (node.kind) {
    case 'ScriptBlockAst':
      return [
        ...node.attributes, ...node.usings, node.paramBlock, node.dynamicParamBlock, node.beginBlock, node.processBlock, node.endBlock, node.cleanBlock,
      ];
    case 'ParamBlockAst': return [...node.attributes, ...node.parameters];
    case 'NamedBlockAst': case 'StatementBlockAst': return node.traps.length === 0 ? node.statements : [...node.statements, ...node.traps];
    case 'ParameterAst': return [...node.attributes, node.name, node.defaultValue];
    case 'AttributeAst': return [...node.positionalArguments, ...node.namedArguments];
    case 'NamedAttributeArgumentAst': return [node.argument];
    case 'FunctionDefinitionAst': return [...(node.parameters ?? []), node.body];
    case 'TypeDefinitionAst': return [...node.attributes, ...node.baseTypes, ...node.members];
    case 'PropertyMemberAst': return [...node.attributes, node.propertyType, node.initialValue];
    case 'FunctionMemberAst': return [...node.attributes, node.returnType, ...node.parameters, node.baseCall, node.body];
    case 'UsingStatementAst': return [node.name, node.moduleSpecification, node.alias];
    case 'BreakStatementAst': case 'ContinueStatementAst': return [node.label];
    case 'ReturnStatementAst': case 'ExitStatementAst': case 'ThrowStatementAst': return [node.pipeline];
    case 'BlockStatementAst': return [node.body];
    case 'DataStatementAst': return [...node.commandsAllowed, node.body];
    case 'TrapStatementAst': return [node.trapType, node.body];
    case 'CatchClauseAst': return [...node.catchTypes, node.body];
    case 'AssignmentStatementAst': return [node.left, node.right];
    case 'ErrorStatementAst': case 'ErrorExpressionAst': return node.children;
    case 'PipelineAst': return node.elements;
    case 'PipelineChainAst': return [node.left, node.right];
    case 'CommandAst': return node.redirections.length === 0 ? node.elements : [...node.elements, ...node.redirections];
    case 'CommandExpressionAst': return [node.expression, ...node.redirections];
    case 'CommandParameterAst': return [node.argument];
    case 'FileRedirectionAst': return [node.location];
    case 'IfStatementAst': case 'WhileStatementAst': case 'DoWhileStatementAst': case 'DoUntilStatementAst': case 'ForStatementAst':
    case 'ForEachStatementAst': case 'SwitchStatementAst': case 'TryStatementAst':
      return branches(node);
    default: return expressionSlots(node);
  }
}

type Branching = Extract<Ast, { kind: 'IfStatementAst' | 'WhileStatementAst' | 'DoWhileStatementAst' | 'DoUntilStatementAst' | 'ForStatementAst' | 'ForEachStatementAst' | 'SwitchStatementAst' | 'TryStatementAst' }>;

function branches(node: Branching): readonly MaybeAst[] {
  switch (node.kind) {
    case 'IfStatementAst': return [...node.clauses.flatMap((clause) => [clause.condition, clause.body]), node.elseClause];
    case 'WhileStatementAst': return [node.condition, node.body];
    case 'DoWhileStatementAst': case 'DoUntilStatementAst': return [node.body, node.condition];
    case 'ForStatementAst': return [node.initializer, node.condition, node.iterator, node.body];
    case 'ForEachStatementAst': return [node.throttleLimit, node.variable, node.condition, node.body];
    case 'SwitchStatementAst': return [node.condition, ...node.clauses.flatMap((clause) => [clause.test, clause.body]), node.default];
    case 'TryStatementAst': return [node.body, ...node.catchClauses, node.finally];
  }
}

const none: readonly MaybeAst[] = [];

function expressionSlots(node: Ast): readonly MaybeAst[] {
  switch (node.kind) {
    case 'BinaryExpressionAst': return [node.left, node.right];
    case 'UnaryExpressionAst': return [node.child];
    case 'TernaryExpressionAst': return [node.condition, node.ifTrue, node.ifFalse];
    case 'AttributedExpressionAst': return [node.attribute, node.child];
    case 'ConvertExpressionAst': return [node.type, node.child];
    case 'MemberExpressionAst': return [node.expression, node.member];
    case 'InvokeMemberExpressionAst': return [node.expression, node.member, ...node.arguments];
    case 'BaseCtorInvokeMemberExpressionAst': return node.arguments;
    case 'IndexExpressionAst': return [node.target, node.index];
    case 'ExpandableStringExpressionAst': return node.nestedExpressions;
    case 'ScriptBlockExpressionAst': return [node.scriptBlock];
    case 'ParenExpressionAst': return [node.pipeline];
    case 'SubExpressionAst': case 'ArrayExpressionAst': return [node.subExpression];
    case 'ArrayLiteralAst': return node.elements;
    case 'HashtableAst': return node.pairs.flatMap((pair) => [pair.key, pair.value]);
    case 'UsingExpressionAst': return [node.subExpression];
    default: return none;
  }
}
