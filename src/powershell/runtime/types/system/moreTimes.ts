/** Members of DateTimeOffset, TimeSpan, Guid, Decimal and their kind that scripts call now and then. */
import { convertTo } from '../../convert/convert.ts';
import { invokeStatic } from '../../members/invoke.ts';
import { current } from '../../run/current.ts';
import { typedArray } from '../../values/arrays.ts';
import { DateTime, DateTimeOffset } from '../../values/dateTime.ts';
import type { Decimal } from '../../values/decimal.ts';
import type { Guid } from '../../values/guid.ts';
import { TimeSpan } from '../../values/timeSpan.ts';
import { addOverloads, func, method } from '../netType.ts';
import type { Overload } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { T } from '../t.ts';

/** Ticks between the first day of the calendar and 1601, where Windows' file times begin. */
const FILE_TIME = 504911232000000000n;
const shifted = (o: DateTimeOffset, ticks: bigint): DateTimeOffset => new DateTimeOffset(o.clock.addTicks(ticks), o.offset);
addOverloads<DateTimeOffset>(T.DateTimeOffset, () => ({
  methods: {
    AddMilliseconds: [method([T.Double], (o, n) => shifted(o, BigInt(Math.round(n * 10_000))))], AddMicroseconds: [method([T.Double], (o, n) => shifted(o, BigInt(Math.round(n * 10))))], AddTicks: [method([T.Int64], (o, n) => shifted(o, n))],
    EqualsExact: [method([T.DateTimeOffset], (a, b) => a.clock.ticks === b.clock.ticks && a.offset.ticks === b.offset.ticks, T.Boolean)], ToFileTime: [method([], (o) => o.utc.ticks - FILE_TIME, T.Int64)],
  },
  statics: {
    Compare: [func([T.DateTimeOffset, T.DateTimeOffset], (a, b) => Math.sign(a.compare(b)), T.Int32)], FromFileTime: [func([T.Int64], (n) => convertTo(new DateTime(n + FILE_TIME, 'Utc'), T.DateTimeOffset))],
  },
}));
const UNITS = { Days: 864_000_000_000n, Hours: 36_000_000_000n, Minutes: 600_000_000n, Seconds: 10_000_000n, Milliseconds: 10_000n, Microseconds: 10n } as const;
const names = Object.keys(UNITS) as (keyof typeof UNITS)[];
/** `FromDays(1, 2, …)`: a number of a unit, and of the smaller ones behind it. */
const parts = (first: number): Overload[] => names.slice(first + 1).map((_, more) => func(Array.from({ length: more + 2 }, () => T.Int64), (...all) => new TimeSpan(all.reduce<bigint>((n, v, i) => n + v * UNITS[names[first + i] ?? 'Days'], 0n))));
addOverloads<TimeSpan>(T.TimeSpan, () => ({
  statics: { ...Object.fromEntries(names.map((name, i) => [`From${name}`, parts(i)])), FromMicroseconds: [func([T.Double], (n) => new TimeSpan(BigInt(Math.round(n * 10))))] },
}));
addOverloads<Guid>(T.Guid, () => ({
  statics: {
    CreateVersion7: [func([], () => {
      const bytes = current().host.random.bytes(16), ms = (current().host.clock.utcTicks() - DateTime.fromUnixMs(0).ticks) / 10_000n, text = `${ms.toString(16).padStart(12, '0')}${Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('').slice(12)}`;
      return convertTo(`${text.slice(0, 8)}-${text.slice(8, 12)}-7${text.slice(13, 16)}-${((parseInt(text[16] ?? '0', 16) & 3) | 8).toString(16)}${text.slice(17, 20)}-${text.slice(20)}`, T.Guid);
    })],
    AllBitsSet: { constant: convertTo('ffffffff-ffff-ffff-ffff-ffffffffffff', T.Guid) },
  },
}));
addOverloads<Decimal>(T.Decimal, () => ({
  create: [func([T.Int32], (n) => convertTo(n, T.Decimal)), func([T.Double], (n) => convertTo(n, T.Decimal))],
  statics: {
    GetBits: [func([T.Decimal], (d) => { const [, minus = '', whole = '0', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(d.toString()) ?? [], n = BigInt(whole + part), word = (i: bigint): number => Number(BigInt.asIntN(32, n >> (32n * i))); return typedArray(T.Int32, [word(0n), word(1n), word(2n), ((part.length << 16) | (minus === '' ? 0 : 0x80000000)) | 0]); })],
    ...Object.fromEntries(['Byte', 'SByte', 'Int16', 'UInt16', 'UInt32', 'UInt64', 'Single'].map((name) => [`To${name}`, [func([T.Decimal], (d) => { const made = convertTo(invokeStatic(T.Decimal, 'Truncate', [d]), lookupType(`System.${name}`) ?? T.Object); return name === 'Single' ? convertTo(d, lookupType('System.Single') ?? T.Object) : made; })]])),
  },
}));
