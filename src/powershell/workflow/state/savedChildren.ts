/** What a saved state says without being run: for who keeps states, and does not have the engine. */
import type { RunbookText } from '../../runtime/host.ts';
import { unpack } from './packing.ts';
import { WorkflowStateError } from './stateError.ts';

/** Characters of a saved state. Larger ones belong into a file, a variable asset or a database. */
export const MAX_STATE_LENGTH = 32 * 1024 * 1024;

/** The JSON of a state. Throws WorkflowStateError for what is none. */
export function parsedState(kept: string): object {
  // A character of a state may take three bytes.
  const text = unpack(kept, 3 * MAX_STATE_LENGTH);
  try { return JSON.parse(text) as object; } catch { throw new WorkflowStateError('StateUnreadable', 'The saved state of the job is damaged. Start the runbook again.'); }
}
/** The other runbooks a saved run was compiled with: it goes on with these, whatever was published since. */
export const childrenIn = (text: string): readonly (readonly [string, RunbookText])[] => (parsedState(text) as { readonly children?: readonly (readonly [string, RunbookText])[] }).children ?? [];
