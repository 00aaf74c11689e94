/** What the fuzzer and its threads say to each other. */
export interface ThreadData {
  /** Numbers of the scripts: from `first`, every `step`th, below `last`. */
  readonly first: number;
  readonly last: number;
  readonly step: number;
  /** When a script that still runs is asked to stop. */
  readonly stopAfterMs: number;
  readonly shared: SharedArrayBuffer;
  /** Holds the number of the script at work, for whoever finds the whole process dead. */
  readonly progress: string;
}

/** What a process of the fuzzer is told on its command line, as JSON: its share of the scripts, and when to end. */
export interface LaneData extends Omit<ThreadData, 'shared'> {
  readonly limitMs: number;
  readonly patienceMs: number;
}

export interface Finding {
  readonly number: number;
  readonly kind: 'fault' | 'hang' | 'crash';
  readonly from: string;
  readonly text: string;
  /** The engine's own stack, or how the thread ended. */
  readonly detail: string;
}

/** Places in the shared memory: which script is at work, and whether it is. */
export const AT = { number: 0, state: 1 } as const;
export const STATE = { between: 0, running: 1 } as const;
