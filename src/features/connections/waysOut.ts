import type { ConnectionInfo } from '../../app/connections/connectionInfo.ts';
import type { ConnectionState } from '../../app/connections/connectionState.ts';
import { AppError, isCancellation } from '../../app/errors.ts';
import type { ErrorAction } from '../../app/errors.ts';
import { command } from '../../app/ids.ts';
import { userMessage } from '../../app/userMessage.ts';
import { isSmaClientError } from '../../client/errors.ts';

type Target = Pick<ConnectionInfo, 'id' | 'name' | 'kind'>;

/** A way out of a connection's trouble, as a button or as a row of a list. */
export interface WayOut { readonly label: string; readonly icon: string; readonly action: ErrorAction }

const SHOW_LOG: WayOut = { label: 'Show Log', icon: 'output', action: { label: 'Show Log', command: command.logShow } };

const way = (icon: string, action: ErrorAction): WayOut => ({ label: action.label, icon, action });

const passwordAgain = (connectionId: string, thenUse = false): ErrorAction<typeof command.connectionEdit> =>
  ({ label: 'Enter Password Again', command: command.connectionEdit, arguments: [{ connectionId, only: 'password', ...(thenUse ? { thenUse } : {}) }] });

/** What can be done about a connection that is in trouble, the likeliest first; nothing where it is well. */
export function waysOut({ id: connectionId, kind }: Target, state: ConnectionState): readonly WayOut[] {
  const startAgain = way('play', { label: 'Start Again', command: command.serviceStart });
  const tryAgain = way('refresh', { label: 'Try Again', command: command.connectionConnect, arguments: [{ connectionId }] });
  const edit = way('edit', { label: 'Edit Connection', command: command.connectionEdit, arguments: [{ connectionId }] });
  switch (state.name) {
    case 'failed':
      return [startAgain, SHOW_LOG];
    case 'unauthorized':
      return kind === 'local' ? [way('play', { label: 'Restart Local Service', command: command.serviceRestart }), SHOW_LOG] : [way('key', passwordAgain(connectionId)), edit];
    case 'untrusted':
      return [way('unverified', { label: 'Review Certificate', command: command.connectionTrust, arguments: [{ connectionId }] })];
    case 'unreachable':
    case 'notSma':
      return kind === 'local' ? [tryAgain, SHOW_LOG] : [tryAgain, edit, SHOW_LOG];
    default:
      return [];
  }
}

/**
 * A failure to connect as people are told of it: what truly failed, connecting or signing in, and the way out, which acts on
 * this very connection. `inUse` names the connection that stays in use instead. Cancellations and what was told by its own
 * error already come back as they are, unless another connection stays.
 */
export function connectFailure(error: unknown, { id: connectionId, name, kind }: Target, inUse?: string): unknown {
  if (isCancellation(error)) return error;
  const isPassword = isSmaClientError(error, 'Unauthorized') || (AppError.is(error, 'NotConnected') && isSmaClientError(error.cause, 'Unauthorized'));
  const { text, action } = userMessage(error, `${isPassword || isSmaClientError(error, 'Forbidden') ? 'Signing in' : 'Connecting'} to ${name}`);
  const options = { cause: AppError.is(error, 'NotConnected') ? error.cause : error };
  if (inUse !== undefined) {
    const target = { connectionId };
    return new AppError('NotInUse', `${text} ${inUse} stays in use.`, {
      ...options,
      action: isPassword ? passwordAgain(connectionId, true) : { label: 'Retry', command: command.connectionConnect, arguments: [{ ...target, thenUse: true }] },
      alternative: { label: 'Use Anyway', command: command.connectionActivate, arguments: [target] },
    });
  }
  if (!isSmaClientError(error)) return error;
  if (kind === 'local') return new AppError('NotConnected', text, { ...options, action: { label: 'Restart Local Service', command: command.serviceRestart } });
  if (isPassword) return new AppError('NotConnected', text, { ...options, action: passwordAgain(connectionId), alternative: { label: 'Edit Connection', command: command.connectionEdit, arguments: [{ connectionId }] } });
  return new AppError('NotConnected', text, { ...options, ...(action === undefined ? {} : { action: { ...action, arguments: [{ connectionId }] } }) });
}
