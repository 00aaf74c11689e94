/** Choosing among overloads by what the arguments cost to convert, and calling the one chosen. */
import { FAILED, convertOrFail, convertTo, kindOfType } from '../convert/convert.ts';
import { exception, NetThrow, raise, raiseRecord } from '../errors/raise.ts';
import { RestType } from '../types/netType.ts';
import type { AnyType, Overload, TypeTable } from '../types/netType.ts';
import { T } from '../types/t.ts';
import { typeOf } from '../types/typeOf.ts';
import { Char } from '../values/char.ts';
import { DecimalOverflowError } from '../values/decimal.ts';
import { ErrorRecord, NetException, PowerShellError } from '../values/errorRecord.ts';
import { NUMBER_KINDS, kindOf } from '../values/numbers.ts';
import { PSObject, unwrap } from '../values/psObject.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import type { Value } from '../values/value.ts';

const IMPOSSIBLE = -1;
/** What it costs to pass a value as a type: 0 exact, more for each kind of conversion, IMPOSSIBLE where it cannot be. */
function cost(raw: Value, type: AnyType): number {
  const v = unwrap(raw);
  if (type === T.Object) return typeof v === 'object' && v !== null && !Array.isArray(v) ? 5 : 6;
  if (v == null) return type.isValueType ? 30 : type === T.String ? 2 : 1;
  const own = typeOf(v);
  if (own === type) return 0;
  const from = kindOf(v), to = kindOfType(type);
  if (from !== undefined && to !== undefined) {
    const a = NUMBER_KINDS.indexOf(from), b = NUMBER_KINDS.indexOf(to);
    return b > a ? 1 + (to === 'Decimal' ? 3 : (b - a) * 0.2) : convertOrFail(v, type) === FAILED ? IMPOSSIBLE : 8 + (a - b) * 0.2;
  }
  if (own.is(type)) return type.name.startsWith('System.Collections.I') || type === T.IComparable ? 4 : 1;
  if (v instanceof Char && type === T.String) return 3;
  if (typeof v === 'string' && type === T.Char) return v.length === 1 ? 7 : IMPOSSIBLE;
  if (v instanceof ScriptBlock) return type.table === undefined && type.name.startsWith('System.Func') ? 2 : IMPOSSIBLE;
  if (type === T.String) return 12;
  if (type === T.Boolean) return 14;
  if (type.isArray && type.elementType === T.Object) return 9;
  return convertOrFail(v, type) === FAILED ? IMPOSSIBLE : from !== undefined || type.isEnum ? 9 : 10;
}
interface Choice<S> { readonly overload: Overload<S>; readonly rest: AnyType | undefined }

/** The cheapest overload for the arguments; undefined where none takes them. */
export function findOverload<S>(overloads: readonly Overload<S>[], args: readonly Value[]): Choice<S> | undefined {
  let best: Choice<S> | undefined, least = Infinity;
  for (const overload of overloads) {
    const { params } = overload, last = params.at(-1), rest = last instanceof RestType ? last : undefined;
    if (rest === undefined ? params.length !== args.length : args.length < params.length - 1) continue;
    const direct = rest === undefined || (args.length === params.length && typeOf(unwrap(args.at(-1)) ?? '').is(T.Array));
    let total = direct ? 0 : 4;
    for (let i = 0; i < args.length && total !== Infinity; i++) {
      const type = direct || i < params.length - 1 ? params[i] : rest?.item;
      const c = type === undefined ? IMPOSSIBLE : cost(args[i], type);
      total = c === IMPOSSIBLE ? Infinity : total + c;
    }
    if (total < least) { least = total; best = { overload, rest: direct ? undefined : rest?.item }; }
  }
  return best;
}
/** A value as the JavaScript form a parameter asks for. */
export function nativeOf(v: Value, type: AnyType): unknown {
  const made = convertTo(v, type);
  return type.unbox === undefined || made == null ? made : type.unbox(made);
}
/** What a member gave, as a value. */
export function boxed(result: unknown, type: AnyType | undefined): Value {
  if (type?.box !== undefined && (typeof result === 'number' || typeof result === 'bigint' || typeof result === 'boolean')) return type.box(result as never);
  return result as Value;
}
/** Calls the best overload. `name` is for the error texts. */
export function call<S>(overloads: readonly Overload<S>[], self: S, args: readonly Value[], name: string): Value {
  const choice = findOverload(overloads, args);
  if (choice === undefined) return noOverload(overloads, args, name);
  const { overload, rest } = choice, { params } = overload;
  const natives: unknown[] = [];
  const fixed = rest === undefined ? params.length : params.length - 1;
  for (let i = 0; i < fixed; i++) natives.push(nativeOf(args[i], params[i] ?? T.Object));
  if (rest !== undefined) natives.push(args.slice(fixed).map((a) => convertTo(a, rest)));
  if (overload.isScript === true) return boxed(overload.invoke(self, natives), overload.returns);
  return guarded(() => boxed(overload.invoke(self, natives), overload.returns), name, args.length);
}
/** Runs a member's body; .NET exceptions become PowerShell's MethodInvocationException. */
export function guarded(run: () => Value, name: string, count: number): Value {
  try { return run(); } catch (e) {
    if (e instanceof NetThrow) return invocationError(e.exception, name, count);
    if (e instanceof DecimalOverflowError) return invocationError(exception('System.OverflowException', e.message), name, count);
    if (e instanceof RangeError && /call stack/i.test(e.message)) throw e;
    if (e instanceof PowerShellError && e.isThrow) return invocationError(e.record.exception, name, count);
    throw e;
  }
}
function invocationError(inner: NetException, name: string, count: number): never {
  const wrapper = exception('System.Management.Automation.MethodInvocationException', `Exception calling "${name}" with "${count}" argument(s): "${inner.message}"`, inner);
  const record = new ErrorRecord(wrapper, inner.netType.shortName, 'NotSpecified', null);
  wrapper.errorRecord = record;
  return raiseRecord(record);
}
function noOverload<S>(overloads: readonly Overload<S>[], args: readonly Value[], name: string): never {
  const fitting = overloads.filter((o) => o.params.length === args.length);
  const only = fitting.length === 1 ? fitting[0] : undefined;
  if (only !== undefined) {
    only.params.forEach((type, i) => {
      const v = args[i];
      try { convertTo(v, type); } catch (e) {
        if (!(e instanceof PowerShellError)) throw e;
        const message = `Cannot convert argument "${i}", with value: "${String(textOf(v))}", for "${name}" to type "${type.name}": "${e.record.message}"`;
        raise({ id: 'MethodArgumentConversionInvalidCastArgument', category: 'NotSpecified', message, exception: 'System.Management.Automation.MethodException', inner: e.record.exception });
      }
    });
  }
  return raise({
    id: 'MethodCountCouldNotFindBest', category: 'NotSpecified', exception: 'System.Management.Automation.MethodException',
    message: `Cannot find an overload for "${name}" and the argument count: "${args.length}".`,
  });
}
import { toText as textOf } from '../convert/toText.ts';

/** `[T]::new(…)`, `New-Object`. */
export function construct(type: AnyType, args: readonly Value[]): Value {
  const create = (type.table as TypeTable<unknown> | undefined)?.create;
  if (create === undefined) {
    if (type.is(T.Exception)) return makeException(type, args);
    if (type.isArray && type.elementType !== undefined) return newArray(type.elementType, args);
    if (type === T.PSCustomObject || type === T.PSObject) return new PSObject();
    if (type.isValueType && args.length === 0) return convertTo(0, type);
    return raise({ id: 'ConstructorNotFound', category: 'NotSpecified', exception: 'System.Management.Automation.MethodException', message: `Cannot find an appropriate constructor for type ${type.name}.` });
  }
  return call(create, undefined, args, create.length === 0 ? type.name : '.ctor');
}
import { makeException, newArray } from './constructed.ts';
