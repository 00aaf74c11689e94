/** One call of a command: what `$MyInvocation` and error records tell about it. */
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import type { ScriptPosition } from '../../values/errorRecord.ts';
import type { Hashtable } from '../../values/dictionary.ts';
import type { Frame } from '../frame.ts';
import type { CommandEntry } from './commands.ts';
import type { CommandRuntime } from '../pipeline/commandRuntime.ts';

/** System.Management.Automation.InvocationInfo. */
export class Invocation extends NetObject {
  readonly command: CommandEntry | null;
  /** As it was called. */
  readonly name: string;
  /** Where the call stands; undefined for calls the engine makes. */
  readonly position: ScriptPosition | undefined;
  bound: Hashtable | undefined = undefined;
  unbound: Value[] = [];
  expectingInput = false;
  pipelineLength = 1;
  pipelinePosition = 1;
  /** How often it has processed: once without input, else once an object. */
  processed = 0;
  /** The calls of its pipeline, where there is more than it. */
  line: readonly (Invocation | undefined)[] | undefined = undefined;
  /** Of what is dot-sourced: the call in whose scope it runs. */
  caller: Invocation | null | undefined = undefined;
  /** Of such a call: what ran in place in that scope when it began. */
  enteredAt: Frame['around'] = null;
  /** A method of a class: it is no command, so nothing is named after it. */
  isMethod = false;
  /** The class that it is a method of, or whose object is made. */
  ofClass = '';
  /** A block that no command of the script runs: `.Invoke()`, a script method. */
  ofEngine = false;
  /** Its side of the streams; only for advanced functions and cmdlets. */
  runtime: CommandRuntime | undefined = undefined;
  constructor(command: CommandEntry | null, name: string, position: ScriptPosition | undefined) {
    super();
    this.command = command;
    this.name = name;
    this.position = position;
  }
  /** Whether it is dot-sourced, and this is what it runs as in its scope. */
  isDottedAt(around: NonNullable<Frame['around']>): boolean { return this.caller !== undefined && this.enteredAt === around.around; }
  /** The call whose scope it is, where it is dot-sourced; else itself. */
  get owner(): Invocation | null { return this.caller === undefined ? this : this.caller === null ? null : this.caller.owner; }
  /** What each command of the pipeline has taken so far, before them what the first one was fed (ErrorRecord.PipelineIterationInfo). */
  get iterations(): number[] {
    const line = this.line ?? [this];
    return [line[0]?.expectingInput === true ? line[0].processed : 0, ...line.map((each) => each?.processed ?? 0)];
  }
}
