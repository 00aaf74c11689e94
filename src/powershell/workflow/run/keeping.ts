/** Who keeps the state of a workflow that a script has called: nobody, until it suspends (workflow-semantics.md 8). */
import type { CheckpointPort } from '../../runtime/host.ts';
import type { FunctionEntry } from '../../runtime/run/commands/commands.ts';
import type { Session } from '../../runtime/run/session.ts';
import type { RunbookText } from '../../runtime/host.ts';
import type { Plan } from '../plan/plan.ts';
import { writeState } from '../state/savedState.ts';
import { definitionsOf } from './asJob.ts';
import type { Keeper } from './workflowRun.ts';

/** A run's parts that its state is written with. `text`: of the script that the state is for, where that is not the plan's own. */
export interface Kept { readonly session: Session; readonly plan: Plan; readonly plans: ReadonlyMap<string, Plan>; readonly children: ReadonlyMap<string, RunbookText>; readonly text?: string }

/** Keeps it at every checkpoint, where `port` does. */
export function keeperFor(port: CheckpointPort | undefined, { session, text, ...parts }: Kept): Keeper | undefined {
  if (port === undefined) return undefined;
  return {
    save: (run) => port.save(writeState({ fibers: run.fibers, settings: run.settings, location: session.location, ...(session.seeded === undefined ? {} : { seeded: session.seeded }) }, { ...parts, ...(text === undefined ? {} : { text }) })),
    suspendAsked: () => port.suspendAsked(),
  };
}
/** Keeps the one state in which it suspends: its job is made then, and goes on from there. Checkpoints before cost nothing. */
export function keeperForSuspension(entry: FunctionEntry, kept: Kept, save: (state: string) => void): Keeper {
  let text: string | undefined;
  return {
    save: (run) => { text ??= definitionsOf(entry); keeperFor({ save, suspendAsked: () => false }, { ...kept, text })?.save(run); },
    suspendAsked: () => false,
    onlySuspensions: true,
  };
}
