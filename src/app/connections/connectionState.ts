import type { ServerInfo } from '../../client/api.ts';
import { isSmaClientError, isUntrustedError } from '../../client/errors.ts';
import type { UntrustedError } from '../../client/errors.ts';
import { AppError } from '../errors.ts';
import type { ConnectionStateName } from '../ids.ts';

/** How a connection is, with what is known about why. */
export type ConnectionState =
  /** Nobody has asked yet. */
  | { readonly name: 'idle' }
  /** The local service comes to its end: nothing is asked of it any more. */
  | { readonly name: 'stopping' }
  /** The local service is not running. */
  | { readonly name: 'stopped' }
  /** The local service could not be started, or ended by itself too often. */
  | { readonly name: 'failed'; readonly error: Error }
  | { readonly name: 'connecting' }
  | { readonly name: 'connected'; readonly server: ServerInfo }
  | { readonly name: 'unauthorized'; readonly error: Error }
  | { readonly name: 'untrusted'; readonly error: UntrustedError }
  | { readonly name: 'unreachable'; readonly error: Error }
  | { readonly name: 'notSma'; readonly error: Error };

/** The state a failed call leaves a connection in; undefined where the failure says nothing about the connection. */
export function stateOfFailure(error: unknown): ConnectionState | undefined {
  if (isUntrustedError(error)) return { name: 'untrusted', error };
  if (AppError.is(error, 'SecretLost')) return { name: 'unauthorized', error };
  if (!isSmaClientError(error)) return undefined;
  switch (error.code) {
    case 'Unauthorized':
    case 'Forbidden':
      return { name: 'unauthorized', error };
    case 'NotSma':
    case 'BadOptions':
      return { name: 'notSma', error };
    case 'Unreachable':
    case 'Timeout':
    case 'Untrusted':
      return { name: 'unreachable', error };
    default:
      return undefined;
  }
}

/** A state in words, for labels, tooltips and screen readers. */
export const STATE_WORDS: Readonly<Record<ConnectionStateName, string>> = {
  idle: 'not connected',
  stopping: 'stopping…',
  stopped: 'stopped',
  failed: 'failed',
  connecting: 'connecting…',
  connected: 'connected',
  unauthorized: 'access denied',
  untrusted: 'certificate not trusted',
  unreachable: 'unreachable',
  notSma: 'not an SMA server',
};

/** The same for a row, which is narrow: behind an address there is room for two short words. */
export const SHORT_STATE_WORDS: Readonly<Record<ConnectionStateName, string>> = { ...STATE_WORDS, unauthorized: 'denied', untrusted: 'not trusted', notSma: 'not SMA' };
