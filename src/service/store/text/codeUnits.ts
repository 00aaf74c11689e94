/**
 * `length`, `indexof` and `substring` as functions of SQL that count as .NET and JavaScript do, in units of UTF-16: SQLite's own count
 * characters, and a client that counts in its text would find another place behind an emoji.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { counted } from './heldText.ts';

export const LENGTH = 'sma_length';
export const INDEX = 'sma_index';
export const SUBSTRING = 'sma_substring';

const textOf = (value: SQLInputValue): string => (typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : '');

/** Makes the functions known to a connection. Null of anything is null. */
export function defineCodeUnits(database: DatabaseSync): void {
  const options = { deterministic: true, directOnly: true } as const;
  database.function(LENGTH, options, counted((text: SQLInputValue) => (text === null ? null : textOf(text).length)));
  database.function(INDEX, options, counted((text: SQLInputValue, wanted: SQLInputValue) => (text === null || wanted === null ? null : textOf(text).indexOf(textOf(wanted)))));
  // A place may be counted up to beyond what a number holds.
  database.function(SUBSTRING, { ...options, varargs: true, useBigIntArguments: true }, counted((text: SQLInputValue = null, from: SQLInputValue = null, length: SQLInputValue = Number.POSITIVE_INFINITY) =>
    (text === null || from === null || length === null ? null : textOf(text).substring(Number(from), Number(from) + Number(length)))));
}
