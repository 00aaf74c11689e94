/**
 * Every way a call can fail, as one class with a `code`, so that callers decide by code and never by text.
 * The message is one sentence for a person: what happened, where, and what to do next. It never holds a secret:
 * the HTTP library's own error objects (which carry the Authorization header) are not kept as `cause`.
 */
import type { SmaErrorCode } from '../sma/errors.ts';
import type { PresentedCertificate } from './http/certificate.ts';

export const SMA_CLIENT_ERROR_CODES = [
  /** No answer: refused, reset, unknown host, no route. */
  'Unreachable',
  /** A phase took longer than the connection's limits. */
  'Timeout',
  /** The server's certificate is not one this connection trusts (the error is an UntrustedError). */
  'Untrusted',
  /** 401: the user name or password is wrong. */
  'Unauthorized',
  /** 403: known, but not in smaAdminGroup. */
  'Forbidden',
  /** Something answers there, but not an SMA web service. */
  'NotSma',
  /** 404: the object is gone or never was. */
  'NotFound',
  /** 409 or 412: the state does not allow it, or somebody saved in between. */
  'Conflict',
  /** 400 and other refusals of the request; `serverText` has the server's words. */
  'BadRequest',
  /** 5xx. */
  'ServerError',
  /** The caller's AbortSignal. */
  'Aborted',
  /** The connection's options make no sense or are unsafe; nothing was sent. */
  'BadOptions',
] as const;
export type SmaClientErrorCode = (typeof SMA_CLIENT_ERROR_CODES)[number];

export interface SmaClientErrorDetails {
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** What the server said, word for word. */
  readonly serverText?: string;
  /** The OData error's code; real servers leave it empty mostly. */
  readonly serverCode?: string;
  /** Milliseconds the server asked to wait (Retry-After). */
  readonly retryAfter?: number;
  /** The operating system's word for it (ECONNREFUSED …). */
  readonly systemCode?: string;
}

/**
 * Marks the errors of this room. The program may hold this module more than once (the editor's extension loads its client
 * apart), and `instanceof` knows only the classes of one copy.
 */
const MARK = Symbol.for('smaClientError');

/** A failed call to an SMA web service. */
export class SmaClientError extends Error {
  override readonly name: string = 'SmaClientError';
  readonly [MARK] = true;
  readonly code: SmaClientErrorCode;
  readonly status: number | undefined;
  readonly serverText: string | undefined;
  readonly serverCode: string | undefined;
  readonly retryAfter: number | undefined;
  readonly systemCode: string | undefined;

  constructor(code: SmaClientErrorCode, message: string, details: SmaClientErrorDetails = {}) {
    super(message);
    this.code = code;
    this.status = details.status;
    this.serverText = details.serverText;
    this.serverCode = details.serverCode;
    this.retryAfter = details.retryAfter;
    this.systemCode = details.systemCode;
  }
}

/** A certificate that is not trusted, with what the server showed, so that a person can be asked. */
export class UntrustedError extends SmaClientError {
  override readonly name = 'UntrustedError';
  readonly certificate: PresentedCertificate;
  /** Why: OpenSSL's word (DEPTH_ZERO_SELF_SIGNED_CERT …), or PIN_MISMATCH. */
  readonly reason: string;

  constructor(message: string, certificate: PresentedCertificate, reason: string) {
    super('Untrusted', message, { systemCode: reason });
    this.certificate = certificate;
    this.reason = reason;
  }
}

/** True for every failure this room makes; with `code`, for that one. */
export function isSmaClientError(error: unknown, code?: SmaClientErrorCode): error is SmaClientError {
  return error instanceof Error && MARK in error && (code === undefined || (error as SmaClientError).code === code);
}

/** True for a certificate that the user may be asked about. */
export function isUntrustedError(error: unknown): error is UntrustedError {
  return isSmaClientError(error, 'Untrusted') && 'certificate' in error;
}

/** Our own service's word for a database that only a person can mend. */
export const STORAGE_DAMAGED: SmaErrorCode = 'StorageDamaged';

/** True where the same request may succeed later without anybody changing anything. */
export function isTransient(error: unknown): error is SmaClientError {
  return isSmaClientError(error) && error.serverCode !== STORAGE_DAMAGED && (error.code === 'Unreachable' || error.code === 'Timeout' || error.code === 'ServerError' || error.status === 429);
}
