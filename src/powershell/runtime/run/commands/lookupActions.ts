/** What a script wants to be asked where a command is looked up (`$ExecutionContext.InvokeCommand.CommandNotFoundAction` and its kin; CommandDiscovery.cs). */
import type { CommandEntry } from './commands.ts';

export type LookupStage = 'PreCommandLookupAction' | 'PostCommandLookupAction' | 'CommandNotFoundAction';
export interface LookupActions {
  /** The answer of a stage's action; `found` where it has none, or where it is being asked about the name already. */
  ask(stage: LookupStage, name: string, found: CommandEntry | undefined): CommandEntry | undefined;
  /** Whether the name of every call is to be asked about. */
  readonly always: boolean;
}
