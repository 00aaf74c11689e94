import { isAxiosError } from 'axios';
import { SmaClientError, STORAGE_DAMAGED, type SmaClientErrorCode } from '../errors.ts';
import { notSmaMessage, unreachableMessage } from './messages.ts';
import { readErrorReply, type ServerError } from '../../odata/client/errorReply.ts';
import { bodyText } from '../codec.ts';
import { asksAsSmaDoes, isPage, senderOf, type FailedResponse, type Sender } from './sender.ts';

/**
 * The error for an answer that is not 2xx (sma-rest-api.md 5.5). `isKnown`: this very connection has spoken with an SMA
 * web service already, so that whatever answers now stands at most in front of it.
 *
 * Who answers decides what 401, 403 and 500 mean (sender.ts). From SMA itself, or from the IIS around it, they are what they
 * say: wrong password, not in the group, a failing server. From elsewhere:
 * - 401 is a wrong password only where Basic, Negotiate or NTLM is asked for in no JSON, as IIS, nginx or Apache in front of an
 *   SMA do; asking for a bearer token, or for nothing, is no SMA;
 * - 403 and 500 keep their meaning in a web page, which a proxy may have made, with the advice to check the address; otherwise
 *   it is no SMA;
 * - 502, 503 and 504 are a gateway's words about the server behind it, whoever sends them.
 */
export function failureOfResponse(where: string, response: FailedResponse, isKnown = false): SmaClientError {
  const { status } = response;
  const text = bodyText(response.body);
  const reply = readErrorReply(text);
  const serverText = reply?.message;
  const retryAfter = retryAfterOf(response.headers['retry-after']);
  const details = {
    status,
    ...(serverText === undefined ? {} : { serverText }),
    ...(reply === undefined || reply.code === '' ? {} : { serverCode: reply.code }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  const sender = senderOf(response, text);
  const [code, message] = isKnown || sender === 'sma' || sender === 'iis' || isPlausible(response, sender)
    ? verdict(where, response, reply, isKnown ? 'sma' : sender)
    : (['NotSma', notSmaMessage(where, sender === 'page' ? `a web page with status ${status}` : `status ${status} in words that are not SMA's`)] as const);
  return new SmaClientError(code, message, details);
}

/** Whether a stranger's answer may still be one about an SMA behind it. */
function isPlausible(response: FailedResponse, sender: Sender): boolean {
  const { status } = response;
  if (status === 401) return asksAsSmaDoes(response);
  // A web server that is no SMA answers 404 with a page of its own.
  if (sender === 'page') return status !== 404 && status !== 410;
  return status < 500 ? status !== 403 : GATEWAY.has(status);
}

const GATEWAY: ReadonlySet<number> = new Set([502, 503, 504]);

function verdict(where: string, { status, headers }: FailedResponse, reply: ServerError | undefined, sender: Sender): readonly [SmaClientErrorCode, string] {
  const { message: serverText, code: serverCode } = reply ?? { message: undefined, code: undefined };
  const said = serverText === undefined || serverText === '' ? '' : `: ${sentence(serverText)}`;
  if (status >= 300 && status < 400) return ['NotSma', notSmaMessage(where, `it redirects elsewhere, status ${status}`)];
  // IIS before a real SMA answers with pages too: so this is said beside the verdict, not instead of it.
  const strange = isPage(headers) && serverText === undefined ? ' It answered with a web page: check that the address is that of an SMA web service.'
    : sender === 'other' ? ' It did not answer as an SMA web service does: check the address too.' : '';
  switch (status) {
    case 401:
      return ['Unauthorized', `${where} does not accept the user name or password; check both (DOMAIN\\user for a Windows account) and that Basic authentication is on.${strange}`];
    case 403:
      // Locked for a while by our own service, which says until when and what ends it.
      if (serverText?.startsWith('Too many wrong passwords') === true) return ['Forbidden', `${where} lets nobody in with this name at the moment${said}.`];
      return ['Forbidden', `${where} knows the user but does not let them in${said}; ask its administrator for membership in the group smaAdminGroup.${strange}`];
    case 404:
    case 410:
      if (isPage(headers) && serverText === undefined) return ['NotSma', notSmaMessage(where, `a web page with status ${status}`)];
      return ['NotFound', `${where} does not have it (any more)${said}; refresh to see what is there.`];
    case 409:
      // Whose words say what comes first is understood without the rest.
      if (/; .*\bfirst\b/.test(said)) return ['Conflict', `${said.slice(2)}.`];
      return ['Conflict', `${where} refused because of the state the object is in${said}; refresh and try again.`];
    case 412:
      return ['Conflict', `It was changed on ${where} since it was read${said}; read it again and compare before saving.`];
    case 429:
      return ['ServerError', `${where} is asked too often at the moment${said}; try again a little later.`];
    default:
  }
  // Whose words say what to do: trying again is not it.
  if (serverCode === STORAGE_DAMAGED) return ['ServerError', `${where} cannot answer${said}.`];
  if (status >= 500) return ['ServerError', `${where} failed to answer (status ${status})${said}${/\btry again\b/i.test(said) ? '; look' : '; try again, and look'} at the server's log if it stays.${strange}`];
  // Who says what is too large says what to do about it.
  const next = status === 413 && said !== '' ? '' : '; correct it and try again';
  return ['BadRequest', `${where} refused the request (status ${status})${said}${next}.`];
}

/** The error for a request that got no answer. The library's error is not kept: it holds the password. */
export function failureOfTransport(where: string, error: unknown): SmaClientError {
  const cause = isAxiosError(error) && error.cause !== undefined ? error.cause : error;
  if (cause instanceof SmaClientError) return cause;
  const systemCode = codeOf(cause) ?? codeOf(error) ?? '';
  if (systemCode.startsWith('HPE_')) return new SmaClientError('NotSma', notSmaMessage(where, 'it does not speak HTTP there'), { systemCode });
  if (systemCode.startsWith('ERR_SSL_') || systemCode === 'EPROTO') {
    return new SmaClientError('NotSma', notSmaMessage(where, 'TLS could not be set up; it may be plain HTTP or too old a version'), { systemCode });
  }
  const message = unreachableMessage(where, systemCode === '' ? 'the connection failed' : systemCode);
  return new SmaClientError('Unreachable', message, { systemCode });
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // Happy eyeballs: one failure an address tried, the first tells as much as all.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Retry-After is seconds or an HTTP date (RFC 9110 section 10.2.3). */
function retryAfterOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const until = Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.max(0, until - Date.now());
}

const sentence = (text: string): string => text.replace(/\s+/g, ' ').trim().replace(/[.;]$/, '');
