/** One web request of a cmdlet: parameters to a request of the web port, errors as PowerShell reports them. */
import type { Bound } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { exception } from '../../runtime/errors/raise.ts';
import { WebPortError } from '../../runtime/host.ts';
import type { WebPort, WebProxy, WebRequest, WebResponse } from '../../runtime/host.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { Certificate } from '../../runtime/types/net/certificate.ts';
import { storedCertificate } from '../../runtime/types/net/certificateStore.ts';
import { ErrorRecord } from '../../runtime/values/errorRecord.ts';
import { Uri } from '../../runtime/values/misc.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import { bodyText, errorBody, headerOf } from './bodyText.ts';
import { beyondRange, rangeOf } from './outFile.ts';
import { requestMessage, responseMessage } from './httpMessage.ts';
import { DEFAULT_MAXIMUM, leadsOn, redirected } from './redirects.ts';
import { statusValue } from './status.ts';
import { checkHeader, isHeaderName, requestBody } from './requestBody.ts';
import type { Body } from './requestBody.ts';
import { checkParameters } from './webChecks.ts';
import { WebSession } from './webSession.ts';
import type { WEB_PARAMS } from './webParams.ts';

export type WebArguments = Bound<typeof WEB_PARAMS>;
/** The session the request belongs to: the one given, or a new one, kept in `-SessionVariable` where that is given. */
function sessionOf(ctx: CmdletContext, p: WebArguments): WebSession {
  if (p.WebSession instanceof WebSession) return p.WebSession;
  const made = new WebSession();
  if (p.SessionVariable === undefined) return made;
  if (p.MaximumRedirection !== undefined) made.maximumRedirection = p.MaximumRedirection;
  if (p.MaximumRetryCount !== undefined) made.maximumRetryCount = p.MaximumRetryCount;
  if (p.RetryIntervalSec !== undefined) made.retryIntervalInSeconds = p.RetryIntervalSec;
  ctx.session.setVariable(p.SessionVariable, made);
  return made;
}
function headersOf(ctx: CmdletContext, p: WebArguments, session: WebSession, body: Body, url: string, isFollowed: boolean): [string, string][] {
  const out = new Map<string, [string, string]>();
  const set = (name: string, value: string): void => { out.set(name.toLowerCase(), [name, value]); };
  for (const e of [...session.headers.entries.values(), ...p.Headers?.entries.values() ?? []]) set(toText(e.key), toText(e.value));
  // The type goes with what is sent alone, and -ContentType is stronger than a header.
  out.delete('content-type');
  if (!out.has('user-agent')) set('User-Agent', p.UserAgent ?? (session.userAgent === '' ? 'Mozilla/5.0 (PowerShell; SMA Runbooks)' : session.userAgent));
  if (body.type !== undefined && body.type.trim() !== '' && body.bytes !== undefined) set('Content-Type', body.type);
  if (isFollowed && p.PreserveAuthorizationOnRedirect !== true) out.delete('authorization');
  if (p.DisableKeepAlive === true) set('Connection', 'Close');
  // Whatever the coding is, the body goes in pieces: none but that is ever applied to it.
  if ((p.TransferEncoding ?? out.get('transfer-encoding')) !== undefined && body.bytes !== undefined) set('Transfer-Encoding', p.TransferEncoding === undefined || /^chunked$/i.test(p.TransferEncoding) ? 'chunked' : `${p.TransferEncoding}, chunked`);
  for (const [name, value] of out.values()) if (p.SkipHeaderValidation !== true) checkHeader(ctx, name, value); else if (!isHeaderName(name)) out.delete(name.toLowerCase());
  const cookies = session.cookieHeader(url);
  if (cookies !== undefined) set('Cookie', cookies);
  if (/^(bearer|oauth)$/i.test(p.Authentication ?? '') && p.Token !== undefined) set('Authorization', `Bearer ${p.Token.reveal()}`);
  if (p.Credential !== undefined && (/^basic$/i.test(p.Authentication ?? 'basic'))) set('Authorization', `Basic ${Buffer.from(`${p.Credential.userName}:${p.Credential.password.reveal()}`, 'utf8').toString('base64')}`);
  return [...out.values()];
}
function portFor(ctx: CmdletContext): WebPort {
  return ctx.host.web ?? ctx.fail({ id: 'WebNotAvailable', category: 'ResourceUnavailable', exception: 'System.Management.Automation.PSNotSupportedException', message: 'Web requests are switched off here: this engine runs without a network.' });
}
/** An answer with what was asked. */
export interface Answer extends WebResponse { readonly request: WebRequest }
/** Sends; an answer that says error ends the command unless -SkipHttpErrorCheck is there. */
export function send(ctx: CmdletContext, p: WebArguments, url?: string): Answer {
  const port = portFor(ctx), method = (p.CustomMethod ?? (p.Method === undefined || /^default$/i.test(p.Method) ? 'GET' : p.Method)).toUpperCase();
  const target = url ?? address(ctx, p.Uri.original);
  checkParameters(ctx, p, target);
  refuseMissing(ctx, p);
  const session = sessionOf(ctx, p), body = requestBody(ctx, p, method, [...session.headers.entries.values(), ...p.Headers?.entries.values() ?? []].filter((e) => /^content-type$/i.test(toText(e.key))).map((e) => toText(e.value)).pop()), to = body.query === '' ? target : `${target}${target.includes('?') ? '&' : '?'}${body.query}`;
  const own = certificateOf(ctx, p), mostRetries = p.MaximumRetryCount ?? session.maximumRetryCount;
  ctx.verbose(`HTTP/1.1 ${method} with ${body.bytes?.length ?? 0}-byte payload`);
  let resumed = p.Resume === true ? p.OutFile : undefined;
  for (let retry = 0; ; retry++) {
    const headers = headersOf(ctx, p, session, body, to, url !== undefined);
    if (resumed !== undefined) headers.push(['Range', rangeOf(ctx, resumed)]);
    // What it takes, and behind all that is the script's own.
    if (!headers.some(([name]) => name.toLowerCase() === 'accept-encoding')) headers.push(['Accept-Encoding', 'gzip, deflate, br']);
    const request: WebRequest = { method, url: to, headers, body: body.bytes, timeoutMs: 0, answerTimeoutMs: (p.ConnectionTimeoutSeconds ?? 0) * 1000, readTimeoutMs: (p.OperationTimeoutSeconds ?? 0) * 1000, ...proxyOf(p), maximumRedirection: 0, skipCertificateCheck: p.SkipCertificateCheck === true, ...own };
    const response = follow(ctx, p, port, request, session);
    const beyond = resumed === undefined ? undefined : beyondRange(ctx, resumed, response);
    if (beyond === 'complete') return response;
    if (beyond === 'other') { resumed = undefined; retry--; continue; }
    const isWell = response.status >= 200 && response.status < 300;
    if (!isWell && retry < mostRetries && (response.status === 304 || response.status >= 400)) { waitToRetry(ctx, p, session, response); continue; }
    if (!isWell && p.SkipHttpErrorCheck !== true) return failed(ctx, response);
    if (p.MaximumRedirection === 0 && leadsOn(response.status)) ctx.writeError({ id: 'MaximumRedirectExceeded', category: 'InvalidOperation', target: requestMessage(request), exception: 'System.InvalidOperationException', message: 'The maximum redirection count has been exceeded. To increase the number of redirections allowed, supply a higher value to the -MaximumRedirection parameter.' });
    return response;
  }
}
/** What this engine's network does not have. */
function refuseMissing(ctx: CmdletContext, p: WebArguments): void {
  const name = p.UnixSocket !== undefined ? 'UnixSocket' : p.ProxyUseDefaultCredentials === true ? 'ProxyUseDefaultCredentials' : undefined;
  if (name !== undefined) ctx.fail({ id: 'WebParameterNotAvailable', category: 'NotImplemented', target: name, exception: 'System.Management.Automation.PSNotSupportedException', message: name === 'UnixSocket' ? '-UnixSocket is not available: requests of the built-in engine go over the network. Give the service an address of its own.' : '-ProxyUseDefaultCredentials is not available: the built-in engine does not sign in to proxies as the account it runs under. Give the name and password with -ProxyCredential.' });
}
/** Sends a request, and goes where its answers lead. */
function follow(ctx: CmdletContext, p: WebArguments, port: WebPort, first: WebRequest, session: WebSession): Answer {
  const given = p.MaximumRedirection ?? session.maximumRedirection;
  const rules = { maximum: given < 0 ? DEFAULT_MAXIMUM : given, keepsAuthorization: p.PreserveAuthorizationOnRedirect === true, keepsMethod: p.PreserveHttpMethodOnRedirect === true, allowsInsecure: p.AllowInsecureRedirect === true,
    // PowerShell goes on by itself where it is told how; everywhere else the handler of .NET does.
    isOwn: p.PreserveHttpMethodOnRedirect === true || p.AllowInsecureRedirect === true || (p.PreserveAuthorizationOnRedirect === true && first.headers.some(([name]) => name.toLowerCase() === 'authorization')) };
  for (let request = first, followed = 0; ; followed++) {
    const response: Answer = { ...transfer(ctx, port, request), request };
    session.keep(response.url, response.headers.filter(([n]) => n.toLowerCase() === 'set-cookie').map(([, v]) => v));
    const next = redirected(request, response, rules);
    if (next === 'insecure') return ctx.fail({ id: 'InsecureRedirection', category: 'InvalidOperation', target: requestMessage(request), exception: 'System.InvalidOperationException', message: 'Cannot follow an insecure redirection by default. Reissue the command specifying the -AllowInsecureRedirect switch.' });
    if (next === undefined || followed >= rules.maximum) return response;
    const cookies = session.cookieHeader(next.url);
    request = cookies === undefined ? next : { ...next, headers: [...next.headers, ['Cookie', cookies]] };
  }
}
/** A server that is asked too often says how long to wait. */
function waitToRetry(ctx: CmdletContext, p: WebArguments, session: WebSession, response: Answer): void {
  const asked = response.status === 429 ? Number(headerOf(response, 'retry-after')) : Number.NaN, seconds = Number.isInteger(asked) ? asked : p.RetryIntervalSec ?? session.retryIntervalInSeconds;
  ctx.verbose(`Retrying after interval of ${seconds} seconds. Status code for previous attempt: ${toText(statusValue(response.status))}`);
  ctx.sleep(seconds * 1000);
}
/** The certificate the request is made with: the one given, or the one of a thumbprint in the stores of this run. */
function certificateOf(ctx: CmdletContext, p: WebArguments): Pick<Parameters<WebPort['send']>[0], 'certificate'> {
  if (p.Certificate === undefined && p.CertificateThumbprint === undefined) return {};
  const given = unwrap(p.Certificate), found = given instanceof Certificate ? given : p.CertificateThumbprint === undefined ? undefined : storedCertificate(ctx.session, p.CertificateThumbprint);
  const refuse = (id: string, message: string): never => ctx.fail({ id, category: 'InvalidArgument', target: p.CertificateThumbprint ?? p.Certificate, exception: 'System.Security.Cryptography.CryptographicException', message });
  if (found === undefined && p.CertificateThumbprint !== undefined) return refuse('WebCmdletThumbprintNotFoundException', `Unable to retrieve certificates because the thumbprint is not valid. Verify that the thumbprint is correct and retry. Here the stores hold what the runbook itself has added with X509Store: read the certificate with Get-PfxCertificate and use -Certificate.`);
  if (found === undefined) return refuse('WebCmdletCertificateNotValid', `-Certificate takes an X509Certificate2, as Get-PfxCertificate gives it, and not '${toText(given)}'.`);
  if (found.pfx === undefined) return refuse('WebCmdletCertificateWithoutKey', `The certificate ${found.thumbprint} has no private key, so that no request can be made with it. Read it from a PFX file.`);
  return { certificate: { pfx: found.pfx.bytes, passphrase: found.pfx.passphrase } };
}
function proxyOf(p: WebArguments): { readonly proxy?: WebProxy | 'none' } {
  if (p.NoProxy === true) return { proxy: 'none' };
  if (p.Proxy === undefined) return {};
  return { proxy: { url: p.Proxy.original, ...(p.ProxyCredential === undefined ? {} : { userName: p.ProxyCredential.userName, password: p.ProxyCredential.password.reveal() }) } };
}
/** Names of machines, of any letters, and addresses; WHATWG's reading takes more signs than .NET's. */
const HOST = /^(?:\[[0-9a-f:.]+\]|[\w.~-]+)$/i;
/** Where a request goes: an address without a scheme is one of http, and any other scheme is refused (WebRequestPSCmdlet.CheckProtocol). */
function address(ctx: CmdletContext, text: string): string {
  const whole = new Uri(text), { url } = whole, full = url === undefined ? `http://${text}` : text;
  const scheme = url === undefined ? 'http' : url.protocol.slice(0, -1);
  if (!/^https?$/.test(scheme)) return ctx.fail({ id: 'WebCmdletIEDomNotSupportedException', category: 'NotImplemented', exception: 'System.NotSupportedException', message: `The '${scheme}' scheme is not supported.` });
  if (!URL.canParse(full) || !HOST.test(new URL(full).hostname)) return ctx.fail({ id: 'System.UriFormatException', category: 'NotSpecified', exception: 'System.UriFormatException', message: 'Invalid URI: The hostname could not be parsed.' });
  return full;
}
/** What -Proxy is not asked for (Microsoft.PowerShell.Commands.WebProxy.IsBypassed). */
const isLoopback = (url: string): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/i.test(new URL(url).hostname);
function transfer(ctx: CmdletContext, port: WebPort, request: Parameters<WebPort['send']>[0]): WebResponse {
  try { return port.send(isLoopback(request.url) && typeof request.proxy === 'object' ? { ...request, proxy: 'none' } : request); } catch (error) {
    if (!(error instanceof WebPortError)) throw error;
    if (error.reason === 'stalled') return ctx.fail({ id: 'OperationTimeoutReached', category: 'OperationTimeout', exception: 'System.TimeoutException', message: error.message });
    if (error.reason === 'timeout') return ctx.fail({ id: 'ConnectionTimeoutReached', category: 'OperationTimeout', exception: 'System.Threading.Tasks.TaskCanceledException', message: error.message });
    const inner = error.inner === undefined ? undefined : exception(error.inner.type, error.inner.message), made = exception('System.Net.Http.HttpRequestException', error.message, inner);
    const record = new ErrorRecord(made, 'WebCmdletWebResponseException', 'InvalidOperation', requestMessage(request));
    if (inner !== undefined) record.details = { message: inner.message, recommendedAction: '' };
    made.errorRecord = record;
    return ctx.fail(record);
  }
}
function failed(ctx: CmdletContext, response: Answer): never {
  const message = `Response status code does not indicate success: ${response.status} (${response.statusText}).`, code = statusValue(response.status), shown = responseMessage(response, response.request);
  const made = exception('Microsoft.PowerShell.Commands.HttpResponseException', message, undefined, [['Response', shown], ['StatusCode', code]]);
  const record = new ErrorRecord(made, 'WebCmdletWebResponseException', 'InvalidOperation', shown.fields.get('RequestMessage') ?? null), text = errorBody(textOf(response), headerOf(response, 'content-type') ?? '');
  made.errorRecord = record;
  if (text !== '') record.details = { message: text, recommendedAction: '' };
  return ctx.fail(record);
}
/** The body as text, by the charset of its type, or what the text says of itself. */
export const textOf = (response: WebResponse): string => bodyText(response.body, headerOf(response, 'content-type') ?? '');
