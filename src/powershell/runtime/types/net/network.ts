/** IPAddress, UriBuilder, HttpUtility. */
import { castError } from '../../convert/castError.ts';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { nodeNet } from '../../nodeModules.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { Uri } from '../../values/misc.ts';
import { Enumerator } from '../../values/lists.ts';
import { typedArray } from '../../values/arrays.ts';
import { enumType } from '../system/enums.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { htmlDecode } from '../text/htmlEntities.ts';
import { constant, from, func, laterType, method, netType } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { bytesValue, rawBytes } from '../text/text.ts';

const family = enumType('System.Net.Sockets.AddressFamily', [['Unspecified', 0], ['InterNetwork', 2], ['InterNetworkV6', 23]]);
export class IPAddress extends NetObject {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) { super(); this.bytes = bytes; }
  get family(): EnumValue { return new EnumValue(family, this.bytes.length === 4 ? 2 : 23); }
  static parse(raw: string): IPAddress | undefined {
    const text = raw.trim().replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
    const version = nodeNet().isIP(text);
    if (version === 4) return new IPAddress(Uint8Array.from(text.split('.'), Number));
    if (version === 6) return new IPAddress(six(text));
    const parts = /^\d+(\.\d+){0,3}$/.test(text) ? text.split('.').map(Number) : [], last = parts.pop();
    if (last === undefined || parts.some((p) => p > 255) || last >= 2 ** (8 * (4 - parts.length))) return undefined;
    return new IPAddress(Uint8Array.from([...parts, ...Array.from({ length: 4 - parts.length }, (_, i, n = 3 - parts.length - i) => Math.floor(last / 2 ** (8 * n)) % 256)]));
  }
  override toString(): string {
    if (this.bytes.length === 4) return this.bytes.join('.');
    const groups = Array.from({ length: 8 }, (_, i) => (((this.bytes[i * 2] ?? 0) << 8) | (this.bytes[i * 2 + 1] ?? 0)).toString(16));
    return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
  }
}
function six(text: string): Uint8Array {
  const v4 = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text), plain = v4 === null ? text : text.slice(0, v4.index) + [0, 2].map((i) => ((Number(v4[i + 1]) << 8) | Number(v4[i + 2])).toString(16)).join(':');
  const [head = '', tail] = plain.split('::'), words = (t: string): number[] => (t === '' ? [] : t.split(':').map((w) => parseInt(w, 16))), a = words(head), b = tail === undefined ? [] : words(tail);
  return Uint8Array.from([...a, ...Array.from({ length: 8 - a.length - b.length }, () => 0), ...b].flatMap((w) => [w >> 8, w & 255]));
}
/** System.Net.IPAddress. */
export const ipAddress: NetType<IPAddress> = named<IPAddress>('System.Net.IPAddress', ['ipaddress']);
const ip = ipAddress, notAnAddress = 'An invalid IP address was specified.';
const address = (s: string): IPAddress => IPAddress.parse(s ?? '') ?? netThrow('System.FormatException', notAnAddress);
/** The well-known addresses, as bytes: reading texts costs Node a large pattern at every start. */
const fixed = (...bytes: readonly number[]): IPAddress => new IPAddress(Uint8Array.from(bytes)), zeros = (last: number): IPAddress => fixed(...Array.from({ length: 16 }, (_, i) => (i === 15 ? last : 0)));
/** Whether the first word of an address of version 6 has these bits. */
const begins = ({ bytes }: IPAddress, bits: number, mask: number): boolean => bytes.length === 16 && ((((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) & mask) === bits;
laterType<IPAddress>(ip, () => ({
  text: (a) => a.toString(), equals: (a, b) => a.toString() === b.toString(),
  create: [func([arrayOf(T.Byte)], (b) => new IPAddress(rawBytes(b))), func([T.Int64], (n) => new IPAddress(Uint8Array.from({ length: 4 }, (_, i) => Number((n >> BigInt(8 * i)) & 255n))))],
  props: { AddressFamily: [family, (a) => a.family], ScopeId: [T.Int64, (a) => (a.bytes.length === 16 ? 0n : null)], IsIPv6Multicast: [T.Boolean, (a) => begins(a, 0xff00, 0xff00)], IsIPv6LinkLocal: [T.Boolean, (a) => begins(a, 0xfe80, 0xffc0)], IsIPv6SiteLocal: [T.Boolean, (a) => begins(a, 0xfec0, 0xffc0)], IsIPv6Teredo: [T.Boolean, (a) => begins(a, 0x2001, 0xffff) && a.bytes[2] === 0 && a.bytes[3] === 0], IsIPv6UniqueLocal: [T.Boolean, (a) => begins(a, 0xfc00, 0xfe00)], IsIPv4MappedToIPv6: [T.Boolean, (a) => a.toString().startsWith('::ffff:')], Address: [T.Int64, (a) => (a.bytes.length === 16 ? null : a.bytes.slice(0, 4).reduce((n, b, i) => n | (BigInt(b) << BigInt(8 * i)), 0n))], IPAddressToString: [T.String, (a) => a.toString()] },
  methods: { MapToIPv4: [method([], (a) => (a.bytes.length === 4 ? a : new IPAddress(a.bytes.slice(12))))], MapToIPv6: [method([], (a) => (a.bytes.length === 16 ? a : new IPAddress(Uint8Array.from([...Array.from({ length: 10 }, () => 0), 255, 255, ...a.bytes]))))], GetAddressBytes: [method([], (a) => bytesValue(a.bytes), arrayOf(T.Byte))], ToString: [method([], (a) => a.toString(), T.String)], Equals: [method([T.Object], (a, b) => b instanceof IPAddress && b.toString() === a.toString(), T.Boolean)] },
  statics: { Parse: [func([T.String], address)], TryParse: [func([T.String, T.Ref], (s, r) => { const a = IPAddress.parse(s ?? ''); r.value = a ?? null; return a !== undefined; })], HostToNetworkOrder: [func([T.Int16], (n) => swapped(BigInt(n), 2), T.Int16), func([T.Int32], (n) => swapped(BigInt(n), 4), T.Int32), func([T.Int64], (n) => BigInt(swapped(n, 8)), T.Int64)], NetworkToHostOrder: [func([T.Int32], (n) => swapped(BigInt(n), 4), T.Int32)], IsLoopback: [func([ip], (a) => a.bytes[0] === 127 || a.toString() === '::1', T.Boolean)], Any: constant(fixed(0, 0, 0, 0)), Loopback: constant(fixed(127, 0, 0, 1)), Broadcast: constant(fixed(255, 255, 255, 255)), None: constant(fixed(255, 255, 255, 255)), IPv6Any: constant(zeros(0)), IPv6Loopback: constant(zeros(1)) },
  convert: [from(T.String, (s: string) => IPAddress.parse(s) ?? castError(s, ip, 'InvalidCastParseTargetInvocation', notAnAddress, 'System.FormatException'))],
  save: (a) => a.toString(), load: address,
}), IPAddress);
/** The bytes of a number the other way round. */
function swapped(n: bigint, count: number): number { let out = 0n; for (let i = 0; i < count; i++) out = (out << 8n) | ((n >> BigInt(8 * i)) & 255n); return Number(BigInt.asIntN(8 * count, out)); }
class UriBuilder extends NetObject { scheme = 'http'; host = 'localhost'; port = -1; path = '/'; query = ''; fragment = ''; user = ''; password = ''; }
function builder(text: string): UriBuilder {
  const b = new UriBuilder(), url = URL.canParse(text) && /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? new URL(text) : URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : netThrow('System.UriFormatException', 'Invalid URI: The hostname could not be parsed.');
  b.scheme = url.protocol.slice(0, -1); b.host = url.hostname; b.path = url.pathname; b.query = url.search; b.fragment = url.hash; b.user = url.username; b.password = url.password;
  b.port = url.port === '' ? ({ http: 80, https: 443, ftp: 21 } as Readonly<Record<string, number>>)[b.scheme] ?? -1 : Number(url.port);
  return b;
}
const built = (b: UriBuilder): string => `${b.scheme}://${b.user === '' ? '' : `${b.user}${b.password === '' ? '' : `:${b.password}`}@`}${b.host}${b.port < 0 ? '' : `:${b.port}`}${b.path.startsWith('/') || b.path === '' ? b.path : `/${b.path}`}${b.query}${b.fragment}`;
const marked = (mark: string, t: string): string => (t === '' ? '' : t.startsWith(mark) ? t : mark + t), schemed = (s: string): string => s.replace(/:.*$/, '').toLowerCase();
laterType<UriBuilder>(named<UriBuilder>('System.UriBuilder'), () => ({
  text: built,
  create: [func([], () => new UriBuilder()), func([T.String], builder), func([T.Uri], (u) => builder(u.original)), func([T.String, T.String], (s, h) => Object.assign(new UriBuilder(), { scheme: schemed(s), host: h })), func([T.String, T.String, T.Int32], (s, h, p) => Object.assign(new UriBuilder(), { scheme: schemed(s), host: h, port: p })), func([T.String, T.String, T.Int32, T.String], (s, h, p, path) => Object.assign(new UriBuilder(), { scheme: schemed(s), host: h, port: p, path }))],
  props: { Scheme: [T.String, (b) => b.scheme, (b, v) => { b.scheme = schemed(toText(v)); }], UserName: [T.String, (b) => b.user, (b, v) => { b.user = toText(v); }], Password: [T.String, (b) => b.password, (b, v) => { b.password = toText(v); }], Host: [T.String, (b) => b.host, (b, v) => { b.host = toText(v); }], Port: [T.Int32, (b) => b.port, (b, v) => { b.port = Number(v); }], Path: [T.String, (b) => b.path, (b, v) => { b.path = marked('/', toText(v)) || '/'; }], Query: [T.String, (b) => b.query, (b, v) => { b.query = marked('?', toText(v)); }], Fragment: [T.String, (b) => b.fragment, (b, v) => { b.fragment = marked('#', toText(v)); }], Uri: [T.Uri, (b) => new Uri(built(b))] },
  methods: { ToString: [method([], built, T.String)] },
}), UriBuilder);
/** A query as names and values; a name given more than once has its values with commas between. */
class QueryValues extends NetObject { readonly pairs: [string, string][] = []; values(name: string): string[] { const n = name.toLowerCase(); return this.pairs.filter(([k]) => k.toLowerCase() === n).map(([, v]) => v); } names(): string[] { const seen = new Set<string>(); return this.pairs.map(([k]) => k).filter((k) => !seen.has(k.toLowerCase()) && seen.add(k.toLowerCase())); } set(name: string, value: string): void { const at = this.pairs.findIndex(([k]) => k.toLowerCase() === name.toLowerCase()); const rest = this.pairs.filter(([k]) => k.toLowerCase() !== name.toLowerCase()); rest.splice(at < 0 ? rest.length : at, 0, [name, value]); this.pairs.splice(0, this.pairs.length, ...rest); } }
const decode = (t: string): string => { const plain = t.replaceAll('+', ' '); try { return decodeURIComponent(plain); } catch { return plain; } };
/** Form encoding with lower-case escapes, as HttpUtility has it. */
const encode = (t: string): string => encodeURIComponent(t).replace(/%20/g, '+').replace(/%[0-9A-F]{2}/g, (m) => m.toLowerCase()).replace(/['~]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
const queryText = (q: QueryValues): string => q.names().flatMap((n) => q.values(n).map((v) => (n === '' ? encode(v) : `${encode(n)}=${encode(v)}`))).join('&');
const first = (q: QueryValues, i: Value): Value => { const name = typeof i === 'number' ? q.names()[i] : toText(i), values = name === undefined ? [] : q.values(name); return values.length === 0 ? null : values.join(','); };
const nameValues = named<NameValues>('System.Collections.Specialized.NameValueCollection', []);
const query = named<QueryValues>('System.Web.HttpUtility+HttpQSCollection', [], { base: nameValues });
const collection = { class: QueryValues, text: queryText, enumerate: (q: QueryValues) => q.names(), index: { get: first, set: (q: QueryValues, i: Value, v: Value) => q.set(toText(i), toText(v)) }, props: { Count: [T.Int32, (q: QueryValues) => q.names().length], AllKeys: [undefined, (q: QueryValues) => typedArray(T.String, q.names())], Keys: [undefined, (q: QueryValues) => q.names()] }, methods: { Get: [method([T.Object], (q: QueryValues, n) => first(q, n))], GetValues: [method([T.String], (q: QueryValues, n) => typedArray(T.String, q.values(n)))], Add: [method([T.String, T.String], (q: QueryValues, n, v) => { q.pairs.push([n, v ?? '']); }, T.Void)], Set: [method([T.String, T.String], (q: QueryValues, n, v) => q.set(n, v ?? ''), T.Void)], Remove: [method([T.String], (q: QueryValues, n) => { const rest = q.pairs.filter(([k]) => k.toLowerCase() !== n.toLowerCase()); q.pairs.splice(0, q.pairs.length, ...rest); }, T.Void)], ToString: [method([], queryText, T.String)], GetEnumerator: [method([], (q: QueryValues) => new Enumerator(q.names()))],
  Clear: [method([], (q: QueryValues) => { q.pairs.length = 0; }, T.Void)], GetKey: [method([T.Int32], (q: QueryValues, i) => q.names()[i] ?? null, T.String)], HasKeys: [method([], (q: QueryValues) => q.names().length > 0, T.Boolean)] } } as const;
netType<QueryValues>(query, collection);
/** The collection that a script makes; its text is its type's name. */
class NameValues extends QueryValues {}
const { text: _, ...plainCollection } = collection, filled = (from?: QueryValues): NameValues => { const made = new NameValues(); for (const pair of from?.pairs ?? []) made.pairs.push([...pair]); return made; };
netType<NameValues>(nameValues, { ...plainCollection, text: () => nameValues.name, methods: { ...plainCollection.methods, ToString: [method([], () => nameValues.name, T.String)], Add: [...plainCollection.methods.Add, method([nameValues], (q: NameValues, more) => { q.pairs.push(...more.pairs); }, T.Void)] }, class: NameValues, create: [func([], () => filled()), func([T.Int32], () => filled()), func([query], (q) => filled(q)), func([nameValues], (q) => filled(q))] });
const html = (s: string): string => s.replace(/[&<>"'\u00a0-\u00ff]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? `&#${c.charCodeAt(0)};`);
laterType(named('System.Web.HttpUtility', []), () => ({ statics: { ParseQueryString: [func([T.String], (s) => { const q = new QueryValues(); for (const p of s.replace(/^\?/, '').split('&')) { if (p === '') continue; const at = p.indexOf('='); q.pairs.push(at < 0 ? ['', decode(p)] : [decode(p.slice(0, at)), decode(p.slice(at + 1))]); } return q; })], UrlEncode: [func([T.String], (s) => (s == null ? null : encode(s)), T.String)], UrlDecode: [func([T.String], (s) => (s == null ? null : decode(s)), T.String)], UrlPathEncode: [func([T.String], (s) => encodeURI(s), T.String)], HtmlEncode: [func([T.String], (s) => (s == null ? null : html(s)), T.String)], HtmlDecode: [func([T.String], (s) => (s == null ? null : htmlDecode(s)), T.String)], HtmlAttributeEncode: [func([T.String], (s) => s.replace(/[&<"']/g, html), T.String)], JavaScriptStringEncode: [func([T.String], (s) => JSON.stringify(s).slice(1, -1), T.String)] } }));

