import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import type { ParamSpec } from '../../runtime/cmdlet.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { T } from '../../runtime/types/t.ts';
import { OPERATOR_NAMES, SENSITIVE, propertyTest } from './whereProperty.ts';

const ALIASES: Readonly<Record<string, string>> = { EQ: 'IEQ', NE: 'INE', GT: 'IGT', GE: 'IGE', LT: 'ILT', LE: 'ILE', Like: 'ILike', NotLike: 'INotLike', Match: 'IMatch', NotMatch: 'INotMatch', Contains: 'IContains', NotContains: 'INotContains', In: 'IIn', NotIn: 'INotIn' };
const OPERATORS = [...OPERATOR_NAMES, ...SENSITIVE];
const WORDS: Readonly<Record<string, string>> = { EQ: 'Equal', NE: 'NotEqual', GT: 'GreaterThan', GE: 'GreaterOrEqual', LT: 'LessThan', LE: 'LessOrEqual' };
function setOf(operator: string): string {
  const isSensitive = operator.startsWith('C') && SENSITIVE.includes(operator), plain = isSensitive ? operator.slice(1) : operator;
  return `${isSensitive ? 'CaseSensitive' : ''}${WORDS[plain] ?? plain}Set`;
}
const OPERATOR_SETS = OPERATORS.map(setOf);

const switches: Record<string, ParamSpec<typeof T.Switch>> = Object.fromEntries(OPERATORS.map((name) => [name, {
  type: T.Switch, sets: [setOf(name)], ...(name === 'EQ' ? {} : { mandatory: [setOf(name)] }), ...(ALIASES[name] === undefined ? {} : { aliases: [ALIASES[name]] }),
}]));

export const whereObject = cmdlet({
  name: 'Where-Object', aliases: ['where', '?'], module: 'Microsoft.PowerShell.Core', defaultSet: setOf('EQ'), synopsis: 'Lets those objects through for which something holds.',
  params: {
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
    FilterScript: { type: T.ScriptBlock, sets: ['ScriptBlockSet'], position: { ScriptBlockSet: 0 }, mandatory: ['ScriptBlockSet'] },
    Property: { type: T.String, sets: [...OPERATOR_SETS, 'Not'], position: { ...Object.fromEntries(OPERATOR_SETS.map((s) => [s, 0])), Not: 0 }, mandatory: [...OPERATOR_SETS, 'Not'], validate: NOT_EMPTY },
    Value: { type: T.Object, sets: OPERATOR_SETS, position: Object.fromEntries(OPERATOR_SETS.map((s) => [s, 1])), allowNull: true, allowEmpty: true },
    Not: { type: T.Switch, sets: ['Not'], mandatory: ['Not'] },
    ...switches,
  },
  run(p, ctx) {
    const block = p.FilterScript;
    if (block !== undefined) return { process() { if (toBoolean(ctx.evaluate(block, p.InputObject, true))) ctx.write(p.InputObject); } };
    const holds = propertyTest(p, ctx);
    return { process() { if (holds(p.InputObject)) ctx.write(p.InputObject); } };
  },
});
