/**
 * Which questions may have to look at every row of a set that grows without end. They are asked in a thread of their own
 * (sideReader.ts): SQLite answers where it is asked, and nobody else would be served meanwhile.
 */
import type { Expression, OrderByItem } from '../../../odata/query/expression.ts';
import { isAscii } from '../text/letterCase.ts';
import type { EntityPath } from '../../../odata/uri/resource.ts';

/** Sets with hundreds of thousands of rows, and the properties by which an index finds some of them. */
const LARGE: Readonly<Record<string, ReadonlySet<string>>> = {
  Jobs: new Set(['JobID', 'JobContextID', 'JobStatus', 'CreationTime', 'StartTime', 'LastModifiedTime']),
  JobContexts: new Set(['JobContextID', 'RunbookVersionID', 'ScheduleID']),
  JobParameters: new Set(['JobContextID']),
  Stream: new Set(['JobId']),
};
/** What a row of a small set may cost. */
const MANY_NODES = 40;

export interface Question { readonly path: EntityPath; readonly filter: Expression | undefined; readonly orderBy: readonly OrderByItem[]; /** All that pass are counted too. */ readonly counts: boolean }

export function isCostly({ path, filter, orderBy, counts }: Question): boolean {
  const indexed = LARGE[path.targetSet.name];
  if (indexed === undefined) return filter !== undefined && nodesOf(filter) > MANY_NODES;
  // One, or those of one: found by their key.
  if (path.key !== undefined && (filter === undefined || nodesOf(filter) <= MANY_NODES)) return path.targetSet.name === 'Stream' && counts;
  if (counts && path.targetSet.name === 'Stream') return true;
  const isPlain = (expression: Expression): boolean => expression.kind === 'property' && expression.source.root === '$it' && expression.source.steps.length === 0 && indexed.has(expression.property.name);
  if (orderBy.length > 1 || orderBy.some(({ expression }) => !isPlain(expression))) return true;
  return filter !== undefined && !isFound(filter, isPlain) && !isOfFew(path.targetSet.name, filter);
}

/** Sets in which the rows of one parent are few, and the property that names the parent. */
const OF_ONE: Readonly<Record<string, string>> = { JobParameters: 'JobContextID' };
/** So many parents' rows are found by an index each, which is nothing beside the whole set. */
const FEW = 64;

/** Rows of a few given parents, whatever else must hold for them: `Name eq 'x' and (JobContextID eq a or JobContextID eq b)`. */
function isOfFew(set: string, filter: Expression): boolean {
  const parent = OF_ONE[set];
  if (parent === undefined) return false;
  const isParent = (side: Expression): boolean => side.kind === 'property' && side.source.root === '$it' && side.source.steps.length === 0 && side.property.name === parent;
  const names = (expression: Expression): boolean => expression.kind === 'comparison' && expression.operator === 'eq'
    && ((isParent(expression.left) && expression.right.kind === 'literal') || (isParent(expression.right) && expression.left.kind === 'literal'));
  const ofFew = (expression: Expression): boolean => names(expression) || (expression.kind === 'logical' && expression.operator === 'or' && expression.operands.length <= FEW && expression.operands.every(names));
  return filter.kind === 'logical' && filter.operator === 'and' ? filter.operands.some(ofFew) && nodesOf(filter) <= 4 * FEW : ofFew(filter);
}

/** Comparisons of such properties with given values, all of which must hold. */
function isFound(filter: Expression, isPlain: (expression: Expression) => boolean): boolean {
  if (filter.kind === 'logical') return filter.operator === 'and' && filter.operands.length <= 8 && filter.operands.every((operand) => isFound(operand, isPlain));
  return filter.kind === 'comparison' && filter.operator !== 'ne' && ((isPlain(filter.left) && isGiven(filter.right)) || (isPlain(filter.right) && isGiven(filter.left)));
}

/** A value that an index finds (sameText.ts). */
const isGiven = (expression: Expression): boolean => expression.kind === 'literal' && (typeof expression.value !== 'string' || isAscii(expression.value));

function nodesOf(expression: Expression): number {
  switch (expression.kind) {
    case 'literal': case 'property': case 'entityIsNull': case 'isOf': return 1;
    case 'logical': return expression.operands.reduce((sum, operand) => sum + nodesOf(operand), 1);
    case 'not': case 'negate': case 'cast': return 1 + nodesOf(expression.operand);
    case 'comparison': case 'arithmetic': return 1 + nodesOf(expression.left) + nodesOf(expression.right);
    case 'call': return expression.arguments.reduce((sum, argument) => sum + nodesOf(argument), 1);
    // Of each row other rows are looked at.
    case 'any': case 'all': return MANY_NODES + (expression.predicate === undefined ? 0 : nodesOf(expression.predicate));
  }
}
