import type { Logger } from '../../app/log.ts';

/**
 * Passes one line of the service's log on to ours at its own level: `{"time","level","message",…}`. A line that is not
 * JSON (Node's own words, say) is passed on as it is.
 */
export function relayLog(log: Logger, line: string): void {
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    log.warn(line);
    return;
  }
  if (typeof entry !== 'object' || entry === null || !('message' in entry)) {
    log.info(line);
    return;
  }
  const { time: _time, level, message, ...fields } = entry as Record<string, unknown>;
  const details = Object.entries(fields).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const text = [String(message), ...details].join(' ');
  if (level === 'error') log.error(text);
  else if (level === 'warn') log.warn(text);
  else if (level === 'debug') log.debug(text);
  else log.info(text);
}
