import { isSmaClientError } from '../client/errors.ts';
import type { SmaClientErrorCode } from '../client/errors.ts';
import { AppError } from './errors.ts';
import type { ErrorAction } from './errors.ts';
import { command } from './ids.ts';

/** What a person is told about a failure. */
export interface UserMessage { readonly text: string; readonly action: ErrorAction | undefined; /** Another thing to do. */ readonly alternative?: ErrorAction; /** AppError's. */ readonly about?: string }

/** The way out of the client's failures, where there is a command for it; each acts on the active connection. */
const CLIENT_ACTIONS: Partial<Record<SmaClientErrorCode, ErrorAction>> = {
  Unauthorized: { label: 'Edit Credentials', command: command.connectionEdit },
  Forbidden: { label: 'Edit Credentials', command: command.connectionEdit },
  Untrusted: { label: 'Review Certificate', command: command.connectionTrust },
  NotSma: { label: 'Edit Connection', command: command.connectionEdit },
  Unreachable: { label: 'Try Again', command: command.connectionConnect },
  Timeout: { label: 'Try Again', command: command.connectionConnect },
};

/**
 * One sentence (two at most) for a failure. `attempt` says what was tried, without a full stop: "Publishing Get-Report".
 * Errors made for people already say what, where and what next; those get `attempt` in front only where they come from
 * the server, which does not know what was tried.
 */
export function userMessage(error: unknown, attempt: string): UserMessage {
  if (AppError.is(error)) return { text: error.message, action: error.action, ...(error.alternative === undefined ? {} : { alternative: error.alternative }), ...(error.about === undefined ? {} : { about: error.about }) };
  if (isSmaClientError(error)) return { text: `${attempt} failed. ${error.message}`, action: CLIENT_ACTIONS[error.code] };
  const detail = error instanceof Error ? error.message : String(error);
  return { text: `${attempt} failed: ${endSentence(detail)} The log has the details.`, action: undefined };
}

const endSentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
