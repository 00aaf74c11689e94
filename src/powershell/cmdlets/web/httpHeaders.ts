/** System.Net.Http.Headers: the headers of a message by name, and those that .NET reads as more than text. */
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { netThrow } from '../../runtime/errors/raise.ts';
import { func, laterType, method } from '../../runtime/types/netType.ts';
import type { AnyType, TypeTable } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { typedArray } from '../../runtime/values/arrays.ts';
import { DateTime, DateTimeOffset } from '../../runtime/values/dateTime.ts';
import { KeyValuePair } from '../../runtime/values/dictionary.ts';
import { Enumerator } from '../../runtime/values/lists.ts';
import { Record, Uri } from '../../runtime/values/misc.ts';
import { TICKS_PER_SECOND, TimeSpan } from '../../runtime/values/timeSpan.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';

type Pairs = readonly (readonly [string, string])[];
const NAMESPACE = 'System.Net.Http.Headers.', OF_CONTENT = /^(?:Allow|Expires|Last-Modified|Content-.*)$/i, SECRET = /^(?:Authorization|Proxy-Authorization|Cookie)$/i;

export class Headers extends NetObject {
  readonly entries: { readonly name: string; readonly values: string[] }[] = [];
  constructor(pairs: Pairs, wanted: (name: string) => boolean) {
    super();
    for (const [name, value] of pairs) {
      if (!wanted(name)) continue;
      const held = this.entries.find((e) => e.name.toLowerCase() === name.toLowerCase());
      if (held === undefined) this.entries.push({ name, values: [value] });
      else held.values.push(value);
    }
  }
  all(name: string): readonly string[] | undefined { return this.entries.find((e) => e.name.toLowerCase() === name.toLowerCase())?.values; }
  first(name: string): string | undefined { return this.all(name)?.[0]; }
  set(name: string, ...values: readonly string[]): void {
    const at = this.entries.findIndex((e) => e.name.toLowerCase() === name.toLowerCase());
    if (at >= 0) this.entries.splice(at, 1);
    if (values.length > 0) this.entries.push({ name, values: [...values] });
  }
  add(name: string, values: readonly string[]): void { const held = this.entries.find((e) => e.name.toLowerCase() === name.toLowerCase()); if (held === undefined) this.entries.push({ name, values: [...values] }); else held.values.push(...values); }
  get pairs(): Value[] { return this.entries.map((e) => new KeyValuePair(e.name, typedArray(T.String, e.values))); }
}
export class ResponseHeaders extends Headers { constructor(pairs: Pairs) { super(pairs, (n) => !OF_CONTENT.test(n)); } }
export class RequestHeaders extends Headers { constructor(pairs: Pairs) { super(pairs, (n) => !OF_CONTENT.test(n)); } }
export class ContentHeaders extends Headers { constructor(pairs: Pairs) { super(pairs, (n) => OF_CONTENT.test(n)); } }

/** Whether .NET counts a header to the content, and not to the message. */
export const isOfContent = (name: string): boolean => OF_CONTENT.test(name);
/** A header a line, as messages show them; what is secret is not shown. */
export const headersText = (all: readonly Value[]): string =>
  all.flatMap((h) => (h instanceof Headers ? h.entries : [])).map((e) => `  ${e.name}: ${SECRET.test(e.name) ? '***' : e.values.join(', ')}\n`).join('');
const common: TypeTable<Headers> = {
  text: (h) => h.entries.map((e) => `${e.name}: ${SECRET.test(e.name) ? '***' : e.values.join(', ')}\n`).join(''), enumerate: (h) => h.pairs,
  methods: {
    GetValues: [method([T.String], (h, n) => typedArray(T.String, h.all(n) ?? netThrow('System.InvalidOperationException', 'The given header was not found.')))], Contains: [method([T.String], (h, n) => h.all(n) !== undefined, T.Boolean)],
    Add: [method([T.String, T.Object], (h, n, v) => { h.add(n, toItems(v).map(toText)); }, T.Void)], TryAddWithoutValidation: [method([T.String, T.Object], (h, n, v) => { h.add(n, toItems(v).map(toText)); return true; }, T.Boolean)],
    Remove: [method([T.String], (h, n) => { const had = h.all(n) !== undefined; h.set(n); return had; }, T.Boolean)], Clear: [method([], (h) => { h.entries.length = 0; }, T.Void)], TryGetValues: [method([T.String, T.Ref], (h, n, r) => { const found = h.all(n); r.value = found === undefined ? null : typedArray(T.String, found); return found !== undefined; }, T.Boolean)], GetEnumerator: [method([], (h) => new Enumerator(h.pairs))],
  },
};
const date = (text: string | undefined): Value => { const ms = Date.parse(text ?? ''); return Number.isNaN(ms) ? null : new DateTimeOffset(DateTime.fromUnixMs(ms, 'Unspecified'), new TimeSpan(0n)); };
const seconds = (text: string | undefined): Value => (/^\d+$/.test(text ?? '') ? new TimeSpan(BigInt(text ?? 0) * TICKS_PER_SECOND) : null);
/** A value of several parts, with the text it was read from. */
const part = (name: string): AnyType => named<Parsed>(NAMESPACE + name);
export class Parsed extends Record { readonly whole: string; constructor(type: AnyType, whole: string, fields: readonly (readonly [string, Value])[]) { super(type as never, fields); this.whole = whole; } }
export const readPart = (type: 'media' | 'scheme', text: string): Parsed => (type === 'media' ? new Parsed(media, text, [['CharSet', parameter(text, 'charset')], ['MediaType', text.replace(/;.*$/s, '').trim()]]) : new Parsed(scheme, text, [['Scheme', /^\S*/.exec(text)?.[0] ?? ''], ['Parameter', text.replace(/^\S*\s*/, '') || null]]));
const retry = part('RetryConditionHeaderValue'), media = part('MediaTypeHeaderValue'), scheme = part('AuthenticationHeaderValue'), disposition = part('ContentDispositionHeaderValue'), tag = part('EntityTagHeaderValue');
for (const type of [retry, disposition, tag]) laterType<Parsed>(type, () => ({ text: (r) => r.whole }));
laterType<Parsed>(media, () => ({ text: (r) => r.whole, create: [func([T.String], (t) => readPart('media', t))], statics: { Parse: [func([T.String], (t) => readPart('media', t))] } }));
laterType<Parsed>(scheme, () => ({ text: (r) => r.whole, create: [func([T.String], (s) => readPart('scheme', s)), func([T.String, T.String], (s, p) => readPart('scheme', `${s} ${p}`))], statics: { Parse: [func([T.String], (t) => readPart('scheme', t))] } }));
laterType<Parsed>(named<Parsed>(`${NAMESPACE}MediaTypeWithQualityHeaderValue`, [], { base: media }), () => ({ text: (r) => r.whole, create: [func([T.String], (t) => readPart('media', t)), func([T.String, T.Double], (t, q) => readPart('media', `${t}; q=${toText(q)}`))] }));
/** The values of one header, to be added to. */
class HeaderValues extends NetObject {
  readonly headers: Headers;
  readonly name: string;
  constructor(headers: Headers, name: string) { super(); this.headers = headers; this.name = name; }
  get values(): readonly string[] { return this.headers.all(this.name) ?? []; }
}
laterType<HeaderValues>(named<HeaderValues>(`${NAMESPACE}HttpHeaderValueCollection`), () => ({
  text: (h) => h.values.join(h.name === 'User-Agent' ? ' ' : ', '), enumerate: (h) => h.values.flatMap((v) => v.split(',')).map((v) => v.trim()), props: { Count: [T.Int32, (h) => h.values.length] },
  methods: { Add: [method([T.Object], (h, v) => { h.headers.add(h.name, [toText(v)]); }, T.Void)], ParseAdd: [method([T.String], (h, v) => { h.headers.add(h.name, [v]); }, T.Void)], TryParseAdd: [method([T.String], (h, v) => { h.headers.add(h.name, [v]); return true; }, T.Boolean)], Clear: [method([], (h) => { h.headers.set(h.name); }, T.Void)] },
}), HeaderValues);
const valuesOf = (name: string) => [undefined, (h: Headers) => new HeaderValues(h, name)] as const;
const read = (text: string | undefined, make: (text: string) => Value): Value => (text === undefined ? null : make(text));
const parameter = (text: string, name: string): string | null => new RegExp(`;\\s*${name}\\s*=\\s*("[^"]*"|[^;]*)`, 'i').exec(text)?.[1]?.trim() ?? null;
const list = (values: readonly string[] | undefined): Value => typedArray(T.String, (values ?? []).flatMap((v) => v.split(',')).map((v) => v.trim()));
const connection: TypeTable<Headers>['props'] = { Date: [T.DateTimeOffset, (h) => date(h.first('date'))], Via: [undefined, (h) => list(h.all('via'))], Connection: [undefined, (h) => list(h.all('connection'))], TransferEncodingChunked: [T.Boolean, (h) => /chunked/i.test(h.first('transfer-encoding') ?? '')] };

const base = named<Headers>(`${NAMESPACE}HttpHeaders`);
laterType<Headers>(named<Headers>(`${NAMESPACE}HttpResponseHeaders`, [], { base }), () => ({
  ...common,
  props: {
    RetryAfter: [retry, (h) => read(h.first('retry-after'), (t) => new Parsed(retry, t, [['Date', seconds(t) === null ? date(t) : null], ['Delta', seconds(t)]]))], Location: [T.Uri, (h) => read(h.first('location'), (t) => new Uri(t))], Age: [T.TimeSpan, (h) => seconds(h.first('age'))],
    ETag: [tag, (h) => read(h.first('etag'), (t) => new Parsed(tag, t, [['Tag', t.replace(/^W\//, '')], ['IsWeak', t.startsWith('W/')]]))], Server: [undefined, (h) => list(h.all('server'))],
    WwwAuthenticate: [undefined, (h) => (h.all('www-authenticate') ?? []).map((t) => new Parsed(scheme, t, [['Scheme', /^\S*/.exec(t)?.[0] ?? ''], ['Parameter', t.replace(/^\S*\s*/, '') || null]]))], ...connection,
  },
}), ResponseHeaders);
laterType<Headers>(named<Headers>(`${NAMESPACE}HttpRequestHeaders`, [], { base }), () => ({
  ...common, props: { Host: [T.String, (h) => h.first('host') ?? null], UserAgent: valuesOf('User-Agent'), Accept: valuesOf('Accept'), AcceptEncoding: valuesOf('Accept-Encoding'), AcceptLanguage: valuesOf('Accept-Language'),
    Authorization: [scheme, (h) => read(h.first('authorization'), (t) => readPart('scheme', t)), (h, v) => { if (v == null) h.set('Authorization'); else h.set('Authorization', toText(v)); }], ...connection },
}), RequestHeaders);
laterType<Headers>(named<Headers>(`${NAMESPACE}HttpContentHeaders`, [], { base }), () => ({
  ...common,
  props: {
    ContentType: [media, (h) => read(h.first('content-type'), (t) => readPart('media', t)), (h, v) => { if (v == null) h.set('Content-Type'); else h.set('Content-Type', toText(v)); }], ContentLength: [T.Int64, (h) => read(h.first('content-length'), (t) => BigInt(/^\d+$/.test(t) ? t : 0))],
    ContentDisposition: [disposition, (h) => read(h.first('content-disposition'), (t) => new Parsed(disposition, t, [['DispositionType', t.replace(/;.*$/s, '').trim()], ['Name', parameter(t, 'name')], ['FileName', parameter(t, 'filename')]]))],
    ContentEncoding: [undefined, (h) => list(h.all('content-encoding'))], LastModified: [T.DateTimeOffset, (h) => date(h.first('last-modified'))], Expires: [T.DateTimeOffset, (h) => date(h.first('expires'))], Allow: [undefined, (h) => list(h.all('allow'))],
  },
}), ContentHeaders);
