import type { JobTarget } from '../../app/ids.ts';
import { isStoppable, isUnderWay, statusWord } from '../../app/stores/jobStates.ts';
import { jobLabel, jobWords } from '../../app/stores/jobWords.ts';
import { duration, parseWireTime, shortTime } from '../../app/text/times.ts';
import type { ItemView } from '../../app/ui/itemView.ts';
import type { Job } from '../../client/api.ts';
import { isTerminal } from '../../sma/jobStateMachine.ts';
import type { Starter } from '../../sma/values/startedBy.ts';

/** A job, or the row under the last one that loads older jobs. */
export type JobNode =
  | ({ readonly kind: 'job'; readonly job: Job; readonly starter: Starter | undefined; /** Stands below the job that started it. */ readonly isBelow: boolean; readonly hasBelow: boolean } & JobTarget)
  | { readonly kind: 'more' };

const ICONS: Readonly<Record<string, readonly [icon: string, color?: string]>> = {
  New: ['clock'],
  Activating: ['loading~spin'],
  Running: ['sync~spin', 'charts.blue'],
  Completed: ['pass', 'testing.iconPassed'],
  Failed: ['error', 'testing.iconFailed'],
  Stopped: ['stop-circle'],
  Blocked: ['error', 'testing.iconFailed'],
  Suspended: ['debug-pause', 'list.warningForeground'],
  Disconnected: ['debug-disconnect', 'list.warningForeground'],
};

/** A row's id in the view. */
export const rowId = (connectionId: string, jobId: string): string => `${connectionId}/jobs/${jobId}`;

/** A job as a row: runbook, state in words and as an icon, when it began, how many errors it wrote. */
export function jobItem(node: JobNode, now: Date): ItemView {
  if (node.kind === 'more') {
    return { id: 'more', label: 'Show older jobs…', icon: 'ellipsis', tokens: ['more'], opens: 'Show Older Jobs' };
  }
  const { job, connectionId, jobId } = node;
  const name = jobLabel(jobId, node.runbookName);
  const [icon, color] = ICONS[job.status] ?? ['loading~spin'];
  // Below its parent a row need not say whose it is; where the parent is gone it must.
  const parent = node.isBelow || node.starter?.job === undefined ? [] : [`by ${node.starter.job.runbook}`];
  const description = [jobWords(job, now), ...parent].join(' · ');
  return {
    id: rowId(connectionId, jobId),
    label: name,
    description,
    tooltip: tooltip(node, name, now),
    icon,
    ...(color === undefined ? {} : { color }),
    tokens: ['job', ...(isStoppable(job.status) ? ['stoppable'] : []), ...(isUnderWay(job.status) ? ['running'] : ['ended'])],
    ...(node.hasBelow ? { expandable: 'expanded' as const } : {}),
    opens: 'Show Output',
    spoken: `${name}, ${description.replaceAll(' · ', ', ')}`,
  };
}

function tooltip({ job, starter, isBelow }: Extract<JobNode, { readonly kind: 'job' }>, name: string, now: Date): string {
  const line = (label: string, time: string | null): string[] => {
    const date = parseWireTime(time);
    return date === undefined ? [] : [`${label}: ${shortTime(date, now)}`];
  };
  const start = parseWireTime(job.startedAt);
  const end = parseWireTime(job.endedAt);
  return [
    `${name}: ${statusWord(job.status)}`,
    ...line('Created', job.createdAt),
    ...line('Started', job.startedAt),
    ...line('Ended', job.endedAt),
    ...(start !== undefined && end !== undefined && isTerminal(job.status) ? [`Took: ${duration(end.getTime() - start.getTime())}`] : []),
    ...(starter === undefined ? [] : [`Started by: ${starter.text}${starter.job === undefined || isBelow ? '' : ', which is not listed'}`]),
    `Job: ${job.id}`,
    ...(job.exception === null ? [] : ['', job.exception]),
  ].join('\n');
}
