import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';

/** A line longer than this is passed on in pieces: a broken process must not fill the memory. */
const LONGEST_LINE = 64 * 1024;

/** Calls `onLine` for every line of a stream, without its end; also for a last one that has none. */
export function lineReader(stream: Readable, onLine: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  let held = '';
  const take = (text: string): void => {
    held += text;
    for (let end = held.indexOf('\n'); end >= 0; end = held.indexOf('\n')) {
      emit(held.slice(0, end));
      held = held.slice(end + 1);
    }
    if (held.length > LONGEST_LINE) {
      onLine(held);
      held = '';
    }
  };
  const emit = (line: string): void => {
    const trimmed = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (trimmed !== '') onLine(trimmed);
  };
  stream.on('data', (chunk: Buffer) => take(decoder.write(chunk)));
  stream.on('end', () => {
    take(decoder.end());
    emit(held);
    held = '';
  });
}
