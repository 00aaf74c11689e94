/** System.Net.WebRequest and HttpWebRequest over the web port: the request is made when the answer is asked for. */
import { NetThrow, netThrow } from '../../errors/raise.ts';
import { toText } from '../../convert/toText.ts';
import { convertTo } from '../../convert/convert.ts';
import { WebPortError } from '../../host.ts';
import type { WebResponse } from '../../host.ts';
import { current } from '../../run/current.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { Uri } from '../../values/misc.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { Version } from '../../values/version.ts';
import { ByteStream } from '../io/byteStreams.ts';
import { func, laterType, method } from '../netType.ts';
import type { Overload } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { atLeast } from '../guards/refuse.ts';
import { T, named } from '../t.ts';
import { Task } from '../threading/task.ts';
import { CookieContainer } from './cookies.ts';
import { HttpWebResponse, NET, STATUS, WebHeaders, enumValue, headersType, noAnswer, webFailure } from './webAnswer.ts';
import { pairOf, proxyFor } from './webProxy.ts';

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
/** The proxy of the system, where scripts set credentials that nobody asks for: the environment of the worker says where requests go. */
class SystemProxy extends NetObject { credentials: Value = null; }
laterType<SystemProxy>(named<SystemProxy>(`${NET}Http.HttpNoProxy`, [], { interfaces: ['System.Net.IWebProxy'] }), () => ({
  props: { Credentials: [undefined, (p) => p.credentials, (p, v) => { p.credentials = v; }] }, methods: { GetProxy: [method([T.Uri], () => null)], IsBypassed: [method([T.Uri], () => true, T.Boolean)] },
}), SystemProxy);
const systemProxy = new SystemProxy();
/** The credential of the account: it has no password to show, so that a request with it goes unsigned, as .NET's does outside of a domain. */
class AccountCredential extends NetObject {}
laterType<AccountCredential>(named<AccountCredential>(`${NET}SystemNetworkCredential`, [], { interfaces: ['System.Net.ICredentials'] }), () => ({ props: { UserName: [T.String, () => ''], Password: [T.String, () => ''], Domain: [T.String, () => ''] } }), AccountCredential);
const account = { type: undefined, get: () => new AccountCredential() };
laterType(named(`${NET}CredentialCache`), () => ({ statics: { DefaultCredentials: account, DefaultNetworkCredentials: account } }));
const create1: readonly Overload[] = [func([T.Object], create)];
laterType<HttpWebRequest>(requestBase, () => ({ statics: { Create: create1, CreateHttp: create1, CreateDefault: create1, DefaultWebProxy: { type: undefined, get: () => systemProxy, set: () => undefined }, GetSystemWebProxy: [func([], () => systemProxy)] } }));
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
    KeepAlive: kept('KeepAlive', true), Credentials: kept('Credentials', null), UseDefaultCredentials: kept('UseDefaultCredentials', false), PreAuthenticate: kept('PreAuthenticate', false), Proxy: kept('Proxy', systemProxy), CookieContainer: kept('CookieContainer', null), ProtocolVersion: [undefined, () => new Version([1, 1]), () => undefined],
    AllowWriteStreamBuffering: kept('AllowWriteStreamBuffering', false), SendChunked: kept('SendChunked', false), ServicePoint: [undefined, () => null], CachePolicy: kept('CachePolicy', null),
    AutomaticDecompression: [undefined, (r) => enumValue('DecompressionMethods', r.decompresses), (r, v) => { const type = lookupType(`${NET}DecompressionMethods`), read = type === undefined ? v : convertTo(v, type); if (read instanceof EnumValue) r.decompresses = read.value; }],
  },
  methods: {
    GetResponse: [method([], (r) => r.get())], GetRequestStream: [method([], (r) => r.stream)], GetResponseAsync: [method([], (r) => tried(() => r.get()))], GetRequestStreamAsync: [method([], (r) => tried(() => r.stream))], Abort: [method([], () => undefined, T.Void)],
  },
}), HttpWebRequest);
