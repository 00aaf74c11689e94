/** A workflow as it runs: its activities by number, the layout of its variables, what was refused in it. */
import type { ParseError } from '../../syntax/parseResult.ts';
import type { CompiledBlock } from '../../runtime/compile/compiledBlock.ts';
import type { FunctionEntry } from '../../runtime/run/commands/commands.ts';
import type { Activity } from './activity.ts';

export interface Plan {
  /** Names of the workflows around it and its own, folded, with `/` between. */
  readonly key: string;
  readonly name: string;
  readonly entry: FunctionEntry;
  readonly block: CompiledBlock;
  readonly body: Activity;
  /** By number. */
  readonly activities: readonly Activity[];
  /** Workflows that this one calls, and their own. */
  readonly nested: readonly Plan[];
  /** What the compiler of Windows PowerShell refuses once it knows the commands (workflow-semantics.md section 2, marked F). */
  readonly errors: readonly ParseError[];
}
