/** One command of a pipeline in a workflow. Stages run one after another: each gets the whole output of the one before. */
import type { Eval } from '../../runtime/compile/code.ts';
import type { Streams } from '../../runtime/run/pipeline/streams.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { Fiber, Position } from '../run/fiber.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';

/** Common activity parameters that were given (section 7.2), by folded name. */
export type ActivityArguments = ReadonlyMap<string, Eval | true>;

/** Arguments of a cmdlet by name. */
export type ArgumentValues = Readonly<Record<string, Value>>;

export interface StageCall {
  readonly at: Position;
  readonly fiber: Fiber;
  readonly run: WorkflowRun;
  /** What is piped in; undefined at the head of a pipeline. */
  readonly input: readonly Value[] | undefined;
  readonly streams: Streams;
  /** Takes what it writes as it writes it: what was written before an error is not lost, and stands before it. */
  readonly write: (v: Value) => void;
  /** When it must have ended, in milliseconds since 1970; Infinity for no limit. */
  readonly deadline: number;
}
export interface Stage {
  /** The command's name, for progress and messages. */
  readonly name: string;
  readonly mark: number;
  readonly parameters: ActivityArguments;
  /** `2>&1`. */
  readonly mergesErrors: boolean;
  /** True where it has ended; false where it waits for something outside: then it is run again when that is there. */
  run(call: StageCall): boolean;
  /** The same on another machine; absent for what runs in the workflow's process whatever it is told (13.3). */
  runRemotely?: ((call: StageCall, connection: ArgumentValues) => void) | undefined;
}
