/** Replies of PowerShell as records of the engine. */
import type { ProgressRecord, StreamRecord } from '../runtime/host.ts';
import type { FromPowerShell } from './protocol.ts';

type Progress = Extract<FromPowerShell, { readonly type: 'progress' }>;
type Plain = Extract<FromPowerShell, { readonly type: 'warning' | 'verbose' | 'debug' | 'information' | 'progress' }> | { readonly type: 'noise'; readonly text: string };

export const progressOf = (r: Progress): ProgressRecord => ({
  activity: r.activity ?? '', status: r.status ?? '', currentOperation: r.operation ?? '', percentComplete: r.percent, secondsRemaining: r.seconds, activityId: r.id, parentActivityId: r.parent, completed: r.completed,
});

/** Everything but output and errors. What something else printed counts as written to the host. */
export function recordOf(r: Plain): StreamRecord {
  switch (r.type) {
    case 'warning': return { stream: 'Warning', text: r.text };
    case 'verbose': return { stream: 'Verbose', text: r.text };
    case 'debug': return { stream: 'Debug', text: r.text };
    case 'progress': return { stream: 'Progress', ...progressOf(r) };
    case 'noise': return { stream: 'Information', data: r.text, text: r.text, tags: ['PSHOST'], isHost: true };
    case 'information': return { stream: 'Information', data: r.text, text: r.text, tags: r.isHost ? ['PSHOST'] : [], isHost: r.isHost };
  }
}
