/** Small types that few scripts name. */
import { toText } from '../../convert/toText.ts';
import { netThrow, nullArgument } from '../../errors/raise.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import { convertTo } from '../../convert/convert.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { current } from '../../run/current.ts';
import { construct } from '../../members/overloads.ts';
import { genericType } from '../generic.ts';
import { func, laterType, method, rest } from '../netType.ts';
import { lookupType } from '../registry.ts';
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
/** Places and sizes of a screen: nobody looks at a job's, but scripts make them for consoles too. */
class Cells extends NetObject { readonly at: number[]; constructor(at: readonly number[]) { super(); this.at = [...at]; } }
class Place extends Cells {}
class Extent extends Cells {}
class Area extends Cells {}
for (const [name, names, Kind] of [['Coordinates', ['X', 'Y'], Place], ['Size', ['Width', 'Height'], Extent], ['Rectangle', ['Left', 'Top', 'Right', 'Bottom'], Area]] as const) {
  const type = named<Cells>(`System.Management.Automation.Host.${name}`, [], { valueType: true, base: T.ValueType }), place = name === 'Rectangle' ? lookupType('System.Management.Automation.Host.Coordinates') : undefined, text = (c: Cells): string => (name === 'Rectangle' ? `${c.at[0]},${c.at[1]} ; ${c.at[2]},${c.at[3]}` : c.at.join(','));
  laterType<Cells>(type, () => ({
    text, equals: (a, b) => a.at.join() === b.at.join(),
    create: [func([], () => new Kind(names.map(() => 0))), func(names.map(() => T.Int32), (...at: readonly Value[]) => new Kind(at as readonly number[])), ...(place === undefined ? [] : [func([place, place], (a, b) => new Kind([a, b].flatMap((c) => (c instanceof Cells ? c.at : []))))])],
    props: Object.fromEntries(names.map((n, i) => [n, [T.Int32, (c: Cells) => c.at[i] ?? 0, (c: Cells, v: Value) => { c.at[i] = convertTo(v, T.Int32) as number; }] as const])),
    methods: { ToString: [method([], text, T.String)] },
  }), Kind);
}
/** A choice for PromptForChoice: made before the question, which a job refuses (ChoiceDescription). */
class Choice extends NetObject { readonly label: string; help: string; constructor(label: string, help: string) { super(); this.label = label; this.help = help; } }
const choice = (label: string, help = ''): Choice => (label == null || label === '' ? netThrow('System.Management.Automation.PSArgumentException', 'Cannot process argument because the value of argument "label" is not valid. Change the value of the "label" argument and run the operation again.') : new Choice(label, help));
laterType<Choice>(named<Choice>('System.Management.Automation.Host.ChoiceDescription'), () => ({
  create: [func([T.String], (label) => choice(label)), func([T.String, T.String], choice)],
  props: { Label: [T.String, (c) => c.label], HelpMessage: [T.String, (c) => c.help, (c, v) => { c.help = v == null ? nullArgument('value') : toText(v); }] },
}), Choice);
/** Which system this is, and which features are tried out: none. */
const platform = (): string => current().host.environment.platform;
const IS: readonly (readonly [string, () => boolean])[] = [
  ...(['IsWindows', 'IsWindowsDesktop', 'IsStaSupported'] as const).map((name) => [name, () => platform() === 'win32'] as const), ['IsLinux', () => platform() === 'linux'], ['IsMacOS', () => platform() === 'darwin'], ['IsCoreCLR', () => true], ['IsNanoServer', () => false], ['IsIoT', () => false],
];
laterType(named('System.Management.Automation.Platform'), () => ({ statics: Object.fromEntries(IS.map(([name, get]) => [name, { type: T.Boolean, get }])) }));
laterType(named('System.Management.Automation.ExperimentalFeature', ['experimentalfeature']), () => ({ statics: { IsEnabled: [func([T.String], () => false, T.Boolean)] } }));
