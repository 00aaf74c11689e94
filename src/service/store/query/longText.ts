/**
 * Texts of records that are too long to be held whole for each client who reads at its own pace: where one would stand in an answer
 * stands a mark, and what is sent in its place is read piece by piece as the client takes it.
 */
import { randomUUID } from 'node:crypto';
import { ask, type Asked } from './ask.ts';

/** Bytes (UTF-8) from which on a text is left in the database. */
const LONG = 32 * 1024;
/** Bytes read at a time: each time SQLite walks over the whole text. */
const PIECE = 1024 * 1024;

/** Columns of `stream_record`: the text, null where it is long, and then the record's number. */
export const SHORT_TEXT = `case when octet_length(text) > ${LONG} then null else text end`;
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
      } else for await (const piece of piecesOf(asked, Number(part))) yield inside(piece);
    }
  }
}

/** Cut by bytes, as SQLite counts characters of a text up to its first NUL only; no character is cut. */
async function* piecesOf(asked: Asked, sequence: number): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (let from = 1; ; from += PIECE) {
    const [row] = await ask(asked, 'select substr(cast(text as blob), ? + 0, ? + 0) from stream_record where sequence = ? + 0', [from, PIECE, sequence]);
    const bytes = row?.[0];
    if (!(bytes instanceof Uint8Array)) throw new Error('A record is gone while it is read.');
    const text = decoder.decode(bytes, { stream: bytes.byteLength === PIECE });
    if (text !== '') yield text;
    if (bytes.byteLength < PIECE) return;
  }
}
