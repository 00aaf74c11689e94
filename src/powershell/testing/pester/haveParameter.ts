/** Should -HaveParameter: what a command that was piped in declares of one of its parameters. */
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { direct, MISSING } from '../../runtime/members/get.ts';
import type { CommandRuntime } from '../../runtime/run/pipeline/commandRuntime.ts';
import { NetType } from '../../runtime/types/netType.ts';
import { resolveTypeName } from '../../runtime/types/resolve.ts';
import { typeNames } from '../../runtime/types/typeOf.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { fold } from '../../runtime/values/folding.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { ExpressionAst } from '../../syntax/ast.ts';
import { failAssertion } from './failure.ts';
import { shown } from './shown.ts';

/** What is asked of the parameter; undefined where it is not asked. */
export interface ParameterWishes {
  readonly name: string;
  readonly type: Value;
  readonly defaultValue: string | undefined;
  readonly set: string | undefined;
  readonly mandatory: boolean | undefined;
  readonly completer: boolean | undefined;
  readonly aliases: readonly string[] | undefined;
  readonly not: boolean;
  readonly because: string | undefined;
}
/** Fails the test where the command is not so; fails the command itself where no command was piped in. */
export function checkParameter(actual: Value, wishes: ParameterWishes, ctx: CommandRuntime): void {
  const table = part(actual, 'Parameters'), name = toText(part(actual, 'Name'));
  if (!typeNames(actual).some((type) => type.endsWith('.CommandInfo') || /^System\.Management\.Automation\.\w+Info$/.test(type)) || !(table instanceof Dictionary)) {
    return ctx.fail({ id: 'CommandExpected', category: 'InvalidArgument', message: `Should -HaveParameter takes a command: Get-Command Get-Thing | Should -HaveParameter Name. It got ${shown(actual)}.` });
  }
  const { not, because, set } = wishes, given = [...table.entries.values()].find(({ key }) => fold(toText(key)) === fold(wishes.name))?.value;
  const declared = given === undefined ? [] : attributes(given, 'ParameterAttribute').filter((a) => set === undefined || fold(toText(part(a, 'ParameterSetName'))) === fold(set));
  const hasMore = set !== undefined || wishes.type != null || wishes.defaultValue !== undefined || wishes.mandatory === true || wishes.completer === true || wishes.aliases !== undefined;
  if (not && given === undefined) return undefined;
  const asked = [`${not ? 'not ' : ''}to have a parameter ${wishes.name}${set === undefined ? '' : ` in the parameter set ${set}`}`], buts: string[] = [];
  const isThere = given !== undefined && (set === undefined || declared.length > 0);
  if (!not && !isThere) buts.push('it has none');
  else if (not && isThere && (set !== undefined || !hasMore)) buts.push('it has one');
  else if (isThere) for (const { wanted, ok, but, isExact } of requirements(given, declared, wishes, { command: actual, ctx })) {
    asked.push(not && isExact !== true ? `not ${wanted}` : wanted);
    if (ok === (not && isExact !== true)) buts.push(but);
  }
  if (buts.length === 0) return undefined;
  return failAssertion(`Expected the command ${name} ${asked.join(', ')}${because === undefined ? '' : `, because ${because.replace(/^because\s+/i, '')}`}, but ${buts.join(', and ')}.`);
}
interface Requirement { readonly wanted: string; readonly ok: boolean; readonly but: string; /** `-Mandatory:$false` says itself what must not be. */ readonly isExact?: boolean }
function requirements(given: Value, declared: readonly Value[], { name, type, defaultValue, mandatory, completer, aliases }: ParameterWishes, { command, ctx }: { readonly command: Value; readonly ctx: CommandRuntime }): readonly Requirement[] {
  const found: Requirement[] = [];
  if (mandatory !== undefined) {
    const is = declared.some((a) => toBoolean(part(a, 'Mandatory')));
    found.push({ wanted: mandatory ? 'that is mandatory' : 'that is not mandatory', ok: is === mandatory, but: is ? 'it is mandatory' : 'it is not mandatory', ...(mandatory ? {} : { isExact: true }) });
  }
  if (type != null) {
    const wanted = typeCalled(type, ctx), is = unwrap(part(given, 'ParameterType'));
    found.push({ wanted: `of the type ${shown(wanted)}`, ok: is === wanted, but: `it is of the type ${shown(is)}` });
  }
  if (defaultValue !== undefined) {
    const is = defaultOf(command, name, ctx);
    found.push({ wanted: `with the default value ${shown(defaultValue)}`, ok: fold(is) === fold(defaultValue), but: `its default value is ${shown(is)}` });
  }
  if (completer !== undefined) {
    const is = attributes(given, 'ArgumentCompleterAttribute').length > 0;
    found.push({ wanted: completer ? 'with an argument completer' : 'without an argument completer', ok: is === completer, but: is ? 'it has a completer' : 'it has no completer', ...(completer ? {} : { isExact: true }) });
  }
  for (const alias of aliases ?? []) {
    const own = toItems(part(given, 'Aliases')).map(toText), is = own.some((a) => fold(a) === fold(alias));
    found.push({ wanted: `with the alias ${shown(alias)}`, ok: is, but: own.length === 0 ? 'it has no aliases' : `its aliases are ${shown(own)}` });
  }
  return found;
}
/** A property; null where there is none. */
function part(v: Value, name: string): Value {
  const found = direct(v, name);
  return found === MISSING ? null : found;
}
const attributes = (parameter: Value, type: string): readonly Value[] => toItems(part(parameter, 'Attributes')).filter((a) => typeNames(a)[0] === `System.Management.Automation.${type}`);
function typeCalled(type: Value, ctx: CommandRuntime): Value {
  const plain = unwrap(type);
  if (plain instanceof NetType) return plain;
  const name = toText(plain).replace(/^\[(.*)\]$/s, '$1');
  return resolveTypeName(name, [], (x) => ctx.session.scriptType(x)) ?? ctx.fail({ id: 'TypeExpected', category: 'InvalidArgument', message: `Should -HaveParameter -Type: there is no type [${name}].` });
}
/** What is written behind the `=`: a constant as it is, `$true` and `$false` without their sign, nothing for `$null` and for no default at all. */
function defaultOf(command: Value, name: string, ctx: CommandRuntime): string {
  const block = unwrap(part(command, 'ScriptBlock') ?? part(part(command, 'ResolvedCommand'), 'ScriptBlock'));
  if (!(block instanceof ScriptBlock)) return ctx.fail({ id: 'FunctionExpected', category: 'InvalidArgument', message: 'Should -HaveParameter -DefaultValue asks functions and scripts alone: the defaults of a cmdlet stand in no text.' });
  const { ast, definition, source } = block.code, parameters = definition?.parameters ?? ast.paramBlock?.parameters ?? [];
  const value = parameters.find((p) => fold(p.name.variablePath) === fold(name))?.defaultValue;
  return value === undefined ? '' : textOf(value, source.text.slice(value.start, value.end));
}
function textOf(value: ExpressionAst, text: string): string {
  if (/^\$(?:true|false|null)$/i.test(text)) return /^\$null$/i.test(text) ? '' : text.slice(1);
  return value.kind === 'ConstantExpressionAst' || value.kind === 'StringConstantExpressionAst' || value.kind === 'ExpandableStringExpressionAst' ? toText(value.value) : text;
}
