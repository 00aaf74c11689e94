/** Should: says what a test expects, in the words of Pester 5 (`Should -Be 5`) and of older versions (`Should Be 5`). */
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Cmdlet, ParamTable } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { Value } from '../../runtime/values/value.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { ASSERTION, failAssertion, failureOf } from './failure.ts';
import { checkParameter } from './haveParameter.ts';
import { checkCalls, checkVerifiable } from './invoked.ts';
import { OF_LISTS, OPERATORS, OTHER_NAMES } from './operators.ts';
import { pesterOf, runtimeOf } from './pesterRun.ts';
import { shown } from './shown.ts';

const WORDS = new Map([...Object.keys(OPERATORS).map((name): [string, string] => [fold(name), name]), ...Object.entries(OTHER_NAMES).map(([name, to]): [string, string] => [fold(name), to])]);
const SWITCHES: ParamTable = Object.fromEntries([...Object.keys(OPERATORS), ...Object.keys(OTHER_NAMES)].map((name) => [name, { type: T.Switch }]));
/** The values, and the words of old tests. */
const open = { type: T.Object, allowNull: true, allowEmpty: true } as const;
const PARAMS = {
  ExpectedValue: { ...open, position: 0, aliases: ['Expected', 'ExpectedMessage', 'ExpectedType', 'ExpectedContent', 'CommandName', 'RegularExpression', 'ParameterName'] },
  Second: { ...open, position: 1 }, Third: { ...open, position: 2 }, Fourth: { ...open, position: 3 },
  ActualValue: { ...open, from: 'pipeline' },
  Not: { type: T.Switch }, Because: { type: T.String }, PassThru: { type: T.Switch }, ErrorId: { type: T.String }, ExceptionType: open,
  Invoke: { type: T.Switch }, InvokeVerifiable: { type: T.Switch }, Times: { type: T.Int32 }, Exactly: { type: T.Switch }, Scope: { type: T.String }, ParameterFilter: { type: T.ScriptBlock }, ExclusiveFilter: { type: T.ScriptBlock }, ModuleName: { type: T.String },
  HaveParameter: { type: T.Switch }, Type: open, DefaultValue: { ...open, type: T.String }, InParameterSet: { type: T.String }, Mandatory: { type: T.Switch }, HasArgumentCompleter: { type: T.Switch }, Alias: { type: arrayOf(T.String) },
} as const;

export const should: Cmdlet = cmdlet({
  name: 'Should', module: 'Pester', className: 'Should', synopsis: 'Fails the test unless what is piped in is as it says.',
  params: { ...SWITCHES, ...PARAMS },
  run: (p, ctx) => {
    const items: Value[] = [];
    return {
      process() { if (ctx.expectingInput) items.push(p.ActualValue ?? null); },
      end() {
        if (!ctx.expectingInput && ctx.isBound('ActualValue')) items.push(p.ActualValue ?? null);
        if (p.Invoke === true) {
          const times = p.Times ?? (typeof p.Second === 'number' ? p.Second : 1);
          return told(ctx, () => checkCalls(ctx, { command: p.ExpectedValue, times, isExact: p.Exactly === true, module: p.ModuleName, scope: p.Scope, filter: p.ParameterFilter, exclusive: p.ExclusiveFilter, not: p.Not === true, because: p.Because }));
        }
        if (p.InvokeVerifiable === true) return told(ctx, () => checkVerifiable(ctx, p.Not === true, p.Because));
        if (p.HaveParameter === true) {
          const { Type: type = p.Second, InParameterSet: set = typeof p.Fourth === 'string' ? p.Fourth : undefined, Mandatory: mandatory, HasArgumentCompleter: completer, Because: because } = p;
          const defaultValue = ctx.isBound('DefaultValue') ? p.DefaultValue ?? '' : typeof p.Third === 'string' ? p.Third : undefined;
          return told(ctx, () => checkParameter(items.length === 1 ? items[0] : items, { name: toText(p.ExpectedValue), type, defaultValue, set, mandatory, completer, aliases: p.Alias, not: p.Not === true, because }, runtimeOf(ctx)));
        }
        return ask(items, p, ctx);
      },
    };
  },
});
interface Given { readonly ExpectedValue: Value; readonly Second: Value; readonly Third: Value; readonly Fourth: Value; readonly Not: boolean | undefined; readonly Because: string | undefined; readonly PassThru: boolean | undefined; readonly ErrorId: string | undefined; readonly ExceptionType: Value }
function ask(items: readonly Value[], p: Given, ctx: CmdletContext): void {
  const named = [...WORDS].filter(([folded]) => ctx.isBound(folded)), [first] = named, positional = [p.ExpectedValue, p.Second, p.Third, p.Fourth];
  let not = p.Not === true, operator = first?.[1], isOld = false;
  if (operator === undefined) {
    isOld = true;
    if (positional[0] == null && (p.ErrorId !== undefined || p.ExceptionType != null)) { operator = 'Throw'; isOld = false; }
  }
  if (operator === undefined) {
    if (typeof positional[0] === 'string' && fold(positional[0]) === 'not') { not = true; positional.shift(); }
    const word = positional.shift();
    operator = typeof word === 'string' ? WORDS.get(fold(word.replace(/^-/, ''))) : undefined;
    if (operator === undefined) return ctx.fail({ id: 'UnknownShould', category: 'InvalidArgument', message: `Should ${word == null ? 'needs an operator' : `has no operator ${shown(word)}`}. It has: ${Object.keys(OPERATORS).map((name) => `-${name}`).join(', ')}, -HaveParameter, -Invoke, -InvokeVerifiable.` });
  }
  const [expected = null, why] = positional, because = p.Because ?? (typeof why === 'string' && operator !== 'Throw' ? why : undefined);
  const given = { operator, not, expected, because, isOld, errorId: p.ErrorId ?? (operator === 'Throw' && typeof why === 'string' ? why : undefined), exceptionType: p.ExceptionType, passThru: p.PassThru === true };
  // A list that is given by its parameter is what the pipeline would bring of it.
  if (OF_LISTS.has(operator)) return told(ctx, () => judge(ctx.expectingInput || items.length !== 1 || items[0] == null ? items : toItems(items[0]), given, ctx));
  if (items.length === 0) return told(ctx, () => judge(items, given, ctx));
  for (const item of items) told(ctx, () => judge([item], given, ctx));
  return undefined;
}
/** What is not so ends the test, unless -ErrorAction says something else than Stop: then it fails, and goes on (Pester 5, Should.ps1). */
function told(ctx: CmdletContext, check: () => void): void {
  const { frame, common: { errorAction } } = runtimeOf(ctx);
  if (errorAction === undefined || errorAction.toLowerCase() === 'stop') return check();
  try { return check(); } catch (e) {
    if (!(e instanceof PowerShellError) || e.record.errorId !== ASSERTION) throw e;
    const { record: _, ...failure } = failureOf(e, frame);
    pesterOf(ctx).note(failure);
    return undefined;
  }
}
interface Asked { readonly operator: string; readonly not: boolean; readonly expected: Value; readonly because: string | undefined; readonly isOld: boolean; readonly errorId: string | undefined; readonly exceptionType: Value; readonly passThru: boolean }
function judge(items: readonly Value[], { operator, not, expected, because, isOld, errorId, exceptionType, passThru }: Asked, ctx: CmdletContext): void {
  const actual = items.length === 1 ? items[0] : items.length === 0 ? null : [...items];
  const verdict = OPERATORS[operator]?.({ actual, items, expected, ctx: runtimeOf(ctx), isOld, errorId, exceptionType });
  if (verdict === undefined) return undefined;
  // Any error at all is one too many, whatever it is like.
  const isThrow = operator === 'Throw', ok = not && isThrow ? verdict.gives !== undefined : verdict.ok;
  if (ok !== not) { if (passThru && verdict.gives !== undefined) ctx.write(verdict.gives); return undefined; }
  const reason = because === undefined ? '' : `, because ${because.replace(/^because\s+/i, '')}`;
  if (not && isThrow) return failAssertion(`Expected no error${reason}, but got ${verdict.but}.`);
  if (not && verdict.not !== undefined) return failAssertion(`Expected ${verdict.not[0]}${reason}, but ${verdict.not[1]}.`);
  if (not) return failAssertion(`Expected not ${verdict.wanted}${reason}, but it is ${verdict.isSentence === true ? 'so' : verdict.but}.`);
  return failAssertion(verdict.message?.(reason) ?? `Expected ${verdict.wanted}${reason}, but ${verdict.isSentence === true ? '' : 'got '}${verdict.but}.`, verdict.sides);
}
