/** System.Net.Http messages as web cmdlets hand them out: the answer, what was asked, their headers and content. */
import { toText } from '../../runtime/convert/toText.ts';
import { netThrow } from '../../runtime/errors/raise.ts';
import type { WebRequest, WebResponse } from '../../runtime/host.ts';
import { ByteStream } from '../../runtime/types/io/byteStreams.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { from, func, laterType, method } from '../../runtime/types/netType.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { Task } from '../../runtime/types/threading/task.ts';
import { T, named } from '../../runtime/types/t.ts';
import { bytesValue } from '../../runtime/types/text/text.ts';
import { Record, Uri } from '../../runtime/values/misc.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Version } from '../../runtime/values/version.ts';
import { ContentHeaders, RequestHeaders, ResponseHeaders, headersText } from './httpHeaders.ts';
import { statusValue } from './status.ts';
import { bodyText } from './bodyText.ts';

const HTTP = 'System.Net.Http.', disposable = { interfaces: ['System.IDisposable'] }, ONE_ONE = new Version([1, 1]);
const MESSAGE = named<Record>(`${HTTP}HttpResponseMessage`, [], disposable), REQUEST = named<Record>(`${HTTP}HttpRequestMessage`, [], disposable), METHOD = named<Record>(`${HTTP}HttpMethod`);
export class HttpContent extends NetObject {
  readonly body: Uint8Array;
  readonly headers: ContentHeaders;
  constructor(body: Uint8Array, headers: ContentHeaders) { super(); this.body = body; this.headers = headers; }
  get text(): string { return bodyText(this.body, this.headers.first('content-type') ?? ''); }
}
export const content: NetType<HttpContent> = named<HttpContent>(`${HTTP}HttpContent`, [], disposable);
laterType<HttpContent>(named<HttpContent>(`${HTTP}StreamContent`, [], { base: content }), () => ({
  create: [func([ByteStream.type], (s) => new HttpContent(s.read(s.length), new ContentHeaders([])))], text: () => `${HTTP}StreamContent`, props: { Headers: [undefined, (c) => c.headers] },
  methods: {
    ReadAsStringAsync: [method([], (c) => Task.of(c.text))], ReadAsByteArrayAsync: [method([], (c) => Task.of(bytesValue(c.body)))], ReadAsStreamAsync: [method([], (c) => Task.of(new ByteStream(c.body, { canWrite: false })))], ReadAsStream: [method([], (c) => new ByteStream(c.body, { canWrite: false }))],
    Dispose: [method([], () => undefined, T.Void)],
  },
}), HttpContent);
const methodOf = (name: string): Record => new Record(METHOD, [['Method', name.toUpperCase()]]);
laterType<Record>(METHOD, () => ({
  text: (m) => toText(m.fields.get('Method') ?? ''), create: [func([T.String], methodOf)], convert: [from(T.String, (name: string) => methodOf(name))],
  statics: Object.fromEntries(['Get', 'Post', 'Put', 'Delete', 'Head', 'Options', 'Patch', 'Trace'].map((name) => [name, { type: METHOD, get: () => methodOf(name) }])),
}));
/** A request that a script makes. */
const emptyRequest = (verb: Value, url: Value): Record => new Record(REQUEST, [['Version', ONE_ONE], ['Content', null], ['Method', verb], ['RequestUri', url == null ? null : new Uri(toText(url))], ['Headers', new RequestHeaders([])]]);
const changed = (name: string) => [undefined, (m: Record) => m.fields.get(name) ?? null, (m: Record, v: Value) => { m.fields.set(name, name === 'RequestUri' && v != null ? new Uri(toText(v)) : name === 'Method' ? convertTo(v, METHOD) : v); }] as const;
const shown = (m: Record, first: string): string => `${first}, Version: 1.1, Content: ${m.fields.get('Content') == null ? '<null>' : toText(m.fields.get('Content') ?? '')}, Headers:\n{\n${headersText([m.fields.get('Headers') ?? null, (m.fields.get('Content') as HttpContent | null)?.headers ?? null])}}`;
laterType<Record>(REQUEST, () => ({ text: (m) => shown(m, `Method: ${toText(m.fields.get('Method') ?? '')}, RequestUri: '${toText(m.fields.get('RequestUri') ?? '')}'`),
  create: [func([], () => emptyRequest(methodOf('GET'), null)), func([METHOD, T.Object], (verb, url) => emptyRequest(verb, url))], props: { Content: changed('Content'), Method: changed('Method'), RequestUri: changed('RequestUri') }, methods: { Dispose: [method([], () => undefined, T.Void)] } }));
laterType<Record>(MESSAGE, () => ({
  text: (m) => shown(m, `StatusCode: ${status(m)}, ReasonPhrase: '${toText(m.fields.get('ReasonPhrase') ?? '')}'`),
  methods: {
    Dispose: [method([], () => undefined, T.Void)],
    EnsureSuccessStatusCode: [method([], (m) => (m.fields.get('IsSuccessStatusCode') === true ? m : netThrow('System.Net.Http.HttpRequestException', `Response status code does not indicate success: ${status(m)} (${toText(m.fields.get('ReasonPhrase') ?? '')}).`)))],
  },
}));
const status = (m: Record): number => { const code = m.fields.get('StatusCode'); return code !== null && typeof code === 'object' && 'value' in code ? Number(code.value) : 0; };

/** What was asked for. The text of it shows no credentials; the headers themselves have them. */
export function requestMessage(request: WebRequest): Record {
  const body = request.body === undefined ? null : new HttpContent(request.body, new ContentHeaders(request.headers));
  return new Record(REQUEST, [['Version', ONE_ONE], ['Content', body], ['Method', new Record(METHOD, [['Method', request.method]])], ['RequestUri', new Uri(request.url)], ['Headers', new RequestHeaders(request.headers)]]);
}
/** The answer to `request`. */
export function responseMessage(response: WebResponse, request: WebRequest): Record {
  return new Record(MESSAGE, [
    ['Version', ONE_ONE], ['Content', new HttpContent(response.body, new ContentHeaders(response.headers))], ['StatusCode', statusValue(response.status)], ['ReasonPhrase', response.statusText], ['Headers', new ResponseHeaders(response.headers)],
    // The address that answered, behind the redirections.
    ['RequestMessage', requestMessage({ ...request, url: response.url })], ['IsSuccessStatusCode', response.status >= 200 && response.status < 300],
  ]);
}
