/**
 * Lines on a byte pipe. They are cut on the byte 0x0A before they are decoded, so a character whose UTF-8 bytes arrive in
 * two chunks is never damaged.
 */

/** A line that is longer than the receiver takes: the sender is broken or hostile, and the pipe cannot go on. */
export class LineTooLongError extends Error {
  readonly code = 'LineTooLong';
  constructor(limit: number) {
    super(`A message of more than ${Math.round(limit / 1024 / 1024)} MB arrived on the pipe; the limit is ${limit} bytes.`);
    this.name = 'LineTooLongError';
  }
}

/** What one record may weigh on its way, with room for JSON's escapes. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;

const LINE_FEED = 10;

/** What is done with a line that grows: `begun` is asked once so many bytes are there, and says how many of them it takes as they are; undefined: the line is wanted whole. */
export interface Growing {
  readonly from: number;
  readonly begun: (held: Buffer) => number | undefined;
}

/** Collects chunks and gives complete lines, as bytes without the line feed. Empty lines are skipped. */
export class LineReader {
  private parts: Buffer[] = [];
  private held = 0;
  private readonly onLine: (line: Buffer) => void;
  private readonly limit: number;
  private readonly growing: Growing | undefined;
  private isWanted = false;

  constructor(onLine: (line: Buffer) => void, limit = MAX_LINE_BYTES, growing?: Growing) {
    this.onLine = onLine;
    this.limit = limit;
    this.growing = growing;
  }

  /** Takes the next chunk; calls `onLine` for each line it completes. Throws LineTooLongError. */
  push(chunk: Buffer): void {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, from);
      if (end < 0) break;
      this.complete(chunk.subarray(from, end));
      from = end + 1;
    }
    if (from < chunk.length) this.hold(from === 0 ? chunk : chunk.subarray(from));
  }

  /** How many bytes of an unfinished line are held. */
  get pendingBytes(): number {
    return this.held;
  }

  private complete(tail: Buffer): void {
    if (this.held + tail.length > this.limit) throw new LineTooLongError(this.limit);
    this.isWanted = false;
    if (this.held === 0) {
      if (tail.length > 0) this.onLine(tail);
      return;
    }
    this.parts.push(tail);
    const line = Buffer.concat(this.parts, this.held + tail.length);
    this.parts = [];
    this.held = 0;
    this.onLine(line);
  }

  private hold(part: Buffer): void {
    if (this.held + part.length > this.limit) throw new LineTooLongError(this.limit);
    this.parts.push(part);
    this.held += part.length;
    const { growing } = this;
    if (growing === undefined || this.isWanted || this.held < growing.from) return;
    const whole = Buffer.concat(this.parts, this.held), taken = growing.begun(whole);
    this.isWanted = taken === undefined;
    const rest = taken === undefined ? whole : whole.subarray(taken);
    this.parts = rest.length === 0 ? [] : [rest];
    this.held = rest.length;
  }
}
