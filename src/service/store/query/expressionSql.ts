/**
 * Bound expressions of $filter and $orderby as SQL with bound parameters: no text of a client gets into the
 * statement. Semantics where the protocol is silent: comparing with null is exact for eq and ne, and false for the
 * rest; strings are the same without case, as in the original's database, and in the order of their ASCII letters without case;
 * times compare by instant.
 */
import { sql, type RawBuilder } from 'kysely';
import type { EntityType } from '../../../sma/edm/serviceModel.ts';
import type { PrimitiveValue } from '../../../sma/edm/values.ts';
import { durationTicks, momentTicks } from '../../../odata/edm/moments.ts';
import type { Expression } from '../../../odata/query/expression.ts';
import { mayBeNaN, valuesOf } from '../../../odata/query/notANumber.ts';
import { fold, FOLD, isAscii } from '../text/letterCase.ts';
import { IN_TIME } from '../workTime.ts';
import { functionSql } from './functionSql.ts';
import { column, related, Scope, keyName } from './scope.ts';

type Sql = RawBuilder<unknown>;

/**
 * @param exact false where only truth matters (a condition): there an unknown comparison may stay unknown, which an
 * index can use. Under `not`, and where a condition is a value, a comparison is true or false.
 */
export function expressionSql(expression: Expression, scope: Scope, exact = false): Sql {
  switch (expression.kind) {
    case 'literal': return literalSql(expression.value);
    case 'property': return column(scope.alias(expression.source), expression.property.name);
    case 'logical': {
      const operands = expression.operands.map((operand) => expressionSql(operand, scope, exact));
      return sql`(${sql.join(operands, expression.operator === 'and' ? sql` and ` : sql` or `)})`;
    }
    case 'not': return sql`(not ${expressionSql(expression.operand, scope, true)})`;
    case 'comparison': return mayBeNaN(expression.left) || mayBeNaN(expression.right) ? comparedWithNaN(expression, scope, exact) : comparisonSql(expression, scope, exact);
    case 'entityIsNull': {
      const key = column(scope.alias(expression.source), keyName(expression.source.type));
      return expression.isNull ? sql`(${key} is null)` : sql`(${key} is not null)`;
    }
    case 'isOf': return typeCondition(scope.alias(expression.source), expression.entityType);
    case 'arithmetic': return arithmeticSql(expression, scope);
    case 'negate': return sql`(- ${expressionSql(expression.operand, scope, true)})`;
    case 'call': return functionSql(expression, (argument) => expressionSql(argument, scope, true));
    case 'cast': return castSql(expression, expressionSql(expression.operand, scope, true));
    case 'any': case 'all': return quantifierSql(expression, scope);
  }
}

/** A value as a parameter. */
export function literalSql(value: PrimitiveValue | null): Sql {
  return typeof value === 'boolean' ? sql`${value ? 1 : 0}` : sql`${value}`;
}

/** The database has null for NaN (query/notANumber.ts): it is that where nothing of what it is made of is null, and then other than everything. */
function comparedWithNaN(expression: Extract<Expression, { kind: 'comparison' }>, scope: Scope, exact: boolean): Sql {
  const found = [expression.left, expression.right].filter(mayBeNaN).map((side) => {
    const none = [sql`${expressionSql(side, scope, true)} is null`, ...valuesOf(side).map((value) => sql`${expressionSql(value, scope, true)} is not null`)];
    return sql`(${sql.join(none, sql` and `)})`;
  });
  const isNaN = sql`(${sql.join(found, sql` or `)})`, compared = comparisonSql(expression, scope, exact);
  return expression.operator === 'ne' ? sql`(${isNaN} or ${compared})` : sql`(not ${isNaN} and ${compared})`;
}

function comparisonSql(expression: Extract<Expression, { kind: 'comparison' }>, scope: Scope, exact: boolean): Sql {
  const { operator, left, right, comparedAs } = expression;
  // Where one is a text of ASCII, the database finds all that is the same by itself, and by an index.
  const folds = comparedAs === 'Edm.String' && (operator === 'eq' || operator === 'ne') && !isAsciiText(left) && !isAsciiText(right);
  const side = (operand: Expression): Sql => {
    if (folds && operand.kind === 'literal' && typeof operand.value === 'string') return literalSql(fold(operand.value));
    const moment = operand.kind === 'literal' && typeof operand.value === 'string' ? momentOf(comparedAs, operand.value) : undefined;
    if (moment !== undefined) return literalSql(moment);
    const value = expressionSql(operand, scope, true);
    // What is counted with decimals is so to ten places: the database counts with binary fractions.
    if (comparedAs === 'Edm.Decimal') return operand.kind === 'literal' ? sql`cast(${value} as numeric)` : sql`round(${value}, 10)`;
    if (folds && operand.kind !== 'literal') return sql`${sql.raw(FOLD)}(${value})`;
    // A literal takes the column's way to compare; two literals have no column.
    return comparedAs === 'Edm.String' && (operand.kind !== 'literal' || (left.kind === 'literal' && right.kind === 'literal')) ? sql`${value} collate nocase` : value;
  };
  const [a, b] = [side(left), side(right)];
  const isNull = (operand: Expression): boolean => operand.kind === 'literal' && operand.value === null;
  if (operator === 'eq') {
    if (isNull(right)) return sql`(${a} is null)`;
    if (isNull(left)) return sql`(${b} is null)`;
    const oneIsGiven = left.kind === 'literal' || right.kind === 'literal';
    return oneIsGiven && !exact ? sql`(${a} = ${b})` : sql`(${a} is ${b})`;
  }
  if (operator === 'ne') return sql`(${a} is not ${b})`;
  const ordered = sql`(${a} ${sql.raw(SYMBOLS[operator])} ${b})`;
  return exact ? sql`(${ordered} is true)` : ordered;
}
const isAsciiText = (operand: Expression): boolean => operand.kind === 'literal' && (operand.value === null || (typeof operand.value === 'string' && isAscii(operand.value)));
/** Durations and moments with an offset are as long, or as late, however they are written. No property has these types: they come as literals. */
const momentOf = (type: string, text: string): bigint | undefined => (type === 'Edm.Time' ? durationTicks(text) : type === 'Edm.DateTimeOffset' ? momentTicks(text) : undefined);
const SYMBOLS = { lt: '<', le: '<=', gt: '>', ge: '>=', add: '+', sub: '-', mul: '*', div: '/', mod: '%' } as const;

function arithmeticSql(expression: Extract<Expression, { kind: 'arithmetic' }>, scope: Scope): Sql {
  const real = expression.type === 'Edm.Double' || expression.type === 'Edm.Single' || expression.type === 'Edm.Decimal';
  const [a, b] = [expression.left, expression.right].map((operand) => {
    const value = expressionSql(operand, scope, true);
    // Numbers are bound as REAL; only what is INTEGER divides as an integer.
    return real ? sql`cast(${value} as real)` : sql`cast(${value} as integer)`;
  });
  // The operator of SQLite cuts both sides to integers first.
  if (real && expression.operator === 'mod') return sql`mod(${a}, ${b})`;
  return sql`(${a} ${sql.raw(SYMBOLS[expression.operator])} ${b})`;
}

/** Numbers are bound as REAL, and truths are numbers: their texts are those of the protocol all the same (`1`, `true`). */
function castSql({ operand, type }: Extract<Expression, { kind: 'cast' }>, value: Sql): Sql {
  if (type === 'Edm.String' && operand.type === 'Edm.Boolean') return sql`(case ${value} when 1 then 'true' when 0 then 'false' end)`;
  if (type === 'Edm.String' && INTEGERS.has(operand.type ?? '')) return sql`cast(cast(${value} as integer) as text)`;
  return sql`cast(${value} as ${sql.raw(castType(type))})`;
}
const INTEGERS: ReadonlySet<string> = new Set(['Edm.Byte', 'Edm.SByte', 'Edm.Int16', 'Edm.Int32', 'Edm.Int64']);

function castType(type: string): string {
  if (type === 'Edm.String') return 'text';
  return type === 'Edm.Double' || type === 'Edm.Single' || type === 'Edm.Decimal' ? 'real' : 'integer';
}

/** Whether the entity of an alias is of a type; only sets with derived types ask. */
export function typeCondition(alias: string, type: EntityType): Sql {
  if (type.base === undefined) return sql`(1)`;
  return sql`(${column(alias, 'type_name')} = ${type.name})`;
}

function quantifierSql(expression: Extract<Expression, { kind: 'any' | 'all' }>, scope: Scope): Sql {
  const from = scope.alias(expression.source);
  const alias = scope.aliases.next();
  const inner = new Scope(expression.variable, alias, scope.aliases, scope);
  const { predicate, navigation } = expression;
  const all = expression.kind === 'all';
  // Translated before the joins are asked for: it is what finds out which are needed.
  const tested = predicate === undefined ? undefined : expressionSql(predicate, inner, all);
  const condition = tested === undefined ? sql`` : all ? sql` and not ${tested}` : sql` and ${tested}`;
  const found = sql`exists (select 1 from ${sql.table(navigation.targetSet.name)} as ${sql.id(alias)}${inner.joins} where ${related(from, navigation, alias)} and ${sql.raw(IN_TIME)}(${column(alias, keyName(navigation.target))})${condition})`;
  return all ? sql`(not ${found})` : sql`(${found})`;
}
