/** System.Net.WebClient over the web port. */
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { WebPortError } from '../../host.ts';
import { current } from '../../run/current.ts';
import { Hashtable } from '../../values/dictionary.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { ByteStream } from '../io/byteStreams.ts';
import { func, laterType, method } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { HttpWebResponse, STATUS, noAnswer, webFailure } from './webAnswer.ts';
import { pairOf, proxyFor } from './webProxy.ts';
import { Encoding, bytesValue, defaultEncoding, rawBytes } from '../text/text.ts';

class WebClient extends NetObject {
  headers = new Hashtable();
  encoding: Value = defaultEncoding;
  credentials: Value = null;
  baseAddress = '';
  proxy: Value = null;
  /** Those of the last answer. */
  answered: Value = null;
}
const type = named<WebClient>('System.Net.WebClient', [], { interfaces: ['System.IDisposable'] });
/** User name and password of a credential of either kind. */
function authorization(credentials: Value): readonly (readonly [string, string])[] {
  const pair = pairOf(credentials);
  return pair === undefined ? [] : [['Authorization', `Basic ${Buffer.from(pair.join(':'), 'utf8').toString('base64')}`]];
}
function request(client: WebClient, address: Value, verb: string, body?: Uint8Array): Uint8Array {
  const port = current().host.web ?? webFailure('Web requests are switched off here: this engine runs without a network.', STATUS.unknown);
  const text = toText(address), url = /^https?:/i.test(text) || client.baseAddress === '' ? text : new URL(text, client.baseAddress).href;
  if (!URL.canParse(url) || !/^https?:/i.test(url)) return netThrow('System.UriFormatException', 'Invalid URI: The format of the URI could not be determined.');
  const headers: (readonly [string, string])[] = [...client.headers.entries.values()].map((e) => [toText(e.key), toText(e.value)] as const);
  try {
    const answer = port.send({ method: verb, url, headers: [...headers, ...(headers.some(([n]) => n.toLowerCase() === 'authorization') ? [] : authorization(client.credentials))], body, timeoutMs: 100_000, maximumRedirection: 50, skipCertificateCheck: false, ...proxyFor(client.proxy, url) });
    const made = new HttpWebResponse(answer, verb, null);
    client.answered = made.headers;
    return answer.status < 400 ? answer.body : webFailure(`The remote server returned an error: (${answer.status}) ${answer.statusText}.`, STATUS.protocol, made);
  } catch (e) { if (e instanceof WebPortError) return noAnswer(e); throw e; }
}
const decode = (client: WebClient, bytes: Uint8Array): string => (client.encoding instanceof Encoding ? client.encoding.decode(bytes) : new TextDecoder().decode(bytes));
const encode = (client: WebClient, text: string): Uint8Array => (client.encoding instanceof Encoding ? client.encoding.encode(text) : new TextEncoder().encode(text));
function toFile(client: WebClient, address: Value, path: string): void {
  const { files } = current().host, target = files ?? netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
  target.write(target.resolve(current().workingDirectory.path, path), request(client, address, 'GET'), false);
}
laterType<WebClient>(type, () => ({
  create: [func([], () => new WebClient())],
  props: { Headers: [undefined, (c) => c.headers, (c, v) => { if (v instanceof Hashtable) c.headers = v; }], Encoding: [undefined, (c) => c.encoding, (c, v) => { c.encoding = v; }], Credentials: [undefined, (c) => c.credentials, (c, v) => { c.credentials = v; }], BaseAddress: [T.String, (c) => c.baseAddress, (c, v) => { c.baseAddress = toText(v); }], UseDefaultCredentials: [T.Boolean, () => false, () => undefined], Proxy: [undefined, (c) => c.proxy, (c, v) => { c.proxy = v; }], IsBusy: [T.Boolean, () => false], ResponseHeaders: [undefined, (c) => c.answered] },
  methods: {
    DownloadString: [method([T.Object], (c, a) => decode(c, request(c, a, 'GET')), T.String)], DownloadData: [method([T.Object], (c, a) => bytesValue(request(c, a, 'GET')))], DownloadFile: [method([T.Object, T.String], toFile, T.Void)], OpenRead: [method([T.Object], (c, a) => new ByteStream(request(c, a, 'GET'), { canWrite: false }))],
    UploadString: [method([T.Object, T.String], (c, a, s) => decode(c, request(c, a, 'POST', encode(c, s))), T.String), method([T.Object, T.String, T.String], (c, a, m, s) => decode(c, request(c, a, m, encode(c, s))), T.String)], UploadData: [method([T.Object, arrayOf(T.Byte)], (c, a, b) => bytesValue(request(c, a, 'POST', rawBytes(b)))), method([T.Object, T.String, arrayOf(T.Byte)], (c, a, m, b) => bytesValue(request(c, a, m, rawBytes(b))))],
    Dispose: [method([], () => undefined, T.Void)],
  },
}), WebClient);
