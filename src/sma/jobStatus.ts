/** The thirteen states of a job, exactly as the API spells them (sma-rest-api.md 4.1). */
export const JOB_STATUSES = [
  'New', 'Activating', 'Running', 'Completed', 'Failed', 'Stopped', 'Blocked', 'Suspended', 'Disconnected',
  'Suspending', 'Stopping', 'Resuming', 'Removing',
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];
