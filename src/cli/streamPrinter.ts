/** Stream records on a terminal, or as JSON lines. */
import type { Io } from './io.ts';
import { write } from './io.ts';

export interface PrintedRecord {
  readonly stream: string;
  readonly text: string;
  readonly time?: string;
  /** For errors: the structured part. */
  readonly id?: string | undefined;
  readonly category?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** What the line is a line of, where that is a child runbook, a script or a module. */
  readonly source?: string | undefined;
}

export interface StreamPrinter {
  print(records: readonly PrintedRecord[]): Promise<void>;
  /** What is left to tell of the failure that ended a job, when the last error was shown already: its place, or nothing. */
  untold(exception: string | null): string;
}

/** What of a failure the last error did not say. */
class LastError {
  #text = '';

  note(text: string): void {
    this.#text = text.trim();
  }

  untold(exception: string | null): string {
    const text = (exception ?? '').trim();
    if (this.#text === '' || !text.startsWith(this.#text)) return text;
    // What follows the message: "At NAME:LINE char:COLUMN" and the line itself.
    const rest = text.slice(this.#text.length);
    return /^\s*(?:$|\n)/.test(rest) ? rest.trim() : text;
  }
}

/** Output alone on standard output, so that it can be piped; everything else on standard error with its name before it. */
export class TextPrinter implements StreamPrinter {
  readonly #io: Io;
  readonly #source: string;
  readonly #lastError = new LastError();
  #lastProgress: string | undefined;

  /** `source`: what the lines of errors are lines of: the file, or the runbook's name. */
  constructor(io: Io, source = '') {
    this.#io = io;
    this.#source = source;
  }

  untold(exception: string | null): string {
    return this.#lastError.untold(exception);
  }

  async print(records: readonly PrintedRecord[]): Promise<void> {
    // Neighbours of one kind go in one write.
    let pending = '';
    let toOutput = true;
    const flush = async (): Promise<void> => {
      if (pending !== '') await write(toOutput ? this.#io.stdout : this.#io.stderr, pending);
      pending = '';
    };
    for (const record of records) {
      const isOutput = record.stream === 'Output';
      const text = isOutput ? record.text : this.#textOf(record);
      if (text === undefined) continue;
      if (isOutput !== toOutput) await flush();
      toOutput = isOutput;
      pending += isOutput ? `${text}\n` : `${this.#paint(record.stream, `${record.stream.toUpperCase()}: ${text}`)}\n`;
    }
    await flush();
  }

  /** Undefined where there is nothing new to say. */
  #textOf(record: PrintedRecord): string | undefined {
    if (record.stream === 'Error') {
      this.#lastError.note(record.text);
      const source = record.source ?? this.#source;
      return record.line === undefined || source === '' ? record.text : `${record.text} (${source}:${record.line})`;
    }
    if (record.stream !== 'Progress') return record.text;
    const line = progressLine(record.text);
    if (line === this.#lastProgress) return undefined;
    this.#lastProgress = line;
    return line;
  }

  #paint(stream: string, text: string): string {
    const colour = COLOURS[stream];
    return this.#io.colours && colour !== undefined ? `\u001b[${colour}m${text}\u001b[0m` : text;
  }
}

/** "Activity: status 40%" of a progress record's list of names and values (sma-rest-api.md 3.3); another text as it is. */
export function progressLine(text: string): string {
  const part = (name: string): string => new RegExp(`^${name} *: (.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
  const activity = part('Activity');
  if (activity === '') return text;
  if (part('RecordType') === 'Completed') return `${activity}: completed`;
  const percent = Number(part('PercentComplete'));
  const words = [part('StatusDescription'), part('PercentComplete') !== '' && percent >= 0 ? `${percent}%` : ''].filter((word) => word !== '').join(' ');
  return words === '' ? activity : `${activity}: ${words}`;
}

/** After the state: the reason on its line, its place on lines of their own. */
export const ending = (text: string): string => (text === '' ? '.' : text.startsWith('At ') ? `.\n${text}` : `: ${text}`);

/** SGR codes, as PowerShell's console has them. */
const COLOURS: Readonly<Record<string, number>> = { Error: 91, Warning: 93, Verbose: 93, Debug: 93, Progress: 96, Information: 90 };

/** Times of the wire are UTC without saying so; whoever reads JSON would take them for local ones. */
const inUtc = (time: string): string => (/T[\d:.]+$/.test(time) ? `${time}Z` : time);

/** One object a line on standard output. */
export class JsonPrinter implements StreamPrinter {
  readonly #io: Io;
  readonly #lastError = new LastError();

  constructor(io: Io) {
    this.#io = io;
  }

  untold(exception: string | null): string {
    return this.#lastError.untold(exception);
  }

  async print(records: readonly PrintedRecord[]): Promise<void> {
    for (const { stream, text } of records) if (stream === 'Error') this.#lastError.note(text);
    if (records.length > 0) await write(this.#io.stdout, records.map((record) => `${JSON.stringify({ ...record, ...(record.time === undefined ? {} : { time: inUtc(record.time) }) })}\n`).join(''));
  }
}
