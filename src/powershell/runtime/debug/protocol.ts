/** What a debugger and a running engine say to each other: plain data, so that it goes through any pipe. */

/** Where execution may stop: a place in a source, lines and columns from 1. */
export interface SourceBreakpoint {
  readonly line: number;
  readonly column?: number;
  /** An expression; the breakpoint counts where it is true. */
  readonly condition?: string;
  /** `5`, `>5`, `>=5`, `<5`, `==5` or `%5`: which of the hits stop. */
  readonly hitCondition?: string;
  /** Not to stop but to write: text with expressions in braces. */
  readonly logMessage?: string;
}
/** A command or function by its name; the condition is worked out where it begins, of a command that is no code of its own where it is called. */
export interface FunctionBreakpoint extends Pick<SourceBreakpoint, 'condition' | 'hitCondition'> { readonly name: string }
/** `verified`: code was found for it, at this place. A source that is not loaded yet is verified by a `breakpoint` event. */
export interface BoundBreakpoint { readonly id: number; readonly verified: boolean; readonly line?: number; readonly column?: number; readonly message?: string }
export type ErrorFilter = 'all' | 'uncaught';
export type StepMode = 'continue' | 'into' | 'over' | 'out';

export type DebugRequest =
  /** `source`: the file's path, or '' for a runbook that has none. */
  | { readonly kind: 'setBreakpoints'; readonly source: string; readonly breakpoints: readonly SourceBreakpoint[]; /** Of a source that has several texts, as one that was changed and is called again: those of each, instead. */ readonly inTexts?: readonly { readonly text: string; readonly breakpoints: readonly SourceBreakpoint[] }[] }
  /** The text of a source that was loaded last. */
  | { readonly kind: 'text'; readonly source: string }
  | { readonly kind: 'setFunctionBreakpoints'; readonly functions: readonly FunctionBreakpoint[] }
  | { readonly kind: 'setErrorFilters'; readonly filters: readonly ErrorFilter[] }
  /** Lets the script begin. */
  | { readonly kind: 'start'; readonly stopOnEntry: boolean }
  /** Of a run that is not debugged yet, and goes on meanwhile; a run that was begun with a debugger needs none. */
  | { readonly kind: 'attach' }
  /** The run goes on, without breakpoints. */
  | { readonly kind: 'detach' }
  /** Of a run that goes on; of one that is stopped and works out an expression it ends that. */
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume'; readonly mode: StepMode }
  /** Ends the expression that is worked out, where one is. */
  | { readonly kind: 'endExpression' }
  /** Whether what a run has stopped for is still asked for: somebody hears of the stop only now. */
  | { readonly kind: 'confirm' }
  /** Also of a run that goes on. */
  | { readonly kind: 'threads' }
  /** Of the thread that stopped, where none is named. */
  | { readonly kind: 'stack'; readonly thread?: number }
  | { readonly kind: 'scopes'; readonly frame: number }
  /** Names of types that begin so. */
  | { readonly kind: 'types'; readonly beginning: string }
  | { readonly kind: 'variables'; readonly handle: number; /** Items alone, or all but items. */ readonly filter?: 'indexed' | 'named'; readonly start?: number; readonly count?: number }
  | { readonly kind: 'setVariable'; readonly handle: number; readonly name: string; readonly value: string }
  /** `whole`: the value is its text, uncut, and has no children. */
  | { readonly kind: 'evaluate'; readonly expression: string; readonly frame: number; readonly whole?: boolean; /** Runs nothing of a script: where that would be needed it fails. */ readonly looks?: boolean; /** Typed in a console: what it writes to other streams is told as output, and its errors are kept in `$Error`. Else nobody sees them. */ readonly tells?: boolean };

/** The runbook itself is thread 1; the branches of a workflow are the others. */
export interface ThreadEntry { readonly id: number; readonly name: string }
export interface StackEntry {
  readonly frame: number;
  readonly name: string;
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}
export interface ScopeEntry { readonly name: string; readonly handle: number; readonly expensive: boolean }
/** `handle` above 0: it has children; `indexed` and `named` say how many. */
export interface VariableEntry {
  readonly name: string;
  readonly value: string;
  readonly type: string;
  readonly handle: number;
  readonly indexed?: number;
  readonly named?: number;
  /** The expression that gives it. */
  readonly evaluateName?: string;
  readonly canSet?: boolean;
  /** A script works it out, each time: its one child is the value, once somebody wants it. */
  readonly isLazy?: boolean;
}
export type DebugReply =
  | { readonly kind: 'done' }
  | { readonly kind: 'breakpoints'; readonly breakpoints: readonly BoundBreakpoint[] }
  | { readonly kind: 'threads'; readonly threads: readonly ThreadEntry[] }
  | { readonly kind: 'confirmed'; readonly stands: boolean }
  | { readonly kind: 'stack'; readonly frames: readonly StackEntry[] }
  | { readonly kind: 'scopes'; readonly scopes: readonly ScopeEntry[] }
  | { readonly kind: 'types'; readonly names: readonly string[] }
  /** `stays`: it is not read again. */
  | { readonly kind: 'text'; readonly text?: string; readonly stays: boolean }
  | { readonly kind: 'variables'; readonly variables: readonly VariableEntry[] }
  | { readonly kind: 'value'; readonly variable: VariableEntry }
  /** It cannot be done; the message is for the person. */
  | { readonly kind: 'failed'; readonly message: string };

export type StopReason = 'entry' | 'breakpoint' | 'function breakpoint' | 'step' | 'pause' | 'exception';
export type DebugEvent =
  | { readonly kind: 'stopped'; readonly reason: StopReason; readonly thread: number; readonly breakpoints: readonly number[]; /** The error's message. */ readonly text?: string; /** The error's type and id. */ readonly description?: string }
  | { readonly kind: 'continued' }
  /** A checkpoint of a workflow was taken behind a statement. */
  | { readonly kind: 'checkpoint'; readonly source: string; readonly line: number }
  | { readonly kind: 'breakpoint'; readonly breakpoint: BoundBreakpoint }
  /** What a log point writes, or why a condition could not be worked out. */
  | { readonly kind: 'output'; readonly text: string; readonly source: string; readonly line: number };

/** The engine's side of the pipe. */
export interface DebugPort {
  /** Blocks until there is a request; undefined where the run was asked to stop. */
  next(): { readonly id: number; readonly request: DebugRequest } | undefined;
  /** Whether a request may be there: asked before every statement, so it only looks at a number. */
  waiting(): boolean;
  /** Whether the run was asked to stop: what its finally blocks do then is not held up. */
  over?(): boolean;
  /** A request that is there already. */
  take(): { readonly id: number; readonly request: DebugRequest } | undefined;
  reply(id: number, reply: DebugReply): void;
  event(event: DebugEvent): void;
}
