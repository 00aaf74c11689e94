/** The streams beside Output, as one command sees them: null is the run's own record sink. */
import type { Value } from '../../values/value.ts';
import type { ProgressRecord } from '../../host.ts';
import type { Writer } from './writers.ts';

export type StreamName = 'Error' | 'Warning' | 'Verbose' | 'Debug' | 'Information';
type Gatherers = Partial<Record<StreamName, (v: Value) => void>>;
const NOTHING: Gatherers = {};
export class Streams {
  readonly Error: Writer | null;
  readonly Warning: Writer | null;
  readonly Verbose: Writer | null;
  readonly Debug: Writer | null;
  readonly Information: Writer | null;
  constructor(parts: Partial<Record<StreamName, Writer | null>> = {}) {
    this.Error = parts.Error ?? null;
    this.Warning = parts.Warning ?? null;
    this.Verbose = parts.Verbose ?? null;
    this.Debug = parts.Debug ?? null;
    this.Information = parts.Information ?? null;
  }
  /** What -ErrorVariable, -WarningVariable and -InformationVariable of the functions around gather, whatever the preferences. */
  gather: Gatherers = NOTHING;
  /** Where progress goes instead of the run's own sink. */
  progress: ((record: ProgressRecord) => void) | undefined;
  with(parts: Partial<Record<StreamName, Writer | null>>): Streams {
    const made = new Streams({ Error: this.Error, Warning: this.Warning, Verbose: this.Verbose, Debug: this.Debug, Information: this.Information, ...parts });
    made.gather = this.gather;
    made.progress = this.progress;
    return made;
  }
  /** What code sees that runs as a member (ScriptBlock.ErrorHandlingBehavior.WriteToExternalErrorPipe): its errors are the run's own, whatever is redirected here. */
  member(): Streams { return this.Error === null ? this : this.with({ Error: null }); }
  /** The same, gathered by nobody. */
  ungathered(): Streams {
    if (this.gather === NOTHING) return this;
    const made = this.with({});
    made.gather = NOTHING;
    return made;
  }
  gathering(name: StreamName, take: (v: Value) => void): Streams {
    const made = this.with({}), before = this.gather[name];
    made.gather = { ...this.gather, [name]: before === undefined ? take : (v: Value) => { before(v); take(v); } };
    return made;
  }
}
export const plainStreams: Streams = new Streams();
