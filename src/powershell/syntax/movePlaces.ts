import type { Ast, StatementAst, TypeName } from './ast.ts';
import { eachChild } from './children.ts';

/** A node whose places may be set. */
type Movable<T> = T extends unknown ? { -readonly [K in keyof T]: T[K] } : never;

/** Where a place goes, and how far a node goes with all that is in it; undefined where its parts may go different ways. */
export interface Move { to(place: number): number; whole?(node: Ast): number | undefined }

/** Sets the places of a node and of everything below it. */
export const movePlaces = (root: Ast, move: Move): void => moveNode(root, root, move);

function moveNode(node: Movable<Ast>, _parent: Ast, move: Move): void {
  const by = move.whole?.(node);
  if (by !== undefined) {
    if (by !== 0) moveWhole(node as StatementAst, by);
    return;
  }
  // An empty block is nowhere.
  if (node.end > 0) {
    node.start = move.to(node.start);
    node.end = move.to(node.end);
  }
  if (hasMore(node)) moveMore(node, move);
  eachChild(node, moveNode, move);
}

/** Nodes with more places than where they begin and end. */
type WithMore = Extract<Ast, { kind: 'FunctionDefinitionAst' | 'TypeDefinitionAst' | 'FunctionMemberAst' | 'BinaryExpressionAst' | 'AssignmentStatementAst' | 'BaseCtorInvokeMemberExpressionAst' | 'DataStatementAst' | 'TypeConstraintAst' | 'TypeExpressionAst' | 'AttributeAst' | 'InvokeMemberExpressionAst' }>;

function hasMore(node: Ast): node is WithMore {
  switch (node.kind) {
    case 'FunctionDefinitionAst': case 'TypeDefinitionAst': case 'FunctionMemberAst': case 'BinaryExpressionAst': case 'AssignmentStatementAst': case 'BaseCtorInvokeMemberExpressionAst':
    case 'DataStatementAst': case 'TypeConstraintAst': case 'TypeExpressionAst': case 'AttributeAst': return true;
    case 'InvokeMemberExpressionAst': return node.genericTypeArguments.length > 0;
    default: return false;
  }
}

function moveMore(node: Movable<WithMore>, move: Move): void {
  switch (node.kind) {
    case 'FunctionDefinitionAst': case 'TypeDefinitionAst': case 'FunctionMemberAst':
      node.nameStart = move.to(node.nameStart);
      node.nameEnd = move.to(node.nameEnd);
      break;
    case 'BinaryExpressionAst': case 'AssignmentStatementAst':
      node.operatorStart = move.to(node.operatorStart);
      node.operatorEnd = move.to(node.operatorEnd);
      break;
    case 'BaseCtorInvokeMemberExpressionAst':
      node.keywordStart = move.to(node.keywordStart);
      node.keywordEnd = move.to(node.keywordEnd);
      break;
    case 'DataStatementAst': node.variableStart = move.to(node.variableStart); break;
    case 'TypeConstraintAst': case 'TypeExpressionAst': case 'AttributeAst': moveType(node.typeName, move); break;
    case 'InvokeMemberExpressionAst': for (const type of node.genericTypeArguments) moveType(type, move); break;
  }
}

function moveType(type: Movable<TypeName>, move: Move): void {
  type.start = move.to(type.start);
  type.end = move.to(type.end);
  if (type.form === 'array') moveType(type.element, move);
  if (type.form !== 'generic') return;
  moveType(type.generic, move);
  for (const argument of type.arguments) moveType(argument, move);
}

/** What a statement holds, in one row: below where somebody types all of it moves with every letter. */
interface Row { readonly nodes: Movable<Ast>[]; readonly more: Movable<WithMore>[] }

const rows = new WeakMap<StatementAst, Row>();

function gather(node: Ast, _parent: Ast, into: Row): void {
  if (node.end > 0) into.nodes.push(node);
  if (hasMore(node)) into.more.push(node);
  eachChild(node, gather, into);
}

function moveWhole(statement: StatementAst, by: number): void {
  let row = rows.get(statement);
  if (row === undefined) {
    row = { nodes: [], more: [] };
    gather(statement, statement, row);
    rows.set(statement, row);
  }
  const { nodes, more } = row, move: Move = { to: (place) => place + by };
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    node.start += by;
    node.end += by;
  }
  for (let i = 0; i < more.length; i++) moveMore(more[i]!, move);
}
