/** Sends the web requests of runbooks, in the main thread of a sandbox, so that several may be under way. */
import { Agent } from 'node:https';
import axios from 'axios';
import type { AxiosResponse } from 'axios';
import type { WebRequest } from '../../powershell/runtime/host.ts';
import type { WebReply } from './ports/webPort.ts';

/** No answer is larger: a runbook that asks for more gets an error instead of the end of its process. */
const LARGEST = 512 * 1024 * 1024;
let untrusting: Agent | undefined;

/** Sends one request. Never rejects: what goes wrong is the reply, in .NET's words. */
export async function sendWebRequest(request: WebRequest): Promise<WebReply> {
  try {
    const response: AxiosResponse<Buffer> = await axios.request<Buffer>({
      url: request.url, method: request.method, headers: headersOf(request), responseType: 'arraybuffer',
      ...(request.body === undefined ? {} : { data: Buffer.from(request.body) }),
      maxRedirects: request.maximumRedirection, timeout: request.timeoutMs, maxContentLength: LARGEST, maxBodyLength: Infinity,
      validateStatus: () => true, transformRequest: [(data: unknown) => data], transformResponse: [(data: unknown) => data],
      ...(request.timeoutMs > 0 ? { signal: AbortSignal.timeout(request.timeoutMs) } : {}),
      ...(request.skipCertificateCheck ? { httpsAgent: (untrusting ??= new Agent({ rejectUnauthorized: false })) } : {}),
    });
    const { res } = response.request as { readonly res?: { readonly rawHeaders?: readonly string[]; readonly responseUrl?: string } };
    return { kind: 'response', response: { status: response.status, statusText: response.statusText, url: res?.responseUrl ?? request.url, headers: pairs(res?.rawHeaders ?? []), body: new Uint8Array(response.data) } };
  } catch (error) {
    return { kind: 'failed', message: reasonOf(request, error) };
  }
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
const REASONS: Readonly<Record<string, (where: string) => string>> = {
  ECONNREFUSED: (where) => `Connection refused (${where})`,
  ENOTFOUND: (where) => `Name or service not known (${where})`,
  EAI_AGAIN: (where) => `Temporary failure in name resolution (${where})`,
  ECONNRESET: () => 'The response ended prematurely. (ResponseEnded)',
};
/** Words of .NET for what Node reports. */
function reasonOf(request: WebRequest, error: unknown): string {
  const { code = '', message } = error instanceof Error ? error as Error & { readonly code?: string } : { message: String(error) };
  if (code === 'ECONNABORTED' || code === 'ERR_CANCELED' || code === 'ETIMEDOUT') return `The request was canceled due to the configured HttpClient.Timeout of ${request.timeoutMs / 1000} seconds elapsing.`;
  if (code === 'ERR_FR_TOO_MANY_REDIRECTS') return 'The maximum redirection count has been exceeded. To increase the number of redirections allowed, supply a higher value to the -MaximumRedirection parameter.';
  if (UNTRUSTED.test(code)) return `The SSL connection could not be established, see inner exception. (${code}: ${message})`;
  return REASONS[code]?.(new URL(request.url).host) ?? message;
}
