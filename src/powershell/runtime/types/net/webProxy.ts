/** System.Net.WebProxy: where requests of WebClient and HttpClient go first. */
import { toItems } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import type { WebRequest } from '../../host.ts';
import { ArrayList } from '../../values/lists.ts';
import { PSCredential, Record, Uri } from '../../values/misc.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { arrayOf, T, named } from '../t.ts';
import { func, laterType, method } from '../netType.ts';

class Proxy extends NetObject {
  address: Uri | null = null;
  skipsLocal = false;
  readonly skipped = new ArrayList();
  credentials: Value = null;
  usesDefault = false;
  constructor(address: Uri | null = null, skipsLocal = false, skipped: readonly Value[] = [], credentials: Value = null) {
    super();
    this.address = address;
    this.skipsLocal = skipsLocal;
    this.skipped.items = skipped.map(toText);
    this.credentials = credentials;
  }
  /** Expressions of the list are asked of scheme, host and port, without regard to case. */
  skips(uri: Uri): boolean {
    const { url } = uri;
    if (this.address === null || url === undefined) return true;
    if (this.skipsLocal && !url.hostname.includes('.')) return true;
    return url.hostname === 'localhost' || this.skipped.items.some((each) => pattern(toText(each)).test(url.origin));
  }
}
function pattern(text: string): RegExp {
  try { return new RegExp(text, 'i'); } catch { return netThrow('System.ArgumentException', `Invalid pattern '${text}' in the bypass list.`); }
}
/** `host`, `host:port` or a whole address. */
function addressOf(text: string): Uri | null {
  if (text == null || text === '') return null;
  const full = text.includes('://') ? text : `http://${text}`;
  return URL.canParse(full) ? new Uri(full) : netThrow('System.UriFormatException', 'Invalid URI: The hostname could not be parsed.');
}
const type = named<Proxy>('System.Net.WebProxy', [], { interfaces: ['System.Net.IWebProxy', 'System.Runtime.Serialization.ISerializable'] });
laterType<Proxy>(type, () => ({
  create: [
    func([], () => new Proxy()), func([T.Uri], (u) => new Proxy(u)), func([T.Uri, T.Boolean], (u, local) => new Proxy(u, local)), func([T.Uri, T.Boolean, arrayOf(T.String)], (u, local, list) => new Proxy(u, local, list)), func([T.Uri, T.Boolean, arrayOf(T.String), T.Object], (u, local, list, c) => new Proxy(u, local, list, c)),
    func([T.String], (s) => new Proxy(addressOf(s))), func([T.String, T.Int32], (host, port) => new Proxy(addressOf(`${host}:${port}`))), func([T.String, T.Boolean], (s, local) => new Proxy(addressOf(s), local)), func([T.String, T.Boolean, arrayOf(T.String)], (s, local, list) => new Proxy(addressOf(s), local, list)),
    func([T.String, T.Boolean, arrayOf(T.String), T.Object], (s, local, list, c) => new Proxy(addressOf(s), local, list, c)),
  ],
  props: {
    Address: [T.Uri, (p) => p.address, (p, v) => { p.address = v instanceof Uri ? v : null; }], BypassProxyOnLocal: [T.Boolean, (p) => p.skipsLocal, (p, v) => { p.skipsLocal = v === true; }], BypassList: [undefined, (p) => p.skipped.items.map(toText), (p, v) => { p.skipped.items = toItems(v).map(toText); }],
    BypassArrayList: [undefined, (p) => p.skipped], Credentials: [undefined, (p) => p.credentials, (p, v) => { p.credentials = v; }], UseDefaultCredentials: [T.Boolean, (p) => p.usesDefault, (p, v) => { p.usesDefault = v === true; }],
  },
  methods: { GetProxy: [method([T.Uri], (p, uri) => (p.skips(uri) ? uri : p.address))], IsBypassed: [method([T.Uri], (p, uri) => p.skips(uri), T.Boolean)] },
}), Proxy);
/** User name and password of a credential of either kind. */
export function pairOf(credentials: Value): readonly [user: string, password: string] | undefined {
  if (credentials instanceof PSCredential) return [credentials.userName, credentials.password.reveal()];
  return credentials instanceof Record ? [toText(credentials.fields.get('UserName')), toText(credentials.fields.get('Password'))] : undefined;
}
/** What a request to an address does about a `Proxy` property. */
export function proxyFor(proxy: Value, url: string): Pick<WebRequest, 'proxy'> {
  if (!(proxy instanceof Proxy)) return {};
  if (proxy.address === null || proxy.skips(new Uri(url))) return { proxy: 'none' };
  const pair = pairOf(proxy.credentials);
  return { proxy: { url: proxy.address.original, ...(pair === undefined ? {} : { userName: pair[0], password: pair[1] }) } };
}
