/** What a command name can stand for. */
import type { CompiledBlock } from '../../compile/compiledBlock.ts';
import type { Cmdlet } from '../../cmdlet.ts';
import type { ScriptBlock } from '../../values/scriptBlock.ts';
import type { Frame } from '../frame.ts';
import type { ModuleState } from '../session.ts';

export interface FunctionEntry {
  readonly kind: 'Function' | 'Filter' | 'Workflow';
  readonly name: string;
  readonly block: CompiledBlock;
  /** The module it was defined in; its variables resolve there. */
  readonly module: ModuleState;
  readonly moduleName?: string;
  /** Of a workflow, the scope that its definition has run in: what it calls is looked for from there (workflow-semantics.md 1.1). */
  readonly around?: Frame;
  /** ScopedItemOptions, as text. */
  options?: string;
  /** The block that it runs, as scripts see it: made at the first look. */
  script?: ScriptBlock;
}
/** A `.ps1` file or a block called by `&` or `.`. */
export interface ScriptEntry {
  readonly kind: 'ExternalScript' | 'Script';
  /** A file, which is read anew where it is called again: it may have been changed. */
  readonly isFile?: boolean;
  readonly name: string;
  readonly block: CompiledBlock;
  readonly module: ModuleState;
  script?: ScriptBlock;
}
export interface ApplicationEntry { readonly kind: 'Application'; readonly name: string; readonly path: string }
export type CommandEntry = FunctionEntry | ScriptEntry | ApplicationEntry | Cmdlet;
