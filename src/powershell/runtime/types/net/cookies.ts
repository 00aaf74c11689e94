/** System.Net.Cookie, CookieCollection and CookieContainer: which cookies go with a request (RFC 6265). */
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { DateTime } from '../../values/dateTime.ts';
import { Enumerator } from '../../values/lists.ts';
import { Uri } from '../../values/misc.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { func, laterType, method } from '../netType.ts';
import { T, named } from '../t.ts';

export class Cookie extends NetObject {
  name: string;
  value: string;
  path: string;
  domain: string;
  /** For that very host, not for those below it. */
  hostOnly = false;
  /** The smallest date: to the end of the session. */
  expires: DateTime = DateTime.min;
  secure = false;
  httpOnly = false;
  comment = '';
  readonly stamp: DateTime = new DateTime(current().host.clock.utcTicks(), 'Utc');
  constructor(name: string, value: string, path = '', domain = '') { super(); this.name = name; this.value = value; this.path = path; this.domain = domain; }
  get expired(): boolean { return this.expires.ticks !== 0n && this.expires.ticks <= current().host.clock.utcTicks(); }
  override toString(): string { return this.name === '' ? '' : `${this.name}=${this.value}`; }
}
class CookieCollection extends NetObject {
  readonly items: Cookie[];
  constructor(items: Cookie[] = []) { super(); this.items = items; }
}
const host = (domain: string): string => domain.replace(/^\./, '').toLowerCase();
export class CookieContainer extends NetObject {
  private items: Cookie[] = [];
  /** Those that have not expired. */
  all(): Cookie[] { return (this.items = this.items.filter((c) => !c.expired)); }
  add(cookie: Cookie): void {
    this.items = this.items.filter((c) => !(c.name.toLowerCase() === cookie.name.toLowerCase() && host(c.domain) === host(cookie.domain) && c.path === cookie.path));
    this.items.push(cookie);
  }
  /** What the answer of a server sets. */
  keep(url: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((x) => x.trim()), at = pair.indexOf('=');
    if (at <= 0) return;
    const attribute = (name: string): string | undefined => attributes.find((a) => a.toLowerCase() === name || a.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
    const domain = attribute('domain') ?? '', cookie = new Cookie(pair.slice(0, at).trim(), pair.slice(at + 1).trim(), pathOf(attribute('path'), url), domain === '' ? url.hostname : domain);
    // A server may not set cookies for others.
    if (url.hostname !== host(cookie.domain) && !url.hostname.endsWith(`.${host(cookie.domain)}`)) return;
    cookie.hostOnly = domain === '';
    cookie.secure = attribute('secure') !== undefined;
    cookie.httpOnly = attribute('httponly') !== undefined;
    const age = attribute('max-age'), until = Date.parse(attribute('expires') ?? '');
    if (age !== undefined && /^-?\d+$/.test(age)) cookie.expires = new DateTime(current().host.clock.utcTicks() + BigInt(age) * 10_000_000n, 'Utc');
    else if (!Number.isNaN(until)) cookie.expires = DateTime.fromUnixMs(until);
    this.add(cookie);
  }
  matching(url: URL): Cookie[] {
    return this.all().filter((c) => (url.hostname === host(c.domain) || (!c.hostOnly && url.hostname.endsWith(`.${host(c.domain)}`))) && (!c.secure || url.protocol === 'https:') && under(url.pathname, c.path))
      .sort((a, b) => b.path.length - a.path.length);
  }
  /** Those that go with a request, as scripts see them. */
  collection(url: URL): NetObject { return new CookieCollection(this.matching(url)); }
  /** The Cookie header; empty where none goes along. */
  header(url: URL): string { return this.matching(url).map((c) => c.toString()).join('; '); }
}
/** The folder of the address where the server names none. */
const pathOf = (given: string | undefined, { pathname }: URL): string => (given?.startsWith('/') === true ? given : pathname.slice(0, pathname.lastIndexOf('/')) || '/');
const under = (path: string, folder: string): boolean => folder === '' || path === folder || (path.startsWith(folder) && (folder.endsWith('/') || path.charAt(folder.length) === '/'));
const urlOf = (v: Value): URL => { const uri = v instanceof Uri ? v : new Uri(toText(v)); return uri.url ?? netThrow('System.UriFormatException', 'Invalid URI: The format of the URI could not be determined.'); };
const needsName = (name: string): string => (/^$|[=;,\s]/.test(name ?? '') || name.startsWith('$') ? netThrow('System.Net.CookieException', `The 'Name'='${name ?? ''}' part of the cookie is invalid.`) : name);
const cookieType = named<Cookie>('System.Net.Cookie'), collectionType = named<CookieCollection>('System.Net.CookieCollection', [], { interfaces: ['System.Collections.ICollection', 'System.Collections.IEnumerable'] });
function given(container: CookieContainer, cookie: Cookie, url?: URL): void {
  if (cookie.domain === '' && url === undefined) netThrow('System.ArgumentException', "The parameter 'cookie.Domain' cannot be an empty string. (Parameter 'cookie.Domain')", [['ParamName', 'cookie.Domain']]);
  const kept = Object.assign(new Cookie(cookie.name, cookie.value, cookie.path || '/', cookie.domain || (url?.hostname ?? '')), { expires: cookie.expires, secure: cookie.secure, httpOnly: cookie.httpOnly, comment: cookie.comment, hostOnly: cookie.domain === '' || !cookie.domain.startsWith('.') });
  container.add(kept);
}
laterType<Cookie>(cookieType, () => ({
  text: (c) => c.toString(), create: [func([], () => new Cookie('', '')), func([T.String, T.String], (n, v) => new Cookie(needsName(n), v ?? '')), func([T.String, T.String, T.String], (n, v, p) => new Cookie(needsName(n), v ?? '', p ?? '')), func([T.String, T.String, T.String, T.String], (n, v, p, d) => new Cookie(needsName(n), v ?? '', p ?? '', d ?? ''))],
  props: {
    Comment: [T.String, (c) => c.comment, (c, v) => { c.comment = toText(v); }], CommentUri: [T.Uri, () => null], HttpOnly: [T.Boolean, (c) => c.httpOnly, (c, v) => { c.httpOnly = v === true; }], Discard: [T.Boolean, () => false], Domain: [T.String, (c) => c.domain, (c, v) => { c.domain = toText(v); }],
    Expired: [T.Boolean, (c) => c.expired, (c, v) => { if (v === true) c.expires = new DateTime(current().host.clock.utcTicks(), 'Utc'); }], Expires: [T.DateTime, (c) => c.expires, (c, v) => { if (v instanceof DateTime) c.expires = v; }], Name: [T.String, (c) => c.name, (c, v) => { c.name = needsName(toText(v)); }],
    Path: [T.String, (c) => c.path, (c, v) => { c.path = toText(v); }], Port: [T.String, () => ''], Secure: [T.Boolean, (c) => c.secure, (c, v) => { c.secure = v === true; }], TimeStamp: [T.DateTime, (c) => c.stamp], Value: [T.String, (c) => c.value, (c, v) => { c.value = toText(v); }], Version: [T.Int32, () => 0],
  },
  methods: { ToString: [method([], (c) => c.toString(), T.String)] },
}), Cookie);
const at = (c: CookieCollection, i: Value): Value => (typeof i === 'number' ? c.items[i] ?? netThrow('System.ArgumentOutOfRangeException', "Specified argument was out of the range of valid values. (Parameter 'index')") : c.items.find((x) => x.name.toLowerCase() === toText(i).toLowerCase()) ?? null);
laterType<CookieCollection>(collectionType, () => ({
  enumerate: (c) => c.items, index: { get: at }, create: [func([], () => new CookieCollection())],
  props: { Count: [T.Int32, (c) => c.items.length], IsReadOnly: [T.Boolean, () => false] },
  methods: { Add: [method([cookieType], (c, x) => { c.items.push(x); }, T.Void)], Clear: [method([], (c) => { c.items.length = 0; }, T.Void)], GetEnumerator: [method([], (c) => new Enumerator(c.items))] },
}), CookieCollection);
laterType<CookieContainer>(named<CookieContainer>('System.Net.CookieContainer'), () => ({
  create: [func([], () => new CookieContainer())],
  props: { Capacity: [T.Int32, () => 300], Count: [T.Int32, (c) => c.all().length], MaxCookieSize: [T.Int32, () => 4096], PerDomainCapacity: [T.Int32, () => 20] },
  methods: {
    Add: [method([cookieType], (c, x) => given(c, x), T.Void), method([collectionType], (c, all) => { for (const x of all.items) given(c, x); }, T.Void), method([T.Uri, cookieType], (c, u, x) => given(c, x, urlOf(u)), T.Void), method([T.Uri, collectionType], (c, u, all) => { for (const x of all.items) given(c, x, urlOf(u)); }, T.Void)],
    GetCookies: [method([T.Uri], (c, u) => new CookieCollection(c.matching(urlOf(u))))], GetAllCookies: [method([], (c) => new CookieCollection([...c.all()]))], GetCookieHeader: [method([T.Uri], (c, u) => c.header(urlOf(u)), T.String)],
    SetCookies: [method([T.Uri, T.String], (c, u, text) => { for (const line of text.split(/,(?=\s*[^\s;,=]+=)/)) c.keep(urlOf(u), line); }, T.Void)],
  },
}), CookieContainer);
