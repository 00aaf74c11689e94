/** The streams beside Output, as one command sees them: null is the run's own record sink. */
import type { Writer } from './writers.ts';

export type StreamName = 'Error' | 'Warning' | 'Verbose' | 'Debug' | 'Information';
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
  with(name: StreamName, writer: Writer): Streams { return new Streams({ ...this, [name]: writer }); }
}
export const plainStreams: Streams = new Streams();
