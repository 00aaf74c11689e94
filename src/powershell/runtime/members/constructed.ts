/** Constructors that follow a pattern and so stand in no table: exceptions and arrays. */
import { SwitchParameter } from '../values/misc.ts';
import { raise } from '../errors/raise.ts';
import { FAILED, convertOrFail, convertTo } from '../convert/convert.ts';
import { toText } from '../convert/toText.ts';
import { guardArray } from '../run/budget.ts';
import { current } from '../run/current.ts';
import type { AnyType, NetType } from '../types/netType.ts';
import { lookupType } from '../types/registry.ts';
import { T } from '../types/t.ts';
import { defaultMessage, hResultOf, systemError } from './exceptionFacts.ts';
import { MultiArray, TypedArray } from '../values/arrays.ts';
import { Char } from '../values/char.ts';
import { DateOnly, TimeOnly } from '../values/dateOnly.ts';
import { DateTime, DateTimeOffset } from '../values/dateTime.ts';
import { EnumValue } from '../values/enumValue.ts';
import { Guid } from '../values/guid.ts';
import { TimeSpan } from '../values/timeSpan.ts';
import { NetException } from '../values/errorRecord.ts';
import { toNumber } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import { nameTable } from '../values/nameTable.ts';

/** An exception: `()`, `(message)`, `(message, inner)`; the argument exceptions take names as .NET's do. */
export function makeException(type: AnyType, args: readonly Value[]): NetException {
  const [a, b, c] = args.map(unwrap);
  const net = type as unknown as NetType;
  const fallback = defaultMessage(type) ?? `Exception of type '${type.name}' was thrown.`;
  const text = (v: Value, d: string): string => (v == null ? d : toText(v));
  const named = (message: string, parameter: Value, inner?: NetException): NetException =>
    new NetException(net, parameter == null || toText(parameter) === '' ? message : `${message} (Parameter '${toText(parameter)}')`, inner, [['ParamName', parameter ?? null]]);
  const ofPowerShell = /^System\.Management\.Automation\.PS(?=Argument(?:Null|OutOfRange)Exception$|ObjectDisposedException$)/;
  // Those of PowerShell's own take the name alone as .NET's do, and their message is the text that was given.
  if (ofPowerShell.test(type.name) && args.length === 1 && type.base !== undefined) { const like = makeException(type.base, args); return new NetException(net, like.message, undefined, like.extra); }
  if (type.name === 'System.ArgumentNullException' || type.name === 'System.ArgumentOutOfRangeException') {
    if (args.length === 0) return named(fallback, null);
    if (args.length === 1) return named(fallback, a);
    if (b instanceof NetException) return new NetException(net, text(a, fallback), b);
    if (args.length === 3) return new NetException(net, `${named(text(c, fallback), a).message}\nActual value was ${toText(b)}.`, undefined, [['ParamName', a ?? null], ['ActualValue', b ?? null]]);
    return named(text(b, fallback), a);
  }
  if (type.name === 'System.ArgumentException') {
    if (b instanceof NetException) return new NetException(net, text(a, fallback), b);
    return named(text(a, fallback), b ?? null, c instanceof NetException ? c : undefined);
  }
  if (type.name === 'System.AggregateException') return aggregate(net, args);
  if (/^System\.Management\.Automation\.PSArgument\w*Exception$/.test(type.name) && args.length === 2 && typeof b === 'string') { const [message, name] = type.name.endsWith('PSArgumentNullException') ? [b, a] : [a, b]; return new NetException(net, text(message, fallback), undefined, [['ParamName', name ?? null]]); }
  if (type.name === 'System.ObjectDisposedException') {
    if (b instanceof NetException) return new NetException(net, text(a, fallback), b, [['ObjectName', '']]);
    return new NetException(net, a == null || a === '' ? text(b, fallback) : `${text(b, fallback)}\nObject name: '${toText(a)}'.`, undefined, [['ObjectName', text(a, '')]]);
  }
  if (type.name === 'System.TypeInitializationException') return new NetException(net, `The type initializer for '${text(a, '')}' threw an exception.`, b instanceof NetException ? b : undefined, [['TypeName', text(a, '')]]);
  if (type.name === 'System.ComponentModel.Win32Exception') {
    const code = typeof a === 'string' || a == null ? 0 : toNumber(convertTo(a, T.Int32) as NumberValue);
    return new NetException(net, typeof a === 'string' ? a : text(b instanceof NetException ? null : b ?? null, systemError(code)), b instanceof NetException ? b : undefined, [['NativeErrorCode', code], ['ErrorCode', hResultOf(net)]]);
  }
  if (type.name === 'System.Net.WebException') {
    const inner = [b, c].find((x) => x instanceof NetException), status = b instanceof EnumValue || typeof b === 'string' || typeof b === 'number' ? b : c instanceof EnumValue ? c : 'UnknownError';
    return new NetException(net, text(a, fallback), inner, [['Status', convertTo(status, lookupType('System.Net.WebExceptionStatus') ?? T.Object)], ['Response', args[3] ?? null]]);
  }
  if (type.name === 'System.Net.Http.HttpRequestException' && args.length === 3) return new NetException(net, text(a, fallback), b instanceof NetException ? b : undefined, [['StatusCode', c ?? null]]);
  if (a instanceof NetException) return new NetException(net, a.message, a);
  const inner = b instanceof NetException ? b : c instanceof NetException ? c : undefined;
  const made = new NetException(net, text(a, fallback), inner);
  if (typeof b === 'string') made.extra.set('FileName', b);
  else if (typeof b === 'number') made.hResult = toNumber(convertTo(b, T.Int32) as NumberValue);
  return made;
}
/** Several exceptions in one: its message names each. */
function aggregate(net: NetType, args: readonly Value[]): NetException {
  const all = args.flatMap((x) => (Array.isArray(x) ? x : [x])).map(unwrap), inner = all.filter((x): x is NetException => x instanceof NetException), own = all.find((x) => typeof x === 'string');
  return new NetException(net, [typeof own === 'string' ? own : 'One or more errors occurred.', ...inner.map((e) => `(${e.message})`)].join(' '), inner[0], [['InnerExceptions', inner]]);
}
/** `[int[]]::new(3)`, `[string[,]]::new(2, 2)`. */
export function newArray(element: AnyType, args: readonly Value[]): Value {
  const lengths = args.map((a) => toNumber(convertTo(a, T.Int32) as NumberValue));
  if (lengths.some((n) => n < 0)) raise({ id: 'OverflowException', category: 'NotSpecified', message: 'Arithmetic operation resulted in an overflow.', exception: 'System.OverflowException' });
  const count = lengths.reduce((a, b) => a * b, 1);
  guardArray(current(), count);
  const empty = emptyOf(element);
  if (element !== T.Object && lengths.length === 1) {
    const made = new TypedArray(count);
    made.fill(empty);
    made.elementType = element as NetType;
    return made;
  }
  const items = Array.from({ length: count }, () => empty);
  return lengths.length > 1 ? new MultiArray(element as NetType, lengths, items) : items;
}
/** `default(T)`. */
/** The empty values of structures that are not made from 0. */
const EMPTY: Readonly<Record<string, () => Value>> = nameTable({
  'System.DateTime': () => DateTime.min, 'System.DateTimeOffset': () => new DateTimeOffset(DateTime.min, TimeSpan.zero), 'System.TimeSpan': () => TimeSpan.zero,
  'System.Guid': () => Guid.empty, 'System.DateOnly': () => new DateOnly(0), 'System.TimeOnly': () => new TimeOnly(0n),
});
/** What a variable, field or item of a type holds before it is given a value. */
export function emptyOf(type: AnyType): Value {
  if (!type.isValueType) return null;
  const empty = EMPTY[type.name];
  if (empty !== undefined) return empty();
  if (type === T.Boolean) return false;
  if (type === T.Switch) return new SwitchParameter(false);
  if (type === T.Char) return Char.of(0);
  const zero = type.get('load') === undefined ? convertOrFail(0, type) : FAILED;
  return zero === FAILED ? null : zero;
}
