/** Error records on their way to the error stream. */
import type { Frame } from '../run/frame.ts';
import type { ErrorRecord } from '../values/errorRecord.ts';

/** Writes a record to the error stream as the frame sees it (redirections included). */
export function reportError(f: Frame, record: ErrorRecord): void {
  const { Error: writer } = f.streams;
  f.streams.gather.Error?.(record);
  if (writer === null) f.session.host.records.write({ stream: 'Error', error: record });
  else writer.write(record);
}
