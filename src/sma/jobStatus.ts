/** The thirteen states of a job, exactly as the API spells them (sma-rest-api.md 4.1). */
export const JOB_STATUSES = [
  'New', 'Activating', 'Running', 'Completed', 'Failed', 'Stopped', 'Blocked', 'Suspended', 'Disconnected',
  'Suspending', 'Stopping', 'Resuming', 'Removing',
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** States a job never leaves. `Blocked` is among them because every waiting client treats it so; `Suspended` waits for a resume. */
const TERMINAL: ReadonlySet<string> = new Set<JobStatus>(['Completed', 'Failed', 'Stopped', 'Blocked']);

/** True for a state a job never leaves; a state not known here is none (sma-rest-api.md 8.1 rule 8). */
export function isTerminalStatus(status: string): boolean {
  return TERMINAL.has(status);
}
