/**
 * Where an answer sends a request on. The rules are those of PowerShell's web cmdlets and of the HTTP handler of .NET below them: cookies of
 * each answer go with the next request, a credential does not, and nothing leads from https to http unless somebody says so.
 */
import type { WebRequest, WebResponse } from '../../runtime/host.ts';

export interface RedirectRules {
  /** So often at most; then the answer is the one that would lead on. */
  readonly maximum: number;
  readonly keepsAuthorization: boolean;
  readonly keepsMethod: boolean;
  readonly allowsInsecure: boolean;
  /** PowerShell itself goes on, which never sends the body a second time; where .NET does, it goes with 307 and 308. */
  readonly isOwn: boolean;
}
/** As often as .NET does where nobody says how often. */
export const DEFAULT_MAXIMUM = 50;

const LEADS_ON: ReadonlySet<number> = new Set([300, 301, 302, 303, 307, 308]);
export const leadsOn = (status: number): boolean => LEADS_ON.has(status);
/** Statuses behind which a request is made with GET, and without its body. */
function becomesGet(status: number, method: string): boolean {
  return status === 303 ? method !== 'GET' && method !== 'HEAD' : status <= 302 && method === 'POST';
}
const isNamed = (...names: readonly string[]) => ([name]: readonly [string, string]): boolean => names.includes(name.toLowerCase());

/** The next request, undefined where there is none; `'insecure'` where it would go from https to http and must not. */
export function redirected(request: WebRequest, response: WebResponse, rules: RedirectRules): WebRequest | 'insecure' | undefined {
  const place = response.headers.find(isNamed('location'))?.[1];
  if (!leadsOn(response.status) || place === undefined || !URL.canParse(place, request.url)) return undefined;
  const url = new URL(place, request.url);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  if (url.protocol === 'http:' && /^https:/i.test(request.url) && !rules.allowsInsecure) return 'insecure';
  const dropped = ['cookie', ...(rules.keepsAuthorization ? [] : ['authorization'])];
  const method = rules.keepsMethod || !becomesGet(response.status, request.method) ? request.method : 'GET', keepsBody = !rules.isOwn && method === request.method;
  const headers = request.headers.filter((each) => !isNamed(...dropped, ...(keepsBody ? [] : ['content-type', 'content-length', 'transfer-encoding']))(each));
  // What may have a body and has none says so.
  const body = keepsBody ? request.body : /^(?:GET|HEAD|TRACE|OPTIONS|DELETE)$/.test(method) ? undefined : new Uint8Array();
  return { ...request, url: url.href, method, body, headers };
}
