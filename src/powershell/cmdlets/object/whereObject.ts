import { cmdlet } from '../../runtime/cmdlet.ts';
import type { ParamSpec } from '../../runtime/cmdlet.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { MISSING, lookup } from '../../runtime/members/get.ts';
import { compare, equals } from '../../runtime/operators/compare.ts';
import { like } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { resolveTypeName } from '../../runtime/types/resolve.ts';
import { T } from '../../runtime/types/t.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import { Regex } from '../../runtime/values/regex.ts';
import { NetType } from '../../runtime/types/netType.ts';
import type { Value } from '../../runtime/values/value.ts';

type Test = (left: Value, right: Value, ignoreCase: boolean) => boolean;
const pattern = (right: Value, ignoreCase: boolean): RegExp => new RegExp(right instanceof Regex ? right.pattern : toText(right), ignoreCase ? 'i' : '');
const among = (many: Value, one: Value, ignoreCase: boolean): boolean => toItems(many).some((item) => equals(item, one, ignoreCase));
const isType = (left: Value, right: Value): boolean => {
  const type = right instanceof NetType ? right : resolveTypeName(toText(right));
  return type !== undefined && left !== null && left !== undefined && typeOf(left).is(type);
};
/** A collection on the left is tested item by item, as the operators do. */
const each = (test: Test): Test => (left, right, ignoreCase) =>
  Array.isArray(left) ? left.some((item) => test(item, right, ignoreCase)) : test(left, right, ignoreCase);

const TESTS: Readonly<Record<string, Test>> = {
  EQ: each((a, b, i) => equals(a, b, i)), NE: each((a, b, i) => !equals(a, b, i)),
  GT: each((a, b, i) => compare(a, b, i) > 0), GE: each((a, b, i) => compare(a, b, i) >= 0),
  LT: each((a, b, i) => compare(a, b, i) < 0), LE: each((a, b, i) => compare(a, b, i) <= 0),
  Like: each((a, b, i) => like(toText(a), toText(b), i)), NotLike: each((a, b, i) => !like(toText(a), toText(b), i)),
  Match: each((a, b, i) => pattern(b, i).test(toText(a))), NotMatch: each((a, b, i) => !pattern(b, i).test(toText(a))),
  Contains: (a, b, i) => among(a, b, i), NotContains: (a, b, i) => !among(a, b, i),
  In: (a, b, i) => among(b, a, i), NotIn: (a, b, i) => !among(b, a, i),
  Is: (a, b) => isType(a, b), IsNot: (a, b) => !isType(a, b),
};
const ALIASES: Readonly<Record<string, string>> = { EQ: 'IEQ', NE: 'INE', GT: 'IGT', GE: 'IGE', LT: 'ILT', LE: 'ILE', Like: 'ILike', NotLike: 'INotLike', Match: 'IMatch', NotMatch: 'INotMatch', Contains: 'IContains', NotContains: 'INotContains', In: 'IIn', NotIn: 'INotIn' };
const SENSITIVE = Object.keys(TESTS).filter((name) => name !== 'Is' && name !== 'IsNot').map((name) => `C${name}`);
const OPERATORS = [...Object.keys(TESTS), ...SENSITIVE];
const setOf = (operator: string): string => (operator.startsWith('C') && SENSITIVE.includes(operator) ? `CaseSensitive${operator.slice(1)}Set` : `${operator}Set`);
const OPERATOR_SETS = OPERATORS.map(setOf);

const switches: Record<string, ParamSpec<typeof T.Switch>> = Object.fromEntries(OPERATORS.map((name) => [name, {
  type: T.Switch, sets: [setOf(name)], ...(name === 'EQ' ? {} : { mandatory: [setOf(name)] }), ...(ALIASES[name] === undefined ? {} : { aliases: [ALIASES[name]] }),
}]));

export const whereObject = cmdlet({
  name: 'Where-Object', aliases: ['where', '?'], module: 'Microsoft.PowerShell.Core', defaultSet: setOf('EQ'), synopsis: 'Lets those objects through for which something holds.',
  params: {
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
    FilterScript: { type: T.ScriptBlock, sets: ['ScriptBlockSet'], position: { ScriptBlockSet: 0 }, mandatory: ['ScriptBlockSet'] },
    Property: { type: T.String, sets: [...OPERATOR_SETS, 'Not'], position: { ...Object.fromEntries(OPERATOR_SETS.map((s) => [s, 0])), Not: 0 }, mandatory: [...OPERATOR_SETS, 'Not'] },
    Value: { type: T.Object, sets: OPERATOR_SETS, position: Object.fromEntries(OPERATOR_SETS.map((s) => [s, 1])), allowNull: true, allowEmpty: true },
    Not: { type: T.Switch, sets: ['Not'], mandatory: ['Not'] },
    ...switches,
  },
  run(p, ctx) {
    const block = p.FilterScript;
    if (block !== undefined) return { process() { if (toBoolean(ctx.evaluate(block, p.InputObject))) ctx.write(p.InputObject); } };
    const holds = propertyTest(p, ctx);
    return { process() { if (holds(p.InputObject)) ctx.write(p.InputObject); } };
  },
});

/** The test of `Where-Object Name -eq value`; without operator or value the property itself is the answer. */
function propertyTest(p: { Property: string | undefined; Value: Value }, ctx: CmdletContext): (item: Value) => boolean {
  const name = p.Property ?? '';
  const read = (item: Value): Value => { const found = lookup(item, name); return found === MISSING ? null : found; };
  if (ctx.isBound('Not')) return (item) => !toBoolean(read(item));
  const operator = OPERATORS.find((o) => ctx.isBound(o));
  if (operator === undefined && !ctx.isBound('Value')) return (item) => toBoolean(read(item));
  if (operator === undefined) {
    return ctx.fail({ id: 'OperatorNotSpecified', category: 'InvalidArgument', message: 'An operator is required to compare the two specified values. Include a valid operator in the command, and then try the command again. For example, Get-Process | Where-Object -Property Name -eq Idle', exception: 'System.Management.Automation.PSArgumentException' });
  }
  if (!ctx.isBound('Value')) {
    return ctx.fail({ id: 'ValueNotSpecifiedForWhereObject', category: 'InvalidArgument', message: 'The specified operator requires both the -Property and -Value parameters. Provide values for both parameters, and then try the command again.', exception: 'System.Management.Automation.PSArgumentException' });
  }
  const ignoreCase = !SENSITIVE.includes(operator), test = TESTS[ignoreCase ? operator : operator.slice(1)];
  return (item) => test !== undefined && test(read(item), p.Value, ignoreCase);
}
