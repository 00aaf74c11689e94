/**
 * Sends the web requests of runbooks with axios. A bundle of its own, loaded with the first request: most runbooks make none,
 * and a sandbox has to start fast.
 */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import type { AxiosProxyConfig, AxiosResponse } from 'axios';
import type { WebRequest } from '../../../powershell/runtime/host.ts';
import type { WebReply } from './webPort.ts';

/** No answer is larger: a runbook that asks for more gets an error instead of the end of its process. */
const LARGEST = 512 * 1024 * 1024;

/** Sends one request. Never rejects: what goes wrong is the reply, in .NET's words. */
export async function sendWebRequest(request: WebRequest): Promise<WebReply> {
  const proxy = proxyOf(request), own = agentOf(request);
  try {
    const response: AxiosResponse<Buffer> = await axios.request<Buffer>({
      url: request.url, method: request.method, headers: headersOf(request), ...(request.body === undefined ? {} : { data: Buffer.from(request.body) }), responseType: 'arraybuffer',
      httpAgent: kept.http, httpsAgent: own ?? (request.skipCertificateCheck ? kept.unchecked : kept.checked), ...(proxy === undefined ? {} : { proxy }), maxRedirects: request.maximumRedirection, timeout: request.timeoutMs, maxContentLength: LARGEST, maxBodyLength: Infinity,
      validateStatus: () => true, transformRequest: [(data: unknown) => data], transformResponse: [(data: unknown) => data],
      // As PowerShell does: a credential is for the address it was given to.
      beforeRedirect: (options: { headers?: Record<string, unknown> }) => { for (const name of Object.keys(options.headers ?? {})) if (name.toLowerCase() === 'authorization') delete options.headers?.[name]; },
      ...(request.timeoutMs > 0 ? { signal: AbortSignal.timeout(request.timeoutMs) } : {}),
    });
    const { res, path, protocol, host } = response.request as { res?: { rawHeaders?: string[]; responseUrl?: string }; path?: string; protocol?: string; host?: string };
    const url = request.maximumRedirection === 0 ? request.url : res?.responseUrl ?? (host === undefined ? request.url : `${protocol ?? 'http:'}//${host}${path ?? ''}`);
    return { kind: 'response', response: { status: response.status, statusText: response.statusText, url, headers: pairs(res?.rawHeaders ?? []), body: new Uint8Array(response.data) } };
  } catch (error) {
    return failure(request, error);
  } finally { own?.destroy(); }
}
/** Connections with a certificate of the client are not kept: another request may come with another one. */
const agentOf = ({ certificate, skipCertificateCheck }: WebRequest): HttpsAgent | undefined =>
  (certificate === undefined ? undefined : new HttpsAgent({ pfx: Buffer.from(certificate.pfx), passphrase: certificate.passphrase, rejectUnauthorized: !skipCertificateCheck }));

const kept = { http: new HttpAgent({ keepAlive: true }), checked: new HttpsAgent({ keepAlive: true }), unchecked: new HttpsAgent({ keepAlive: true, rejectUnauthorized: false }) };
/** The proxy as axios takes it: undefined is the one of the environment. */
function proxyOf({ proxy }: WebRequest): AxiosProxyConfig | false | undefined {
  if (proxy === undefined) return undefined;
  if (proxy === 'none') return false;
  const { protocol, hostname, port, username, password } = new URL(proxy.url);
  const auth = proxy.userName === undefined ? (username === '' ? undefined : { username: decodeURIComponent(username), password: decodeURIComponent(password) }) : { username: proxy.userName, password: proxy.password ?? '' };
  return { protocol, host: hostname, port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port), ...(auth === undefined ? {} : { auth }) };
}
function headersOf(request: WebRequest): Record<string, string | string[]> {
  const out: Record<string, string | string[]> = {};
  for (const [name, value] of request.headers) {
    const held = out[name];
    out[name] = held === undefined ? value : Array.isArray(held) ? [...held, value] : [held, value];
  }
  return out;
}
function pairs(raw: readonly string[]): (readonly [string, string])[] {
  const out: (readonly [string, string])[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) out.push([raw[i] ?? '', raw[i + 1] ?? '']);
  return out;
}

const UNTRUSTED = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_|ERR_SSL_|EPROTO)/;
const CODES: Readonly<Record<string, (where: string) => string>> = {
  ECONNREFUSED: (where) => `Connection refused (${where})`,
  ENOTFOUND: (where) => `Name or service not known (${where})`,
  EAI_AGAIN: (where) => `Temporary failure in name resolution (${where})`,
  EHOSTUNREACH: (where) => `No route to host (${where})`,
  ENETUNREACH: (where) => `Network is unreachable (${where})`,
  ETIMEDOUT: (where) => `Connection timed out (${where})`,
  ECONNRESET: () => 'The response ended prematurely. (ResponseEnded)',
};
/** Words of .NET for what Node reports. */
function failure(request: WebRequest, error: unknown): WebReply {
  const { code = '', message } = error instanceof Error ? error as Error & { code?: string } : { message: String(error) };
  if (code === 'ECONNABORTED' || code === 'ERR_CANCELED' || (code === 'ETIMEDOUT' && request.timeoutMs > 0))
    return { kind: 'failed', reason: 'timeout', message: `The request was canceled due to the configured HttpClient.Timeout of ${request.timeoutMs / 1000} seconds elapsing.` };
  if (code === 'ERR_FR_TOO_MANY_REDIRECTS')
    return { kind: 'failed', reason: 'redirects', message: 'The maximum redirection count has been exceeded. To increase the number of redirections allowed, supply a higher value to the -MaximumRedirection parameter.' };
  if (UNTRUSTED.test(code)) return { kind: 'failed', reason: 'certificate', message: `The SSL connection could not be established, see inner exception. (${code}: ${message})` };
  const { hostname, port, protocol } = new URL(request.url);
  return { kind: 'failed', reason: 'connection', message: CODES[code]?.(`${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`) ?? message };
}
