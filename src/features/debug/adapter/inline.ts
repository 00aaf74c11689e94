import { runInSandbox } from '../../../worker/runInSandbox.ts';
import { CheckpointStore } from './checkpoints.ts';
import { RunbookDebugSession } from './session.ts';
import type { AdapterPorts } from './session.ts';

/** Of all sessions of this window. */
export const checkpoints = new CheckpointStore();

/** The debug adapter inside the editor's own process; the runbook runs in a process of its own. */
export function createAdapter(openText: AdapterPorts['openText']): RunbookDebugSession {
  return new RunbookDebugSession({ run: runInSandbox, openText, checkpoints });
}
