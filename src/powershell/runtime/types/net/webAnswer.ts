/** What requests of the web's older types give: HttpWebResponse, its headers, and the WebException of those that failed. */
import { exception, NetThrow, netThrow } from '../../errors/raise.ts';
import { toText } from '../../convert/toText.ts';
import type { WebPortError, WebResponse } from '../../host.ts';
import { current } from '../../run/current.ts';
import { typedArray } from '../../values/arrays.ts';
import { DateTime } from '../../values/dateTime.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { Enumerator } from '../../values/lists.ts';
import { Uri } from '../../values/misc.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { Version } from '../../values/version.ts';
import { ByteStream } from '../io/byteStreams.ts';
import { func, laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { T, named } from '../t.ts';

export const NET = 'System.Net.';
export const enumValue = (name: string, value: number): Value => { const type = lookupType(NET + name); return type === undefined ? value : new EnumValue(type as NetType, value); };

/** Headers by name; what is added to one that is there stands behind a comma. */
export class WebHeaders extends NetObject {
  readonly all: Map<string, { readonly name: string; readonly values: string[] }> = new Map();
  add(name: string, value: string): void { const held = this.all.get(name.toLowerCase()); if (held === undefined) this.set(name, value); else held.values.push(value); }
  set(name: string, value: string | undefined): void { if (value === undefined) this.all.delete(name.toLowerCase()); else this.all.set(name.toLowerCase(), { name, values: [value] }); }
  get(name: string): string | null { return this.all.get(name.toLowerCase())?.values.join(',') ?? null; }
  get names(): string[] { return [...this.all.values()].map((e) => e.name); }
  get pairs(): (readonly [string, string])[] { return [...this.all.values()].map((e) => [e.name, e.values.join(',')] as const); }
}
/** A name, or a value of HttpRequestHeader and its like, whose words stand without their lines. */
const headerName = (v: Value): string => (v instanceof EnumValue ? ({ ContentMd5: 'Content-MD5', Te: 'TE', ETag: 'ETag', WwwAuthenticate: 'WWW-Authenticate' })[v.toString()] ?? v.toString().replace(/(?<=[a-z])(?=[A-Z])/g, '-') : toText(v));
export const headersType = named<WebHeaders>(`${NET}WebHeaderCollection`, [], { interfaces: ['System.Collections.ICollection', 'System.Collections.IEnumerable'] });
function addLine(h: WebHeaders, line: string): void {
  const at = line.indexOf(':');
  if (at < 0) netThrow('System.ArgumentException', "Specified value does not have a ':' separator. (Parameter 'header')", [['ParamName', 'header']]);
  h.add(line.slice(0, at).trim(), line.slice(at + 1).trim());
}
laterType<WebHeaders>(headersType, () => ({
  create: [func([], () => new WebHeaders())], enumerate: (h) => h.names, text: (h) => `${h.pairs.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
  index: { get: (h, i) => (typeof i === 'number' ? h.pairs[i]?.[1] ?? null : h.get(headerName(i))), set: (h, i, v) => { h.set(headerName(i), v == null ? '' : toText(v)); } },
  props: { Count: [T.Int32, (h) => h.all.size], AllKeys: [undefined, (h) => typedArray(T.String, h.names)], Keys: [undefined, (h) => h.names] },
  methods: {
    Add: [method([T.String], addLine, T.Void), method([T.Object, T.String], (h, name, value) => { h.add(headerName(name), value.trim()); }, T.Void)], Set: [method([T.Object, T.String], (h, name, value) => { h.set(headerName(name), value.trim()); }, T.Void)],
    Get: [method([T.Int32], (h, i) => h.pairs[i]?.[1] ?? null, T.String), method([T.String], (h, name) => h.get(name), T.String)], GetKey: [method([T.Int32], (h, i) => h.names[i] ?? null, T.String)],
    GetValues: [method([T.String], (h, name) => { const found = h.all.get(name.toLowerCase()); return found === undefined ? null : typedArray(T.String, found.values); })], Remove: [method([T.Object], (h, name) => { h.set(headerName(name), undefined); }, T.Void)],
    Clear: [method([], (h) => { h.all.clear(); }, T.Void)], GetEnumerator: [method([], (h) => new Enumerator(h.names))], ToString: [method([], (h) => `${h.pairs.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`, T.String)],
  },
}), WebHeaders);

export class HttpWebResponse extends NetObject {
  readonly answer: WebResponse;
  readonly verb: string;
  readonly headers: WebHeaders = new WebHeaders();
  readonly cookies: Value;
  private stream: ByteStream | undefined;
  constructor(answer: WebResponse, verb: string, cookies: Value) {
    super();
    this.answer = answer; this.verb = verb; this.cookies = cookies;
    for (const [name, value] of answer.headers) this.headers.add(name, value);
  }
  get body(): ByteStream { return (this.stream ??= new ByteStream(this.answer.body, { canWrite: false })); }
  get length(): bigint { const text = this.headers.get('Content-Length'); return text !== null && /^\d+$/.test(text) && this.headers.get('Content-Encoding') === null ? BigInt(text) : -1n; }
}
const answerType = named<HttpWebResponse>(`${NET}HttpWebResponse`, [], { base: named(`${NET}WebResponse`, [], { interfaces: ['System.IDisposable'] }) });
laterType<HttpWebResponse>(answerType, () => ({
  props: {
    StatusCode: [undefined, (r) => enumValue('HttpStatusCode', r.answer.status)], StatusDescription: [T.String, (r) => r.answer.statusText], ContentType: [T.String, (r) => r.headers.get('Content-Type') ?? ''], ContentLength: [T.Int64, (r) => r.length], ResponseUri: [T.Uri, (r) => new Uri(r.answer.url)],
    Method: [T.String, (r) => r.verb], CharacterSet: [T.String, (r) => /charset\s*=\s*"?([^\s";]+)/i.exec(r.headers.get('Content-Type') ?? '')?.[1] ?? ''], ContentEncoding: [T.String, (r) => r.headers.get('Content-Encoding') ?? ''], Server: [T.String, (r) => r.headers.get('Server') ?? ''],
    ProtocolVersion: [undefined, () => new Version([1, 1])], Headers: [headersType, (r) => r.headers], SupportsHeaders: [T.Boolean, () => true], IsFromCache: [T.Boolean, () => false], IsMutuallyAuthenticated: [T.Boolean, () => false], Cookies: [undefined, (r) => r.cookies],
    LastModified: [T.DateTime, (r) => { const ms = Date.parse(r.headers.get('Last-Modified') ?? ''); return Number.isNaN(ms) ? new DateTime(current().host.clock.utcTicks()) : DateTime.fromUnixMs(ms); }],
  },
  methods: { GetResponseStream: [method([], (r) => r.body)], GetResponseHeader: [method([T.String], (r, name) => r.headers.get(name) ?? '', T.String)], Close: [method([], () => undefined, T.Void)], Dispose: [method([], () => undefined, T.Void)] },
}), HttpWebResponse);

/** The statuses of WebException that are told apart here. */
export const STATUS = { resolution: 1, protocol: 7, timeout: 14, trust: 9, unknown: 16 } as const;
/** Throws a WebException. */
export function webFailure(message: string, status: number, response: HttpWebResponse | null = null, inner?: ReturnType<typeof exception>): never {
  // oxlint-disable-next-line typescript/only-throw-error -- as netThrow: the member call takes it
  throw new NetThrow(exception(`${NET}WebException`, message, inner, [['Status', enumValue('WebExceptionStatus', status)], ['Response', response]]));
}
/** What .NET throws where a request got no answer. */
export function noAnswer(e: WebPortError): never {
  if (e.reason === 'timeout' || e.reason === 'stalled') return webFailure('The operation has timed out.', STATUS.timeout);
  const below = e.inner === undefined ? undefined : exception(e.inner.type, e.inner.message), status = e.inner?.message === 'Name or service not known' ? STATUS.resolution : e.reason === 'certificate' ? STATUS.trust : STATUS.unknown;
  return webFailure(e.message, status, null, exception(`${NET}Http.HttpRequestException`, e.message, below));
}
