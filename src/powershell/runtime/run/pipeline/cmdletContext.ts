/** What a running cmdlet may ask of the engine. */
import type { Streams } from './streams.ts';
import type { EngineHost, ProgressRecord } from '../../host.ts';
import type { ErrorCategory, ErrorRecord, NetException, ScriptPosition } from '../../values/errorRecord.ts';
import type { ScriptBlock } from '../../values/scriptBlock.ts';
import type { Value } from '../../values/value.ts';
import type { Session } from '../session.ts';

export interface ErrorSpec {
  readonly id: string;
  readonly category: ErrorCategory;
  readonly message: string;
  readonly target?: Value;
  /** Full .NET name of the exception; System.Exception where absent. */
  readonly exception?: string;
  readonly inner?: NetException;
}

export interface CmdletContext {
  /** The name it was called by is `invocationName`; `commandName` is the declared one. */
  readonly commandName: string;
  /** Where the call of the command stands; undefined where the engine makes it. */
  readonly position: ScriptPosition | undefined;
  readonly parameterSet: string;
  readonly host: EngineHost;
  /** The session: variables, functions, aliases, drives, current location. */
  readonly session: Session;
  /** True where something is piped in. */
  readonly expectingInput: boolean;
  /** Whether the parameter was given on the command line or came from the pipeline. */
  isBound(name: string): boolean;
  /** Whether the call names it, and its argument does not stand by place alone. */
  isNamed(name: string): boolean;

  /** Writes one object as it is. */
  write(value: Value): void;
  /** Writes a collection item by item (everything else as it is). */
  writeAll(value: Value): void;
  /** Writes a non-terminating error; `-ErrorAction` and the preference decide what becomes of it (may throw). */
  writeError(error: ErrorRecord | ErrorSpec): void;
  /** Ends the command with a terminating error. */
  fail(error: ErrorRecord | ErrorSpec): never;
  /** The same with a record that stands elsewhere: it becomes one of this command, where it is called. */
  failAs(record: ErrorRecord): never;
  warning(text: string): void;
  verbose(text: string): void;
  debug(text: string): void;
  information(data: Value, tags?: readonly string[], host?: boolean): void;
  progress(record: ProgressRecord): void;
  /** -WhatIf and -Confirm. */
  shouldProcess(target: string, action?: string): boolean;

  /** Runs a block where it was written (no new scope) with `$_`; gives what it wrote. */
  invokeInPlace(block: ScriptBlock, item: Value): Value[];
  /** Where the other streams of such a block go. */
  readonly blockStreams: Streams;
  /** The same without what its own variables gather. */
  readonly valueStreams: Streams;
  /** The same, and what it writes goes straight down the pipeline; without an item `$_` stays, and `input` is `$input` meanwhile. */
  runInPlace(block: ScriptBlock, item: Value, input?: readonly Value[]): void;
  /** The condition of Where-Object and its kind: what the block wrote, as one value, without gathering. */
  evaluate(block: ScriptBlock, item: Value, goesOn?: boolean): Value;
  /** `& block args`: a new scope; gives what it wrote. */
  invoke(block: ScriptBlock, args: readonly Value[], options?: { readonly item?: Value; readonly input?: readonly Value[] }): Value[];
  /** Runs a command by name with bound parameters; gives what it wrote. */
  call(command: string, parameters: Readonly<Record<string, Value>>, input?: readonly Value[]): Value[];

  /** Blocks; ends the command where a stop was asked for. */
  sleep(milliseconds: number): void;
  /** Tells the commands before this one that nothing more is wanted (Select-Object -First). */
  stopUpstream(): never;
  /** Call now and then in a long loop of one's own: takes a stop, checks the budgets. */
  toll(): void;
}
