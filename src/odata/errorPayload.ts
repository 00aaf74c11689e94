/** What an error says on the wire, in either format. */
import { SmaError } from '../sma/errors.ts';
import { ODataError } from './errors.ts';

export interface ErrorPayload {
  readonly code: string;
  readonly message: string;
  /** Shown by clients as details; never a stack. */
  readonly inner?: string;
}

/**
 * Status and body for anything thrown: errors of the two catalogues as they are, everything else as 500 without details,
 * which belong in the log.
 */
export function toErrorPayload(error: unknown): { readonly status: number; readonly payload: ErrorPayload } {
  if (error instanceof ODataError || error instanceof SmaError) return { status: error.status, payload: { code: error.code, message: error.message } };
  return { status: 500, payload: { code: 'Internal', message: 'An error occurred while processing this request.' } };
}
