import { isActionAllowed, isJobStatus } from '../../sma/jobStateMachine.ts';

/** States in which the server or a worker is doing something about a job; the others wait for a person, or are final. */
const UNDER_WAY: ReadonlySet<string> = new Set(['New', 'Activating', 'Running', 'Suspending', 'Stopping', 'Resuming', 'Removing', 'Disconnected']);

export const isUnderWay = (status: string): boolean => UNDER_WAY.has(status);

/** True where the Stop action leads somewhere. */
export const isStoppable = (status: string): boolean => isJobStatus(status) && isActionAllowed('Stop', status);

/** A state as the portal words it (sma-rest-api.md 4.1): the API says New and Activating, people say Queued and Starting. */
export function statusWord(status: string): string {
  return status === 'New' ? 'Queued' : status === 'Activating' ? 'Starting' : status;
}
