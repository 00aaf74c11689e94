import { spawnSync } from 'node:child_process';

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly value: string;
  /** What the value is compared with, measured in the same run. */
  readonly against?: string;
  readonly budget?: Budget;
}

/** A bound of a figure. What is printed of it is made of what is tested, so that neither can be another. */
export class Budget {
  readonly text: string;
  readonly isKept: boolean;

  private constructor(text: string, isKept: boolean) {
    this.text = text;
    this.isKept = isKept;
  }

  static atMost(value: number, most: number, unit = ''): Budget {
    return new Budget(`at most ${figure(most)}${unit}`, value <= most);
  }
  static atLeast(value: number, least: number, unit = ''): Budget {
    return new Budget(`at least ${figure(least)}${unit}`, value >= least);
  }
  /** One of them is enough. */
  static either(...budgets: readonly Budget[]): Budget {
    return new Budget(budgets.map(({ text }) => text).join(', or '), budgets.some(({ isKept }) => isKept));
  }
}
const figure = (value: number): string => value.toLocaleString('en-US');

/** A file test/bench/NAME.bench.ts exports one as `bench`. */
export interface Bench {
  readonly name: string;
  run(): Promise<Row[]>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export const percentile = (values: readonly number[], part: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;

export const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

/** Milliseconds that starting a Node which does nothing takes now: how fast, and how busy, this machine is. */
export function coldNode(): number {
  const began = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - began;
}
