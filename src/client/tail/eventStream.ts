/** Server-sent events (WHATWG HTML, section 9.2): a body's bytes as events. */
import type { Readable } from 'node:stream';

export interface ServerEvent {
  /** The last id sent so far; to be sent back as Last-Event-ID. */
  readonly id: string;
  readonly name: string;
  readonly data: string;
}

/** Longer lines end the stream: a server that sends no line end must not fill the memory. */
const MAX_LINE = 64 * 1024 * 1024;

/**
 * The events of a stream as they come. Comments and `retry` are no events, but `onAlive` hears of every piece of data.
 * An event that is cut off by the end of the stream is dropped, as the standard says: it will be sent again.
 */
export async function* readEvents(stream: Readable, onAlive: () => void): AsyncGenerator<ServerEvent, void, undefined> {
  const decoder = new TextDecoder('utf-8');
  const event = new EventBuffer();
  // A line of megabytes comes in many pieces; they are put together once, when its end is there.
  let pieces: string[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    onAlive();
    const text = decoder.decode(chunk, { stream: true });
    pieces.push(text);
    length += text.length;
    if (length > MAX_LINE) throw new RangeError('A line of the event stream is too long.');
    if (!/[\r\n]/.test(text)) continue;
    // A CR at the very end may be half of a CR LF.
    const lines = pieces.join('').split(/\r\n|\n|\r(?!$)/);
    const rest = lines.pop() ?? '';
    pieces = [rest];
    length = rest.length;
    for (const line of lines) {
      const complete = event.take(line);
      if (complete !== undefined) yield complete;
    }
  }
}

class EventBuffer {
  #id = '';
  #name = '';
  #data: string[] = [];

  /** Takes one line; gives the event that an empty line completes. */
  take(line: string): ServerEvent | undefined {
    if (line === '') {
      const event = this.#data.length === 0 ? undefined : { id: this.#id, name: this.#name === '' ? 'message' : this.#name, data: this.#data.join('\n') };
      this.#name = '';
      this.#data = [];
      return event;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#name = value;
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    return undefined;
  }
}
