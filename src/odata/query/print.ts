/** Writes expressions back as text: for the client, for next links, and to prove the parser (text → tree → text → tree). */
import { encodeLiteral } from '../edm/literal.ts';
import type { OrderBySyntax, Syntax } from './syntax.ts';

const LEVEL: Readonly<Record<string, number>> = {
  or: 1, and: 2, eq: 3, ne: 3, lt: 4, le: 4, gt: 4, ge: 4, add: 5, sub: 5, mul: 6, div: 6, mod: 6,
};
const UNARY = 7;

/** The expression with only the parentheses it needs. */
export function printExpression(node: Syntax): string {
  switch (node.kind) {
    case 'literal': return encodeLiteral(node.literal);
    case 'path': return node.segments.join('/');
    case 'call': return `${node.name}(${node.arguments.map(printExpression).join(',')})`;
    case 'not': return `not ${inside(node.operand, UNARY)}`;
    // A space: `-1` would be the literal, not the negation of one.
    case 'negate': return `- ${inside(node.operand, UNARY)}`;
    case 'logical': return node.operands.map((operand) => inside(operand, levelOf(node) + 1)).join(` ${node.operator} `);
    case 'binary': return `${inside(node.left, levelOf(node))} ${node.operator} ${inside(node.right, levelOf(node) + 1)}`;
    case 'lambda': {
      const predicate = node.predicate === undefined ? '' : `${node.variable ?? ''}:${printExpression(node.predicate)}`;
      return `${node.path.join('/')}/${node.quantifier}(${predicate})`;
    }
  }
}

/** The value of $orderby. */
export const printOrderBy = (items: readonly OrderBySyntax[]): string =>
  items.map((item) => printExpression(item.expression) + (item.descending ? ' desc' : '')).join(',');

const levelOf = (node: Syntax): number => {
  if (node.kind === 'logical' || node.kind === 'binary') return LEVEL[node.operator] ?? 0;
  return node.kind === 'not' || node.kind === 'negate' ? UNARY : UNARY + 1;
};
const inside = (node: Syntax, level: number): string => (levelOf(node) < level ? `(${printExpression(node)})` : printExpression(node));
