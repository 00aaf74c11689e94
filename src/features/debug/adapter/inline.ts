import { runInSandbox } from '../../../worker/local/runInSandbox.ts';
import type { SandboxSettings } from '../../../worker/sandbox/settings.ts';
import { AttachedSession } from './attachedSession.ts';
import type { AttachedJob } from './attachedSession.ts';
import { CheckpointStore } from './checkpoints.ts';
import { ReplaySession } from './replaySession.ts';
import type { FinishedJob } from './replaySession.ts';
import { RunbookDebugSession } from './session.ts';
import type { AdapterPorts } from './session.ts';

/** Of all sessions of this window. */
export const checkpoints = new CheckpointStore();

/** The debug adapter inside the editor's own process; the runbook runs in a process of its own. */
export function createAdapter(openText: AdapterPorts['openText'], settings: Pick<SandboxSettings, 'powerShell' | 'nativeCommands'>): RunbookDebugSession {
  return new RunbookDebugSession({ run: (options) => runInSandbox({ ...options, settings: { ...options.settings, ...settings } }), openText, checkpoints });
}

/** A debug adapter for a job that runs on the local service. */
export function createAttached(load: () => Promise<AttachedJob>): AttachedSession {
  return new AttachedSession(load);
}

/** A debug adapter that goes through the records of a finished job. */
export function createReplay(load: () => Promise<FinishedJob>): ReplaySession {
  return new ReplaySession(load);
}
