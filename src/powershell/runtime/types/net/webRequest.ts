/** System.Net.WebRequest, HttpWebRequest, HttpWebResponse and WebHeaderCollection over the web port: the request is made when the answer is asked for. */
import { exception, NetThrow, netThrow } from '../../errors/raise.ts';
import { toText } from '../../convert/toText.ts';
import { convertTo } from '../../convert/convert.ts';
import { WebPortError } from '../../host.ts';
import type { WebResponse } from '../../host.ts';
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
import type { NetType, Overload } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { atLeast } from '../guards/refuse.ts';
import { T, named } from '../t.ts';
import { Task } from '../threading/task.ts';
import { CookieContainer } from './cookies.ts';
import { pairOf, proxyFor } from './webProxy.ts';

const NET = 'System.Net.', disposable = { interfaces: ['System.IDisposable'] };
const enumValue = (name: string, value: number): Value => { const type = lookupType(NET + name); return type === undefined ? value : new EnumValue(type as NetType, value); };

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
const headersType = named<WebHeaders>(`${NET}WebHeaderCollection`, [], { interfaces: ['System.Collections.ICollection', 'System.Collections.IEnumerable'] });
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

class HttpWebResponse extends NetObject {
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
const answerType = named<HttpWebResponse>(`${NET}HttpWebResponse`, [], { base: named(`${NET}WebResponse`, [], disposable) });
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
const STATUS = { resolution: 1, protocol: 7, timeout: 14, trust: 9, unknown: 16 } as const;
function webFailure(message: string, status: number, response: HttpWebResponse | null = null, inner?: ReturnType<typeof exception>): never {
  // oxlint-disable-next-line typescript/only-throw-error -- as netThrow: the member call takes it
  throw new NetThrow(exception(`${NET}WebException`, message, inner, [['Status', enumValue('WebExceptionStatus', status)], ['Response', response]]));
}
function noAnswer(e: WebPortError): never {
  if (e.reason === 'timeout' || e.reason === 'stalled') return webFailure('The operation has timed out.', STATUS.timeout);
  const below = e.inner === undefined ? undefined : exception(e.inner.type, e.inner.message), status = e.inner?.message === 'Name or service not known' ? STATUS.resolution : e.reason === 'certificate' ? STATUS.trust : STATUS.unknown;
  return webFailure(e.message, status, null, exception(`${NET}Http.HttpRequestException`, e.message, below));
}
const DEFAULT_TIMEOUT = 100_000, DEFAULT_READ = 300_000, DEFAULT_REDIRECTIONS = 50;
class HttpWebRequest extends NetObject {
  readonly url: URL;
  method = 'GET';
  headers = new WebHeaders();
  timeout = DEFAULT_TIMEOUT;
  readTimeout = DEFAULT_READ;
  follows = true;
  redirections = DEFAULT_REDIRECTIONS;
  decompresses = 0;
  /** Properties that say nothing to the port. */
  readonly kept: Map<string, Value> = new Map();
  private body: ByteStream | undefined;
  private answer: HttpWebResponse | undefined;
  constructor(url: URL) { super(); this.url = url; }
  get isAnswered(): boolean { return this.answer !== undefined; }
  get stream(): ByteStream {
    if (/^(?:GET|HEAD|CONNECT)$/i.test(this.method)) netThrow(`${NET}ProtocolViolationException`, 'Cannot send a content-body with this verb-type.');
    return (this.body ??= new ByteStream(new Uint8Array()));
  }
  get(): HttpWebResponse { return (this.answer ??= this.send()); }
  private send(): HttpWebResponse {
    const port = current().host.web ?? webFailure('Web requests are switched off here: this engine runs without a network.', STATUS.unknown), jar = this.kept.get('CookieContainer'), url = this.url.href;
    const headers: (readonly [string, string])[] = this.headers.pairs.filter(([name]) => !/^content-length$/i.test(name)), cookies = jar instanceof CookieContainer ? jar.header(this.url) : '';
    if (cookies !== '') headers.push(['Cookie', cookies]);
    if (this.kept.get('KeepAlive') === false) headers.push(['Connection', 'Close']);
    const pair = pairOf(this.kept.get('Credentials') ?? null), signed = pair === undefined ? undefined : `Basic ${Buffer.from(pair.join(':'), 'utf8').toString('base64')}`;
    const ask = (more: readonly (readonly [string, string])[]): WebResponse => {
      try {
        return port.send({ method: this.method.toUpperCase(), url, headers: [...headers, ...more], body: this.body?.bytes() ?? (/^(?:GET|HEAD|DELETE|OPTIONS)$/i.test(this.method) ? undefined : new Uint8Array()), timeoutMs: Math.max(0, this.timeout), readTimeoutMs: Math.max(0, this.readTimeout), maximumRedirection: this.follows ? this.redirections : 0, skipCertificateCheck: false, ...proxyFor(this.kept.get('Proxy') ?? null, url) });
      } catch (e) { if (e instanceof WebPortError) return noAnswer(e); throw e; }
    };
    const isSigned = signed === undefined || this.headers.get('Authorization') !== null;
    let response = ask([]);
    // A credential is shown to a server that asks for one.
    if (!isSigned && response.status === 401 && response.headers.some(([name, value]) => /^www-authenticate$/i.test(name) && /\bbasic\b/i.test(value))) response = ask([['Authorization', signed]]);
    if (jar instanceof CookieContainer) for (const [name, value] of response.headers) if (/^set-cookie$/i.test(name)) jar.keep(new URL(response.url), value);
    const made = new HttpWebResponse(response, this.method.toUpperCase(), (jar instanceof CookieContainer ? jar : new CookieContainer()).collection(new URL(response.url)));
    return response.status >= 400 ? webFailure(`The remote server returned an error: (${response.status}) ${response.statusText}.`, STATUS.protocol, made) : made;
  }
}
const requestBase = named<HttpWebRequest>(`${NET}WebRequest`), requestType = named<HttpWebRequest>(`${NET}HttpWebRequest`, [], { base: requestBase });
function create(address: Value): HttpWebRequest {
  if (address == null) netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 'requestUriString')", [['ParamName', 'requestUriString']]);
  const { url } = address instanceof Uri ? address : new Uri(toText(address));
  if (url === undefined) return netThrow('System.UriFormatException', 'Invalid URI: The format of the URI could not be determined.');
  if (/^(?:ftp|file):$/.test(url.protocol)) return netThrow('System.PlatformNotSupportedException', 'Requests of the engine are those of http and https.');
  return /^https?:$/.test(url.protocol) ? new HttpWebRequest(url) : netThrow('System.NotSupportedException', 'The URI prefix is not recognized.');
}
const create1: readonly Overload[] = [func([T.Object], create)];
laterType<HttpWebRequest>(requestBase, () => ({ statics: { Create: create1, CreateHttp: create1, CreateDefault: create1, DefaultWebProxy: { type: undefined, get: () => null, set: () => undefined }, GetSystemWebProxy: [func([], () => null)] } }));
/** A header that has a property of its own. */
const header = (name: string) => [T.String, (r: HttpWebRequest) => r.headers.get(name), (r: HttpWebRequest, v: Value) => { r.headers.set(name, v == null || toText(v) === '' ? undefined : toText(v)); }] as const;
const kept = (name: string, otherwise: Value) => [undefined, (r: HttpWebRequest) => r.kept.get(name) ?? otherwise, (r: HttpWebRequest, v: Value) => { r.kept.set(name, v); }] as const;
const milliseconds = (v: Value): number => { const ms = convertTo(v, T.Int32) as number; return ms >= -1 ? ms : netThrow('System.ArgumentOutOfRangeException', "Timeout can be only be set to 'System.Threading.Timeout.Infinite' or a value >= 0. (Parameter 'value')", [['ParamName', 'value']]); };
function tried(work: () => Value): Task {
  try { return Task.of(work()); } catch (e) { if (!(e instanceof NetThrow)) throw e; const error = e.exception; return new Task(() => ({ error })); }
}
laterType<HttpWebRequest>(requestType, () => ({
  statics: { Create: create1, CreateHttp: create1 },
  props: {
    Method: [T.String, (r) => r.method, (r, v) => { r.method = toText(v); }], RequestUri: [T.Uri, (r) => new Uri(r.url.href)], Address: [T.Uri, (r) => new Uri(r.url.href)], Host: [T.String, (r) => r.headers.get('Host') ?? r.url.host, (r, v) => { r.headers.set('Host', toText(v)); }],
    Timeout: [T.Int32, (r) => r.timeout, (r, v) => { r.timeout = milliseconds(v); }], ReadWriteTimeout: [T.Int32, (r) => r.readTimeout, (r, v) => { r.readTimeout = milliseconds(v); }], Headers: [headersType, (r) => r.headers, (r, v) => { if (v instanceof WebHeaders) r.headers = v; }],
    ContentType: header('Content-Type'), UserAgent: header('User-Agent'), Accept: header('Accept'), Referer: header('Referer'), Expect: header('Expect'), Connection: header('Connection'), TransferEncoding: header('Transfer-Encoding'),
    ContentLength: [T.Int64, (r) => BigInt(r.headers.get('Content-Length') ?? 0), (r, v) => { r.headers.set('Content-Length', toText(v)); }], AllowAutoRedirect: [T.Boolean, (r) => r.follows, (r, v) => { r.follows = v === true; }],
    MaximumAutomaticRedirections: [T.Int32, (r) => r.redirections, (r, v) => { const n = convertTo(v, T.Int32) as number; atLeast(n, 1, 'value'); r.redirections = n; }], HaveResponse: [T.Boolean, (r) => r.isAnswered],
    KeepAlive: kept('KeepAlive', true), Credentials: kept('Credentials', null), UseDefaultCredentials: kept('UseDefaultCredentials', false), PreAuthenticate: kept('PreAuthenticate', false), Proxy: kept('Proxy', null), CookieContainer: kept('CookieContainer', null), ProtocolVersion: [undefined, () => new Version([1, 1]), () => undefined],
    AllowWriteStreamBuffering: kept('AllowWriteStreamBuffering', false), SendChunked: kept('SendChunked', false), ServicePoint: [undefined, () => null], CachePolicy: kept('CachePolicy', null),
    AutomaticDecompression: [undefined, (r) => enumValue('DecompressionMethods', r.decompresses), (r, v) => { const type = lookupType(`${NET}DecompressionMethods`), read = type === undefined ? v : convertTo(v, type); if (read instanceof EnumValue) r.decompresses = read.value; }],
  },
  methods: {
    GetResponse: [method([], (r) => r.get())], GetRequestStream: [method([], (r) => r.stream)], GetResponseAsync: [method([], (r) => tried(() => r.get()))], GetRequestStreamAsync: [method([], (r) => tried(() => r.stream))], Abort: [method([], () => undefined, T.Void)],
  },
}), HttpWebRequest);
