/** WebRequestSession: headers and cookies kept from one request to the next. */
import { toText } from '../../runtime/convert/toText.ts';
import { func, laterType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';
import { NetObject } from '../../runtime/values/value.ts';

export class WebSession extends NetObject {
  readonly headers: Hashtable = new Hashtable();
  userAgent = '';
  private readonly cookies = new Map<string, { readonly host: string; readonly path: string; readonly name: string; readonly value: string }>();
  /** Keeps what the answer of a server sets. */
  keep(url: string, setCookies: readonly string[]): void {
    const { hostname } = new URL(url);
    for (const line of setCookies) {
      const [pair = '', ...attributes] = line.split(';').map((x) => x.trim()), at = pair.indexOf('=');
      if (at <= 0) continue;
      const attribute = (name: string): string | undefined => attributes.find((a) => a.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
      const name = pair.slice(0, at), host = (attribute('domain') ?? hostname).replace(/^\./, '').toLowerCase(), path = attribute('path') ?? '/', key = `${host} ${path} ${name}`;
      // A server may not set cookies for others.
      if (hostname !== host && !hostname.endsWith(`.${host}`)) continue;
      if (attribute('max-age') === '0') this.cookies.delete(key);
      else this.cookies.set(key, { host, path, name, value: pair.slice(at + 1) });
    }
  }
  /** The Cookie header for a request, or undefined. */
  cookieHeader(url: string): string | undefined {
    const { hostname, pathname } = new URL(url);
    const sent = [...this.cookies.values()].filter((c) => (hostname === c.host || hostname.endsWith(`.${c.host}`)) && pathname.startsWith(c.path));
    return sent.length === 0 ? undefined : sent.map((c) => `${c.name}=${c.value}`).join('; ');
  }
}
laterType<WebSession>(named<WebSession>('Microsoft.PowerShell.Commands.WebRequestSession'), () => ({
  create: [func([], () => new WebSession())],
  props: { Headers: [undefined, (s) => s.headers], UserAgent: [T.String, (s) => s.userAgent, (s, v) => { s.userAgent = toText(v); }] },
}), WebSession);
