/** WebRequestSession: headers and cookies kept from one request to the next. */
import { toText } from '../../runtime/convert/toText.ts';
import { CookieContainer } from '../../runtime/types/net/cookies.ts';
import { func, laterType } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';
import { NetObject } from '../../runtime/values/value.ts';

export class WebSession extends NetObject {
  readonly headers: Hashtable = new Hashtable();
  cookies = new CookieContainer();
  userAgent = '';
  /** -1: as often as .NET does. */
  maximumRedirection = -1;
  maximumRetryCount = 0;
  retryIntervalInSeconds = 5;
  /** Keeps what the answer of a server sets. */
  keep(url: string, setCookies: readonly string[]): void {
    for (const line of setCookies) this.cookies.keep(new URL(url), line);
  }
  /** The Cookie header for a request, or undefined. */
  cookieHeader(url: string): string | undefined {
    const header = this.cookies.header(new URL(url));
    return header === '' ? undefined : header;
  }
}
laterType<WebSession>(named<WebSession>('Microsoft.PowerShell.Commands.WebRequestSession'), () => ({
  create: [func([], () => new WebSession())],
  props: {
    Headers: [undefined, (s) => s.headers], Cookies: [undefined, (s) => s.cookies, (s, v) => { if (v instanceof CookieContainer) s.cookies = v; }], UserAgent: [T.String, (s) => s.userAgent, (s, v) => { s.userAgent = toText(v); }],
    MaximumRedirection: [T.Int32, (s) => s.maximumRedirection, (s, v) => { s.maximumRedirection = Number(v); }], MaximumRetryCount: [T.Int32, (s) => s.maximumRetryCount, (s, v) => { s.maximumRetryCount = Number(v); }],
    RetryIntervalInSeconds: [T.Int32, (s) => s.retryIntervalInSeconds, (s, v) => { s.retryIntervalInSeconds = Number(v); }],
  },
}), WebSession);
