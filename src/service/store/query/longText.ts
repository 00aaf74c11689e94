/**
 * Texts of records that are too long to be held whole for each client who reads at its own pace: where one would stand in an answer
 * stands a mark, and what is sent in its place is read piece by piece as the client takes it.
 */
import { randomUUID } from 'node:crypto';
import { piecesOf } from '../lent/largeValue.ts';
import { ask, type Asked } from './ask.ts';

/** The entity set of records, and the property that has their text. */
export const RECORD_SET = 'Stream';
export const RECORD_TEXT = 'StreamText';

/** Bytes (UTF-8) from which on a text is left in the database. */
const LONG = 32 * 1024;

/** A text, null where it is long: none of a record is null itself. `size`: how many bytes it has. */
const shortText = (column: string, size = `octet_length(${column})`): string => `case when ${size} > ${LONG} then null else ${column} end`;

/**
 * The same of a record of the entity set, by the name that stands for it. SQLite knows the size of a column without reading it, but not through the
 * view's collation: the record is asked itself, which is worth it for a page. Where all are put in order, all are read anyway.
 */
export const shortRecordText = (alias: string, isPage: boolean): string => shortText(`"${alias}"."${RECORD_TEXT}"`, isPage
  ? `(select octet_length(own.text) from stream_record own where own.job_key = (select job_key from "Jobs" where "JobID" = "${alias}"."JobId") and own.time = "${alias}"."StreamTime")` : undefined);
/** Columns of `stream_record`: the text, null where it is long, and then the record's number. */
export const SHORT_TEXT = shortText('text');
export const LONG_NUMBER = `case when octet_length(text) > ${LONG} then sequence end`;

/** The marks of one answer. */
export class LongTexts {
  readonly #name = randomUUID();
  readonly #mark = new RegExp(`${this.#name}:(\\d+);`);
  /** Whether there is any. */
  isUsed = false;

  /** What stands for the text of a record: nothing that any format escapes, and nothing that a text could hold by chance. */
  markOf(sequence: number): string {
    this.isUsed = true;
    return `${this.#name}:${sequence};`;
  }

  has(text: string): boolean {
    return this.isUsed && this.#mark.test(text);
  }

  /** A text with what its marks stand for, in pieces, written as `inside` writes a text in that format. Fails where a record is gone. */
  async *filled(asked: Asked, text: string, inside: (piece: string) => string): AsyncGenerator<string, void> {
    const parts = text.split(this.#mark);
    for (const [index, part] of parts.entries()) {
      if (index % 2 === 0) {
        if (part !== '') yield part;
      } else for await (const piece of textsOf(asked, Number(part))) yield inside(piece);
    }
  }
}

/** Cut by bytes, as SQLite counts characters of a text up to its first NUL only; no character is cut. */
async function* textsOf(asked: Asked, sequence: number): AsyncGenerator<string, void> {
  const gone = (): Error => new Error('A record is gone while it is read.');
  const [known] = await ask(asked, 'select octet_length(text), job_key, time from stream_record where sequence = ? + 0', [sequence]);
  if (known === undefined) throw gone();
  const [size, ...name] = known;
  const part = async (from: number, count: number): Promise<Uint8Array> => {
    const [row] = await ask(asked, 'select substr(cast(text as blob), ? + 0, ? + 0) from stream_record where sequence = ? + 0 and job_key = ? + 0 and time = ?', [from + 1, count, sequence, ...name]);
    const bytes = row?.[0];
    if (!(bytes instanceof Uint8Array)) throw gone();
    return bytes;
  };
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  // Numbers of records that were taken back are given again; within a job no time is.
  for await (const bytes of piecesOf(asked, { key: `record ${[sequence, ...name].join(' ')}`, size: Number(size), part })) {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
