/** Which state of a job may follow which, and what a client may ask for in each (sma-rest-api.md 4.1). */
import { JOB_STATUSES } from './jobStatus.ts';
import type { JobStatus } from './jobStatus.ts';
import type { RunbookType } from './runbookType.ts';

/** Documented transitions, and those marked (chosen) where the documentation is silent. */
const NEXT: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  New: ['Activating', 'Stopping', 'Failed'],
  // Back to New (chosen): the worker was lost before the runbook ran.
  Activating: ['Running', 'Failed', 'Stopping', 'New'],
  // Back to New or Activating: rerun after the worker service restarted.
  Running: ['Completed', 'Failed', 'Suspended', 'Suspending', 'Stopping', 'New', 'Activating', 'Disconnected', 'Blocked'],
  Completed: [],
  Failed: [],
  Stopped: [],
  Blocked: [],
  Suspended: ['Resuming', 'Stopping'],
  // A lost worker's job goes on from its checkpoint, or is stopped (chosen).
  Disconnected: ['New', 'Activating', 'Running', 'Failed', 'Stopping'],
  // Stopping (chosen): the next checkpoint may be hours away.
  Suspending: ['Suspended', 'Completed', 'Failed', 'Stopping'],
  Stopping: ['Stopped'],
  Resuming: ['Running', 'New', 'Activating', 'Failed', 'Stopping'],
  Removing: [],
};

/** True when a job may go from one state to the other. */
export const canFollow = (from: JobStatus, to: JobStatus): boolean => NEXT[from].includes(to);

/** The states reachable in one step. */
export const nextStates = (from: JobStatus): readonly JobStatus[] => NEXT[from];

export const TERMINAL_STATUSES = ['Completed', 'Failed', 'Stopped', 'Blocked'] as const satisfies readonly JobStatus[];

export const isJobStatus = (text: string): text is JobStatus => (JOB_STATUSES as readonly string[]).includes(text);

/** True when nothing more happens to the job. A status this version does not know is never terminal (8.1 rule 8). */
export const isTerminal = (status: string): boolean => (TERMINAL_STATUSES as readonly string[]).includes(status);

/** True when a caller that waits should return: terminal, or suspended and so waiting for a person. */
export const endsWaiting = (status: string): boolean => status === 'Suspended' || isTerminal(status);

export type JobAction = 'Stop' | 'Suspend' | 'Resume';

/** The state an action leads to at once. */
export const ACTION_TARGET: Readonly<Record<JobAction, JobStatus>> = { Stop: 'Stopping', Suspend: 'Suspending', Resume: 'Resuming' };

/**
 * Whether an action is allowed in a state. Scripts have no checkpoints, so Suspend and Resume are for workflows only.
 * @param type undefined when it is not known: then the state alone decides.
 */
export function isActionAllowed(action: JobAction, status: JobStatus, type?: RunbookType): boolean {
  if (type === 'PowerShellScript' && action !== 'Stop') return false;
  return canFollow(status, ACTION_TARGET[action]);
}

/** The actions a client may offer for a job. */
export const allowedActions = (status: JobStatus, type?: RunbookType): readonly JobAction[] =>
  (['Stop', 'Suspend', 'Resume'] as const).filter((action) => isActionAllowed(action, status, type));

/** The portal's words for states that have another name there. */
export const jobStatusLabel = (status: string): string => (status === 'New' ? 'Queued' : status === 'Activating' ? 'Starting' : status);
