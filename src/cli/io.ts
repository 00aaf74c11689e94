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
  /** Columns of the terminal. */
  readonly width: number;
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
