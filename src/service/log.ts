/** One structured entry a line; the parent process parses it and shows it in its log channel. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug';
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Logger {
  log(level: LogLevel, message: string, fields?: LogFields): void;
}

/** Field names whose values never reach a log, whoever passes them. */
const SECRET_FIELD = /password|secret|authorization|rawvalue|token|cookie/i;

const mask = (fields: LogFields): LogFields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, SECRET_FIELD.test(name) ? '***' : value]));

/** Writes JSON lines `{"time","level","message",…}`. */
export function jsonLineLogger(write: (line: string) => void, level: LogLevel = 'info'): Logger {
  const order: readonly LogLevel[] = ['error', 'warn', 'info', 'debug'];
  const limit = order.indexOf(level);
  return {
    log(entryLevel, message, fields = {}) {
      if (order.indexOf(entryLevel) > limit) return;
      write(`${JSON.stringify({ time: new Date().toISOString(), level: entryLevel, message, ...mask(fields) })}\n`);
    },
  };
}

export const silentLogger: Logger = { log: () => undefined };

/** The message of anything thrown, with its causes, for the log (never for a client). */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : ` <- ${describeError(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
