/** Commands that stand in for others while a runbook is tested (testing/): they come before every other meaning of a name. */
import type { Frame } from '../frame.ts';
import type { CommandEntry } from './commands.ts';

export interface CommandMocks {
  /** Changes whenever a name may mean something else. */
  readonly version: number;
  /**
   * What stands in for a command, by the name it is called by: with or without its module, its folder and `.ps1`. `own`: what the name means
   * where only the caller knows that (a function or workflow inside a workflow, another runbook); it runs where nothing is said for a call.
   * `f`: who calls, where that is known.
   */
  find(name: string, own?: CommandEntry, f?: Frame): CommandEntry | undefined;
}
