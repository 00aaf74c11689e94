/** Filters put together as trees and printed by the same printer that proves the parser. */
import type { Literal } from '../edm/literal.ts';
import type { EqualityOperator, RelationalOperator, Syntax } from '../query/syntax.ts';

const position = 0;

/** A property or a path to one: `JobStatus`, `JobContext/RunbookVersionID`. */
export const property = (path: string): Syntax => ({ kind: 'path', segments: path.split('/'), position });
export const literal = (value: Literal): Syntax => ({ kind: 'literal', literal: value, position });

/** `Name eq 'x'` and the other comparisons. */
export const compare = (path: string, operator: EqualityOperator | RelationalOperator, value: Literal): Syntax =>
  ({ kind: 'binary', operator, left: property(path), right: literal(value), position });
export const equals = (path: string, value: Literal): Syntax => compare(path, 'eq', value);

/** All of them; one alone stays as it is. @throws RangeError for none */
export function allOf(...operands: readonly Syntax[]): Syntax {
  const [first] = operands;
  if (first === undefined) throw new RangeError("'and' needs something to join");
  return operands.length === 1 ? first : { kind: 'logical', operator: 'and', operands, position };
}

/** Any of them; one alone stays as it is. @throws RangeError for none */
export function anyOf(...operands: readonly Syntax[]): Syntax {
  const [first] = operands;
  if (first === undefined) throw new RangeError("'or' needs something to join");
  return operands.length === 1 ? first : { kind: 'logical', operator: 'or', operands, position };
}

/** `substringof('x',Name)` */
export const contains = (path: string, value: Literal): Syntax => ({ kind: 'call', name: 'substringof', arguments: [literal(value), property(path)], position });
