/** Small types that few scripts name. */
import { toBoolean } from '../../convert/toBoolean.ts';
import { convertTo } from '../../convert/convert.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { construct } from '../../members/overloads.ts';
import { genericType } from '../generic.ts';
import { func, laterType, method, rest } from '../netType.ts';
import { T, named } from '../t.ts';
import { typeOf } from '../typeOf.ts';

/** What is written for a debugger goes nowhere here: there is none. */
const nowhere = func([rest(T.Object)], () => undefined, T.Void);
for (const name of ['Debug', 'Trace']) laterType(named(`System.Diagnostics.${name}`), () => ({ statics: Object.fromEntries(['Write', 'WriteLine', 'WriteIf', 'WriteLineIf', 'Assert', 'Fail', 'Flush', 'Indent', 'Unindent', 'Print', 'TraceInformation', 'TraceWarning', 'TraceError'].map((member) => [member, [nowhere]])) }));
class WeakReference extends NetObject { target: Value; constructor(target: Value) { super(); this.target = target; } }
laterType<WeakReference>(named<WeakReference>('System.WeakReference'), () => ({ create: [func([T.Object], (v) => new WeakReference(v)), func([T.Object, T.Boolean], (v) => new WeakReference(v))], props: { Target: [T.Object, (w) => w.target, (w, v) => { w.target = v; }], IsAlive: [T.Boolean, (w) => w.target != null], TrackResurrection: [T.Boolean, () => false] } }), WeakReference);
class Index extends NetObject { readonly value: number; readonly fromEnd: boolean; constructor(value: number, fromEnd: boolean) { super(); this.value = value; this.fromEnd = fromEnd; } }
const index = named<Index>('System.Index', [], { valueType: true }), indexText = (i: Index): string => `${i.fromEnd ? '^' : ''}${String(i.value)}`;
laterType<Index>(index, () => ({
  text: indexText, create: [func([T.Int32], (n) => new Index(n, false)), func([T.Int32, T.Boolean], (n, end) => new Index(n, end))], convert: [{ from: T.Int32, convert: (n: Value) => new Index(Number(n), false) }],
  props: { Value: [T.Int32, (i) => i.value], IsFromEnd: [T.Boolean, (i) => i.fromEnd] }, methods: { GetOffset: [method([T.Int32], (i, n) => (i.fromEnd ? n - i.value : i.value), T.Int32)], ToString: [method([], indexText, T.String)] },
  statics: { FromEnd: [func([T.Int32], (n) => new Index(n, true))], FromStart: [func([T.Int32], (n) => new Index(n, false))] },
}), Index);
class Range extends NetObject { readonly start: Index; readonly end: Index; constructor(start: Index, end: Index) { super(); this.start = start; this.end = end; } }
const rangeText = (r: Range): string => `${indexText(r.start)}..${indexText(r.end)}`;
laterType<Range>(named<Range>('System.Range', [], { valueType: true }), () => ({ text: rangeText, create: [func([index, index], (a, b) => new Range(a, b))], props: { Start: [undefined, (r) => r.start], End: [undefined, (r) => r.end] }, methods: { ToString: [method([], rangeText, T.String)] } }), Range);
laterType(named('System.Collections.Generic.KeyValuePair'), () => ({ statics: { Create: [func([T.Object, T.Object], (k, v) => { const type = genericType('System.Collections.Generic.KeyValuePair', [typeOf(k), typeOf(v)]); return type === undefined ? null : construct(type, [k, v]); })] } }));
laterType(named('System.HashCode'), () => ({ statics: { Combine: [func([rest(T.Object)], (all) => convertTo(all.reduce<number>((h, v) => (Math.imul(h, 31) + (typeof v === 'number' ? v : toBoolean(v) ? 1 : 0)) | 0, 17), T.Int32), T.Int32)] } }));
