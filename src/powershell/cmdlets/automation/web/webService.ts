/**
 * The web service that a cmdlet of SMA's module speaks to (sma-rest-api.md sections 1 and 7): that of the job, which answers as it does over the
 * network, or another one over HTTPS. OData version 3, verbose JSON (8.1, rule 2).
 */
import { WebPortError } from '../../../runtime/host.ts';
import type { ServiceAnswer, ServiceCall } from '../../../runtime/host.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import type { ErrorCategory } from '../../../runtime/values/errorRecord.ts';
import { isHere, type ServiceArguments } from '../serviceParameters.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export interface Row { readonly [name: string]: Json }

const TENANT = '00000000-0000-0000-0000-000000000000';
const DEFAULT_PORT = 9090;
/** Until an answer begins: a server may be busy with an import. */
const PATIENCE_MS = 300_000;
const VERBOSE = 'application/json;odata=verbose';

/** The service refused one request; the cmdlet tells it for that object, and goes on with the next. */
export class ServiceRefusal extends Error {
  override readonly name = 'ServiceRefusal';
  readonly code: string;
  readonly category: ErrorCategory;
  constructor(code: string, category: ErrorCategory, message: string) {
    super(message);
    this.code = code;
    this.category = category;
  }
}

const IDS: Readonly<Record<number, readonly [code: string, category: ErrorCategory]>> = {
  400: ['SmaInvalidInput', 'InvalidArgument'], 401: ['SmaSignInFailed', 'AuthenticationError'], 403: ['SmaNotAllowed', 'PermissionDenied'], 404: ['SmaNotFound', 'ObjectNotFound'],
  405: ['SmaNotSupported', 'NotImplemented'], 409: ['SmaConflict', 'ResourceExists'], 412: ['SmaChangedMeanwhile', 'ResourceExists'], 413: ['SmaTooLarge', 'LimitsExceeded'],
};

export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
/** A text as a literal of a URL (8.1, rule 4). */
export const literal = (text: string): string => encodeURIComponent(`'${text.replaceAll("'", "''")}'`);
export const filter = (property: string, text: string): string => `$filter=${property}%20eq%20${literal(text)}`;
export const key = (set: string, id: string): string => `${set}(guid'${id}')`;

export class WebService {
  readonly #ctx: CmdletContext;
  readonly #send: (call: ServiceCall) => ServiceAnswer;

  constructor(ctx: CmdletContext, p: ServiceArguments) {
    this.#ctx = ctx;
    this.#send = sender(ctx, p);
  }

  /** All rows of a feed, page by page (rule 3). */
  * rows(path: string): Generator<Row> {
    for (let next: string | undefined = path; next !== undefined;) {
      const data = this.request('GET', next), page = isRow(data) && Array.isArray(data['results']) ? data : { results: data, __next: null };
      const results: Json = page['results'] ?? null;
      for (const row of Array.isArray(results) ? results : [results]) if (isRow(row)) yield row;
      const following: Json = page['__next'] ?? null;
      next = typeof following === 'string' ? below(following) : undefined;
      this.#ctx.toll();
    }
  }
  first(path: string): Row | undefined {
    for (const row of this.rows(path)) return row;
    return undefined;
  }
  /** What `d` holds of the answer; null where it has no body. Throws ServiceRefusal. */
  request(method: string, path: string, body?: Json): Json {
    const text = this.bytes(method, path, body === undefined ? undefined : { type: VERBOSE, bytes: new TextEncoder().encode(JSON.stringify(body)) });
    if (text.byteLength === 0) return null;
    try {
      return (JSON.parse(new TextDecoder().decode(text)) as { readonly d: Json }).d;
    } catch {
      throw new ServiceRefusal('SmaAnswerUnreadable', 'InvalidData', 'What answered is no SMA web service: it sent no JSON. Look at -WebServiceEndpoint and -Port.');
    }
  }
  /** An answer as it comes: streams of texts and modules. Throws ServiceRefusal. */
  bytes(method: string, path: string, body?: { readonly type: string; readonly bytes: Uint8Array; readonly slug?: string }): Uint8Array {
    const headers: [string, string][] = [['Accept', VERBOSE], ['MaxDataServiceVersion', '3.0']];
    if (body !== undefined) headers.push(['Content-Type', body.type]);
    if (body?.slug !== undefined) headers.push(['Slug', encodeURIComponent(body.slug)]);
    const answer = this.#send({ method, path, headers, ...(body === undefined ? {} : { body: body.bytes }) });
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    const [code, category] = IDS[answer.status] ?? ['SmaRequestFailed', 'InvalidOperation'];
    throw new ServiceRefusal(code, category, told(answer));
  }
}

const isRow = (value: Json): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
/** A link of the service as a path below its root: whatever host it names, the same one is asked. */
const below = (link: string): string => link.replace(new RegExp(`^.*?/${TENANT}/`, 'i'), '');

/** The words of an error of OData, in JSON or XML, else what its number means. */
function told({ status, body }: ServiceAnswer): string {
  const text = new TextDecoder().decode(body);
  try {
    const { error } = JSON.parse(text) as { readonly error: { readonly message: string | { readonly value: string } } };
    return typeof error.message === 'string' ? error.message : error.message.value;
  } catch {
    const words = /<(?:\w+:)?message[^>]*>([^<]+)</.exec(text)?.[1];
    if (words !== undefined) return words;
    return status === 401 ? 'The web service does not know this user name and password (401). Look at -Credential; a user of a domain is DOMAIN\\user.' : `The web service answered with the status ${status}.`;
  }
}

/** The way to the service that the parameters name. Ends the command where there is none. */
function sender(ctx: CmdletContext, p: ServiceArguments): (call: ServiceCall) => ServiceAnswer {
  const { runbooks } = ctx.host;
  const isOwn = p.WebServiceEndpoint === undefined || isHere(ctx, p.WebServiceEndpoint);
  const signIn: readonly (readonly [string, string])[] = p.Credential === undefined ? [] : [['Authorization', `Basic ${Buffer.from(`${p.Credential.userName}:${p.Credential.password.reveal()}`, 'utf8').toString('base64')}`]];
  let elsewhere: ((call: ServiceCall) => ServiceAnswer) | undefined;
  if (!isOwn) return overNetwork(ctx, p, signIn);
  return (call) => {
    if (elsewhere !== undefined) return elsewhere(call);
    const answer = runbooks?.web?.({ ...call, headers: [...call.headers, ...signIn] }) ?? { refused: 'No SMA service runs this runbook. Start it as a job of one, or name one with -WebServiceEndpoint, -AuthenticationType Basic and -Credential.' };
    if (!('refused' in answer)) return answer;
    if (p.WebServiceEndpoint === undefined) return ctx.fail({ id: 'SmaServiceNotAvailable', category: 'ResourceUnavailable', exception: 'System.InvalidOperationException', message: `${ctx.commandName} needs an SMA web service. ${answer.refused}` });
    // No job: a service of this machine is asked as any other.
    elsewhere = overNetwork(ctx, p, signIn);
    return elsewhere(call);
  };
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/i;
function overNetwork(ctx: CmdletContext, p: ServiceArguments, signIn: readonly (readonly [string, string])[]): (call: ServiceCall) => ServiceAnswer {
  const endpoint = p.WebServiceEndpoint ?? '', refuse = (id: string, category: ErrorCategory, message: string): never => ctx.fail({ id, category, target: endpoint, exception: 'System.InvalidOperationException', message });
  const web = ctx.host.web ?? refuse('WebNotAvailable', 'ResourceUnavailable', 'Web requests are switched off here: this engine runs without a network.');
  if (!URL.canParse(endpoint) || !/^https?:\/\//i.test(endpoint)) return refuse('SmaEndpointInvalid', 'InvalidArgument', `-WebServiceEndpoint takes the address of a web service, such as https://sma.contoso.com, and not '${endpoint}'.`);
  const url = new URL(endpoint);
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) return refuse('SmaEndpointNotSecure', 'SecurityError', `The password would travel to ${url.hostname} in the clear. Use https://.`);
  if (!/^basic$/i.test(p.AuthenticationType ?? 'Windows')) return refuse('SmaWindowsSignInNotAvailable', 'NotImplemented', `The built-in engine signs in to ${url.hostname} with a name and a password only. Add -AuthenticationType Basic and -Credential; the web service of SMA takes both by default.`);
  if (signIn.length === 0) return refuse('SmaCredentialRequired', 'InvalidArgument', `-AuthenticationType Basic needs -Credential, for example (Get-AutomationPSCredential -Name '…').`);
  const port = p.Port ?? (url.port === '' ? DEFAULT_PORT : Number(url.port)), root = `${url.protocol}//${url.hostname}:${port}/${TENANT}/`;
  return ({ method, path, headers, body }) => {
    try {
      return web.send({
        method, url: root + path, headers: [...headers, ...signIn, ['User-Agent', 'SMA Runbooks']], body, timeoutMs: 0, answerTimeoutMs: PATIENCE_MS, readTimeoutMs: PATIENCE_MS,
        // The password is for this server alone.
        maximumRedirection: 0, skipCertificateCheck: false,
      });
    } catch (error) {
      if (!(error instanceof WebPortError)) throw error;
      if (error.reason === 'certificate') return refuse('SmaCertificateNotTrusted', 'SecurityError', `The certificate of ${url.host} is not trusted on this machine: ${error.message} Trust the authority that issued it: name its file in NODE_EXTRA_CA_CERTS before the service (or "sma run") is started.`);
      return refuse('SmaServiceNotReached', 'ConnectionError', `The web service at ${url.hostname}:${port} could not be reached: ${error.message} Look at -WebServiceEndpoint and -Port.`);
    }
  };
}
