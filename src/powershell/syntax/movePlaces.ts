import type { Ast, TypeName } from './ast.ts';
import { eachChild } from './children.ts';

/** A node whose places may be set. */
type Movable<T> = T extends unknown ? { -readonly [K in keyof T]: T[K] } : never;

/** Where a place goes, and which parts of a tree stay with all that is in them. */
export interface Move { to(place: number): number; stays?(node: Ast): boolean }

/** Sets the places of a node and of everything below it. */
export const movePlaces = (root: Ast, move: Move): void => moveNode(root, root, move);

function moveNode(node: Movable<Ast>, _parent: Ast, move: Move): void {
  if (move.stays?.(node) === true) return;
  // An empty block is nowhere.
  if (node.end > 0) {
    node.start = move.to(node.start);
    node.end = move.to(node.end);
  }
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
    default:
  }
  eachChild(node, moveNode, move);
}

function moveType(type: Movable<TypeName>, move: Move): void {
  type.start = move.to(type.start);
  type.end = move.to(type.end);
  if (type.form === 'array') moveType(type.element, move);
  if (type.form !== 'generic') return;
  moveType(type.generic, move);
  for (const argument of type.arguments) moveType(argument, move);
}
