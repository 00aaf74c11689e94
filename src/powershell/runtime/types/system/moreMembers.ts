/** Members of small classes that scripts ask for now and then. */
import { toItems } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import { invokeMember } from '../../members/invoke.ts';
import type { NetException } from '../../values/errorRecord.ts';
import { Record, SecureString, StringBuilder } from '../../values/misc.ts';
import type { Value } from '../../values/value.ts';
import { typedArray } from '../../values/arrays.ts';
import { addOverloads, func, method } from '../netType.ts';
import type { AnyType, NetType } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { exceptionType } from './exceptions.ts';
import { T } from '../t.ts';

const type = (name: string): AnyType => lookupType(name) ?? T.Object;
for (const name of ['MatchCollection', 'GroupCollection', 'CaptureCollection']) addOverloads<Value>(type(`System.Text.RegularExpressions.${name}`), () => ({
  props: { IsReadOnly: [T.Boolean, () => true], IsSynchronized: [T.Boolean, () => false], SyncRoot: [T.Object, (c) => c] }, methods: { CopyTo: [method([T.Array, T.Int32], (c, a, i) => { toItems(c).forEach((v, k) => { a[i + k] = v; }); }, T.Void)] },
}));
/** Password and SecurePassword are one secret: who sets either sets both. */
const secret = (c: Record, text: string): void => { c.fields.set('Password', text); c.fields.set('SecurePassword', new SecureString(text)); };
const textField = (name: string): readonly [AnyType, (c: Record) => Value, (c: Record, v: Value) => void] => [T.String, (c) => c.fields.get(name) ?? '', (c, v) => { if (name === 'Password') secret(c, toText(v)); else c.fields.set(name, toText(v)); }];
addOverloads<Record>(type('System.Net.NetworkCredential'), () => ({
  props: { UserName: textField('UserName'), Password: textField('Password'), Domain: textField('Domain'), SecurePassword: [T.SecureString, (c) => c.fields.get('SecurePassword') ?? new SecureString(toText(c.fields.get('Password'))), (c, v) => { secret(c, v instanceof SecureString ? v.reveal() : ''); }] },
  create: [func([], () => new Record(type('System.Net.NetworkCredential') as NetType as never, [['UserName', ''], ['Password', ''], ['Domain', '']])), func([T.String, T.String, T.String], (u, p, d) => new Record(type('System.Net.NetworkCredential') as NetType as never, [['UserName', u], ['Password', p], ['SecurePassword', new SecureString(p)], ['Domain', d]]))] }));
addOverloads<Value>(type('System.IO.StringWriter'), () => ({ props: { Encoding: [undefined, () => (type('System.Text.Encoding').find('statics', 'Unicode')?.[1] as { readonly constant?: Value } | undefined)?.constant ?? null] }, methods: { GetStringBuilder: [method([], (w) => new StringBuilder().append(toText(invokeMember(w, 'ToString', []))))] } }));
/** Where the text of an XML error says that it is. */
const told = (e: NetException, part: 1 | 2): number => Number(/Line (\d+), position (\d+)/.exec(e.message)?.[part] ?? 0);
addOverloads<NetException>(exceptionType('System.Xml.XmlException'), () => ({ props: { LineNumber: [T.Int32, (e) => told(e, 1)], LinePosition: [T.Int32, (e) => told(e, 2)], SourceUri: [T.String, () => ''] } }));
/** A random number below, as the object itself gives it. */
const below = (r: Value, n: number): number => Number(toText(invokeMember(r, 'Next', [n])));
addOverloads<Value>(type('System.Random'), () => ({
  methods: {
    Shuffle: [method([T.Array], (r, a) => { for (let i = a.length - 1; i > 0; i--) { const j = below(r, i + 1), held = a[i]; a[i] = a[j]; a[j] = held; } }, T.Void)],
    GetItems: [method([T.Array, T.Int32], (r, a, n) => typedArray(T.Object, Array.from({ length: n }, () => a[below(r, a.length)])))],
  },
}));
