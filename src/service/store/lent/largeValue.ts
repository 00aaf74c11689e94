import type { Asked } from '../query/ask.ts';

/** Bytes from which on a value is not held whole by who reads it. */
export const LARGE = 256 * 1024;
/** Bytes that are read at a time where there is no room for a file: SQLite walks over the whole value for each. */
const PART = 1024 * 1024;

/** Bytes in the database. */
export interface LargeValue {
  /** The value, and its state: another one has another key. */
  readonly key: string;
  readonly size: number;
  /** So many bytes of it from a place on, 0 the first. Fails where it is not there any more, or not the same. */
  part(from: number, count: number): Promise<Uint8Array>;
}

/** The bytes of a value, in pieces, as they are taken. */
export async function* piecesOf({ lent }: Pick<Asked, 'lent'>, value: LargeValue): AsyncGenerator<Uint8Array, void> {
  const { key, size } = value, pieces = size > LARGE ? await lent?.read(key, size, () => value.part(0, size)) : undefined;
  if (pieces !== undefined) yield* pieces;
  else for (let from = 0; from < size; from += PART) yield await value.part(from, Math.min(PART, size - from));
}
