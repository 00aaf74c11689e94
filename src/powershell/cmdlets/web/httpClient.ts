/** System.Net.Http.HttpClient over the web port: the answer is there when the method returns, and its task is done. */
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import type { exception} from '../../runtime/errors/raise.ts';
import { netThrow } from '../../runtime/errors/raise.ts';
import { WebPortError } from '../../runtime/host.ts';
import type { WebRequest, WebResponse } from '../../runtime/host.ts';
import { current } from '../../runtime/run/current.ts';
import { ByteStream } from '../../runtime/types/io/byteStreams.ts';
import { func, laterType, method } from '../../runtime/types/netType.ts';
import { proxyFor } from '../../runtime/types/net/webProxy.ts';
import { Encoding, bytesValue, rawBytes, webName } from '../../runtime/types/text/text.ts';
import { Task } from '../../runtime/types/threading/task.ts';
import type { TaskOutcome } from '../../runtime/types/threading/task.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { PSCredential, Record, Uri } from '../../runtime/values/misc.ts';
import { TICKS_PER_MS, TICKS_PER_SECOND, TimeSpan } from '../../runtime/values/timeSpan.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { bodyText } from './bodyText.ts';
import { ContentHeaders, RequestHeaders } from './httpHeaders.ts';
import { HttpContent, content, responseMessage } from './httpMessage.ts';

const HTTP = 'System.Net.Http.', disposable = { interfaces: ['System.IDisposable'] }, DEFAULT_SECONDS = 100n, REDIRECTIONS = 50;
class Handler extends NetObject { readonly given = new Map<string, Value>(); get(name: string, otherwise: Value): Value { return this.given.get(name) ?? otherwise; } }
const handlerType = named<Handler>(`${HTTP}HttpClientHandler`, [], disposable);
const part = (name: string, otherwise: Value) => [undefined, (h: Handler) => h.get(name, otherwise), (h: Handler, v: Value) => { h.given.set(name, v); }] as const;
/** What stands for "any certificate". */
class AnyCertificate extends NetObject {}
laterType<AnyCertificate>(named<AnyCertificate>(`${HTTP}AnyServerCertificate`), () => ({}), AnyCertificate);
const anyCertificate = new AnyCertificate();
laterType<Handler>(handlerType, () => ({
  create: [func([], () => new Handler())],
  props: { Credentials: part('Credentials', null), UseDefaultCredentials: part('UseDefaultCredentials', false), AllowAutoRedirect: part('AllowAutoRedirect', true), MaxAutomaticRedirections: part('MaxAutomaticRedirections', REDIRECTIONS), Proxy: part('Proxy', null), UseProxy: part('UseProxy', true), UseCookies: part('UseCookies', true), CookieContainer: part('CookieContainer', null), AutomaticDecompression: part('AutomaticDecompression', null), ServerCertificateCustomValidationCallback: part('ServerCertificateCustomValidationCallback', null), PreAuthenticate: part('PreAuthenticate', false), SslProtocols: part('SslProtocols', null) },
  methods: { Dispose: [method([], () => undefined, T.Void)] }, statics: { DangerousAcceptAnyServerCertificateValidator: { type: undefined, get: () => anyCertificate } },
}), Handler);

class HttpClient extends NetObject {
  readonly handler: Handler;
  readonly headers = new RequestHeaders([]);
  baseAddress: Uri | null = null;
  timeout = new TimeSpan(DEFAULT_SECONDS * TICKS_PER_SECOND);
  constructor(handler = new Handler()) { super(); this.handler = handler; }
}
const failed = (message: string): never => netThrow(`${HTTP}HttpRequestException`, message);
function addressOf(client: HttpClient, address: Value): string {
  const text = address == null ? '' : toText(address), base = client.baseAddress?.url?.href, url = base === undefined ? text : new URL(text, base).href;
  return /^https?:/i.test(url) && URL.canParse(url) ? url : netThrow('System.InvalidOperationException', 'An invalid request URI was provided. Either the request URI must be an absolute URI or BaseAddress must be set.');
}
function authorization(credentials: Value): readonly (readonly [string, string])[] {
  const pair = credentials instanceof PSCredential ? [credentials.userName, credentials.password.reveal()] : credentials instanceof Record ? [toText(credentials.fields.get('UserName')), toText(credentials.fields.get('Password'))] : undefined;
  return pair === undefined ? [] : [['Authorization', `Basic ${Buffer.from(pair.join(':'), 'utf8').toString('base64')}`]];
}
const flat = (headers: { readonly entries: readonly { readonly name: string; readonly values: readonly string[] }[] }): (readonly [string, string])[] => headers.entries.map((e) => [e.name, e.values.join(e.name.toLowerCase() === 'user-agent' ? ' ' : ', ')] as const);
function send(client: HttpClient, verb: string, address: Value, body: Value, own?: RequestHeaders): { readonly request: WebRequest; readonly response: WebResponse } {
  const port = current().host.web ?? failed('Web requests are switched off here: this engine runs without a network.'), { handler } = client, sent = body instanceof HttpContent ? body : undefined;
  const headers = [...flat(own ?? { entries: [] }), ...flat(client.headers).filter(([n]) => own?.all(n) === undefined), ...(sent === undefined ? [] : flat(sent.headers))];
  const timeoutMs = client.timeout.ticks < 0n ? 0 : Number(client.timeout.ticks / TICKS_PER_MS), redirects = handler.get('AllowAutoRedirect', true) === true ? Number(toText(handler.get('MaxAutomaticRedirections', REDIRECTIONS))) : 0;
  const url = addressOf(client, address), request: WebRequest = {
    method: verb, url, ...(handler.get('UseProxy', true) === true ? proxyFor(handler.get('Proxy', null), url) : { proxy: 'none' as const }), headers: [...headers, ...(headers.some(([n]) => n.toLowerCase() === 'authorization') ? [] : authorization(handler.get('Credentials', null)))], body: sent?.body, timeoutMs, maximumRedirection: redirects,
    skipCertificateCheck: handler.get('ServerCertificateCustomValidationCallback', null) === anyCertificate,
  };
  try { return { request, response: port.send(request) }; } catch (e) {
    if (!(e instanceof WebPortError)) throw e;
    return e.reason === 'timeout' ? netThrow('System.Threading.Tasks.TaskCanceledException', `The request was canceled due to the configured HttpClient.Timeout of ${Number(client.timeout.ticks / TICKS_PER_SECOND)} seconds elapsing.`) : failed(e.message);
  }
}
/** The work as a task that is over. */
function task(work: () => Value): Task {
  let outcome: TaskOutcome;
  try { outcome = { value: work() }; } catch (e) {
    if (typeof e !== 'object' || e === null || !('exception' in e)) throw e;
    outcome = { error: e.exception as ReturnType<typeof exception> };
  }
  return new Task(() => outcome);
}
const message = (client: HttpClient, verb: string, address: Value, body: Value = null, own?: RequestHeaders): Value => { const { request, response } = send(client, verb, address, body, own); return responseMessage(response, request); };
/** The body of an answer that says that all is well. */
function good(client: HttpClient, address: Value): WebResponse {
  const { response } = send(client, 'GET', address, null);
  return response.status >= 200 && response.status < 300 ? response : failed(`Response status code does not indicate success: ${response.status} (${response.statusText}).`);
}
const textOf = (r: WebResponse): string => bodyText(r.body, r.headers.find(([n]) => n.toLowerCase() === 'content-type')?.[1] ?? '');
function sendMessage(client: HttpClient, asked: Value): Value {
  if (!(asked instanceof Record)) return netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 'request')", [['ParamName', 'request']]);
  const { fields } = asked, own = fields.get('Headers');
  return message(client, toText(fields.get('Method') ?? ''), fields.get('RequestUri') ?? null, fields.get('Content') ?? null, own instanceof RequestHeaders ? own : undefined);
}
laterType<HttpClient>(named<HttpClient>(`${HTTP}HttpClient`, [], disposable), () => ({
  create: [func([], () => new HttpClient()), func([handlerType], (h) => new HttpClient(h)), func([handlerType, T.Boolean], (h) => new HttpClient(h))],
  props: {
    BaseAddress: [T.Uri, (c) => c.baseAddress, (c, v) => { c.baseAddress = v == null ? null : new Uri(toText(v)); }], DefaultRequestHeaders: [undefined, (c) => c.headers], Timeout: [T.TimeSpan, (c) => c.timeout, (c, v) => { if (v instanceof TimeSpan) c.timeout = v; }],
    MaxResponseContentBufferSize: [T.Int64, () => 2147483647n, () => undefined], DefaultRequestVersion: [undefined, () => null, () => undefined],
  },
  methods: {
    GetAsync: [method([T.Object], (c, u) => task(() => message(c, 'GET', u))), method([T.Object, T.Object], (c, u) => task(() => message(c, 'GET', u)))], DeleteAsync: [method([T.Object], (c, u) => task(() => message(c, 'DELETE', u)))],
    PostAsync: [method([T.Object, T.Object], (c, u, b) => task(() => message(c, 'POST', u, b)))], PutAsync: [method([T.Object, T.Object], (c, u, b) => task(() => message(c, 'PUT', u, b)))], PatchAsync: [method([T.Object, T.Object], (c, u, b) => task(() => message(c, 'PATCH', u, b)))],
    SendAsync: [method([T.Object], (c, m) => task(() => sendMessage(c, m))), method([T.Object, T.Object], (c, m) => task(() => sendMessage(c, m)))], Send: [method([T.Object], sendMessage)],
    GetStringAsync: [method([T.Object], (c, u) => task(() => textOf(good(c, u))))], GetByteArrayAsync: [method([T.Object], (c, u) => task(() => bytesValue(good(c, u).body)))], GetStreamAsync: [method([T.Object], (c, u) => task(() => new ByteStream(good(c, u).body, { canWrite: false })))],
    CancelPendingRequests: [method([], () => undefined, T.Void)], Dispose: [method([], () => undefined, T.Void)],
  },
}), HttpClient);
const body = (bytes: Uint8Array, type?: string): HttpContent => new HttpContent(bytes, new ContentHeaders(type === undefined ? [] : [['Content-Type', type]]));
const encoded = (text: string, encoding: Value, type: string): HttpContent => { const by = encoding instanceof Encoding ? encoding : undefined; return body(by?.encode(text) ?? new TextEncoder().encode(text), `${type}; charset=${by === undefined ? 'utf-8' : webName(by)}`); };
const kinds = (name: string) => named<HttpContent>(HTTP + name, [], { base: content });
const pairsOf = (v: Value): (readonly [string, string])[] => (v instanceof Dictionary ? [...v.entries.values()].map((e) => [toText(e.key), toText(e.value)] as const) : toItems(v).flatMap((e) => (e instanceof NetObject && 'key' in e && 'value' in e ? [[toText(e.key as Value), toText(e.value as Value)] as const] : [])));
laterType(kinds('StringContent'), () => ({ create: [func([T.String], (t) => encoded(t, null, 'text/plain')), func([T.String, T.Object], (t, e) => encoded(t, e, 'text/plain')), func([T.String, T.Object, T.Object], (t, e, m) => encoded(t, e, toText(m)))] }));
laterType(kinds('ByteArrayContent'), () => ({ create: [func([arrayOf(T.Byte)], (b) => body(rawBytes(b)))] }));
laterType(kinds('FormUrlEncodedContent'), () => ({ create: [func([T.Object], (v) => body(new TextEncoder().encode(pairsOf(v).map((p) => p.map((x) => encodeURIComponent(x).replaceAll('%20', '+')).join('=')).join('&')), 'application/x-www-form-urlencoded'))] }));
