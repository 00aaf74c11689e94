/** Who sent an answer that refuses: its status alone does not tell an SMA web service from any other server. */
import { readErrorReply } from '../../odata/client/errorReply.ts';

export interface FailedResponse { readonly status: number; /** By lower-case name. */ readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }

/**
 * - `sma`: it has a `DataServiceVersion` header, as every answer of WCF Data Services (sma-rest-api.md 1.3), or the
 *   error body of OData v3 (5.5): `error.message.value`, `odata.error`, or XML's `m:error`. JSON that has merely an
 *   `error` is what half the web answers.
 * - `iis`: the house that a real SMA lives in (5.5: 401.x and 500.x are IIS's own pages), by `Server` or `X-Powered-By`.
 * - `page`: a web page, which a proxy in front of SMA may send as well as any other server.
 * - `other`: none of these.
 */
export type Sender = 'sma' | 'iis' | 'page' | 'other';

export function senderOf({ headers }: FailedResponse, text: string): Sender {
  if (headers['dataserviceversion'] !== undefined || isODataError(text)) return 'sma';
  if (/microsoft-(iis|httpapi)/i.test(headers['server'] ?? '') || /asp\.net/i.test(headers['x-powered-by'] ?? '') || headers['x-aspnet-version'] !== undefined) return 'iis';
  return isPage(headers) ? 'page' : 'other';
}

/** True where a sign-in of one of SMA's kinds is asked for (sma-rest-api.md 1.5), by a proxy in front of it perhaps. */
export function asksAsSmaDoes({ headers }: FailedResponse): boolean {
  return /(^|[\s,])(basic|negotiate|ntlm)\b/i.test(headers['www-authenticate'] ?? '') && !/json/i.test(headers['content-type'] ?? '');
}

export const isPage = (headers: FailedResponse['headers']): boolean => headers['content-type']?.toLowerCase().startsWith('text/html') === true;

function isODataError(text: string): boolean {
  if (readErrorReply(text) === undefined) return false;
  if (text.replace(/^\uFEFF/, '').trimStart().startsWith('<')) return true;
  const document = JSON.parse(text.replace(/^\uFEFF/, '')) as { readonly error?: { readonly message?: unknown } };
  return 'odata.error' in document || typeof document.error?.message === 'object';
}
