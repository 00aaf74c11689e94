/** System.Management.Automation.ScriptBlock. */
import type { CompiledBlock } from '../compile/compiledBlock.ts';
import type { CommandEntry, FunctionEntry, ScriptEntry } from '../run/commands/commands.ts';
import type { ExtraVariable, Frame } from '../run/frame.ts';
import type { ModuleState } from '../run/session.ts';
import { NetObject } from './value.ts';

export const MANY_CLAUSES = 'The script block cannot be invoked because it contains more than one clause. The Invoke() method can only be used on script blocks that contain a single clause.';
export class ScriptBlock extends NetObject {
  readonly code: CompiledBlock;
  /** The session state it belongs to: where its globals, functions and `$script:` are. */
  readonly module: ModuleState | undefined;
  /** The frame in whose text it was written: lets a block run in place with resolved slots. */
  readonly home: Frame | undefined;
  /** The variables GetNewClosure kept. */
  closure: ReadonlyMap<string, ExtraVariable> | undefined = undefined;
  /** The functions that InvokeWithContext defines for it. */
  functions: Map<string, CommandEntry> | undefined = undefined;
  constructor(code: CompiledBlock, module?: ModuleState, home?: Frame) {
    super();
    this.code = code;
    this.module = module;
    this.home = home;
  }
  /** The text between the braces. */
  get text(): string { return this.code.text; }
  /** It begins, or has a body for each object and an end: it is no one thing to run. */
  get hasManyClauses(): boolean { const { ast } = this.code; return ast.beginBlock !== undefined || (ast.processBlock !== undefined && ast.endBlock !== undefined); }
}
/** The block of a function or a script: the same object at each look (FunctionInfo.ScriptBlock). */
export function blockOf(entry: FunctionEntry | ScriptEntry): ScriptBlock { return entry.script ??= new ScriptBlock(entry.block, entry.module); }
