/**
 * Sends the web requests of runbooks with axios. A bundle of its own, loaded with the first request: most runbooks make none,
 * and a sandbox has to start fast.
 */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import axios from 'axios';
import type { AxiosProxyConfig, AxiosResponse } from 'axios';
import type { WebFailure, WebRequest } from '../../../powershell/runtime/host.ts';
import { knownName } from './headerNames.ts';
import type { WebReply } from './webPort.ts';

/** No answer is larger: a runbook that asks for more gets an error instead of the end of its process. */
const LARGEST = 512 * 1024 * 1024;

/** Sends one request. Never rejects: what goes wrong is the reply, in .NET's words. */
export async function sendWebRequest(request: WebRequest): Promise<WebReply> {
  const proxy = proxyOf(request), own = agentOf(request), watch = new Watch();
  try {
    watch.start('whole', request.timeoutMs);
    watch.start('answer', request.answerTimeoutMs ?? 0);
    const response: AxiosResponse<Readable> = await axios.request<Readable>({
      url: request.url, method: request.method, headers: headersOf(request), ...(request.body === undefined ? {} : { data: Buffer.from(request.body) }), responseType: 'stream',
      httpAgent: kept.http, httpsAgent: own ?? (request.skipCertificateCheck ? kept.unchecked : kept.checked), ...(proxy === undefined ? {} : { proxy }), maxRedirects: request.maximumRedirection, maxContentLength: LARGEST, maxBodyLength: Infinity,
      validateStatus: () => true, transformRequest: [(data: unknown) => data], transformResponse: [(data: unknown) => data],
      // As PowerShell does: a credential is for the address it was given to.
      beforeRedirect: (options: { headers?: Record<string, unknown> }) => { for (const name of Object.keys(options.headers ?? {})) if (name.toLowerCase() === 'authorization') delete options.headers?.[name]; },
      signal: watch.signal,
    });
    const { res, path, protocol, host } = response.request as { res?: { rawHeaders?: string[]; responseUrl?: string }; path?: string; protocol?: string; host?: string };
    const url = request.maximumRedirection === 0 ? request.url : res?.responseUrl ?? (host === undefined ? request.url : `${protocol ?? 'http:'}//${host}${path ?? ''}`);
    watch.stop('answer');
    const body = await bodyOf(response.data, watch, request.readTimeoutMs ?? 0);
    return { kind: 'response', response: { status: response.status, statusText: response.statusText, url, headers: pairs(res?.rawHeaders ?? []), body } };
  } catch (error) {
    return watch.over === undefined ? failure(request, error) : { kind: 'failed', ...watch.over };
  } finally {
    watch.end();
    own?.destroy();
  }
}
/** Reads an answer to its end; what takes too long between two pieces ends it. */
async function bodyOf(stream: Readable, watch: Watch, readTimeoutMs: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  // The stream may be that of a decompressor, which knows nothing of the request's signal.
  const stop = (): void => { stream.destroy(new Error('The answer was not read to its end.')); };
  watch.signal.addEventListener('abort', stop);
  watch.start('read', readTimeoutMs);
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      watch.start('read', readTimeoutMs);
      size += part.length;
      if (size > LARGEST) throw Object.assign(new Error(`maxContentLength size of ${LARGEST} exceeded`), { code: 'ERR_BAD_RESPONSE' });
      parts.push(part);
    }
  } finally { watch.signal.removeEventListener('abort', stop); }
  return new Uint8Array(Buffer.concat(parts));
}
/** The times a request may take, each of its own; the first that is over ends it. */
class Watch {
  over: { readonly reason: 'timeout' | 'stalled'; readonly message: string } | undefined;
  private readonly ends = new AbortController();
  private readonly timers: Map<string, NodeJS.Timeout> = new Map();
  get signal(): AbortSignal { return this.ends.signal; }
  start(which: 'whole' | 'answer' | 'read', ms: number): void {
    this.stop(which);
    if (ms > 0) this.timers.set(which, setTimeout(() => {
      this.over = which === 'read' ? { reason: 'stalled', message: `The request was canceled due to the configured OperationTimeout of ${ms / 1000} seconds elapsing` } : { reason: 'timeout', message: `The request was canceled due to the configured HttpClient.Timeout of ${ms / 1000} seconds elapsing.` };
      this.ends.abort();
    }, Math.min(ms, 2 ** 31 - 1)));
  }
  stop(which: 'whole' | 'answer' | 'read'): void { clearTimeout(this.timers.get(which)); }
  end(): void { for (const timer of this.timers.values()) clearTimeout(timer); }
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
function headersOf(request: WebRequest): Record<string, string | string[] | false> {
  // What axios would add of its own is not what .NET sends: it names no types, neither of what it takes nor of what it brings.
  const out: Record<string, string | string[] | false> = { 'Accept-Encoding': 'gzip, deflate, br' }, given = new Set(request.headers.map(([name]) => name.toLowerCase()));
  for (const name of ['Accept', 'Content-Type', 'User-Agent']) if (!given.has(name.toLowerCase())) out[name] = false;
  if (given.has('accept-encoding')) delete out['Accept-Encoding'];
  // In pieces or with a length, never both.
  if (given.has('transfer-encoding')) out['Content-Length'] = false;
  for (const [name, value] of request.headers) {
    const held = out[name];
    out[name] = held === undefined || held === false ? value : Array.isArray(held) ? [...held, value] : [held, value];
  }
  return out;
}
function pairs(raw: readonly string[]): (readonly [string, string])[] {
  const out: (readonly [string, string])[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) out.push([knownName(raw[i] ?? ''), raw[i + 1] ?? '']);
  return out;
}

const UNTRUSTED = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_|ERR_SSL_|EPROTO)/;
/** What no connection came about for: .NET says it of the address, and its SocketException alone. */
const CODES: Readonly<Record<string, string | undefined>> = {
  ECONNREFUSED: 'Connection refused', ENOTFOUND: 'Name or service not known', EAI_AGAIN: 'Temporary failure in name resolution', EHOSTUNREACH: 'No route to host', ENETUNREACH: 'Network is unreachable', ETIMEDOUT: 'Connection timed out',
};
/** What a server did that went away while it was asked. */
const ENDED: WebFailure = { type: 'System.Net.Http.HttpIOException', message: 'The response ended prematurely. (ResponseEnded)' };
/** Words of .NET for what Node reports. */
function failure(request: WebRequest, error: unknown): WebReply {
  const { code = '', message } = error instanceof Error ? error as Error & { code?: string } : { message: String(error) };
  if (code === 'ERR_FR_TOO_MANY_REDIRECTS')
    return { kind: 'failed', reason: 'redirects', message: 'The maximum redirection count has been exceeded. To increase the number of redirections allowed, supply a higher value to the -MaximumRedirection parameter.' };
  if (UNTRUSTED.test(code)) return { kind: 'failed', reason: 'certificate', message: 'The SSL connection could not be established, see inner exception.', inner: { type: 'System.Security.Authentication.AuthenticationException', message: `The remote certificate is invalid: ${message} (${code})` } };
  const { hostname, port, protocol } = new URL(request.url);
  if (code === 'ECONNRESET' || code === 'EPIPE') return { kind: 'failed', reason: 'connection', message: 'An error occurred while sending the request.', inner: ENDED };
  const known = CODES[code];
  if (known === undefined) return { kind: 'failed', reason: 'connection', message };
  return { kind: 'failed', reason: 'connection', message: `${known} (${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port})`, inner: { type: 'System.Net.Sockets.SocketException', message: known } };
}
