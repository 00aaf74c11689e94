/** Choosing among overloads by what the arguments cost to convert, and calling the one chosen. */
import { convertTo, kindOfType } from '../convert/convert.ts';
import { carriedException, exception, NetThrow, raise, raiseRecord } from '../errors/raise.ts';
import { RefType, RestType } from '../types/netType.ts';
import { typeText } from '../types/assemblies.ts';
import type { AnyType, Overload, TypeTable } from '../types/netType.ts';
import { T } from '../types/t.ts';
import { DecimalOverflowError } from '../values/decimal.ts';
import { TimeSpanError } from '../values/timeSpan.ts';
import type { NetException} from '../values/errorRecord.ts';
import { ErrorRecord, PowerShellError } from '../values/errorRecord.ts';
import { PSObject, unwrap } from '../values/psObject.ts';
import { NullString, PSReference } from '../values/misc.ts';
import type { Value } from '../values/value.ts';
import { NetObject } from '../values/value.ts';
import { isNumber } from '../values/numbers.ts';
import { clrText } from './clrText.ts';
import { parameterName } from './parameterNames.ts';
import { IMPOSSIBLE, costOf, couldConvert, isBetter } from './overloadRank.ts';
import type { Ability, Ranked } from './overloadRank.ts';

interface Choice<S> { readonly overload: Overload<S>; readonly rest: AnyType | undefined }
interface Candidate<S> extends Ranked { readonly overload: Overload<S>; readonly rest: AnyType | undefined }

/** The best overload for the arguments (overloadRank.ts); undefined where none takes them. */
export function findOverload<S>(overloads: readonly Overload<S>[], args: readonly Value[]): Choice<S> | undefined {
  return bestOf(overloads, args)?.best;
}
/** The same, and whether another is as good (CoreAdapter.FindBestCandidate). */
function bestOf<S>(overloads: readonly Overload<S>[], args: readonly Value[]): { best: Candidate<S>; isTied: boolean } | undefined {
  let found: { best: Candidate<S>; isTied: boolean } | undefined;
  for (const overload of overloads) {
    const made = candidate(overload, args);
    if (made === undefined) continue;
    if (found === undefined || isBetter(found.best, made)) found = { best: made, isTied: false };
    else if (!isBetter(made, found.best) && made.types.some((type, i) => type !== found?.best.types[i])) found.isTied = true;
  }
  return found;
}
/**
 * The best overload, where it is that for all arguments of these types so long as they convert: none that a value decides about
 * would be better, and none before it as good.
 */
export function lastingOverload<S>(overloads: readonly Overload<S>[], args: readonly Value[], name: string): Choice<S> | undefined {
  const found = bestOf(overloads, args);
  if (found === undefined || (found.isTied && tellsTies(name))) return undefined;
  const { best } = found;
  let isBehind = false;
  for (const overload of overloads) {
    const made = candidate(overload, args, couldConvert);
    if (made === undefined) continue;
    if (overload === best.overload) { if (made.rest !== best.rest) return undefined; isBehind = true; } else if (isBehind ? isBetter(best, made) : !isBetter(made, best)) return undefined;
  }
  return best;
}
function candidate<S>(overload: Overload<S>, args: readonly Value[], can?: Ability): Candidate<S> | undefined {
  const { params } = overload, last = params.at(-1), rest = last instanceof RestType ? last : undefined;
  if (rest === undefined ? params.length !== args.length : args.length < params.length - 1) return undefined;
  const costs: number[] = [], types: AnyType[] = [];
  let expanded = rest !== undefined;
  for (let i = 0; i < args.length; i++) {
    let type = params[i], c = IMPOSSIBLE;
    if (rest !== undefined && i >= params.length - 1) {
      type = rest.item;
      c = costOf(args[i], type, can);
      if (args.length === params.length) { const whole = wholeCost(args[i], rest, can); if (whole !== IMPOSSIBLE && (c === IMPOSSIBLE || whole <= c)) { c = whole; type = rest; expanded = false; } }
    } else if (type !== undefined) c = referenceCost(args[i], type) ?? costOf(args[i], type, can);
    if (c === IMPOSSIBLE || type === undefined) return undefined;
    costs.push(c);
    types.push(type);
  }
  return { overload, rest: expanded ? rest?.item : undefined, costs, types, expanded };
}
/** A `[ref]` goes to `ref` and `out` parameters alone; what it holds must convert, and null is no value of a structure. */
function referenceCost(arg: Value, type: AnyType): number | undefined {
  if (type !== T.Ref && !(type instanceof RefType)) return undefined;
  if (!(arg instanceof PSReference)) return IMPOSSIBLE;
  if (type === T.Ref) return 0;
  const { item } = type as RefType;
  if (arg.value == null) return item.isValueType && kindOfType(item) === undefined && item !== T.Boolean && item !== T.Char ? IMPOSSIBLE : 0x70;
  return costOf(arg.value, item);
}
/** Passing the array of a `params` parameter as a whole: an array (a null too), or text as characters. */
const wholeCost = (v: Value, rest: RestType<unknown>, can: Ability | undefined): number => { const plain = unwrap(v); return Array.isArray(plain) || (typeof plain === 'string' && rest.item === T.Char) ? costOf(plain, rest, can) : IMPOSSIBLE; };
/** A value as the JavaScript form a parameter asks for. */
export function nativeOf(v: Value, type: AnyType): unknown {
  if (v instanceof NullString && !type.isValueType && type !== T.Object) return null;
  const made = convertTo(v, type);
  return type.unbox === undefined || made == null ? made : type.unbox(made);
}
/** What a member gave, as a value. */
export function boxed(result: unknown, type: AnyType | undefined): Value {
  if (type?.box !== undefined && (typeof result === 'number' || typeof result === 'bigint' || typeof result === 'boolean')) return type.box(result as never);
  return result as Value;
}
/** Where two overloads as good as each other are refused: our tables lack overloads and ranks that would decide among most others. */
const tellsTies = (name: string): boolean => name === 'Subtract' || name.startsWith('op_');
/** Two overloads that cost the same for the arguments. */
const ambiguous = (name: string, count: number): never => raise({
  id: 'MethodCountCouldNotFindBest', category: 'NotSpecified', exception: 'System.Management.Automation.MethodException',
  message: `Multiple ambiguous overloads found for "${name === '.ctor' ? 'new' : name}" and the argument count: "${count}".`,
});
/** Calls the best overload. `name` is for the error texts. */
export function call<S>(overloads: readonly Overload<S>[], self: S, args: readonly Value[], name: string): Value {
  const found = bestOf(overloads, args);
  if (found === undefined) return noOverload(overloads, self, args, name);
  if (found.isTied && tellsTies(name)) return ambiguous(name, args.length);
  const choice = found.best;
  const { overload, rest } = choice, { params } = overload;
  const natives: unknown[] = [];
  const fixed = rest === undefined ? params.length : params.length - 1;
  for (let i = 0; i < fixed; i++) {
    const type = params[i] ?? T.Object;
    try { natives.push(nativeOf(args[i], type)); } catch (e) { argumentError(e, overload, self, args[i], type, name, i); }
  }
  if (rest !== undefined) natives.push(args.slice(fixed).map((a) => convertTo(a, rest)));
  if (overload.isScript === true) return boxed(overload.invoke(self, natives), overload.returns);
  try { return boxed(overload.invoke(self, natives), overload.returns); } catch (e) { return methodError(nullOf(e, self, natives, name), name, args.length); }
}
/** A body that met a null it has no use for: .NET's own says so, mostly before anything else. */
export function nullOf(e: unknown, self: unknown, natives: readonly unknown[], name: string): unknown {
  const index = e instanceof TypeError ? natives.indexOf(null) : -1;
  if (index < 0) return e;
  const known = delegateOf(self, name)?.name ?? parameterName(self instanceof NetObject ? self.netType.name : '', name, index), parameter = /^\d/.test(known) ? ARRAY_PARAMETER : known;
  return new NetThrow(exception('System.ArgumentNullException', `Value cannot be null. (Parameter '${parameter}')`, undefined, [['ParamName', parameter]]));
}
/** What takes an array mostly calls it so. */
const ARRAY_PARAMETER = 'array';
/** Runs a member's body; .NET exceptions become PowerShell's MethodInvocationException. */
export function guarded(run: () => Value, name: string, count: number): Value {
  try { return run(); } catch (e) { return methodError(e, name, count); }
}
/** What a member's body threw, as the script gets it; everything that is no exception of .NET goes on as it is. */
export function methodError(e: unknown, name: string, count: number): never {
  if (e instanceof NetThrow) return invocationError(e.exception, name, count);
  if (e instanceof DecimalOverflowError) return invocationError(exception('System.OverflowException', e.message), name, count);
  if (e instanceof TimeSpanError) return invocationError(exception(e.type, e.message), name, count);
  if (e instanceof RangeError && /call stack/i.test(e.message)) throw e;
  if (e instanceof PowerShellError && e.ends === undefined && (e.isThrow || (e.isOfBlock && (!e.suppressed || e.isPreferenceStop)))) return invocationError(carriedException(e), name, count);
  throw e;
}
const INVOCATION = 'System.Management.Automation.MethodInvocationException';
function invocationError(inner: NetException, name: string, count: number): never {
  if (inner.netType.name === INVOCATION && inner.errorRecord !== undefined) return raiseRecord(inner.errorRecord);
  const wrapper = exception(INVOCATION, `Exception calling "${name}" with "${count}" argument(s): "${inner.message}"`, inner);
  const record = new ErrorRecord(wrapper, name.startsWith('op_') ? 'DotNetMethodException' : inner.netType.shortName, 'NotSpecified', null);
  wrapper.errorRecord = record;
  return raiseRecord(record);
}
/** Whether a value of the kind could convert, whatever this one holds: text to anything that reads text. */
function isPossible(v: Value, type: AnyType): boolean {
  if ((typeof v === 'string' && (type.isValueType || type === T.String)) || (isNumber(unwrap(v)) && kindOfType(type) !== undefined)) return true;
  try { convertTo(v, type); return true; } catch (e) { if (e instanceof PowerShellError) return false; throw e; }
}
/** The type a method stands on, for its parameters' names. */
const ownerOf = (self: unknown): string => (typeof self === 'string' ? 'System.String' : self instanceof NetObject ? (self.netType as AnyType | undefined)?.name ?? '' : '');
/** What .NET's own methods of lists take where a script gives a block. */
const DELEGATES: Readonly<Record<string, readonly [name: string, type: string]>> = nameTable({
  Find: ['match', 'Predicate'], FindAll: ['match', 'Predicate'], FindIndex: ['match', 'Predicate'], FindLast: ['match', 'Predicate'], FindLastIndex: ['match', 'Predicate'], Exists: ['match', 'Predicate'], TrueForAll: ['match', 'Predicate'], RemoveAll: ['match', 'Predicate'], RemoveWhere: ['match', 'Predicate'],
  ForEach: ['action', 'Action'], Sort: ['comparison', 'Comparison'],
});
function delegateOf(self: unknown, method: string): { readonly name: string; readonly type: string } | undefined {
  const known = DELEGATES[method], item = self instanceof NetObject ? (self.netType as AnyType | undefined)?.genericArguments[0] : undefined;
  return known === undefined || item === undefined ? undefined : { name: known[0], type: `System.${known[1]}\`1[${typeText(item)}]` };
}
/** An argument that does not convert to what the chosen overload takes (MethodArgumentConversionInvalidCastArgument). */
function argumentError<S>(e: unknown, overload: Overload<S>, self: S, v: Value, type: AnyType, name: string, i: number): never {
  if (!(e instanceof PowerShellError)) throw e;
  const delegate = type === T.ScriptBlock ? delegateOf(self, name) : undefined, wanted = delegate?.type ?? typeText(type);
  const why = delegate === undefined ? e.record.message : e.record.message.replace(/"System\.Management\.Automation\.ScriptBlock"/, `"${wanted}"`);
  const message = `Cannot convert argument "${delegate?.name ?? overload.names?.[i] ?? parameterName(ownerOf(self), name, i)}", with value: "${clrText(v)}", for "${name}" to type "${wanted}": "${why}"`;
  return raise({ id: 'MethodArgumentConversionInvalidCastArgument', category: 'NotSpecified', message, exception: 'System.Management.Automation.MethodException', inner: e.record.exception });
}
/** A class of a script has no conversions but those of its constructors. */
export const isOfScript = (type: AnyType): boolean => ((type.table as TypeTable<unknown> | undefined)?.create ?? []).some((o) => o.isScript === true || o.isHidden === true);
function noOverload<S>(overloads: readonly Overload<S>[], self: S, args: readonly Value[], name: string): never {
  const fitting = overloads.filter((o) => o.params.length === args.length);
  const only = fitting.length === 1 || args.some((v) => typeof v === 'string') ? fitting.find((o) => o.params.every((type, i) => args[i] instanceof PSReference || (overloads.length === 1 && (o.isScript === true || !isOfScript(type))) || isPossible(args[i], type))) : undefined;
  if (only !== undefined) {
    only.params.forEach((type, i) => {
      try { convertTo(args[i], type); } catch (e) { argumentError(e, only, self, args[i], type, name, i); }
    });
  }
  return raise({
    id: 'MethodCountCouldNotFindBest', category: 'NotSpecified', exception: 'System.Management.Automation.MethodException',
    message: `Cannot find an overload for "${name === '.ctor' ? 'new' : name}" and the argument count: "${args.length}".`,
  });
}

/** `[T]::new(…)`, `New-Object`. */
export function construct(type: AnyType, args: readonly Value[]): Value {
  const create = (type.table as TypeTable<unknown> | undefined)?.create;
  if (create === undefined) {
    if (type.is(T.Exception)) return makeException(type, args);
    const { elementType } = type;
    // The lengths are parameters without names, which messages call by their places.
    if (type.isArray && elementType !== undefined) return call([{ params: Array.from({ length: Math.max(args.length, 1) }, () => T.Int32), names: Array.from({ length: Math.max(args.length, 1) }, (_, i) => String(i)), returns: type, invoke: () => newArray(elementType, args) }], undefined, args, '.ctor');
    if (type === T.PSCustomObject || type === T.PSObject || type === T.CustomAccelerator) return new PSObject();
    if (type.isValueType && args.length === 0) return convertTo(type === T.Switch ? null : 0, type);
    return raise({ id: 'ConstructorNotFound', category: 'NotSpecified', exception: 'System.Management.Automation.MethodException', message: `Cannot find an appropriate constructor for type ${type.name}.` });
  }
  // Every structure can be made of nothing, whatever constructors it declares.
  if (args.length === 0 && type.isValueType && !create.some((overload) => overload.params.length === 0)) { const empty = emptyOf(type); if (empty !== null) return empty; }
  return call(create, undefined, args, create.length === 0 ? type.name : '.ctor');
}
import { emptyOf, makeException, newArray } from './constructed.ts';
import { nameTable } from '../values/nameTable.ts';
