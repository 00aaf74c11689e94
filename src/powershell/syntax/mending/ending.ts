import type { Ast, TypeName } from '../ast.ts';
import { eachChild, walk } from '../children.ts';

/** Something to write into a text, which ends what was begun before it. */
export interface Ending { readonly at: number; readonly written: string }

/** Stands for a name that is not written yet. */
export const NAME = 'x';

const written = new RegExp(`(?:\\$${NAME} in )?${NAME}?[)\\]}]*;`, 'y');

/** Where a line's code begins, behind an ending that was written before it. */
export function beginOf(text: string, line: number): number {
  let at = line;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  written.lastIndex = at;
  return ')]};$x'.includes(text.charAt(at)) && written.test(text) ? written.lastIndex : at;
}

/** Takes back what some more characters did to the places in a tree. */
export function takeBack(root: Ast, { at, written }: Ending): void {
  shiftNode(root, root, { at, length: written.length });
  if (written.startsWith(NAME) || written.startsWith(`$${NAME}`)) walk(root, (node) => forgetName(node, at));
}

/** A node whose places may be set: nobody else has the tree yet. */
type Movable<T> = T extends unknown ? { -readonly [K in keyof T]: T[K] } : never;
interface Move { readonly at: number; readonly length: number }

const moved = (place: number, { at, length }: Move): number => (place > at ? Math.max(at, place - length) : place);

function shiftNode(node: Movable<Ast>, _parent: Ast, move: Move): void {
  // What lies before stays where it is.
  if (node.end <= move.at) return;
  node.start = moved(node.start, move);
  node.end = moved(node.end, move);
  switch (node.kind) {
    case 'FunctionDefinitionAst': case 'TypeDefinitionAst': case 'FunctionMemberAst':
      node.nameStart = moved(node.nameStart, move);
      node.nameEnd = moved(node.nameEnd, move);
      break;
    case 'BinaryExpressionAst': case 'AssignmentStatementAst':
      node.operatorStart = moved(node.operatorStart, move);
      node.operatorEnd = moved(node.operatorEnd, move);
      break;
    case 'BaseCtorInvokeMemberExpressionAst':
      node.keywordStart = moved(node.keywordStart, move);
      node.keywordEnd = moved(node.keywordEnd, move);
      break;
    case 'DataStatementAst': node.variableStart = moved(node.variableStart, move); break;
    case 'TypeConstraintAst': case 'TypeExpressionAst': case 'AttributeAst': shiftType(node.typeName, move); break;
    case 'InvokeMemberExpressionAst': for (const type of node.genericTypeArguments) shiftType(type, move); break;
    default:
  }
  eachChild(node, shiftNode, move);
}

function shiftType(type: Movable<TypeName>, move: Move): void {
  if (type.end <= move.at) return;
  type.start = moved(type.start, move);
  type.end = moved(type.end, move);
  if (type.form === 'array') shiftType(type.element, move);
  if (type.form !== 'generic') return;
  shiftType(type.generic, move);
  for (const argument of type.arguments) shiftType(argument, move);
}

/** A name that nobody wrote has no letters. */
function forgetName(node: Ast, at: number): void {
  if (node.kind === 'StringConstantExpressionAst' && isHere(node, at)) Object.assign(node, { value: '' });
  else if (node.kind === 'VariableExpressionAst' && node.end === at && node.start >= at - 1) Object.assign(node, { variablePath: '' });
  else if (node.kind === 'TypeConstraintAst' || node.kind === 'TypeExpressionAst' || node.kind === 'AttributeAst') forgetTypeName(node.typeName, at);
}

function forgetTypeName(type: TypeName, at: number): void {
  if (isHere(type, at)) Object.assign(type, { text: '', name: '' });
}

const isHere = ({ start, end }: { readonly start: number; readonly end: number }, at: number): boolean => start === at && end === at;
