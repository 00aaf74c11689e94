import type { Writable } from 'node:stream';

/** The world around a command, so that tests can look at it. */
export interface Io {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  /** Colours on standard error: a terminal, and NO_COLOR not set (no-color.org). */
  readonly colours: boolean;
  /** Columns that tables may have (`tableWidth`). */
  readonly width: number;
}

/** What PowerShell writes into a pipe with. */
const PIPE_WIDTH = 120;
/** In less nothing of an object is left. */
const LEAST_WIDTH = 20;

/** How wide tables of objects are made: as the terminal, or as PowerShell makes them where there is none. Some terminals tell no size, or none that can be. */
export function tableWidth(stream: { readonly isTTY?: boolean; readonly columns?: number }): number {
  return stream.isTTY === true && stream.columns !== undefined && stream.columns > 0 ? Math.max(stream.columns, LEAST_WIDTH) : PIPE_WIDTH;
}

/** Writes, and waits while the reader is slower than we are, so that ten megabytes do not pile up in memory. */
export async function write(stream: Writable, text: string): Promise<void> {
  if (stream.write(text) || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stream.off('drain', done).off('close', done).off('error', done);
      resolve();
    };
    stream.on('drain', done).on('close', done).on('error', done);
  });
}

export const writeLine = (stream: Writable, line: string): Promise<void> => write(stream, `${line}\n`);
