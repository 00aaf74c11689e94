/** The test of `Where-Object Name -eq value`: what the operators of the language say of a property (WhereObjectCommand). */
import { convertTo } from '../../runtime/convert/convert.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { NetThrow } from '../../runtime/errors/raise.ts';
import { MISSING, direct, lookup } from '../../runtime/members/get.ts';
import { listProperties } from '../../runtime/members/list.ts';
import { COMPARISONS, contains, filter, isMany } from '../../runtime/operators/collections.ts';
import { likeOperator } from '../../runtime/operators/like.ts';
import { matchOperator } from '../../runtime/operators/match.ts';
import { isType } from '../../runtime/operators/types.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { T } from '../../runtime/types/t.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { Value } from '../../runtime/values/value.ts';

type Operation = (ctx: CmdletContext, left: Value, right: Value, ignoreCase: boolean) => Value;
const comparison = (name: keyof typeof COMPARISONS): Operation => (_ctx, a, b, i) => { const test = COMPARISONS[name](i); return isMany(a) ? filter(a, (item) => test(item, b)) : test(a, b); };
const OPERATIONS: Readonly<Record<string, Operation>> = {
  EQ: comparison('eq'), NE: comparison('ne'), GT: comparison('gt'), GE: comparison('ge'), LT: comparison('lt'), LE: comparison('le'),
  Like: (_ctx, a, b, i) => likeOperator(a, b, i, false), NotLike: (_ctx, a, b, i) => likeOperator(a, b, i, true),
  Match: (ctx, a, b, i) => matchOperator(ctx.session.current, a, b, i, false), NotMatch: (ctx, a, b, i) => matchOperator(ctx.session.current, a, b, i, true),
  Contains: (_ctx, a, b, i) => contains(a, b, i), NotContains: (_ctx, a, b, i) => !contains(a, b, i), In: (_ctx, a, b, i) => contains(b, a, i), NotIn: (_ctx, a, b, i) => !contains(b, a, i),
  Is: (_ctx, a, b) => isType(a, b), IsNot: (_ctx, a, b) => !isType(a, b),
};
/** The names of the operators' parameters without their case-sensitive twins. */
export const OPERATOR_NAMES: readonly string[] = Object.keys(OPERATIONS);
export const SENSITIVE: readonly string[] = OPERATOR_NAMES.filter((name) => name !== 'Is' && name !== 'IsNot').map((name) => `C${name}`);
/** The operator's name in messages: that of the token. */
const token = (operator: string): string => (/^(?:In|Is|IsNot)$/.test(operator) ? operator : SENSITIVE.includes(operator) ? `C${operator.slice(1).toLowerCase()}` : `I${operator.toLowerCase()}`);
const ARGUMENT = 'System.Management.Automation.PSArgumentException';

/** Whether an item passes; undefined stands for an error that was told. Without operator or value the property itself is the answer. */
export function propertyTest(p: { readonly Property: string | undefined; readonly Value: Value }, ctx: CmdletContext): (item: Value) => boolean {
  const read = reader(ctx, p.Property ?? ''), isBound = ctx.isBound('Value');
  const truth = (item: Value): boolean | undefined => { const value = read(item); return value === MISSING ? undefined : toBoolean(value); };
  if (ctx.isBound('Not')) return (item) => truth(item) === false;
  const operator = [...OPERATOR_NAMES, ...SENSITIVE].find((name) => ctx.isBound(name));
  if (operator === undefined) {
    if (!isBound) return (item) => truth(item) === true;
    return () => ctx.fail({ id: 'OperatorNotSpecified', category: 'InvalidArgument', exception: ARGUMENT, message: 'An operator is required to compare the two specified values. Include a valid operator in the command, and then try the command again. For example, Get-Process | Where-Object -Property Name -eq Idle' });
  }
  if (!isBound) return () => ctx.fail({ id: 'ValueNotSpecifiedForWhereObject', category: 'InvalidArgument', exception: ARGUMENT, message: 'The specified operator requires both the -Property and -Value parameters. Provide values for both parameters, and then try the command again.' });
  const ignoreCase = !SENSITIVE.includes(operator), operate = OPERATIONS[ignoreCase ? operator : operator.slice(1)], given = p.Value;
  const right = operator.startsWith('Is') && typeof given === 'string' ? convertTo(/^\[.+\]$/s.test(given) ? given.slice(1, -1) : given, T.Type) : given;
  return (item) => {
    const left = read(item);
    if (left === MISSING || operate === undefined) return false;
    try { return toBoolean(operate(ctx, left, right, ignoreCase)); } catch (error) { tellFailure(ctx, token(operator), item, error); return false; }
  };
}
/** What an operator raises is told of the object it failed at; the next one follows. */
function tellFailure(ctx: CmdletContext, operator: string, item: Value, error: unknown): void {
  const thrown = error instanceof PowerShellError ? error.record.exception : error instanceof NetThrow ? error.exception : undefined, argument = lookupType('System.ArgumentException');
  if (thrown === undefined) throw error;
  const message = error instanceof PowerShellError ? error.record.message : thrown.message;
  if (argument !== undefined && thrown.netType.is(argument)) ctx.writeError({ id: 'BadOperatorArgument', category: 'InvalidArgument', target: item, exception: ARGUMENT, message: `The argument to operator '${operator}' is not valid: ${message}.` });
  else ctx.writeError({ id: 'OperatorFailed', category: 'InvalidOperation', target: item, exception: 'System.Management.Automation.PSInvalidOperationException', message: `The '${operator}' operator failed: ${message}.` });
}
/** Reads the property, which may be named by a pattern; MISSING where that is an error, which is told then. */
function reader(ctx: CmdletContext, name: string): (item: Value) => Value | typeof MISSING {
  const tell = (id: string, item: Value, message: string): typeof MISSING => { ctx.writeError({ id, category: 'InvalidArgument', target: item, exception: ARGUMENT, message }); return MISSING; };
  const nothing = (id: string, item: Value, message: string): Value | typeof MISSING => (ctx.session.current.strict >= 2 ? tell(id, item, message) : null);
  const pattern = hasWildcard(name) ? wildcard(name) : undefined;
  return (item) => {
    if (item === null || item === undefined) return nothing('InputObjectIsNull', item, "Cannot operate on a 'null' input object.");
    const found = lookup(item, name);
    // The count that every object has for a script is none of its properties.
    if (found !== MISSING && !(/^(?:count|length)$/i.test(name) && direct(item, name) === MISSING)) return found;
    const fitting = pattern === undefined ? [] : listProperties(item).filter((property) => pattern.test(property.name)), [first] = fitting;
    if (fitting.length > 1) return tell('AmbiguousPropertyName', item, `Input name "${name}" is ambiguous. It can be resolved to multiple matched members. Possible matches include:${fitting.map((property) => ` ${property.name}`).join('')}.`);
    return first === undefined ? nothing('PropertyNotFound', item, `The input name "${name}" cannot be resolved to a property.`) : first.get();
  };
}
