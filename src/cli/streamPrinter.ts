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
}

export interface StreamPrinter {
  print(records: readonly PrintedRecord[]): Promise<void>;
}

/** Output alone on standard output, so that it can be piped; everything else on standard error with its name before it. */
export class TextPrinter implements StreamPrinter {
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
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
      if (isOutput !== toOutput) await flush();
      toOutput = isOutput;
      pending += isOutput ? `${record.text}\n` : `${this.#paint(record.stream, `${record.stream.toUpperCase()}: ${record.text}`)}\n`;
    }
    await flush();
  }

  #paint(stream: string, text: string): string {
    const colour = COLOURS[stream];
    return this.#io.colours && colour !== undefined ? `\u001b[${colour}m${text}\u001b[0m` : text;
  }
}

/** SGR codes, as PowerShell's console has them. */
const COLOURS: Readonly<Record<string, number>> = { Error: 91, Warning: 93, Verbose: 93, Debug: 93, Progress: 96, Information: 90 };

/** One object a line on standard output. */
export class JsonPrinter implements StreamPrinter {
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  async print(records: readonly PrintedRecord[]): Promise<void> {
    if (records.length > 0) await write(this.#io.stdout, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  }
}
