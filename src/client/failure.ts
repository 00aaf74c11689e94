import { isAxiosError } from 'axios';
import { SmaClientError, type SmaClientErrorCode } from './errors.ts';
import { notSmaMessage, unreachableMessage } from './messages.ts';
import { readErrorReply } from '../odata/client/errorReply.ts';
import { bodyText } from './codec.ts';

export interface FailedResponse { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }

/** The error for an answer that is not 2xx (sma-rest-api.md 5.5). */
export function failureOfResponse(where: string, response: FailedResponse): SmaClientError {
  const { status } = response;
  const serverText = readErrorReply(bodyText(response.body))?.message;
  const retryAfter = retryAfterOf(response.headers['retry-after']);
  const details = {
    status,
    ...(serverText === undefined ? {} : { serverText }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  const [code, message] = verdict(where, status, serverText, response.headers['content-type']);
  return new SmaClientError(code, message, details);
}

function verdict(where: string, status: number, serverText: string | undefined, contentType: string | undefined): readonly [SmaClientErrorCode, string] {
  const said = serverText === undefined || serverText === '' ? '' : `: ${sentence(serverText)}`;
  if (status >= 300 && status < 400) return ['NotSma', notSmaMessage(where, `it redirects elsewhere, status ${status}`)];
  // IIS before a real SMA answers with pages too: so this is said beside the verdict, not instead of it.
  const strange = serverText === undefined && contentType?.startsWith('text/html') === true ? ' It answered with a web page: check that the address is that of an SMA web service.' : '';
  switch (status) {
    case 401:
      return ['Unauthorized', `${where} does not accept the user name or password; check both (DOMAIN\\user for a Windows account) and that Basic authentication is on.${strange}`];
    case 403:
      return ['Forbidden', `${where} knows the user but does not let them in${said}; ask its administrator for membership in the group smaAdminGroup.${strange}`];
    case 404:
    case 410:
      // A web server that is no SMA answers 404 with a page of its own.
      if (serverText === undefined && contentType?.startsWith('text/html') === true) return ['NotSma', notSmaMessage(where, `a web page with status ${status}`)];
      return ['NotFound', `${where} does not have it (any more)${said}; refresh to see what is there.`];
    case 409:
      return ['Conflict', `${where} refused because of the state the object is in${said}; refresh and try again.`];
    case 412:
      return ['Conflict', `It was changed on ${where} since it was read${said}; read it again and compare before saving.`];
    case 429:
      return ['ServerError', `${where} is asked too often at the moment${said}; try again a little later.`];
    default:
  }
  if (status >= 500) return ['ServerError', `${where} failed to answer (status ${status})${said}${/\btry again\b/i.test(said) ? '; look' : '; try again, and look'} at the server's log if it stays.${strange}`];
  return ['BadRequest', `${where} refused the request (status ${status})${said}; correct it and try again.`];
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
