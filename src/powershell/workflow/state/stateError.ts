import type { ScriptPosition } from '../../runtime/values/errorRecord.ts';

/** The state of a workflow cannot be saved or read: what it is, and what to do. */
export class WorkflowStateError extends Error {
  override readonly name = 'WorkflowStateError';
  readonly code: 'ValueCannotBeSaved' | 'StateTooLarge' | 'StateUnreadable';
  /** The statement that was to keep the state. */
  position: ScriptPosition | undefined = undefined;
  /** The value that is at fault, for whoever keeps no state but hands values to another thread. */
  readonly what: string | undefined;
  constructor(code: WorkflowStateError['code'], message: string, what?: string) {
    super(message);
    this.code = code;
    this.what = what;
  }
}
