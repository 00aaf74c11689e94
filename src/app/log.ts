import type { LogOutputChannel } from 'vscode';
import { describeCauses } from './errors.ts';
import type { SecretMask } from './mask.ts';

/** The part of the editor's log channel that is used. */
export type LogSink = Pick<LogOutputChannel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>;
export type LogLevelName = keyof LogSink;

/** A named voice in the product's one log channel. */
export interface Logger {
  trace(message: string): void;
  debug(message: string): void;
  info(message: string): void;
  /** With `error`, the whole chain of causes follows. */
  warn(message: string, error?: unknown): void;
  error(message: string, error?: unknown): void;
}

/** The product's log: one channel, many named loggers, every line masked. */
export class Log {
  readonly #sink: LogSink;
  readonly #mask: SecretMask;

  constructor(sink: LogSink, mask: SecretMask) {
    this.#sink = sink;
    this.#mask = mask;
  }

  /** A logger whose lines begin with `[name]`. */
  named(name: string): Logger {
    const write = (level: LogLevelName, message: string, error?: unknown): void => {
      const text = error === undefined ? message : `${message}\n${describeCauses(error)}`;
      this.#sink[level](this.#mask.apply(`[${name}] ${text}`));
    };
    return {
      trace: (message) => write('trace', message),
      debug: (message) => write('debug', message),
      info: (message) => write('info', message),
      warn: (message, error) => write('warn', message, error),
      error: (message, error) => write('error', message, error),
    };
  }
}
