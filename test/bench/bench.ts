import { spawnSync } from 'node:child_process';

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly value: string;
  /** What the value is compared with, measured in the same run. */
  readonly against?: string;
  readonly budget?: string;
  /** Whether the budget is kept. */
  readonly ok?: boolean;
}

/** A file test/bench/NAME.bench.ts exports one as `bench`. */
export interface Bench {
  readonly name: string;
  run(): Promise<Row[]>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

/** Milliseconds that starting a Node which does nothing takes now: how fast, and how busy, this machine is. */
export function coldNode(): number {
  const began = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - began;
}
